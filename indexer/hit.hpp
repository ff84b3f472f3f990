// One answer of a search: the clause, its text's data and the passage that is shown.
#pragma once

#include "core/result.hpp"
#include "indexer/index_store.hpp"
#include "indexer/query_plan.hpp"
#include "indexer/ranking.hpp"
#include "indexer/snippet.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace fengqiao::indexer {

struct Hit {
  double score = 0;
  Evidence evidence;    // all zeros where no words were asked for
  bool cited = false;   // by the query itself
  std::string citation; // 治安管理处罚法-43; the bare id for text that cannot be cited by clause
  StoredDocument document;
  Clause clause;
  Snippet snippet;
  std::string index; // where it comes from, as typed; empty where one index of this machine is searched
  std::vector<std::string> terms; // what of the query stands in the clause, for `explain`
  std::string
      best_item; // 第二款, (a), 三是: the part of the clause that answers best; empty where it has only one
  std::string measure; // of a long clause: the text of the measure that answers best (measures.hpp)
};

// With the passage, 款 or 项 and measure that tell most of what is asked; `terms` and `cited` are left to the
// caller. Errors: what of the index cannot be read. Cost: linear in the clause, of a very long one in its
// excerpt (excerpt.hpp).
Result<Hit> make_hit(const IndexReader& index, const RankedClause& match, const QueryPlan& plan,
                     std::size_t columns);

// Shows what the query cites: the beginning of `item` (第一款第（二）项), of the clause where it is empty.
void show_cited(Hit& hit, const std::string& item, std::size_t columns);

} // namespace fengqiao::indexer

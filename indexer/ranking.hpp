// From what the index finds to the order in which a person should see it.
#pragma once

#include "indexer/index_store.hpp"
#include "indexer/query_plan.hpp"

#include <cstddef>
#include <functional>
#include <vector>

namespace fengqiao::indexer {

// The best `count` clauses for a plan. BM25 over pairs of characters gives the candidates; then count
//   - how near the question's and the clause's word vectors are (vector_store.hpp; large collections only);
//   - how many other texts name the clause's law (a law that everybody refers to is likelier meant);
//   - how well the document's other clauses answer;
//   - which single characters of the question the clause has.
// Deterministic: equal scores in the order of document id and clause.
Result<std::vector<Match>> ranked(const IndexReader& index, const QueryPlan& plan, std::size_t count,
                                  const std::function<bool(std::size_t span)>& accept);

} // namespace fengqiao::indexer

// Does the best that was found answer the query at all?
#pragma once

#include "indexer/index_store.hpp"
#include "indexer/query_plan.hpp"

namespace fengqiao::indexer {

struct MatchQuality {
  double words = 0; // share of what the query's words tell that the clause has, itself or by synonyms, 0 to 1
  double characters = 0; // the same of its single characters
  double likeness = 0;   // of the word vectors; 0 in small collections
};

// Reads nothing; `document` and `clause` are the hit's.
[[nodiscard]] MatchQuality match_quality(const IndexReader& index, const QueryPlan& plan,
                                         const StoredDocument& document, ClauseRef ref, const Clause& clause);

// Below this nothing answers the query: what was found is near at best. Chosen on questions with and without
// an answer (bench/README.md); `has_vectors`: of the collection.
[[nodiscard]] bool answers(const MatchQuality& quality, bool has_vectors);

} // namespace fengqiao::indexer

// Does the best that was found answer the query at all?
#pragma once

#include "indexer/index_store.hpp"
#include "indexer/query_plan.hpp"

namespace fengqiao::indexer {

// The share of what the query's words tell that the clause has, itself or by synonyms, 0 to 1.
[[nodiscard]] double words_in_common(const QueryPlan& plan, const StoredDocument& document,
                                     const Clause& clause);

// How little a large collection speaks of what is asked: the share of the query's pairs, by what they tell,
// that hardly any clause has, less part of the share of its characters that stand in words learnt from law.
// From -0.75 to 1; 0 in small collections.
[[nodiscard]] double strangeness(const IndexReader& index, const QueryPlan& plan);

// False: nothing answers the query, what was found is near at best. Chosen on questions with and without an
// answer (bench/README.md). `large`: the collection has vectors.
[[nodiscard]] bool answers(double words_in_common, double strangeness, bool large);

} // namespace fengqiao::indexer

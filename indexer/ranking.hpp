// From what the index finds to the order in which a person should see it.
#pragma once

#include "indexer/index_store.hpp"
#include "indexer/query_plan.hpp"

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace fengqiao::indexer {

// Why a clause ranks where it does: points that add up to its score. The scale is that of BM25 for this
// query; scores of different queries do not compare.
struct Evidence {
  double words = 0;      // BM25 over pairs of characters
  double likeness = 0;   // how near the question's and the clause's word vectors are
  double law = 0;        // what many other texts naming the law adds to the two above
  double characters = 0; // which single characters of the question the clause has
  double measure = 0;    // one measure of a long clause answers: what its words would get if it stood alone
  double document = 0;   // the document's other clauses answer too

  [[nodiscard]] double score() const { return words + likeness + law + characters + measure + document; }
};

struct RankedClause {
  ClauseRef clause = 0;
  double score = 0;
  Evidence evidence;
};

// Of the candidates on other machines, so many are read and ranked by more than their words.
inline constexpr std::size_t kRemoteHead = 100;

// The best `count` clauses for a plan. The candidates are the best of BM25, and, for a plan that only ranks
// (nothing in it is compulsory), the clauses that are nearest in meaning wherever BM25 puts them; these get
// the words' points of the last candidate of BM25. Deterministic: equal scores in the order of BM25, then of
// document id and clause. Empty where no term of the plan occurs.
Result<std::vector<RankedClause>> ranked(const IndexReader& index, const QueryPlan& plan, std::size_t count,
                                         const std::function<bool(std::size_t span)>& accept);

// Which of the plan's terms stand in a clause or over it, those that tell most first.
std::vector<std::string> matched_terms(const StoredDocument& document, const Clause& clause,
                                       const QueryPlan& plan);

} // namespace fengqiao::indexer

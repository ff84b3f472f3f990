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
  double citing = 0;     // a clause of another text that answers cites this one
  double law = 0;        // what many other texts naming the law adds to the three above
  double characters = 0; // which single characters of the question the clause has
  double measure = 0;    // one measure of a long clause answers: what its words would get if it stood alone
  double document = 0;   // the document's other clauses answer too

  [[nodiscard]] double score() const {
    return words + likeness + citing + law + characters + measure + document;
  }
};

struct RankedClause {
  ClauseRef clause = 0;
  double score = 0;
  Evidence evidence;
};

// What each kind of evidence counts. Chosen by grouped cross-validation on development questions over 1,511
// laws (bench/README.md); each may change by a third without a difference beyond noise.
struct RankingWeights {
  std::size_t candidates = 300;       // of BM25
  std::size_t near_candidates = 1000; // of the word vectors
  std::size_t document_head = 200;    // the clauses by which a document is judged
  double mentions = 0.1;              // times ln(1 + texts that name the law)
  double likeness = 1.0;              // share of the best of BM25, for a clause that points just the same way
  double citing = 0.25;               // share of the words' points of the best clause that cites it
  double characters = 0.5;            // share of the best score, for a clause that has every character
  double measure = 1.0;               // of what a long clause's best measure would get if it stood alone
  double document = 0.3;              // share of the mean of the document's three best clauses
};

// Of the candidates on other machines, so many are read and ranked by more than their words.
inline constexpr std::size_t kRemoteHead = 100;

// The best `count` clauses for a plan. The candidates are the best of BM25, and, for a plan that only ranks
// (nothing in it is compulsory), the clauses that are nearest in meaning wherever BM25 puts them; these get
// the words' points of the last candidate of BM25. Deterministic: equal scores in the order of BM25, then of
// document id and clause. Empty where no term of the plan occurs.
Result<std::vector<RankedClause>> ranked(const IndexReader& index, const QueryPlan& plan, std::size_t count,
                                         const std::function<bool(std::size_t span)>& accept,
                                         const RankingWeights& weights = {});

// Which of the plan's terms stand in a clause or over it, those that tell most first.
std::vector<std::string> matched_terms(const StoredDocument& document, const Clause& clause,
                                       const QueryPlan& plan);

} // namespace fengqiao::indexer

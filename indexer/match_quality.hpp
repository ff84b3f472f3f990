// Does the best that was found answer the query at all?
#pragma once

#include "indexer/index_store.hpp"
#include "indexer/query_plan.hpp"

#include <set>
#include <string>

namespace fengqiao::indexer {

// Judges the clauses found for one query. Chosen on questions with and without an answer (bench/README.md).
class AnswerJudge {
public:
  AnswerJudge(const IndexReader& index, const QueryPlan& plan);

  // False: what was found is near at best. A small collection has an answer's words or has no answer; pairs
  // with an asking character (报谁, 单几) that it does not know say nothing; what answers for the name of a
  // text (无人机管理规定) has the word for its kind. A large one is asked how little it speaks of what is
  // asked, too: of everyday questions the right clause may share few words.
  [[nodiscard]] bool answers(const StoredDocument& document, const Clause& clause) const;

  // True where the part of a sentence that tells most of what is asked only says that the text does not hold
  // it (…和扣分细则未见公开原文): no answer, however many of the words stand there.
  [[nodiscard]] bool tells_of_lack(const Clause& clause) const;

private:
  const QueryPlan& plan_;
  bool large_ = false;         // the collection has vectors
  double strangeness_ = 0;     // see match_quality.cpp
  std::set<std::string> mute_; // pairs that say nothing
  std::string kind_;           // 规定, of a query that is the name of a text; empty of others
};

} // namespace fengqiao::indexer

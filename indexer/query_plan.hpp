// From what a person typed to what the index is asked.
#pragma once

#include "indexer/index_store.hpp"
#include "indexer/vocabulary.hpp"

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace fengqiao::indexer {

struct QueryPlan {
  QueryNode node;                        // no children: nothing to look for
  std::map<std::string, double> weights; // each term, also of synonyms: how much it tells (for passages)
  std::map<std::string, std::uint32_t> frequencies; // in how many clauses each of these and others occurs
  std::u32string text;                              // folded, with blanks for the words that only ask
  // The vocabulary's other words for those of the query, by how much of each counts for what is meant.
  std::vector<std::pair<std::u32string, float>> beside;
  std::u32string characters;      // the distinct Han characters that were asked for
  std::vector<std::string> notes; // Chinese, for the user: historic words, related words
};

// Ranked OR over the terms of the query; no two of its words are ever joined by AND. A word of the vocabulary
// counts as itself or as one of its synonyms, a number of things in either spelling (the other one only where
// all of it stands in the clause).
// Words that only ask (怎么, 是否, 哪些 …) are left out unless nothing else remains. A query of one character
// looks for that character.
Result<QueryPlan> plan_query(std::string_view query, const IndexReader& index, const Vocabulary& vocabulary);

} // namespace fengqiao::indexer

// What to say where a query finds nothing at all.
#pragma once

#include "core/result.hpp"
#include "indexer/index_store.hpp"
#include "indexer/search_filter.hpp"
#include "indexer/vocabulary.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace fengqiao::indexer {

inline constexpr std::size_t kMostCounted = 100; // clauses that are counted without the fields

struct Unanswered {
  std::string typed;                // the whole query
  std::string words;                // what it looks for, folded; empty where it only has fields
  std::vector<SearchFilter> fields; // the conditions that documents had to meet, by field or option
  std::size_t without_fields = 0;   // clauses that the words find without them, kMostCounted at most
};

// ErrorCode::not_found. The hint names what can be asked instead, as far as the index has it: the words
// without the fields, the issuers where a field names none of them, the word of the vocabulary that the typed
// one belongs to (片警: 社区民警), words and titles that share half of its characters.
Error nothing_found(const IndexReader& index, const Vocabulary& vocabulary, const Unanswered& asked);

} // namespace fengqiao::indexer

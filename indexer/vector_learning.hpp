// Word vectors learnt from the clauses of a generation in the making, and the clauses' vectors made of them.
#pragma once

#include "core/result.hpp"
#include "indexer/index_store.hpp"
#include "indexer/vector_store.hpp"

#include <cstddef>
#include <filesystem>

namespace fengqiao::indexer {

// A smaller collection has no vectors: it teaches too little about words to learn from, and finds no more
// with those of others (37 of 39 questions first over the shipped corpus of a hundred clauses, with and
// without).
inline constexpr std::size_t kVectorClauses = 5000;

// Of a clause in its document.
ClauseText clause_text(const StoredDocument& document, const Clause& clause);

// Both write the file `vectors` into `generation`, a finished database that is not yet published. The same
// clauses give the same bytes, in whatever steps they came into the index.

// With vectors of words that are there already. A clause's vector depends on the words and on the clause
// alone. Costs about 3 s of one core for 68,000 clauses (8 million characters), shared out to the cores.
// Where the collection is too small there is no file; words that it learnt itself are kept alone, for the day
// when it has grown again.
Result<void> apply_vectors(const std::filesystem::path& generation, WordVectors words);

// Learns the words and their vectors from all clauses first: about 13 s of one core and 400 MB of memory.
// Refused (ErrorCode::data) for less than kVectorClauses.
Result<void> learn_vectors(const std::filesystem::path& generation);

} // namespace fengqiao::indexer

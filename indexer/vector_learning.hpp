// Word and clause vectors learnt from the clauses of a generation in the making.
#pragma once

#include "core/result.hpp"

#include <cstddef>
#include <filesystem>

namespace fengqiao::indexer {

// A collection smaller than this teaches too little about words: it has no vectors and is ranked by its words
// as they stand. (A station's own corpus has about a hundred clauses, all national law 68,000.)
inline constexpr std::size_t kVectorClauses = 5000;

// Learns the words of all clauses, their vectors and the clauses' vectors, and writes the file `vectors` into
// `generation`, a finished database that is not yet published; or removes the file where the collection is
// too small. The same clauses give the same bytes, in whatever steps they came into the index. Learns from
// everything at every call: about 11 s of one core and 400 MB of memory for 68,000 clauses (8 million
// characters), shared out to the cores.
Result<void> learn_vectors(const std::filesystem::path& generation);

} // namespace fengqiao::indexer

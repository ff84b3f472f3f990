// Which words stand near which others.
#pragma once

#include "indexer/svd.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace fengqiao::indexer {

// Texts as words (indexes below `words`), and for each pair of words how much oftener than by chance they
// stand within twenty words of each other in one text: max(0, ln(times · all^¾ / (times_i · times_j)^⅞)), the
// mean of both directions of pointwise mutual information with context counts to the power ¾. Pairs seen once
// are left out. Symmetric. Depends on the texts as a set. Costs about 0.3 s a million words (one core); 5
// million words and 20,000 different ones give 4 million cells.
SparseMatrix word_associations(std::span<const std::vector<std::uint32_t>> texts, std::size_t words);

} // namespace fengqiao::indexer

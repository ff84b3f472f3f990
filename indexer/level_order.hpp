// Which numbering of a 公文 stands inside which.
#pragma once

#include "indexer/text_parsers.hpp"

#include <array>

namespace fengqiao::indexer {

inline constexpr std::size_t kNumberStyles = 7; // index 0 unused; NumberedLine::level is the index

// The depth of each numbering style in this text, 1 the outermost. GB/T 9704—2012 has 一、（一）1.（1）;
// papers that put 1. above （一） are understood from where numbers begin again: a style that counts from 1
// between two neighbouring numbers of another lies inside it. Cost: linear in the lines.
std::array<int, kNumberStyles> nesting_depths(Lines lines);

} // namespace fengqiao::indexer

// The numbering of a 公文: 一、 then （一） then 1. then （1）(GB/T 9704—2012 7.3.3), and ① below that.
#pragma once

#include <string>
#include <string_view>

namespace fengqiao::render {

inline constexpr int kDeepestPaperLevel = 4;

// The label of the `number`-th item at a level, 0 to kDeepestPaperLevel.
std::string paper_number(int level, int number);

// The level that a heading's text is numbered at; -1: none.
int level_of_number(std::u32string_view heading);

} // namespace fengqiao::render

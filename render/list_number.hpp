// The numbering of a 公文: 一、 then （一） then 1. then （1）(GB/T 9704—2012 7.3.3), and ① below that.
#pragma once

#include <string>
#include <string_view>

namespace fengqiao::render {

inline constexpr int kDeepestPaperLevel = 4;

// The label of the `number`-th item at a level, 0 to kDeepestPaperLevel.
std::string paper_number(int level, int number);

// The number that a heading or a paragraph begins with; level -1: none. 1.5 is none, nor is （2026）.
struct PaperNumber {
  int level = -1, number = 0;
};
PaperNumber leading_number(std::u32string_view text);

} // namespace fengqiao::render

// Where a paragraph may be broken, and how gladly.
#pragma once

#include "render/line_class.hpp"

#include <string_view>
#include <vector>

namespace fengqiao::render {

// The price of ending a line after a character. Below kToken: allowed, dearer means later. A token (number
// with its unit, date, word, 文号) or a mark's rule is broken only where the line is narrower than what it
// holds together; loosen() then sets the price.
using BreakCost = int;
inline constexpr BreakCost kAfterYear = 250; // 2026年|3月9日: rather than a line stretched for it to be seen
inline constexpr BreakCost kInOrdinal = 150; // 第一百|五十三条: the same, sooner: it is many characters
inline constexpr BreakCost kToken = 10'000;  // inside a token
inline constexpr BreakCost kMark = 20'000;   // against GB/T 15834 chapter 5
inline constexpr BreakCost kNever = 30'000; // between a letter and its combining mark, inside —— and ……
inline constexpr BreakCost kForced = -1;    // after a line feed

// Element i: the cost of a break between characters i and i + 1. The last element is 0. `open_long`: long
// ordinal numbers and units may be broken, as wide justified text needs it; else they are tokens.
std::vector<BreakCost> break_costs(std::u32string_view text, const std::vector<LineClass>& classes,
                                   bool open_long = false);

// The price of breaking a token between `a` and `b` when it does not fit on a line: addresses after / ? & . -
// first, dates after 年 and 月, a number from its unit next, digits last.
BreakCost loosened_cost(char32_t a, LineClass class_a, LineClass class_b);

} // namespace fengqiao::render

// What a character does at the edge of a line: GB/T 15834—2011 chapter 5 as a table, with context (a dash
// between two figures is a connector, a point inside a number is part of it).
#pragma once

#include <string_view>
#include <vector>

namespace fengqiao::render {

enum class LineClass : unsigned char {
  han,       // ideographs and all that breaks like them
  open,      // （ 《 “ [ : never ends a line (5.1.3)
  close,     // 。 ， ） 》 ” ] : never begins a line (5.1.1–5.1.3)
  middle,    // · : never begins a line (5.1.7)
  slash,     // ／ between Han: neither begins nor ends a line (5.1.9)
  connector, // — ～ － – alone: never begins a line (5.1.6)
  dash,      // —— : never split (5.1.4)
  ellipsis,  // …… : never split (5.1.5)
  currency,  // ￥ № : stays with what follows
  percent,   // % ‰ ℃ : stays with what goes before
  sign,      // + − ± before a figure
  latin,     // letters, and marks inside a word, number or address
  digit,
  space,      // breaks after it; takes no width at a line's end
  wide_space, // U+3000
  joined,     // combining marks: never parted from their base
  feed,       // line feed: the line ends here
};

// The class of each character of a paragraph.
std::vector<LineClass> classify(std::u32string_view text);

} // namespace fengqiao::render

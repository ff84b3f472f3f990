// A paragraph of measured characters → lines. Knows no fonts and no pages, so tests measure as they like.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace fengqiao::render {

// One character with its measure, in points from its origin: the advance, and the ink's left and right bound,
// by which marks are squeezed. U+000A ends a line.
struct LineItem {
  char32_t character = 0;
  double em = 16; // font size
  double advance = 16;
  double left = 0, right = 16;
};

struct LineShape {
  double width = 442.2;
  double first_indent = 0;   // of the first line
  bool justify = true;       // else ragged
  double gap = 0.25;         // between Han and Latin letters or digits, in em
  double most_stretch = 0.5; // em a gap: a line that would need more stays ragged
};

struct Line {
  std::size_t begin = 0, end = 0; // items; spaces at the end and the line feed are left out
  double x = 0;                   // origin of the first character; negative where an opening mark is squeezed
  double width = 0; // from the line's left edge to the end of its last character, its trimmed blank left out
};

struct BrokenParagraph {
  std::vector<Line> lines;      // at least one
  std::vector<double> advances; // of each item in its line: squeezing and justification included
};

// Chooses the breaks of the whole paragraph at once, by dynamic programming over the unevenness of its lines:
//   no mark begins or ends a line against GB/T 15834 chapter 5, tokens are whole (render/line_rules.hpp),
//   adjacent marks are squeezed by their measured boxes, at most half an em and never into the ink,
//   a mark at either end of a line gives its blank half, so that the ink's edges are straight (an indented
//   first line keeps its opening mark whole, a justified last line the mark at its end),
//   a line is stretched over its gaps or pulled together at its marks to reach the right edge, the last line
//   is not, a last line of one character is avoided.
// What is wider than a line is broken rather than left to stick out. Cost: linear in the items, times those
// of a line.
BrokenParagraph break_lines(std::span<const LineItem> items, const LineShape& shape);

// Width of the widest piece that holds together (a token, a date, a character with its marks), and of the
// whole on one line (the widest part between line feeds): the bounds for a table's column. `word`: of the
// widest piece with letters or figures in it, which is the first to be had whole.
struct ContentWidth {
  double least = 0, most = 0, word = 0;
};
ContentWidth content_width(std::span<const LineItem> items, double gap = 0.25);

} // namespace fengqiao::render

// How wide the columns of a table are.
#pragma once

#include <optional>
#include <span>
#include <vector>

namespace fengqiao::render {

// What a column holds, in points, cell padding included.
struct ColumnContent {
  double least = 0;   // its widest unbreakable piece; short headers whole
  double compact = 0; // as `most`, a long header wrapped into two lines
  double most = 0;    // its widest cell on one line
  double bulk = 0;    // Σ (cell width)³: how much its long cells weigh
  double wish = 0;    // its cells on one line where all are short (names), else `least`
  double word = 0;    // its widest word or figure with its unit, at most `least`: a short header may wrap
  double names = 0;   // its cells of a few characters (most names) on one line, whatever the others are
};

// Shares `available` out:
//   room for all: each column as wide as its widest cell (headers on one line where that fits too); what is
//   left over is spread in proportion if `fill`; else: between `least` and `compact` in proportion to bulk^¼,
//   which minimises Σ (cell ÷ column)³, a smooth stand-in for the height of the rows; no column below its
//   widest piece while that is possible; then `names`, and `wish`, column by column, the cheapest first,
//   while that leaves a tenth, and a fifth, for the long cells; else its words and figures are whole where
//   that can be, of the narrow columns first.
// The widths sum to `available` (less if there is room for all and not `fill`).
std::vector<double> share_widths(std::span<const ColumnContent> columns, double available, bool fill);

// The widths in the given proportion, but no column narrower than its widest unbreakable piece (a code such
// as FM-101 is not cut in two): such columns get that much, and the others share the rest. Where that does
// not fit, no narrower than its widest word or figure; where even that does not, the plain proportion.
std::vector<double> proportional_widths(std::span<const double> shares,
                                        std::span<const ColumnContent> columns, double available);

} // namespace fengqiao::render

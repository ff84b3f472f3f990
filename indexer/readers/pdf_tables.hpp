// Tables of a PDF page, by the lines that are drawn round their cells.
#pragma once

#include "core/xml.hpp"
#include "indexer/readers/printed_lines.hpp"

#include <string>
#include <vector>

namespace fengqiao::indexer {

// A straight line of a page; left = right or top = bottom. Lengths as in PrintedLine.
struct Ruling {
  double left = 0, top = 0, right = 0, bottom = 0;
};

// The straight lines of a page that `pdftocairo -svg` drew: strokes, edges of stroked boxes, thin filled
// boxes. Glyphs and clip paths are passed over. What it cannot read it leaves out.
std::vector<Ruling> rulings_of(const XmlNode& svg);

// The tables of two columns and two rows and more: lines that touch each other and cut the page into cells. A
// cell without a line to the one on its left or above it is merged with that one; the places that it covers
// are empty. Each comes as a PrintedLine with `table`, from the top of the page down. Words outside stay out.
// Cost: bounded by the number of lines squared, of which 4,000 are looked at.
std::vector<PrintedLine> ruled_tables(const std::vector<Ruling>& rulings,
                                      const std::vector<PlacedWord>& words);

} // namespace fengqiao::indexer

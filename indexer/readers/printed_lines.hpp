// Lines as they stand on pages → the paragraphs that somebody typed.
#pragma once

#include "indexer/readers/paper.hpp"

#include <string>
#include <vector>

namespace fengqiao::indexer {

// One line of a page. Lengths in any one unit; y grows downwards.
struct PrintedLine {
  int page = 0;
  double left = 0, right = 0, top = 0, bottom = 0;
  double page_width = 0, page_height = 0;
  std::string text;
  int column = 0; // filled by join_printed_lines: 1 for the right one of two columns
};

// Drops page numbers, and headers and footers that repeat; joins the lines of a paragraph. A paragraph begins
// where a line is indented or stands in the middle, where the line before it ended short, and behind a wider
// gap. Two columns are told apart. `lines` in reading order.
std::vector<Block> join_printed_lines(std::vector<PrintedLine> lines);

} // namespace fengqiao::indexer

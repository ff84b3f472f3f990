// Lines as they stand on pages → the paragraphs that somebody typed.
#pragma once

#include "indexer/readers/paper.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace fengqiao::indexer {

struct PlacedWord {
  double left = 0, top = 0, right = 0, bottom = 0;
  std::string text;
};

// One line of a page. Lengths in any one unit; y grows downwards.
struct PrintedLine {
  int page = 0;
  double left = 0, right = 0, top = 0, bottom = 0;
  double page_width = 0, page_height = 0;
  std::string text;
  int column = 0; // filled by join_printed_lines: 1 for the right one of two columns
  std::vector<std::vector<std::string>> table = {};    // its rows, where a table stands here; no text then
  std::vector<double> columns = {};                    // of a table: the edges of its columns
  std::vector<std::pair<double, double>> gutters = {}; // of a table without lines: what it leaves free
  std::vector<PlacedWord> words = {};                  // what a line consists of, where that is known
  double hanging = 0; // filled by join_list_numbers: where the texts of this line's list begin, else 0
};

// Puts the numbers of a list that stand alone in front of their texts: word processors print 1. 2. 3. of an
// automatic list as a column of its own, and poppler reads it before the texts. A number joins the nearest
// text at its right at the same height of its page. `lines` in reading order. Linear.
void join_list_numbers(std::vector<PrintedLine>& lines);

// Drops page numbers, and headers and footers that repeat.
void drop_running_lines(std::vector<PrintedLine>& lines);

// 1. （2） 三、 ④ and nothing else.
bool is_list_number(std::string_view text);

// Joins the lines of a paragraph. A paragraph begins
// where a line is indented or stands in the middle, where the line before it ended short, and behind a wider
// gap. Two columns are told apart. Page numbers and running lines are dropped first. A table that goes on at
// the top of the next page, with columns of the same width, is one; a head that is repeated there is left
// out. `lines` in reading order.
std::vector<Block> join_printed_lines(std::vector<PrintedLine> lines);

// A line that is only the number of its page: 1, - 1 -, — 1 —, 第 1 页, 第1页 共3页, 1/3, ·1·. `bare`:
// without any mark.
struct PageNumber {
  int number = 0;
  bool bare = false;
};
std::optional<PageNumber> page_number(std::string_view line);

} // namespace fengqiao::indexer

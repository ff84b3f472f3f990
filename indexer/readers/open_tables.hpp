// Tables of a PDF that no lines are drawn round: columns that white space sets apart.
#pragma once

#include "indexer/readers/pdf_tables.hpp"
#include "indexer/readers/printed_lines.hpp"

#include <map>
#include <vector>

namespace fengqiao::indexer {

// Puts the lines of each page into the order of its rows, from the top down and from left to right, and joins
// pieces of one row that stand hardly further apart than a blank: word processors and poppler take rows apart
// at every wide gap. A page that is printed in columns of running text keeps its order. `lines` in reading
// order, without running heads. Cost: n log n.
void order_rows(std::vector<PrintedLine>& lines);

// The tables that white space alone shows, as ruled_tables gives those with lines: three rows and more (two,
// where there are three columns and more) whose words leave the same strips of the page free. Rows of a cell
// that was wrapped are joined: a row begins where the column stands that is never wrapped, or at one of
// `rulings` (by page) that goes through. Running text in columns, lists (1. …), articles, signatures
// (甲方：  乙方：) and tables of contents are no tables. A row or two of the table at the top of the next
// page, or at the foot of the page before, belong to it. `lines` as order_rows leaves them. Cost: n log n in
// the words of a page, times the columns.
std::vector<PrintedLine> open_tables(const std::vector<PrintedLine>& lines,
                                     const std::map<int, std::vector<Ruling>>& rulings);

} // namespace fengqiao::indexer

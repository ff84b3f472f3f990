// Comma-separated values as RFC 4180 has them, and as spreadsheet programs really write them.
#pragma once

#include "core/result.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace fengqiao::render {

struct CsvCell {
  std::string text;
  int line = 0; // where the cell begins; quoted cells may run over several lines
};
using CsvRow = std::vector<CsvCell>;

// Quoted cells hold separators, quotes ("") and line ends. The separator (',', ';' or a tab) is the one that
// the first row uses. Rows with nothing in them are left out. Refused: a quote that is not closed (the line
// where it was opened is named), text behind a closing quote.
Result<std::vector<CsvRow>, Errors> parse_csv(std::string_view text, const std::string& file);

// One cell, in quotes where it needs them.
std::string csv_cell(std::string_view text);

// A spreadsheet program runs cells that begin with = + - or @ as formulas: such texts get an apostrophe in
// front, numbers stay. without_formula_guard(formula_safe(x)) == x.
std::string formula_safe(std::string_view text);
std::string without_formula_guard(std::string_view text);

} // namespace fengqiao::render

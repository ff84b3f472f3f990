// A clause's text for a terminal: its tables in columns.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace fengqiao::cli {

// Paragraphs stay; a table gets columns of equal display width (a Chinese character takes two) within
// `columns` of the terminal, long cells on several lines, never broken inside a number. A table of so many
// columns that none of them would have room for four Chinese characters is told row by row. Safe to print.
std::string text_for_terminal(std::string_view text, std::size_t columns);

} // namespace fengqiao::cli

// A Markdown table as a grid: which cells are merged, how many header rows there are, which rows are totals.
// Used by the page layout and by the HTML writer, so that both show the same table.
#pragma once

#include "render/markdown.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace fengqiao::render {

// A cell with the places it covers.
struct TableCell {
  const MdNode* node = nullptr;
  std::size_t row = 0, column = 0, rows = 1, columns = 1;
};

struct TableModel {
  std::size_t columns = 1, rows = 0;
  std::size_t header_rows = 0;     // the first rows
  std::vector<TableCell> cells;    // by row, then by column, of their upper left corner
  std::vector<std::size_t> owners; // rows × columns: index of the cell that covers the place
  std::vector<bool> totals;        // a row whose first words are 合计, 小计, 总计 … or are strong
  std::vector<std::string> faults; // "第 3 行第 2 栏…"; then nothing is merged
  int fault_line = 0;              // of the first fault

  [[nodiscard]] std::size_t owner(std::size_t row, std::size_t column) const {
    return owners[row * columns + column];
  }
};

inline constexpr std::size_t kMostHeaderRows = 6;

// A cell that holds only ^^ belongs to the cell above it, one that holds only << to the cell on its left;
// other Markdown tools show the marks and lose nothing. Only the Markdown's own text counts: a record's value
// that reads ^^ is a text like any other. Header rows: the Markdown's own (one whose
// cells are all empty is left out), those that a merged cell joins with it, and at least `header_rows`.
// Fault: a mark that has no cell to join, merged cells that are no rectangle, too many header rows. Cost:
// linear in the cells.
TableModel read_table(const MdNode& table, std::size_t header_rows = 0);

// A number as figures in a column are compared: signs, digits, thousands, a decimal part, % or ‰ behind.
// Gives how many characters stand before its decimal point (or where one would be).
std::optional<std::size_t> whole_part(std::u32string_view text);

// What stands in a column of numbers where no number is: —, /, 无, 持平, 新增.
bool is_number_placeholder(std::u32string_view text);

} // namespace fengqiao::render

// The rows of a table as strips: a row is one strip, or, where it is taller than a page, one strip a line.
#pragma once

#include "render/strip.hpp"
#include "render/table_cells.hpp"

#include <vector>

namespace fengqiao::render {

// Appends the rows, the header's first; `table` is the index that the frame will have in Flow::tables. The
// cells' columns are set. Reports merged cells that hold more text than a page.
TableFrame set_rows(const TableCells& cells, const Directives& directives, Setting& setting, int table,
                    std::vector<Strip>& out);

} // namespace fengqiao::render

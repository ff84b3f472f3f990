// An export as a stream of rows, whatever its format: CSV, XLSX, XLS, and the .xls that is HTML or text
// inside.
#pragma once

#include "core/result.hpp"

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace fengqiao::station {

struct SourceRow {
  int line = 0;                   // CSV: the line in the file; sheets: the row's number
  std::vector<std::string> cells; // UTF-8; a cell that a formula or merging left empty is empty
};

class TableSource {
public:
  virtual ~TableSource() = default;
  // Fills `row` (its strings are used again) and returns true, or false at the end. Rows without any content
  // are left out. An error ends the table.
  virtual Result<bool> next(SourceRow& row) = 0;
  [[nodiscard]] virtual std::size_t bytes_done() const = 0;
  // After the last row: false where the file changed while it was read.
  [[nodiscard]] virtual bool unchanged() = 0;
};

struct OpenedSource {
  std::unique_ptr<TableSource> rows;
  std::string digest; // SHA-256 of the file
  std::size_t bytes = 0;
  bool dates_1904 = false;
  bool merged = false;              // some cells of the sheet are merged
  std::vector<std::string> remarks; // what the clerk should know: formulas, further sheets
};

// By content, not by name. CSV is streamed twice (digest and encoding, then rows) and needs memory for one
// row and a few MiB; the others are read whole, up to limits::ledger_workbook_bytes. Errors, file named: not
// a regular file, no known encoding, a password, a damaged workbook, no sheet with content (data); a limit
// (limit, with the number).
Result<OpenedSource> open_source(const std::filesystem::path& path);

// The formats, each behind open_source.
Result<OpenedSource> open_csv(const std::filesystem::path& path);
Result<OpenedSource> open_xlsx(const std::string& bytes, const std::string& file);
Result<OpenedSource> open_xls(const std::string& bytes, const std::filesystem::path& path);
Result<OpenedSource> open_html(const std::string& bytes, const std::string& file);

// Rows that are in memory already; empty ones are dropped.
std::unique_ptr<TableSource> grid_source(std::vector<SourceRow> rows);

} // namespace fengqiao::station

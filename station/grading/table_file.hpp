// Tables that people hand in: CSV, or the first sheet of a workbook (XLSX, old XLS), as rows of text.
#pragma once

#include "station/grading/station_data.hpp"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace fengqiao::station::grading {

inline constexpr std::size_t title_rows = 20; // a sheet's header may stand below titles, within these

struct TableFile {
  std::vector<TableRow> rows; // with something in them; `line` is the sheet's row or the file's line
  bool sheet = false;         // of a workbook
  bool merged = false;        // cells of the sheet are merged
  bool dates_1904 = false;    // Excel's other calendar
  Errors remarks;             // formulas (their last value is read), further sheets
};

// By its name: .xlsx .xls .et
bool is_workbook_file(const std::filesystem::path& path);

// Numbers of a workbook as people typed them (93.700000000000003 is 93.7). Errors, file and place named:
// password, damaged, too many cells or columns, a formula that was saved without its value.
Result<TableFile, Errors> read_table_file(const std::filesystem::path& path);

// A sheet's day, typed or as Excel's number, as 2026-01-15; what is none stays as it is, for the form's own
// check to refuse.
std::string sheet_day(const std::string& cell, bool dates_1904);

// Drops what stands above the header: the first row, within title_rows, that has all of `names` in it. False
// where none has.
bool find_header(TableFile& table, const std::vector<std::string_view>& names);

} // namespace fengqiao::station::grading

// Exports into the ledger.
#pragma once

#include "core/result.hpp"
#include "station/ledger/ledger.hpp"
#include "station/ledger/mapping.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace fengqiao::station {

struct ImportRequest {
  std::filesystem::path ledger; // made where it is missing
  const Mapping* mapping = nullptr;
  std::vector<std::filesystem::path> files;
  std::string table;      // a section of the mapping or a kind; empty: told by each file's header
  bool strict = false;    // a file with a bad row is not imported at all
  int year = 0;           // of days written without one
  bool year_told = false; // by the clerk; else a day that would lie after `moment` is of the year before
  std::string moment;     // noted in the import log; the program has no clock of its own down here
  int wait_ms = default_wait_ms;
  std::function<void(const std::filesystem::path& file, std::size_t done, std::size_t total)> progress;
};

struct FileImport {
  std::filesystem::path file;
  std::string table; // the section of the mapping that was used
  std::int64_t added = 0, changed = 0, same = 0, bad = 0, masked = 0;
  bool known = false;               // the same file was imported before: nothing was changed
  std::int64_t differing = 0;       // of a known file: rows that the ledger has otherwise since; left so
  bool imported = false;            // what is counted above is in the ledger
  std::vector<std::string> remarks; // left-out columns, formulas, …
  Errors problems; // bad rows with file, line, column; at most limits::ledger_problems and a last line
};

// Each file in one transaction: it is in the ledger with all its good rows, or (unreadable, no known header,
// --strict and a bad row, disk full, killed) not at all. Rows are told apart by the key columns; a row that
// is there already is left alone or, where a cell differs, replaced with its earlier content kept in the
// history. A blank cell replaces what was there. The same file under the same mapping and year changes
// nothing, whatever was imported since; that it was there again is noted in the log. A key that occurs twice
// in a file: the same content counts once, another is a bad row. Rows whose first cell is 合计, 总计 or 小计
// are left out with a remark. The result has one entry for each file. An error of the ledger itself (locked,
// newer, damaged) ends the run: what is in the earlier files stays.
Result<std::vector<FileImport>> import_files(const ImportRequest& request);

} // namespace fengqiao::station

// 栏目对照.yaml: which column of an export is which column of the ledger. Header names differ from place to
// place; the station edits this file.
//
//   流出:                         # a table as some platform exports it
//     种类: 流转事项               # the kind it goes to; left out: the section's own name
//     固定: {方向: 流出}           # columns that the export does not have
//     栏目:
//       编号: [编号, 工单编号]      # headers, the first that occurs is taken
//     换值:
//       状态: {已办结: 办结}        # values of the platform → values of the ledger
#pragma once

#include "core/result.hpp"
#include "station/ledger/columns.hpp"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace fengqiao::station {

// Parallel to the kind's columns.
struct MappedColumn {
  std::vector<std::string> headers;          // folded (core/fold.hpp), without blanks
  std::map<std::string, std::string> values; // folded value of the export → value of the ledger
  std::string fixed;                         // empty: comes from the export
};

struct MappedTable {
  std::string name; // of the section
  const Kind* kind = nullptr;
  std::vector<MappedColumn> columns;
};

struct Mapping {
  std::vector<MappedTable> tables;
  std::string digest; // of the file's text: rows imported under other rules are read again
};

// The file that `fengqiao init` writes: every kind with the headers that are usual.
std::string standard_mapping();

// Reads the file; without one, the standard mapping. All faults with line and column: unknown kinds and
// columns, a required column without headers, a value that the column cannot hold.
Result<Mapping, Errors> load_mapping(const std::filesystem::path& path);

// A header as it is compared: folded, without blanks and line ends.
std::string header_form(std::string_view header);

} // namespace fengqiao::station

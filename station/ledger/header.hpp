// Where the header of an export is, and which table of the mapping it belongs to. Private to station/ledger.
#pragma once

#include "core/result.hpp"
#include "station/ledger/mapping.hpp"
#include "station/ledger/table_source.hpp"

#include <string>
#include <vector>

namespace fengqiao::station {

inline constexpr std::size_t header_rows = 20; // that are searched from the top

struct Header {
  const MappedTable* table = nullptr;
  std::vector<std::size_t> positions; // parallel to the kind's columns: cell of the row, or npos
  std::size_t rows = 0;               // of `top` up to and with the header
  std::size_t width = 0;              // cells of the header
  std::vector<std::string> left_out;  // headers that no column takes
};

// `top`: the first rows of the file. A header may have a title above it, and may have two lines where cells
// were merged. `table`: a section of the mapping, or a kind (all sections of it); empty: any. Errors (data):
// no header fits, with what is missing in the nearest table; two tables fit equally well.
Result<Header> find_header(const std::vector<SourceRow>& top, const Mapping& mapping,
                           const std::string& table, const std::string& file);

} // namespace fengqiao::station

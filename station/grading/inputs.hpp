// The files given to `fengqiao grade`: records and tables, all for one standard.
#pragma once

#include "station/grading/station_data.hpp"

#include <filesystem>
#include <vector>

namespace fengqiao::station::grading {

struct Inputs {
  const Standard* standard = nullptr; // one of those given
  std::vector<StationData> stations;  // in the order of the files and rows
  Errors problems;                    // of whole files; those of single stations are in them
  Errors remarks;                     // rows that were left out; formulas, merged cells, further sheets
};

// A record names its standard by its template; a table (CSV, XLSX, XLS) is for the standard that knows most
// of its columns. Files that cannot be read and a second standard are problems; the others are read all the
// same. So are a station that comes twice and a second year: they would count in ranks and quotas. A table's
// rows of 合计, 总计, 小计 and 平均 are no stations.
Inputs read_inputs(const std::vector<std::filesystem::path>& files, const std::vector<Standard>& standards);

} // namespace fengqiao::station::grading

// The results as a table that spreadsheet programs open, and that next year's --last reads.
#pragma once

#include "station/grading/county.hpp"

#include <string>

namespace fengqiao::station::grading {

// A row a station in the order of the ranking: 名次, 类内名次, 单位, 类别, 年度, 总分, 等级, each category
// (A类), each item (A1), 否决, 理由. With a byte order mark and CRLF.
std::string results_csv(const County& county);

} // namespace fengqiao::station::grading

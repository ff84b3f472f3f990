// A day as a clerk types it.
#pragma once

#include "core/date.hpp"
#include "core/result.hpp"

#include <string>

namespace fengqiao::cli {

// 2026-03-09, 20260309, 2026年3月9日, 3月9日 (the last there was), 昨天, 今天; empty: yesterday. The clock is
// the machine's own. ErrorCode::usage for anything else.
Result<Date> day_argument(const std::string& typed);

// The machine's own time, to the minute.
DateTime local_minute();

} // namespace fengqiao::cli

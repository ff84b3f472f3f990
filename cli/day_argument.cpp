#include "cli/day_argument.hpp"

#include <fmt/format.h>

#include <ctime>

namespace fengqiao::cli {

DateTime local_minute() {
  const std::time_t now = std::time(nullptr);
  std::tm out{};
  localtime_r(&now, &out);
  return {{out.tm_year + 1900, out.tm_mon + 1, out.tm_mday}, out.tm_hour, out.tm_min};
}

Result<Date> day_argument(const std::string& typed) {
  if (typed.empty() || typed == "昨天" || typed == "昨日") return previous_day(local_minute().date);
  if (typed == "今天" || typed == "今日") return local_minute().date;
  if (const auto date = parse_date(typed); date && date->day != 0) return *date;
  const Date today = local_minute().date;
  for (const int year : {today.year, today.year - 1})
    if (const auto date = parse_date(fmt::format("{}年{}", year, typed));
        date && date->day != 0 && *date <= today)
      return *date;
  return fail(ErrorCode::usage, "", fmt::format("“{}”不是日期", typed), "请写成 2026-03-09、3月9日 或 昨天");
}

} // namespace fengqiao::cli

// The last days' counts, for charts: what the day's record says, else what the ledger says.
#pragma once

#include "core/rational.hpp"
#include "core/result.hpp"
#include "station/daily/brief_form.hpp"
#include "station/daily/day_check.hpp"

#include <optional>
#include <vector>

namespace fengqiao::station {

// A number that is missing is nullopt: it is not 0.
struct TrendDay {
  Date day;
  std::vector<std::optional<Rational>> counts; // parallel to the form's series
  std::optional<Rational> total;               // of all of them, where none is missing
  std::optional<Rational> last_year;           // the total of the same day of the year before
};

// The `days` days up to and with `last`. A day is known by its record where that states the counts (a 零报告
// states 0); without one by the ledger, where it holds at least one row of them: a day without any is taken
// for one that was not imported. Cost: a record or six queries a day and year.
Result<std::vector<TrendDay>> read_trend(const BriefForm& brief, const DayTools& tools, const Date& last,
                                         std::size_t days);

} // namespace fengqiao::station

#include "station/daily/period.hpp"

#include <algorithm>

namespace fengqiao::station {
namespace {

constexpr int kMostDays = 4000; // a longer stretch is no report's: it is taken for one day

int days_between(Date from, const Date& to) {
  int days = 0;
  for (; from < to && days < kMostDays; ++days)
    from = next_day(from);
  return std::max(1, days == kMostDays ? 1 : days);
}

} // namespace

Date moved(Date day, int days) {
  for (; days > 0; --days)
    day = next_day(day);
  for (; days < 0; ++days)
    day = previous_day(day);
  return day;
}

std::optional<PeriodName> period_name(std::string_view text) {
  for (std::size_t i = 0; i < std::size(period_names); ++i)
    if (text == period_names[i]) return static_cast<PeriodName>(i);
  return std::nullopt;
}

Period period_of_day(const Date& day) {
  return {{day, 0, 0}, {next_day(day), 0, 0}};
}

Period shifted(const Period& period, PeriodName name) {
  if (name == PeriodName::now) return period;
  const int days = days_between(period.start.date, period.end.date);
  Period out = period;
  if (name == PeriodName::previous) {
    out.start.date = moved(period.start.date, -days);
  } else {
    Date& day = out.start.date;
    --day.year;
    day.day = std::min(day.day, days_in_month(day.year, day.month));
  }
  out.end.date = moved(out.start.date, days);
  return out;
}

} // namespace fengqiao::station

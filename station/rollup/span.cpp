#include "station/rollup/span.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace fengqiao::station {
namespace {

// Days since Monday.
int days_into_week(const Date& day) {
  const int before = day.year - 1; // 1 January of the year 1 was a Monday
  int days = before * 365 + before / 4 - before / 100 + before / 400 + day.day - 1;
  for (int month = 1; month < day.month; ++month)
    days += days_in_month(day.year, month);
  return days % 7;
}

Date back(Date day, std::size_t days) {
  for (std::size_t i = 0; i < days; ++i)
    day = previous_day(day);
  return day;
}

Date year_before(Date day) {
  --day.year;
  day.day = std::min(day.day, days_in_month(day.year, day.month));
  return day;
}

} // namespace

Span week_of(const Date& day) {
  Span out{SpanKind::week, back(day, static_cast<std::size_t>(days_into_week(day))), {}};
  out.last = out.first;
  for (int i = 0; i < 6; ++i)
    out.last = next_day(out.last);
  return out;
}

Span month_of(const Date& day) {
  return {
      SpanKind::month, {day.year, day.month, 1}, {day.year, day.month, days_in_month(day.year, day.month)}};
}

Span previous_span(const Span& span) {
  const Date before = previous_day(span.first);
  if (span.kind == SpanKind::month) return month_of(before);
  return {span.kind, back(span.first, days_of(span).size()), before};
}

Span last_year_span(const Span& span) {
  if (span.kind == SpanKind::month) return month_of(year_before(span.first));
  return {span.kind, year_before(span.first), year_before(span.last)};
}

std::vector<Date> days_of(const Span& span) {
  std::vector<Date> out;
  for (Date day = span.first; day <= span.last && out.size() <= most_span_days; day = next_day(day))
    out.push_back(day);
  return out;
}

std::string_view span_kind_name(SpanKind kind) {
  static constexpr std::string_view names[] = {"周报", "月报", "汇总"};
  return names[static_cast<std::size_t>(kind)];
}

std::string to_chinese(const Span& span) {
  if (span.kind == SpanKind::month) return fmt::format("{}年{}月", span.first.year, span.first.month);
  if (span.first == span.last) return to_chinese(span.first);
  const std::string last = span.first.year == span.last.year
                               ? fmt::format("{}月{}日", span.last.month, span.last.day)
                               : to_chinese(span.last);
  return to_chinese(span.first) + "至" + last;
}

} // namespace fengqiao::station

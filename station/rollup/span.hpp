// The days that a roll-up is about, and those that it is compared with.
#pragma once

#include "core/date.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace fengqiao::station {

enum class SpanKind { week, month, days };

// Whole days, both ends included.
struct Span {
  SpanKind kind = SpanKind::days;
  Date first, last;
  friend bool operator==(const Span&, const Span&) = default;
};

inline constexpr std::size_t most_span_days = 366;

Span week_of(const Date& day); // Monday to Sunday
Span month_of(const Date& day);

// The week or month before; of days, as many just before.
Span previous_span(const Span& span);

// The same month of the year before; of weeks and days, from the same day of the year before to the same day,
// 29 February to 28 February.
Span last_year_span(const Span& span);

// At most most_span_days + 1 of them.
std::vector<Date> days_of(const Span& span);

std::string_view span_kind_name(SpanKind kind); // 周报, 月报, 汇总
std::string to_chinese(const Span& span);       // 2026年3月; 2026年3月9日至3月15日; 2026年3月9日

} // namespace fengqiao::station

// The stretch of time that a report is about, and those that it is compared with.
#pragma once

#include "core/date.hpp"

#include <optional>
#include <string_view>

namespace fengqiao::station {

enum class PeriodName { now, previous, last_year }; // 本期, 上一日, 上年同日

inline constexpr std::string_view period_names[] = {"本期", "上一日", "上年同日"};

std::optional<PeriodName> period_name(std::string_view text);

struct Period {
  DateTime start, end; // start ≤ x < end
  friend bool operator==(const Period&, const Period&) = default;
};

// From 00:00 of the day to 00:00 of the next.
Period period_of_day(const Date& day);

// So many days on, or back.
Date moved(Date day, int days);

// previous: the stretch of the same length just before (of whole days, at least one). last_year: from the
// same day of the year before, 29 February from 28 February; as long as this one.
Period shifted(const Period& period, PeriodName name);

} // namespace fengqiao::station

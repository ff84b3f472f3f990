// Calendar days and minutes as office papers write them. No clock and no time zone here.
#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace fengqiao {

// A day, or a month (day 0), or a year (month 0): policy papers often give no more.
struct Date {
  int year = 0, month = 0, day = 0;
  friend auto operator<=>(const Date&, const Date&) = default;
};

struct DateTime {
  Date date;
  int hour = 0, minute = 0; // 24:00 is allowed and is the end of the day
  friend auto operator<=>(const DateTime&, const DateTime&) = default;
};

// 2026-03-09, 20260309, 2026年3月9日, 2026/3/9, 2026.3.9; 2026-03, 2026年3月; 2026, 2026年. Full width too.
// The day must exist.
std::optional<Date> parse_date(std::string_view utf8);

// A date with a time behind it: 2026-03-09T08:30, 2026-03-09 08:30, 2026年3月9日8时30分. Full dates only.
std::optional<DateTime> parse_date_time(std::string_view utf8);

bool is_leap_year(int year);
int days_in_month(int year, int month);
Date previous_day(const Date& date); // of a full date
Date next_day(const Date& date);     // likewise

std::string to_iso(const Date& date);         // 2026-03-09, 2026-03, 2026
std::string to_iso(const DateTime& time);     // 2026-03-09T08:30
std::string to_chinese(const Date& date);     // 2026年3月9日 (GB/T 9704—2012 7.3.5.4: no leading zeros)
std::string to_chinese(const DateTime& time); // 2026年3月9日08:30

} // namespace fengqiao

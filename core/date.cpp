#include "core/date.hpp"

#include "core/fold.hpp"
#include "core/text.hpp"

#include <fmt/format.h>

#include <vector>

namespace fengqiao {
namespace {

bool exists(const Date& d) {
  if (d.year < 1000 || d.year > 9999) return false;
  if (d.month == 0) return d.day == 0;
  if (d.month < 0 || d.month > 12) return false;
  return d.day >= 0 && d.day <= days_in_month(d.year, d.month);
}

// The digit groups of a text and the separators between them; nullopt where other characters occur.
struct Groups {
  std::vector<std::string> digits;
  std::u32string separators; // one for each gap, and one behind the last group if there is one
};

std::optional<Groups> split_groups(std::string_view utf8) {
  Groups out;
  bool in_digits = false;
  for (const char32_t c : fold32(trim(utf8))) {
    if (c >= '0' && c <= '9') {
      if (!in_digits) out.digits.emplace_back();
      out.digits.back().push_back(static_cast<char>(c));
      in_digits = true;
    } else {
      if (!in_digits) return std::nullopt; // two separators in a row, or one in front
      out.separators.push_back(c);
      in_digits = false;
    }
  }
  if (out.digits.empty() || out.digits.size() > 5) return std::nullopt;
  for (const auto& group : out.digits)
    if (group.size() > 8) return std::nullopt;
  return out;
}

bool is_date_separators(std::u32string_view s, std::size_t groups) {
  if (s.size() + 1 == groups) { // 2026-03-09, 2026/3/9, 2026.3.9: one kind of mark all through
    for (const char32_t c : s)
      if (c != s.front()) return false;
    return s.empty() || s.front() == '-' || s.front() == '/' || s.front() == '.';
  }
  return s == std::u32string_view(U"年月日").substr(0, groups);
}

} // namespace

bool is_leap_year(int year) {
  return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

int days_in_month(int year, int month) {
  constexpr int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && is_leap_year(year) ? 29 : days[month - 1];
}

std::optional<Date> parse_date(std::string_view utf8) {
  const auto groups = split_groups(utf8);
  if (!groups || groups->digits.size() > 3 || !is_date_separators(groups->separators, groups->digits.size()))
    return std::nullopt;
  Date date;
  const auto& d = groups->digits;
  if (d.size() == 1 && d[0].size() == 8 && groups->separators.empty()) {
    date = {std::stoi(d[0].substr(0, 4)), std::stoi(d[0].substr(4, 2)), std::stoi(d[0].substr(6, 2))};
    if (date.month == 0 || date.day == 0) return std::nullopt;
  } else {
    if (d[0].size() != 4) return std::nullopt;
    date.year = std::stoi(d[0]);
    if (d.size() > 1) date.month = d[1].size() <= 2 ? std::stoi(d[1]) : -1;
    if (d.size() > 2) date.day = d[2].size() <= 2 ? std::stoi(d[2]) : 99;
    if ((d.size() > 1 && date.month == 0) || (d.size() > 2 && date.day == 0)) return std::nullopt;
  }
  return exists(date) ? std::optional(date) : std::nullopt;
}

std::optional<DateTime> parse_date_time(std::string_view utf8) {
  const std::string text = fold(trim(utf8));
  std::size_t split = text.find_first_of("t ");
  std::size_t skip = 1;
  if (const auto day = text.find("日"); split == std::string::npos && day != std::string::npos) {
    split = day + std::string("日").size();
    skip = 0;
  }
  if (split == std::string::npos) return std::nullopt;
  const auto date = parse_date(text.substr(0, split));
  const auto groups = split_groups(text.substr(split + skip));
  if (!date || date->day == 0 || !groups || groups->digits.size() > 3) return std::nullopt;
  const auto& s = groups->separators;
  if (s != U":" && s != U"::" && s != U"时分" && s != U"时") return std::nullopt;
  DateTime time{*date, 0, 0};
  if (groups->digits[0].size() > 2) return std::nullopt;
  time.hour = std::stoi(groups->digits[0]);
  if (groups->digits.size() > 1)
    time.minute = groups->digits[1].size() <= 2 ? std::stoi(groups->digits[1]) : 60;
  const bool valid = time.minute < 60 && (time.hour < 24 || (time.hour == 24 && time.minute == 0));
  return valid ? std::optional(time) : std::nullopt;
}

Date previous_day(const Date& date) {
  if (date.day > 1) return {date.year, date.month, date.day - 1};
  if (date.month > 1) return {date.year, date.month - 1, days_in_month(date.year, date.month - 1)};
  return {date.year - 1, 12, 31};
}

Date next_day(const Date& date) {
  if (date.day < days_in_month(date.year, date.month)) return {date.year, date.month, date.day + 1};
  if (date.month < 12) return {date.year, date.month + 1, 1};
  return {date.year + 1, 1, 1};
}

std::string to_iso(const Date& d) {
  if (d.month == 0) return fmt::format("{:04}", d.year);
  if (d.day == 0) return fmt::format("{:04}-{:02}", d.year, d.month);
  return fmt::format("{:04}-{:02}-{:02}", d.year, d.month, d.day);
}

std::string to_iso(const DateTime& t) {
  return fmt::format("{}T{:02}:{:02}", to_iso(t.date), t.hour, t.minute);
}

std::string to_chinese(const Date& d) {
  std::string out = fmt::format("{}年", d.year);
  if (d.month != 0) out += fmt::format("{}月", d.month);
  if (d.day != 0) out += fmt::format("{}日", d.day);
  return out;
}

std::string to_chinese(const DateTime& t) {
  return fmt::format("{}{:02}:{:02}", to_chinese(t.date), t.hour, t.minute);
}

} // namespace fengqiao

#include "station/ledger/cell_value.hpp"

#include "core/fold.hpp"
#include "core/masking.hpp"
#include "core/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>

namespace fengqiao::station {
namespace {

constexpr std::size_t kShown = 20;         // characters of a cell in a message
constexpr std::size_t kCellChars = 10'000; // of a stored text

tl::unexpected<CellFault> fault(std::string what, std::string_view cell, std::string hint) {
  return tl::unexpected(
      CellFault{what + "：“" + shorten(mask_personal_data(cell).text, kShown) + "”", std::move(hint)});
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// Digits at `pos`, at most `most` of them; moves pos.
std::optional<int> digits(std::string_view text, std::size_t& pos, std::size_t most) {
  int out = 0;
  std::size_t n = 0;
  for (; n < most && pos < text.size() && is_digit(text[pos]); ++n)
    out = out * 10 + (text[pos++] - '0');
  return n == 0 ? std::nullopt : std::optional(out);
}

bool skip(std::string_view text, std::size_t& pos, std::string_view mark) {
  if (!text.substr(pos).starts_with(mark)) return false;
  pos += mark.size();
  return true;
}

bool valid(const DateTime& t) {
  const auto& d = t.date;
  if (d.year < 1900 || d.year > 2100 || d.month < 1 || d.month > 12 || d.day < 1 ||
      d.day > days_in_month(d.year, d.month))
    return false;
  return t.minute < 60 && (t.hour < 24 || (t.hour == 24 && t.minute == 0));
}

// As a cell has it, before its column says what is missing.
struct Moment : DateTime {
  bool has_year = true, has_time = false;
};

// The time of day behind a date; nothing is midnight. 8:05, 08:05:33, 8时5分, 8点, with a T or blanks in
// front, and fractions of a second behind.
bool read_time(std::string_view text, std::size_t pos, Moment& out) {
  skip(text, pos, "t");
  while (skip(text, pos, " ")) {
  }
  if (pos == text.size()) return true;
  out.has_time = true;
  const auto hour = digits(text, pos, 2);
  if (!hour) return false;
  out.hour = *hour;
  if (!skip(text, pos, ":") && !skip(text, pos, "时") && !skip(text, pos, "点")) return false;
  if (const auto minute = digits(text, pos, 2)) out.minute = *minute;
  skip(text, pos, "分");
  if (skip(text, pos, ":") || (pos < text.size() && is_digit(text[pos]))) {
    const auto second = digits(text, pos, 2);
    if (!second || *second > 60) return false;
    skip(text, pos, "秒");
    if (skip(text, pos, ".")) digits(text, pos, 9);
  }
  skip(text, pos, "z");
  return pos == text.size();
}

// 20260309, 202603090805, 20260309080533
std::optional<Moment> read_compact(std::string_view text) {
  if (text.size() != 8 && text.size() != 12 && text.size() != 14) return std::nullopt;
  if (!std::all_of(text.begin(), text.end(), is_digit)) return std::nullopt;
  std::size_t pos = 0;
  Moment out;
  out.date = {*digits(text, pos, 4), *digits(text, pos, 2), *digits(text, pos, 2)};
  out.has_time = text.size() > 8;
  if (out.has_time) {
    out.hour = *digits(text, pos, 2);
    out.minute = *digits(text, pos, 2);
  }
  return out;
}

// Days since 30 December 1899, as spreadsheets count from March 1900 on.
std::optional<Moment> read_serial(std::string_view text, bool dates_1904) {
  double serial = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), serial);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  if (dates_1904) serial += 1462;
  if (!(serial >= 20000 && serial < 80000)) return std::nullopt;                    // 1954 to 2119
  const auto minutes = static_cast<std::int64_t>(std::floor(serial * 1440 + 0.01)); // 8:05 is not exact
  std::int64_t days = minutes / 1440;
  Moment out;
  out.hour = static_cast<int>(minutes % 1440 / 60);
  out.minute = static_cast<int>(minutes % 60);
  out.has_time = minutes % 1440 != 0;
  int year = 1899;
  days += 363; // since 1 January 1899
  for (int length = 365; days >= length; length = is_leap_year(year) ? 366 : 365) {
    days -= length;
    ++year;
  }
  int month = 1;
  for (; days >= days_in_month(year, month); ++month)
    days -= days_in_month(year, month);
  out.date = {year, month, static_cast<int>(days) + 1};
  return out;
}

// Parts with marks between them: 2026-3-9, 2026/3/9, 2026.3.9, 2026年3月9日, 3月9日. `two_digit_year` is set
// for 26-3-9.
std::optional<Moment> read_parts(std::string_view text, int year, bool& two_digit_year) {
  std::size_t pos = 0;
  Moment out;
  const auto first = digits(text, pos, 4);
  const std::size_t length = pos;
  if (!first) return std::nullopt;
  std::string_view mark;
  for (const std::string_view candidate : {"-", "/", ".", "年", "月"})
    if (skip(text, pos, candidate)) {
      mark = candidate;
      break;
    }
  if (mark.empty()) return std::nullopt;
  if (mark == "月") {
    const auto day = digits(text, pos, 2);
    if (!day || year == 0 || !skip(text, pos, "日")) return std::nullopt;
    out.date = {year, *first, *day};
    out.has_year = false;
  } else {
    const auto month = digits(text, pos, 2);
    if (!month || !skip(text, pos, mark == "年" ? "月" : mark)) return std::nullopt;
    const auto day = digits(text, pos, 2);
    if (!day || (mark == "年" && !skip(text, pos, "日"))) return std::nullopt;
    if (mark != "年" && pos < text.size() && is_digit(text[pos])) return std::nullopt; // 3/9/2026
    two_digit_year = length == 2;
    if (length != 4) return std::nullopt;
    out.date = {*first, *month, *day};
  }
  return read_time(text, pos, out) ? std::optional(out) : std::nullopt;
}

// The year that was left out, 24:00, and the time of a moment that is due.
void complete(Moment& moment, const Column& column, const CellRules& rules) {
  if (!moment.has_year && rules.today && moment.date > *rules.today && !column.due) --moment.date.year;
  if (column.type == ColumnType::day) return;
  if (column.due) {
    if (!moment.has_time) moment.hour = 24;
  } else if (moment.hour == 24) {
    moment.date = next_day(moment.date);
    moment.hour = 0;
  }
}

Result<CellValue, CellFault> read_moment(std::string_view cell, const Column& column,
                                         const CellRules& rules) {
  std::string folded;
  const bool plain = std::all_of(cell.begin(), cell.end(),
                                 [](char c) { return c > 0x20 && c < 0x7F && c != 'T' && c != 'Z'; });
  if (!plain) folded = fold(cell);
  const std::string_view text = plain ? cell : std::string_view(folded);
  bool two_digit_year = false;
  auto time = read_compact(text);
  if (!time) time = read_parts(text, rules.year, two_digit_year);
  if (!time && !two_digit_year) time = read_serial(text, rules.dates_1904);
  if (two_digit_year) return fault("年份只有两位", cell, "请写四位年份，如 2026-03-09");
  if (!time) return fault("不是日期", cell, "请写成 2026-03-09 或 2026-03-09 08:05");
  if (valid(*time)) complete(*time, column, rules);
  if (!valid(*time)) return fault("没有这一天或这一时刻", cell, "请核对年、月、日和时间");
  return CellValue(column.type == ColumnType::day ? to_iso(time->date) : to_iso(*time));
}

// Numbers as spreadsheets write them: 12, １２, 12.0, 1,234.
Result<CellValue, CellFault> read_number(std::string_view cell, bool whole) {
  std::int64_t quick = 0;
  const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), quick);
  const char* const what = whole ? "应是整数" : "应是数";
  if (error == std::errc() && end == cell.data() + cell.size() && whole && quick >= 0 &&
      quick <= 1'000'000'000)
    return CellValue(quick);
  std::string text = fold(cell);
  if (const auto comma = text.find(','); comma != text.npos && comma > 0) { // 1,234: groups of three only
    std::string joined;
    for (std::size_t i = 0; i < text.size(); ++i) {
      const bool group = text[i] == ',' && i + 3 < text.size() + 0 && is_digit(text[i + 1]) &&
                         is_digit(text[i + 2]) && is_digit(text[i + 3]) &&
                         (i + 4 >= text.size() || !is_digit(text[i + 4]));
      if (!group) joined += text[i];
    }
    text = joined;
  }
  const auto value = parse_decimal(text);
  if (!value) return fault(what, cell, "只写数字，不带单位");
  if (whole && *value < 0) return fault("不能是负数", cell, "请核对这一格");
  const Rational scaled = whole ? *value : Rational(*value * 100);
  if (denominator(scaled) != 1) return fault(whole ? "应是整数" : "最多两位小数", cell, "请核对这一格");
  if (abs(numerator(scaled)) > 1'000'000'000'000LL) return fault("数太大", cell, "请核对这一格");
  return CellValue(static_cast<std::int64_t>(numerator(scaled)));
}

Result<CellValue, CellFault> read_flag(std::string_view cell) {
  const std::string text = fold(cell);
  for (const char* yes : {"是", "有", "1", "true", "y", "yes", "√", "☑"})
    if (text == yes) return CellValue(std::int64_t{1});
  for (const char* no : {"否", "无", "0", "false", "n", "no", "×", "☐"})
    if (text == no) return CellValue(std::int64_t{0});
  return fault("应是“是”或“否”", cell, "别的写法请加进 栏目对照.yaml 的“换值”");
}

Result<CellValue, CellFault> read_choice(std::string_view cell, const Column& column) {
  std::string all;
  for (const char* choice : column.choices) {
    if (cell == choice) return CellValue(std::string(cell));
    all += (all.empty() ? "" : "、") + std::string(choice);
  }
  return fault("认不出的值", cell, "应是 " + all + "；平台用的别的写法请加进 栏目对照.yaml 的“换值”");
}

// 6.20102E+17, 6.20102E17: the spreadsheet program has lost the digits.
bool is_scientific(std::string_view cell) {
  const auto e = cell.find_first_of("eE");
  if (e == cell.npos || e < 2 || !is_digit(cell[0]) || cell[1] != '.') return false;
  const auto sign = cell.substr(e + 1, 1) == "+" ? 1U : 0U;
  const auto rest = cell.substr(e + 1 + sign);
  return std::all_of(rest.begin(), rest.end(), is_digit) &&
         std::all_of(cell.begin() + 2, cell.begin() + static_cast<std::ptrdiff_t>(e), is_digit);
}

// 12345.0 → 12345: an id that a program took for a number.
std::string_view without_zero_decimals(std::string_view cell) {
  const auto dot = cell.find('.');
  if (dot == 0 || dot == cell.npos || dot + 1 == cell.size()) return cell;
  const bool number = std::all_of(cell.begin(), cell.begin() + static_cast<std::ptrdiff_t>(dot), is_digit) &&
                      cell.find_first_not_of('0', dot + 1) == cell.npos;
  return number ? cell.substr(0, dot) : cell;
}

bool is_error_value(std::string_view cell) {
  for (const std::string_view error :
       {"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"})
    if (cell == error) return true;
  return false;
}

Result<CellValue, CellFault> read_id(std::string_view written) {
  const std::string_view cell = without_zero_decimals(written);
  if (is_scientific(cell))
    return fault("编号被表格程序改成了科学计数法", cell, "把这一列设为“文本”后重新导出");
  // Platforms number by region and date, too: 620102 20260309 0017 is no birth date.
  const bool of_platform = cell.size() == 18 && cell.substr(6, 4) >= "2015";
  if (!of_platform && mask_personal_data(cell).places > 0)
    return fault("编号像是身份证号或电话号码", cell, "请在 栏目对照.yaml 里换一列作编号");
  return CellValue(std::string(cell));
}

} // namespace

Result<CellValue, CellFault> read_cell(std::string_view raw, const Column& column, const CellRules& rules,
                                       std::size_t& masked) {
  const std::string_view cell = trim(raw);
  if (cell.empty()) return CellValue();
  if (cell.size() > kCellChars * 4) return fault("文字太长", cell, "一格最多 10000 字");
  if (is_error_value(cell)) return fault("是表格公式的错误值", cell, "请在表格里改好公式，保存后再导入");
  const bool words = column.type == ColumnType::text || column.type == ColumnType::number;
  if (!words && (cell == "-" || cell == "—" || cell == "/" || cell == "--")) return CellValue();
  switch (column.type) {
  case ColumnType::text: {
    Masked safe = mask_personal_data(cell);
    masked += safe.places;
    return CellValue(std::move(safe.text));
  }
  case ColumnType::number:
    return read_id(cell);
  case ColumnType::day:
  case ColumnType::moment:
    return read_moment(cell, column, rules);
  case ColumnType::count:
    return read_number(cell, true);
  case ColumnType::amount:
    return read_number(cell, false);
  case ColumnType::flag:
    return read_flag(cell);
  case ColumnType::choice:
    return read_choice(cell, column);
  }
  return CellValue();
}

std::string_view bare_cell(std::string_view cell, const Column& column) {
  const std::string_view text = trim(cell);
  if (text.size() > 3 && text.starts_with("=\"") && text.ends_with('"'))
    return text.substr(2, text.size() - 3);
  if (text.size() > 1 && text.starts_with('\'') && column.type != ColumnType::text) return text.substr(1);
  return cell;
}

Rational to_rational(std::int64_t stored, const Column& column) {
  return column.type == ColumnType::amount ? Rational(stored, 100) : Rational(stored);
}

std::string to_text(const CellValue& value, const Column& column) {
  if (const auto* number = std::get_if<std::int64_t>(&value)) {
    if (column.type == ColumnType::flag) return *number != 0 ? "是" : "否";
    return column.type == ColumnType::amount ? to_fixed(Rational(*number, 100), 2) : std::to_string(*number);
  }
  const auto* text = std::get_if<std::string>(&value);
  if (text == nullptr) return "";
  std::string out = *text;
  if (column.type == ColumnType::moment && out.size() > 10) out[10] = ' ';
  return out;
}

} // namespace fengqiao::station

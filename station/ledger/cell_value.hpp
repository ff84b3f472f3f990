// One cell of an export, typed by its column: what "2026/3/9 8:05", "４", "是" mean.
#pragma once

#include "core/date.hpp"
#include "core/rational.hpp"
#include "core/result.hpp"
#include "station/ledger/columns.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace fengqiao::station {

// As stored: nothing, a whole number (count; amount in hundredths; flag 0 or 1), or text (days and moments in
// ISO form).
using CellValue = std::variant<std::monostate, std::int64_t, std::string>;

struct CellRules {
  int year = 0;                   // of days written without one (3月9日); 0: they are refused
  bool dates_1904 = false;        // Excel's other calendar, of this workbook
  std::optional<Date> today = {}; // days without a year that would lie behind it are of the year before
};

// What does not fit: follows “接报时刻”: "不是日期：“2月30日”", and what to do.
struct CellFault {
  std::string message, hint;
};

// Blank cells (and - — / where a number or day is due) give monostate; whether one may be blank is the
// caller's question. Days and moments: 2026-03-09, 2026/3/9 8:05, 20260309, 20260309083012,
// 2026年3月9日8时5分, 3月9日 with rules.year, 3/9/2026 never, Excel's serial numbers (20000 to 80000, with a
// fraction for the time). Two-digit years, 30 February and 13月 are refused. Seconds are dropped; 24:00 is
// 00:00 of the next day. Where something is due (Column::due), a moment without a time is 24:00 of its day,
// and without a year of rules.year. Numbers may be written with .0 behind them. Error values of a spreadsheet
// (#N/A) are refused. Texts are masked; `masked` counts the places.
Result<CellValue, CellFault> read_cell(std::string_view cell, const Column& column, const CellRules& rules,
                                       std::size_t& masked);

// Without what tells spreadsheet programs that a cell is text: ="12345", and but in a text '12345.
std::string_view bare_cell(std::string_view cell, const Column& column);

// As shown and exported: 2026-03-09 08:05, 是, 1.50; nothing: empty.
std::string to_text(const CellValue& value, const Column& column);

Rational to_rational(std::int64_t stored, const Column& column); // amounts are stored in hundredths

} // namespace fengqiao::station

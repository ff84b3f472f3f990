// One scalar typed by its field: what "０12", "是" or "2026年3月9日" means.
#pragma once

#include "core/result.hpp"
#include "render/schema.hpp"
#include "render/value.hpp"

#include <string>
#include <string_view>

namespace fengqiao::render {

// A scalar that does not fit: what was expected (整数, 日期（如 2026-03-09）) and what to do.
struct ScalarFault {
  std::string message; // follows 栏目“…”: "应为整数，实际是“两起”"
  std::string hint;
  bool usable =
      false;   // the value is of the right type, only not allowed (out of range, not among the choices)
  Value value; // where usable
};

// Numbers: full-width digits and signs are accepted and written in half width, a plus sign and leading zeros
// go, the decimals stay as typed. Booleans: 是 否 true false yes no √ × ☑ ☐. Dates print as 2026年3月9日,
// times as 2026年3月9日08:30 (core/date.hpp reads both back). Text is trimmed of blanks and line ends. The
// field is neither an object nor an array.
Result<Value, ScalarFault> type_scalar(std::string_view typed, const Field& field);

// "整数", "文字", "“城区”、“农村”之一", … for messages and for forms to fill in.
std::string expected(const Field& field);

// "[本期, 上一日]": the short form of an object, for the same.
std::string short_form_text(const Field& field);

} // namespace fengqiao::render

#include "render/scalar.hpp"

#include "core/date.hpp"
#include "core/fold.hpp"
#include "core/masking.hpp"
#include "core/numeral.hpp"
#include "core/text.hpp"
#include "render/nearest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace fengqiao::render {
namespace {

using Typed = Result<Value, ScalarFault>;

tl::unexpected<ScalarFault> fault(std::string message, std::string hint = {}) {
  return tl::unexpected<ScalarFault>(ScalarFault{std::move(message), std::move(hint), false, {}});
}

tl::unexpected<ScalarFault> not_allowed(Value value, std::string message, std::string hint = {}) {
  return tl::unexpected<ScalarFault>(
      ScalarFault{std::move(message), std::move(hint), true, std::move(value)});
}

std::string instead(const Field& field, std::string_view typed) {
  return fmt::format("应为{}，实际是“{}”", expected(field), shorten(mask_personal_data(typed).text, 30));
}

// Plain decimal text: half width, no plus sign, no leading zeros. `typed` is a number.
std::string plain_number(std::string_view typed) {
  std::string text = fold(typed);
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.erase(0, 1);
  const std::size_t digits = text.find('.') == text.npos ? text.size() : text.find('.');
  std::size_t zeros = 0;
  while (zeros + 1 < digits && text[zeros] == '0')
    ++zeros;
  text.erase(0, zeros);
  const bool zero = text.find_first_not_of("0.") == text.npos;
  return (negative && !zero ? "-" : "") + text;
}

// What the person probably meant by a number that is none: 两起 → 2, 1,234 → 1234.
std::string number_hint(std::string_view typed, const Field& field) {
  std::string text = fold(typed);
  if (const std::string unit = fold(field.unit); !unit.empty() && text.ends_with(unit))
    text.erase(text.size() - unit.size());
  std::erase(text, ',');
  if (parse_decimal(text)) return fmt::format("请只写数字：{}", plain_number(text));
  if (const auto numeral = parse_numeral(text)) return fmt::format("请写阿拉伯数字：{}", *numeral);
  return "请写阿拉伯数字，不带单位";
}

Typed type_number(std::string_view typed, const Field& field) {
  const auto number = parse_decimal(typed);
  if (!number || (field.type == FieldType::integer && fold(typed).find('.') != std::string::npos))
    return fault(instead(field, typed), number ? "请写整数" : number_hint(typed, field));
  Value value = Value::of_number(plain_number(typed));
  if (field.minimum && *number < *field.minimum)
    return not_allowed(std::move(value),
                       fmt::format("不能小于 {}，实际是 {}", to_plain(*field.minimum), plain_number(typed)));
  if (field.maximum && *number > *field.maximum)
    return not_allowed(std::move(value),
                       fmt::format("不能大于 {}，实际是 {}", to_plain(*field.maximum), plain_number(typed)));
  return value;
}

Typed type_boolean(std::string_view typed, const Field& field) {
  constexpr std::array<std::string_view, 7> yes{"是", "true", "yes", "√", "✓", "☑", "1"};
  constexpr std::array<std::string_view, 7> no{"否", "false", "no", "×", "☐", "□", "0"};
  const std::string folded = fold(typed);
  const auto is_one_of = [&](const auto& words) {
    return std::any_of(words.begin(), words.end(),
                       [&](auto word) { return word == typed || word == folded; });
  };
  Value value;
  value.kind = Value::Kind::boolean;
  value.boolean = is_one_of(yes);
  if (!value.boolean && !is_one_of(no)) return fault(instead(field, typed), "请写“是”或“否”");
  return value;
}

Typed type_date(std::string_view typed, const Field& field) {
  if (field.format == FieldFormat::date_time) {
    if (const auto time = parse_date_time(typed)) return Value::of_text(to_chinese(*time));
    return fault(instead(field, typed), parse_date(typed) ? "还要写上时间" : "请检查年月日和时间是否存在");
  }
  const auto date = parse_date(typed);
  if (date && date->day != 0) return Value::of_text(to_chinese(*date));
  if (date) return fault(instead(field, typed), "请写到日");
  return fault(instead(field, typed), parse_date_time(typed) ? "只写日期，不写时间" : "请检查这一天是否存在");
}

Typed type_text(std::string_view typed, const Field& field) {
  if (field.format == FieldFormat::date || field.format == FieldFormat::date_time)
    return type_date(typed, field);
  Value value = Value::of_text(std::string(typed));
  if (field.max_length && count_code_points(typed) > *field.max_length)
    return not_allowed(std::move(value),
                       fmt::format("最多 {} 字，实际 {} 字", *field.max_length, count_code_points(typed)));
  return value;
}

// The choice that was meant: written the same, or folded the same (full width, traditional characters).
const std::string* find_choice(std::string_view typed, const Field& field) {
  for (const auto& choice : field.choices)
    if (choice == typed) return &choice;
  const std::string folded = fold(typed);
  for (const auto& choice : field.choices)
    if (fold(choice) == folded) return &choice;
  return nullptr;
}

} // namespace

std::string expected(const Field& field) {
  if (!field.choices.empty()) return quoted_list(field.choices) + "之一";
  switch (field.type) {
  case FieldType::object:
    return "一组栏目";
  case FieldType::array:
    return "列表";
  case FieldType::integer:
    return "整数";
  case FieldType::number:
    return "数";
  case FieldType::boolean:
    return "是或否";
  case FieldType::string:
    break;
  }
  if (field.format == FieldFormat::date) return "日期（如 2026-03-09）";
  if (field.format == FieldFormat::date_time) return "日期和时间（如 2026-03-09T08:30）";
  if (field.format == FieldFormat::citation) return "引据（如 XD2023-1.3）";
  return "文字";
}

Result<Value, ScalarFault> type_scalar(std::string_view typed, const Field& field) {
  std::string_view text = trim(typed);
  if (!field.choices.empty()) {
    const std::string* choice = find_choice(text, field);
    if (choice == nullptr) {
      const auto near = nearest(text, field.choices, 1);
      return not_allowed(Value::of_text(std::string(text)), instead(field, text),
                         near.empty() ? std::string() : fmt::format("是不是“{}”？", near.front()));
    }
    text = *choice;
  }
  switch (field.type) {
  case FieldType::integer:
  case FieldType::number:
    return type_number(text, field);
  case FieldType::boolean:
    return type_boolean(text, field);
  default:
    return type_text(text, field);
  }
}

std::string short_form_text(const Field& field) {
  std::string names;
  for (const auto& name : field.short_form)
    names += (names.empty() ? "" : ", ") + name;
  return "[" + names + "]";
}

} // namespace fengqiao::render

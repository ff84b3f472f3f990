#include "render/list_number.hpp"

#include "core/numeral.hpp"
#include "core/text.hpp"

#include <fmt/format.h>

namespace fengqiao::render {
namespace {

constexpr std::u32string_view kNumerals = U"零〇一二三四五六七八九十百";

bool is_digit(char32_t c) {
  return c >= '0' && c <= '9';
}

} // namespace

std::string paper_number(int level, int number) {
  constexpr int circled = 20;   // ① to ⑳
  if (number > 9999) level = 2; // no Chinese numeral that anybody would read
  switch (level) {
  case 0:
    return chinese_numeral(number) + "、";
  case 1:
    return "（" + chinese_numeral(number) + "）";
  case 2:
    return fmt::format("{}.", number);
  case kDeepestPaperLevel:
    if (number >= 1 && number <= circled)
      return to_utf8(std::u32string(1, static_cast<char32_t>(U'①' + number - 1)));
    return fmt::format("{}）", number);
  default:
    return fmt::format("（{}）", number);
  }
}

PaperNumber leading_number(std::u32string_view text) {
  constexpr std::size_t kMostDigits = 3; // more are a year
  const bool bracket = text.starts_with(U"（") || text.starts_with(U"(");
  if (bracket) text.remove_prefix(1);
  if (text.empty()) return {};
  const bool digits = is_digit(text.front());
  std::size_t end = 0;
  while (end < text.size() && (digits ? is_digit(text[end]) : kNumerals.find(text[end]) != kNumerals.npos))
    ++end;
  if (end == 0 || end >= text.size() || (digits && end > kMostDigits)) return {};
  const char32_t mark = text[end];
  const int number = parse_numeral(to_utf8(text.substr(0, end))).value_or(0);
  if (bracket) return mark == U'）' || mark == ')' ? PaperNumber{digits ? 3 : 1, number} : PaperNumber{};
  if (!digits) return mark == U'、' ? PaperNumber{0, number} : PaperNumber{};
  const bool decimal = end + 1 < text.size() && is_digit(text[end + 1]);
  return (mark == '.' || mark == U'．') && !decimal ? PaperNumber{2, number} : PaperNumber{};
}

} // namespace fengqiao::render

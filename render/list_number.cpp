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

int level_of_number(std::u32string_view heading) {
  const bool bracket = heading.starts_with(U"（") || heading.starts_with(U"(");
  if (bracket) heading.remove_prefix(1);
  if (heading.empty()) return -1;
  const bool digits = is_digit(heading.front());
  std::size_t end = 0;
  while (end < heading.size() &&
         (digits ? is_digit(heading[end]) : kNumerals.find(heading[end]) != kNumerals.npos))
    ++end;
  if (end == 0 || end >= heading.size()) return -1;
  const char32_t mark = heading[end];
  if (bracket) return mark == U'）' || mark == ')' ? (digits ? 3 : 1) : -1;
  if (digits) return mark == '.' || mark == U'．' ? 2 : -1;
  return mark == U'、' ? 0 : -1;
}

} // namespace fengqiao::render

#include "core/numeral.hpp"

#include "core/fold.hpp"

#include <array>
#include <string_view>
#include <utility>

namespace fengqiao {
namespace {

int digit_value(char32_t c) {
  if (c >= '0' && c <= '9') return static_cast<int>(c - '0');
  constexpr std::u32string_view digits = U"零一二三四五六七八九";
  if (const auto at = digits.find(c); at != digits.npos) return static_cast<int>(at);
  if (c == U'〇' || c == U'○' || c == U'O') return 0;
  return c == U'两' ? 2 : -1;
}

int unit_value(char32_t c) {
  switch (c) {
  case U'十':
    return 10;
  case U'百':
    return 100;
  case U'千':
    return 1000;
  default:
    return 0;
  }
}

} // namespace

bool is_numeral(char32_t c) {
  constexpr std::u32string_view numerals = U"零〇○一二三四五六七八九十百千两廿卅";
  return (c >= '0' && c <= '9') || (c >= U'０' && c <= U'９') || numerals.find(c) != numerals.npos;
}

std::optional<int> parse_numeral(std::string_view utf8) {
  const std::u32string text = fold32(utf8);
  if (text.empty() || text.size() > 9) return std::nullopt;
  bool positional = true; // 二〇二三 or 43: digits only
  std::size_t arabic = 0;
  for (const char32_t c : text) {
    if (digit_value(c) < 0) positional = false;
    if (c >= '0' && c <= '9') ++arabic;
  }
  if (arabic != 0 && arabic != text.size()) return std::nullopt; // 四43 is no number
  int total = 0, current = 0;
  if (positional) {
    if (text.size() > 8) return std::nullopt;
    for (const char32_t c : text)
      total = total * 10 + digit_value(c);
    return total;
  }
  bool have_digit = false;
  int last_unit = 10000; // units fall: 四十十三 and 二十百 are no numbers
  bool gap = false; // a 零 since the last unit: the next one leaves a place out, so 一百零二十 is none
  for (const char32_t c : text) {
    if (const int d = digit_value(c); d >= 0) {
      if (have_digit && current != 0) return std::nullopt; // 四三十
      current = d;
      have_digit = true;
      gap = gap || d == 0;
    } else if (const int unit = unit_value(c); unit != 0) {
      if (unit >= last_unit || (gap && last_unit < 10000 && unit * 10 >= last_unit)) return std::nullopt;
      total += (have_digit && current != 0 ? current : 1) * unit;
      current = 0;
      have_digit = false;
      last_unit = unit;
      gap = false;
    } else if (c == U'廿' || c == U'卅') {
      if (last_unit <= 10) return std::nullopt;
      total += c == U'廿' ? 20 : 30;
      current = 0;
      have_digit = false;
      last_unit = 10;
    } else {
      return std::nullopt;
    }
  }
  return total + current;
}

std::string chinese_numeral(int n) {
  static constexpr std::array<const char*, 10> digits{"零", "一", "二", "三", "四",
                                                      "五", "六", "七", "八", "九"};
  static constexpr std::array<const char*, 4> units{"千", "百", "十", ""};
  if (n <= 0 || n > 9999) return n == 0 ? "零" : std::to_string(n);
  std::string out;
  bool gap = false;
  int divisor = 1000;
  for (const char* unit : units) {
    const int digit = n / divisor % 10;
    divisor /= 10;
    if (digit == 0) {
      gap = !out.empty();
      continue;
    }
    if (gap) out += "零";
    gap = false;
    if (!(digit == 1 && *unit && unit == units[2] && out.empty()))
      out += digits[static_cast<std::size_t>(digit)];
    out += unit;
  }
  return out;
}

std::string roman_numeral(int n) {
  constexpr std::array<std::pair<int, std::string_view>, 13> parts{{{1000, "m"},
                                                                    {900, "cm"},
                                                                    {500, "d"},
                                                                    {400, "cd"},
                                                                    {100, "c"},
                                                                    {90, "xc"},
                                                                    {50, "l"},
                                                                    {40, "xl"},
                                                                    {10, "x"},
                                                                    {9, "ix"},
                                                                    {5, "v"},
                                                                    {4, "iv"},
                                                                    {1, "i"}}};
  std::string out;
  for (const auto& [worth, letters] : parts)
    for (; n >= worth; n -= worth)
      out += letters;
  return out;
}

} // namespace fengqiao

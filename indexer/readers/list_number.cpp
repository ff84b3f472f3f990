#include "indexer/readers/list_number.hpp"

#include "core/numeral.hpp"
#include "core/text.hpp"

namespace fengqiao::indexer {
namespace {

constexpr int kLargest = 9999;

bool is_one_of(std::string_view format, std::initializer_list<std::string_view> names) {
  for (const auto name : names)
    if (format == name) return true;
  return false;
}

// One character a value: 甲乙丙…, ①②③….
std::string from_list(int value, std::u32string_view characters) {
  if (value < 1 || static_cast<std::size_t>(value) > characters.size()) return std::to_string(value);
  return to_utf8(characters.substr(static_cast<std::size_t>(value) - 1, 1));
}

// A run of characters that follow each other in Unicode.
std::string from_run(int value, char32_t first, int length) {
  if (value < 1 || value > length) return std::to_string(value);
  std::string out;
  append_utf8(out, first + static_cast<char32_t>(value - 1));
  return out;
}

// 〇 一 … digit by digit: 二〇二三.
std::string digit_by_digit(int value, std::u32string_view digits) {
  std::string out;
  for (const char c : std::to_string(value))
    append_utf8(out, digits[static_cast<std::size_t>(c - '0')]);
  return out;
}

// 壹拾贰: the counting numeral in forms that cannot be altered.
std::string legal_numeral(int value) {
  constexpr std::u32string_view plain = U"零一二三四五六七八九十百千", legal = U"零壹贰叁肆伍陆柒捌玖拾佰仟";
  std::string out;
  if (value >= 10 && value < 20) out = "壹";
  for (const char32_t c : to_utf32(chinese_numeral(value)))
    append_utf8(out, legal[plain.find(c)]);
  return out;
}

std::string roman(int value, bool upper) {
  std::string out = roman_numeral(value);
  if (upper)
    for (char& c : out)
      c = static_cast<char>(c - 'a' + 'A');
  return out;
}

// a … z, aa, bb …: the letter repeated.
std::string letters(int value, char first) {
  return std::string(static_cast<std::size_t>((value - 1) / 26 + 1),
                     static_cast<char>(first + (value - 1) % 26));
}

std::string full_width(int value) {
  std::string out;
  for (const char c : std::to_string(value))
    append_utf8(out, U'０' + static_cast<char32_t>(c - '0'));
  return out;
}

} // namespace

std::string list_number(int value, std::string_view format) {
  if (is_one_of(format, {"bullet", "none"})) return {};
  if (value < 0 || value > kLargest) return std::to_string(value);
  if (is_one_of(format, {"chineseCounting", "chineseCountingThousand", "japaneseCounting",
                         "taiwaneseCounting", "taiwaneseCountingThousand", "koreanCounting"}))
    return chinese_numeral(value);
  if (is_one_of(format,
                {"ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital", "koreanDigital2"}))
    return digit_by_digit(value, U"〇一二三四五六七八九");
  if (is_one_of(format, {"chineseLegalSimplified", "ideographLegalTraditional", "japaneseLegal"}))
    return legal_numeral(value);
  if (format == "ideographTraditional") return from_list(value, U"甲乙丙丁戊己庚辛壬癸");
  if (format == "ideographZodiac") return from_list(value, U"子丑寅卯辰巳午未申酉戌亥");
  if (format == "ideographEnclosedCircle") return from_run(value, U'㊀', 10);
  if (is_one_of(format, {"decimalEnclosedCircle", "decimalEnclosedCircleChinese"}))
    return value <= 20   ? from_run(value, U'①', 20)
           : value <= 35 ? from_run(value - 20, U'㉑', 15)
                         : from_run(value - 35, U'㊱', 15);
  if (format == "decimalEnclosedParen") return from_run(value, U'⑴', 20);
  if (format == "decimalEnclosedFullstop") return from_run(value, U'⒈', 20);
  if (is_one_of(format, {"decimalFullWidth", "decimalFullWidth2"})) return full_width(value);
  if (format == "decimalZero" && value < 10) return "0" + std::to_string(value);
  if (value == 0) return "0";
  if (format == "upperRoman") return roman(value, true);
  if (format == "lowerRoman") return roman(value, false);
  if (format == "upperLetter") return letters(value, 'A');
  if (format == "lowerLetter") return letters(value, 'a');
  return std::to_string(value);
}

} // namespace fengqiao::indexer

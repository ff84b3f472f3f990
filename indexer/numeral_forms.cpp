#include "indexer/numeral_forms.hpp"

#include "core/numeral.hpp"
#include "core/text.hpp"

#include <optional>

namespace fengqiao::indexer {
namespace {

using View = std::u32string_view;

bool is_chinese_digit(char32_t c) {
  return View(U"零〇一二三四五六七八九十百千两").find(c) != View::npos;
}

bool is_digit(char32_t c) {
  return c >= '0' && c <= '9';
}

bool is_letter(char32_t c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

constexpr View kPercent = U"百分之";
constexpr std::size_t kLongestNumeral = 16; // characters; parse_numeral reads nine at most

bool is_division(char32_t c) {
  return View(U"编章节条款项目").find(c) != View::npos;
}

// 条, 日, 人, 元 …: what numbers stand in front of in rules and plans.
bool is_unit(char32_t c) {
  return is_division(c) ||
         View(U"年月日天周岁时小人名个次倍元万亿千克吨米公平级类种处户所支辆台件份张例门队层间届批分")
                 .find(c) != View::npos;
}

template <class Is> std::size_t run_end(View text, std::size_t at, Is is) {
  while (at < text.size() && is(text[at]))
    ++at;
  return at;
}

// 二〇二三 digit by digit: the way in which years are written.
std::u32string year_in_chinese(View digits) {
  constexpr View names = U"〇一二三四五六七八九";
  std::u32string out;
  for (const char32_t c : digits)
    out.push_back(names[c - '0']);
  return out;
}

} // namespace

std::u32string with_arabic_numerals(View text) {
  std::u32string out;
  for (std::size_t at = 0; at < text.size();) {
    const bool of_hundred = text.substr(at).starts_with(kPercent);
    const std::size_t begin = of_hundred ? at + kPercent.size() : at;
    const std::size_t end = run_end(text, begin, is_chinese_digit);
    const auto value = end > begin ? parse_numeral(to_utf8(text.substr(begin, end - begin))) : std::nullopt;
    if (!value) {
      // 三五十: a number may begin one character further; in a long run it is not looked for.
      const std::size_t step = end - begin > kLongestNumeral ? end - at : 1;
      out += text.substr(at, step);
      at += step;
      continue;
    }
    out += to_utf32(std::to_string(*value));
    if (of_hundred) out.push_back('%');
    at = end;
  }
  return out;
}

std::u32string with_chinese_numerals(View text) {
  std::u32string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = run_end(text, at, is_digit);
    if (end == at) {
      out.push_back(text[at++]);
      continue;
    }
    const View digits = text.substr(at, end - at);
    const char32_t before = at > 0 ? text[at - 1] : U' ', behind = end < text.size() ? text[end] : U' ';
    const bool part = is_letter(before) || is_letter(behind) || before == '.' || behind == '.';
    if (part || digits.size() > 4) {
      out += digits;
      at = end;
      continue;
    }
    const std::u32string chinese = digits.size() == 4 && behind == U'年'
                                       ? year_in_chinese(digits)
                                       : to_utf32(chinese_numeral(*parse_numeral(to_utf8(digits))));
    out += (behind == '%' ? U"百分之" : U"") + chinese;
    at = end + (behind == '%' ? 1 : 0);
  }
  return out;
}

namespace {

char32_t at_or_blank(View text, std::size_t at) {
  return at < text.size() ? text[at] : U' ';
}

// A run of digits, at..end.
std::optional<CountedNumber> arabic_number(View text, std::size_t at, std::size_t end) {
  const char32_t before = at > 0 ? text[at - 1] : U' ', behind = at_or_blank(text, end);
  if (end - at > 4 || is_letter(before) || before == '.') return std::nullopt;
  const View digits = text.substr(at, end - at);
  const int value = *parse_numeral(to_utf8(digits));
  if (value == 0 || !(behind == '%' || is_unit(behind))) return std::nullopt;
  if (behind == '%')
    return CountedNumber{at, digits.size() + 1, {with_chinese_numerals(text.substr(at, end - at + 1))}};
  if (digits.size() == 4 && behind == U'年')
    return CountedNumber{at, digits.size(), {year_in_chinese(digits)}};
  CountedNumber out{at, digits.size(), {to_utf32(chinese_numeral(value))}};
  if (value == 2 && !is_division(behind)) out.others.emplace_back(U"两");
  return out;
}

// A run of Chinese digits, digits..end, perhaps with 百分之 in front of it.
std::optional<CountedNumber> chinese_number(View text, std::size_t at, std::size_t digits, std::size_t end) {
  const auto value = parse_numeral(to_utf8(text.substr(digits, end - digits)));
  const char32_t before = digits > 0 ? text[digits - 1] : U' ', behind = at_or_blank(text, end);
  const bool digits_only = text.substr(digits, end - digits).find_first_of(U"十百千") == View::npos;
  const bool vague = digits_only && end - digits > 1 && end - digits < 4; // 三五人; but 二〇二三年
  if (!value || *value == 0 || vague) return std::nullopt;
  const std::u32string arabic = to_utf32(std::to_string(*value));
  if (digits > at) return CountedNumber{at, end - at, {arabic + U"%"}};
  const bool single = end - digits == 1;
  const bool third_person = single && before == U'第' && !is_division(behind);
  const bool same = single && text[digits] == U'一' && View(U"同任每某统单唯").find(before) != View::npos;
  if (!is_unit(behind) || third_person || same) return std::nullopt;
  return CountedNumber{at, end - at, {arabic}};
}

} // namespace

std::vector<CountedNumber> counted_numbers(View text) {
  std::vector<CountedNumber> out;
  for (std::size_t at = 0; at < text.size();) {
    std::optional<CountedNumber> number;
    std::size_t end = at + 1;
    if (is_digit(text[at])) {
      end = run_end(text, at, is_digit);
      number = arabic_number(text, at, end);
    } else if (const std::size_t digits = text.substr(at).starts_with(kPercent) ? at + kPercent.size() : at;
               is_chinese_digit(at_or_blank(text, digits))) {
      end = run_end(text, digits, is_chinese_digit);
      number = chinese_number(text, at, digits, end);
    }
    if (number) out.push_back(std::move(*number));
    at = end;
  }
  return out;
}

} // namespace fengqiao::indexer

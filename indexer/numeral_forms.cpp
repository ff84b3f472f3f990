#include "indexer/numeral_forms.hpp"

#include "core/numeral.hpp"
#include "core/text.hpp"

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
  constexpr View percent = U"百分之";
  std::u32string out;
  for (std::size_t at = 0; at < text.size();) {
    const bool of_hundred = text.substr(at).starts_with(percent);
    const std::size_t begin = of_hundred ? at + percent.size() : at;
    const std::size_t end = run_end(text, begin, is_chinese_digit);
    const auto value = end > begin ? parse_numeral(to_utf8(text.substr(begin, end - begin))) : std::nullopt;
    if (!value) {
      out.push_back(text[at++]);
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

} // namespace fengqiao::indexer

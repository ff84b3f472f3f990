#include "indexer/dates_in_text.hpp"

#include "core/numeral.hpp"
#include "core/text.hpp"

#include <fmt/format.h>

#include <optional>
#include <string>

namespace fengqiao::indexer {
namespace {

struct Character {
  char32_t value;
  std::size_t begin, end;
};

std::vector<Character> characters_of(std::string_view text) {
  std::vector<Character> out;
  for (std::size_t pos = 0; pos < text.size();) {
    const std::size_t begin = pos;
    const char32_t c = next_code_point(text, pos);
    out.push_back({c, begin, pos});
  }
  return out;
}

bool is_numeral(char32_t c) {
  constexpr std::u32string_view numerals = U"零〇○Ｏ一二三四五六七八九十";
  return (c >= '0' && c <= '9') || (c >= U'０' && c <= U'９') || numerals.find(c) != numerals.npos;
}

// The number written in [begin, end); ○ and Ｏ are common for 〇.
std::optional<int> value_of(const std::vector<Character>& text, std::size_t begin, std::size_t end) {
  std::string digits;
  for (std::size_t i = begin; i < end; ++i)
    append_utf8(digits, text[i].value == U'○' || text[i].value == U'Ｏ' ? U'〇' : text[i].value);
  return parse_numeral(digits);
}

// A number and a mark behind it, blanks allowed between; moves `at` behind the mark.
std::optional<int> take(const std::vector<Character>& text, std::size_t& at, std::u32string_view marks) {
  while (at < text.size() && is_space(text[at].value))
    ++at;
  const std::size_t begin = at;
  while (at < text.size() && at - begin < 4 && is_numeral(text[at].value))
    ++at;
  const std::size_t end = at;
  while (at < text.size() && is_space(text[at].value))
    ++at;
  if (begin == end || at == text.size() || marks.find(text[at].value) == marks.npos) return std::nullopt;
  ++at;
  return value_of(text, begin, end);
}

} // namespace

std::vector<DateInText> dates_in(std::string_view text) {
  std::vector<DateInText> out;
  const auto characters = characters_of(text);
  for (std::size_t year_mark = 0; year_mark < characters.size(); ++year_mark) {
    if (characters[year_mark].value != U'年') continue;
    std::size_t last = year_mark;
    while (last > 0 && is_space(characters[last - 1].value) && year_mark - last < 2)
      --last;
    std::size_t begin = last;
    while (begin > 0 && last - begin < 4 && is_numeral(characters[begin - 1].value))
      --begin;
    const auto year = last - begin == 4 ? value_of(characters, begin, last) : std::nullopt;
    std::size_t at = year_mark + 1;
    const auto month = year ? take(characters, at, U"月") : std::nullopt;
    const auto day = month ? take(characters, at, U"日号") : std::nullopt;
    if (!day || *year < 1900 || *year > 2199) continue;
    if (const auto date = parse_date(fmt::format("{:04}-{:02}-{:02}", *year, *month, *day)))
      out.push_back({*date, characters[begin].begin, characters[at - 1].end});
  }
  return out;
}

bool is_only_a_date(std::string_view text) {
  text = trim(text);
  if (text.size() > 80) return false; // longer than any date
  const auto dates = dates_in(text);
  return dates.size() == 1 && dates[0].begin == 0 && dates[0].end == text.size();
}

} // namespace fengqiao::indexer

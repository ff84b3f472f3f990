#include "indexer/document_number.hpp"

#include "core/text.hpp"

#include <algorithm>

namespace fengqiao::indexer {
namespace {

constexpr std::size_t kLongestCode = 24; // characters of 发文机关代字: 公发, 某公（城）行罚决字
constexpr std::size_t kLongestOffice = 6; // of 城 in 某公（城）行罚决字

bool is_digit(char32_t c) {
  return c >= '0' && c <= '9';
}

bool is_letter(char32_t c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// Without blanks, digits in half width, every bracket that may stand round a year as 〔〕.
std::u32string plain(std::string_view line) {
  constexpr std::u32string_view open = U"[［【﹝(（", close = U"]］】﹞)）";
  std::u32string out;
  for (char32_t c : to_utf32(line)) {
    if (is_space(c)) continue;
    if (c >= U'０' && c <= U'９') c = c - U'０' + U'0';
    if (open.find(c) != open.npos) c = U'〔';
    if (close.find(c) != close.npos) c = U'〕';
    out.push_back(c);
  }
  return out;
}

// Where the code of the issuer begins that ends at `open`: Han and letters, and one （城） among them.
std::size_t code_begin(const std::u32string& all, std::size_t open) {
  const auto is_code = [&](std::size_t i) { return is_han(all[i]) || is_letter(all[i]); };
  const auto run_begin = [&](std::size_t end, std::size_t most) {
    std::size_t begin = end;
    while (begin > 0 && end - begin < most && is_code(begin - 1))
      --begin;
    return begin;
  };
  const std::size_t begin = run_begin(open, kLongestCode);
  if (begin == 0 || all[begin - 1] != U'〕') return begin;
  const std::size_t office = run_begin(begin - 1, kLongestOffice);
  if (office == begin - 1 || office == 0 || all[office - 1] != U'〔') return begin;
  const std::size_t before = run_begin(office - 1, kLongestCode - std::min(kLongestCode, open - office));
  return before < office - 1 ? before : begin;
}

// The year stands in 〔〕, the office in round brackets, however they were typed.
std::u32string with_round_office(std::u32string number, std::size_t year) {
  for (std::size_t i = 0; i < year; ++i)
    if (number[i] == U'〔')
      number[i] = U'（';
    else if (number[i] == U'〕')
      number[i] = U'）';
  return number;
}

} // namespace

std::string bracketed_number(std::string_view line) {
  const std::u32string all = plain(line);
  for (std::size_t open = all.find(U'〔'); open != all.npos; open = all.find(U'〔', open + 1)) {
    if (open + 6 >= all.size() || all[open + 5] != U'〕') continue;
    const auto year = all.begin() + static_cast<std::ptrdiff_t>(open) + 1;
    if (!std::all_of(year, year + 4, is_digit)) continue;
    const std::size_t number = open + (all[open + 6] == U'第' ? 7 : 6);
    std::size_t end = number;
    while (end < all.size() && is_digit(all[end]))
      ++end;
    if (end == number || end == all.size() || all[end] != U'号') continue;
    const std::size_t begin = code_begin(all, open);
    if (begin < open) return to_utf8(with_round_office(all.substr(begin, end + 1 - begin), open - begin));
  }
  return {};
}

std::string order_number(std::string_view line) {
  std::u32string all = plain(line);
  const auto at = all.find(U"令第");
  const auto end = at == all.npos ? all.npos : all.find(U'号', at);
  if (end == all.npos || end - at > 10 || at > 30) return {};
  std::size_t begin = at;
  while (begin > 0 && is_han(all[begin - 1]))
    --begin;
  return begin == at ? "" : to_utf8(all.substr(begin, end + 1 - begin));
}

std::string year_of_number(std::string_view number) {
  constexpr std::string_view open = "〔", close = "〕";
  for (auto at = number.find(open); at != number.npos; at = number.find(open, at + 1)) {
    const std::string_view inside = number.substr(at + open.size(), 4);
    const bool digits = inside.size() == 4 && inside.find_first_not_of("0123456789") == inside.npos;
    if (digits && number.substr(at + open.size() + 4).starts_with(close)) return std::string(inside);
  }
  return {};
}

} // namespace fengqiao::indexer

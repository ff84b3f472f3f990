#include "indexer/citation_tail.hpp"

#include "core/numeral.hpp"
#include "core/text.hpp"

namespace fengqiao::indexer {
namespace {

using View = std::u32string_view;

constexpr int kFirstYear = 1900, kLastYear = 2100; // 刑法2020.12.26 is a day
constexpr std::size_t kMostNumbers = 4;            // 287-1.2(3)

struct Number {
  std::string text;    // 3
  char32_t before = 0; // - . (
};

// 43-2(3) → 43, -2, (3; empty where something else stands there.
std::vector<Number> numbers_in(View text) {
  std::vector<Number> out;
  for (std::size_t at = 0; at < text.size();) {
    Number number;
    if (!out.empty()) {
      number.before = text[at++];
      if (View(U"-.(").find(number.before) == View::npos) return {};
    }
    const std::size_t begin = at;
    while (at < text.size() && is_numeral(text[at]))
      ++at;
    const auto value = parse_numeral(to_utf8(text.substr(begin, at - begin)));
    if (!value || *value == 0 || out.size() == kMostNumbers) return {};
    if (number.before == '(' && (at == text.size() || text[at++] != ')')) return {};
    number.text = std::to_string(*value);
    out.push_back(std::move(number));
  }
  return out;
}

} // namespace

std::vector<std::string> keys_of_numbers(View numbers) {
  const auto all = numbers_in(numbers);
  if (all.size() < 2) return {};
  const std::string &first = all[0].text, &second = all[1].text;
  const bool insert = all[1].before == '-', dot = all[1].before == '.';
  if (all.size() == 2) {
    if (insert) return {};
    return {dot ? first + "." + second : first + "(" + second + ")"};
  }
  const std::string& third = all[2].text;
  if (all.size() == 4)
    return insert ? std::vector{first + "-" + second + "." + third + "(" + all[3].text + ")"}
                  : std::vector<std::string>{};
  std::vector<std::string> out;
  if (insert) out.push_back(first + "-" + second + (all[2].before == '(' ? "(" + third + ")" : "." + third));
  if (dot && all[2].before == '.') out.push_back(first + "." + second + "." + third);
  out.push_back(first + "." + second + "(" + third + ")");
  return out;
}

std::optional<CitationTail> citation_tail(View text) {
  CitationTail out{text.size(), {}};
  while (out.begin > 0 &&
         (is_numeral(text[out.begin - 1]) || View(U"-.()").find(text[out.begin - 1]) != View::npos))
    --out.begin;
  View numbers = text.substr(out.begin);
  bool marked = false;
  if (out.begin > 0 && View(U"第§").find(text[out.begin - 1]) != View::npos) {
    --out.begin;
    marked = true;
  } else if (!numbers.empty() && View(U"-.").find(numbers.front()) != View::npos) {
    numbers.remove_prefix(1);
  }
  if (out.begin == 0 || !(is_han(text[out.begin - 1]) || text[out.begin - 1] == U'》')) return std::nullopt;
  const auto all = numbers_in(numbers);
  if (all.empty()) return std::nullopt;
  const auto first = parse_numeral(all.front().text);
  if (!marked && first && *first >= kFirstYear && *first <= kLastYear) return std::nullopt;
  out.keys = all.size() == 1 && marked ? std::vector{all.front().text} : keys_of_numbers(numbers);
  if (out.keys.empty()) return std::nullopt;
  return out;
}

} // namespace fengqiao::indexer

#include "indexer/article_number.hpp"

#include "core/numeral.hpp"

#include <algorithm>

namespace fengqiao::indexer {
namespace {

constexpr int kLongestRange = 200;

// A number in front of `mark`; nullopt where something else stands there.
std::optional<int> number_before(std::string_view text, std::string_view mark) {
  const auto end = text.substr(0, kNumberBytes + mark.size()).find(mark);
  return end == text.npos || end == 0 ? std::nullopt : parse_numeral(text.substr(0, end));
}

// The longest numeral at the front.
std::optional<int> take_number(std::string_view& text) {
  for (std::size_t size = std::min(kNumberBytes, text.size()); size > 0; --size)
    if (const auto number = parse_numeral(text.substr(0, size))) {
      text.remove_prefix(size);
      return number;
    }
  return std::nullopt;
}

// 第二、三条, 第二至四条: the numbers in front of the last one, each as a key; `rest` begins behind 第 and
// ends behind 条.
std::optional<std::vector<std::string>> take_numbers(std::string_view& rest, RangeRoom& room) {
  std::vector<std::string> out;
  std::string_view text = rest;
  auto number = take_number(text);
  while (number && *number > 0 && !text.starts_with(kArticle)) {
    const bool range = take(text, "至") || take(text, "到");
    if (!range && !take(text, "、") && !take(text, "和") && !take(text, "或") && !take(text, "及"))
      return std::nullopt;
    out.push_back(std::to_string(*number));
    const auto next = take_number(text);
    if (range && next) room.add_between(*number, *next, out);
    number = next;
  }
  if (!number || *number == 0 || !take(text, kArticle)) return std::nullopt;
  out.push_back(std::to_string(*number));
  rest = text;
  return out;
}

// 目前条件, 前条件: no 前条.
bool is_word_around(std::string_view before, std::string_view behind) {
  for (const std::string_view end : {"目", "当", "空", "史", "提", "事", "生", "先", "战"})
    if (before.ends_with(end)) return true;
  for (const std::string_view begin : {"件", "例", "款", "约", "文", "理", "目", "线", "幅", "子", "形"})
    if (behind.starts_with(begin)) return true;
  return false;
}

} // namespace

void RangeRoom::add_between(int from, int to, std::vector<std::string>& keys) {
  if (to <= from || to - from > kLongestRange) return;
  for (int number = from + 1; number < to && left_ > 0; ++number, --left_)
    keys.push_back(std::to_string(number));
}

bool take(std::string_view& text, std::string_view mark) {
  if (!text.starts_with(mark)) return false;
  text.remove_prefix(mark.size());
  return true;
}

std::optional<Article> previous_at(std::string_view text, std::size_t at,
                                   const std::vector<std::string>& before) {
  std::string_view rest = text.substr(at + kPrevious.size());
  std::size_t count = 1;
  for (const auto& [word, several] : {std::pair{"两", 2}, std::pair{"二", 2}, std::pair{"三", 3}})
    if (take(rest, word)) {
      count = static_cast<std::size_t>(several);
      break;
    }
  if (!take(rest, kArticle) || before.size() < count || is_word_around(text.substr(0, at), rest))
    return std::nullopt;
  Article out{at, text.size() - rest.size(), 0, before.front(), {}};
  for (std::size_t i = count; i-- > 1;)
    out.before.push_back(before[i]);
  out.number = parse_numeral(out.key).value_or(0);
  return out;
}

std::optional<Article> article_at(std::string_view text, std::size_t at, RangeRoom& room) {
  std::string_view rest = text.substr(at + kOrdinal.size());
  Article out{at, 0, 0, {}};
  if (const auto number = number_before(rest, kArticle)) {
    if (*number == 0) return std::nullopt;
    rest.remove_prefix(rest.find(kArticle) + kArticle.size());
    out.number = *number;
    out.key = std::to_string(*number);
  } else {
    auto numbers = take_numbers(rest, room);
    if (!numbers) return std::nullopt;
    out.key = numbers->back();
    out.number = std::stoi(out.key);
    numbers->pop_back();
    out.before = std::move(*numbers);
  }
  if (std::string_view behind = rest; take(behind, "之")) {
    // 之一 … 之九十九: the longest numeral that stands there
    for (std::size_t size = 3 * kHan; size > 0; size -= kHan)
      if (const auto part = parse_numeral(behind.substr(0, size)); behind.size() >= size && part) {
        out.key += "-" + std::to_string(*part);
        rest = behind.substr(size);
        break;
      }
  }
  out.end = text.size() - rest.size();
  return out;
}

} // namespace fengqiao::indexer

#include "indexer/article_parts.hpp"

#include "core/citation.hpp"
#include "core/numeral.hpp"
#include "core/text.hpp"

namespace fengqiao::indexer {
namespace {

using View = std::u32string_view;

constexpr int kLongestRange = 50; // clauses of 第一条至第五十条

// The end of the digits or numerals from `at` on.
std::size_t behind_numeral(View text, std::size_t at) {
  while (at < text.size() && is_numeral(text[at]))
    ++at;
  return at;
}

// 第二款, 2款, 第（三）项 …, from `at` on; `at` itself where there is none.
std::size_t behind_part(View text, std::size_t at, char32_t unit) {
  std::size_t i = at < text.size() && text[at] == U'第' ? at + 1 : at;
  const bool bracket = i < text.size() && text[i] == '(';
  if (bracket) ++i;
  const std::size_t digits = i;
  i = behind_numeral(text, i);
  if (i == digits) return at;
  if (bracket && (i == text.size() || text[i++] != ')')) return at;
  if (i == text.size() || text[i] != unit) return at;
  return i + 1;
}

std::size_t begin_of_numeral(View text, std::size_t end) {
  while (end > 0 && is_numeral(text[end - 1]))
    --end;
  return end;
}

// What joins two numbers: 、和 (one more) or 至 (all between).
struct Joint {
  std::size_t size = 0; // 0: there is none
  bool range = false;
};

Joint joint_before(View text, std::size_t at) {
  const View before = text.substr(0, at);
  for (const View two : {View(U"以及"), View(U"或者"), View(U"——")})
    if (before.ends_with(two)) return {2, two == U"——"};
  if (before.empty()) return {};
  if (View(U"至到-~—–").find(before.back()) != View::npos) return {1, true};
  return {View(U"、,和与及或").find(before.back()) != View::npos ? std::size_t{1} : std::size_t{0}, false};
}

// The numbers from 43 to 45, without 45; 133-1条 is what texts write as 第一百三十三条之一.
void join_range(std::string from, std::vector<std::string>& keys) {
  const auto first = parse_numeral(from), last = parse_numeral(keys.front());
  if (!first || !last) { // 第五条之一至第七条: both ends
    keys.insert(keys.begin(), std::move(from));
    return;
  }
  if (*last <= *first) {
    keys.front() = from + "-" + keys.front();
    return;
  }
  std::vector<std::string> all;
  for (int n = *first; n < *last && n - *first < kLongestRange; ++n)
    all.push_back(std::to_string(n));
  keys.insert(keys.begin(), all.begin(), all.end());
}

// 第四十三、 in front of 四十四条, 第43- of 45条, 第四十三条和: what stands there joins the part.
bool joined_left(View text, ArticlePart& part, std::vector<ArticlePart>& before) {
  const Joint joint = joint_before(text, part.begin);
  if (joint.size == 0 || joint.size >= part.begin) return false;
  const std::size_t end = part.begin - joint.size;
  std::string key;
  if (!before.empty() && before.back().end == end) {
    part.joined = true;
    part.begin = before.back().begin;
    key = before.back().keys.back();
    std::vector<std::string> keys = std::move(before.back().keys);
    before.pop_back();
    if (joint.range)
      join_range(std::move(key), part.keys);
    else
      part.keys.insert(part.keys.begin(), std::move(key));
    part.keys.insert(part.keys.begin(), keys.begin(), keys.end() - 1);
    return true;
  }
  std::size_t begin = begin_of_numeral(text, end);
  const auto number = parse_numeral(to_utf8(text.substr(begin, end - begin)));
  if (!number || *number == 0) return false;
  part.joined = true;
  if (begin > 0 && text[begin - 1] == U'第') --begin;
  part.begin = begin;
  key = std::to_string(*number);
  if (joint.range)
    join_range(std::move(key), part.keys);
  else
    part.keys.insert(part.keys.begin(), std::move(key));
  return true;
}

// 第(一)、(二)项, 第一、二款, 第1-3项: several that share one 款 or 项.
struct Items {
  std::size_t end = 0;
  std::vector<int> numbers;
};

Items items_at(View text, std::size_t at, char32_t unit) {
  Items out;
  bool range = false;
  for (std::size_t i = at < text.size() && text[at] == U'第' ? at + 1 : at; i < text.size(); ++i) {
    const bool bracket = text[i] == '(';
    if (bracket) ++i;
    const std::size_t begin = i;
    i = behind_numeral(text, i);
    const auto number = parse_numeral(to_utf8(text.substr(begin, i - begin)));
    if (!number || (bracket && (i == text.size() || text[i++] != ')')) || i == text.size()) return {};
    for (int next = range ? out.numbers.back() + 1 : *number; next <= *number; ++next) {
      out.numbers.push_back(next);
      if (out.numbers.size() > static_cast<std::size_t>(kLongestRange)) return {};
    }
    if (text[i] == unit) {
      out.end = i + 1;
      return out.numbers.size() > 1 ? out : Items{};
    }
    range = View(U"至到-~").find(text[i]) != View::npos;
    if (!range && View(U"、,和及与").find(text[i]) == View::npos) return {};
  }
  return {};
}

// Takes what items_at finds behind the part; false where that is nothing.
bool take_items(View text, ArticlePart& part, char32_t unit) {
  const Items items = items_at(text, part.end, unit);
  if (items.end <= part.end) return false;
  const auto above = parse_clause_key(to_utf8(text.substr(part.begin, part.end - part.begin)));
  if (!above) return false;
  for (const int item : items.numbers)
    part.keys.push_back(unit == U'款' ? *above + "." + std::to_string(item)
                                      : *above + "(" + std::to_string(item) + ")");
  part.end = items.end;
  part.joined = true;
  return true;
}

// 第一款、第二款; 第一款第(一)、(三)项: what stands behind the part names another 款 or 项 of the same
// clause.
bool joined_item(View text, ArticlePart& part) {
  const View behind = text.substr(part.end);
  View rest = behind;
  while (!rest.empty() && View(U"、,和及与").find(rest.front()) != View::npos)
    rest.remove_prefix(1);
  if (rest.size() == behind.size()) return false;
  const std::size_t begin = part.end + (behind.size() - rest.size());
  const std::string& last = part.keys.back();
  const auto bracket = last.find('(');
  std::size_t end = begin;
  std::string key;
  const auto take = [&](char32_t unit, const std::string& above, bool item) {
    end = behind_part(text, begin, unit);
    if (end == begin) return false;
    std::u32string number;
    for (const char32_t c : text.substr(begin, end - begin))
      if (is_numeral(c)) number.push_back(c);
    const auto value = parse_numeral(to_utf8(number));
    if (!value) return false;
    key = above + (item ? "(" : ".") + std::to_string(*value) + (item ? ")" : "");
    return true;
  };
  if (!take(U'款', last.substr(0, last.find_first_of(".(")), false) &&
      !(bracket != last.npos && take(U'项', last.substr(0, bracket), true)))
    return false;
  part.end = behind_part(text, end, U'项');
  if (part.end > end) {
    std::u32string number;
    for (const char32_t c : text.substr(end, part.end - end))
      if (is_numeral(c)) number.push_back(c);
    if (const auto value = parse_numeral(to_utf8(number))) key += "(" + std::to_string(*value) + ")";
  }
  part.keys.push_back(std::move(key));
  part.joined = true;
  return true;
}

// 第287条之一、之二; 第120条之一至之三.
bool joined_insert(View text, ArticlePart& part) {
  const std::string& last = part.keys.back();
  const auto dash = last.find('-');
  if (dash == last.npos || part.end + 2 >= text.size() || text[part.end + 1] != U'之') return false;
  const bool range = View(U"至到-~").find(text[part.end]) != View::npos;
  if (!range && View(U"、,和及与").find(text[part.end]) == View::npos) return false;
  const std::size_t end = behind_numeral(text, part.end + 2);
  const auto number = parse_numeral(to_utf8(text.substr(part.end + 2, end - part.end - 2)));
  const auto from = parse_numeral(last.substr(dash + 1));
  if (!number || !from || *number > *from + kLongestRange) return false;
  const std::string article = last.substr(0, dash + 1);
  for (int next = range ? *from + 1 : *number; next <= *number; ++next)
    part.keys.push_back(article + std::to_string(next));
  part.end = end;
  part.joined = true;
  return true;
}

} // namespace

bool is_joint(View text) {
  while (!text.empty()) {
    const Joint joint = joint_before(text, text.size());
    if (joint.size == 0) return false;
    text.remove_suffix(joint.size);
  }
  return true;
}

std::vector<ArticlePart> article_parts(View text) {
  std::vector<ArticlePart> out;
  for (auto tiao = text.find(U'条'); tiao != View::npos; tiao = text.find(U'条', tiao + 1)) {
    ArticlePart part;
    part.begin = tiao;
    while (part.begin > 0 && is_numeral(text[part.begin - 1]))
      --part.begin;
    if (part.begin == tiao) continue; // 条例
    if (part.begin > 0 && text[part.begin - 1] == U'第') --part.begin;
    part.end = tiao + 1;
    if (part.end < text.size() && text[part.end] == U'之')
      if (const auto end = behind_numeral(text, part.end + 1); end > part.end + 1) part.end = end;
    if (take_items(text, part, U'款')) {
      out.push_back(std::move(part));
      continue;
    }
    part.end = behind_part(text, part.end, U'款');
    if (take_items(text, part, U'项')) {
      out.push_back(std::move(part));
      continue;
    }
    part.end = behind_part(text, part.end, U'项');
    part.end = behind_part(text, part.end, U'目');
    const auto key = parse_clause_key(to_utf8(text.substr(part.begin, part.end - part.begin)));
    if (!key) continue;
    part.keys = {*key};
    while (joined_left(text, part, out)) {
    }
    while (joined_item(text, part) || joined_insert(text, part)) {
    }
    out.push_back(std::move(part));
  }
  return out;
}

std::optional<ArticlePart> number_at_end(View text) {
  std::size_t begin = begin_of_numeral(text, text.size());
  std::string insert;
  if (begin > 1 && begin < text.size() && text[begin - 1] == U'之' && is_numeral(text[begin - 2])) {
    const auto number = parse_numeral(to_utf8(text.substr(begin)));
    if (!number) return std::nullopt;
    insert = "-" + std::to_string(*number);
    const std::size_t behind = begin - 1;
    begin = begin_of_numeral(text, behind);
    text = text.substr(0, behind);
  }
  const auto number = parse_numeral(to_utf8(text.substr(begin)));
  if (!number || *number == 0) return std::nullopt;
  ArticlePart part{begin, text.size(), {std::to_string(*number) + insert}, false};
  std::vector<ArticlePart> none;
  while (joined_left(text, part, none)) {
  }
  return part;
}

} // namespace fengqiao::indexer

#include "indexer/citation_query.hpp"

#include "core/fold.hpp"
#include "core/numeral.hpp"
#include "core/text.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

namespace fengqiao::indexer {
namespace {

using View = std::u32string_view;

constexpr std::size_t kLongestCitation = 160; // characters; the longest title of a law has about ninety

// What may stand around a citation without making it a question of its own; longer ones before their parts.
constexpr std::array<View, 12> kBeforeName{U"请问", U"根据", U"依据", U"按照", U"依照", U"违反",
                                           U"对照", U"查询", U"查看", U"查",   U"看",   U"按"};
constexpr std::array<View, 28> kBehindClause{
    U"怎么规定的", U"如何规定的", U"规定了什么", U"规定的是什么", U"说了什么", U"讲了什么", U"写了什么",
    U"怎么规定",   U"如何规定",   U"是怎么说的", U"具体内容",     U"的规定",   U"是什么",   U"有哪些",
    U"怎么说",     U"什么",       U"哪些",       U"规定",         U"内容",     U"全文",     U"原文",
    U"条文",       U"具体",       U"的",         U"是",           U"吗",       U"呢",       U"了"};
constexpr View kMarks = U"。,.?!:;、·";

bool is_numeral(char32_t c) {
  return (c >= '0' && c <= '9') || View(U"零〇一二三四五六七八九十百千两廿卅").find(c) != View::npos;
}

// 治安处罚法 43 → 治安处罚法43: people put blanks anywhere, and no name or number needs one.
std::u32string squeezed(std::string_view typed) {
  std::u32string out = fold32(typed);
  std::erase_if(out, [](char32_t c) { return is_space(c) || c == '"' || c == '\''; });
  return out;
}

template <std::size_t N> bool drop_front(View& text, const std::array<View, N>& words) {
  for (const View word : words)
    if (text.starts_with(word)) {
      text.remove_prefix(word.size());
      return true;
    }
  return false;
}

bool is_filler(View text) {
  while (!text.empty()) {
    if (kMarks.find(text.front()) != View::npos)
      text.remove_prefix(1);
    else if (!drop_front(text, kBehindClause))
      return false;
  }
  return true;
}

// 《…》 (…) […] 〈…〉 <…> around the whole name.
View without_brackets(View name) {
  constexpr View open = U"《([〈<", close = U"》)]〉>";
  while (name.size() > 2) {
    const auto pair = open.find(name.front());
    if (pair == View::npos || name.back() != close[pair]) break;
    int depth = 0;
    std::size_t end = 0; // of the first bracket
    for (; end < name.size(); ++end) {
      if (name[end] == open[pair]) ++depth;
      if (name[end] == close[pair] && --depth == 0) break;
    }
    if (end + 1 != name.size()) break; // (一)和(二)
    name = name.substr(1, name.size() - 2);
  }
  return name;
}

View bare_name(View name) {
  for (bool again = true; again && !name.empty();) {
    again = kMarks.find(name.front()) != View::npos;
    if (again)
      name.remove_prefix(1);
    else
      again = drop_front(name, kBeforeName);
  }
  while (!name.empty() && (kMarks.find(name.back()) != View::npos || name.back() == U'的' ||
                           name.back() == U'中' || name.back() == U'里' || name.back() == U'之'))
    name.remove_suffix(1);
  return without_brackets(name);
}

// 治安管理处罚法(2005年), 《治安管理处罚法》(2012修正) → 治安管理处罚法@2005
std::optional<std::u32string> edition_of(View name) {
  if (name.empty() || (name.back() != ')' && name.back() != ']')) return std::nullopt;
  const auto open = name.find_last_of(U"([");
  if (open == View::npos || open == 0 || name.size() - open < 6) return std::nullopt;
  const View year = name.substr(open + 1, 4);
  if (!std::all_of(year.begin(), year.end(), [](char32_t c) { return c >= '0' && c <= '9'; }))
    return std::nullopt;
  return std::u32string(without_brackets(name.substr(0, open))) + U"@" + std::u32string(year);
}

struct ArticlePart {
  std::size_t begin = 0, end = 0; // 第四十三条之一第二款第（三）项
  std::string key;
  std::vector<std::string> more; // 44 and 45 of 第43-45条, whose key is 43
};

constexpr int kLongestRange = 20;

// 第四十三、 in front of 四十四条, 第43- in front of 45条: moves the part's begin to the first number.
void take_list(View text, std::size_t tiao, ArticlePart& part) {
  std::vector<std::pair<int, bool>> numbers; // from the last one; whether it ends a range
  std::size_t end = tiao, begin = tiao;
  for (;;) {
    begin = end;
    while (begin > 0 && is_numeral(text[begin - 1]))
      --begin;
    const auto number = parse_numeral(to_utf8(text.substr(begin, end - begin)));
    if (!number) return;
    const char32_t mark = begin > 0 ? text[begin - 1] : U' ';
    const bool range = mark == U'至' || mark == U'到' || mark == U'-' || mark == U'~';
    numbers.emplace_back(*number, range);
    if (!range && mark != U'、' && mark != U'和' && mark != U',') break;
    end = begin - 1;
    if (end == 0 || !is_numeral(text[end - 1])) return; // 甲法和43条
  }
  if (numbers.size() < 2) return;
  std::reverse(numbers.begin(), numbers.end());
  std::vector<std::string> keys;
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    const int to = numbers[i].first, from = i > 0 && numbers[i].second ? numbers[i - 1].first + 1 : to;
    for (int n = to - from > kLongestRange ? to : from; n <= to; ++n)
      keys.push_back(std::to_string(n));
  }
  part.begin = begin > 0 && text[begin - 1] == U'第' ? begin - 1 : begin;
  part.key = keys.front();
  part.more.assign(keys.begin() + 1, keys.end());
}

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

// Each 第…条 of the text.
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
    part.end = behind_part(text, part.end, U'款');
    part.end = behind_part(text, part.end, U'项');
    const auto key = parse_clause_key(to_utf8(text.substr(part.begin, part.end - part.begin)));
    if (!key) continue;
    part.key = *key;
    if (text[part.begin] != U'第') take_list(text, tiao, part);
    out.push_back(std::move(part));
  }
  return out;
}

// 民法典侵权责任编 → 民法典; the name itself where it names no division.
View without_division(View name) {
  if (name.empty() || (name.back() != U'编' && name.back() != U'章' && name.back() != U'节')) return name;
  std::size_t end = 0;
  for (const View kind : {View(U"法典"), View(U"法"), View(U"条例"), View(U"规定"), View(U"办法")})
    if (const auto at = name.rfind(kind); at != View::npos) end = std::max(end, at + kind.size());
  return end == 0 ? name : name.substr(0, end);
}

void add(std::vector<CitationReading>& out, View name, const ArticlePart& part, bool whole) {
  name = bare_name(name);
  if (name.empty()) return;
  const auto push = [&](View document) {
    out.push_back({{to_utf8(document), part.key}, whole, false, part.more});
  };
  if (const auto edition = edition_of(name)) push(*edition);
  push(name);
  if (const View law = without_division(name); law != name) push(law);
  for (const View word : {View(U"新修订的"), View(U"最新"), View(U"现行"), View(U"新")})
    if (name.starts_with(word) && name.size() > word.size() + 1) push(name.substr(word.size()));
}

// 刑法264, 刑法二百六十四.
std::optional<CitationReading> number_behind_name(View text) {
  std::size_t begin = text.size();
  while (begin > 0 && is_numeral(text[begin - 1]))
    --begin;
  if (begin < 2 || begin == text.size() || !is_han(text[begin - 1])) return std::nullopt;
  const auto number = parse_numeral(to_utf8(text.substr(begin)));
  if (!number || *number == 0) return std::nullopt;
  return CitationReading{
      {to_utf8(bare_name(text.substr(0, begin))), std::to_string(*number)}, true, true, {}};
}

} // namespace

std::vector<CitationReading> citation_readings(std::string_view typed) {
  std::vector<CitationReading> out;
  typed = trim(typed);
  if (typed.size() > kLongestCitation * 4) return out;
  const std::u32string text = squeezed(typed);
  if (text.empty() || text.size() > kLongestCitation) return out;
  const auto take = [&](std::string_view form) {
    if (auto query = parse_citation(form)) out.push_back({std::move(*query), true});
  };
  take(typed);
  // 关于适用刑法第十二条几个问题的解释 3: the number behind the last blank.
  if (const auto blank = typed.find_last_of(' '); blank != typed.npos)
    if (const auto key = parse_clause_key(typed.substr(blank)); key && !key->empty())
      add(out, fold32(typed.substr(0, blank)), ArticlePart{0, 0, *key, {}}, true);
  const std::string close = to_utf8(text);
  if (close != typed) take(close);
  // The last 第…条 is the citation's own; earlier ones belong to a title (关于刑法第六十四条…的批复).
  const auto parts = article_parts(text);
  for (auto part = parts.rbegin(); part != parts.rend(); ++part) {
    const View before = View(text).substr(0, part->begin), behind = View(text).substr(part->end);
    if (!bare_name(before).empty())
      add(out, before, *part, is_filler(behind));
    else
      add(out, behind, *part, true);
  }
  if (auto bare = number_behind_name(text)) out.push_back(std::move(*bare));
  return out;
}

} // namespace fengqiao::indexer

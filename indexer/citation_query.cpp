#include "indexer/citation_query.hpp"

#include "core/fold.hpp"
#include "core/numeral.hpp"
#include "core/text.hpp"
#include "indexer/article_parts.hpp"
#include "indexer/citation_tail.hpp"
#include "indexer/division.hpp"
#include "indexer/text_limits.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

namespace fengqiao::indexer {
namespace {

using View = std::u32string_view;

constexpr std::size_t kLongestCitation = 160; // characters; the longest title of a law has about ninety

// What may stand around a citation without making it a question of its own; longer ones before their parts.
constexpr std::array<View, 27> kBeforeName{
    U"帮我查一下", U"帮我查", U"我想查", U"我想看", U"查一下", U"看一下", U"请问",   U"什么是", U"我国的",
    U"我国",       U"根据了", U"根据",   U"依据",   U"按照",   U"依照",   U"违反了", U"违反",   U"触犯了",
    U"触犯",       U"适用",   U"参照",   U"对照",   U"查询",   U"查看",   U"查",     U"看",     U"按"};
constexpr std::array<View, 29> kBehindClause{
    U"之规定",   U"怎么规定的", U"如何规定的", U"规定了什么", U"规定的是什么", U"说了什么", U"讲了什么",
    U"写了什么", U"怎么规定",   U"如何规定",   U"是怎么说的", U"具体内容",     U"的规定",   U"是什么",
    U"有哪些",   U"怎么说",     U"什么",       U"哪些",       U"规定",         U"内容",     U"全文",
    U"原文",     U"条文",       U"具体",       U"的",         U"是",           U"吗",       U"呢",
    U"了"};
constexpr View kMarks = U"。,.?!:;、·";
// 新治安管理处罚法: the one in force, which is what a bare name means.
constexpr std::array<View, 9> kPresent{U"最新修订的", U"新修订的", U"修订后的", U"最新的", U"现行的",
                                       U"最新",       U"现行",     U"新版",     U"新"};
constexpr std::array<View, 19> kKinds{U"总则", U"通则", U"法",   U"法典", U"条例", U"办法", U"规定",
                                      U"细则", U"解释", U"规则", U"决定", U"意见", U"规程", U"准则",
                                      U"章程", U"守则", U"通知", U"方案", U"制度"};

// 第 四十 三 条: from 第 to 条 there are only numerals and blanks around `at`.
bool inside_article(View text, std::size_t at) {
  const auto in_number = [](char32_t c) { return is_numeral(c) || is_space(c); };
  std::size_t begin = at, end = at;
  while (begin > 0 && in_number(text[begin - 1]))
    --begin;
  while (end < text.size() && in_number(text[end]))
    ++end;
  return begin > 0 && text[begin - 1] == U'第' && end < text.size() &&
         View(U"条章节编款项").find(text[end]) != View::npos;
}

// 第贰佰陆拾肆条 → 第二百六十四条; elsewhere such characters belong to words.
std::u32string with_plain_numerals(std::u32string text) {
  constexpr View formal = U"壹贰叁肆伍陆柒捌玖拾佰仟贰叁", plain = U"一二三四五六七八九十百千二三";
  for (auto tiao = text.find(U'条'); tiao != text.npos; tiao = text.find(U'条', tiao + 1))
    for (std::size_t at = tiao; at > 0; --at) {
      const auto known = formal.find(text[at - 1]);
      if (known == View::npos && !is_numeral(text[at - 1])) break;
      if (known != View::npos) text[at - 1] = plain[known];
    }
  return text;
}

// 治安处罚法 43 → 治安处罚法43: people put blanks anywhere, and no name or number needs one. Only between two
// numbers one blank stays (刑法 264 266).
std::u32string squeezed(std::string_view typed) {
  std::u32string text = with_plain_numerals(fold32(typed)), out;
  std::erase_if(text, [](char32_t c) { return c == '"' || c == '\''; });
  for (std::size_t at = 0; at < text.size();) {
    if (!is_space(text[at])) {
      out.push_back(text[at++]);
      continue;
    }
    std::size_t end = at;
    while (end < text.size() && is_space(text[end]))
      ++end;
    const bool numbers = !out.empty() && is_numeral(out.back()) && end < text.size() && is_numeral(text[end]);
    if (numbers && !inside_article(text, at)) out.push_back(' ');
    at = end;
  }
  return out;
}

std::vector<View> words_of(View folded) {
  std::vector<View> out;
  for (std::size_t at = 0; at < folded.size();) {
    std::size_t end = at;
    while (end < folded.size() && !is_space(folded[end]))
      ++end;
    if (end > at) out.push_back(folded.substr(at, end - at));
    at = end + 1;
  }
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

// …解释(一), …解释一, 修正案11 → without the number.
View without_number(View name) {
  View out = name;
  if (!out.empty() && out.back() == ')') out.remove_suffix(1);
  while (!out.empty() && is_numeral(out.back()))
    out.remove_suffix(1);
  if (!out.empty() && out.back() == '(') out.remove_suffix(1);
  return out;
}

// 刑法修正案11, 侵权责任编的解释1 → 刑法修正案十一; empty where no Arabic number of two digits at most ends
// it.
std::u32string with_han_number(View name) {
  const View bare = without_number(name);
  View digits = name.substr(bare.size());
  if (digits.starts_with(U'(')) digits = digits.substr(1, digits.size() - 2);
  if (bare.empty() || digits.empty() || digits.size() > 2 || digits.front() < '1' || digits.front() > '9')
    return {};
  const auto number = parse_numeral(to_utf8(digits));
  return number ? std::u32string(bare) + U"(" + to_utf32(chinese_numeral(*number)) + U")" : std::u32string();
}

bool is_name_of_text(View typed) {
  const View name = without_number(typed);
  return std::any_of(kKinds.begin(), kKinds.end(),
                     [&](View kind) { return name.size() > kind.size() && name.ends_with(kind); });
}

void add(std::vector<CitationReading>& out, View typed, const std::vector<std::string>& keys, bool whole,
         bool by_number = true) {
  const bool bracketed = typed.find(U'《') != View::npos;
  const View name = bare_name(typed);
  if (name.empty()) return;
  CitationReading reading{{to_utf8(name), keys.front()}, whole};
  const auto further = std::min(keys.size() - 1, limits::query_clauses);
  reading.further.assign(keys.begin() + 1, keys.begin() + 1 + static_cast<std::ptrdiff_t>(further));
  reading.like_name = bracketed || is_name_of_text(name);
  reading.names_text = by_number && reading.like_name;
  const auto also = [&](View other) {
    CitationReading named = reading;
    named.citation.document = to_utf8(other);
    return named;
  };
  if (const auto edition = edition_of(name)) out.push_back(also(*edition));
  out.push_back(reading);
  // 看守所条例: what looks like a word in front of the name belongs to it.
  if (name != typed && typed.ends_with(name)) out.push_back(also(typed));
  View present = name;
  if (drop_front(present, kPresent) && !present.empty()) out.push_back(also(without_brackets(present)));
  for (const View note : {View(U"(修订)"), View(U"(修正)"), View(U"(新)"), View(U"(现行)")})
    if (name.size() > note.size() && name.ends_with(note))
      out.push_back(also(without_brackets(name.substr(0, name.size() - note.size()))));
  if (const auto numbered = with_han_number(name); !numbered.empty()) out.push_back(also(numbered));
  // 民法典侵权责任编, 刑法第二编第一章: numbers run through the whole text.
  for (auto& parted : divided_names(to_utf8(name))) {
    const bool by_own_name = View(U"编章节").find(name.back()) != View::npos;
    if (!(parted.certain || by_own_name) || Division::parse(parted.division)->in_annex()) continue;
    out.push_back(also(bare_name(to_utf32(parted.name))));
    out.back().division = std::move(parted.division);
  }
}

// 刑诉82条, 治安处罚43条: the name without its 法.
void add_shortened(std::vector<CitationReading>& out) {
  constexpr std::size_t kLongest = 8;
  std::vector<CitationReading> more;
  for (const auto& reading : out) {
    const std::u32string name = to_utf32(reading.citation.document);
    const bool short_name = name.size() > 1 && name.size() <= kLongest && !reading.like_name &&
                            !reading.citation.clause.empty() && std::all_of(name.begin(), name.end(), is_han);
    if (!short_name) continue;
    more.push_back(reading);
    more.back().citation.document += "法";
    more.back().shortened = true;
  }
  out.insert(out.end(), more.begin(), more.end());
}

View without_filler_behind(View text) {
  for (bool again = true; again && !text.empty();) {
    again = kMarks.find(text.back()) != View::npos;
    if (again) text.remove_suffix(1);
    for (const View word : kBehindClause)
      if (text.size() > word.size() && text.ends_with(word)) {
        text.remove_suffix(word.size());
        again = true;
      }
  }
  return text;
}

// 治安管理处罚法第三章的内容, 刑法分则: a division behind a name.
void add_divisions(std::vector<CitationReading>& out, View text) {
  for (const auto& parted : divided_names(to_utf8(without_filler_behind(text)))) {
    const std::u32string front = to_utf32(parted.name);
    const View name = bare_name(front);
    if (name.empty()) continue;
    CitationReading reading{{to_utf8(name), "", parted.division}, true};
    reading.like_name = name.size() < front.size() || is_name_of_text(name);
    reading.names_text = reading.like_name && parted.certain;
    if (const auto edition = edition_of(name)) {
      out.push_back(reading);
      out.back().citation.document = to_utf8(*edition);
    }
    out.push_back(std::move(reading));
  }
}

} // namespace

std::vector<CitationReading> citation_readings(std::string_view typed) {
  std::vector<CitationReading> out;
  typed = trim(typed);
  if (typed.size() > kLongestCitation * 4) return out;
  const std::u32string text = squeezed(typed), folded = fold32(typed);
  if (text.empty() || text.size() > kLongestCitation) return out;
  const auto parts = article_parts(text);
  const bool list =
      std::any_of(parts.begin(), parts.end(), [](const ArticlePart& part) { return part.joined; });
  const auto take = [&](std::string_view form) {
    const auto query = parse_citation(form);
    if (!query || (list && !query->clause.empty())) return;
    out.push_back({*query, true});
    for (auto& key : keys_of_numbers(to_utf32(query->clause)))
      if (key != query->clause) {
        out.push_back({*query, true});
        out.back().citation.clause = std::move(key);
      }
  };
  take(typed);
  // 关于适用刑法第十二条几个问题的解释 3: the number behind the last blank.
  if (const auto blank = typed.find_last_of(' '); blank != typed.npos)
    if (const auto key = parse_clause_key(typed.substr(blank)); key && !key->empty())
      add(out, fold32(typed.substr(0, blank)), {*key}, true, false);
  const std::string close = to_utf8(text);
  if (close != typed) take(close);
  // The last 第…条 is the citation's own; earlier ones belong to a title (关于刑法第六十四条…的批复).
  for (auto part = parts.rbegin(); part != parts.rend(); ++part) {
    const View before = View(text).substr(0, part->begin), behind = View(text).substr(part->end);
    const View name = bare_name(before);
    if (name.empty()) {
      add(out, behind, part->keys, true, false);
      continue;
    }
    // Words that stand apart from the name are asked, too: 盗窃 刑法264条.
    const bool in_one = folded.find(name) != std::u32string::npos;
    add(out, before, part->keys, is_filler(behind), in_one);
    if (in_one) continue;
    for (const View word : words_of(folded)) {
      const auto end = std::min(word.find(text.substr(part->begin, part->end - part->begin)), word.size());
      if (const View apart = word.substr(0, end);
          apart.size() > 1 && before.ends_with(apart) && apart != before)
        add(out, apart, part->keys, false, false);
    }
  }
  if (!parts.empty()) {
    add_shortened(out);
    return out;
  }
  add_divisions(out, text);
  const std::size_t first = out.size();
  if (const auto tail = citation_tail(text)) {
    for (const auto& key : tail->keys)
      add(out, View(text).substr(0, tail->begin), {key}, true, false);
  } else if (const auto part = number_at_end(text)) {
    const View before = View(text).substr(0, part->begin), name = bare_name(before); // 刑法·293
    if (!name.empty() && is_han(name.back())) add(out, before, part->keys, true, false);
  }
  for (std::size_t i = first; i < out.size(); ++i)
    out[i].bare_number = true;
  return out;
}

bool cites_without_name(std::string_view typed) {
  if (typed.size() > kLongestCitation * 4) return false;
  const std::u32string text = squeezed(typed);
  const View cited = without_filler_behind(bare_name(text));
  if (const auto division = Division::parse(to_utf8(cited)))
    if (division->certain() && cited.starts_with(U'第')) return true;
  std::size_t end = 0;
  for (const auto& part : article_parts(cited)) {
    if (!is_joint(cited.substr(end, part.begin - end))) return false;
    end = part.end;
  }
  return end > 0 && end == cited.size();
}

} // namespace fengqiao::indexer

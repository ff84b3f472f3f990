#include "core/citation.hpp"

#include "core/edition_note.hpp"
#include "core/fold.hpp"
#include "core/limits.hpp"
#include "core/numeral.hpp"
#include "core/text.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace fengqiao {
namespace {

using View = std::u32string_view;

bool is_digit(char32_t c) {
  return c >= '0' && c <= '9';
}

bool is_id_char(char32_t c) {
  return is_digit(c) || (c >= 'a' && c <= 'z') || c == '@' || c == '_' || is_han(c);
}

View strip(View s) {
  while (!s.empty() && is_space(s.front()))
    s.remove_prefix(1);
  while (!s.empty() && is_space(s.back()))
    s.remove_suffix(1);
  return s;
}

// Takes a numeral from the front of `s`.
std::optional<int> take_number(View& s) {
  std::size_t n = 0;
  while (n < s.size() && is_numeral(s[n]))
    ++n;
  // 四十三 and 43 do not mix: "四43" is no number.
  const auto value = parse_numeral(to_utf8(s.substr(0, n)));
  if (value) s.remove_prefix(n);
  return value;
}

bool take(View& s, View prefix) {
  if (!s.starts_with(prefix)) return false;
  s.remove_prefix(prefix.size());
  return true;
}

void skip_separators(View& s) {
  while (!s.empty() && (is_space(s.front()) || s.front() == U'、' || s.front() == ',' || s.front() == U'·'))
    s.remove_prefix(1);
}

// （三）, (3), (a) → the text between the brackets, numerals as digits.
std::optional<std::string> take_bracketed(View& s) {
  if (s.empty() || s.front() != '(') return std::nullopt;
  const auto close = s.find(U')');
  if (close == View::npos || close < 2 || close > 5) return std::nullopt;
  const View inner = s.substr(1, close - 1);
  std::string out;
  if (const auto number = parse_numeral(to_utf8(inner)))
    out = std::to_string(*number);
  else if (inner.size() == 1 && inner[0] >= 'a' && inner[0] <= 'z')
    out = to_utf8(inner);
  else
    return std::nullopt;
  s.remove_prefix(close + 1);
  return out;
}

// 第四十三条之一第二款第（三）项, with or without 第, with Arabic digits, with blanks around the number. A
// number behind the 条 is a 款 or a 项 only where it says so: 3条2 may be either.
std::optional<std::string> statute_key(View s) {
  take(s, U"第");
  s = strip(s);
  const auto article = take_number(s);
  s = strip(s);
  if (!article || !take(s, U"条")) return std::nullopt;
  std::string key = std::to_string(*article);
  if (take(s, U"之")) {
    const auto insert = take_number(s);
    if (!insert) return std::nullopt;
    key += "-" + std::to_string(*insert);
  }
  skip_separators(s);
  if (s.empty()) return key;
  // 第三条(第一款), as search prints the part that answers best
  if (s.size() > 3 && s.starts_with(U"(第") && s.back() == ')') s = s.substr(1, s.size() - 2);
  View rest = s;
  take(rest, U"第");
  if (const auto paragraph = take_number(rest); paragraph && take(rest, U"款")) {
    key += "." + std::to_string(*paragraph);
    skip_separators(rest);
    s = rest;
  }
  if (s.empty()) return key;
  take(s, U"第");
  std::optional<std::string> item = take_bracketed(s);
  const bool bracketed = item.has_value();
  if (!item)
    if (const auto number = take_number(s)) item = std::to_string(*number);
  if (!item) return std::nullopt;
  const bool named = take(s, U"项");
  key += "(" + *item + ")";
  skip_separators(s);
  take(s, U"第");
  if (const auto number = take_number(s)) {
    if (!take(s, U"目")) return std::nullopt;
    key += "目" + std::to_string(*number);
  }
  return s.empty() && (bracketed || named) ? std::optional(key) : std::nullopt;
}

// 1.3, 2.1(a), 287-1, 43.2: the canonical form itself.
std::optional<std::string> canonical_key(View s) {
  std::size_t n = 0;
  while (n < s.size() && (is_digit(s[n]) || s[n] == '.' || s[n] == '-'))
    ++n;
  if (n == 0 || !is_digit(s[0]) || !is_digit(s[n - 1])) return std::nullopt;
  for (std::size_t i = 1; i < n; ++i)
    if (!is_digit(s[i]) && !is_digit(s[i - 1])) return std::nullopt;
  std::string key = to_utf8(s.substr(0, n));
  View rest = s.substr(n);
  if (const auto item = take_bracketed(rest)) {
    key += "(" + *item + ")";
    if (take(rest, U"目")) {
      const auto number = take_number(rest);
      if (!number) return std::nullopt;
      key += "目" + std::to_string(*number);
    }
  }
  return rest.empty() ? std::optional(key) : std::nullopt;
}

// 二, 二（三）, 二、（三）1, 第二部分: the levels of a 公文, joined by dots.
std::optional<std::string> gongwen_key(View s) {
  std::string key;
  while (!s.empty()) {
    take(s, U"第");
    std::optional<std::string> level = take_bracketed(s);
    if (!level)
      if (const auto number = take_number(s)) level = std::to_string(*number);
    if (!level) return std::nullopt;
    key += (key.empty() ? "" : ".") + *level;
    if (!take(s, U"部分")) take(s, U"项");
    take(s, U".");
    skip_separators(s);
  }
  return key.empty() ? std::nullopt : std::optional(key);
}

struct Key {
  std::string text;
  ClauseForm form = ClauseForm::any;
};

// The names of parts that count by themselves, with their numbers: 附件1, 附表, 通知 (a notice in front of
// the rule that it brings).
std::optional<std::string> take_part(View& s) {
  for (const View word : {View(U"附件"), View(U"附表"), View(U"附录"), View(U"通知")}) {
    if (!take(s, word)) continue;
    const auto number = take_number(s);
    return to_utf8(word) + (number ? std::to_string(*number) : "");
  }
  return std::nullopt;
}

std::optional<Key> clause_key(View s) {
  std::string parts; // 附件1第四条, 附件2·一（三）, 附件1.4
  while (const auto part = take_part(s)) {
    parts += *part;
    skip_separators(s);
    take(s, U".");
    if (s.empty()) return Key{std::move(parts), ClauseForm::any};
    parts += ".";
  }
  if (const auto key = statute_key(s)) return Key{parts + *key, ClauseForm::article};
  if (const auto key = canonical_key(s)) return Key{parts + *key, ClauseForm::any};
  if (const auto key = gongwen_key(s)) return Key{parts + *key, ClauseForm::item};
  return std::nullopt;
}

constexpr std::array<View, 3> kAnnexes{U"附件", U"附表", U"附录"};
constexpr std::array<View, 5> kMarks{U"现行", U"期满", U"待核", U"已废止", U"已修改"};

// （期满）, 〔待核〕 and the like, which the program prints behind a citation.
View without_mark(View text) {
  for (const View mark : kMarks) {
    if (text.size() < mark.size() + 3) continue;
    const View tail = text.substr(text.size() - mark.size() - 2);
    const bool brackets =
        (tail.front() == '(' && tail.back() == ')') || (tail.front() == '[' && tail.back() == ']');
    if (brackets && tail.substr(1, mark.size()) == mark)
      return strip(text.substr(0, text.size() - tail.size()));
  }
  return text;
}

// A citation at the end of a sentence is copied with its stop.
View without_stop(View text) {
  text = strip(text);
  while (!text.empty() && View(U"。，,;").find(text.back()) != View::npos)
    text = strip(text.substr(0, text.size() - 1));
  return text;
}

// 1.3(警力), 1.3 警力, 1.3·警力 → 1.3 and 警力. Only behind ID-: after a title the heading's own chapter may
// be a number (《决定》二·主要职责).
std::optional<CitationQuery> key_with_heading(const std::u32string& document, View clause) {
  for (std::size_t n = clause.size() - 1; n > 0; --n) {
    const bool bracket = clause[n] == '(' && clause.back() == ')';
    if (!bracket && clause[n] != U' ' && clause[n] != U'·') continue;
    const View heading = strip(clause.substr(n + 1, clause.size() - n - 1 - (bracket ? 1 : 0)));
    View number = strip(clause.substr(0, n));
    const auto part = take_part(number);
    if (part) take(number, U".");
    const auto key = canonical_key(number);
    if (key && std::any_of(heading.begin(), heading.end(), is_han))
      return CitationQuery{to_utf8(document), part ? *part + "." + *key : *key, to_utf8(heading),
                           ClauseForm::any};
  }
  return std::nullopt;
}

struct Parts {
  std::u32string document;
  View clause;
};

// The bracket at the front with the brackets in it: (公发[2002]6号); empty where there is none.
View leading_bracket(View s) {
  int depth = 0;
  for (std::size_t i = 0; i < s.size(); ++i) {
    if (s[i] == '(' || s[i] == '[') ++depth;
    if (s[i] == ')' || s[i] == ']') --depth;
    if (depth == 0) return i == 0 ? View() : s.substr(0, i + 1);
  }
  return {};
}

bool is_mark(View inside) {
  for (const View mark : kMarks)
    if (inside == mark) return true;
  return false;
}

// Does a bracket behind a title say which text is meant: its issuer, its 文号, its id? Not where it is a part
// of the clause: (三), (a), (第一款).
bool names_a_text(View inside) {
  constexpr View part = U"第(（";
  return inside.size() >= 2 && part.find(inside.front()) == View::npos && !clause_key(inside);
}

// 《专利法实施细则》(2002年)第十条, as pages print an older edition → 专利法实施细则@2002 and 第十条;
// 《值班制度》(甲派出所)第一条, one of two texts of one title → 值班制度(甲派出所) and 第一条.
Parts titled(View title, View rest) {
  rest = strip(rest);
  const View bracket = leading_bracket(rest);
  if (bracket.size() < 3) return {std::u32string(title), rest};
  const View inside = strip(bracket.substr(1, bracket.size() - 2)),
             behind = strip(rest.substr(bracket.size()));
  if (is_mark(inside)) return {std::u32string(title), behind};
  if (const auto date = edition_note(to_utf8(inside)); !date.empty())
    return {std::u32string(title) + U"@" + to_utf32(date), behind};
  if (names_a_text(inside)) return {std::u32string(title) + U"(" + std::u32string(inside) + U")", behind};
  return {std::u32string(title), rest};
}

// Characters that a clause part in words is made of.
bool is_part_char(char32_t c) {
  return is_numeral(c) || !is_han(c) || View(U"第条款项之目").find(c) != View::npos;
}

// title … 第四十三条 …, title 43条. A title may hold a 条 of its own (关于适用刑法第十二条几个问题的解释):
// the first one that reads to the end as a clause begins it; where none does, and more than a clause follows,
// all is title.
std::optional<Parts> split_at_article(View text) {
  const auto parts_at = [&](std::size_t at) {
    return Parts{std::u32string(strip(text.substr(0, at))), text.substr(at)};
  };
  // A clause that begins behind this one is made of part characters alone.
  std::size_t behind_words = text.size();
  while (behind_words > 0 && is_part_char(text[behind_words - 1]))
    --behind_words;
  std::size_t unreadable = 0; // where the last 第N条 begins that does not read to the end
  bool part_of_title = true;
  for (std::size_t i = 1; i < text.size(); ++i) {
    const bool start = text[i] == U'第' || (is_numeral(text[i]) && !is_numeral(text[i - 1]));
    if (!start) continue;
    View probe = text.substr(i);
    take(probe, U"第");
    probe = strip(probe);
    if (!take_number(probe)) continue;
    probe = strip(probe);
    if (!take(probe, U"条")) continue;
    const View clause = text.substr(i);
    if (clause_key(clause)) return parts_at(i);
    unreadable = i;
    part_of_title = part_of_title && i < behind_words;
    i += clause.size() - probe.size() - 1; // behind 条
  }
  if (unreadable == 0) return std::nullopt;
  return part_of_title ? Parts{std::u32string(text), {}} : parts_at(unreadable);
}

// Where the document's name ends and the clause begins.
Parts split(View text) {
  if (text.starts_with(U"《")) {
    // The matching 》: titles may quote other titles.
    int depth = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (text[i] == U'《') ++depth;
      if (text[i] == U'》' && --depth == 0) return titled(text.substr(1, i - 1), text.substr(i + 1));
    }
  }
  // 文号: 公发[2002]6号, with whatever brackets.
  if (const auto hao = text.find(U'号'); hao != View::npos && hao > 0 && is_digit(text[hao - 1]) &&
                                         text.substr(0, hao).find_first_of(U"[(") != View::npos)
    return {std::u32string(text.substr(0, hao + 1)), strip(text.substr(hao + 1))};
  // ID-KEY
  if (const auto dash = text.find(U'-');
      dash != View::npos && dash > 0 && dash + 1 < text.size() &&
      std::all_of(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(dash), is_id_char))
    return {std::u32string(text.substr(0, dash)), text.substr(dash + 1)};
  if (auto parts = split_at_article(text)) return std::move(*parts);
  // title 43, title 二（三）: a blank, then nothing but a clause key
  if (const auto blank = text.find_last_of(U' '); blank != View::npos && clause_key(text.substr(blank + 1)))
    return {std::u32string(strip(text.substr(0, blank))), text.substr(blank + 1)};
  // 决定第二部分
  if (const auto at = text.rfind(U'第');
      text.ends_with(U"部分") && at != View::npos && at > 0 && clause_key(text.substr(at)))
    return {std::u32string(strip(text.substr(0, at))), text.substr(at)};
  // 宿舍办法附件1第一项, 宿舍办法附表2·3: an annex alone may end a title, with a number of its own it does
  // not
  for (const View word : kAnnexes) {
    const auto at = text.rfind(word);
    if (at == View::npos || at == 0) continue;
    View behind = text.substr(at);
    if (take_part(behind) && !strip(behind).empty() && clause_key(text.substr(at)))
      return {std::u32string(strip(text.substr(0, at))), text.substr(at)};
  }
  return {std::u32string(text), {}};
}

// 第三章第一节, 附则, 侵权责任编, 附件1第一章: what stands in the text as a heading; the index knows it.
bool may_be_division(View clause) {
  constexpr View begin = U"第附", end = U"编章节则";
  return clause.size() > 1 &&
         (begin.find(clause.front()) != View::npos || end.find(clause.back()) != View::npos) &&
         std::all_of(clause.begin(), clause.end(),
                     [](char32_t c) { return is_han(c) || is_digit(c) || is_space(c); }) &&
         clause.find(U'条') == View::npos;
}

struct Citation {
  std::u32string document, clause;
};

// 宿舍办法附件1 and 第四条 → 宿舍办法 and 附件1第四条
Citation with_part(const Parts& parts) {
  Citation out{parts.document, std::u32string(parts.clause)};
  if (parts.clause.empty()) return out;
  const View name = parts.document;
  for (const View word : kAnnexes) {
    const auto at = name.rfind(word);
    if (at == View::npos || at == 0) continue;
    View tail = name.substr(at);
    if (!take_part(tail) || !strip(tail).empty()) continue;
    out.clause = std::u32string(name.substr(at)) + U" " + out.clause;
    out.document = std::u32string(strip(name.substr(0, at)));
    break;
  }
  return out;
}

// Nothing that long is a citation, and reading it need not be cheap.
std::optional<Error> too_long(std::string_view typed) {
  if (typed.size() <= limits::citation_chars || count_code_points(typed) <= limits::citation_chars)
    return std::nullopt;
  return Error{ErrorCode::citation, "",
               "引据“" + shorten(trim(typed), 20) + "”超过 " + std::to_string(limits::citation_chars) +
                   " 个字，不是一条引据",
               "请写成 XD2023-1.3 或 《治安管理处罚法》第四十三条，一处写一条"};
}

Result<Key> read_key(std::string_view typed) {
  const std::u32string folded = fold32(typed);
  const View text = strip(folded);
  if (text.empty()) return Key{};
  if (auto key = clause_key(text)) return std::move(*key);
  return fail(ErrorCode::citation, "", "看不懂的条款号“" + shorten(trim(typed), 60) + "”",
              "可以写成 43、43.2、287-1、1.3、第四十三条第二款、二（三）");
}

} // namespace

Result<std::string> parse_clause_key(std::string_view typed) {
  if (auto refusal = too_long(typed)) return fail(std::move(*refusal));
  return read_key(typed).map([](Key key) { return std::move(key.text); });
}

Result<CitationQuery> parse_citation(std::string_view typed) {
  if (auto refusal = too_long(typed)) return fail(std::move(*refusal));
  const std::u32string folded = fold32(typed);
  const View text = without_mark(without_stop(folded));
  if (text.empty())
    return fail(ErrorCode::citation, "", "引据是空的", "请写成 XD2023-1.3 或 《治安管理处罚法》第四十三条");
  const Citation parts = with_part(split(text));
  auto key = read_key(to_utf8(parts.clause));
  if (!key && !text.starts_with(U"《"))
    if (auto both = key_with_heading(parts.document, parts.clause)) return *both;
  if (!key && (text.starts_with(U"《") || may_be_division(strip(parts.clause))))
    return CitationQuery{to_utf8(parts.document), "", to_utf8(parts.clause), ClauseForm::any};
  if (!key) {
    key.error().message = "引据“" + shorten(trim(typed), 100) + "”中有" + key.error().message;
    return fail(key.error());
  }
  return CitationQuery{to_utf8(parts.document), key->text, "", key->form};
}

} // namespace fengqiao

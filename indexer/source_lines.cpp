#include "indexer/source_lines.hpp"

#include "core/numeral.hpp"
#include "core/text.hpp"
#include "indexer/text_limits.hpp"

#include <array>

namespace fengqiao::indexer {
namespace {

// Takes `prefix` from the front of `s`.
bool take(std::string_view& s, std::string_view prefix) {
  if (!s.starts_with(prefix)) return false;
  s.remove_prefix(prefix.size());
  return true;
}

// The numeral characters at the front of `s`, removed from it.
std::string_view take_numeral(std::string_view& s) {
  std::size_t end = 0;
  for (std::size_t pos = 0; pos < s.size();) {
    if (!is_numeral(next_code_point(s, pos))) break;
    end = pos;
  }
  const std::string_view numeral = s.substr(0, end);
  s.remove_prefix(end);
  return numeral;
}

bool starts_with_blank(std::string_view s) {
  std::size_t pos = 0;
  return s.empty() || is_space(next_code_point(s, pos));
}

bool is_chinese(std::string_view numeral) {
  std::size_t pos = 0;
  const char32_t first = numeral.empty() ? U'0' : next_code_point(numeral, pos);
  return first > 0x3000 && (first < U'０' || first > U'９');
}

// A number that is one character: ① 6, ㈠ 2, ⑴ 4, ⒈ 3; value 0 where the line begins otherwise.
struct NumberCharacter {
  int level = 0, value = 0;
};

NumberCharacter number_character(std::string_view line) {
  struct Row {
    char32_t first, last;
    int level;
  };
  constexpr Row rows[] = {{U'①', U'⑳', 6}, {U'㈠', U'㈩', 2}, {U'⑴', U'⒇', 4}, {U'⒈', U'⒛', 3}};
  std::size_t pos = 0;
  const char32_t c = line.empty() ? U' ' : next_code_point(line, pos);
  for (const auto& [first, last, level] : rows)
    if (c >= first && c <= last) return {level, static_cast<int>(c - first) + 1};
  return {};
}

// As the other numbers of the level are shown: （三）, （3）, 3, ③.
std::string shown_as(const NumberCharacter& number, std::string_view mark) {
  switch (number.level) {
  case 2:
    return "（" + chinese_numeral(number.value) + "）";
  case 3:
    return std::to_string(number.value);
  case 4:
    return "（" + std::to_string(number.value) + "）";
  default:
    return std::string(mark);
  }
}

// 一，指导思想: the comma stands for 、 only in front of a short heading.
bool take_comma_of_heading(std::string_view& rest) {
  constexpr std::size_t kLongest = 20; // characters
  const std::string_view comma = "，";
  if (!rest.starts_with(comma)) return false;
  const std::string_view heading = trim(rest.substr(comma.size()));
  const std::size_t size = count_code_points(heading);
  if (size < 2 || size > kLongest) return false;
  for (std::size_t pos = 0; pos < heading.size();)
    if (!is_han(next_code_point(heading, pos))) return false;
  rest.remove_prefix(comma.size());
  return true;
}

// {#2.1} at the end of a heading.
std::string take_key(std::string_view& text) {
  if (!text.ends_with("}")) return {};
  const auto open = text.rfind("{#");
  if (open == std::string_view::npos) return {};
  std::string key(trim(text.substr(open + 2, text.size() - open - 3)));
  text = trim(text.substr(0, open));
  return key;
}

} // namespace

std::vector<SourceLine> source_lines(std::string_view text) {
  std::vector<SourceLine> lines;
  int number = 0;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    lines.push_back({++number, trim(text.substr(begin, end - begin))});
    begin = end + 1;
  }
  return lines;
}

// A paragraph that only bears the mark of a heading?
static bool is_too_long(int level, std::string_view text) {
  const std::size_t longest = level == 1 ? limits::title_chars : limits::heading_chars;
  return text.size() > longest && count_code_points(text) > longest && !article_line(text) &&
         !numbered_line(text) && !decimal_line(text) && !part_line(text);
}

std::optional<HeadingLine> heading_line(std::string_view line) {
  if (line.size() > kLongestHeading) return std::nullopt;
  std::size_t level = 0;
  while (level < line.size() && line[level] == '#')
    ++level;
  if (level == 0 || level > 6 || level == line.size() || (line[level] != ' ' && line[level] != '\t'))
    return std::nullopt;
  std::string_view text = trim(line.substr(level));
  std::string key = take_key(text);
  while (text.ends_with('#'))
    text = trim(text.substr(0, text.size() - 1));
  if (key.empty() && is_too_long(static_cast<int>(level), text)) return std::nullopt;
  return HeadingLine{static_cast<int>(level), std::string(text), std::move(key)};
}

std::optional<ArticleLine> article_line(std::string_view line) {
  const bool bold = take(line, "**");
  std::string_view rest = line;
  if (!take(rest, "第")) return std::nullopt;
  const auto article = parse_numeral(take_numeral(rest));
  if (!article || !take(rest, "条")) return std::nullopt;
  std::string key = std::to_string(*article);
  if (std::string_view insert = rest; take(insert, "之")) {
    if (const auto number = parse_numeral(take_numeral(insert))) {
      key += "-" + std::to_string(*number);
      rest = insert;
    }
  }
  const std::string_view label = line.substr(0, line.size() - rest.size());
  if (bold && !take(rest, "**")) return std::nullopt;
  if (!starts_with_blank(rest)) return std::nullopt;
  return ArticleLine{std::string(label), std::move(key), trim(rest)};
}

std::optional<ArticleLine> loose_article_line(std::string_view line) {
  std::string_view rest = line;
  if (!take(rest, "第")) return std::nullopt;
  const auto article = parse_numeral(take_numeral(rest));
  if (!article || !take(rest, "条")) return std::nullopt;
  std::size_t pos = 0;
  if (rest.empty() || !is_han(next_code_point(rest, pos))) return std::nullopt;
  for (const std::string_view reference :
       {"的", "至", "到", "和", "或", "与",   "及",   "第",   "中",   "款",
        "项", "件", "例", "之", "所", "规定", "以上", "以下", "以外", "以内"})
    if (rest.starts_with(reference)) return std::nullopt;
  const std::string_view label = line.substr(0, line.size() - rest.size());
  return ArticleLine{std::string(label), std::to_string(*article), rest};
}

std::optional<ArticleLine> misread_article_line(std::string_view line, int number) {
  std::string_view rest = line;
  if (!take(rest, "第") && !take(rest, "笫")) return std::nullopt;
  rest = trim(rest);
  const auto article = parse_numeral(take_numeral(rest));
  rest = trim(rest);
  if (!article || (number != 0 && *article != number) || !take(rest, "条") || rest.empty())
    return std::nullopt;
  // The number put right must be followed as an article's is: by a blank, or by what begins a sentence.
  const std::string label = "第" + chinese_numeral(*article) + "条";
  const std::string repaired = label + std::string(rest);
  const auto found = starts_with_blank(rest) ? article_line(repaired) : loose_article_line(repaired);
  if (!found || found->key != std::to_string(*article)) return std::nullopt;
  return ArticleLine{label, found->key, trim(rest)};
}

bool annex_line(std::string_view line) {
  if (line.size() > 180) return false; // about sixty characters: a heading, not a sentence
  std::string_view rest = line;
  if (!take(rest, "附件") && !take(rest, "附表") && !take(rest, "附录")) {
    if (!take(rest, "附：") && !take(rest, "附:")) return false;
    return !rest.empty() && !line.ends_with("。") && !line.ends_with("；");
  }
  take_numeral(rest);
  if (!rest.empty() && !take(rest, "：") && !take(rest, ":") && !take(rest, ".") && !starts_with_blank(rest))
    return false;
  return !line.ends_with("。") && !line.ends_with("；");
}

int division_rank(std::string_view line) {
  if (line.size() > 120) return 0; // about forty characters: a heading, not a sentence
  std::string_view rest = line;
  if (!take(rest, "第") || take_numeral(rest).empty()) return 0;
  constexpr std::array<std::pair<std::string_view, int>, 4> names{
      {{"分编", 2}, {"编", 1}, {"章", 3}, {"节", 4}}};
  for (const auto& [name, rank] : names)
    if (std::string_view after = rest; take(after, name) && starts_with_blank(after))
      return line.ends_with("。") || line.ends_with("；") ? 0 : rank;
  return 0;
}

bool is_bare_division(std::string_view line) {
  std::string joined;
  for (std::size_t pos = 0; pos < line.size() && pos < 24;) {
    const char32_t c = next_code_point(line, pos);
    if (!is_space(c)) append_utf8(joined, c);
  }
  return joined == "总则" || joined == "分则" || joined == "附则";
}

std::optional<LooseDivision> loose_division(std::string_view line) {
  constexpr std::size_t kLongest = 20; // characters of its name
  std::string_view rest = line;
  if (!take(rest, "第")) return std::nullopt;
  const auto number = parse_numeral(take_numeral(rest));
  if (!number) return std::nullopt;
  constexpr std::array<std::pair<std::string_view, int>, 3> names{{{"编", 1}, {"章", 3}, {"节", 4}}};
  for (const auto& [name, rank] : names) {
    std::string_view after = rest;
    if (!take(after, name) || count_code_points(after) < 2 || count_code_points(after) > kLongest) continue;
    for (std::size_t pos = 0; pos < after.size();)
      if (const char32_t c = next_code_point(after, pos); !is_han(c) && c != U'、') return std::nullopt;
    return LooseDivision{rank, *number};
  }
  return std::nullopt;
}

// 总体要求 of 第一部分总体要求, whose blank got lost: Han only, short, and not how a sentence goes on.
bool is_glued_heading(std::string_view rest) {
  constexpr std::size_t kLongest = 20; // characters
  const std::size_t size = count_code_points(rest);
  if (size < 2 || size > kLongest || rest.ends_with("的")) return false;
  for (const std::string_view verb : {"是", "为", "的", "由", "和", "与", "至", "中", "包", "所", "规定"})
    if (rest.starts_with(verb)) return false;
  for (std::size_t pos = 0; pos < rest.size();)
    if (const char32_t c = next_code_point(rest, pos); !is_han(c) && c != U'、') return false;
  return true;
}

std::optional<NumberedLine> part_line(std::string_view line) {
  if (line.size() > 180) return std::nullopt;
  std::string_view rest = line;
  if (!take(rest, "第")) return std::nullopt;
  const auto value = parse_numeral(take_numeral(rest));
  if (!value || *value == 0 || !take(rest, "部分")) return std::nullopt;
  const std::string_view label = line.substr(0, line.size() - rest.size());
  const bool colon = take(rest, "：") || take(rest, ":");
  if (!colon && !starts_with_blank(rest) && !is_glued_heading(rest)) return std::nullopt;
  if (line.ends_with("。") || line.ends_with("；")) return std::nullopt;
  return NumberedLine{0, *value, std::string(label), trim(rest)};
}

bool is_article_number(std::string_view own_number) {
  return own_number.starts_with("第") && own_number.find("条") != own_number.npos;
}

std::optional<NumberedLine> numbered_line(std::string_view line) {
  std::string_view rest = line;
  if (const NumberCharacter number = number_character(rest); number.value > 0) {
    const std::string_view mark = line.substr(0, std::string_view("①").size());
    return NumberedLine{number.level, number.value, shown_as(number, mark), trim(line.substr(mark.size()))};
  }
  const bool full = take(rest, "（");
  const bool bracket = full || take(rest, "(");
  const std::string_view numeral = take_numeral(rest);
  const auto value = parse_numeral(numeral);
  if (!value || *value == 0 || *value > 200) return std::nullopt;
  const bool chinese = is_chinese(numeral);
  if (!bracket && !chinese && (take(rest, "）") || take(rest, ")")))
    return NumberedLine{5, *value, std::string(numeral) + "）", trim(rest)};
  if (bracket) {
    if (!take(rest, full ? "）" : ")")) return std::nullopt;
    return NumberedLine{chinese ? 2 : 4, *value, "（" + std::string(numeral) + "）", trim(rest)};
  }
  if (chinese) {
    if (!take(rest, "、") && !take(rest, ".") && !take(rest, "．") && !take_comma_of_heading(rest))
      return std::nullopt;
    return NumberedLine{1, *value, std::string(numeral), trim(rest)};
  }
  // 1. and 1． and 1、, but not 1.5 米
  if (!take(rest, "．") && !take(rest, "、")) {
    if (!take(rest, ".") || (!rest.empty() && rest[0] >= '0' && rest[0] <= '9')) return std::nullopt;
  }
  return NumberedLine{3, *value, std::string(numeral), trim(rest)};
}

std::optional<DecimalLine> decimal_line(std::string_view line) {
  constexpr std::size_t kLevels = 4;
  DecimalLine out;
  std::string_view rest = line;
  for (bool more = true; more && out.numbers.size() < kLevels;) {
    const std::string_view digits =
        rest.substr(0, std::min(rest.find_first_not_of("0123456789"), rest.size()));
    if (digits.empty() || digits.size() > 2 || digits.front() == '0') break;
    out.numbers.push_back(*parse_numeral(digits));
    rest.remove_prefix(digits.size());
    more = take(rest, ".") || take(rest, "．");
  }
  if (out.numbers.size() < 2) return std::nullopt;
  take(rest, "、");
  std::size_t pos = 0;
  if (!starts_with_blank(rest) && !is_han(next_code_point(rest, pos))) return std::nullopt;
  out.rest = trim(rest);
  return out;
}

char letter_item(std::string_view line) {
  if (take(line, "- ") || take(line, "* ")) line = trim(line);
  const bool bracketed = line.size() > 3 && line[0] == '(' && line[2] == ')';
  return bracketed && line[1] >= 'a' && line[1] <= 'z' ? line[1] : '\0';
}

} // namespace fengqiao::indexer

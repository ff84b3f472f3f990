#include "indexer/dates_in_text.hpp"
#include "indexer/text_parsers.hpp"

namespace fengqiao::indexer {
namespace {

bool is_name_of_signer(std::string_view line) {
  if (line.empty() || line.size() > 120) return false;
  for (const std::string_view mark : {"。", "；", "：", "，", "“", "”"})
    if (line.find(mark) != line.npos) return false;
  return !article_line(line) && !numbered_line(line) && !heading_line(line) && division_rank(line) == 0;
}

// 样例县公安局, 样例派出所: of several that sign, each stands on a line of its own.
bool names_office(std::string_view line) {
  if (!is_name_of_signer(line)) return false;
  for (const std::string_view end :
       {"局", "所", "厅", "部", "院", "委", "会", "府", "队", "办", "室", "处", "科", "中心"})
    if (line.ends_with(end)) return true;
  return false;
}

std::size_t next_line(Lines lines, std::size_t at) {
  for (++at; at < lines.size() && lines[at].text.empty();)
    ++at;
  return at;
}

std::string_view line_above(Lines lines, std::size_t at) {
  while (at > 0)
    if (!lines[--at].text.empty()) return lines[at].text;
  return {};
}

// Behind the names and the day that begin at line `at`, and behind （此件公开发布） below them.
std::size_t behind_signature(Lines lines, std::size_t at) {
  while (at < lines.size() && !is_only_a_date(lines[at].text))
    at = next_line(lines, at);
  const std::size_t below = next_line(lines, at);
  const std::string_view line = below < lines.size() ? lines[below].text : std::string_view();
  return line.starts_with("（") && line.ends_with("）") ? below + 1 : at + 1;
}

// 抄送：县委政法委, 列席：赵某; empty for any other line.
std::string_view aside_word(std::string_view line) {
  for (const std::string_view word : {"抄送", "抄报", "出席", "列席", "请假", "缺席"}) {
    if (!line.starts_with(word)) continue;
    const std::string_view behind = line.substr(word.size());
    if (behind.starts_with("：") || behind.starts_with(":")) return word;
  }
  return {};
}

// Is there nothing but such lines from `at` on? 请假：… inside a rule is part of it.
bool ends_paper(Lines lines, std::size_t at) {
  constexpr int kMostLines = 12;
  for (int seen = 0; at < lines.size(); at = next_line(lines, at)) {
    if (++seen > kMostLines) return false;
    const std::string_view line = lines[at].text;
    if (aside_word(line).empty() && !is_only_a_date(line) && !is_name_of_signer(line)) return false;
  }
  return true;
}

} // namespace

bool begins_signature(Lines lines, std::size_t at) {
  constexpr int kMostOffices = 5;
  if (is_only_a_date(lines[at].text)) return !is_name_of_signer(line_above(lines, at));
  if (!is_name_of_signer(lines[at].text)) return false;
  std::size_t below = next_line(lines, at);
  for (int offices = 1; offices < kMostOffices && below < lines.size() && names_office(lines[at].text) &&
                        names_office(lines[below].text);
       ++offices)
    below = next_line(lines, below);
  return below < lines.size() && is_only_a_date(lines[below].text);
}

std::size_t read_aside(Lines lines, std::size_t at, ClauseBuilder& builder) {
  std::size_t behind = at;
  std::string name;
  if (begins_signature(lines, at)) {
    behind = behind_signature(lines, at);
    name = "落款";
  } else if (const std::string_view word = aside_word(lines[at].text);
             !word.empty() && ends_paper(lines, at)) {
    behind = at + 1;
    name = word;
  } else {
    return at;
  }
  builder.begin_aside(std::move(name), lines[at].number);
  for (std::size_t i = at; i < behind; ++i)
    if (!is_empty_line(lines[i].text)) builder.text(lines[i].text, lines[i].number);
  builder.end();
  return behind;
}

} // namespace fengqiao::indexer

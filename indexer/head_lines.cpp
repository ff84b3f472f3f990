#include "indexer/head_lines.hpp"

#include "core/text.hpp"
#include "indexer/dates_in_text.hpp"
#include "indexer/importing/paper_facts.hpp"
#include "indexer/table_rows.hpp"

#include <algorithm>

namespace fengqiao::indexer {
namespace {

constexpr std::size_t kLongestFact = 600; // bytes: a law that was revised six times says so in one bracket

bool is_sentence(std::string_view line) {
  return line.ends_with("。") || line.ends_with("；") || line.ends_with("：") || line.find("，") != line.npos;
}

bool is_in_brackets(std::string_view line) {
  return (line.starts_with("（") || line.starts_with("(")) && (line.ends_with("）") || line.ends_with(")"));
}

// > 公发〔2002〕6号
std::string_view without_quote_mark(std::string_view line) {
  return line.starts_with(">") ? trim(line.substr(1)) : line;
}

// Text lines as blocks; `places`: the line of each.
Paper paper_of(Lines lines, std::vector<std::size_t>& places) {
  Paper paper;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (is_empty_line(lines[i].text)) continue;
    const std::string_view line = without_quote_mark(lines[i].text);
    if (line.empty()) continue;
    const auto heading = heading_line(line);
    Block block{heading ? BlockKind::heading : BlockKind::paragraph, heading ? heading->level : 0,
                heading ? heading->text : std::string(line), false};
    if (is_table_row(line)) block.kind = BlockKind::table;
    paper.blocks.push_back(std::move(block));
    places.push_back(i);
  }
  return paper;
}

} // namespace

bool tells_only_facts(std::string_view line) {
  if (line.size() > kLongestFact || article_line(line) || numbered_line(line)) return false;
  if (is_in_brackets(line)) return true;
  if (is_sentence(line) && !line.starts_with("（")) return false;
  if (is_only_a_date(line) || is_red_head(line)) return true;
  const auto has = [&](std::initializer_list<std::string_view> words) {
    return std::any_of(words.begin(), words.end(), [&](auto word) { return line.find(word) != line.npos; });
  };
  if (!dates_in(line).empty())
    return has({"通过", "公布", "发布", "印发", "施行", "批准", "修订", "修正", "修改", "令第", "〔"});
  const bool has_digit =
      line.find_first_of("0123456789") != line.npos || has({"０", "１", "２", "一", "二", "三"});
  return line.ends_with("号") && has_digit && has({"〔", "[", "［", "（", "(", "第"});
}

bool is_head_note(std::string_view line) {
  return tells_only_facts(line) && (!is_in_brackets(line) || !dates_in(line).empty());
}

Lines read_own_head(Lines lines, const std::string& stem, PolicyDocument& document,
                    std::vector<SourceLine>& remarks) {
  std::vector<std::size_t> places;
  const Paper paper = paper_of(lines, places);
  PaperFacts facts = guess_facts(paper, stem);
  if (facts.document.title.find("[^") != std::string::npos) // the name has to wait until its notes are gone
    facts.document.id = facts.document.short_title = "";
  for (const auto member : {&PolicyDocument::title, &PolicyDocument::id, &PolicyDocument::short_title,
                            &PolicyDocument::issuer, &PolicyDocument::number, &PolicyDocument::date,
                            &PolicyDocument::effective, &PolicyDocument::status, &PolicyDocument::kind})
    if ((document.*member).empty()) document.*member = facts.document.*member;
  const auto note = [&](std::size_t place) {
    const std::string_view line = without_quote_mark(lines[place].text);
    document.preamble += (document.preamble.empty() ? "" : "\n") + std::string(line);
    if (!tells_only_facts(line)) remarks.push_back({lines[place].number, line});
  };
  for (std::size_t block = 0; block < facts.head_end; ++block)
    if (block < facts.title_begin || block >= facts.title_end) note(places[block]);
  std::size_t body = facts.head_end == 0 ? 0 : places[facts.head_end - 1] + 1;
  for (; body < lines.size(); ++body) { // what a Markdown text quotes below its title is about the text
    const std::string_view line = lines[body].text;
    if (is_empty_line(line)) continue;
    if (!line.starts_with(">") && !is_head_note(line)) break;
    if (!without_quote_mark(line).empty()) note(body);
  }
  return lines.subspan(body);
}

} // namespace fengqiao::indexer

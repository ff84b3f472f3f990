#include "core/text.hpp"
#include "indexer/text_parsers.hpp"

namespace fengqiao::indexer {
namespace {

// "- (a) 信息：…" is kept as "(a) 信息：…".
std::string_view without_list_mark(std::string_view line) {
  if (letter_item(line) == '\0' || line.front() == '(') return line;
  return trim(line.substr(1));
}

} // namespace

bool is_empty_line(std::string_view line) {
  return line.empty() || line == "---" || line == "***" ||
         (line.starts_with("<!--") && line.ends_with("-->"));
}

void parse_sections(Lines lines, ClauseBuilder& builder) {
  for (const auto& [number, line] : lines) {
    if (is_empty_line(line)) continue;
    const auto heading = heading_line(line);
    if (!heading) {
      builder.text(without_list_mark(line), number);
      continue;
    }
    builder.heading(heading->level, heading->text);
    Clause clause;
    clause.key = heading->key;
    clause.heading = heading->text;
    builder.begin(std::move(clause), number, true);
  }
}

void parse_paragraphs(Lines lines, ClauseBuilder& builder) {
  for (const auto& [number, line] : lines) {
    if (is_empty_line(line)) continue;
    if (const auto heading = heading_line(line)) {
      builder.heading(heading->level, heading->text);
      continue;
    }
    builder.end();
    builder.text(line, number);
  }
}

} // namespace fengqiao::indexer

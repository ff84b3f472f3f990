#include "core/text.hpp"
#include "indexer/importing/dates_in_text.hpp"
#include "indexer/text_parsers.hpp"

#include <set>
#include <string>

namespace fengqiao::indexer {
namespace {

// "- (a) 信息：…" is kept as "(a) 信息：…".
std::string_view without_list_mark(std::string_view line) {
  if (letter_item(line) == '\0' || line.front() == '(') return line;
  return trim(line.substr(1));
}

// 总则……12 → 总则
std::string_view without_page_number(std::string_view line) {
  std::string_view text = line;
  while (!text.empty() && text.back() >= '0' && text.back() <= '9')
    text.remove_suffix(1);
  const std::size_t figures = line.size() - text.size();
  bool dots = false;
  for (bool more = figures > 0; more;) {
    more = false;
    for (const std::string_view dot : {"…", "·", ".", " ", "\t", "　", "—", "-"})
      if (text.ends_with(dot)) {
        text.remove_suffix(dot.size());
        dots = more = true;
      }
  }
  return dots && !text.empty() ? text : line;
}

std::string without_blanks(std::string_view line) {
  std::string out;
  for (std::size_t pos = 0; pos < line.size();) {
    const char32_t c = next_code_point(line, pos);
    if (!is_space(c)) append_utf8(out, c);
  }
  return out;
}

bool is_name_of_signer(std::string_view line) {
  if (line.empty() || line.size() > 120) return false;
  for (const std::string_view mark : {"。", "；", "：", "，", "“", "”"})
    if (line.find(mark) != line.npos) return false;
  return !article_line(line) && !numbered_line(line) && !heading_line(line) && division_rank(line) == 0;
}

} // namespace

bool is_contents_title(std::string_view line) {
  const std::string joined = without_blanks(line);
  return joined == "目录" || joined == "目次";
}

std::size_t behind_contents(Lines lines, std::size_t at) {
  const std::size_t behind_title = at + 1;
  std::set<std::string> seen; // without blanks: 一、 总则 is 一、总则
  for (++at; at < lines.size(); ++at) {
    const std::string_view line = without_page_number(lines[at].text);
    if (line.empty()) continue;
    if (article_line(line) || line.size() > 150) return at;
    const auto heading = heading_line(line);
    if (heading && seen.empty()) return at; // the Markdown headings of the text itself
    if (heading && seen.contains(without_blanks(without_page_number(heading->text)))) return at;
    if (!seen.insert(without_blanks(line)).second || heading) return at;
  }
  return behind_title; // nothing comes twice: what looked like contents is the text
}

bool begins_signature(Lines lines, std::size_t at) {
  const auto neighbour = [&](std::ptrdiff_t step) {
    auto i = static_cast<std::ptrdiff_t>(at) + step;
    while (i >= 0 && i < static_cast<std::ptrdiff_t>(lines.size()) &&
           lines[static_cast<std::size_t>(i)].text.empty())
      i += step;
    return i < 0 || i >= static_cast<std::ptrdiff_t>(lines.size()) ? std::string_view()
                                                                   : lines[static_cast<std::size_t>(i)].text;
  };
  const std::string_view line = lines[at].text;
  if (is_only_a_date(line)) return !is_name_of_signer(neighbour(-1));
  return is_name_of_signer(line) && is_only_a_date(neighbour(1));
}

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

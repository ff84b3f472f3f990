#include "core/citation.hpp"
#include "core/numeral.hpp"
#include "core/text.hpp"
#include "indexer/blanks.hpp"
#include "indexer/table_rows.hpp"
#include "indexer/text_parsers.hpp"

#include <cstdlib>
#include <optional>
#include <set>
#include <string>

namespace fengqiao::indexer {
namespace {

constexpr std::size_t kLongestKeyShown = 40; // characters

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

// Behind the table that begins at line `at`; `at` where none does.
std::size_t table_end(Lines lines, std::size_t at) {
  if (at + 1 >= lines.size() || !is_table_row(lines[at].text) || !is_table_rule(lines[at + 1].text))
    return at;
  while (at < lines.size() && is_table_row(lines[at].text))
    ++at;
  return at;
}

// The column in which the rows of a table are numbered 第一条, 第二条, … without a gap, two at least. Rows
// that name another text's articles (刑法条文 | 罪名) begin anywhere and leave gaps.
std::optional<std::size_t> article_column(Lines rows) {
  constexpr std::size_t kColumns = 2; // 序号 may stand in front
  for (std::size_t column = 0; column < kColumns; ++column) {
    int last = 0, found = 0;
    for (const auto& row : rows) {
      const auto cells = table_cells(row.text);
      const auto article = column < cells.size() ? article_line(cells[column]) : std::nullopt;
      if (!article) continue;
      const int number = std::atoi(article->key.c_str());
      if (number != last + 1 && (number != last || found == 0)) { // 第十条之一 is behind 第十条
        found = 0;
        break;
      }
      last = number;
      ++found;
    }
    if (found >= 2) return column;
  }
  return std::nullopt;
}

// Are the rows numbered 1, 2, 3 … under 序号, two at least? 合计 and rows without a number may stand among
// them.
bool is_counted(const std::vector<std::string>& heads, Lines rows) {
  if (heads.size() < 2) return false;
  bool named = heads.front().empty();
  for (const std::string_view head : {"序号", "编号", "序", "项次", "No", "No.", "NO", "NO."})
    named = named || heads.front() == head;
  int last = 0;
  for (const auto& row : rows) {
    const auto cells = table_cells(row.text);
    const auto number = cells.empty() ? std::nullopt : parse_numeral(cells.front());
    if (number && *number != ++last) return false;
  }
  return named && last >= 2;
}

// A row as the lines of a clause: each cell but number `skipped` with its head.
void row_lines(const std::vector<std::string>& heads, const std::vector<std::string>& cells,
               std::size_t skipped, int line, ClauseBuilder& builder) {
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const bool told = i != skipped && !cells[i].empty() && !(i < heads.size() && heads[i] == "序号");
    const bool headed = i < heads.size() && !heads[i].empty();
    if (told) builder.text((headed ? heads[i] + "：" : "") + cells[i], line);
  }
}

// A clause for each counted row; one without a number goes on with the row above, 合计 is nobody's.
void counted_table(Lines lines, ClauseBuilder& builder) {
  const auto heads = table_cells(lines.front().text);
  for (const auto& [line, text] : lines.subspan(2)) {
    const auto cells = table_cells(text);
    if (const auto number = cells.empty() ? std::nullopt : parse_numeral(cells.front())) {
      Clause clause;
      clause.key = clause.own_number = std::to_string(*number);
      builder.begin(std::move(clause), line);
    } else if (!cells.empty() && !cells.front().empty()) {
      builder.end();
      builder.text(cells.front(), line);
    }
    row_lines(heads, cells, 0, line, builder);
  }
  builder.end();
}

// A table is one clause. One whose rows are articles or are counted has a clause for each of them, its cells
// with their heads as lines; a row without a number goes on with the one above.
void table(Lines lines, ClauseBuilder& builder) {
  const auto heads = table_cells(lines.front().text);
  const auto column = article_column(lines.subspan(2));
  if (!column && is_counted(heads, lines.subspan(2))) return counted_table(lines, builder);
  if (!column) {
    for (const auto& [number, line] : lines)
      builder.text(line, number);
    return builder.end();
  }
  for (const auto& [number, line] : lines.subspan(2)) {
    const auto cells = table_cells(line);
    if (const auto article = *column < cells.size() ? article_line(cells[*column]) : std::nullopt) {
      Clause clause;
      clause.key = article->key;
      clause.own_number = article->label;
      builder.begin(std::move(clause), number);
      if (!article->rest.empty()) builder.text(article->rest, number);
    }
    row_lines(heads, cells, *column, number, builder);
  }
  builder.end();
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
    if (const auto key = parse_clause_key(heading->key); key && *key == heading->key)
      clause.key = heading->key;
    else if (!heading->key.empty())
      builder.remark(number, "“{#" + shorten(heading->key, kLongestKeyShown) +
                                 "}”不能用来引用，这一条只能按整份文件引；请写成 {#1.3}、{#12} 这样的号");
    clause.heading = heading->text;
    builder.begin(std::move(clause), number, true);
  }
}

bool has_article_table(Lines lines) {
  for (std::size_t i = 0; i < lines.size(); ++i)
    if (const std::size_t end = table_end(lines, i); end > i) {
      if (article_column(lines.subspan(i + 2, end - i - 2))) return true;
      i = end - 1;
    }
  return false;
}

void parse_paragraphs(Lines lines, ClauseBuilder& builder) {
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const auto& [number, line] = lines[i];
    if (is_empty_line(line)) continue;
    if (const auto heading = heading_line(line)) {
      builder.heading(heading->level, heading->text);
      continue;
    }
    builder.end();
    if (const std::size_t behind = read_aside(lines, i, builder); behind > i) {
      i = behind - 1;
    } else if (const std::size_t end = table_end(lines, i); end > i) {
      table(lines.subspan(i, end - i), builder);
      i = end - 1;
    } else {
      builder.text(line, number);
    }
  }
}

} // namespace fengqiao::indexer

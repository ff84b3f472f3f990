#include "core/text.hpp"
#include "indexer/text_parsers.hpp"

#include <set>

namespace fengqiao::indexer {
namespace {

constexpr int kPlainDivision = 10; // divisions without Markdown marks lie below those with

// 目录, 目　录
bool is_contents_title(std::string_view line) {
  std::string joined;
  for (std::size_t pos = 0; pos < line.size();) {
    const char32_t c = next_code_point(line, pos);
    if (!is_space(c)) append_utf8(joined, c);
  }
  return joined == "目录" || joined == "目次";
}

// Skips a table of contents: its entries are headings or short lines, and it ends where an entry comes a
// second time or an article begins.
std::size_t behind_contents(Lines lines, std::size_t at) {
  std::set<std::string_view> seen;
  for (++at; at < lines.size(); ++at) {
    const std::string_view line = lines[at].text;
    if (line.empty()) continue;
    if (article_line(line) || line.size() > 150) return at;
    const auto heading = heading_line(line);
    if (heading && seen.empty()) return at; // the Markdown headings of the text itself
    if (!seen.insert(line).second || heading) return at;
  }
  return at;
}

void begin_article(ClauseBuilder& builder, const ArticleLine& article, int line, bool heading) {
  Clause clause;
  clause.key = article.key;
  clause.own_number = article.label;
  if (heading) clause.heading = std::string(article.rest);
  builder.begin(std::move(clause), line);
  if (!heading && !article.rest.empty()) builder.text(article.rest, line);
}

} // namespace

void parse_statute(Lines lines, ClauseBuilder& builder) {
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const auto& [number, line] = lines[i];
    if (is_empty_line(line)) continue;
    if (is_contents_title(line)) {
      i = behind_contents(lines, i) - 1;
      continue;
    }
    if (const auto heading = heading_line(line)) {
      if (is_contents_title(heading->text)) {
        i = behind_contents(lines, i) - 1;
      } else if (const auto article = article_line(heading->text)) {
        begin_article(builder, *article, number, true);
      } else {
        builder.heading(heading->level, heading->text);
      }
    } else if (const auto article = article_line(line)) {
      begin_article(builder, *article, number, false);
    } else if (const int rank = division_rank(line)) {
      builder.heading(kPlainDivision + rank, std::string(line));
    } else {
      builder.text(line, number);
    }
  }
}

} // namespace fengqiao::indexer

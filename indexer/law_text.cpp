#include "core/text.hpp"
#include "indexer/text_parsers.hpp"

#include <cstdlib>
#include <optional>

namespace fengqiao::indexer {
namespace {

constexpr int kPlainDivision = 10; // divisions without Markdown marks lie below those with

void begin_article(ClauseBuilder& builder, const ArticleLine& article, int line, bool heading) {
  Clause clause;
  clause.key = article.key;
  clause.own_number = article.label;
  if (heading) clause.heading = std::string(article.rest);
  builder.begin(std::move(clause), line);
  if (!heading && !article.rest.empty()) builder.text(article.rest, line);
}

// Counts through the articles, so that one whose blank got lost is told from a reference: it has to be the
// next one, and the line before must have come to its end.
class ArticleFinder {
public:
  std::optional<ArticleLine> find(std::string_view line) {
    auto article = article_line(line);
    if (!article && at_sentence_end_) {
      article = loose_article_line(line);
      if (article && article->key != std::to_string(last_ + 1)) article.reset();
      if (!article) article = misread_article_line(line, last_ + 1);
    }
    if (article) last_ = std::atoi(article->key.c_str());
    at_sentence_end_ = ends_sentence(line);
    return article;
  }
  void heading() { at_sentence_end_ = true; }

private:
  static bool ends_sentence(std::string_view line) {
    for (const std::string_view mark : {"。", "；", "：", "”", "）"})
      if (line.ends_with(mark)) return true;
    return division_rank(line) > 0;
  }

  int last_ = 0;
  bool at_sentence_end_ = true;
};

} // namespace

void parse_statute(Lines lines, ClauseBuilder& builder) {
  ArticleFinder articles;
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
      } else if (const auto article = articles.find(heading->text)) {
        begin_article(builder, *article, number, true);
      } else {
        if (annex_line(heading->text)) builder.begin_annex();
        builder.heading(heading->level, heading->text);
      }
      articles.heading();
    } else if (const auto article = articles.find(line)) {
      begin_article(builder, *article, number, false);
    } else if (annex_line(line)) {
      builder.begin_annex();
      builder.heading(1, std::string(line));
    } else if (const int rank = division_rank(line)) {
      builder.heading(kPlainDivision + rank, std::string(line));
    } else {
      if (begins_signature(lines, i)) builder.end();
      builder.text(line, number);
    }
  }
}

} // namespace fengqiao::indexer

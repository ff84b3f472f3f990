#include "core/text.hpp"
#include "indexer/text_parsers.hpp"
#include "indexer/text_parts.hpp"

#include <algorithm>
#include <array>
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
  std::optional<ArticleLine> find(std::string_view line, int number) {
    auto article = article_line(line);
    if (!article && at_sentence_end_) {
      article = loose_article_line(line);
      if (article && article->key != std::to_string(last_ + 1)) article.reset();
      if (!article) article = misread_article_line(line, last_ == 0 ? 0 : last_ + 1);
    }
    if (article) last_ = std::atoi(article->key.c_str());
    if (!article && loose_article_line(line)) {
      if (refused_++ == 0) first_refused_ = number;
    }
    at_sentence_end_ = ends_sentence(line);
    return article;
  }
  void heading() { at_sentence_end_ = true; }
  [[nodiscard]] int refused() const { return refused_; }
  [[nodiscard]] int first_refused() const { return first_refused_; }

private:
  static bool ends_sentence(std::string_view line) {
    for (const std::string_view mark : {"。", "；", "：", "”", "）"})
      if (line.ends_with(mark)) return true;
    return division_rank(line) > 0;
  }

  int last_ = 0, refused_ = 0, first_refused_ = 0;
  bool at_sentence_end_ = true;
};

// 第一章总则, whose blank got lost: the number goes on from the division before, and an article or another
// division comes next.
class LooseDivisions {
public:
  int rank(Lines lines, std::size_t at) {
    const auto found = loose_division(lines[at].text);
    if (!found) return 0;
    int& last = last_[static_cast<std::size_t>(found->rank)];
    if (found->number != last + 1 && found->number != 1) return 0;
    std::size_t next = at + 1;
    while (next < lines.size() && is_empty_line(lines[next].text))
      ++next;
    if (next == lines.size()) return 0;
    const std::string_view below = lines[next].text;
    if (!article_line(below) && !loose_article_line(below) && !division_rank(below) && !loose_division(below))
      return 0;
    last = found->number;
    return found->rank;
  }

private:
  std::array<int, 5> last_{}; // by rank
};

// 附则 without a number lies as high as the highest divisions of the text, 编 or 章, be they Markdown
// headings or not.
int bare_rank(Lines lines) {
  constexpr int kBook = 1, kChapter = 3;
  int highest = kChapter, level = 0;
  for (const auto& [number, line] : lines) {
    const auto heading = heading_line(line);
    const std::string_view text = heading ? std::string_view(heading->text) : line;
    const auto loose = loose_division(text);
    const int rank = loose ? loose->rank : division_rank(text);
    if (rank == 0 || rank > highest) continue;
    if (rank < highest || level == 0) level = heading ? heading->level : 0;
    highest = rank == kBook ? kBook : kChapter;
  }
  return level > 0 ? level : kPlainDivision + highest;
}

} // namespace

void parse_statute(Lines lines, ClauseBuilder& builder) {
  ArticleFinder articles;
  LooseDivisions loose;
  const int bare = bare_rank(lines);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const auto& [number, line] = lines[i];
    if (is_empty_line(line)) continue;
    if (is_contents_title(line)) {
      i = behind_contents(lines, i) - 1;
      continue;
    }
    if (const auto heading = heading_line(line)) {
      if (is_contents_title(heading->text))
        i = behind_contents(lines, i) - 1;
      else if (const auto article = articles.find(heading->text, number))
        begin_article(builder, *article, number, true);
      else
        builder.heading(heading->level, heading->text);
      articles.heading();
    } else if (const auto article = articles.find(line, number)) {
      begin_article(builder, *article, number, false);
    } else if (const auto behind = behind_annex_note(lines, i); behind > i) {
      builder.begin_aside("附件", number);
      for (; i < behind; ++i)
        if (!is_empty_line(lines[i].text)) builder.text(lines[i].text, lines[i].number);
      builder.end();
      --i;
    } else if (is_bare_division(line)) {
      builder.heading(bare, std::string(line));
      articles.heading();
    } else if (const int rank = division_rank(line)) {
      builder.heading(kPlainDivision + rank, std::string(line));
      articles.heading();
    } else if (const int lost_blank = loose.rank(lines, i)) {
      builder.heading(kPlainDivision + lost_blank, std::string(line));
      articles.heading();
    } else if (const auto aside = read_aside(lines, i, builder); aside > i) {
      i = aside - 1;
    } else {
      builder.text(line, number);
    }
  }
  if (articles.refused() > 0)
    builder.remark(articles.first_refused(), "像条文开头而没有认作条文的有 " +
                                                 std::to_string(articles.refused()) +
                                                 " 行：条号不接着上一条，或者上一行没有结束");
}

} // namespace fengqiao::indexer

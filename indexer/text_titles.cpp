#include "indexer/text_titles.hpp"

#include "core/fold.hpp"
#include "core/text.hpp"
#include "indexer/law_name.hpp"
#include "indexer/table_rows.hpp"

#include <algorithm>
#include <optional>

namespace fengqiao::indexer {
namespace {

constexpr std::size_t kShortestTitle = 4, kLongestTitle = 30; // characters, without blanks and brackets
constexpr std::size_t kLongestFact = 300;                     // bytes of a line between title and count
constexpr int kMostFacts = 3; // lines between them: a day, 为了……制定本制度。

std::u32string squeezed(std::string_view text) {
  std::u32string out;
  for (const char32_t c : fold32(text))
    if (!is_space(c)) out.push_back(c);
  return out;
}

// 枪支管理制度（试行） → 枪支管理制度
std::u32string_view without_bracket(std::u32string_view name) {
  if (!name.ends_with(U')')) return name;
  const auto open = name.rfind(U'(');
  return open == name.npos ? name : name.substr(0, open);
}

// 工作职责, 一般规定: what sections of a text are called, too.
bool names_a_section(std::u32string_view before_kind) {
  for (const std::u32string_view word :
       {U"工作", U"主要", U"基本", U"岗位", U"具体", U"有关", U"相关", U"其他", U"其它", U"一般", U"特别",
        U"特殊", U"补充", U"附加", U"总体", U"共同", U"通用", U"责任", U"管理", U"配套", U"内部", U"处罚",
        U"程序", U"原则", U"组织", U"实施", U"保障", U"执行", U"日常", U"监督", U"考核", U"适用"})
    if (before_kind == word) return true;
  return false;
}

// Does a line read like the title of a text? `name`: squeezed.
bool is_text_name(std::u32string_view whole) {
  const std::u32string_view name = without_bracket(whole);
  if (name.size() < kShortestTitle || name.size() > kLongestTitle) return false;
  if (name.find_first_of(U"。;:,、?!|#>*【】…") != name.npos) return false;
  if (name.front() == U'第' || name.front() == U'(' || name.front() == U'本' || name.front() == U'附')
    return false;
  for (const std::u32string_view kind :
       {U"制度", U"规定", U"办法", U"职责", U"规范", U"细则", U"规则", U"守则", U"须知", U"条例", U"方案",
        U"预案", U"规程", U"公约", U"纪律", U"章程", U"流程", U"意见", U"禁令"})
    if (name.ends_with(kind)) {
      const std::u32string_view before = name.substr(0, name.size() - kind.size());
      return before.size() >= 2 && !names_a_section(before);
    }
  return false;
}

bool is_collection(std::string_view title) {
  const std::u32string name = squeezed(title);
  const std::u32string_view bare = without_bracket(name);
  for (const std::u32string_view word : {U"汇编", U"选编", U"汇集", U"制度集", U"合集"})
    if (bare.ends_with(word)) return true;
  return false;
}

// How a count that a line begins or goes on with is written: articles, or a level of numbered_line.
struct Count {
  static constexpr int kArticles = -1;
  int style = 0; // 0: the line has no number
  bool first = false;
};

Count count_of(std::string_view text) {
  if (auto article = article_line(text); article || (article = loose_article_line(text)))
    return {Count::kArticles, article->key == "1"};
  if (const auto numbered = numbered_line(text)) return {numbered->level, numbered->value == 1};
  return {};
}

struct Candidate {
  TextTitle title;
  int style = 0; // of the count below it
};

class TitleFinder {
public:
  TitleFinder(Lines lines, std::string_view title) : lines_(lines) {
    const std::size_t first = behind_blanks(0);
    if (first == lines.size()) return;
    const auto heading = heading_line(lines[first].text);
    const std::string own(title.empty() ? text_of(first) : title);
    collection_ = is_collection(own);
    level_ = heading ? heading->level : 1;
    own_ = squeezed(own);
    brought_ = squeezed(brought_title(own));
    next_ = own_ == squeezed(text_of(first)) ? first + 1 : first;
  }

  std::vector<TextTitle> run() {
    std::vector<Candidate> pending; // the first of a collection's texts; it takes another one
    std::vector<TextTitle> out;
    int style = 0;               // of the count of the text that is being read
    std::size_t counted = next_; // the lines from here on are no contents
    for (std::size_t i = next_; i < lines_.size(); ++i) {
      const std::string_view text = text_of(i);
      if (is_contents_title(text)) {
        const std::size_t behind = behind_contents(lines_, i);
        counted = behind > i + 1 ? behind : lines_.size(); // where no entry comes twice: at the first title
      } else if (const auto found = candidate(i)) {
        if (style == 0 && !is_brought(found->title.title)) {
          pending.push_back(*found);
        } else if (style == 0 || found->style == style || found->style == Count::kArticles) {
          for (const Candidate& first : pending)
            out.push_back(first.title);
          pending.clear();
          out.push_back(found->title);
        } else {
          continue;
        }
        style = found->style;
      } else if (style == 0 && i >= counted) {
        style = count_of(text).style;
      }
    }
    return out;
  }

private:
  // 关于印发值班规定的通知 and the rule below it.
  [[nodiscard]] bool is_brought(std::string_view title) const {
    return own_.find(U"印发") != own_.npos && own_.find(squeezed(title)) != own_.npos;
  }

  [[nodiscard]] std::size_t behind_blanks(std::size_t at) const {
    while (at < lines_.size() && is_empty_line(lines_[at].text))
      ++at;
    return at;
  }

  // Without the marks of a heading.
  [[nodiscard]] std::string_view text_of(std::size_t at) const {
    std::string_view line = lines_[at].text;
    if (!heading_line(line)) return line;
    line.remove_prefix(line.find_first_not_of('#'));
    return trim(line);
  }

  [[nodiscard]] std::optional<Candidate> candidate(std::size_t at) const {
    const std::string_view line = lines_[at].text;
    if (line.empty() || line.size() > kLongestFact) return std::nullopt;
    const auto heading = heading_line(line);
    if (heading && (!heading->key.empty() || (heading->level > level_ && !collection_))) return std::nullopt;
    const auto numbered = numbered_line(text_of(at));
    const std::string title(numbered ? numbered->rest : text_of(at));
    const std::u32string name = squeezed(title);
    if (!is_text_name(name) || name == brought_ || !stands_alone(at)) return std::nullopt;
    const int style = count_below(at);
    if (style == 0 || (numbered && style != Count::kArticles)) return std::nullopt;
    return Candidate{{at, title}, style};
  }

  // Not a line of a sentence, nor the title of an annex below the line 附件2.
  [[nodiscard]] bool stands_alone(std::size_t at) const {
    std::size_t above = at;
    while (above > 0 && lines_[above - 1].text.empty())
      --above;
    if (above == 0) return true;
    const std::string_view line = lines_[above - 1].text;
    if (annex_line(line)) return false;
    for (const std::string_view mark : {"，", "、", "：", ":", "的"})
      if (line.ends_with(mark)) return false;
    return true;
  }

  // How the count is written that begins below a title, a few lines of facts in between; 0 where none does.
  [[nodiscard]] int count_below(std::size_t at) const {
    int facts = 0;
    for (std::size_t i = behind_blanks(at + 1); i < lines_.size(); i = behind_blanks(i + 1)) {
      const std::string_view text = text_of(i);
      if (const Count count = count_of(text); count.style != 0) return count.first ? count.style : 0;
      if (division_rank(text) > 0 || is_bare_division(text)) continue;
      if (++facts > kMostFacts || text.size() > kLongestFact || annex_line(text) || is_table_row(text) ||
          heading_line(lines_[i].text) || is_text_name(squeezed(text)))
        return 0;
    }
    return 0;
  }

  Lines lines_;
  std::u32string own_;     // the file's own title
  std::u32string brought_; // what a notice brings: a part of its text
  bool collection_ = false;
  int level_ = 1; // of the file's own title
  std::size_t next_ = 0;
};

} // namespace

std::vector<TextTitle> further_titles(Lines lines, std::string_view title) {
  return TitleFinder(lines, title).run();
}

} // namespace fengqiao::indexer

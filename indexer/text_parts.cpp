#include "indexer/text_parts.hpp"

#include "core/fold.hpp"
#include "core/numeral.hpp"
#include "core/text.hpp"
#include "indexer/blanks.hpp"
#include "indexer/law_name.hpp"

#include <algorithm>
#include <map>

namespace fengqiao::indexer {
namespace {

constexpr std::size_t kLongestList = 50; // annexes that a paper names
constexpr std::string_view kAnnexWords[] = {"附件", "附表", "附录"};

std::string squeezed(std::string_view text) {
  return without_blanks(fold(text));
}

// 附件 and the rest of the line: 附件1：标准 → 附件, 1, ：标准
struct AnnexHead {
  std::string_view word;
  int number = 0; // 0: it has none
  std::string_view rest;
};

AnnexHead annex_head(std::string_view line) {
  AnnexHead out;
  for (const std::string_view word : kAnnexWords)
    if (line.starts_with(word)) out.word = word;
  out.rest = trim(line.substr(out.word.size()));
  if (out.word.empty()) { // 附：标准表
    out.word = kAnnexWords[0];
    out.rest = trim(line.substr(std::string_view("附").size()));
  }
  for (std::size_t size = std::min<std::size_t>(out.rest.size(), 12); size > 0; --size)
    if (const auto number = parse_numeral(out.rest.substr(0, size))) {
      out.number = *number;
      out.rest = trim(out.rest.substr(size));
      break;
    }
  for (const std::string_view colon : {"：", ":"})
    if (out.rest.starts_with(colon)) out.rest = trim(out.rest.substr(colon.size()));
  return out;
}

std::size_t next_line(Lines lines, std::size_t at) {
  while (at < lines.size() && lines[at].text.empty())
    ++at;
  return at;
}

// What stands behind the list of annexes in a paper: its signature, its day, （此件公开发布）, the first
// annex.
bool ends_paper(Lines lines, std::size_t at) {
  at = next_line(lines, at);
  if (at == lines.size()) return true;
  const std::string_view line = lines[at].text;
  return begins_signature(lines, at) || (line.starts_with("（") && line.ends_with("）")) ||
         (line.starts_with("(") && line.ends_with(")")) || annex_line(line);
}

// A name of an annex, and no sentence of one.
bool may_be_listed(std::string_view name) {
  constexpr std::size_t kLongest = 60; // characters
  return count_code_points(name) <= kLongest && !name.ends_with("。");
}

// Is line `at` the second half of a name that was too long for its line? The next number of the list comes
// below it, or the paper ends there.
bool goes_on_below(Lines lines, std::size_t at, const std::optional<NumberedLine>& last) {
  const std::string_view line = lines[at].text;
  if (numbered_line(line) || article_line(line) || heading_line(line) || annex_line(line) ||
      begins_signature(lines, at) || !may_be_listed(line) || line.starts_with("（") || line.starts_with("|"))
    return false;
  const std::size_t below = next_line(lines, at + 1);
  if (ends_paper(lines, below)) return true;
  const auto next = last ? numbered_line(lines[below].text) : std::nullopt;
  return next && next->level == last->level && next->value == last->value + 1;
}

// 附件：1.带班表 and 2.日报样式 below it; 附件：带班表; 附件： alone with the list below it. `first`: what
// stands behind the colon.
std::size_t behind_list(Lines lines, std::size_t at, std::string_view first) {
  std::optional<NumberedLine> last = numbered_line(first);
  if (last && last->value != 1) return ends_paper(lines, at + 1) ? at + 1 : at;
  std::size_t end = at + 1, listed = last ? 1 : 0;
  bool wrapped = first.empty(); // a name goes on over one line
  for (std::size_t i = next_line(lines, end); i < lines.size() && listed < kLongestList;
       i = next_line(lines, end)) {
    const auto next = numbered_line(lines[i].text);
    const bool numbered = next && may_be_listed(next->rest) && (last || first.empty()) &&
                          next->value == (last ? last->value : 0) + 1 &&
                          (!last || next->level == last->level);
    if (!numbered && (wrapped || !goes_on_below(lines, i, last))) break;
    wrapped = !numbered;
    listed += numbered ? 1 : 0;
    if (numbered) last = next;
    end = i + 1;
  }
  const bool named = !first.empty() && listed > 0;
  const bool ended = (end > at + 1 || !first.empty()) && ends_paper(lines, end);
  return named || ended ? end : at;
}

// 附件1.带班表 and 附件2.日报样式 right above the signature: a list, too, and no annexes.
std::size_t behind_heads(Lines lines, std::size_t at) {
  int number = annex_head(lines[at].text).number;
  if (number == 0) return at;
  std::size_t end = at + 1;
  for (std::size_t i = next_line(lines, end), listed = 0; i < lines.size() && listed < kLongestList;
       i = next_line(lines, end), ++listed) {
    if (!annex_line(lines[i].text) || annex_head(lines[i].text).number != number + 1) break;
    ++number;
    end = i + 1;
  }
  const std::size_t below = next_line(lines, end);
  return below < lines.size() && begins_signature(lines, below) ? end : at;
}

class Splitter {
public:
  Splitter(Lines lines, std::string_view title) : lines_(lines), brought_(squeezed(brought_title(title))) {}

  std::vector<TextPart> run() {
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      const auto heading = heading_line(lines_[i].text);
      const std::string_view text = heading ? std::string_view(heading->text) : lines_[i].text;
      if (is_contents_title(text)) {
        i = behind_contents(lines_, i) - 1;
      } else if (const auto behind = behind_annex_note(lines_, i); behind > i) {
        i = behind - 1;
      } else if (annex_line(text)) {
        begin(i, text, heading ? heading->level : 1);
        open_.brought = parts_.size() == 1 && is_brought(annex_head(text).rest, i);
      } else if (parts_.empty() && i > 0 && !brought_.empty() && squeezed(text) == brought_) {
        begin(i, text, heading ? heading->level : 1);
        open_.brought = true;
      }
    }
    close(lines_.size());
    name_annexes();
    return std::move(parts_);
  }

private:
  // Is the annex the rule that the title names: by its heading, or by the line below it?
  [[nodiscard]] bool is_brought(std::string_view heading, std::size_t at) const {
    if (brought_.empty()) return false;
    const std::size_t below = next_line(lines_, at + 1);
    return squeezed(heading) == brought_ ||
           (below < lines_.size() && squeezed(lines_[below].text) == brought_);
  }

  void close(std::size_t end) {
    open_.lines = lines_.subspan(begin_, end - begin_);
    parts_.push_back(std::move(open_));
    open_ = {};
  }

  void begin(std::size_t at, std::string_view heading, int rank) {
    close(at);
    begin_ = at + 1;
    open_.heading = std::string(heading);
    open_.heading_line = lines_[at].number;
    open_.heading_rank = rank;
  }

  // 附件1 by the number that stands there; one without a number by its place among those of its word.
  void name_annexes() {
    std::map<std::string_view, int> count;
    for (const auto& part : parts_)
      if (annex_line(part.heading) && !part.brought) ++count[annex_head(part.heading).word];
    std::map<std::string_view, int> place;
    for (auto& part : parts_) {
      if (!annex_line(part.heading) || part.brought) continue;
      const AnnexHead head = annex_head(part.heading);
      const int number = ++place[head.word];
      part.name = std::string(head.word);
      if (head.number > 0 || count[head.word] > 1)
        part.name += std::to_string(head.number > 0 ? head.number : number);
    }
  }

  Lines lines_;
  std::string brought_;
  std::vector<TextPart> parts_;
  TextPart open_;
  std::size_t begin_ = 0;
};

} // namespace

std::size_t behind_annex_note(Lines lines, std::size_t at) {
  const std::string_view line = lines[at].text;
  for (const std::string_view mark : {"附件：", "附件:", "附："})
    if (line.starts_with(mark)) return behind_list(lines, at, trim(line.substr(mark.size())));
  return annex_line(line) ? behind_heads(lines, at) : at;
}

std::vector<TextPart> text_parts(Lines lines, std::string_view title) {
  return Splitter(lines, title).run();
}

} // namespace fengqiao::indexer

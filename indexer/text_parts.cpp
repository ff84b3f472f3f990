#include "indexer/text_parts.hpp"

#include "core/fold.hpp"
#include "core/numeral.hpp"
#include "core/text.hpp"
#include "indexer/law_name.hpp"

#include <algorithm>
#include <map>

namespace fengqiao::indexer {
namespace {

constexpr std::string_view kAnnexWords[] = {"附件", "附表", "附录"};

std::string squeezed(std::string_view text) {
  std::string out;
  for (const char32_t c : fold32(text))
    if (!is_space(c)) append_utf8(out, c);
  return out;
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
  const bool colon = line.starts_with("附件：") || line.starts_with("附件:") || line.starts_with("附：");
  if (!colon) return at;
  const std::string_view rest = trim(line.substr(line.starts_with("附件:")  ? 7
                                                 : line.starts_with("附：") ? 6
                                                                            : 9));
  auto numbered = numbered_line(rest);
  std::size_t end = at + 1;
  if (numbered && numbered->value == 1)
    for (std::size_t i = next_line(lines, end); i < lines.size(); i = next_line(lines, end)) {
      const auto next = numbered_line(lines[i].text);
      if (!next || next->level != numbered->level || next->value != numbered->value + 1) break;
      numbered = next;
      end = i + 1;
    }
  return numbered || ends_paper(lines, end) ? end : at;
}

std::vector<TextPart> text_parts(Lines lines, std::string_view title) {
  return Splitter(lines, title).run();
}

} // namespace fengqiao::indexer

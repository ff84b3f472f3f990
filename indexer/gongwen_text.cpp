#include "core/text.hpp"
#include "indexer/level_order.hpp"
#include "indexer/text_parsers.hpp"
#include "indexer/text_parts.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

namespace fengqiao::indexer {
namespace {

constexpr std::size_t kLevels = kNumberStyles; // index 0: 第一部分
constexpr int kNumberedRank = 10, kBareDivision = 9;
constexpr std::size_t kHeadingChars = 40; // characters
// What a heading with a comma does not hold: ends of sentences, and what the items below finish.
constexpr std::array<std::string_view, 9> kNoHeading{"。",   "；",   "：",   ":",   ";",
                                                     "下列", "以下", "如下", "之一"};

// Walks through 一、 （一） 1. （1）. A clause keeps everything below it; only a line that is nothing but a
// heading opens its level, so that the items below become clauses of their own.
class GongwenParser {
public:
  GongwenParser(Lines lines, ClauseBuilder& builder)
      : lines_(lines), builder_(builder), depths_(nesting_depths(lines)), restarts_(parts_restart(lines)) {}

  void run() {
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      const auto heading = heading_line(lines_[i].text);
      if (is_contents_title(heading ? std::string_view(heading->text) : lines_[i].text))
        i = behind_contents(lines_, i) - 1;
      else if (const auto behind = behind_annex_note(lines_, i); behind > i)
        i = annex_note(i, behind) - 1;
      else if (const auto aside = read_aside(lines_, i, builder_); aside > i)
        i = behind_aside(aside) - 1;
      else
        line(i);
    }
  }

private:
  void line(std::size_t at) {
    const SourceLine& source = lines_[at];
    if (is_empty_line(source.text)) return;
    if (const auto heading = heading_line(source.text)) {
      const auto numbered = numbered_line(heading->text);
      if (const auto part = part_line(heading->text))
        begin_part(*part, source.number);
      else if (numbered)
        item(*numbered, source.number, true);
      else
        plain_heading(*heading);
      return;
    }
    if (const auto part = part_line(source.text)) {
      begin_part(*part, source.number);
      return;
    }
    if (is_bare_division(source.text)) {
      plain_heading({kBareDivision, std::string(source.text), {}});
      return;
    }
    const auto numbered = numbered_line(source.text);
    if (numbered && !belongs_to_open_clause(depth(*numbered))) {
      item(*numbered, source.number, is_heading_only(numbered->rest) || heads_items(at, *numbered));
    } else {
      builder_.text(source.text, source.number);
    }
  }

  // 二、突出重点，抓好落实 right above （一）: a heading in spite of its comma, and each item a clause. Not
  // 有下列情形之一的，处警告, which the items finish.
  [[nodiscard]] bool heads_items(std::size_t at, const NumberedLine& heading) const {
    if (!could_head(heading.rest)) return false;
    do
      ++at;
    while (at < lines_.size() && is_empty_line(lines_[at].text));
    const auto next = at < lines_.size() ? numbered_line(lines_[at].text) : std::nullopt;
    return next && next->value == 1 && depth(*next) > depth(heading);
  }

  static bool could_head(std::string_view rest) {
    if (rest.empty() || count_code_points(rest) > kHeadingChars) return false;
    return std::none_of(kNoHeading.begin(), kNoHeading.end(),
                        [&](std::string_view mark) { return rest.find(mark) != rest.npos; });
  }

  [[nodiscard]] int depth(const NumberedLine& numbered) const {
    return depths_[static_cast<std::size_t>(numbered.level)];
  }

  void close() {
    builder_.end();
    clause_level_ = 0;
  }

  std::size_t behind_aside(std::size_t behind) {
    clause_level_ = 0;
    return behind;
  }

  // An item deeper than a clause with text of its own is part of that clause.
  [[nodiscard]] bool belongs_to_open_clause(int level) const {
    return builder_.open() && clause_level_ > 0 && level > clause_level_ && !clause_is_heading_;
  }

  void plain_heading(const HeadingLine& heading) {
    builder_.heading(heading.level, heading.text);
    values_.fill(0);
    clause_level_ = 0;
  }

  // 附件：1.带班表 and the lines below it name the annexes; they are no clause.
  std::size_t annex_note(std::size_t at, std::size_t behind) {
    builder_.begin_aside("附件", lines_[at].number);
    for (; at < behind; ++at)
      if (!is_empty_line(lines_[at].text)) builder_.text(lines_[at].text, lines_[at].number);
    close();
    return behind;
  }

  // 第二部分: the outermost level. Its number belongs to the keys only where 一、 begins again in each part.
  void begin_part(const NumberedLine& part, int line) {
    builder_.heading(kNumberedRank, part.label + (part.rest.empty() ? "" : " " + std::string(part.rest)));
    values_.fill(0);
    clause_level_ = 0;
    if (!restarts_) return;
    values_[0] = part.value;
    labels_[0] = part.label;
    Clause clause;
    clause.key = std::to_string(part.value);
    clause.own_number = part.label;
    clause.heading = std::string(part.rest);
    builder_.begin(std::move(clause), line, true);
    clause_is_heading_ = true;
  }

  static bool parts_restart(Lines lines) {
    int parts = 0, first_one = 0; // the part in which the first 1 stands
    bool number_seen = false;     // in this part
    for (const auto& [number, line] : lines) {
      const auto heading = heading_line(line);
      const std::string_view text = heading ? std::string_view(heading->text) : line;
      if (part_line(text)) {
        ++parts;
        number_seen = false;
      } else if (const auto numbered = numbered_line(text); numbered && !number_seen) {
        number_seen = true;
        if (numbered->value != 1) continue;
        if (first_one == 0) first_one = parts;
        if (parts > first_one) return true;
      }
    }
    return false;
  }

  void item(const NumberedLine& numbered, int line, bool heading_only) {
    const auto level = static_cast<std::size_t>(depth(numbered));
    values_[level] = numbered.value;
    labels_[level] = numbered.label;
    for (std::size_t deeper = level + 1; deeper < kLevels; ++deeper)
      values_[deeper] = 0;
    Clause clause;
    for (std::size_t i = 0; i <= level; ++i) {
      if (values_[i] == 0) continue;
      clause.key += (clause.key.empty() ? "" : ".") + std::to_string(values_[i]);
      clause.own_number += labels_[i];
    }
    builder_.heading(kNumberedRank + depth(numbered), shown(numbered, heading_only));
    if (heading_only) clause.heading = std::string(numbered.rest);
    builder_.begin(std::move(clause), line, true);
    if (!heading_only) builder_.text(numbered.rest, line);
    clause_level_ = depth(numbered);
    clause_is_heading_ = heading_only;
  }

  // The breadcrumb shows headings as they are, items by their number.
  static std::string shown(const NumberedLine& numbered, bool heading_only) {
    const std::string mark = numbered.level == 1 ? "、" : numbered.level == 3 ? "." : "";
    const bool heading = is_heading_only(numbered.rest) || (heading_only && could_head(numbered.rest));
    return numbered.label + (heading ? mark + std::string(numbered.rest) : "");
  }

  Lines lines_;
  ClauseBuilder& builder_;
  std::array<int, kNumberStyles> depths_;
  bool restarts_;
  std::array<int, kLevels> values_{};
  std::array<std::string, kLevels> labels_;
  int clause_level_ = 0;
  bool clause_is_heading_ = false;
};

} // namespace

bool is_heading_only(std::string_view rest) {
  if (rest.empty() || count_code_points(rest) > kHeadingChars) return false;
  for (const std::string_view mark : {"。", "；", "：", ":", ";", "，"})
    if (rest.find(mark) != rest.npos) return false;
  return true;
}

void parse_gongwen(Lines lines, ClauseBuilder& builder) {
  if (is_decimal_text(lines)) return parse_decimal(lines, builder); // its chapters are 一、 or 1.
  GongwenParser(lines, builder).run();
}

} // namespace fengqiao::indexer

#include "core/numeral.hpp"
#include "core/text.hpp"
#include "indexer/text_parsers.hpp"

#include <optional>
#include <string>

namespace fengqiao::indexer {
namespace {

constexpr int kChapterRank = 10;
constexpr std::size_t kLongestCaseTitle = 60; // characters

bool take(std::string_view& s, std::string_view prefix) {
  if (!s.starts_with(prefix)) return false;
  s.remove_prefix(prefix.size());
  return true;
}

bool take_first(std::string_view& s, std::initializer_list<std::string_view> prefixes) {
  for (const std::string_view prefix : prefixes)
    if (take(s, prefix)) return true;
  return false;
}

// The numeral at the front of `s`, removed from it; 0 where none stands there.
int take_number(std::string_view& s) {
  constexpr std::size_t kLongest = 12; // bytes
  for (std::size_t size = std::min(s.size(), kLongest); size > 0; --size)
    if (const auto number = parse_numeral(s.substr(0, size)); number && *number > 0) {
      s.remove_prefix(size);
      return *number;
    }
  return 0;
}

// What one clause begins with: 问：, 3. 问：, 问题三：, 案例一：.
struct Opening {
  std::string label; // as printed: 3, 问题三, 案例一; empty where it has no number
  int number = 0;
  std::string_view title; // the question, the name of the case
};

// Behind 问, 问题3, 案例一: a colon, or (`blank_will_do`) a blank, or the line's end.
bool take_separator(std::string_view& rest, bool blank_will_do) {
  if (take_first(rest, {"】", "：", ":", "、", "."})) {
    take_first(rest, {"：", ":"}); // 【问】：
    return true;
  }
  std::size_t pos = 0;
  return blank_will_do && (rest.empty() || is_space(next_code_point(rest, pos)));
}

std::optional<Opening> opening(std::string_view line) {
  Opening out;
  const auto numbered = numbered_line(line);
  std::string_view rest = numbered ? numbered->rest : line;
  if (take(rest, "**") && rest.ends_with("**")) rest.remove_suffix(2);
  take(rest, "【");
  const std::string_view marked = rest;
  const bool is_case = take_first(rest, {"典型案例", "案例"});
  if (!is_case && !take_first(rest, {"问题", "提问", "问", "Q"})) return std::nullopt;
  const int number = take_number(rest);
  if (is_case && number == 0) return std::nullopt; // 案例分析：
  if (number > 0) {
    out.number = number;
    out.label = std::string(marked.substr(0, marked.size() - rest.size()));
  } else if (numbered) {
    out.number = numbered->value;
    out.label = numbered->label;
  }
  if (!take_separator(rest, number > 0)) return std::nullopt;
  take(rest, "**");
  out.title = trim(rest);
  if (out.title.empty()) return std::nullopt;
  return out;
}

// 答： and what it is called beside that.
bool take_answer_mark(std::string_view& line) {
  std::string_view rest = line;
  const bool bold = take(rest, "**");
  take(rest, "【");
  if (!take_first(rest, {"答复", "解答", "回答", "答", "A"}) || !take_separator(rest, false)) return false;
  if (bold && !take(rest, "**") && rest.ends_with("**")) rest.remove_suffix(2);
  line = trim(rest);
  return true;
}

bool is_case_facts(std::string_view line) {
  return take_first(line, {"【基本案情】", "【案情】", "【简要案情】", "【案情简介】", "【案件基本情况】"});
}

std::size_t next_line(Lines lines, std::size_t at) {
  for (++at; at < lines.size() && is_empty_line(lines[at].text);)
    ++at;
  return at;
}

bool is_question(std::string_view text) {
  const auto found = opening(text);
  return found && !found->label.starts_with("案例") && !found->label.starts_with("典型案例");
}

class QuestionParser {
public:
  QuestionParser(Lines lines, ClauseBuilder& builder) : lines_(lines), builder_(builder) {}

  void run() {
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (is_empty_line(lines_[i].text)) continue;
      if (!is_open_ || answered_)
        if (const std::size_t aside = read_aside(lines_, i, builder_); aside > i) {
          is_open_ = answered_ = false;
          i = aside - 1;
          continue;
        }
      line(i);
    }
    close();
  }

private:
  void line(std::size_t at) {
    const auto& [number, whole] = lines_[at];
    const auto heading = heading_line(whole);
    std::string_view text = heading ? std::string_view(heading->text) : whole;
    const auto numbered = numbered_line(text);
    if (const auto found = opening(text)) return open(*found, number);
    if (names_case(text, at))
      return open(numbered ? Opening{numbered->label, numbered->value, numbered->rest} : Opening{{}, 0, text},
                  number);
    if (heading) return chapter(heading->level, text, numbered);
    if (numbered && numbered->level == 1 && is_heading_only(numbered->rest) && opens_below(at))
      return chapter(kChapterRank, text, numbered);
    if (is_case_facts(text) && answered_) close();
    if (is_open_) take_answer_mark(text);
    if (!is_open_) builder_.end(); // outside questions, a paragraph is a clause
    if (text.empty()) return;      // 答： alone
    builder_.text(text, number);
    answered_ = true;
  }

  // The line above 【基本案情】.
  [[nodiscard]] bool names_case(std::string_view text, std::size_t at) const {
    const std::size_t next = next_line(lines_, at);
    return next < lines_.size() && is_case_facts(lines_[next].text) && !text.ends_with("。") &&
           !is_case_facts(text) && count_code_points(text) <= kLongestCaseTitle;
  }

  [[nodiscard]] bool opens_below(std::size_t at) const {
    const std::size_t next = next_line(lines_, at);
    return next < lines_.size() && opening(lines_[next].text).has_value();
  }

  void chapter(int rank, std::string_view text, const std::optional<NumberedLine>& numbered) {
    close();
    builder_.heading(rank, std::string(text));
    chapter_ = numbered;
  }

  void open(const Opening& opening, int line) {
    close();
    Clause clause;
    clause.heading = std::string(opening.title);
    if (opening.number > 0) {
      clause.key = (chapter_ ? std::to_string(chapter_->value) + "." : "") + std::to_string(opening.number);
      clause.own_number = (chapter_ ? chapter_->label : "") + opening.label;
    }
    title_ = clause.heading;
    line_ = line;
    builder_.begin(std::move(clause), line);
    is_open_ = true;
  }

  // A question that nobody answered is its own text.
  void close() {
    if (is_open_ && !answered_) builder_.text(title_, line_);
    builder_.end();
    is_open_ = answered_ = false;
  }

  Lines lines_;
  ClauseBuilder& builder_;
  std::optional<NumberedLine> chapter_;
  std::string title_; // of the open clause
  int line_ = 0;
  bool is_open_ = false, answered_ = false;
};

} // namespace

bool is_question_text(Lines lines) {
  constexpr int kFew = 2;
  int questions = 0, answers = 0, cases = 0;
  for (const auto& [number, line] : lines) {
    const auto heading = heading_line(line);
    std::string_view text = heading ? std::string_view(heading->text) : line;
    if (is_question(text)) ++questions;
    if (is_case_facts(text)) ++cases;
    if (take_answer_mark(text)) ++answers;
  }
  return (questions >= kFew && 2 * answers >= questions) || cases >= kFew;
}

void parse_questions(Lines lines, ClauseBuilder& builder) {
  QuestionParser(lines, builder).run();
}

} // namespace fengqiao::indexer

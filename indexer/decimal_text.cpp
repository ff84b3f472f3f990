#include "indexer/text_parsers.hpp"

#include "core/numeral.hpp"
#include "core/text.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace fengqiao::indexer {
namespace {

constexpr int kNumberedRank = 10; // below Markdown's six levels
constexpr int kLongestGap = 3;    // a number may be missing; 2.1 and then 2.9 is a figure

// A numbered line of a decimal text.
struct Item {
  std::size_t line = 0;
  std::vector<int> numbers; // 2.1.3
  std::string_view rest;
};

// How the chapters of a decimal text are numbered: 1 总则, 1. 总则, 一、总则, 第一章 总则.
enum class TopStyle { none, blank, dot, chinese, division };

struct TopLine {
  TopStyle style = TopStyle::none;
  int number = 0;
  std::string_view rest;
};

std::string_view without_heading_marks(std::string_view line) {
  const std::size_t marks = std::min(line.find_first_not_of('#'), line.size());
  return heading_line(line) ? trim(line.substr(marks)) : line;
}

std::string_view leading_digits(std::string_view line) {
  return line.substr(0, std::min(line.find_first_not_of("0123456789"), line.size()));
}

// 1 总则: digits, a blank and what may be a heading or a sentence; no unit of a figure.
std::optional<TopLine> bare_top(std::string_view line) {
  const std::string_view digits = leading_digits(line);
  const auto number = parse_numeral(digits);
  const std::string_view behind = line.substr(digits.size());
  if (!number || *number == 0 || *number > 99 || trim(behind).size() == behind.size()) return std::nullopt;
  const std::string_view rest = trim(behind);
  std::size_t pos = 0;
  if (rest.empty() || !is_han(next_code_point(rest, pos))) return std::nullopt;
  return TopLine{TopStyle::blank, *number, rest};
}

std::optional<TopLine> top_line(std::string_view line) {
  if (auto bare = bare_top(line)) return bare;
  if (const auto numbered = numbered_line(line)) {
    if (numbered->level == 1) return TopLine{TopStyle::chinese, numbered->value, numbered->rest};
    if (numbered->level == 3) return TopLine{TopStyle::dot, numbered->value, numbered->rest};
  }
  if (division_rank(line) == 0) return std::nullopt;
  constexpr std::string_view kOrdinal = "第", kChapter = "章";
  const auto end = line.find(kChapter);
  if (end == line.npos) return std::nullopt;
  const auto number = parse_numeral(line.substr(kOrdinal.size(), end - kOrdinal.size()));
  if (!number) return std::nullopt;
  return TopLine{TopStyle::division, *number, trim(line.substr(end + kChapter.size()))};
}

// Finds the lines that go on in count: 1, 1.1, 1.1.1, 1.1.2, 1.2, 2, …
class Counter {
public:
  explicit Counter(Lines lines) : lines_(lines), next_(lines.size() + 1, 0) {
    for (std::size_t i = lines.size(); i-- > 0;) {
      next_[i] = next_[i + 1];
      if (const auto decimal = decimal_line(without_heading_marks(lines[i].text))) {
        next_[i] = decimal->numbers.front();
        ++decimals_;
      }
    }
  }

  std::vector<Item> run() {
    std::vector<Item> items;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      const std::string_view text = without_heading_marks(lines_[i].text);
      if (is_contents_title(text)) {
        i = behind_contents(lines_, i) - 1;
      } else if (annex_line(text)) {
        last_.clear();
      } else if (auto decimal = decimal_line(text)) {
        if (!goes_on(decimal->numbers)) continue;
        last_ = decimal->numbers;
        ++counted_;
        items.push_back({i, std::move(decimal->numbers), decimal->rest});
      } else if (const auto top = top_line(text); top && is_chapter(*top, i)) {
        style_ = top->style;
        last_ = {top->number};
        items.push_back({i, {top->number}, top->rest});
      }
    }
    return items;
  }

  // Few decimals are out of count: figures at the start of a broken line would be.
  [[nodiscard]] bool is_numbering() const { return counted_ >= 2 && counted_ * 5 >= decimals_ * 4; }

private:
  // The next sibling of an open number, the first child of the last one, or the first of the next chapter.
  [[nodiscard]] bool goes_on(const std::vector<int>& numbers) const {
    const std::size_t depth = numbers.size() - 1;
    if (last_.empty()) return numbers == std::vector<int>{1, 1};
    if (depth > last_.size()) return false;
    if (numbers.size() == 2 && style_ == TopStyle::none && numbers[0] == last_[0] + 1) return numbers[1] == 1;
    if (!std::equal(numbers.begin(), numbers.end() - 1, last_.begin())) return false;
    const int before = depth < last_.size() ? last_[depth] : 0;
    return numbers[depth] > before && numbers[depth] <= before + kLongestGap;
  }

  // The chapter after the open one. What looks like it may be an item of a list: the decimals below tell.
  [[nodiscard]] bool is_chapter(const TopLine& top, std::size_t at) const {
    if (style_ != TopStyle::none && style_ != top.style) return false;
    if (top.number != (last_.empty() ? 1 : last_[0] + 1)) return false;
    const int next = next_[at + 1];
    if (next == top.number) return true;
    return (next == 0 || next > top.number) && is_heading_only(top.rest);
  }

  Lines lines_;
  std::vector<int> next_; // the chapter of the next decimal at or behind a line, 0: none comes
  std::size_t decimals_ = 0, counted_ = 0;
  TopStyle style_ = TopStyle::none;
  std::vector<int> last_;
};

std::string joined(const std::vector<int>& numbers) {
  std::string out;
  for (const int number : numbers)
    out += (out.empty() ? "" : ".") + std::to_string(number);
  return out;
}

void begin_item(ClauseBuilder& builder, const Item& item, int line) {
  Clause clause;
  clause.key = clause.own_number = joined(item.numbers);
  const bool heading_only = is_heading_only(item.rest);
  if (heading_only) clause.heading = std::string(item.rest);
  builder.heading(kNumberedRank + static_cast<int>(item.numbers.size()),
                  clause.own_number + (heading_only ? " " + std::string(item.rest) : ""));
  builder.begin(std::move(clause), line, true);
  if (!heading_only && !item.rest.empty()) builder.text(item.rest, line);
}

} // namespace

bool is_decimal_text(Lines lines) {
  Counter counter(lines);
  counter.run();
  return counter.is_numbering();
}

void parse_decimal(Lines lines, ClauseBuilder& builder) {
  const std::vector<Item> items = Counter(lines).run();
  auto item = items.begin();
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const auto& [number, line] = lines[i];
    if (is_empty_line(line)) continue;
    const auto heading = heading_line(line);
    const std::string_view text = heading ? std::string_view(heading->text) : line;
    if (item != items.end() && item->line == i) {
      begin_item(builder, *item++, number);
    } else if (is_contents_title(text)) {
      i = behind_contents(lines, i) - 1;
    } else if (heading) {
      builder.heading(heading->level, heading->text);
    } else if (annex_line(line)) {
      builder.heading(1, std::string(line));
    } else if (const auto aside = read_aside(lines, i, builder); aside > i) {
      i = aside - 1;
    } else {
      builder.text(line, number);
    }
  }
}

} // namespace fengqiao::indexer

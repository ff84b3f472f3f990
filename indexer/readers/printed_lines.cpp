#include "indexer/readers/printed_lines.hpp"

#include "core/limits.hpp"
#include "core/text.hpp"
#include "indexer/source_lines.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <functional>
#include <iterator>
#include <map>
#include <set>

namespace fengqiao::indexer {
namespace {

constexpr double kMarginPart = 0.13; // of the page's height, at both ends: where headers and footers stand
constexpr double kIndent = 1.2;      // in characters
constexpr double kShort = 2.2;       // a line that ends this much before the margin ends its paragraph
constexpr double kGap = 1.9;         // line distances
constexpr std::size_t kFewLines = 8; // too few to see a page's margins

std::string without_digits(std::string_view text) {
  std::string out;
  for (const char c : text)
    if ((c < '0' || c > '9') && c != ' ') out.push_back(c);
  return out;
}

double median(std::vector<double> values, double part = 0.5) {
  if (values.empty()) return 0;
  const auto at = values.begin() + std::lround(part * static_cast<double>(values.size() - 1));
  std::nth_element(values.begin(), at, values.end());
  return *at;
}

bool in_margin(const PrintedLine& line) {
  return line.table.empty() &&
         (line.bottom < line.page_height * kMarginPart || line.top > line.page_height * (1 - kMarginPart));
}

// Sets `column` where a page is printed in two.
void find_columns(std::vector<PrintedLine>& lines) {
  for (std::size_t begin = 0; begin < lines.size();) {
    std::size_t end = begin, left = 0, right = 0;
    while (end < lines.size() && lines[end].page == lines[begin].page)
      ++end;
    const double middle = lines[begin].page_width / 2;
    for (std::size_t i = begin; i < end; ++i) {
      if (!lines[i].table.empty()) continue;
      left += lines[i].right < middle * 1.04;
      right += lines[i].left > middle * 0.96;
    }
    const bool two = left >= kFewLines && right >= kFewLines && (left + right) * 10 >= (end - begin) * 8;
    for (std::size_t i = begin; two && i < end; ++i)
      lines[i].column = lines[i].left > middle * 0.96 ? 1 : 0;
    begin = end;
  }
}

struct Margins {
  double left = 0, right = 0, character = 1, pitch = 1;
};

// The furthest place that a fair part of the lines reaches, two at least: where most lines are short (a rule
// of short sentences), most do not reach it.
double right_margin(std::vector<double> rights, double character) {
  std::sort(rights.begin(), rights.end(), std::greater<>());
  const std::size_t needed = std::max<std::size_t>(2, rights.size() / 20);
  for (std::size_t i = 0; i + needed <= rights.size(); ++i)
    if (rights[i] - rights[i + needed - 1] < character) return rights[i];
  return median(rights, 0.9);
}

Margins margins_of(const std::vector<const PrintedLine*>& lines) {
  std::vector<double> lefts, rights, characters, pitches;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const PrintedLine& line = *lines[i];
    const int columns = display_width(line.text);
    lefts.push_back(line.left);
    rights.push_back(line.right);
    if (columns >= 10) characters.push_back((line.right - line.left) / columns * 2);
    if (i > 0 && lines[i - 1]->page == line.page && line.top > lines[i - 1]->top)
      pitches.push_back(line.top - lines[i - 1]->top);
  }
  Margins out;
  out.character = characters.empty() ? lines.front()->bottom - lines.front()->top : median(characters);
  // The left margin is where a fair part of the lines begins, not the one that hangs out furthest.
  std::sort(lefts.begin(), lefts.end());
  out.left = lefts.front();
  for (std::size_t i = 0; i < lefts.size(); ++i) {
    const auto near =
        std::upper_bound(lefts.begin(), lefts.end(), lefts[i] + out.character / 2) - lefts.begin();
    if ((static_cast<std::size_t>(near) - i) * 8 >= lefts.size()) {
      out.left = lefts[i];
      break;
    }
  }
  out.right = right_margin(std::move(rights), out.character);
  out.pitch = pitches.empty() ? lines.front()->bottom - lines.front()->top : median(pitches);
  return out;
}

// The margins of a page's column; of the whole paper where the page has few lines.
class AllMargins {
public:
  explicit AllMargins(const std::vector<PrintedLine>& lines) {
    std::map<std::pair<int, int>, std::vector<const PrintedLine*>> by_page;
    std::vector<const PrintedLine*> all;
    double widest_table = 0;
    for (const PrintedLine& line : lines) {
      if (!line.table.empty()) {
        widest_table = std::max(widest_table, line.right);
        continue;
      }
      by_page[{line.page, line.column}].push_back(&line);
      all.push_back(&line);
    }
    if (all.empty()) return;
    whole_ = margins_of(all);
    whole_.right = std::max(whole_.right, widest_table); // a table reaches the margin, short lines do not
    for (const auto& [where, found] : by_page)
      if (found.size() >= kFewLines || where.second > 0) margins_[where] = margins_of(found);
  }
  [[nodiscard]] const Margins& of(const PrintedLine& line) const {
    const auto found = margins_.find({line.page, line.column});
    return found == margins_.end() ? whole_ : found->second;
  }

private:
  Margins whole_;
  std::map<std::pair<int, int>, Margins> margins_;
};

bool ends_sentence(std::string_view text) {
  for (const std::string_view mark : {"。", "；", "：", "！", "？", ".", ";", ":", "”", "）"})
    if (text.ends_with(mark)) return true;
  return false;
}

bool begins_item(const std::string& text) {
  return article_line(text) || numbered_line(text) || division_rank(text) > 0 ||
         starts_with_any(text, {"问：", "答："});
}

// "1." alone: the text that it numbers was printed apart from it.
bool is_only_a_mark(const std::string& text) {
  const auto numbered = numbered_line(text);
  return numbered && numbered->rest.empty();
}

bool is_centered(const PrintedLine& line, const Margins& margins) {
  const double before = line.left - margins.left, behind = margins.right - line.right;
  return before > 2.5 * margins.character && behind > 2.5 * margins.character &&
         std::abs(before - behind) < 2.5 * margins.character;
}

// 一、总体要求........3
bool is_contents_entry(std::string_view text) {
  return !text.empty() && text.back() >= '0' && text.back() <= '9' &&
         (text.find("......") != text.npos || text.find(". . . ") != text.npos ||
          text.find("………") != text.npos);
}

class Joiner {
public:
  explicit Joiner(const std::vector<PrintedLine>& lines) : lines_(lines), margins_(lines) {}

  std::vector<Block> run() {
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (!lines_[i].table.empty()) {
        add_table(out_, lines_[i].table, cells_left_);
        continue;
      }
      const bool begins = i == 0 || !lines_[i - 1].table.empty() ||
                          (i >= 2 && same_row(lines_[i - 2], lines_[i - 1])) ||
                          begins_paragraph(lines_[i - 1], lines_[i]);
      if (const auto article = article_line(lines_[i].text); article && begins)
        last_article_ = std::atoi(article->key.c_str());
      if (begins)
        out_.push_back(
            {BlockKind::paragraph, 0, lines_[i].text, is_centered(lines_[i], margins_.of(lines_[i]))});
      else
        append(lines_[i].text);
    }
    return std::move(out_);
  }

private:
  [[nodiscard]] bool begins_paragraph(const PrintedLine& before, const PrintedLine& line) const {
    const Margins &mine = margins_.of(line), &its = margins_.of(before);
    const bool same_place = line.page == before.page && line.column == before.column;
    if (same_place && is_only_a_mark(before.text)) return false;
    if (closes_bracket(line.text)) return false;
    if (is_contents_entry(before.text)) return true;
    if (division_rank(line.text) > 0 || is_next_article(line.text) || same_row(before, line)) return true;
    if (same_place && other_size(before, line)) return true;
    if (is_centered(line, mine) || is_centered(before, its)) return true;
    const bool hangs = same_place && line.hanging > 0 && line.left == line.hanging;
    if (!hangs && line.left > mine.left + kIndent * mine.character) return true;
    if (before.right < its.right - kShort * its.character) return true;
    if (begins_item(line.text) && ends_sentence(before.text)) return true;
    return same_place && line.top - before.top > kGap * mine.pitch;
  }

  // The article that follows the last one, or a first one: no reference that happens to begin a line.
  [[nodiscard]] bool is_next_article(const std::string& text) const {
    const auto article = article_line(text);
    const int number = article ? std::atoi(article->key.c_str()) : 0;
    return article && (number == 1 || number == last_article_ + 1);
  }

  // Pieces beside each other (甲方：  乙方：) are texts of their own.
  static bool same_row(const PrintedLine& a, const PrintedLine& b) {
    const double middle = (b.top + b.bottom) / 2;
    return a.page == b.page && a.column == b.column && a.table.empty() && b.left >= a.right &&
           a.top < middle && middle < a.bottom;
  }

  // （2024年6月3日印发 自2024年7月1日 / 起施行）, printed in the middle.
  [[nodiscard]] bool closes_bracket(std::string_view line) const {
    constexpr std::string_view open = "（", close = "）";
    const std::string& text = out_.back().text;
    return text.starts_with(open) && text.find(close) == text.npos && line.ends_with(close) &&
           line.find(open) == line.npos;
  }

  // A title above its text: letters of a clearly other size.
  static bool other_size(const PrintedLine& before, const PrintedLine& line) {
    constexpr double kOther = 1.25;
    const double a = before.bottom - before.top, b = line.bottom - line.top;
    return a > 0 && b > 0 && std::max(a, b) > kOther * std::min(a, b);
  }

  void append(const std::string& text) {
    std::string& open = out_.back().text;
    const auto is_word = [](unsigned char c) { return c < 0x80 && std::isalnum(c) != 0; };
    // Two words are two words; two parts of one number are one.
    const bool digits = std::isdigit(static_cast<unsigned char>(open.back())) != 0 &&
                        std::isdigit(static_cast<unsigned char>(text.front())) != 0;
    if (is_word(static_cast<unsigned char>(open.back())) &&
        is_word(static_cast<unsigned char>(text.front())) && !digits)
      open.push_back(' ');
    open += text;
  }

  const std::vector<PrintedLine>& lines_;
  AllMargins margins_;
  int last_article_ = 0;
  std::size_t cells_left_ = limits::table_cells; // of all tables
  std::vector<Block> out_;
};

} // namespace

namespace {

bool same_columns(const PrintedLine& a, const PrintedLine& b) {
  if (!a.gutters.empty() || !b.gutters.empty())
    return a.gutters.size() == b.gutters.size() &&
           std::equal(a.gutters.begin(), a.gutters.end(), b.gutters.begin(),
                      [](const auto& x, const auto& y) { return x.first < y.second && y.first < x.second; });
  constexpr double kNear = 3;
  return a.columns.size() == b.columns.size() &&
         std::equal(a.columns.begin(), a.columns.end(), b.columns.begin(),
                    [](double x, double y) { return std::abs(x - y) <= kNear; });
}

// A table that goes on at the top of the next page.
void join_tables(std::vector<PrintedLine>& lines) {
  std::vector<PrintedLine> out;
  int page = 0; // on which the last table ends
  for (PrintedLine& line : lines) {
    const bool goes_on = !out.empty() && !line.table.empty() && !out.back().table.empty() &&
                         line.page == page + 1 && same_columns(out.back(), line);
    page = line.page;
    if (!goes_on) {
      out.push_back(std::move(line));
      continue;
    }
    auto& rows = out.back().table;
    const auto first = line.table.begin() + (line.table.front() == rows.front() ? 1 : 0);
    rows.insert(rows.end(), std::make_move_iterator(first), std::make_move_iterator(line.table.end()));
  }
  lines = std::move(out);
}

} // namespace

std::optional<PageNumber> page_number(std::string_view line) {
  constexpr std::u32string_view marks = U"-—－–─·•/／,，第共页";
  constexpr std::size_t kMostMarks = 6, kMostDigits = 5;
  std::size_t seen = 0, digits = 0;
  PageNumber out;
  bool first = true; // of the numbers in the line
  for (const char32_t c : to_utf32(line)) {
    const bool wide = c >= U'０' && c <= U'９';
    if ((c >= '0' && c <= '9') || wide) {
      if (++digits > kMostDigits) return std::nullopt;
      if (first) out.number = out.number * 10 + static_cast<int>(c - (wide ? U'０' : U'0'));
      continue;
    }
    if (digits > 0) first = false;
    if (is_space(c)) continue;
    if (++seen > kMostMarks || marks.find(c) == marks.npos) return std::nullopt;
  }
  out.bare = seen == 0;
  return digits > 0 ? std::optional(out) : std::nullopt;
}

bool is_list_number(std::string_view text) {
  constexpr std::u32string_view digits = U"0123456789一二三四五六七八九十", closing = U".．、)）";
  constexpr std::size_t kLongest = 5;
  std::u32string rest = to_utf32(trim(text));
  if (rest.size() == 1) return rest[0] >= U'①' && rest[0] <= U'⑳';
  if (rest.empty() || rest.size() > kLongest || closing.find(rest.back()) == closing.npos) return false;
  rest.pop_back();
  if (rest[0] == U'(' || rest[0] == U'（') rest.erase(0, 1);
  return !rest.empty() && rest.find_first_not_of(digits) == rest.npos;
}

// The same text, digits apart, in the margin of several pages at the same height.
void drop_running_lines(std::vector<PrintedLine>& lines) {
  std::map<std::pair<std::string, long>, std::set<int>> pages;
  const auto key = [](const PrintedLine& line) {
    return std::pair(without_digits(line.text), std::lround(line.top / std::max(line.page_height, 1.0) * 50));
  };
  std::set<int> all;
  for (const PrintedLine& line : lines) {
    all.insert(line.page);
    if (in_margin(line)) pages[key(line)].insert(line.page);
  }
  std::erase_if(lines, [&](const PrintedLine& line) {
    if (!in_margin(line)) return false;
    if (page_number(line.text)) return true;
    const std::size_t seen = pages[key(line)].size();
    return seen >= 3 || (seen == 2 && all.size() <= 3);
  });
}

void join_list_numbers(std::vector<PrintedLine>& lines) {
  constexpr double kWidestGap = 4;       // heights of a line between number and text
  constexpr std::size_t kFarthest = 300; // lines before and behind: more than a page has
  std::vector<bool> joined(lines.size(), false);
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const PrintedLine& number = lines[i];
    if (!is_list_number(number.text)) continue;
    const double middle = (number.top + number.bottom) / 2, height = number.bottom - number.top;
    PrintedLine* text = nullptr;
    const auto look_at = [&](PrintedLine& line) {
      const bool beside = line.top < middle && middle < line.bottom && line.left >= number.right &&
                          line.left - number.right < kWidestGap * height && line.table.empty();
      if (beside && (!text || line.left < text->left)) text = &line;
    };
    for (std::size_t k = i; k > 0 && i - k < kFarthest && lines[--k].page == number.page;)
      look_at(lines[k]);
    for (std::size_t k = i + 1; k < lines.size() && k - i < kFarthest && lines[k].page == number.page; ++k)
      look_at(lines[k]);
    if (!text || is_list_number(text->text)) continue;
    text->text = number.text + text->text;
    text->hanging = text->left;
    text->left = number.left;
    joined[i] = true;
  }
  std::size_t at = 0;
  std::erase_if(lines, [&](const PrintedLine&) { return joined[at++]; });
  constexpr double kSamePlace = 2; // points
  for (std::size_t i = 1; i < lines.size(); ++i)
    if (lines[i].page == lines[i - 1].page && lines[i].hanging == 0 && lines[i - 1].hanging > 0 &&
        std::abs(lines[i].left - lines[i - 1].hanging) < kSamePlace)
      lines[i].hanging = lines[i].left = lines[i - 1].hanging;
}

std::vector<Block> join_printed_lines(std::vector<PrintedLine> lines) {
  std::erase_if(lines, [](const PrintedLine& line) { return line.table.empty() && trim(line.text).empty(); });
  drop_running_lines(lines);
  join_tables(lines);
  if (lines.empty()) return {};
  find_columns(lines);
  return Joiner(lines).run();
}

} // namespace fengqiao::indexer

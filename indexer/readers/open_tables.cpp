#include "indexer/readers/open_tables.hpp"

#include "core/text.hpp"
#include "indexer/readers/table_cells.hpp"
#include "indexer/source_lines.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

namespace fengqiao::indexer {
namespace {

// All in characters of the page's text.
constexpr double kBlank = 1.6;           // pieces of a row that are hardly further apart than a blank
constexpr double kWide = 1.5;            // a gap that only a column makes
constexpr double kGutter = 0.6;          // what all rows of a table leave free at least
constexpr double kApart = 2.5;           // from one row to the next: further, and the table ends
constexpr double kSameRow = 0.4;         // of a line's height: middles that differ by less are of one row
constexpr std::size_t kMostWords = 5000; // of a page: a sheet of small print has 2,000
constexpr std::size_t kMostColumns = 40;
constexpr std::size_t kMostRows = 400;

using Gap = std::pair<double, double>;

double middle_of(double top, double bottom) {
  return (top + bottom) / 2;
}

// One height of a page: places in a list, from left to right.
struct Row {
  double top = 0, bottom = 0;
  std::vector<std::size_t> items;
};

// `at(i)`: anything with left, top, right and bottom.
template <class At> std::vector<Row> rows_of(std::size_t count, At&& at) {
  std::vector<std::size_t> order(count);
  for (std::size_t i = 0; i < count; ++i)
    order[i] = i;
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return middle_of(at(a).top, at(a).bottom) < middle_of(at(b).top, at(b).bottom);
  });
  std::vector<Row> rows;
  for (const std::size_t i : order) {
    const auto& item = at(i);
    const double middle = middle_of(item.top, item.bottom);
    if (!rows.empty()) {
      Row& row = rows.back();
      const double height = std::max(item.bottom - item.top, row.bottom - row.top);
      if (middle - middle_of(row.top, row.bottom) < kSameRow * height) {
        row.items.push_back(i);
        row.top = std::min(row.top, item.top);
        row.bottom = std::max(row.bottom, item.bottom);
        continue;
      }
    }
    rows.push_back({item.top, item.bottom, {i}});
  }
  for (Row& row : rows)
    std::stable_sort(row.items.begin(), row.items.end(),
                     [&](std::size_t a, std::size_t b) { return at(a).left < at(b).left; });
  return rows;
}

// The width of a Chinese character, as most words show it.
double character_of(const std::vector<PlacedWord>& words) {
  std::vector<double> widths;
  for (const PlacedWord& word : words)
    if (const int columns = display_width(word.text); columns >= 2)
      widths.push_back((word.right - word.left) * 2 / columns);
  if (widths.empty()) return words.empty() ? 1 : words.front().bottom - words.front().top;
  const auto at = widths.begin() + static_cast<std::ptrdiff_t>(widths.size() / 2);
  std::nth_element(widths.begin(), at, widths.end());
  return std::max(*at, 1.0);
}

// ---- the order of rows

// Running text in columns: at most heights a long piece stands beside another long one.
bool is_in_columns(const std::vector<PrintedLine>& lines, const std::vector<Row>& rows) {
  constexpr std::size_t kFew = 6, kLong = 10;
  std::size_t beside = 0;
  for (const Row& row : rows) {
    std::size_t pieces = 0;
    for (const std::size_t i : row.items)
      pieces += count_code_points(lines[i].text) >= kLong;
    beside += pieces >= 2;
  }
  return beside >= kFew && beside * 2 >= rows.size();
}

void join(PrintedLine& line, PrintedLine&& next) {
  line.text += " " + next.text;
  line.right = std::max(line.right, next.right);
  line.top = std::min(line.top, next.top);
  line.bottom = std::max(line.bottom, next.bottom);
  line.words.insert(line.words.end(), std::make_move_iterator(next.words.begin()),
                    std::make_move_iterator(next.words.end()));
}

void order_page(std::vector<PrintedLine>& page, std::vector<PrintedLine>& out) {
  const auto rows = rows_of(page.size(), [&](std::size_t i) -> const PrintedLine& { return page[i]; });
  if (is_in_columns(page, rows)) {
    std::move(page.begin(), page.end(), std::back_inserter(out));
    return;
  }
  for (const Row& row : rows) {
    bool first = true;
    for (const std::size_t i : row.items) {
      PrintedLine& line = page[i];
      const double character = line.bottom - line.top;
      const bool joins = !std::exchange(first, false) && line.left - out.back().right < kBlank * character &&
                         line.left >= out.back().right && !is_list_number(out.back().text);
      if (joins)
        join(out.back(), std::move(line));
      else
        out.push_back(std::move(line));
    }
  }
}

// ---- tables

// The words of a page that stand in no table yet, by rows.
struct Page {
  int number = 0;
  double width = 0, height = 0, character = 1;
  std::vector<PlacedWord> words;
  std::vector<Row> rows;
  std::vector<Ruling> rulings; // level ones

  [[nodiscard]] const PlacedWord& word(const Row& row, std::size_t i) const { return words[row.items[i]]; }
};

std::vector<Page> pages_of(const std::vector<PrintedLine>& lines,
                           const std::map<int, std::vector<Ruling>>& rulings) {
  std::vector<Page> pages;
  for (const PrintedLine& line : lines) {
    if (pages.empty() || pages.back().number != line.page) {
      pages.emplace_back();
      pages.back().number = line.page;
      pages.back().width = line.page_width;
      pages.back().height = line.page_height;
    }
    if (line.table.empty())
      pages.back().words.insert(pages.back().words.end(), line.words.begin(), line.words.end());
  }
  for (Page& page : pages) {
    if (page.words.size() > kMostWords) page.words.clear();
    page.character = character_of(page.words);
    page.rows = rows_of(page.words.size(), [&](std::size_t i) -> const PlacedWord& { return page.words[i]; });
    if (const auto drawn = rulings.find(page.number); drawn != rulings.end())
      for (const Ruling& each : drawn->second)
        if (each.right - each.left > each.bottom - each.top) page.rulings.push_back(each);
  }
  return pages;
}

// Rows that leave the same strips free.
struct Run {
  std::size_t first = 0, last = 0; // rows, both in it
  std::vector<Gap> gutters;        // from left to right
};

// The gaps of a row that are as wide as `least`.
std::vector<Gap> gaps_of(const Page& page, const Row& row, double least) {
  std::vector<Gap> out;
  double end = page.word(row, 0).right;
  for (std::size_t i = 1; i < row.items.size(); ++i) {
    const PlacedWord& word = page.word(row, i);
    if (word.left - end >= least) out.emplace_back(end, word.left);
    end = std::max(end, word.right);
  }
  return out;
}

// What `row` leaves of `gutters`; nothing where one of them is lost.
std::vector<Gap> left_free(const Page& page, const Row& row, const std::vector<Gap>& gutters) {
  std::vector<Gap> out;
  for (const Gap& gutter : gutters) {
    const std::size_t before = out.size();
    double begin = gutter.first;
    const auto keep = [&](double end) {
      if (end - begin >= kGutter * page.character) out.emplace_back(begin, end);
    };
    for (std::size_t i = 0; i < row.items.size(); ++i) {
      const PlacedWord& word = page.word(row, i);
      if (word.right <= begin || word.left >= gutter.second) continue;
      keep(std::min(word.left, gutter.second));
      begin = std::max(begin, word.right);
    }
    if (begin < gutter.second) keep(gutter.second);
    if (out.size() == before) return {};
  }
  return out.size() > kMostColumns ? std::vector<Gap>() : out;
}

bool is_near(const Page& page, std::size_t row) {
  return page.rows[row].top - page.rows[row - 1].bottom < kApart * page.character;
}

// Rows from `first` on. A narrow gap of the first row (a blank in its text) may be lost on the way.
Run run_from(const Page& page, std::size_t first, std::vector<Gap> gutters) {
  Run run{first, first, std::move(gutters)};
  const std::size_t end = std::min(page.rows.size(), first + kMostRows);
  for (std::size_t row = first + 1; row < end && is_near(page, row); ++row) {
    auto left = left_free(page, page.rows[row], run.gutters);
    if (left.empty()) {
      std::vector<Gap> wide = run.gutters;
      std::erase_if(wide, [&](const Gap& gap) { return gap.second - gap.first < kWide * page.character; });
      if (wide.empty() || wide.size() == run.gutters.size()) break;
      left = left_free(page, page.rows[row], wide);
      if (left.empty()) break;
    }
    run.gutters = std::move(left);
    run.last = row;
  }
  return run;
}

Run run_from(const Page& page, std::size_t first) {
  const double character = page.character;
  const std::size_t wide = gaps_of(page, page.rows[first], kWide * character).size();
  if (wide == 0 || wide > kMostColumns) return {first, first, {}};
  return run_from(page, first, gaps_of(page, page.rows[first], kGutter * character));
}

std::size_t column_of(const Run& run, const PlacedWord& word) {
  const double middle = (word.left + word.right) / 2;
  std::size_t column = 0;
  while (column < run.gutters.size() && run.gutters[column].second <= middle)
    ++column;
  return column;
}

// The texts of a table's rows, and from them its cells.
class Cells {
public:
  Cells(const Page& page, const Run& run)
      : page_(page), run_(run), columns_(run.gutters.size() + 1), rows_(run.last - run.first + 1) {
    texts_.assign(rows_, std::vector<std::string>(columns_));
    lefts_.assign(columns_, 1e9);
    rights_.assign(columns_, 0);
    for (std::size_t row = 0; row < rows_; ++row)
      for (const std::size_t i : page.rows[run.first + row].items) {
        const PlacedWord& word = page.words[i];
        const std::size_t column = column_of(run, word);
        append_to_cell(texts_[row][column], word.text);
        lefts_[column] = std::min(lefts_[column], word.left);
        rights_[column] = std::max(rights_[column], word.right);
      }
  }

  [[nodiscard]] bool is_table(bool continued) const {
    std::size_t beside = 0, half = 0;
    for (const auto& row : texts_) {
      beside += filled(row) >= 2;
      half += filled(row) >= 2 && filled(row) * 2 >= columns_;
    }
    const std::size_t least = continued ? 1 : columns_ >= 3 ? 2 : 3;
    if (beside < least || half * 3 < beside * 2) return false; // the axes of a chart leave most places free
    return continued || (!is_running_text() && !is_list() && !is_form() && !is_contents());
  }

  [[nodiscard]] PrintedLine table() const {
    PrintedLine out;
    out.page = page_.number;
    out.page_width = page_.width;
    out.page_height = page_.height;
    out.left = *std::min_element(lefts_.begin(), lefts_.end());
    out.right = *std::max_element(rights_.begin(), rights_.end());
    out.top = page_.rows[run_.first].top;
    out.bottom = page_.rows[run_.last].bottom;
    out.gutters = run_.gutters;
    out.columns = {out.left};
    for (const Gap& gutter : run_.gutters)
      out.columns.push_back((gutter.first + gutter.second) / 2);
    out.columns.push_back(out.right);
    for (std::size_t begin = 0; begin < rows_;) { // from one line that goes through to the next
      std::size_t end = begin + 1;
      while (end < rows_ && !is_ruled_above(end))
        ++end;
      add_rows(begin, end, out.table);
      begin = end;
    }
    return out;
  }

private:
  [[nodiscard]] static std::size_t filled(const std::vector<std::string>& row) {
    return static_cast<std::size_t>(
        std::count_if(row.begin(), row.end(), [](const auto& text) { return !text.empty(); }));
  }

  template <class Is> [[nodiscard]] bool mostly(std::size_t column, Is&& is) const {
    std::size_t all = 0, found = 0;
    for (const auto& row : texts_) {
      all += !row[column].empty();
      found += !row[column].empty() && is(row[column]);
    }
    return found * 2 > all;
  }

  // Long lines in the first column that reach its end: a column of text.
  [[nodiscard]] bool is_running_text() const {
    constexpr std::size_t kLong = 10, kFew = 3;
    std::size_t all = 0, full = 0;
    for (std::size_t row = 0; row < rows_; ++row) {
      if (texts_[row][0].empty()) continue;
      ++all;
      double right = 0;
      for (const std::size_t i : page_.rows[run_.first + row].items)
        if (column_of(run_, page_.words[i]) == 0) right = std::max(right, page_.words[i].right);
      full += count_code_points(texts_[row][0]) >= kLong && right > rights_[0] - page_.character;
    }
    return all >= kFew && full * 10 >= all * 6;
  }

  [[nodiscard]] bool is_list() const {
    return columns_ == 2 && mostly(0, [](const std::string& text) {
             const auto numbered = numbered_line(text);
             const auto article = article_line(text);
             return is_list_number(text) || (numbered && numbered->rest.empty()) ||
                    (article && article->rest.empty()) || division_rank(text) > 0;
           });
  }

  [[nodiscard]] bool is_form() const {
    return mostly(columns_ - 1, [](const std::string& text) { return text.find("：") != text.npos; });
  }

  [[nodiscard]] bool is_contents() const {
    const auto is_entry = [](const std::string& text) {
      return article_line(text) || numbered_line(text) || division_rank(text) > 0 ||
             text.find("……") != text.npos || text.find("....") != text.npos;
    };
    const auto is_number = [](const std::string& text) { return page_number(text).has_value(); };
    return columns_ == 2 && mostly(1, is_number) && mostly(0, is_entry);
  }

  [[nodiscard]] bool is_ruled_above(std::size_t row) const {
    const double above =
        middle_of(page_.rows[run_.first + row - 1].top, page_.rows[run_.first + row - 1].bottom);
    const double below = middle_of(page_.rows[run_.first + row].top, page_.rows[run_.first + row].bottom);
    return std::any_of(page_.rulings.begin(), page_.rulings.end(), [&](const Ruling& each) {
      const double there = std::min(each.right, rights_.back()) - std::max(each.left, lefts_.front());
      return above < each.top && each.top < below && there > 0.6 * (rights_.back() - lefts_.front());
    });
  }

  // The column whose texts begin the rows: the first, unless it is merged over several rows.
  [[nodiscard]] std::size_t anchor(std::size_t begin, std::size_t end) const {
    constexpr std::size_t kNarrow = 8; // characters
    std::vector<std::size_t> lines(columns_, 0), longest(columns_, 0);
    for (std::size_t row = begin; row < end; ++row)
      for (std::size_t column = 0; column < columns_; ++column) {
        lines[column] += !texts_[row][column].empty();
        longest[column] = std::max(longest[column], count_code_points(texts_[row][column]));
      }
    std::size_t best = 0;
    for (std::size_t column = 1; column + 1 < columns_; ++column) // the last one explains the others
      if (longest[column] <= kNarrow && lines[column] * 2 > lines[best] * 3) best = column;
    return best;
  }

  void add_rows(std::size_t begin, std::size_t end, std::vector<std::vector<std::string>>& out) const {
    const std::size_t at = anchor(begin, end);
    std::vector<std::size_t> anchors; // where rows begin, or have their middle
    for (std::size_t row = begin; row < end; ++row)
      if (!texts_[row][at].empty() && !(row > begin && goes_on(row, at))) anchors.push_back(row);
    if (anchors.empty()) anchors.push_back(begin);
    const std::size_t first = out.size();
    out.resize(first + anchors.size(), std::vector<std::string>(columns_));
    const bool centered = anchors.size() > 1 ? is_centered(begin, end) : true;
    for (std::size_t column = 0; column < columns_; ++column) {
      std::size_t taken = begin;
      for (std::size_t i = 0; i < anchors.size(); ++i) {
        const std::size_t next = i + 1 < anchors.size() ? anchors[i + 1] : end;
        std::size_t behind = next;
        if (i + 1 < anchors.size() && centered && column != at)
          behind = centered_end(column, taken, anchors[i], next);
        for (; taken < behind; ++taken)
          append_to_cell(out[first + i][column], texts_[taken][column]);
      }
    }
  }

  // A row with nothing but its first text, which is no number and no item: the cell above was wrapped.
  [[nodiscard]] bool goes_on(std::size_t row, std::size_t at) const {
    const std::string& text = texts_[row][at];
    return filled(texts_[row]) == 1 && !texts_[row - 1][at].empty() && !numbered_line(text) &&
           !is_list_number(text) && !page_number(text);
  }

  // Rows closer together than lines can stand: the cells of a row stand in its middle.
  [[nodiscard]] bool is_centered(std::size_t begin, std::size_t end) const {
    for (std::size_t row = begin + 1; row < end; ++row) {
      const Row &above = page_.rows[run_.first + row - 1], &below = page_.rows[run_.first + row];
      const double apart = middle_of(below.top, below.bottom) - middle_of(above.top, above.bottom);
      if (apart < 0.75 * (below.bottom - below.top)) return true;
    }
    return false;
  }

  // Behind the lines of a cell whose middle is at row `anchor`: as many below it as above.
  [[nodiscard]] std::size_t centered_end(std::size_t column, std::size_t begin, std::size_t anchor,
                                         std::size_t next) const {
    std::size_t above = 0, row = begin;
    for (; row < anchor; ++row)
      above += !texts_[row][column].empty();
    for (row = anchor + 1; row < next && above > 0; ++row)
      above -= !texts_[row][column].empty();
    return row;
  }

  const Page& page_;
  const Run& run_;
  std::size_t columns_, rows_;
  std::vector<std::vector<std::string>> texts_; // by row and column
  std::vector<double> lefts_, rights_;          // of the columns
};

struct Found {
  std::size_t page = 0;
  Run run;
  bool continued = false; // part of the table of another page
};

// Leaves out strips that no row shows as the gap of a column, and rows at the end that have the first column
// only.
void trim_run(const Page& page, Run& run) {
  std::vector<bool> wide(run.gutters.size(), false);
  for (std::size_t row = run.first; row <= run.last; ++row)
    for (const Gap& gap : gaps_of(page, page.rows[row], kWide * page.character))
      for (std::size_t i = 0; i < run.gutters.size(); ++i)
        if (gap.first <= run.gutters[i].first + 1 && run.gutters[i].second <= gap.second + 1) wide[i] = true;
  std::size_t at = 0;
  std::erase_if(run.gutters, [&](const Gap&) { return !wide[at++]; });
  if (run.gutters.empty()) return;
  const auto only_first = [&](const Row& row) {
    return std::all_of(row.items.begin(), row.items.end(),
                       [&](std::size_t i) { return column_of(run, page.words[i]) == 0; });
  };
  while (run.last > run.first && only_first(page.rows[run.last]))
    --run.last;
}

// The best run that begins at `first` or just below: a caption over the table has other gaps.
Run best_run(const Page& page, std::size_t first) {
  Run run = run_from(page, first);
  while (run.last > run.first) {
    Run next = run_from(page, run.first + 1);
    if (next.last < run.last || next.gutters.size() <= run.gutters.size()) break;
    run = std::move(next);
  }
  return run;
}

void find_on_page(const std::vector<Page>& pages, std::size_t at, std::vector<Found>& out) {
  const Page& page = pages[at];
  for (std::size_t row = 0; row < page.rows.size();) {
    Run run = best_run(page, row);
    trim_run(page, run);
    if (run.gutters.empty() || run.last == run.first || !Cells(page, run).is_table(false)) {
      ++row;
      continue;
    }
    row = run.last + 1;
    out.push_back({at, std::move(run), false});
  }
}

// Rows at the top of the next page that leave the same strips free, in the place of what was found there.
void go_on_below(const std::vector<Page>& pages, std::vector<Found>& found, std::size_t i) {
  const Found& table = found[i];
  if (table.run.last + 1 != pages[table.page].rows.size() || table.page + 1 >= pages.size()) return;
  const std::size_t number = table.page + 1;
  const Page& page = pages[number];
  if (page.rows.empty()) return;
  auto gutters = left_free(page, page.rows[0], table.run.gutters);
  if (gutters.size() != table.run.gutters.size()) return;
  Run run = run_from(page, 0, std::move(gutters));
  trim_run(page, run);
  if (run.gutters.size() != table.run.gutters.size() || !Cells(page, run).is_table(true)) return;
  const bool there =
      i + 1 < found.size() && found[i + 1].page == number && found[i + 1].run.first <= run.last;
  if (there && found[i + 1].run.last > run.last) return; // more was found there
  if (there)
    found[i + 1] = {number, std::move(run), true};
  else
    found.insert(found.begin() + static_cast<std::ptrdiff_t>(i) + 1, {number, std::move(run), true});
}

// Rows at the foot of the page before.
void begin_above(const std::vector<Page>& pages, std::vector<Found>& found, std::size_t i) {
  const Found& table = found[i];
  if (table.page == 0 || table.run.first != 0) return;
  const std::size_t number = table.page - 1;
  const Page& page = pages[number];
  if (page.rows.empty()) return;
  if (i > 0 && found[i - 1].page == number && found[i - 1].run.last + 1 == page.rows.size()) return;
  Run run{page.rows.size(), page.rows.size() - 1, table.run.gutters};
  while (run.first > 0 && (run.first == page.rows.size() || is_near(page, run.first))) {
    auto left = left_free(page, page.rows[run.first - 1], run.gutters);
    if (left.size() != run.gutters.size() ||
        gaps_of(page, page.rows[run.first - 1], kWide * page.character).empty())
      break;
    run.gutters = std::move(left);
    --run.first;
  }
  if (run.first > run.last || !Cells(page, run).is_table(true)) return;
  found.insert(found.begin() + static_cast<std::ptrdiff_t>(i), {number, std::move(run), true});
}

} // namespace

void order_rows(std::vector<PrintedLine>& lines) {
  std::vector<PrintedLine> out;
  for (std::size_t begin = 0; begin < lines.size();) {
    std::vector<PrintedLine> page;
    const int number = lines[begin].page;
    for (; begin < lines.size() && lines[begin].page == number; ++begin)
      page.push_back(std::move(lines[begin]));
    order_page(page, out);
  }
  lines = std::move(out);
}

std::vector<PrintedLine> open_tables(const std::vector<PrintedLine>& lines,
                                     const std::map<int, std::vector<Ruling>>& rulings) {
  const std::vector<Page> pages = pages_of(lines, rulings);
  std::vector<Found> found;
  for (std::size_t page = 0; page < pages.size(); ++page)
    find_on_page(pages, page, found);
  for (std::size_t i = 0; i < found.size(); ++i)
    go_on_below(pages, found, i);
  for (std::size_t i = found.size(); i-- > 0;)
    begin_above(pages, found, i);
  std::vector<PrintedLine> out;
  for (const Found& each : found)
    out.push_back(Cells(pages[each.page], each.run).table());
  return out;
}

} // namespace fengqiao::indexer

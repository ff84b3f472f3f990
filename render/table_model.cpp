#include "render/table_model.hpp"

#include "core/text.hpp"
#include "render/plain_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

namespace fengqiao::render {
namespace {

enum class Mark { none, above, left };

Mark mark_of(const MdNode& cell) {
  if (cell.children.size() != 1) return Mark::none;
  const MdNode& text = cell.children.front();
  if (text.kind != MdKind::text || !text.origin.empty()) return Mark::none;
  const std::string_view words = trim(text.text);
  return words == "^^" ? Mark::above : words == "<<" ? Mark::left : Mark::none;
}

// Markdown demands a header; a form of names and values leaves it empty.
bool has_empty_header(const MdNode& table) {
  return table.children.size() > 1 && table.children.front().header &&
         std::ranges::all_of(table.children.front().children,
                             [](const MdNode& cell) { return cell.children.empty(); });
}

class Reader {
public:
  Reader(const MdNode& table, bool merge)
      : table_(table), first_(has_empty_header(table) ? 1 : 0), merge_(merge) {
    model_.columns = std::max<std::size_t>(table.aligns.size(), 1);
    model_.rows = table.children.size() - first_;
    model_.owners.resize(model_.rows * model_.columns);
  }

  TableModel read() {
    static const MdNode empty;
    for (std::size_t row = 0; row < model_.rows; ++row) {
      const MdNode& node = table_.children[first_ + row];
      if (node.header) model_.header_rows = row + 1;
      for (std::size_t column = 0; column < model_.columns; ++column)
        add(row, column, column < node.children.size() ? node.children[column] : empty);
    }
    check_rectangles();
    return std::move(model_);
  }

private:
  void add(std::size_t row, std::size_t column, const MdNode& node) {
    std::size_t& owner = model_.owners[row * model_.columns + column];
    const Mark mark = merge_ ? mark_of(node) : Mark::none;
    if (mark == Mark::above && row > 0)
      owner = model_.owner(row - 1, column);
    else if (mark == Mark::left && column > 0)
      owner = model_.owner(row, column - 1);
    else {
      if (mark != Mark::none) fault(row, column, mark == Mark::above ? "上面没有格可并" : "左边没有格可并");
      owner = model_.cells.size();
      model_.cells.push_back({&node, row, column, 1, 1});
      return;
    }
    TableCell& cell = model_.cells[owner];
    cell.rows = std::max(cell.rows, row - cell.row + 1);
    if (column < cell.column) fault(row, column, "并成的格不是矩形");
    cell.columns = std::max(cell.columns, column - std::min(cell.column, column) + 1);
    if (cell.row < model_.header_rows) model_.header_rows = std::max(model_.header_rows, row + 1);
  }

  void check_rectangles() {
    std::vector<std::size_t> covered(model_.cells.size(), 0);
    for (const std::size_t owner : model_.owners)
      ++covered[owner];
    for (std::size_t i = 0; i < model_.cells.size(); ++i) {
      const TableCell& cell = model_.cells[i];
      if (covered[i] != cell.rows * cell.columns) fault(cell.row, cell.column, "并成的格不是矩形");
    }
    if (model_.header_rows > kMostHeaderRows)
      fault(model_.header_rows - 1, 0, fmt::format("把表头并到了第 {} 行", model_.header_rows));
  }

  void fault(std::size_t row, std::size_t column, std::string_view what) {
    if (model_.faults.empty()) model_.fault_line = table_.children[first_ + row].line;
    model_.faults.push_back(fmt::format("第 {} 行第 {} 栏{}", first_ + row + 1, column + 1, what));
  }

  const MdNode& table_;
  std::size_t first_; // row that is printed
  bool merge_;
  TableModel model_;
};

bool all_strong(const MdNode& cell) {
  return !cell.children.empty() &&
         std::all_of(cell.children.begin(), cell.children.end(), [](const MdNode& n) {
           return n.kind == MdKind::strong ||
                  (n.kind == MdKind::text && n.origin.empty() && trim(n.text).empty());
         });
}

// 合计, 小计（件）, 总计; a sentence that begins so is none.
bool names_total(std::u32string_view text) {
  constexpr std::size_t most = 10;
  if (text.size() > most) return false;
  for (const std::u32string_view word : {U"合计", U"小计", U"总计", U"共计", U"累计"})
    if (text.starts_with(word)) return true;
  return false;
}

void find_totals(TableModel& model) {
  model.totals.assign(model.rows, false);
  std::vector<bool> decided(model.rows, false);
  for (const TableCell& cell : model.cells) {
    if (cell.row < model.header_rows || decided[cell.row]) continue;
    const std::u32string text = plain_text(*cell.node);
    if (text.empty()) continue;
    decided[cell.row] = true;
    model.totals[cell.row] = cell.rows == 1 && (names_total(text) || all_strong(*cell.node));
  }
}

bool is_digit(char32_t c) {
  return c >= '0' && c <= '9';
}

std::u32string_view trimmed(std::u32string_view text) {
  while (!text.empty() && is_space(text.front()))
    text.remove_prefix(1);
  while (!text.empty() && is_space(text.back()))
    text.remove_suffix(1);
  return text;
}

} // namespace

TableModel read_table(const MdNode& table, std::size_t header_rows) {
  TableModel model = Reader(table, true).read();
  if (!model.faults.empty()) {
    TableModel plain = Reader(table, false).read();
    plain.faults = std::move(model.faults);
    plain.fault_line = model.fault_line;
    model = std::move(plain);
  }
  model.header_rows = std::min(model.rows, std::max(model.header_rows, header_rows));
  find_totals(model);
  return model;
}

std::optional<std::size_t> whole_part(std::u32string_view text) {
  std::size_t at = 0;
  while (at < text.size() && is_space(text[at]))
    ++at;
  constexpr std::u32string_view signs = U"+-−±＋－";
  if (at < text.size() && signs.find(text[at]) != signs.npos) ++at;
  const std::size_t first = at;
  while (at < text.size() && (is_digit(text[at]) || (text[at] == ',' && at > first)))
    ++at;
  if (at == first) return std::nullopt;
  const std::size_t whole = at;
  if (at + 1 < text.size() && text[at] == '.' && is_digit(text[at + 1])) {
    ++at;
    while (at < text.size() && is_digit(text[at]))
      ++at;
  }
  const std::u32string_view unit = trimmed(text.substr(at));
  if (unit.empty() || unit == U"%" || unit == U"‰" || unit == U"％") return whole;
  return std::nullopt;
}

bool is_number_placeholder(std::u32string_view text) {
  static constexpr std::array<std::u32string_view, 10> kPlaceholders{U"—", U"——", U"－",   U"-",    U"–",
                                                                     U"/", U"无", U"持平", U"新增", U"…"};
  return std::ranges::find(kPlaceholders, trimmed(text)) != kPlaceholders.end();
}

} // namespace fengqiao::render

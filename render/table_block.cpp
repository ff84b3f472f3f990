// Tables as strips: a row is one strip, or, where it is taller than a page, one strip a line.
#include "render/block_flow.hpp"
#include "render/table_layout.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace fengqiao::render {
namespace {

constexpr double kCenterBelow = 6.5;  // em: columns of short text are centred where Markdown says nothing
constexpr double kShortHeader = 4.5;  // em: headers up to four characters stay on one line
constexpr double kCellStretch = 0.15; // em: few gaps a line, so that a wide stretch would show
constexpr double kLeastCap = 10;      // em: what counts as unbreakable at most (addresses are broken)

struct Cell {
  RichText text;
  ContentWidth content;
  BrokenParagraph broken;
};

struct Row {
  bool header = false;
  std::vector<Cell> cells;
};

class TableSetter {
public:
  TableSetter(const MdNode& node, Setting& setting) : node_(node), setting_(setting), style_(setting.style) {}

  void read_cells() {
    columns_ = std::max<std::size_t>(node_.aligns.size(), 1);
    for (const MdNode& row_node : node_.children) {
      Row row;
      row.header = row_node.header;
      const RunStyle look = run_style(cell_style(row));
      for (const MdNode& cell_node : row_node.children) {
        if (row.cells.size() == columns_) break;
        Cell cell;
        cell.text = rich_text(cell_node, look, setting_);
        cell.content = content_width(cell.text.items, style_.gap);
        row.cells.push_back(std::move(cell));
      }
      row.cells.resize(columns_);
      rows_.push_back(std::move(row));
    }
  }

  // False when there is less than a character's room in each column.
  bool set_columns(const std::vector<double>& shares, double available, double left) {
    const double em = style_.table_cell.size;
    padding_ = std::clamp((available / static_cast<double>(columns_) - 2 * em) / 2, 1.0,
                          std::max(1.0, style_.table.padding_x));
    const std::vector<ColumnContent> contents = measure_columns();
    widths_ = shares.empty() ? share_widths(contents, available, style_.table.fill)
                             : proportional_widths(shares, contents, available);
    if (*std::min_element(widths_.begin(), widths_.end()) < em + 2) return false;
    double x = left;
    if (shares.empty() && !style_.table.fill)
      for (const double width : widths_)
        x += (available / static_cast<double>(columns_) - width) / 2;
    frame.edges = {x};
    for (const double width : widths_)
      frame.edges.push_back(frame.edges.back() + width);
    for (std::size_t i = 0; i < columns_; ++i)
      aligns_.push_back(node_.aligns.size() > i && node_.aligns[i] != MdAlign::none ? node_.aligns[i]
                        : body_most_[i] <= kCenterBelow * em                        ? MdAlign::center
                                                                                    : MdAlign::left);
    return true;
  }

  void set_rows(int table, std::vector<Strip>& out) {
    double head_height = 0;
    for (Row& row : rows_)
      if (row.header) {
        frame.head.push_back(whole_row(row, table));
        frame.head.back().keep_next = true;
        head_height += frame.head.back().height;
      }
    for (const Strip& head : frame.head)
      out.push_back(head);
    const double room = style_.area_height - head_height - style_.caption.size * 3;
    const std::size_t first = out.size();
    for (Row& row : rows_) {
      if (row.header) continue;
      Strip strip = whole_row(row, table);
      if (strip.height <= room) {
        out.push_back(std::move(strip));
      } else {
        split_row(row, table, out);
      }
    }
    // The last row does not stand alone on a page.
    if (out.size() >= first + 2) out[out.size() - 2].keep_next = true;
  }

  TableFrame frame;

private:
  [[nodiscard]] const TextStyle& cell_style(const Row& row) const {
    return row.header ? style_.table_header : style_.table_cell;
  }

  [[nodiscard]] double pitch(const Row& row) const {
    const TextStyle& style = cell_style(row);
    return style.pitch > 0 ? style.pitch : 1.35 * style.size;
  }

  std::vector<ColumnContent> measure_columns() {
    std::vector<ColumnContent> contents(columns_);
    body_most_.assign(columns_, 0);
    const double pad = 2 * padding_ + 0.5, em = style_.table_cell.size;
    for (const Row& row : rows_)
      for (std::size_t i = 0; i < columns_; ++i) {
        const ContentWidth& cell = row.cells[i].content;
        ColumnContent& column = contents[i];
        const bool short_header = row.header && cell.most <= kShortHeader * em;
        column.least = std::max(column.least,
                                short_header ? cell.most + pad : std::min(cell.least, kLeastCap * em) + pad);
        column.most = std::max(column.most, cell.most + pad);
        // A header in two lines: half its length, rounded up to a character.
        const double wrapped =
            row.header && !short_header ? std::max(cell.least, cell.most / 2 + em / 2) : cell.most;
        column.compact = std::max(column.compact, std::min(wrapped, cell.most) + pad);
        column.bulk += std::pow(cell.most + pad, 3);
        if (!row.header) body_most_[i] = std::max(body_most_[i], cell.most);
      }
    for (ColumnContent& column : contents) {
      column.compact = std::max(column.compact, em + pad); // an empty column is still one to write in
      column.most = std::max(column.most, column.compact);
    }
    return contents;
  }

  void break_cells(Row& row) {
    const double em = cell_style(row).size;
    for (std::size_t i = 0; i < columns_; ++i) {
      const double room = widths_[i] - 2 * padding_;
      const bool justify = align_of(row, i) == MdAlign::left && room >= style_.table.justify_from * em;
      row.cells[i].broken =
          break_lines(row.cells[i].text.items,
                      {.width = room, .justify = justify, .gap = style_.gap, .most_stretch = kCellStretch});
    }
  }

  [[nodiscard]] MdAlign align_of(const Row& row, std::size_t column) const {
    return row.header && style_.table_header.align != MdAlign::none ? style_.table_header.align
                                                                    : aligns_[column];
  }

  // The whole row as one strip, each cell in the middle of its height.
  Strip whole_row(Row& row, int table) {
    break_cells(row);
    std::size_t lines = 1;
    for (const Cell& cell : row.cells)
      lines = std::max(lines, cell.broken.lines.size());
    Strip strip = row_strip(
        table, std::max(style_.table.min_row, body_height(lines, row) + 2 * style_.table.padding_y));
    for (std::size_t i = 0; i < columns_; ++i) {
      const double top = (strip.height - body_height(row.cells[i].broken.lines.size(), row)) / 2;
      for (std::size_t k = 0; k < row.cells[i].broken.lines.size(); ++k)
        draw_cell_line(row, i, k, top + static_cast<double>(k) * pitch(row), strip);
    }
    return strip;
  }

  // A row taller than a page: a strip for each line, cells at the top.
  void split_row(Row& row, int table, std::vector<Strip>& out) {
    std::size_t lines = 1;
    for (const Cell& cell : row.cells)
      lines = std::max(lines, cell.broken.lines.size());
    for (std::size_t k = 0; k < lines; ++k) {
      const double above = k == 0 ? style_.table.padding_y : 0;
      const double below = k + 1 == lines ? style_.table.padding_y : 0;
      Strip strip = row_strip(table, pitch(row) + above + below);
      strip.row_end = k + 1 == lines;
      strip.keep_next = k == 0 || k + 2 == lines;
      for (std::size_t i = 0; i < columns_; ++i)
        if (k < row.cells[i].broken.lines.size())
          draw_cell_line(row, i, k, above + (pitch(row) - cell_style(row).size) / 2, strip);
      out.push_back(std::move(strip));
    }
  }

  static Strip row_strip(int table, double height) {
    Strip strip;
    strip.height = strip.ink_height = height;
    strip.table = table;
    return strip;
  }

  [[nodiscard]] double body_height(std::size_t lines, const Row& row) const {
    return static_cast<double>(lines - 1) * pitch(row) + cell_style(row).size;
  }

  void draw_cell_line(const Row& row, std::size_t column, std::size_t line, double top, Strip& strip) const {
    const Cell& cell = row.cells[column];
    const Line& at = cell.broken.lines[line];
    const double room = widths_[column] - 2 * padding_;
    double x = frame.edges[column] + padding_;
    const MdAlign align = align_of(row, column);
    if (align == MdAlign::center) x += (room - at.width - at.x) / 2;
    if (align == MdAlign::right) x += room - at.width;
    draw_line(cell.text, cell.broken, at, x, top + kEmAscent * cell_style(row).size, strip.ink);
  }

  const MdNode& node_;
  Setting& setting_;
  const PageStyle& style_;
  std::size_t columns_ = 0;
  double padding_ = 3;
  std::vector<Row> rows_;
  std::vector<double> widths_, body_most_;
  std::vector<MdAlign> aligns_;
};

} // namespace

void BlockFlow::add_table(const MdNode& node, const Directives& directives, const BlockPlace& at) {
  const PageStyle& style = setting_.style;
  TableSetter table(node, setting_);
  table.read_cells();
  if (!directives.widths.empty() && directives.widths.size() != node.aligns.size())
    return setting_.problem(
        ErrorCode::data, directives.line,
        fmt::format("列宽给了 {} 栏，表格有 {} 栏", directives.widths.size(), node.aligns.size()),
        "每栏写一个数");
  if (!table.set_columns(directives.widths, width(at), at.left))
    return setting_.problem(ErrorCode::data, node.line,
                            fmt::format("表格有 {} 栏，有的栏窄得放不下一个字", node.aligns.size()),
                            "改用横排版式（表册横排），或拆成几张表");
  const std::size_t first = flow_.strips.size();
  const int index = static_cast<int>(flow_.tables.size());
  if (!directives.caption.empty()) {
    add_text(rich_text(directives.caption, run_style(style.caption), setting_), {.style = style.caption}, at);
    for (std::size_t i = first; i < flow_.strips.size(); ++i)
      flow_.strips[i].keep_next = true;
    BlockFlow again(setting_);
    again.add_text(rich_text(directives.caption + style.table.continued, run_style(style.caption), setting_),
                   {.style = style.caption}, at);
    if (again.flow_.strips.size() == 1) table.frame.continued = std::move(again.flow_.strips.front());
  }
  table.set_rows(index, flow_.strips);
  flow_.tables.push_back(std::move(table.frame));
  if (first == flow_.strips.size()) return;
  flow_.strips[first].before = std::max(flow_.strips[first].before, style.line_pitch() / 4);
  flow_.strips.back().after = style.line_pitch() / 4;
}

} // namespace fengqiao::render

#include "render/table_rows.hpp"

#include "render/anchors.hpp"

#include <algorithm>

namespace fengqiao::render {
namespace {

constexpr double kEpsilon = 0.01; // points

class RowSetter {
public:
  RowSetter(const TableCells& cells, const Directives& directives, Setting& setting)
      : cells_(cells), model_(cells.model()), directives_(directives), setting_(setting),
        style_(setting.style) {
    frame.edges = cells.edges();
  }

  void set_rows(int table, std::vector<Strip>& out) {
    set_heights();
    set_rules();
    double head_height = 0;
    for (std::size_t row = 0; row < model_.header_rows; ++row) {
      frame.head.push_back(whole_row(row, table));
      frame.head.back().keep_next = true;
      head_height += heights_[row];
    }
    if (head_height > style_.area_height)
      setting_.problem(ErrorCode::data, cells_.all().front().at.node->line, "表头比一页还高，印不出来",
                       "把表头里的长文字移到表外");
    const std::size_t head = out.size();
    for (const Strip& strip : frame.head)
      out.push_back(strip);
    const double caption = style_.caption.pitch > 0 ? style_.caption.pitch : style_.line_pitch();
    const double room = style_.area_height - head_height - std::max(style_.caption.size * 3, caption);
    const std::size_t first = out.size();
    std::vector<std::size_t> begins; // of each body row in `out`
    for (std::size_t row = model_.header_rows; row < model_.rows; ++row) {
      begins.push_back(out.size());
      if (heights_[row] <= room)
        out.push_back(whole_row(row, table));
      else
        split_row(row, table, out);
    }
    begins.push_back(out.size());
    for (const SetCell& cell : cells_.all()) { // anchors given inside a cell name the row
      const std::size_t row = cell.at.row;
      Strip& strip = out[cells_.is_body(cell) ? begins[row - model_.header_rows] : head + row];
      add_inline_anchors(*cell.at.node, strip.anchors);
    }
    add_spans();
    hold_spans(begins, room, out);
    hold_totals(begins, out);
    // The last row does not stand alone on a page, and the first one hardly.
    if (out.size() >= first + 2) out[out.size() - 2].keep_next = out[first].like_next = true;
  }

  TableFrame frame;

private:
  void set_heights() {
    heights_.assign(model_.rows, style_.table.min_row);
    for (const SetCell& cell : cells_.all())
      if (cell.at.rows == 1)
        heights_[cell.at.row] =
            std::max(heights_[cell.at.row], cells_.text_height(cell) + 2 * style_.table.padding_y);
    if (directives_.diagonal_head && model_.header_rows > 0 && cells_.all().front().at.rows == 1)
      heights_[0] = std::max(heights_[0],
                             style_.table.diagonal * style_.table_header.size + 2 * style_.table.padding_y);
    for (const SetCell& cell : cells_.all()) {
      if (cell.at.rows == 1) continue;
      double sum = 0;
      for (std::size_t i = 0; i < cell.at.rows; ++i)
        sum += heights_[cell.at.row + i];
      const double lacking = cells_.text_height(cell) + 2 * style_.table.padding_y - sum;
      for (std::size_t i = 0; i < cell.at.rows && lacking > 0; ++i)
        heights_[cell.at.row + i] += lacking / static_cast<double>(cell.at.rows);
    }
  }

  void set_rules() {
    frame.rows.resize(model_.rows);
    for (std::size_t row = 0; row < model_.rows; ++row) {
      TableRow& rules = frame.rows[row];
      for (std::size_t column = 0; column < model_.columns; ++column) {
        const std::size_t owner = model_.owner(row, column);
        rules.open_below.push_back(row + 1 < model_.rows && model_.owner(row + 1, column) == owner);
        rules.open_right.push_back(column + 1 < model_.columns && model_.owner(row, column + 1) == owner);
      }
      rules.strong_below = row + 1 < model_.rows && model_.totals[row + 1];
    }
  }

  Strip row_strip(std::size_t row, int table, double height) const {
    Strip strip;
    strip.height = strip.ink_height = height;
    strip.table = table;
    strip.row = row;
    return strip;
  }

  [[nodiscard]] std::vector<const SetCell*> cells_of(std::size_t row) const {
    std::vector<const SetCell*> out;
    for (std::size_t column = 0; column < model_.columns; ++column) {
      const SetCell& cell = cells_.all()[model_.owner(row, column)];
      if (cell.at.row == row && cell.at.column == column && cell.at.rows == 1) out.push_back(&cell);
    }
    return out;
  }

  // The whole row as one strip, each cell in the middle of its height.
  Strip whole_row(std::size_t row, int table) const {
    Strip strip = row_strip(row, table, heights_[row]);
    for (const SetCell* cell : cells_of(row))
      cells_.draw(*cell, (strip.height - cells_.text_height(*cell)) / 2, strip.ink);
    return strip;
  }

  // A row taller than a page: a strip for each line, cells at the top. What stands in its first column is
  // shown again on each page.
  void split_row(std::size_t row, int table, std::vector<Strip>& out) {
    const std::vector<const SetCell*> cells = cells_of(row);
    std::size_t lines = 1;
    for (const SetCell* cell : cells) {
      lines = std::max(lines, cell->broken.lines.size());
      if (cell->picture)
        setting_.problem(ErrorCode::data, cell->at.node->line, "有图片的一行文字太多，一页放不下",
                         "把图片或文字移到另外一行");
    }
    constexpr std::size_t most_label_lines = 3;
    const bool labelled = !cells.empty() && cells.front()->at.column == 0 &&
                          !cells.front()->text.items.empty() &&
                          cells.front()->broken.lines.size() <= most_label_lines;
    for (std::size_t k = 0; k < lines; ++k) {
      const double above = k == 0 ? style_.table.padding_y : 0;
      const double below = k + 1 == lines ? style_.table.padding_y : 0;
      Strip strip = row_strip(row, table, cells_.pitch(row) + above + below);
      // Where the page ends here, the row's foot is set as at its end.
      strip.ink_height += style_.table.padding_y - below;
      strip.row_end = k + 1 == lines;
      strip.keep_next = k < most_label_lines || k + 2 == lines;
      for (const SetCell* cell : cells)
        if (k < cell->broken.lines.size() && !(labelled && cell == cells.front()))
          cells_.draw_one_line(*cell, k, above + (cells_.pitch(row) - cells_.style_of(row).size) / 2,
                               strip.ink);
      out.push_back(std::move(strip));
    }
    if (labelled) add_span(*cells.front(), true);
  }

  void add_spans() {
    for (const SetCell& cell : cells_.all())
      if (cells_.is_diagonal(cell.at))
        add_diagonal(cell);
      else if (cell.at.rows > 1)
        add_span(cell, false);
  }

  void add_span(const SetCell& cell, bool at_top) {
    SpanCell span;
    span.row_begin = cell.at.row;
    span.row_end = cell.at.row + cell.at.rows;
    span.padding = style_.table.padding_y;
    span.at_top = at_top;
    span.header = !cells_.is_body(cell);
    // On the base line of the lines beside it.
    const double top = at_top ? (cells_.pitch(cell.at.row) - cells_.style_of(cell.at.row).size) / 2 : 0;
    cells_.draw(cell, top, span.first.ink);
    span.first.height = top + cells_.text_height(cell);
    if (cells_.is_body(cell) && !cell.text.items.empty()) {
      const SetCell copy = cells_.continued(cell);
      cells_.draw(copy, top, span.again.ink);
      span.again.height = top + cells_.text_height(copy);
    }
    frame.spans.push_back(std::move(span));
  }

  void add_diagonal(const SetCell& cell) {
    SpanCell span;
    span.row_begin = 0;
    span.row_end = cell.at.rows;
    span.header = span.diagonal = true;
    span.left = frame.edges[0];
    span.right = frame.edges[cell.at.columns];
    span.diagonal_width = style_.table.inner_rule;
    const auto [low, high] = cells_.diagonal_labels();
    const double size = style_.table_header.size, gap = style_.table.padding_y / 2;
    const auto draw = [&](const RichText& label, bool right, double top, Ink& ink) {
      const BrokenParagraph broken =
          break_lines(label.items, {.width = span.right - span.left, .justify = false, .gap = style_.gap});
      const Line& line = broken.lines.front();
      const double x = right ? span.right - cells_.padding() - line.width : span.left + cells_.padding();
      draw_line(label, broken, line, x, top + kEmAscent * size, ink);
    };
    draw(high, true, gap, span.first.ink);
    draw(low, false, 0, span.again.ink);
    span.again.height = size + gap;
    frame.spans.push_back(std::move(span));
  }

  // Rows that share a cell should stand together; the first ones, which hold its text, do.
  void hold_spans(const std::vector<std::size_t>& begins, double room, std::vector<Strip>& out) {
    for (const SetCell& cell : cells_.all()) {
      if (cell.at.rows == 1 || !cells_.is_body(cell)) continue;
      const std::size_t first = cell.at.row - model_.header_rows;
      double height = 0;
      for (std::size_t i = 0; i < cell.at.rows; ++i)
        height += heights_[cell.at.row + i];
      const double text = cells_.text_height(cell) + 2 * style_.table.padding_y;
      if (text > room) {
        setting_.problem(ErrorCode::data, cell.at.node->line, "并成的一格里文字太多，一页放不下",
                         "把文字移到不合并的格里，或少并几行");
        continue;
      }
      const std::size_t begin = begins[first], end = begins[first + cell.at.rows];
      double sum = out[begin].height;
      for (std::size_t i = begin; i + 1 < end; ++i) {
        out[i].keep_next |= sum < text - kEpsilon;
        out[i].like_next |= height <= room;
        sum += out[i + 1].height;
      }
    }
  }

  // A total stays with the row above it.
  void hold_totals(const std::vector<std::size_t>& begins, std::vector<Strip>& out) const {
    for (std::size_t row = model_.header_rows + 1; row < model_.rows; ++row)
      if (model_.totals[row]) out[begins[row - model_.header_rows] - 1].keep_next = true;
  }

  const TableCells& cells_;
  const TableModel& model_;
  const Directives& directives_;
  Setting& setting_;
  const PageStyle& style_;
  std::vector<double> heights_;
};

} // namespace

TableFrame set_rows(const TableCells& cells, const Directives& directives, Setting& setting, int table,
                    std::vector<Strip>& out) {
  RowSetter setter(cells, directives, setting);
  setter.set_rows(table, out);
  return std::move(setter.frame);
}

} // namespace fengqiao::render

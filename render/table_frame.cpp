#include "render/table_frame.hpp"

#include <algorithm>

namespace fengqiao::render {
namespace {

constexpr double kEpsilon = 0.01; // points

} // namespace

void TablePart::add(const Strip& row, double top) {
  rows_.push_back({row.row, top, top + row.height, row.row_end});
  foot_ = top + row.height;
}

void TablePart::draw(const TableStyle& style, double dx, double dy, std::vector<bool>& shown,
                     Page& page) const {
  if (rows_.empty()) return;
  draw_rules(style, dx, dy, page);
  shown.resize(frame_->spans.size(), false);
  // Spanning cells are in the order of their first rows, and a header's rows may stand here again.
  for (std::size_t i = 0; i < frame_->spans.size(); ++i) {
    const SpanCell& cell = frame_->spans[i];
    const bool here = std::any_of(rows_.begin(), rows_.end(), [&](const Row& row) {
      return row.index >= cell.row_begin && row.index < cell.row_end;
    });
    if (!here) continue;
    draw_span(cell, shown[i] && !cell.header, dx, dy, page);
    shown[i] = true;
  }
}

// Whether the cell at (row, column) goes on in the row below.
bool TablePart::open_below(std::size_t row, std::size_t column) const {
  const TableRow& rules = frame_->rows[row];
  return column < rules.open_below.size() && rules.open_below[column];
}

void TablePart::draw_rules(const TableStyle& style, double dx, double dy, Page& page) const {
  const std::vector<double>& edges = frame_->edges;
  const std::size_t columns = edges.size() - 1;
  const auto rule = [&](double x1, double y1, double x2, double y2, double width) {
    if (width > 0) page.rules.push_back({dx + x1, dy + y1, dx + x2, dy + y2, width, {}});
  };
  const double top = rows_.front().top;
  rule(edges.front(), top, edges.back(), top, style.outer_rule);
  for (const Row& row : rows_) {
    if (!row.ended || row.foot > foot_ - kEpsilon) continue;
    const double width = frame_->rows[row.index].strong_below ? style.outer_rule : style.inner_rule;
    for (std::size_t begin = 0; begin < columns;) {
      std::size_t end = begin;
      while (end < columns && !open_below(row.index, end))
        ++end;
      if (end > begin) rule(edges[begin], row.foot, edges[end], row.foot, width);
      begin = end + 1;
    }
  }
  rule(edges.front(), foot_, edges.back(), foot_, style.outer_rule);
  rule(edges.front(), top, edges.front(), foot_, style.outer_rule);
  for (std::size_t edge = 1; edge < columns; ++edge) {
    const auto open = [&](const Row& row) {
      const TableRow& rules = frame_->rows[row.index];
      return edge <= rules.open_right.size() && rules.open_right[edge - 1];
    };
    for (std::size_t begin = 0; begin < rows_.size();) {
      std::size_t end = begin;
      while (end < rows_.size() && !open(rows_[end]))
        ++end;
      if (end > begin)
        rule(edges[edge], rows_[begin].top, edges[edge], rows_[end - 1].foot, style.inner_rule);
      begin = end + 1;
    }
  }
  rule(edges.back(), top, edges.back(), foot_, style.outer_rule);
}

void TablePart::draw_span(const SpanCell& cell, bool shown, double dx, double dy, Page& page) const {
  // The rows of one cell follow each other.
  const auto inside = [&](const Row& row) { return row.index >= cell.row_begin && row.index < cell.row_end; };
  const auto first = std::find_if(rows_.begin(), rows_.end(), inside);
  const auto last = std::find_if_not(first, rows_.end(), inside);
  const double top = first->top, foot = std::prev(last)->foot;
  if (cell.diagonal) {
    page.rules.push_back({dx + cell.left, dy + top, dx + cell.right, dy + foot, cell.diagonal_width, {}});
    add_ink(cell.first.ink, dx, dy + top, page);
    add_ink(cell.again.ink, dx, dy + foot - cell.again.height, page);
    return;
  }
  const SpanText& text = shown ? cell.again : cell.first;
  const double room = foot - top - 2 * cell.padding;
  if (text.height > room + kEpsilon) return; // `first` has its room, `again` is a courtesy
  const double y = cell.at_top ? top + cell.padding : (top + foot - text.height) / 2;
  add_ink(text.ink, dx, dy + y, page);
}

} // namespace fengqiao::render

// The rows of a table that stand on one page: their rules, and the cells that reach over several rows.
#pragma once

#include "render/strip.hpp"

namespace fengqiao::render {

// Collects the rows as the page cutter places them, then draws the frame around them in whole lines.
class TablePart {
public:
  TablePart(const TableFrame& frame, double top) : frame_(&frame), foot_(top) {}

  void add(const Strip& row, double top);

  // `first` tells for each spanning cell whether an earlier page showed it; it is brought up to date. x is
  // measured from the type area's left edge and y from its top; (dx, dy) is its corner on the page.
  void draw(const TableStyle& style, double dx, double dy, std::vector<bool>& shown, Page& page) const;

private:
  struct Row {
    std::size_t index = 0;
    double top = 0, foot = 0;
    bool ended = true;
  };
  void draw_rules(const TableStyle& style, double dx, double dy, Page& page) const;
  void draw_span(const SpanCell& cell, bool shown, double dx, double dy, Page& page) const;
  [[nodiscard]] bool open_below(std::size_t row, std::size_t column) const;

  const TableFrame* frame_;
  std::vector<Row> rows_; // a row that is split has several
  double foot_;
};

} // namespace fengqiao::render

// How charts are drawn: the 图表 section of a page style. Lengths in points.
#pragma once

#include "render/page_layout.hpp"

#include <array>
#include <cstddef>
#include <vector>

namespace fengqiao::render {

inline constexpr std::size_t kMostChartSeries = 6;

constexpr Color gray_of(int part) { // 0 black … 255 white
  return {part / 255.0, part / 255.0, part / 255.0};
}

// How a series' columns and bars are filled: hatched, or in one colour.
struct ChartFill {
  Color color = gray_of(255);
  bool rising = false, falling = false;
  friend bool operator==(const ChartFill&, const ChartFill&) = default;
};

struct ChartStyle {
  double text_size = 10.5, least_text_size = 7;
  double leading = 1.15;                // of the text's size
  double height = 0.5;                  // of the plot of columns and curves, part of its width
  double row = 22, row_per_series = 13; // height of a category of bars
  double tallest = 0.85;                // of a chart of bars, part of the type area
  double filled = 0.72;                 // of a category's room
  double widest_column = 60;
  double narrow = 4;   // columns and bars below it go without edge and hatching
  double gap = 3;      // between axis and words
  double marker = 2.8; // its radius
  double axis = 0.7, edge = 0.5, curve = 1, thin_curve = 0.6, hair = 0.35; // widths of lines
  double hatch_step = 4;
  double names_share = 0.35; // of a bar chart's width, at most, for the names of its categories
  int marked_points = 60;    // curves of more points go without markers, and are thin
  int numbered_points = 16;  // a curve of more goes without numbers
  int wrapped_points = 16;   // categories beyond it stand in one line, not all of them
  int label_lines = 4, label_characters = 60; // of a category, at most
  Color grid = gray_of(204);
  // Six ways that stay apart on a black and white printer.
  std::array<ChartFill, kMostChartSeries> fills{{{gray_of(89), false, false},
                                                 {gray_of(255), true, false},
                                                 {gray_of(199), false, false},
                                                 {gray_of(255), true, true},
                                                 {gray_of(255), false, false},
                                                 {gray_of(255), false, true}}};
  std::array<double, kMostChartSeries> narrow_grays{0.2, 0.7, 0.45, 0.85, 0, 0.6};
  std::array<std::vector<double>, kMostChartSeries> dashes{
      // of curves; none: a whole line
      {{}, {6, 3}, {1.5, 2}, {6, 2, 1.5, 2}, {10, 3}, {3, 3}}};

  friend bool operator==(const ChartStyle&, const ChartStyle&) = default;
};

class MapReader;
void read_chart_style(MapReader& map, ChartStyle& out);

} // namespace fengqiao::render

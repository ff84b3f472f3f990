// How the names and seals of a joint issue stand side by side above the date (GB/T 9704—2012 7.3.5.1).
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace fengqiao::render {

struct SealMeasure {
  double width = 0;     // of the type area, which no name and no seal leaves
  double seal = 0;      // across a seal
  double step = 0;      // from one seal's middle to the next one's, for choice; long names stand wider apart
  double least_gap = 0; // between two seals, where `step` does not fit
  double name_gap = 0;  // between two names
  double date = 0;      // width of the date, which stands in the middle below the last name
  double center = 0;    // where the last name of each row should have its middle: above the date's
  std::size_t per_row = 1;
};

struct SealRow {
  std::size_t begin = 0, end = 0; // of the names
  std::vector<double> middles;    // of each of them, from the type area's left edge
};

struct SealRows {
  std::vector<SealRow> rows;
  double center = 0; // the date's middle: moved where the rows would else leave the type area
};

// Rows as full as the width allows, each name in the middle under its seal, no two seals touching, the last
// names of all rows below each other where they can be. A name wider than the type area stands alone in its
// row. Cost: linear.
SealRows seal_rows(std::span<const double> name_widths, const SealMeasure& measure);

} // namespace fengqiao::render

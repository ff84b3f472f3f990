// The round numbers along a chart's axis.
#pragma once

#include <string>
#include <vector>

namespace fengqiao::render {

struct ChartScale {
  double low = 0, high = 1;  // the axis' ends
  std::vector<double> ticks; // evenly from low to high, zero among them
  int decimals = 0;          // that the ticks need

  // The tick as printed, with U+2212 for minus.
  [[nodiscard]] std::string text(double tick) const;
};

// Three to eight ticks, 1, 2 or 5 times a power of ten apart, around zero and all values between `least` and
// `most`.
ChartScale chart_scale(double least, double most);

} // namespace fengqiao::render

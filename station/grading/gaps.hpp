// What a station can still win, item by item, and what it takes in raw numbers.
#pragma once

#include "station/grading/score.hpp"

namespace fengqiao::station::grading {

struct GapStep {
  Rational change; // whole units more (or fewer) of the working number
  Rational points; // won by it
};

struct Gap {
  std::size_t item = 0;
  Rational points;             // weight − score
  std::optional<GapStep> next; // the smallest change that shows in the rounded score
  std::optional<GapStep> most; // the smallest change with which the rule gives the most it can
  std::string advice;          // 再到位5次可得0.03分
};

// Items below their weight, those with most points to be won first, then in the standard's order. Other
// numbers are taken to stay as they are.
std::vector<Gap> gaps(const StationResult& result);

} // namespace fengqiao::station::grading

// How work grows with its input, for tests on machines that are busy with other things.
#pragma once

#include <algorithm>
#include <ctime>
#include <limits>

namespace fengqiao::test {

// Processor seconds of this program, the least of five runs: what other programs do counts little.
template <class Work> double processor_time(Work&& work) {
  double least = std::numeric_limits<double>::max();
  for (int run = 0; run < 5; ++run) {
    const std::clock_t start = std::clock();
    work();
    least = std::min(least, static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC);
  }
  return least;
}

// Twice the input takes about twice the work, where squares would take four times.
inline constexpr double linear_growth = 3;

} // namespace fengqiao::test

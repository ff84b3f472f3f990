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

// Does twice the input take about twice the work, where squares would take four times? A busy machine may
// spoil one comparison (shared caches), so any of three may show it. `time` gives the seconds for an input.
template <class Time, class Input> bool grows_linearly(Time&& time, const Input& once, const Input& twice) {
  constexpr double between_twice_and_four_times = 3;
  for (int round = 0; round < 3; ++round)
    if (time(twice) < between_twice_and_four_times * time(once)) return true;
  return false;
}

} // namespace fengqiao::test

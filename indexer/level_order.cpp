#include "indexer/level_order.hpp"

#include <algorithm>
#include <vector>

namespace fengqiao::indexer {

std::array<int, kNumberStyles> nesting_depths(Lines lines) {
  // inside[outer][inner]: how often `inner` began at 1 between `outer` v and v + 1.
  std::array<std::array<int, kNumberStyles>, kNumberStyles> inside{}, begun{};
  std::array<int, kNumberStyles> last{};
  for (const auto& [number, line] : lines) {
    const auto heading = heading_line(line);
    const auto numbered = numbered_line(heading ? std::string_view(heading->text) : line);
    if (!numbered) continue;
    const auto style = static_cast<std::size_t>(numbered->level);
    for (std::size_t inner = 1; inner < kNumberStyles; ++inner) {
      if (numbered->value == last[style] + 1 && last[style] > 0) inside[style][inner] += begun[style][inner];
      begun[style][inner] = 0;
    }
    last[style] = numbered->value;
    if (numbered->value == 1)
      for (std::size_t outer = 1; outer < kNumberStyles; ++outer)
        if (outer != style) begun[outer][style] = 1;
  }
  // In the usual order, each in front of the first style that lies inside it. Styles that the text does not
  // have would stand between two that are to be compared: they come last.
  std::vector<std::size_t> order, missing;
  for (std::size_t style = 1; style < kNumberStyles; ++style) {
    if (last[style] == 0) {
      missing.push_back(style);
      continue;
    }
    const auto within = [&](std::size_t other) { return inside[style][other] > inside[other][style]; };
    order.insert(std::find_if(order.begin(), order.end(), within), style);
  }
  order.insert(order.end(), missing.begin(), missing.end());
  std::array<int, kNumberStyles> depths{};
  for (std::size_t i = 0; i < order.size(); ++i)
    depths[order[i]] = static_cast<int>(i) + 1;
  return depths;
}

} // namespace fengqiao::indexer

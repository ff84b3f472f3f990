// The spacing of a paragraph before it is broken: what each gap between two characters is, can give and can
// take.
#pragma once

#include "render/line_break.hpp"
#include "render/line_class.hpp"
#include "render/line_rules.hpp"

#include <vector>

namespace fengqiao::render {

// Sums over gaps and characters, so that the measure of any line costs a subtraction.
class LineMeasure {
public:
  // `costs` as break_costs() has them: what holds together is not pulled apart.
  LineMeasure(std::span<const LineItem> items, const std::vector<LineClass>& classes,
              const std::vector<BreakCost>& costs, double gap);

  struct Extent {
    double natural = 0;    // width
    double shrink = 0;     // what its inner gaps can give
    double end_shrink = 0; // what its last mark can give (GB/T 15834 5.1.10)
    double stretch = 0;    // sum of its gaps' shares
  };
  // Of the line that begins with item `begin` and whose last character is `last`. `squeeze_start`: an opening
  // mark at its front loses its blank half.
  [[nodiscard]] Extent extent(std::size_t begin, std::size_t last, bool squeeze_start) const;

  // Natural distance from item i to item i + 1 of the same line, what it can give, and its share of a
  // stretch.
  [[nodiscard]] double step(std::size_t i) const { return step_[i + 1] - step_[i]; }
  [[nodiscard]] double shrink(std::size_t i) const { return shrink_[i + 1] - shrink_[i]; }
  [[nodiscard]] double stretch(std::size_t i) const { return stretch_[i + 1] - stretch_[i]; }
  [[nodiscard]] double start_squeeze(std::size_t i) const;
  [[nodiscard]] double end_squeeze(std::size_t i) const;
  // The last item at or before `i` that is no space; `begin` if all are.
  [[nodiscard]] std::size_t last_visible(std::size_t begin, std::size_t i) const;

private:
  struct Gap {
    double add = 0, shrink = 0, stretch = 0;
  };
  [[nodiscard]] Gap gap(std::size_t i, double han_latin, bool held) const;

  std::span<const LineItem> items_;
  const std::vector<LineClass>& classes_;
  std::vector<double> step_, shrink_, stretch_; // sums before item i
  std::vector<std::size_t> visible_;
};

} // namespace fengqiao::render

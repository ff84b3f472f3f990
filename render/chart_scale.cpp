#include "render/chart_scale.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace fengqiao::render {
namespace {

constexpr double kSteps = 5;    // about so many
constexpr double kSlack = 1e-9; // of binary fractions, part of a step

} // namespace

std::string ChartScale::text(double tick) const {
  const std::string digits = fmt::format("{:.{}f}", std::abs(tick), decimals);
  return tick < 0 ? "−" + digits : digits;
}

ChartScale chart_scale(double least, double most) {
  least = std::min(least, 0.0);
  most = std::max(most, 0.0);
  if (most - least <= 0) most = kSteps; // nothing but zeros: whole numbers
  const double rough = (most - least) / kSteps, power = std::pow(10, std::floor(std::log10(rough)));
  double step = 10 * power;
  for (const double factor : {5.0, 2.0, 1.0})
    if (factor * power >= rough * (1 - kSlack)) step = factor * power;

  const auto first = static_cast<int>(std::floor(least / step + kSlack));
  const auto last = static_cast<int>(std::ceil(most / step - kSlack));
  ChartScale scale{first * step, last * step, {}, 0};
  for (int i = first; i <= last; ++i)
    scale.ticks.push_back(i * step);
  scale.decimals = std::max(0, static_cast<int>(-std::floor(std::log10(step) + kSlack)));
  return scale;
}

} // namespace fengqiao::render

#include "render/seal_rows.hpp"

#include <algorithm>

namespace fengqiao::render {
namespace {

constexpr double kEpsilon = 0.01; // points

class Arranger {
public:
  Arranger(std::span<const double> names, const SealMeasure& measure)
      : names_(names), measure_(measure), close_(measure.seal + measure.least_gap) {}

  SealRows arrange() {
    SealRows out;
    for (std::size_t begin = 0; begin < names_.size();) {
      std::size_t end = begin + 1;
      while (end < names_.size() && end - begin < measure_.per_row && fits(begin, end + 1))
        ++end;
      out.rows.push_back({begin, end, {}});
      begin = end;
    }
    out.center = measure_.center;
    if (out.rows.empty()) return out;
    const bool wide = std::ranges::all_of(out.rows, [this](const SealRow& row) {
      return reach(row.begin, row.end, measure_.step) <= measure_.center + kEpsilon;
    });
    const double step = wide ? measure_.step : close_;
    out.center = center_of(out.rows.back(), step, measure_.center);
    for (SealRow& row : out.rows)
      place(row, step, center_of(row, step, out.center));
    return out;
  }

private:
  // From a name's middle to where it or its seal ends.
  [[nodiscard]] double half(std::size_t i) const { return std::max(names_[i], measure_.seal) / 2; }

  // The same to the right of a row's last name, below which the date may stand.
  [[nodiscard]] double tail(std::size_t i) const { return std::max(half(i), measure_.date / 2); }

  // From a name's middle to the next one's.
  [[nodiscard]] double distance(std::size_t i, double step) const {
    return std::max(step, (names_[i] + names_[i + 1]) / 2 + measure_.name_gap);
  }

  // From the row's left end to its last middle.
  [[nodiscard]] double reach(std::size_t begin, std::size_t end, double step) const {
    double reach = half(begin);
    for (std::size_t i = begin; i + 1 < end; ++i)
      reach += distance(i, step);
    return reach;
  }

  [[nodiscard]] bool fits(std::size_t begin, std::size_t end) const {
    return reach(begin, end, close_) + tail(end - 1) <= measure_.width + kEpsilon;
  }

  // Where the row's last middle stands: as near to `wanted` as its two ends allow.
  [[nodiscard]] double center_of(const SealRow& row, double step, double wanted) const {
    return std::min(std::max(wanted, reach(row.begin, row.end, step)), measure_.width - tail(row.end - 1));
  }

  void place(SealRow& row, double step, double center) const {
    row.middles.assign(row.end - row.begin, center);
    for (std::size_t i = row.middles.size() - 1; i > 0; --i)
      row.middles[i - 1] = row.middles[i] - distance(row.begin + i - 1, step);
  }

  std::span<const double> names_;
  const SealMeasure& measure_;
  double close_;
};

} // namespace

SealRows seal_rows(std::span<const double> name_widths, const SealMeasure& measure) {
  return Arranger(name_widths, measure).arrange();
}

} // namespace fengqiao::render

#include "render/table_layout.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace fengqiao::render {
namespace {

using Widths = std::vector<double>;

constexpr double kForWishes = 0.8, kForNames = 0.9; // of the width

double sum(const Widths& widths) {
  return std::accumulate(widths.begin(), widths.end(), 0.0);
}

Widths spread_out(Widths widths, double available, bool fill) {
  const double total = sum(widths);
  if (fill && total > 0)
    for (double& width : widths)
      width *= available / total;
  return widths;
}

// widths[i] = factor × weight[i] within the column's bounds, with the factor that uses up `available`.
Widths share_by_bulk(std::span<const ColumnContent> columns, const Widths& least, double available) {
  Widths widths(columns.size());
  const auto total = [&](double factor) {
    for (std::size_t i = 0; i < columns.size(); ++i)
      widths[i] = std::clamp(factor * std::pow(columns[i].bulk, 0.25), least[i], columns[i].compact);
    return sum(widths);
  };
  double low = 0, high = 1;
  while (total(high) < available && high < 1e12)
    high *= 2;
  for (int step = 0; step < 60; ++step) {
    const double middle = (low + high) / 2;
    (total(middle) < available ? low : high) = middle;
  }
  return widths;
}

// Raises columns to their wishes, the cheapest first, as long as the sum stays within `most`.
void grant(Widths& widths, const Widths& wishes, double most) {
  std::vector<std::size_t> order(widths.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  const auto extra = [&](std::size_t i) { return wishes[i] - widths[i]; };
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return extra(a) < extra(b); });
  double room = most - sum(widths);
  for (const std::size_t i : order) {
    if (extra(i) <= 0) continue;
    if (extra(i) > room) return;
    room -= extra(i);
    widths[i] = wishes[i];
  }
}

// Less than `least` for all: each column's words first, narrow columns before wide ones, then the rest in
// proportion to what is lacking.
Widths share_too_little(std::span<const ColumnContent> columns, const Widths& least, double available) {
  Widths words, lacking;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    words.push_back(std::min(columns[i].word, least[i]));
    lacking.push_back(least[i] - words[i]);
  }
  if (sum(words) >= available) {
    Widths rising = words;
    std::sort(rising.begin(), rising.end());
    double rest = available;
    std::size_t left = rising.size();
    for (; left > 1 && rising[rising.size() - left] * static_cast<double>(left) <= rest; --left)
      rest -= rising[rising.size() - left];
    for (double& width : words)
      width = std::min(width, rest / static_cast<double>(left));
    return words;
  }
  const double share = (available - sum(words)) / std::max(1e-9, sum(lacking));
  for (std::size_t i = 0; i < words.size(); ++i)
    words[i] += lacking[i] * share;
  return words;
}

// In the given proportion, no column below its `least`; nullopt where that does not fit.
std::optional<Widths> widths_above(const Widths& least, std::span<const double> shares, double available) {
  Widths widths = spread_out(Widths(shares.begin(), shares.end()), available, true);
  std::vector<bool> widened(widths.size(), false);
  for (bool changed = true; changed;) { // each round widens a column for good, so it ends
    changed = false;
    double taken = 0, open_shares = 0;
    for (std::size_t i = 0; i < widths.size(); ++i) {
      if (!widened[i] && widths[i] < least[i]) widened[i] = changed = true;
      if (widened[i])
        taken += least[i];
      else
        open_shares += shares[i];
    }
    if (!changed) break;
    if (open_shares <= 0 || taken >= available) return std::nullopt;
    for (std::size_t i = 0; i < widths.size(); ++i)
      widths[i] = widened[i] ? least[i] : (available - taken) * shares[i] / open_shares;
  }
  return widths;
}

} // namespace

Widths share_widths(std::span<const ColumnContent> columns, double available, bool fill) {
  Widths most, compact, least, names, wish;
  for (const ColumnContent& column : columns) {
    most.push_back(column.most);
    compact.push_back(column.compact);
    least.push_back(std::min(column.least, column.compact));
    names.push_back(std::clamp(column.names, least.back(), column.compact));
    wish.push_back(std::clamp(column.wish, least.back(), column.compact));
  }
  if (sum(most) <= available) return spread_out(most, available, fill);
  if (sum(compact) <= available) return spread_out(compact, available, true);
  if (sum(least) >= available)
    return spread_out(share_too_little(columns, least, available), available, true);
  grant(least, names, kForNames * available);
  grant(least, wish, kForWishes * available);
  return spread_out(share_by_bulk(columns, least, available), available, true);
}

std::vector<double> proportional_widths(std::span<const double> shares,
                                        std::span<const ColumnContent> columns, double available) {
  Widths pieces, words;
  for (const ColumnContent& column : columns) {
    pieces.push_back(column.least);
    words.push_back(std::min(column.word, column.least));
  }
  if (const auto widths = widths_above(pieces, shares, available)) return *widths;
  if (const auto widths = widths_above(words, shares, available)) return *widths;
  return spread_out(Widths(shares.begin(), shares.end()), available, true);
}

} // namespace fengqiao::render

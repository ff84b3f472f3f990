#include "render/line_measure.hpp"

#include <algorithm>

namespace fengqiao::render {
namespace {

using enum LineClass;

constexpr double kHalf = 0.5;        // em: the most that a mark gives
constexpr double kSafety = 0.05;     // em: blank that always stays beside the ink
constexpr double kMiddleHalf = 0.25; // em on each side of · (5.1.7: half a character wide)
constexpr double kHeldStretch = 0.5; // of the share of a gap between a figure and its unit
constexpr double kMarkGives = 0.5;   // em, inside a line that is a little too long

double right_blank(const LineItem& item) {
  return std::max(0.0, item.advance - item.right - kSafety * item.em);
}
double left_blank(const LineItem& item) {
  return std::max(0.0, item.left - kSafety * item.em);
}
bool is_narrow(const LineItem& item) {
  return item.advance < 0.8 * item.em || item.character < 0x80; // M and % may be as wide as Han
}
bool is_word(LineClass c) {
  return c == latin || c == digit || c == sign;
}

} // namespace

LineMeasure::LineMeasure(std::span<const LineItem> items, const std::vector<LineClass>& classes,
                         const std::vector<BreakCost>& costs, double gap_em)
    : items_(items), classes_(classes), step_(items.size() + 1, 0), shrink_(step_), stretch_(step_),
      visible_(items.size(), 0) {
  for (std::size_t i = 0; i < items.size(); ++i) {
    const Gap g = i + 1 < items.size() ? gap(i, gap_em, costs[i] >= kAfterYear) : Gap{};
    step_[i + 1] = step_[i] + items[i].advance + g.add;
    shrink_[i + 1] = shrink_[i] + g.shrink;
    stretch_[i + 1] = stretch_[i] + g.stretch;
    const bool blank = classes[i] == space || classes[i] == wide_space || classes[i] == feed;
    visible_[i] = blank && i > 0 ? visible_[i - 1] : i;
  }
}

LineMeasure::Gap LineMeasure::gap(std::size_t i, double han_latin, bool held) const {
  const LineItem &a = items_[i], &b = items_[i + 1];
  const LineClass ca = classes_[i], cb = classes_[i + 1];
  const double em = std::min(a.em, b.em);
  if (ca == feed || cb == joined || (ca == dash && cb == dash) || (ca == ellipsis && cb == ellipsis))
    return {};
  if (ca == space) return {0, a.advance / 3, 2 * em};
  if (cb == space || (is_word(ca) && is_word(cb))) return {};
  Gap g{0, 0, em};
  const bool narrow_close = is_narrow(a) && ca == close, narrow_open = is_narrow(b) && cb == open;
  // Two marks side by side: the first gives its blank right half, or the second its blank left half.
  const double half = kHalf * em;
  if (ca == close && !narrow_close && (cb == close || cb == open))
    g.add -= std::min(half, right_blank(a));
  else if ((ca == open || ca == close) && cb == open && !narrow_open)
    g.add -= std::min(half, left_blank(b));
  else if (ca == close && !narrow_close)
    g.shrink = std::min(kMarkGives * em, right_blank(a));
  else if (cb == open && !narrow_open)
    g.shrink = std::min(kMarkGives * em, left_blank(b));
  if (ca == middle) g.add -= std::min(kMiddleHalf * em, right_blank(a));
  if (cb == middle) g.add -= std::min(kMiddleHalf * em, left_blank(b));
  const bool word_a = (is_word(ca) || ca == percent) && is_narrow(a), word_b = is_word(cb) && is_narrow(b);
  if ((ca == han && word_b) || (word_a && cb == han)) {
    g.add += han_latin * em;
    g.shrink += han_latin * em / 2;
    g.stretch *= held ? kHeldStretch : 1; // 2026年3月9日 is read as one
  }
  if (is_word(ca) && cb == percent) g.stretch = 0;
  return g;
}

double LineMeasure::start_squeeze(std::size_t i) const {
  return classes_[i] == open ? std::min(kHalf * items_[i].em, left_blank(items_[i])) : 0;
}

double LineMeasure::end_squeeze(std::size_t i) const {
  return classes_[i] == close ? std::min(kHalf * items_[i].em, right_blank(items_[i])) : 0;
}

std::size_t LineMeasure::last_visible(std::size_t begin, std::size_t i) const {
  return std::max(begin, visible_[i]);
}

LineMeasure::Extent LineMeasure::extent(std::size_t begin, std::size_t last, bool squeeze_start) const {
  Extent e;
  e.natural = step_[last] - step_[begin] + items_[last].advance - (squeeze_start ? start_squeeze(begin) : 0);
  e.shrink = shrink_[last] - shrink_[begin];
  e.end_shrink = end_squeeze(last);
  e.stretch = stretch_[last] - stretch_[begin];
  return e;
}

} // namespace fengqiao::render

#include "render/line_break.hpp"

#include "render/han_words.hpp"
#include "render/line_class.hpp"
#include "render/line_measure.hpp"
#include "render/line_rules.hpp"

#include <algorithm>
#include <limits>
#include <string>

namespace fengqiao::render {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kEpsilon = 1e-6;        // points
constexpr double kLonelyCharacter = 400; // a last line of one character
constexpr double kLonelyNarrow = 6; // the same in narrow ragged lines: better than a word cut (整改|率)
constexpr double kShortLine = 150;  // of two: avoided where the other lines hardly show it
constexpr double kWideLine = 15;    // em
constexpr double kOpenLine = 20;   // em: in what is narrower, cells mostly, long ordinals and units are whole
constexpr double kNarrowLine = 12; // em
constexpr double kWordCut = 8;     // in narrow ragged lines
constexpr double kBracketCut = 12; // the same: between the brackets around a few characters
constexpr std::size_t kShortBracket = 8;  // characters, the brackets included
constexpr double kSqueezed = 100;         // all marks of a line squeezed as far as they go
constexpr double kRagged = 40;            // a justified text's line that cannot be
constexpr std::size_t kMostChoices = 500; // breaks that a line may have before it: blanks take no width
constexpr double kLine = 1;               // so that fewer lines win where all else is equal

bool is_mark(LineClass c) {
  return c == LineClass::close || c == LineClass::open || c == LineClass::space || c == LineClass::dash ||
         c == LineClass::ellipsis;
}

std::u32string text_of(std::span<const LineItem> items) {
  std::u32string text;
  text.reserve(items.size());
  for (const LineItem& item : items)
    text += item.character;
  return text;
}

class Breaker {
public:
  Breaker(std::span<const LineItem> items, const LineShape& shape, bool open_long)
      : items_(items), shape_(shape), text_(text_of(items)), classes_(classify(text_)),
        costs_(break_costs(text_, classes_, open_long)), measure_(items, classes_, costs_, shape.gap) {}

  BrokenParagraph run() {
    if (items_.empty()) return {{Line{}}, {}};
    loosen(kToken);
    loosen(kMark);
    loosen(kNever);
    if (!shape_.justify && shape_.width < kNarrowLine * items_.front().em) price_cuts();
    out_.advances.resize(items_.size());
    for (std::size_t begin = 0; begin < items_.size();) {
      std::size_t end = begin;
      while (end < items_.size() && costs_[end] != kForced)
        ++end;
      const std::size_t stop = std::min(end + 1, items_.size());
      break_part(begin, stop);
      begin = stop;
    }
    if (classes_.back() == LineClass::feed) out_.lines.push_back({items_.size(), items_.size(), 0, 0});
    return std::move(out_);
  }

  ContentWidth content() {
    ContentWidth width;
    bool word = false;
    for (std::size_t begin = 0, piece = 0, token = 0, i = 0; i < items_.size(); ++i) {
      word = word || classes_[i] == LineClass::latin || classes_[i] == LineClass::digit;
      if (costs_[i] >= kToken && i + 1 < items_.size()) continue;
      if (word) width.word = std::max(width.word, natural(token, i));
      token = i + 1;
      word = false;
      if (costs_[i] >= kAfterYear && i + 1 < items_.size()) continue;
      width.least = std::max(width.least, natural(piece, i));
      piece = i + 1;
      if (costs_[i] != kForced && i + 1 < items_.size()) continue;
      width.most = std::max(width.most, natural(begin, i));
      begin = i + 1;
    }
    return width;
  }

private:
  [[nodiscard]] double natural(std::size_t begin, std::size_t last) const {
    const std::size_t visible = measure_.last_visible(begin, last);
    if (classes_[visible] == LineClass::feed) return 0;
    const auto extent = measure_.extent(begin, visible, false);
    return extent.natural - extent.end_shrink;
  }

  // Where a piece that holds together at `level` or above is wider than the line, its breaks of that level
  // get a price.
  void loosen(BreakCost level) {
    const double width = std::max(0.0, shape_.width - std::max(0.0, shape_.first_indent));
    for (std::size_t begin = 0, i = 0; i < items_.size(); ++i) {
      if (costs_[i] >= level && i + 1 < items_.size()) continue;
      if (natural(begin, i) > width + kEpsilon) loosen_piece(begin, i, level);
      begin = i + 1;
    }
  }

  void loosen_piece(std::size_t begin, std::size_t last, BreakCost level) {
    for (std::size_t i = begin; i < last; ++i) {
      if (costs_[i] < level || costs_[i] >= level + 10'000) continue;
      if (classes_[i + 1] == LineClass::joined || classes_[i + 1] == LineClass::space) continue;
      costs_[i] = level == kToken  ? loosened_cost(text_[i], classes_[i], classes_[i + 1])
                  : level == kMark ? 6000
                                   : 9000;
    }
  }

  // The items between two line feeds (the second included).
  void break_part(std::size_t begin, std::size_t stop) {
    const bool fed = classes_[stop - 1] == LineClass::feed;
    const std::size_t end = fed ? stop - 1 : stop;
    if (begin == end) {
      out_.lines.push_back({begin, end, begin == 0 ? shape_.first_indent : 0, 0});
      return;
    }
    std::vector<std::size_t> ends = best_breaks(begin, end);
    for (const std::size_t line_end : ends) {
      set_line(begin, line_end, line_end == end);
      begin = line_end;
    }
  }

  struct Choice {
    std::size_t end;  // a line may end before this item
    double cost;      // of the best way to get here
    std::size_t from; // index of the choice before
  };

  std::vector<std::size_t> best_breaks(std::size_t begin, std::size_t end) const {
    std::vector<Choice> choices{{begin, 0, 0}};
    for (std::size_t i = begin; i < end; ++i) {
      const bool last = i + 1 == end;
      if (!last && costs_[i] >= kToken) continue;
      Choice best{i + 1, kInfinity, 0};
      for (std::size_t from = choices.size(); from-- > 0;) {
        const std::size_t start = choices[from].end;
        const double cost = choices[from].cost + line_cost(start, i, last, start == begin);
        if (cost < best.cost) best = {i + 1, cost, from};
        if (best.cost < kInfinity && (too_long(start, i) || choices.size() - from > kMostChoices)) break;
      }
      best.cost += last ? 0 : costs_[i];
      choices.push_back(best);
    }
    std::vector<std::size_t> ends;
    for (std::size_t at = choices.size() - 1; at > 0; at = choices[at].from)
      ends.push_back(choices[at].end);
    std::reverse(ends.begin(), ends.end());
    return ends;
  }

  [[nodiscard]] double room(std::size_t start) const {
    return shape_.width - (start == 0 ? shape_.first_indent : 0);
  }

  // A mark that begins or ends a line gives its blank half wherever the line has to end (or, centred or set
  // to the right, seem to end) at an edge: the ink stands straight, not the squares (5.1.10). The last line
  // of a justified text needs no trimming while it has room.
  [[nodiscard]] LineMeasure::Extent extent_of(std::size_t start, std::size_t i, bool last) const {
    auto e = measure_.extent(start, measure_.last_visible(start, i), at_edge(start));
    if (last && shape_.justify) return e;
    e.natural -= e.end_shrink;
    e.end_shrink = 0;
    return e;
  }

  [[nodiscard]] bool at_edge(std::size_t start) const { return start != 0 || shape_.first_indent == 0; }

  [[nodiscard]] bool too_long(std::size_t start, std::size_t i) const {
    const auto e = extent_of(start, i, false);
    return e.natural - e.shrink > shape_.width + std::max(0.0, -shape_.first_indent) + kEpsilon;
  }

  // How uneven the line is; lines too long are taken only when there is no other way (a single character too
  // wide).
  [[nodiscard]] double line_cost(std::size_t start, std::size_t i, bool last, bool only) const {
    const auto e = extent_of(start, i, last);
    const double missing = room(start) - e.natural, em = items_[start].em;
    if (missing < -kEpsilon) {
      const double inner = -missing - e.end_shrink;
      if (inner <= kEpsilon) return kLine + 2;
      if (inner > e.shrink + kEpsilon) return 1e6 * (1 + (inner - e.shrink) / em);
      const double ratio = inner / e.shrink;
      return kLine + 4 + kSqueezed * ratio * ratio * ratio;
    }
    if (last) return kLine + (only ? 0 : short_line_cost(start, i));
    if (!shape_.justify) return kLine + 2 * (missing / em) * (missing / em) + cut_price(i);
    if (e.stretch <= kEpsilon) return kLine + 1000 + 50 * missing / em;
    const double share = missing / e.stretch;
    if (share <= shape_.most_stretch) return kLine + cubed(share / 0.1);
    return kLine + cubed(shape_.most_stretch / 0.1) + kRagged * (missing / em) * (missing / em);
  }

  static double cubed(double share) { return 100 * share * share * share; }

  void price_cuts() {
    cut_prices_.assign(text_.size(), 0);
    const std::vector<WordCut> words = word_cuts(text_);
    for (std::size_t i = 0; i < words.size(); ++i)
      if (words[i] != WordCut::none) cut_prices_[i] = words[i] == WordCut::inside ? kWordCut : kWordCut / 2;
    std::size_t open = text_.npos;
    for (std::size_t i = 0; i < text_.size(); ++i) {
      if (text_[i] == U'（') open = i;
      if (text_[i] != U'）' || open == text_.npos) continue;
      const std::size_t begin = open;
      for (; i - begin < kShortBracket && open < i; ++open)
        cut_prices_[open] += classes_[open] == LineClass::close ? kBracketCut / 2 : kBracketCut;
      open = text_.npos;
    }
  }

  [[nodiscard]] double cut_price(std::size_t i) const { return i < cut_prices_.size() ? cut_prices_[i] : 0; }

  // One character or two, with or without marks, alone on the last line.
  [[nodiscard]] double short_line_cost(std::size_t start, std::size_t i) const {
    std::size_t n = 0;
    for (std::size_t k = start; k <= i && n < 3; ++k)
      n += !is_mark(classes_[k]);
    const bool wide = shape_.justify && shape_.width > kWideLine * items_[start].em; // not in table cells
    if (n < 2) return cut_prices_.empty() ? kLonelyCharacter : kLonelyNarrow;
    return n < 3 && wide ? kShortLine : 0;
  }

  void set_line(std::size_t begin, std::size_t end, bool last) {
    const std::size_t visible = measure_.last_visible(begin, end - 1);
    const auto e = extent_of(begin, end - 1, last);
    const double trimmed = last && shape_.justify ? 0 : measure_.end_squeeze(visible);
    const double missing = room(begin) - e.natural;
    double stretch = 0, shrink = 0;
    if (missing > 0 && !last && shape_.justify && e.stretch > kEpsilon &&
        missing / e.stretch <= shape_.most_stretch)
      stretch = missing / e.stretch;
    else if (missing < -e.end_shrink - kEpsilon && e.shrink > kEpsilon)
      shrink = std::min(1.0, (-missing - e.end_shrink) / e.shrink);
    const double x =
        (begin == 0 ? shape_.first_indent : 0) - (at_edge(begin) ? measure_.start_squeeze(begin) : 0);
    double width = x;
    for (std::size_t i = begin; i < end; ++i) {
      double advance = items_[i].advance;
      if (i < visible)
        advance = measure_.step(i) + stretch * measure_.stretch(i) - shrink * measure_.shrink(i);
      out_.advances[i] = advance;
      if (i <= visible) width += advance;
    }
    width -= trimmed;
    if (missing < 0) width = std::max(width - e.end_shrink, width + missing);
    out_.lines.push_back({begin, visible + 1, x, width});
  }

  std::span<const LineItem> items_;
  const LineShape& shape_;
  std::u32string text_;
  std::vector<LineClass> classes_;
  std::vector<BreakCost> costs_;
  LineMeasure measure_;
  std::vector<double> cut_prices_; // of narrow ragged lines
  BrokenParagraph out_;
};

} // namespace

BrokenParagraph break_lines(std::span<const LineItem> items, const LineShape& shape) {
  const bool open_long = shape.justify && !items.empty() && shape.width > kOpenLine * items.front().em;
  return Breaker(items, shape, open_long).run();
}

ContentWidth content_width(std::span<const LineItem> items, double gap) {
  const LineShape shape{.gap = gap};
  return Breaker(items, shape, false).content();
}

} // namespace fengqiao::render

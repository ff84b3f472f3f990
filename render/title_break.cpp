#include "render/title_break.hpp"

#include "render/han_words.hpp"
#include "render/line_class.hpp"
#include "render/line_rules.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <string_view>

namespace fengqiao::render {
namespace {

using View = std::u32string_view;

// Prices of ending a line at a place, in squared characters of unevenness.
constexpr double kAfterMark = 0, kBeforeAbout = 0, kAfterOf = 1, kBeforeAnd = 2, kPlain = 6, kAfterAnd = 25,
                 kInsideWord = 200, kBeforeOf = 80, kShortLast = 100, kInsideName = 60, kOneLineMore = 30;
constexpr std::size_t kLeastLast = 4;   // characters of the last line
constexpr std::size_t kMostItems = 400; // beyond, it is no title: broken like any text
constexpr double kHollow = 3;           // a line shorter than both its neighbours

class TitleBreaker {
public:
  TitleBreaker(std::span<const LineItem> items, double width) : items_(items), width_(width) {
    for (const LineItem& item : items)
      text_ += item.character;
    classes_ = classify(text_);
    costs_ = break_costs(text_, classes_);
  }

  struct Lines {
    std::vector<std::size_t> ends; // empty where the text cannot be set so
    double cost = std::numeric_limits<double>::infinity();
  };

  Lines run(std::size_t lines) {
    price_places();
    double whole = 0;
    for (const LineItem& item : items_)
      whole += item.advance;
    mean_ = whole / static_cast<double>(lines) / items_.front().em;
    best_.assign(lines + 1, std::vector<Choice>(items_.size() + 1));
    best_[0][0].cost = 0;
    for (std::size_t line = 1; line <= lines; ++line)
      for (std::size_t begin = 0; begin < items_.size(); ++begin)
        if (best_[line - 1][begin].cost < kNone) extend(line, begin, line == lines);
    const double cost = best_[lines][items_.size()].cost;
    if (cost >= kNone) return {};
    std::vector<std::size_t> ends(lines, items_.size());
    for (std::size_t line = lines; line > 1; --line)
      ends[line - 2] = best_[line][ends[line - 1]].from;
    return {std::move(ends), cost};
  }

private:
  static constexpr double kNone = std::numeric_limits<double>::infinity();
  struct Choice {
    double cost = kNone;
    std::size_t from = 0;
    double length = 0; // of the line that ends here, in characters
  };

  void price_places() {
    prices_.assign(items_.size(), kPlain);
    for (std::size_t i = 0; i + 1 < items_.size(); ++i) {
      const char32_t a = text_[i], b = text_[i + 1];
      if (classes_[i] == LineClass::close || classes_[i] == LineClass::space) prices_[i] = kAfterMark;
      if (View(text_).substr(i + 1).starts_with(U"关于")) prices_[i] = kBeforeAbout;
      if (classes_[i + 1] == LineClass::open) prices_[i] = std::min(prices_[i], kAfterOf);
      if (a == U'的') prices_[i] = kAfterOf;
      if (is_and(b)) prices_[i] = kBeforeAnd;
      if (is_and(a)) prices_[i] = kAfterAnd;
      if (b == U'的') prices_[i] = kBeforeOf;
    }
    for (auto at = text_.find(U'《'); at != text_.npos; at = text_.find(U'《', at + 1))
      for (std::size_t i = at; i + 1 < text_.size() && text_[i + 1] != U'》'; ++i)
        prices_[i] = std::max(prices_[i], kInsideName);
    for (auto at = text_.find(U"关于"); at != text_.npos; at = text_.find(U"关于", at + 1)) {
      prices_[at] = kInsideWord;
      if (at + 1 < prices_.size()) prices_[at + 1] = kAfterAnd;
    }
    const std::vector<WordCut> cuts = word_cuts(text_); // in a name, too, rather between words
    for (std::size_t i = 0; i < cuts.size(); ++i)
      prices_[i] += cuts[i] == WordCut::inside  ? kInsideWord
                    : cuts[i] == WordCut::parts ? kInsideWord / 2
                                                : 0;
  }

  static bool is_and(char32_t c) { return c == U'和' || c == U'与' || c == U'及' || c == U'暨'; }

  void extend(std::size_t line, std::size_t begin, bool last) {
    const Choice& before = best_[line - 1][begin];
    double length = 0;
    for (std::size_t end = begin; end < items_.size(); ++end) {
      length += items_[end].advance;
      if (length > width_ + 0.5) return;
      const bool at_end = end + 1 == items_.size();
      if (at_end != last && (last || at_end)) continue;
      if (!at_end && costs_[end] >= kToken) continue;
      const double characters = length / items_.front().em, off = characters - mean_;
      double cost = before.cost + off * off + (at_end ? 0 : prices_[end]);
      if (last && end + 1 - begin < kLeastLast) cost += kShortLast;
      // A title is a trapezoid or a diamond, not an hourglass.
      if (line > 2 && before.length < characters) cost += kHollow * (characters - before.length);
      Choice& best = best_[line][end + 1];
      if (cost < best.cost) best = {cost, begin, characters};
    }
  }

  std::span<const LineItem> items_;
  double width_, mean_ = 0;
  std::u32string text_;
  std::vector<LineClass> classes_;
  std::vector<BreakCost> costs_;
  std::vector<double> prices_;
  std::vector<std::vector<Choice>> best_;
};

} // namespace

BrokenParagraph break_title(std::span<const LineItem> items, double width, double gap) {
  const LineShape shape{.width = width, .first_indent = 0, .justify = false, .gap = gap};
  BrokenParagraph plain = break_lines(items, shape);
  const bool fed = std::ranges::any_of(items, [](const LineItem& item) { return item.character == '\n'; });
  if (plain.lines.size() < 2 || fed || items.size() > kMostItems) return plain;
  TitleBreaker breaker(items, width);
  auto lines = breaker.run(plain.lines.size());
  // A word or a name cut in two costs more than a line more that cuts none.
  if (auto longer = breaker.run(plain.lines.size() + 1); longer.cost + kOneLineMore < lines.cost)
    lines = std::move(longer);
  const std::vector<std::size_t>& ends = lines.ends;
  if (ends.empty()) return plain;
  BrokenParagraph out;
  std::size_t begin = 0;
  for (const std::size_t end : ends) {
    BrokenParagraph line = break_lines(items.subspan(begin, end - begin), shape);
    if (line.lines.size() != 1) return plain;
    line.lines.front().begin += begin;
    line.lines.front().end += begin;
    out.lines.push_back(line.lines.front());
    out.advances.insert(out.advances.end(), line.advances.begin(), line.advances.end());
    begin = end;
  }
  return out;
}

} // namespace fengqiao::render

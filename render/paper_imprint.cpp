// 版记 at a 公文's last page (GB/T 9704—2012 7.4).
#include "render/block_flow.hpp"
#include "render/paper_line.hpp"

#include <fmt/format.h>

namespace fengqiao::render {
namespace {

// Draws the rows of a 版记 from its upper rule down.
class ImprintSetter {
public:
  explicit ImprintSetter(Setting& setting)
      : setting_(setting), paper_(setting.options.paper), look_(setting.style.paper->foot) {}

  Strip set(bool printer) {
    rule(look_.thick);
    if (!paper_.copies.empty()) {
      add_copies();
      if (printer) rule(look_.thin);
    }
    if (printer) add_printer();
    rule(look_.thick);
    strip_.height = strip_.ink_height = y_;
    return std::move(strip_);
  }

private:
  [[nodiscard]] RunStyle style() const { return {.font = look_.font, .size = look_.size}; }
  [[nodiscard]] double inset() const { return look_.inset * look_.size; }
  [[nodiscard]] double right() const { return setting_.style.area_width - inset(); }
  [[nodiscard]] double base() const { return y_ + kEmAscent * look_.size; }

  void rule(double thickness) {
    if (thickness > 0) strip_.ink.rules.push_back({0, y_, setting_.style.area_width, y_, thickness, {}});
  }

  // Lines from x to the right inset; leaves y_ below the last line's pitch.
  BrokenParagraph add_lines(const std::string& text, double x, std::string_view element) {
    const RichText rich = rich_text(text, style(), setting_, paper_.place_of(element));
    BrokenParagraph broken = break_lines(rich.items, {.width = right() - x, .gap = setting_.style.gap});
    for (const Line& line : broken.lines) {
      draw_line(rich, broken, line, x, base(), strip_.ink);
      y_ += look_.pitch;
    }
    return broken;
  }

  // 抄送 (7.4.2): further lines begin where the first name does.
  void add_copies() {
    const PaperLine label("抄送：", style(), setting_, paper_.place_of("抄送"));
    y_ += look_.padding;
    label.draw(inset(), base(), strip_.ink);
    add_lines(paper_.copies + "。", inset() + label.width(), "抄送");
    y_ += look_.size - look_.pitch + look_.padding;
  }

  // 印发机关 at the left, 印发日期 at the right of its last line (7.4.3), below it where there is no room.
  void add_printer() {
    const PaperLine date(paper_.print_date + "印发", style(), setting_, paper_.place_of("印发日期"));
    y_ += look_.padding;
    const double last = add_lines(paper_.printer, inset(), "印发机关").lines.back().width;
    if (inset() + last + look_.size + date.width() <= right()) y_ -= look_.pitch;
    date.draw(right() - date.width(), base(), strip_.ink);
    y_ += look_.size + look_.padding;
  }

  Setting& setting_;
  const PaperElements& paper_;
  const PaperFootStyle& look_;
  Strip strip_;
  double y_ = 0;
};

} // namespace

// 抄送, then 印发机关 and 印发日期, between rules as wide as the type area; the last rule is the type area's
// lower edge. One page holds all of it.
void BlockFlow::add_imprint() {
  const PaperElements& paper = setting_.options.paper;
  const bool printer = setting_.style.paper->foot.printer && !paper.printer.empty();
  if (paper.copies.empty() && !printer) return;
  flow_.foot = ImprintSetter(setting_).set(printer);
  if (flow_.foot->height > setting_.style.area_height)
    setting_.problems.add({ErrorCode::data, paper.place_of("抄送"), "抄送太长，版记一面排不下",
                           "同级、同类的机关写统称，如 各县（市、区）公安局"});
}

} // namespace fengqiao::render

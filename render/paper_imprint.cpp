// 版记 at a 公文's last page (GB/T 9704—2012 7.4).
#include "render/block_flow.hpp"
#include "render/paper_line.hpp"

#include <fmt/format.h>

#include <utility>

namespace fengqiao::render {
namespace {

// Sets the lines of a 版记 from its upper rule down: a strip for each, which ends at its characters' feet.
class ImprintSetter {
public:
  explicit ImprintSetter(Setting& setting)
      : setting_(setting), paper_(setting.options.paper), look_(setting.style.paper->foot) {}

  std::vector<Strip> set(bool printer) {
    begin_group(look_.thick);
    if (setting_.recipients_in_foot) add_names("主送：", paper_.recipients, "主送");
    if (!paper_.copies.empty()) add_names("抄送：", paper_.copies, "抄送");
    if (printer) {
      if (!lines_.empty()) begin_group(look_.thin);
      add_printer();
    }
    Strip& last = lines_.back();
    last.height += look_.padding;
    rule(look_.thick, last.height, last);
    for (Strip& line : lines_)
      line.ink_height = line.height;
    return std::move(lines_);
  }

private:
  [[nodiscard]] RunStyle style() const { return {.font = look_.font, .size = look_.size}; }
  [[nodiscard]] double inset() const { return look_.inset * look_.size; }
  [[nodiscard]] double right() const { return setting_.style.area_width - inset(); }

  void rule(double thickness, double y, Strip& strip) const {
    if (thickness > 0) strip.ink.rules.push_back({0, y, setting_.style.area_width, y, thickness, {}});
  }

  // The next line stands below a rule.
  void begin_group(double thickness) {
    if (!lines_.empty()) lines_.back().height += look_.padding;
    rule_above_ = thickness;
    above_ = look_.padding;
  }

  Strip& add_line() {
    Strip& line = lines_.emplace_back();
    rule(std::exchange(rule_above_, 0), 0, line);
    line.height = above_ + look_.size;
    base_ = above_ + kEmAscent * look_.size;
    above_ = look_.pitch - look_.size;
    return line;
  }

  // Lines from x to the right inset, the first of them behind its label; returns the width of the last.
  double add_lines(const std::string& text, double x, std::string_view element,
                   const PaperLine* label = nullptr) {
    const RichText rich = rich_text(text, style(), setting_, paper_.place_of(element));
    const BrokenParagraph broken = break_lines(rich.items, {.width = right() - x, .gap = setting_.style.gap});
    for (const Line& line : broken.lines) {
      Strip& strip = add_line();
      if (label != nullptr) std::exchange(label, nullptr)->draw(inset(), base_, strip.ink);
      draw_line(rich, broken, line, x, base_, strip.ink);
    }
    return broken.lines.back().width;
  }

  // 抄送 (7.4.2), and 主送 above it where it has no room on the first page (7.3.2), with no rule between
  // them: further lines begin where the first name does.
  void add_names(std::string_view label, const std::string& names, std::string_view element) {
    const PaperLine tag(label, style(), setting_, paper_.place_of(element));
    add_lines(names + "。", inset() + tag.width(), element, &tag);
  }

  // 印发机关 at the left, 印发日期 at the right of its last line (7.4.3), below it where there is no room.
  void add_printer() {
    const PaperLine date(paper_.print_date + "印发", style(), setting_, paper_.place_of("印发日期"));
    const double last = add_lines(paper_.printer, inset(), "印发机关");
    if (inset() + last + look_.size + date.width() > right()) add_line();
    date.draw(right() - date.width(), base_, lines_.back().ink);
  }

  Setting& setting_;
  const PaperElements& paper_;
  const PaperFootStyle& look_;
  std::vector<Strip> lines_;
  double rule_above_ = 0, above_ = 0; // of the next line: its rule, and from there to its characters
  double base_ = 0;                   // of the last line
};

} // namespace

// 主送 where it stands here, 抄送, then 印发机关 and 印发日期, between rules as wide as the type area; the
// last rule is the type area's lower edge.
void BlockFlow::add_imprint() {
  const PaperElements& paper = setting_.options.paper;
  const bool printer = setting_.style.paper->foot.printer && !paper.printer.empty();
  if (paper.copies.empty() && !printer && !setting_.recipients_in_foot) return;
  flow_.foot = ImprintSetter(setting_).set(printer);
}

} // namespace fengqiao::render

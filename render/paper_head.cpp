// The head of a 公文, 信函 or 纪要: everything from the paper's edge to the line above the title
// (GB/T 9704—2012 7.2, 10.1, 10.3).
#include "core/text.hpp"
#include "render/block_flow.hpp"
#include "render/paper_line.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace fengqiao::render {
namespace {

constexpr double kSuffixGap = 0.4; // of the size: between the names of a joint issue and 文件

// The ink of a word, in em: its upper and lower edge and its whole advance.
struct WordBox {
  double top = 0, bottom = 0, width = 0;
};

class HeadSetter {
public:
  explicit HeadSetter(Setting& setting)
      : setting_(setting), page_(setting.style), paper_(setting.options.paper), look_(page_.paper->head) {}

  Strip set() {
    const double mark_foot = add_mark();
    const bool below_rule = look_.number_right;
    double y = mark_foot;
    if (below_rule) {
      y = add_rule(look_.rule, y + look_.rule.distance);
      y = add_letter_rows(y + look_.below_rule * look_.size);
    } else {
      add_corner(0);
      y = add_number(mark_foot + look_.number_gap * page_.line_pitch(), mark_foot);
      if (!look_.rule.widths.empty()) y = add_rule(look_.rule, y + look_.rule.distance);
    }
    if (!look_.foot_rule.widths.empty()) add_foot_rule();
    strip_.height = strip_.ink_height = y;
    strip_.keep_next = true;
    return std::move(strip_);
  }

private:
  [[nodiscard]] double em() const { return page_.han_advance(look_.size); }

  // 发文机关标志: one line, or the names of a joint issue above each other with 文件 beside them.
  double add_mark() {
    const PaperMarkStyle& mark = page_.paper->mark;
    std::vector<std::string> names = paper_.issuers;
    std::string suffix = mark.suffix;
    if (!paper_.mark.empty()) {
      names = {paper_.mark};
      suffix.clear();
    } else if (names.size() == 1) {
      // 某县公安局 + 文件, but not 某县公安局文件 + 文件.
      if (!names.front().ends_with(suffix)) names.front() += suffix;
      suffix.clear();
    }
    double widest = 0;
    for (const std::string& name : names)
      widest = std::max(widest, box(name).width);
    const double beside = suffix.empty() ? 0 : kSuffixGap + box(suffix).width;
    const double lines = 1 + mark.pitch * static_cast<double>(names.size() - 1);
    const double size =
        std::min({mark.size, mark.width / (widest + beside), mark.height / lines}) * setting_.mark_scale;
    setting_.mark_size = size;
    if (size < mark.least_size)
      setting_.problems.add({ErrorCode::data, mark_place(),
                             fmt::format("发文机关标志排不下：字号要小到 {:.0f} 磅", size),
                             "用规范化简称，或减少联合行文的机关"});
    return draw_mark(names, suffix, size, (widest + beside) * size);
  }

  double draw_mark(const std::vector<std::string>& names, const std::string& suffix, double size,
                   double whole) {
    const PaperMarkStyle& mark = page_.paper->mark;
    const double top = mark.top - (mark.from_paper ? page_.top : 0);
    const double left = (page_.area_width - whole) / 2;
    const double names_width = suffix.empty() ? whole : whole - (kSuffixGap + box(suffix).width) * size;
    double foot = top, base = top + box(names.front()).top * size;
    const double first = base;
    for (const std::string& name : names) {
      const WordBox word = box(name);
      const auto count = static_cast<double>(count_code_points(name));
      const double spread = count > 1 ? (names_width - word.width * size) / (count - 1) : 0;
      draw_red(name, size, count > 1 ? left : left + (names_width - word.width * size) / 2, base, spread);
      foot = base - word.bottom * size;
      base += mark.pitch * size;
    }
    const double last = base - mark.pitch * size;
    if (!suffix.empty())
      draw_red(suffix, size, left + whole - box(suffix).width * size, (first + last) / 2, 0);
    return foot;
  }

  void draw_red(const std::string& word, double size, double x, double base, double spread) {
    PaperLine line(word, {.font = page_.paper->mark.font, .size = size}, setting_, mark_place());
    for (double& advance : line.broken.advances)
      advance += spread;
    const std::size_t first = strip_.ink.runs.size();
    line.draw(x, base, strip_.ink);
    for (std::size_t i = first; i < strip_.ink.runs.size(); ++i)
      strip_.ink.runs[i].color = page_.paper->mark.color;
  }

  WordBox box(const std::string& word) const {
    WordBox out;
    for (const char32_t c : to_utf32(word)) {
      const auto glyph = setting_.fonts.measure(page_.paper->mark.font, c);
      out.width += glyph ? glyph->advance : 1;
      out.top = std::max(out.top, glyph ? glyph->top : 0);
      out.bottom = std::min(out.bottom, glyph ? glyph->bottom : 0);
    }
    return out;
  }

  [[nodiscard]] const std::string& mark_place() const {
    return paper_.place_of(paper_.mark.empty() ? "发文机关" : "标志");
  }

  void draw(std::string_view element, const std::string& text, FontRole font, double x, double top,
            bool right = false) {
    PaperLine line(text, {.font = font, .size = look_.size}, setting_, paper_.place_of(element));
    line.draw(right ? x - line.width() : x, top + kEmAscent * look_.size, strip_.ink);
  }

  // 份号, 密级和保密期限, 紧急程度 from the left edge down (7.2.1–7.2.3): the first stands on the first line,
  // 密级 on the second, 紧急程度 behind what there is. Returns the number of lines.
  int add_corner(double top) {
    const double pitch = page_.line_pitch();
    int line = 0;
    if (!paper_.serial.empty()) draw("份号", paper_.serial, look_.serial_font, 0, top + pitch * line++);
    if (!paper_.secrecy.empty()) {
      if (!look_.number_right) line = 1;
      draw("密级", paper_.secrecy, look_.secrecy_font, 0, top + pitch * line++);
    }
    if (!paper_.urgency.empty())
      draw("紧急程度", paper_.urgency, look_.urgency_font, 0, top + pitch * line++);
    return line;
  }

  // 发文字号 in the middle (7.2.5), or at the left beside the names of the 签发人 (7.2.6), whose last line it
  // shares. Returns the foot of its characters.
  double add_number(double top, double mark_foot) {
    if (paper_.number.empty()) return mark_foot;
    if (paper_.signers.empty()) {
      PaperLine line(paper_.number, {.font = look_.number_font, .size = look_.size}, setting_,
                     paper_.place_of("发文字号"));
      line.draw((page_.area_width - line.width()) / 2, top + kEmAscent * look_.size, strip_.ink);
      return top + look_.size;
    }
    const auto per_line = static_cast<std::size_t>(std::max(1, look_.signers_per_line));
    const std::size_t lines = (paper_.signers.size() + per_line - 1) / per_line;
    const double last = top + page_.line_pitch() * static_cast<double>(lines - 1);
    draw("发文字号", paper_.number, look_.number_font, look_.inset * em(), last);
    add_signers(top, per_line);
    return last + look_.size;
  }

  void add_signers(double top, std::size_t per_line) {
    double widest = 0;
    for (const std::string& name : paper_.signers)
      widest = std::max(widest, PaperLine(name, signer_look(), setting_, paper_.place_of("签发人")).width());
    const auto columns = static_cast<double>(std::min(per_line, paper_.signers.size()));
    const double left = page_.area_width - look_.inset * em() - columns * widest - (columns - 1) * em();
    draw("签发人", "签发人：", look_.signer_label_font, left, top, true);
    for (std::size_t i = 0; i < paper_.signers.size(); ++i) {
      const std::size_t row = i / per_line, column = i % per_line;
      draw("签发人", paper_.signers[i], look_.signer_font,
           left + static_cast<double>(column) * (widest + em()),
           top + page_.line_pitch() * static_cast<double>(row));
    }
  }

  [[nodiscard]] RunStyle signer_look() const { return {.font = look_.signer_font, .size = look_.size}; }

  // 信函: number at the right edge, the others at the left, below the double line (10.1).
  double add_letter_rows(double top) {
    int lines = add_corner(top);
    if (!paper_.number.empty()) {
      draw("发文字号", paper_.number, look_.number_font, page_.area_width, top, true);
      lines = std::max(lines, 1);
    }
    return top + page_.line_pitch() * std::max(0, lines - 1) + (lines > 0 ? look_.size : 0);
  }

  // Returns the line's lower edge.
  double add_rule(const PaperRule& rule, double y) {
    const double x = rule.length <= page_.area_width + 0.01 ? (page_.area_width - rule.length) / 2
                                                            : (page_.width - rule.length) / 2 - page_.left;
    for (std::size_t i = 0; i < rule.widths.size(); ++i) {
      if (i > 0) y += rule.gap;
      const double width = rule.widths[i], middle = y + width / 2;
      strip_.ink.rules.push_back({x, middle, x + rule.length, middle, width, look_.rule_color});
      y += width;
    }
    return y;
  }

  void add_foot_rule() {
    double thickness = look_.foot_rule.gap;
    for (const double width : look_.foot_rule.widths)
      thickness += width;
    add_rule(look_.foot_rule, page_.height - page_.top - look_.foot_rule.distance - thickness);
  }

  Setting& setting_;
  const PageStyle& page_;
  const PaperElements& paper_;
  const PaperHeadStyle& look_;
  Strip strip_;
};

} // namespace

// A text without an issuer begins with its title, as in 材料.
void BlockFlow::add_paper_head() {
  const PaperElements& paper = setting_.options.paper;
  if (paper.issuers.empty() && paper.mark.empty()) return;
  flow_.strips.push_back(HeadSetter(setting_).set());
}

} // namespace fengqiao::render

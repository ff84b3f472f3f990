// The head of a 公文, 信函 or 纪要: everything from the paper's edge to the line above the title
// (GB/T 9704—2012 7.2, 10.1, 10.3).
#include "core/text.hpp"
#include "render/block_flow.hpp"
#include "render/paper_line.hpp"
#include "render/title_break.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace fengqiao::render {
namespace {

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
    if (mark.leading_only && names.size() > 1) names.resize(1);
    std::string suffix = mark.suffix;
    if (!paper_.mark.empty()) {
      names = {paper_.mark};
      suffix.clear();
    } else if (names.size() == 1) {
      // 某县公安局 + 文件, but not 某县公安局文件 + 文件.
      if (!names.front().ends_with(suffix)) names.front() += suffix;
      suffix.clear();
    }
    MarkFit fit = fit_mark(names, suffix);
    const bool two_lines = fit.size < mark.least_size && names.size() == 1;
    if (two_lines) {
      names = in_two_lines(names.front());
      fit = fit_mark(names, suffix);
    }
    const double size = fit.size * setting_.mark_scale;
    setting_.mark_size = size;
    if (size < mark.least_size)
      setting_.problems.add({ErrorCode::data, mark_place(),
                             fmt::format("发文机关标志排不下：字号要小到 {:.0f} 磅", size),
                             "用规范化简称，或减少联合行文的机关"});
    return draw_mark(names, suffix, size, fit.width * size, !two_lines);
  }

  struct MarkFit {
    double size = 0;  // points: the largest that the style has room for
    double width = 0; // em: of the longest name and what stands beside it
  };

  MarkFit fit_mark(const std::vector<std::string>& names, const std::string& suffix) const {
    const PaperMarkStyle& mark = page_.paper->mark;
    double widest = 0;
    for (const std::string& name : names)
      widest = std::max(widest, box(name).width);
    const double whole = widest + (suffix.empty() ? 0 : mark.suffix_gap + box(suffix).width);
    const double lines = 1 + mark.pitch * static_cast<double>(names.size() - 1);
    return {std::min({mark.size, mark.width / whole, mark.height / lines}), whole};
  }

  // A name that is too long for one line, broken near its middle where the sense allows it.
  std::vector<std::string> in_two_lines(const std::string& name) {
    const RichText rich = rich_text(name, {.font = page_.paper->mark.font, .size = page_.paper->mark.size},
                                    setting_, mark_place());
    double whole = 0;
    for (const LineItem& item : rich.items)
      whole += item.advance;
    for (const double share : {0.58, 0.64, 0.7}) {
      const BrokenParagraph broken = break_title(rich.items, whole * share, 0);
      if (broken.lines.size() != 2) continue;
      const std::size_t cut = broken.lines.back().begin;
      const std::u32string_view text = rich.text;
      return {to_utf8(text.substr(0, cut)), to_utf8(text.substr(cut))};
    }
    return {name};
  }

  // The names above each other, for a joint issue spread to one width.
  double draw_mark(const std::vector<std::string>& names, const std::string& suffix, double size,
                   double whole, bool spread_names) {
    const PaperMarkStyle& mark = page_.paper->mark;
    const double top = mark.top - (mark.from_paper ? page_.top : 0);
    const double left = (page_.area_width - whole) / 2;
    const double names_width = suffix.empty() ? whole : whole - (mark.suffix_gap + box(suffix).width) * size;
    double foot = top, base = top + box(names.front()).top * size;
    const double first = base;
    for (const std::string& name : names) {
      const WordBox word = box(name);
      const auto count = static_cast<double>(count_code_points(name));
      const bool spread = spread_names && count > 1;
      const double rest = names_width - word.width * size;
      draw_red(name, size, spread ? left : left + rest / 2, base, spread ? rest / (count - 1) : 0);
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
    const PaperLine line(text, {.font = font, .size = look_.size}, setting_, paper_.place_of(element));
    check_room(line, page_.area_width, element, setting_);
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
    const PaperLine number(paper_.number, {.font = look_.number_font, .size = look_.size}, setting_,
                           paper_.place_of("发文字号"));
    check_room(number, page_.area_width - 2 * look_.inset * em(), "发文字号", setting_);
    if (paper_.signers.empty()) {
      number.draw((page_.area_width - number.width()) / 2, top + kEmAscent * look_.size, strip_.ink);
      return top + look_.size;
    }
    const double left = look_.inset * em();
    const SignerGrid grid = signer_grid(left + number.width() + em());
    const double last = top + page_.line_pitch() * static_cast<double>(grid.rows - 1);
    number.draw(left, last + kEmAscent * look_.size, strip_.ink);
    draw_signers(grid, top);
    return last + look_.size;
  }

  struct SignerGrid {
    std::size_t per_row = 1, rows = 1;
    double left = 0, step = 0; // of the first name, and from one to the next
  };

  // As many names a row as the style wants, or fewer, so that 签发人： and the names keep clear of the type
  // area's left edge and, in the last row, of the number, which ends before `free`.
  SignerGrid signer_grid(double free) {
    const PaperLine label = signer_line("签发人：", look_.signer_label_font);
    const std::size_t count = paper_.signers.size();
    double widest = 0;
    for (const std::string& name : paper_.signers)
      widest = std::max(widest, signer_line(name, look_.signer_font).width());
    SignerGrid grid{.step = widest + em()};
    for (grid.per_row = std::min(count, static_cast<std::size_t>(look_.signers_per_line)); grid.per_row > 0;
         --grid.per_row) {
      grid.rows = (count + grid.per_row - 1) / grid.per_row;
      grid.left =
          page_.area_width - look_.inset * em() - static_cast<double>(grid.per_row) * grid.step + em();
      const double label_left = grid.left - label.width();
      if (label_left >= (grid.rows == 1 ? free : look_.inset * em()) && grid.left >= free) return grid;
    }
    setting_.problems.add({ErrorCode::data, paper_.place_of("签发人"), "签发人太长，与发文字号排不在一行",
                           "签发人只写姓名，不写职务"});
    return {.per_row = 1, .rows = count, .left = free, .step = 0};
  }

  PaperLine signer_line(const std::string& text, FontRole font) {
    return {text, {.font = font, .size = look_.size}, setting_, paper_.place_of("签发人")};
  }

  void draw_signers(const SignerGrid& grid, double top) {
    draw("签发人", "签发人：", look_.signer_label_font, grid.left, top, true);
    for (std::size_t i = 0; i < paper_.signers.size(); ++i)
      draw("签发人", paper_.signers[i], look_.signer_font,
           grid.left + static_cast<double>(i % grid.per_row) * grid.step,
           top + page_.line_pitch() * static_cast<double>(i / grid.per_row));
  }

  // 信函: number at the right edge, the others at the left, below the double line (10.1).
  double add_letter_rows(double top) {
    int lines = add_corner(top);
    if (!paper_.number.empty()) {
      const std::string& beside = !paper_.serial.empty()    ? paper_.serial
                                  : !paper_.secrecy.empty() ? paper_.secrecy
                                                            : paper_.urgency;
      const RunStyle look{.font = look_.number_font, .size = look_.size};
      const double taken =
          beside.empty() ? 0 : PaperLine(beside, look, setting_, mark_place()).width() + em();
      check_room(PaperLine(paper_.number, look, setting_, paper_.place_of("发文字号")),
                 page_.area_width - taken, "发文字号", setting_);
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

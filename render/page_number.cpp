#include "render/page_number.hpp"

#include "core/numeral.hpp"
#include "core/text.hpp"
#include "render/rich_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace fengqiao::render {
namespace {

constexpr double kUsualDashTop = 0.4; // em above the base line, of a font that does not say

struct NumberLine {
  TextRun run;
  double width = 0, dash_top = kUsualDashTop; // em
};

NumberLine number_line(const std::string& number, const PageNumberStyle& look, FontSet& fonts) {
  NumberLine out;
  out.run.size = look.size;
  for (const char32_t c : to_utf32(fmt::format("— {} —", number))) {
    const auto glyph = fonts.measure(look.font, c);
    if (!glyph) continue;
    out.run.face = glyph->face; // dash, space and digits are in every face of 宋体
    if (c == U'—') out.dash_top = glyph->top;
    out.run.text += c;
    out.run.advances.push_back(glyph->advance * look.size);
    out.width += out.run.advances.back();
  }
  return out;
}

} // namespace

std::string printed_page(std::size_t page, const std::vector<std::size_t>& starts) {
  const auto next = std::ranges::upper_bound(starts, page);
  if (starts.empty()) return std::to_string(page + 1);
  if (next == starts.begin()) return roman_numeral(static_cast<int>(page + 1));
  return std::to_string(page - *std::prev(next) + 1);
}

void add_page_numbers(ComposedPages& composed, const PageStyle& style, FontSet& fonts) {
  std::vector<Page>& pages = composed.pages;
  const PageNumberStyle& look = style.page_number;
  if (look.place == PageNumbers::none) return;
  for (std::size_t i = look.first_page ? 0 : 1; i < pages.size(); ++i) {
    const bool blank_back = pages[i].runs.empty() && pages[i].images.empty() &&
                            std::ranges::binary_search(composed.starts, i + 1);
    if (blank_back) continue;
    NumberLine number = number_line(printed_page(i, composed.starts), look, fonts);
    const double inset = look.inset * look.size, right = style.left + style.area_width - number.width;
    // Page 1 stands at the right, page 2 at the left, each one character in (7.5).
    number.run.x = look.place == PageNumbers::centered ? (style.left + right) / 2
                   : i % 2 == 0                        ? right - inset
                                                       : style.left + inset;
    number.run.y = style.top + style.area_height + look.below + number.dash_top * look.size;
    pages[i].runs.push_back(std::move(number.run));
  }
}

void add_footers(ComposedPages& composed, std::string_view text, Setting& setting) {
  constexpr double pitch = 1.25; // sizes from line to line
  const PageStyle& style = setting.style;
  const PageNumberStyle& look = style.page_number;
  const FooterStyle& footer = style.footer;
  const RichText rich = rich_text(text, {.font = footer.font, .size = footer.size}, setting, "页脚");
  // The widest number of this document stands at either edge, or in the middle.
  const NumberLine number = number_line(std::to_string(composed.pages.size()), look, setting.fonts);
  const double gap = footer.gap * footer.size;
  const bool outer = look.place == PageNumbers::outer;
  const double room = look.place == PageNumbers::none ? style.area_width
                      : outer ? style.area_width - 2 * (look.inset * look.size + number.width + gap)
                              : (style.area_width - number.width) / 2 - gap;
  const BrokenParagraph broken = break_lines(rich.items, {.width = room, .justify = false, .gap = style.gap});
  Ink ink;
  double y = style.top + style.area_height + look.below + number.dash_top * look.size;
  for (const Line& line : broken.lines) {
    const double x = style.left + (outer ? (style.area_width - line.width) / 2 : 0);
    draw_line(rich, broken, line, x, y, ink);
    y += pitch * footer.size;
  }
  if (y - pitch * footer.size > style.height - footer.size)
    setting.problems.add({ErrorCode::data, setting.options.file,
                          fmt::format("页脚的文字太长，排了 {} 行，到纸边了", broken.lines.size()),
                          "写短一些，其余的放到正文里"});
  for (Page& page : composed.pages)
    page.runs.insert(page.runs.end(), ink.runs.begin(), ink.runs.end());
}

} // namespace fengqiao::render

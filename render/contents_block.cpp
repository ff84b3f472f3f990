// 目录: the document's headings with dotted leaders and page numbers; and 盖章处, an empty dashed box.
#include "core/text.hpp"
#include "render/block_flow.hpp"
#include "render/paper_line.hpp"
#include "render/plain_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace fengqiao::render {
namespace {

// Strokes of a dashed line from (x1, y1) to (x2, y2), one of which is level.
void add_dashes(double x1, double y1, double x2, double y2, const SealBoxStyle& look, Ink& ink) {
  const double length = std::hypot(x2 - x1, y2 - y1), dx = (x2 - x1) / length, dy = (y2 - y1) / length;
  for (double at = 0; at < length; at += look.dash + look.dash_gap) {
    const double end = std::min(at + look.dash, length);
    ink.rules.push_back({x1 + dx * at, y1 + dy * at, x1 + dx * end, y1 + dy * end, look.rule, {}});
  }
}

} // namespace

// A line for each heading down to `deepest`; the title itself is not listed.
void BlockFlow::add_contents(int deepest) {
  if (std::exchange(has_contents_, true)) return; // is a problem already: render/directive.hpp
  for (const HeadingEntry& entry : setting_.anchors.headings())
    if (entry.node->level > 1 && entry.node->level <= deepest) add_contents_line(entry);
}

void BlockFlow::add_contents_line(const HeadingEntry& entry) {
  setting_.prints_page_numbers = true;
  const TextStyle& style = setting_.style.body;
  const ContentsStyle& contents = setting_.style.contents;
  const RunStyle look = run_style(style);
  const double em = setting_.style.han_advance(style.size), right = setting_.style.area_width;
  const double left = std::min(entry.node->level - 2, 6) * contents.indent * em;
  const RichText text = rich_text(to_utf8(plain_text(*entry.node)), look, setting_);
  // Further lines begin further in, so that each entry's beginning stands out.
  const double hanging = contents.hanging * em;
  const BrokenParagraph broken =
      break_lines(text.items, {.width = right - left - contents.number_room * em - hanging,
                               .first_indent = -hanging,
                               .justify = false,
                               .gap = setting_.style.gap});
  const PaperLine page(setting_.anchors.page_of(entry.anchor), look, setting_, {});
  const std::size_t first = flow_.strips.size();
  const double base = kEmAscent * style.size;
  for (const Line& line : broken.lines) {
    Strip strip = line_strip(style);
    draw_line(text, broken, line, left + hanging, base, strip.ink);
    strip.ink.links.push_back({left, 0, right - left, style.size, "#" + entry.anchor});
    flow_.strips.push_back(std::move(strip));
  }
  hold_lines(first);
  Ink& ink = flow_.strips.back().ink;
  page.draw(right - page.width(), base, ink);
  const double gap = contents.leader_gap * em;
  add_leader(left + hanging + broken.lines.back().width + gap, right - page.width() - gap, base, ink);
}

// Dots that stand below each other on all lines: counted from the right edge of the type area.
void BlockFlow::add_leader(double from, double to, double base, Ink& ink) {
  const TextStyle& style = setting_.style.body;
  const PaperLine dot(".", {.font = FontRole::songti, .size = style.size}, setting_, {});
  const double step = setting_.style.contents.leader_step * setting_.style.han_advance(style.size);
  const double edge = setting_.style.area_width;
  const auto first = static_cast<long>(std::ceil((edge - to) / step)),
             last = static_cast<long>(std::floor((edge - from) / step));
  if (last < first || dot.text.items.empty()) return;
  TextRun run{.x = edge - static_cast<double>(last) * step,
              .y = base,
              .face = dot.text.faces.front(),
              .size = style.size,
              .text = {},
              .advances = {},
              .color = {}};
  for (long i = first; i <= last; ++i) {
    run.text += U'.';
    run.advances.push_back(step);
  }
  ink.runs.push_back(std::move(run));
}

// Where a seal is to be put: at the right, kept with what goes before.
void BlockFlow::add_seal_box(const BlockPlace& at) {
  const PageStyle& page = setting_.style;
  const SealBoxStyle& look = page.seal_box;
  const double em = page.han_advance(page.body.size);
  const double right = page.area_width - at.right - look.inset * em, left = right - look.width;
  Strip strip;
  strip.height = strip.ink_height = look.height;
  strip.before = strip.after = page.picture.around * page.line_pitch();
  add_dashes(left, 0, right, 0, look, strip.ink);
  add_dashes(right, 0, right, look.height, look, strip.ink);
  add_dashes(right, look.height, left, look.height, look, strip.ink);
  add_dashes(left, look.height, left, 0, look, strip.ink);
  if (!flow_.strips.empty()) flow_.strips.back().keep_next = true;
  flow_.strips.push_back(std::move(strip));
}

} // namespace fengqiao::render

// One line of the typesetter's own (a number, a name, a date), measured and ready to be drawn.
#pragma once

#include "render/rich_text.hpp"

#include <string>
#include <string_view>

namespace fengqiao::render {

struct PaperLine {
  RichText text;
  BrokenParagraph broken;

  PaperLine(std::string_view utf8, const RunStyle& look, Setting& setting, const std::string& where)
      : text(rich_text(utf8, look, setting, where)),
        broken(break_lines(text.items, {.width = 1e6, .justify = false, .gap = setting.style.gap})) {}

  [[nodiscard]] double width() const { return broken.lines.front().width; }
  void draw(double x, double base, Ink& ink) const {
    draw_line(text, broken, broken.lines.front(), x, base, ink);
  }
};

} // namespace fengqiao::render

// One line of the typesetter's own (a number, a name, a date), measured and ready to be drawn.
#pragma once

#include "render/rich_text.hpp"

#include <fmt/format.h>

#include <string>
#include <string_view>

namespace fengqiao::render {

struct PaperLine {
  RichText text;
  BrokenParagraph broken;

  // Set as a last line, which keeps the mark at its end whole: 抄送：.
  PaperLine(std::string_view utf8, const RunStyle& look, Setting& setting, const std::string& where)
      : text(rich_text(utf8, look, setting, where)),
        broken(break_lines(text.items, {.width = 1e6, .gap = setting.style.gap})) {}

  [[nodiscard]] double width() const { return broken.lines.front().width; }
  void draw(double x, double base, Ink& ink) const {
    draw_line(text, broken, broken.lines.front(), x, base, ink);
  }
};

// An element that has to stand on one line is refused where it is wider than its room.
inline void check_room(const PaperLine& line, double room, std::string_view element, Setting& setting) {
  constexpr double kEpsilon = 0.01; // points
  if (line.width() <= room + kEpsilon) return;
  setting.problems.add({ErrorCode::data, setting.options.paper.place_of(element),
                        fmt::format("“{}”太长，一行排不下", element), "用规范化简称，或删去多余的字"});
}

} // namespace fengqiao::render

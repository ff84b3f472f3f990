// Titles of several lines, broken where the sense allows it (GB/T 9704—2012 7.3.1: whole words, lines that
// balance).
#pragma once

#include "render/line_break.hpp"

namespace fengqiao::render {

// As few lines as the width allows, of like length, and broken for choice after a mark, before 关于, after
// 的, before 和 与 及, never inside a word (render/han_words.hpp) while there is
// another way; the last line is no shorter than four characters. A text with line feeds of its own keeps
// them. Cost: linear in the items, times those of a line.
BrokenParagraph break_title(std::span<const LineItem> items, double width, double gap);

} // namespace fengqiao::render

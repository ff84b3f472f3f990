// Text ready to be broken into lines: characters with face, measure and look.
#pragma once

#include "render/line_break.hpp"
#include "render/setting.hpp"

#include <map>
#include <string_view>

namespace fengqiao::render {

// How a stretch of characters looks.
struct RunStyle {
  FontRole font = FontRole::fangsong;
  double size = 16;
  bool bold = false;
  double strike = 0; // width of the line through it, points; 0: none
  double rise = 0;   // points above the base line
  friend bool operator==(const RunStyle&, const RunStyle&) = default;
};

struct RichText {
  std::vector<LineItem> items; // `character` decides where lines may break
  std::u32string text; // what is printed, one character an item; 0: nothing (a space that the font lacks)
  std::vector<FaceId> faces;
  std::vector<std::uint16_t> looks; // index into `styles`
  std::vector<RunStyle> styles;
  std::vector<std::uint32_t> links; // of each item: index into `targets` from 1; 0: none
  std::vector<std::string> targets; // as in LinkArea
  std::map<std::size_t, int> notes; // items that are marks of footnotes, and which
};

RunStyle run_style(const TextStyle& style);

// The inline children of a block. Reports images and characters that no font has.
RichText rich_text(const MdNode& block, const RunStyle& base, Setting& setting);
// Plain text of our own (labels, captions); `origin` for messages.
RichText rich_text(std::string_view text, const RunStyle& base, Setting& setting,
                   const std::string& origin = {});

// The mark of a footnote: ① stands in until the page gives it a number.
RichText note_mark(int note, const RunStyle& look, Setting& setting);

struct NoteGlyph {
  char32_t character = U'①';
  FaceId face = 0;
};
// ① to ㊿, as far as the fonts have them.
std::vector<NoteGlyph> circled_numbers(Setting& setting);

// Where ink goes: parts of a page, relative to a strip's top left corner.
struct Ink {
  std::vector<TextRun> runs;
  std::vector<Rule> rules;
  std::vector<LinkArea> links;
  struct NoteMark {
    std::size_t run = 0; // whose one character is the mark
    int note = 0;
  };
  std::vector<NoteMark> notes;
  std::vector<Box> boxes;
  std::vector<Shape> shapes;
  std::vector<PlacedImage> images;
};

// Puts the ink onto a page, moved by (dx, dy).
void add_ink(const Ink& ink, double dx, double dy, Page& page);

// Draws one line of a broken text with its left edge at x and its base line at y.
void draw_line(const RichText& text, const BrokenParagraph& broken, const Line& line, double x, double y,
               Ink& ink);

// Height of the character body above the base line, in em. Chinese characters sit alike in their squares
// whatever the font's own ascent says; one value keeps the faces of a line level.
inline constexpr double kEmAscent = 0.86;

} // namespace fengqiao::render

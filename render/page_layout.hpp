// PageLayout: where each run of text, line and box of a document goes. Plain data between the layout and the
// PDF writer; tests compare it as text, and only render/pdf_writer.cpp knows libharu.
//
// Units: points (1/72 inch); the origin is the page's top left corner, x to the right, y downwards.
#pragma once

#include "core/date.hpp"
#include "render/image.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace fengqiao::render {

// Index of an opened font face in the FontSet that measured the text.
using FaceId = std::uint16_t;

struct Color {
  double red = 0, green = 0, blue = 0; // 0…1
  friend bool operator==(const Color&, const Color&) = default;
};

// One line piece in one face and size. `advances[i]` is the distance from character i's origin to the next
// one's in points, squeezing and justification included. (x, y) is the origin of the first character on the
// base line.
struct TextRun {
  double x = 0, y = 0;
  FaceId face = 0;
  double size = 0;
  std::u32string text;
  std::vector<double> advances;
  Color color{};
  bool bold = false; // thickened by a fine stroke of the same colour
};

// A straight line from (x1, y1) to (x2, y2).
struct Rule {
  double x1 = 0, y1 = 0, x2 = 0, y2 = 0;
  double width = 0.5;
  Color color{};
};

// A filled rectangle; drawn under the text.
struct Box {
  double x = 0, y = 0, width = 0, height = 0;
  Color fill{};
};

// A place on the page that a click follows. The target is '#' and the name of one of the layout's anchors, or
// an http, https or mailto address.
struct LinkArea {
  double x = 0, y = 0, width = 0, height = 0; // x, y: the top left corner
  std::string target;
};

struct Point {
  double x = 0, y = 0;
  friend bool operator==(const Point&, const Point&) = default;
};

// A line through points, or, closed, the area within; drawn over boxes and rules, under the text.
struct Shape {
  std::vector<Point> points;
  bool closed = false;
  std::optional<Color> fill; // of a closed one
  double width = 0.5;        // of the line; 0: none
  Color color{};
  std::vector<double> dashes; // lengths of dash and gap in turn; empty: a whole line
};

// A picture in its box as seen (its orientation is applied when it is drawn); drawn over the boxes, under the
// rest. One picture may stand in many places: it is embedded once.
struct PlacedImage {
  double x = 0, y = 0, width = 0, height = 0;
  std::shared_ptr<const Image> image;
};

// A large, light, slanted word across the page (草稿—未核验, 未审定); drawn under everything else.
struct Watermark {
  std::u32string text;
  FaceId face = 0;
  double size = 60;
  Color color{0.86, 0.86, 0.86};
  double longest = 0.8;        // of the line through the page's middle
  std::optional<double> angle; // degrees that it rises by; none: along the page's diagonal
  friend bool operator==(const Watermark&, const Watermark&) = default;
};

struct Page {
  double width = 595.28, height = 841.89; // A4
  std::vector<TextRun> runs;
  std::vector<Rule> rules;
  std::vector<Box> boxes;
  std::vector<LinkArea> links;
  std::vector<Shape> shapes;
  std::vector<PlacedImage> images;
  std::optional<Watermark> watermark;
};

// An entry of the PDF's outline. level 0 is the outermost; `page` is 0-based.
struct Bookmark {
  std::u32string title;
  int level = 0;
  std::size_t page = 0;
  double y = 0;
};

// How the pages from `page` (0-based) on are numbered, each stretch from 1: what a viewer shows as their
// numbers.
enum class PageNumberForm { decimal, roman, capital_roman }; // 1 2 3, i ii iii, I II III
struct PageLabels {
  std::size_t page = 0;
  PageNumberForm form = PageNumberForm::decimal;
};

// A named place that links lead to; `page` is 0-based.
struct Anchor {
  std::string name;
  std::size_t page = 0;
  double y = 0;
};

struct PageLayout {
  std::vector<Page> pages;
  std::vector<Bookmark> bookmarks;
  std::vector<Anchor> anchors;
  std::vector<PageLabels> labels; // in the pages' order, the first from page 0; empty: 1, 2, 3 throughout
  std::string title, author;      // UTF-8 document properties
  std::optional<DateTime> date;   // a full date; never the clock
  double bold_stroke = 0.022;     // em: the fine stroke around bold text
};

// The layout as text, one element a line, coordinates in mm with one decimal: what layout tests compare.
std::string to_text(const PageLayout& layout);

} // namespace fengqiao::render

#include "render/page_layout.hpp"

#include "core/text.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <numeric>
#include <string_view>

namespace fengqiao::render {
namespace {

constexpr double kMillimetresPerPoint = 25.4 / 72;

std::string decimal(double value, int decimals) {
  char buffer[64];
  const auto result =
      std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::fixed, decimals);
  std::string text = result.ec == std::errc{} ? std::string(buffer, result.ptr) : "?";
  return text == "-0.0" || text == "-0" ? text.substr(1) : text;
}

std::string mm(double points) {
  return decimal(points * kMillimetresPerPoint, 1);
}

std::string hex_color(const Color& color) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text = "#";
  for (const double part : {color.red, color.green, color.blue}) {
    const auto byte = static_cast<unsigned>(std::lround(std::clamp(part, 0.0, 1.0) * 255));
    text += digits[byte >> 4];
    text += digits[byte & 15];
  }
  return text;
}

void add_color(std::string& line, const Color& color) {
  if (color != Color{}) line += " color=" + hex_color(color);
}

std::string watermark_line(const Watermark& mark) {
  return "watermark face=" + std::to_string(mark.face) + " size=" + decimal(mark.size, 1) + "pt " +
         to_utf8(mark.text);
}

std::string box_line(const Box& box) {
  return "box x=" + mm(box.x) + " y=" + mm(box.y) + " w=" + mm(box.width) + " h=" + mm(box.height) +
         " fill=" + hex_color(box.fill);
}

std::string image_line(const PlacedImage& placed) {
  const Image& image = *placed.image;
  return "image x=" + mm(placed.x) + " y=" + mm(placed.y) + " w=" + mm(placed.width) +
         " h=" + mm(placed.height) + " pixels=" + std::to_string(image.width) + "x" +
         std::to_string(image.height) + " orientation=" + std::to_string(image.orientation) +
         (image.encoding == ImageEncoding::jpeg ? " jpeg" : " flate");
}

std::string shape_line(const Shape& shape) {
  std::string line = shape.closed ? "shape" : "line";
  for (const Point& point : shape.points)
    line += " " + mm(point.x) + "," + mm(point.y);
  if (shape.fill) line += " fill=" + hex_color(*shape.fill);
  line += " width=" + decimal(shape.width, 2) + "pt";
  for (const double dash : shape.dashes)
    line += " dash=" + decimal(dash, 1);
  add_color(line, shape.color);
  return line;
}

std::string rule_line(const Rule& rule) {
  std::string line = "rule x1=" + mm(rule.x1) + " y1=" + mm(rule.y1) + " x2=" + mm(rule.x2) +
                     " y2=" + mm(rule.y2) + " width=" + decimal(rule.width, 2) + "pt";
  add_color(line, rule.color);
  return line;
}

std::string run_line(const TextRun& run) {
  const double width = std::accumulate(run.advances.begin(), run.advances.end(), 0.0);
  std::string line = "text x=" + mm(run.x) + " y=" + mm(run.y) + " w=" + mm(width) +
                     " face=" + std::to_string(run.face) + " size=" + decimal(run.size, 1) + "pt";
  add_color(line, run.color);
  if (run.bold) line += " bold";
  return line + " | " + to_utf8(run.text);
}

std::string bookmark_line(const Bookmark& bookmark) {
  return "bookmark level=" + std::to_string(bookmark.level) + " page=" + std::to_string(bookmark.page + 1) +
         " y=" + mm(bookmark.y) + " | " + to_utf8(bookmark.title);
}

std::string anchor_line(const Anchor& anchor) {
  return "anchor page=" + std::to_string(anchor.page + 1) + " y=" + mm(anchor.y) + " | " + anchor.name;
}

std::string link_line(const LinkArea& link) {
  return "link x=" + mm(link.x) + " y=" + mm(link.y) + " w=" + mm(link.width) + " h=" + mm(link.height) +
         " | " + link.target;
}

void add_page(std::string& out, const Page& page, std::size_t number) {
  out += "page " + std::to_string(number) + " " + mm(page.width) + "x" + mm(page.height) + "\n";
  if (page.watermark) out += "  " + watermark_line(*page.watermark) + "\n";
  for (const Box& box : page.boxes)
    out += "  " + box_line(box) + "\n";
  for (const PlacedImage& image : page.images)
    out += "  " + image_line(image) + "\n";
  for (const Rule& rule : page.rules)
    out += "  " + rule_line(rule) + "\n";
  for (const Shape& shape : page.shapes)
    out += "  " + shape_line(shape) + "\n";
  for (const TextRun& run : page.runs)
    out += "  " + run_line(run) + "\n";
  for (const LinkArea& link : page.links)
    out += "  " + link_line(link) + "\n";
}

} // namespace

std::string to_text(const PageLayout& layout) {
  std::string out;
  if (!layout.title.empty()) out += "title " + layout.title + "\n";
  if (!layout.author.empty()) out += "author " + layout.author + "\n";
  if (layout.date) out += "date " + to_iso(*layout.date) + "\n";
  for (const Bookmark& bookmark : layout.bookmarks)
    out += bookmark_line(bookmark) + "\n";
  for (const Anchor& anchor : layout.anchors)
    out += anchor_line(anchor) + "\n";
  for (std::size_t i = 0; i < layout.pages.size(); ++i)
    add_page(out, layout.pages[i], i + 1);
  return out;
}

} // namespace fengqiao::render

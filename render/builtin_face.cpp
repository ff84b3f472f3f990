#include "render/builtin_face.hpp"

#include <array>
#include <cmath>
#include <span>

namespace fengqiao::render {
namespace {

// The box is 0.8 em, centred in the ideographic em box (880 above the base line, 120 below). Its lines are as
// heavy as the strokes of 仿宋 text, the tick a little heavier, as a pen would make it.
constexpr double kLeft = 100, kRight = 900, kBottom = -20, kTop = 780, kLine = 42, kStroke = 62;

struct Point {
  double x, y;
};

constexpr std::array kTick{Point{230, 390}, Point{430, 180}, Point{790, 650}};

// Clockwise, so that it is filled (y is upwards).
void add_filled_rectangle(OutlinePen& pen, double left, double bottom, double right, double top) {
  pen.move_to(left, bottom);
  pen.line_to(left, top);
  pen.line_to(right, top);
  pen.line_to(right, bottom);
}

// Counter-clockwise, so that it cuts a hole.
void add_hole(OutlinePen& pen, double left, double bottom, double right, double top) {
  pen.move_to(left, bottom);
  pen.line_to(right, bottom);
  pen.line_to(right, top);
  pen.line_to(left, top);
}

void add_box(OutlinePen& pen) {
  add_filled_rectangle(pen, kLeft, kBottom, kRight, kTop);
  add_hole(pen, kLeft + kLine, kBottom + kLine, kRight - kLine, kTop - kLine);
}

// A straight stroke with square ends, clockwise.
void add_stroke(OutlinePen& pen, Point from, Point to, double weight) {
  const double length = std::hypot(to.x - from.x, to.y - from.y);
  const double nx = -(to.y - from.y) / length * weight / 2, ny = (to.x - from.x) / length * weight / 2;
  pen.move_to(from.x - nx, from.y - ny);
  pen.line_to(from.x + nx, from.y + ny);
  pen.line_to(to.x + nx, to.y + ny);
  pen.line_to(to.x - nx, to.y - ny);
}

// A tick with a mitred corner: the outline runs along its upper left edge and back along the lower right one.
void add_tick(OutlinePen& pen, std::span<const Point, 3> tick, double weight) {
  const auto [a, b, c] = std::array{tick[0], tick[1], tick[2]};
  const double down = std::atan2(b.y - a.y, b.x - a.x), up = std::atan2(c.y - b.y, c.x - b.x);
  const double half = weight / 2, mitre = half / std::cos((up - down) / 2), corner = (up + down) / 2;
  const auto beside = [](Point p, double angle, double distance) {
    return Point{p.x - std::sin(angle) * distance, p.y + std::cos(angle) * distance};
  };
  const std::array outline{beside(a, down, half), beside(b, corner, mitre),  beside(c, up, half),
                           beside(c, up, -half),  beside(b, corner, -mitre), beside(a, down, -half)};
  pen.move_to(outline[0].x, outline[0].y);
  for (const Point& p : std::span(outline).subspan(1))
    pen.line_to(p.x, p.y);
}

void add_cross(OutlinePen& pen) {
  constexpr double inset = 170;
  add_stroke(pen, {kLeft + inset, kBottom + inset}, {kRight - inset, kTop - inset}, kStroke);
  add_stroke(pen, {kLeft + inset, kTop - inset}, {kRight - inset, kBottom + inset}, kStroke);
}

// 〓: two thick bars.
void add_geta(OutlinePen& pen) {
  add_filled_rectangle(pen, kLeft, 480, kRight, 680);
  add_filled_rectangle(pen, kLeft, 80, kRight, 280);
}

} // namespace

bool is_builtin_mark(char32_t c) {
  return c == U'☐' || c == U'☑' || c == U'☒' || c == U'✓' || c == U'〓';
}

std::optional<GlyphShape> builtin_glyph(char32_t c) {
  OutlinePen pen;
  switch (c) {
  case U'☐':
  case U'□':
    add_box(pen);
    break;
  case U'☑':
    add_box(pen);
    add_tick(pen, kTick, kStroke);
    break;
  case U'☒':
    add_box(pen);
    add_cross(pen);
    break;
  case U'✓':
    add_tick(pen, kTick, kStroke);
    break;
  case U'〓':
    add_geta(pen);
    break;
  default:
    return std::nullopt;
  }
  return GlyphShape{pen.finish(), 1000};
}

} // namespace fengqiao::render

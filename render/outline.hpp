// Glyph outlines as plain data, in 1/1000 em, y upwards. What FreeType reads and what the built-in face draws
// ends in this form; render/ttf_builder.hpp turns it into a font.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

namespace fengqiao::render {

enum class PointKind : std::uint8_t { on, conic, cubic };

struct PathPoint {
  float x = 0, y = 0;
  PointKind kind = PointKind::on;
};

// Closed contours. Each one starts with an `on` point; between two `on` points there is nothing (a line), any
// number of `conic` controls (as in TrueType, an `on` point is implied midway between two of them), or
// exactly two `cubic` controls. `ends[i]` is the index behind the last point of contour i.
struct Outline {
  std::vector<PathPoint> points;
  std::vector<std::uint32_t> ends;

  bool empty() const { return points.empty(); }
};

struct GlyphShape {
  Outline outline;
  double advance = 1000;
};

// Draws an outline: pen.move_to(0, 0); pen.line_to(…); … A contour is closed by the next move_to or by
// finish().
class OutlinePen {
public:
  void move_to(double x, double y) {
    close();
    add(x, y, PointKind::on);
  }
  void line_to(double x, double y) { add(x, y, PointKind::on); }
  void conic_to(double cx, double cy, double x, double y) {
    add(cx, cy, PointKind::conic);
    add(x, y, PointKind::on);
  }
  void cubic_to(double ax, double ay, double bx, double by, double x, double y) {
    add(ax, ay, PointKind::cubic);
    add(bx, by, PointKind::cubic);
    add(x, y, PointKind::on);
  }
  Outline finish() {
    close();
    return std::move(outline_);
  }

private:
  void add(double x, double y, PointKind kind) {
    outline_.points.push_back({static_cast<float>(x), static_cast<float>(y), kind});
  }
  void close() {
    const auto count = static_cast<std::uint32_t>(outline_.points.size());
    if (count > (outline_.ends.empty() ? 0 : outline_.ends.back())) outline_.ends.push_back(count);
  }
  Outline outline_;
};

} // namespace fengqiao::render

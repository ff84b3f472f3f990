#include "render/ttf_glyph.hpp"

#include "render/big_endian.hpp"
#include "render/outline_fit.hpp"

#include <algorithm>
#include <cmath>
#include <span>
#include <utility>
#include <vector>

namespace fengqiao::render {
namespace {

struct UnitPoint {
  int x = 0, y = 0;
  bool on = true;
  friend bool operator==(const UnitPoint&, const UnitPoint&) = default;
};

int to_units(float value, float units) {
  // Differences between two points have to fit 16 bits too.
  return static_cast<int>(std::lround(std::clamp(value, -16000.0F, 16000.0F) * units));
}

bool is_implied(const UnitPoint& before, const UnitPoint& p, const UnitPoint& after) {
  return p.on && !before.on && !after.on && 2 * p.x == before.x + after.x && 2 * p.y == before.y + after.y;
}

std::vector<UnitPoint> round_contour(std::span<const PathPoint> contour, float units) {
  std::vector<UnitPoint> points;
  for (const PathPoint& p : contour) {
    const UnitPoint unit{to_units(p.x, units), to_units(p.y, units), p.kind == PointKind::on};
    if (!unit.on || points.empty() || points.back() != unit) points.push_back(unit);
  }
  while (points.size() > 1 && points.back().on && points.back() == points.front())
    points.pop_back();

  std::vector<UnitPoint> kept;
  for (std::size_t i = 0; i < points.size(); ++i) {
    const UnitPoint& before = points[(i + points.size() - 1) % points.size()];
    if (!is_implied(before, points[i], points[(i + 1) % points.size()])) kept.push_back(points[i]);
  }
  return kept;
}

std::vector<std::vector<UnitPoint>> round_outline(const Outline& outline, Grid grid) {
  std::vector<std::vector<UnitPoint>> contours;
  const Outline curves = fit_quadratics(outline, grid.tolerance);
  const float units = static_cast<float>(grid.units_per_em) / 1000;
  std::size_t begin = 0;
  for (const std::size_t end : curves.ends) {
    auto contour = round_contour(std::span(curves.points).subspan(begin, end - begin), units);
    if (contour.size() > 2) contours.push_back(std::move(contour)); // fewer points enclose nothing
    begin = end;
  }
  return contours;
}

enum Flag : unsigned {
  on_curve = 1,
  x_short = 2,
  y_short = 4,
  repeat = 8,
  x_same_or_plus = 16,
  y_same_or_plus = 32
};

// One coordinate: how it is stored goes into the flags, the bytes into `out`.
unsigned append_delta(BigEndian& out, int delta, Flag is_short, Flag same_or_plus) {
  if (delta == 0) return same_or_plus;
  if (std::abs(delta) < 256) {
    out.u8(static_cast<unsigned>(std::abs(delta)));
    return delta > 0 ? is_short | same_or_plus : is_short;
  }
  out.i16(delta);
  return 0;
}

void append_flags(BigEndian& out, const std::vector<unsigned>& flags) {
  for (std::size_t i = 0; i < flags.size();) {
    std::size_t count = 1;
    while (i + count < flags.size() && count < 256 && flags[i + count] == flags[i])
      ++count;
    if (count > 2) {
      out.u8(flags[i] | repeat);
      out.u8(static_cast<unsigned>(count - 1));
    } else {
      for (std::size_t k = 0; k < count; ++k)
        out.u8(flags[i]);
    }
    i += count;
  }
}

} // namespace

int stored_advance(const GlyphShape& shape) {
  return 2 * static_cast<int>(std::lround(std::clamp(shape.advance / 2, 0.0, 16383.0)));
}

EncodedGlyph encode_glyph(const GlyphShape& shape, Fineness fineness) {
  const Grid grid = grid_of(fineness);
  EncodedGlyph glyph;
  glyph.advance = stored_advance(shape) * grid.units_per_em / 1000;
  const auto contours = round_outline(shape.outline, grid);
  if (contours.empty()) return glyph;

  BigEndian xs, ys, ends;
  std::vector<unsigned> flags;
  UnitPoint last;
  for (const auto& contour : contours) {
    for (const UnitPoint& p : contour) {
      glyph.extent.include(p.x, p.y);
      unsigned flag = p.on ? on_curve : 0U;
      flag |= append_delta(xs, p.x - last.x, x_short, x_same_or_plus);
      flag |= append_delta(ys, p.y - last.y, y_short, y_same_or_plus);
      flags.push_back(flag);
      last = p;
    }
    ends.u16(static_cast<unsigned>(flags.size() - 1));
  }
  glyph.points = flags.size();
  glyph.contours = contours.size();

  BigEndian out;
  out.i16(static_cast<int>(contours.size()));
  out.i16(glyph.extent.x_min);
  out.i16(glyph.extent.y_min);
  out.i16(glyph.extent.x_max);
  out.i16(glyph.extent.y_max);
  out.append(ends.str());
  out.u16(0); // no instructions
  append_flags(out, flags);
  out.append(xs.str());
  out.append(ys.str());
  out.pad_to_two();
  glyph.bytes = out.take();
  return glyph;
}

} // namespace fengqiao::render

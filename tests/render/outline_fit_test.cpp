#include "render/font_impl.hpp"
#include "render/outline_fit.hpp"
#include "tests/render/typesetter.hpp"
#include "tests/support/temporary.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

using namespace fengqiao;
using namespace fengqiao::render;

namespace {

struct Vec {
  double x, y;
};

Vec mix(Vec a, Vec b, double t) {
  return {a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t};
}

// A closed contour as a fine polygon. Written apart from the code under test.
std::vector<Vec> polygon(const Outline& outline, std::size_t begin, std::size_t end, int steps) {
  const std::size_t n = end - begin;
  const auto point = [&](std::size_t i) {
    const PathPoint& p = outline.points[begin + i % n];
    return Vec{p.x, p.y};
  };
  const auto kind = [&](std::size_t i) { return outline.points[begin + i % n].kind; };
  std::vector<Vec> out{point(0)};
  for (std::size_t i = 1; i <= n;) {
    const Vec from = out.back();
    if (kind(i) == PointKind::on) {
      out.push_back(point(i++));
    } else if (kind(i) == PointKind::conic) {
      const bool implied = kind(i + 1) == PointKind::conic;
      const Vec c = point(i), to = implied ? mix(c, point(i + 1), 0.5) : point(i + 1);
      for (int k = 1; k <= steps; ++k)
        out.push_back(mix(mix(from, c, double(k) / steps), mix(c, to, double(k) / steps), double(k) / steps));
      i += implied ? 1 : 2;
    } else {
      const Vec a = point(i), b = point(i + 1), to = point(i + 2);
      for (int k = 1; k <= steps; ++k) {
        const double t = double(k) / steps;
        const Vec ab = mix(from, a, t), bc = mix(a, b, t), cd = mix(b, to, t);
        out.push_back(mix(mix(ab, bc, t), mix(bc, cd, t), t));
      }
      i += 3;
    }
  }
  return out;
}

double distance(Vec p, Vec a, Vec b) {
  const double dx = b.x - a.x, dy = b.y - a.y, size = dx * dx + dy * dy;
  const double t = size == 0 ? 0 : std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / size, 0.0, 1.0);
  return std::hypot(p.x - a.x - t * dx, p.y - a.y - t * dy);
}

// The farthest that a point of one polygon lies from the other.
double farthest(const std::vector<Vec>& from, const std::vector<Vec>& to) {
  double worst = 0;
  for (const Vec p : from) {
    double nearest = 1e9;
    for (std::size_t i = 1; i < to.size(); ++i)
      nearest = std::min(nearest, distance(p, to[i - 1], to[i]));
    worst = std::max(worst, nearest);
  }
  return worst;
}

// How far the fitted outline strays from the drawn one, contour by contour, both ways.
double deviation(const Outline& drawn, const Outline& fitted, int steps) {
  REQUIRE(fitted.ends.size() == drawn.ends.size());
  double worst = 0;
  std::size_t a = 0, b = 0;
  for (std::size_t i = 0; i < drawn.ends.size(); ++i) {
    const auto before = polygon(drawn, a, drawn.ends[i], steps),
               after = polygon(fitted, b, fitted.ends[i], steps);
    worst = std::max({worst, farthest(before, after), farthest(after, before)});
    a = drawn.ends[i];
    b = fitted.ends[i];
  }
  return worst;
}

constexpr double kTolerance = 1;

} // namespace

TEST_CASE("any cubic becomes quadratics that stay within the tolerance of it") {
  std::mt19937 random(9704);
  std::uniform_real_distribution<double> coordinate(0, 400);
  for (int round = 0; round < 200; ++round) {
    OutlinePen pen;
    pen.move_to(coordinate(random), coordinate(random));
    const double x = coordinate(random), y = coordinate(random), z = coordinate(random);
    pen.cubic_to(x, y, z, coordinate(random), coordinate(random), coordinate(random));
    const Outline drawn = pen.finish(), fitted = fit_quadratics(drawn, kTolerance);
    CHECK(deviation(drawn, fitted, 48) < kTolerance * 1.5); // between the sampled points a little more
    CHECK(std::ranges::none_of(fitted.points, [](const PathPoint& p) { return p.kind == PointKind::cubic; }));
  }
}

TEST_CASE("the corners of a stroke stay where they were drawn") {
  OutlinePen pen;
  pen.move_to(0, 0);
  pen.conic_to(50, 100, 100, 0);
  pen.line_to(50, -100);
  const Outline drawn = pen.finish(), fitted = fit_quadratics(drawn, kTolerance);
  REQUIRE(fitted.points.size() == drawn.points.size());
  for (const auto& corner : drawn.points)
    if (corner.kind == PointKind::on)
      CHECK(std::ranges::any_of(fitted.points, [&](const PathPoint& p) {
        return p.x == corner.x && p.y == corner.y && p.kind == PointKind::on;
      }));
}

TEST_CASE("points on a straight line are left out") {
  OutlinePen pen;
  pen.move_to(0, 0);
  for (int x = 10; x <= 90; x += 10)
    pen.line_to(x, 0);
  pen.line_to(90, 50);
  pen.line_to(0, 50);
  CHECK(fit_quadratics(pen.finish(), kTolerance).points.size() == 4);
}

TEST_CASE(
    "the default fonts' glyphs keep their form and lose a quarter of their points, in text two fifths") {
  const Fineness fineness = GENERATE(Fineness::display, Fineness::text);
  const double tolerance = grid_of(fineness).tolerance;
  FontSet fonts = test::default_fonts();
  std::size_t before = 0, after = 0;
  double worst = 0;
  for (const FontRole role : kFontRoles)
    for (const char32_t c : std::u32string_view(U"派质鑫永8&《")) {
      const auto measure = fonts.measure(role, c);
      REQUIRE(measure);
      const Outline& drawn = fonts.impl().faces[measure->face]->glyph(c)->shape.outline;
      const Outline fitted = fit_quadratics(drawn, tolerance);
      worst = std::max(worst, deviation(drawn, fitted, 20));
      before += fit_quadratics(drawn, 0.05).points.size();
      after += fitted.points.size();
    }
  CHECK(worst < tolerance * 1.75); // between the sampled points a little more
  CHECK(after * 20 < before * (fineness == Fineness::text ? 12 : 15));
}

TEST_CASE("what a PDF draws strays from the font by less than a dot of a 600 dpi printer") {
  constexpr double kDot = 25.4 / 600, kMillimetresPerPoint = 25.4 / 72;
  const auto [fineness, size] = GENERATE(table<Fineness, double>(
      {{Fineness::text, 16}, {Fineness::text, kLargestText}, {Fineness::display, 62}}));
  FontSet fonts = test::default_fonts();
  const test::TemporaryFolder folder;
  for (const FontRole role : {FontRole::fangsong, FontRole::title}) {
    std::vector<GlyphShape> shapes;
    for (const char32_t c : std::u32string_view(U"示例县公安局质态监督日报鑫永"))
      shapes.push_back(fonts.impl().faces[fonts.measure(role, c)->face]->glyph(c)->shape);
    const auto bytes = test::build_font(shapes, fineness);
    REQUIRE(bytes);
    FontSet built = test::open_fonts(test::single_font({folder.write("a.ttf", *bytes)}));
    for (std::size_t i = 0; i < shapes.size(); ++i) {
      const auto code = static_cast<char32_t>(kFirstCode + i);
      const auto face = built.measure(FontRole::songti, code)->face;
      const Outline& seen = built.impl().faces[face]->glyph(code)->shape.outline;
      CHECK(deviation(shapes[i].outline, seen, 20) / 1000 * size * kMillimetresPerPoint < kDot);
    }
  }
}

#include "render/builtin_face.hpp"
#include "render/ttf_builder.hpp"
#include "tests/render/typesetter.hpp"
#include "tests/support/temporary.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <random>
#include <vector>

using namespace fengqiao;
using namespace fengqiao::render;

namespace {

struct Vec {
  double x, y;
};

Vec cubic_at(const std::vector<Vec>& p, double t) {
  const double s = 1 - t;
  const double a = s * s * s, b = 3 * s * s * t, c = 3 * s * t * t, d = t * t * t;
  return {a * p[0].x + b * p[1].x + c * p[2].x + d * p[3].x,
          a * p[0].y + b * p[1].y + c * p[2].y + d * p[3].y};
}

// The point at t of a chain of quadratics whose inner `on` points are implied.
Vec quadratics_at(Vec first, const std::vector<Vec>& controls, Vec last, double t) {
  const auto count = controls.size();
  const auto piece = std::min(static_cast<std::size_t>(t * static_cast<double>(count)), count - 1);
  const double u = t * static_cast<double>(count) - static_cast<double>(piece), v = 1 - u;
  const auto middle = [](Vec a, Vec b) { return Vec{(a.x + b.x) / 2, (a.y + b.y) / 2}; };
  const Vec from = piece == 0 ? first : middle(controls[piece - 1], controls[piece]);
  const Vec to = piece + 1 == count ? last : middle(controls[piece], controls[piece + 1]);
  const Vec c = controls[piece];
  return {v * v * from.x + 2 * v * u * c.x + u * u * to.x, v * v * from.y + 2 * v * u * c.y + u * u * to.y};
}

GlyphShape square(double side, double advance) {
  OutlinePen pen;
  pen.move_to(0, 0);
  pen.line_to(0, side);
  pen.line_to(side, side);
  pen.line_to(side, 0);
  return {pen.finish(), advance};
}

std::string build(const std::vector<GlyphShape>& shapes, const std::string& name = "Test-Regular") {
  std::vector<const GlyphShape*> pointers;
  for (const auto& shape : shapes)
    pointers.push_back(&shape);
  auto font = build_ttf({name}, pointers);
  REQUIRE(font);
  return *font;
}

std::uint32_t u32_at(const std::string& bytes, std::size_t at) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < 4; ++i)
    value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
  return value;
}

} // namespace

TEST_CASE("cubic curves become quadratics that stay within 0.6 units of them") {
  std::mt19937 random(9704);
  std::uniform_real_distribution<double> coordinate(-1000, 2000);
  double worst = 0;
  for (int round = 0; round < 500; ++round) {
    std::vector<Vec> p;
    for (int i = 0; i < 4; ++i)
      p.push_back({coordinate(random), coordinate(random)});
    OutlinePen pen;
    pen.move_to(p[0].x, p[0].y);
    pen.cubic_to(p[1].x, p[1].y, p[2].x, p[2].y, p[3].x, p[3].y);
    const Outline result = to_quadratics(pen.finish());

    REQUIRE(result.points.front().kind == PointKind::on);
    REQUIRE(result.points.back().kind == PointKind::on);
    std::vector<Vec> controls;
    for (const auto& point : result.points)
      if (point.kind == PointKind::conic) controls.push_back({point.x, point.y});
    REQUIRE(controls.size() + 2 == result.points.size());
    for (double t = 0; t <= 1; t += 1.0 / 64) {
      const Vec wanted = cubic_at(p, t), got = quadratics_at(p[0], controls, p[3], t);
      worst = std::max(worst, std::hypot(wanted.x - got.x, wanted.y - got.y));
    }
  }
  CHECK(worst <= kCurveError + 0.01);
}

TEST_CASE("lines and quadratics pass the conversion unchanged") {
  OutlinePen pen;
  pen.move_to(0, 0);
  pen.conic_to(50, 100, 100, 0);
  pen.line_to(50, -100);
  const Outline before = pen.finish(), after = to_quadratics(before);
  REQUIRE(after.ends == before.ends);
  for (std::size_t i = 0; i < before.points.size(); ++i) {
    CHECK(after.points[i].x == before.points[i].x);
    CHECK(after.points[i].kind == before.points[i].kind);
  }
}

TEST_CASE("a built font opens, and its glyphs have the measures they were given") {
  const test::TemporaryFolder folder;
  const GlyphShape tick = *builtin_glyph(U'☑');
  const auto file = folder.write("a.ttf", build({square(500, 600), tick, square(-120, 250.4)}));
  FontSet fonts = test::open_fonts(test::single_font({file}));

  const auto first = fonts.measure(FontRole::songti, 0xE000);
  REQUIRE(first);
  CHECK(first->advance == Approx(0.6));
  CHECK(first->left == Approx(0));
  CHECK(first->right == Approx(0.5));
  CHECK(first->top == Approx(0.5));
  const auto second = fonts.measure(FontRole::songti, 0xE001);
  REQUIRE(second);
  CHECK(second->advance == Approx(1));
  CHECK(second->left == Approx(0.1));
  CHECK(second->bottom == Approx(-0.02));
  const auto third = fonts.measure(FontRole::songti, 0xE002);
  REQUIRE(third);
  CHECK(third->advance == Approx(0.25));
  CHECK(third->left == Approx(-0.12));
  CHECK_FALSE(fonts.measure(FontRole::songti, 0xE003));
  CHECK(fonts.face_name(first->face) == "Test-Regular");
  CHECK(fonts.vertical(first->face).ascent == Approx(0.88));
}

TEST_CASE("a built font's checksum is right and the same input gives the same bytes") {
  const std::string font = build({square(500, 600), *builtin_glyph(U'☒')});
  REQUIRE(font.size() % 4 == 0);
  std::uint32_t sum = 0;
  for (std::size_t i = 0; i < font.size(); i += 4)
    sum += u32_at(font, i);
  CHECK(sum == 0xB1B0AFBAU);
  CHECK(font == build({square(500, 600), *builtin_glyph(U'☒')}));
}

TEST_CASE("a font of no glyphs, of blank glyphs and of the most glyphs can be built, one more cannot") {
  CHECK_FALSE(build({}).empty());
  CHECK_FALSE(build({GlyphShape{{}, 500}}).empty());

  const GlyphShape shape = square(10, 1000);
  std::vector<const GlyphShape*> many(kPrivateCodes, &shape);
  CHECK(build_ttf({"Many"}, many));
  many.push_back(&shape);
  const auto refused = build_ttf({"Many"}, many);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().message.find("6400") != std::string::npos);
}

TEST_CASE("names that PostScript or libharu would refuse are refused") {
  for (const std::string& name :
       {std::string{}, std::string("a b"), std::string("仿宋"), std::string(101, 'a')}) {
    INFO(name);
    CHECK_FALSE(build_ttf({name}, {}));
  }
}

TEST_CASE("a glyph of too many points is refused") {
  OutlinePen pen;
  pen.move_to(0, 0);
  for (std::size_t i = 1; i <= kGlyphPoints; ++i)
    pen.line_to(static_cast<double>(i % 1000), 5);
  const GlyphShape shape{pen.finish(), 1000};
  const std::vector<const GlyphShape*> glyphs{&shape};
  CHECK_FALSE(build_ttf({"Big"}, glyphs));
}

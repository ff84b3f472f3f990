#include "render/builtin_face.hpp"
#include "render/ttf_builder.hpp"
#include "tests/render/typesetter.hpp"
#include "tests/support/temporary.hpp"

#include <catch2/catch.hpp>

#include <vector>

using namespace fengqiao;
using namespace fengqiao::render;

namespace {

GlyphShape square(double side, double advance) {
  OutlinePen pen;
  pen.move_to(0, 0);
  pen.line_to(0, side);
  pen.line_to(side, side);
  pen.line_to(side, 0);
  return {pen.finish(), advance};
}

std::string build(const std::vector<GlyphShape>& shapes) {
  auto font = test::build_font(shapes);
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

TEST_CASE("a built font opens, and its glyphs have the measures they were given") {
  const test::TemporaryFolder folder;
  const GlyphShape tick = *builtin_glyph(U'☑');
  const auto file = folder.write("a.ttf", build({square(500, 600), tick, square(-120, 250.4)}));
  FontSet fonts = test::open_fonts(test::single_font({file}));

  const auto first = fonts.measure(FontRole::songti, kFirstCode);
  REQUIRE(first);
  CHECK(first->advance == Approx(0.6));
  CHECK(first->left == Approx(0));
  CHECK(first->right == Approx(0.5));
  CHECK(first->top == Approx(0.5));
  const auto second = fonts.measure(FontRole::songti, kFirstCode + 1);
  REQUIRE(second);
  CHECK(second->advance == Approx(1));
  CHECK(second->left == Approx(0.1));
  CHECK(second->bottom == Approx(-0.02));
  const auto third = fonts.measure(FontRole::songti, kFirstCode + 2);
  REQUIRE(third);
  CHECK(third->advance == Approx(0.25));
  CHECK(third->left == Approx(-0.12));
  CHECK_FALSE(fonts.measure(FontRole::songti, kFirstCode + 3));
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
  std::vector<GlyphShape> many(kMaxGlyphs, shape);
  CHECK(test::build_font(many));
  many.push_back(shape);
  const auto refused = test::build_font(many);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().message.find("6000") != std::string::npos);
}

TEST_CASE("a glyph of too many points is refused") {
  OutlinePen pen;
  pen.move_to(0, 0);
  for (std::size_t i = 1; i <= kGlyphPoints + 100; ++i)
    pen.line_to(static_cast<double>(i % 1000), static_cast<double>(i % 2) * 500);
  CHECK_FALSE(test::build_font({{pen.finish(), 1000}}));
}

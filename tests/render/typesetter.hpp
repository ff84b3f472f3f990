// Sets single lines for the tests of fonts and PDFs, which need a PageLayout but no line breaking.
#pragma once

#include "core/text.hpp"
#include "render/font_config.hpp"
#include "render/ttf_builder.hpp"
#include "tests/support/places.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <optional>
#include <string_view>

namespace fengqiao::test {

using namespace fengqiao::render;

inline Result<std::string> build_font(const std::vector<GlyphShape>& shapes,
                                      Fineness fineness = Fineness::text) {
  std::vector<EncodedGlyph> glyphs;
  glyphs.reserve(shapes.size());
  for (const auto& shape : shapes)
    glyphs.push_back(encode_glyph(shape, fineness));
  std::vector<const EncodedGlyph*> pointers;
  pointers.reserve(glyphs.size());
  for (const auto& glyph : glyphs)
    pointers.push_back(&glyph);
  return build_ttf({}, fineness, pointers).map([](BuiltFont font) { return std::move(font.bytes); });
}

inline FontSet open_fonts(const FontConfig& config) {
  auto fonts = FontSet::open(config);
  INFO((fonts ? std::string{} : fengqiao::to_text(fonts.error())));
  REQUIRE(fonts);
  return std::move(*fonts);
}

inline FontSet default_fonts() {
  return open_fonts(default_font_config({font_dir()}));
}

// The default fonts, opened once a test program.
inline FontSet& fonts() {
  static FontSet set = default_fonts();
  return set;
}

// All roles use the one file.
inline FontConfig single_font(const FontSource& source) {
  FontConfig config;
  for (auto& chain : config.chains)
    chain = {source};
  return config;
}

// Appends the text at (x, y), a run for each change of face. With `pitch`, full-width characters advance by
// it.
inline void set_line(Page& page, FontSet& fonts, FontRole role, double size, double x, double y,
                     std::string_view text, std::optional<double> pitch = std::nullopt) {
  bool first = true;
  for (const char32_t c : to_utf32(text)) {
    const auto glyph = fonts.measure(role, c);
    INFO("U+" << std::hex << static_cast<unsigned>(c));
    REQUIRE(glyph);
    if (first || page.runs.back().face != glyph->face) {
      TextRun run;
      run.x = x, run.y = y, run.face = glyph->face, run.size = size;
      page.runs.push_back(run);
    }
    first = false;
    const double advance = pitch && glyph->advance > 0.9 ? *pitch : glyph->advance * size;
    page.runs.back().text += c;
    page.runs.back().advances.push_back(advance);
    x += advance;
  }
}

inline PageLayout one_line(FontSet& fonts, std::string_view text, FontRole role = FontRole::fangsong) {
  PageLayout layout;
  set_line(layout.pages.emplace_back(), fonts, role, 16, 80, 120, text);
  return layout;
}

} // namespace fengqiao::test

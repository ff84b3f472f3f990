// Builds a small TrueType font in memory from plain outlines: the only fonts that libharu ever reads. Glyph i
// answers to the private code U+E000 + i, so that characters outside the BMP need no special way; the PDF
// writer's ToUnicode map leads back to the real characters.
#pragma once

#include "core/result.hpp"
#include "render/outline.hpp"

#include <cstddef>
#include <span>
#include <string>

namespace fengqiao::render {

inline constexpr char16_t kFirstPrivateCode = 0xE000;
inline constexpr std::size_t kPrivateCodes = 6400;  // U+E000…U+F8FF
inline constexpr std::size_t kGlyphPoints = 20'000; // a glyph with more points is taken for damaged

struct TtfNames {
  std::string postscript_name;        // ASCII letters, digits and '-'; at most 100 bytes
  double ascent = 880, descent = 120; // 1/1000 em, both positive
};

// The bytes of a font with 1000 units per em: glyf, loca, hmtx, cmap (format 4), head, hhea, maxp, name,
// OS/2, post; no hinting. Refuses (ErrorCode::general) more than kPrivateCodes glyphs, a name that is not as
// above, and a glyph with more than kGlyphPoints points. Curves are fitted (render/outline_fit.hpp) and
// coordinates rounded to units.
Result<std::string> build_ttf(const TtfNames& names, std::span<const GlyphShape* const> glyphs);

// The advance as the font stores it: whole units, 0…32767.
int stored_advance(const GlyphShape& glyph);

} // namespace fengqiao::render

// Builds a small TrueType font in memory from encoded glyphs: the only fonts that libharu ever reads. Glyph i
// answers to the code kFirstCode + i whatever character it shows, so that characters outside the BMP need no
// special way; the PDF writer's ToUnicode map leads back to the real characters.
#pragma once

#include "core/result.hpp"
#include "render/ttf_glyph.hpp"

#include <cstddef>
#include <span>
#include <string>

namespace fengqiao::render {

// Behind the control characters and the blank, which libharu treats in its own way; low, because it writes a
// table of all codes below the last.
inline constexpr char16_t kFirstCode = 0x0100;
inline constexpr std::size_t kMaxGlyphs = 6000;     // of one font
inline constexpr std::size_t kGlyphPoints = 20'000; // a glyph with more points is taken for damaged

struct TtfNames {
  std::string postscript_name;        // ASCII letters, digits and '-'; at most 100 bytes
  double ascent = 880, descent = 120; // 1/1000 em, both positive
};

// The bytes of a font with 1000 units per em: glyf, loca, hmtx, cmap (format 4), head, hhea, maxp, name,
// OS/2, post; no hinting. Refuses (ErrorCode::general) more than kMaxGlyphs glyphs, a name that is not as
// above, and a glyph with more than kGlyphPoints points.
Result<std::string> build_ttf(const TtfNames& names, std::span<const EncodedGlyph* const> glyphs);

} // namespace fengqiao::render

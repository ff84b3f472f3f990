// Builds a small TrueType font in memory from encoded glyphs: the only fonts that a PDF of ours holds. Glyph
// 0 is blank; the others follow in the order given. A PDF names glyphs by number, and its ToUnicode map leads
// back to the characters, so that those outside the BMP need no special way.
#pragma once

#include "core/result.hpp"
#include "render/ttf_glyph.hpp"

#include <cstddef>
#include <span>
#include <string>

namespace fengqiao::render {

// Where the font's own map of characters begins: glyph i + 1 answers to this code + i. Viewers of PDFs do not
// ask it, other programs cannot open a font without.
inline constexpr char16_t kFirstCode = 0xE000;
inline constexpr std::size_t kMaxGlyphs = 6000;     // of one font
inline constexpr std::size_t kGlyphPoints = 20'000; // a glyph with more points is taken for damaged

// 1/1000 em, both positive.
struct FontHeight {
  int ascent = 880, descent = 120;
};

struct BuiltFont {
  std::string bytes;
  Extent extent; // of all glyphs, 1/1000 em
};

// A font of the grid that its glyphs were encoded for, with the tables that a PDF needs: glyf, loca, hmtx,
// head, hhea, maxp, and cmap (format 4); no hinting. Refuses (ErrorCode::general) more than kMaxGlyphs
// glyphs, and a glyph with more than kGlyphPoints points.
Result<BuiltFont> build_ttf(const FontHeight& height, Fineness fineness,
                            std::span<const EncodedGlyph* const> glyphs);

} // namespace fengqiao::render

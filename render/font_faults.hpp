// Characters that a font draws wrongly or badly, known by looking at its glyphs: another font serves for
// them.
#pragma once

#include <cstdint>
#include <string_view>

namespace fengqiao::render {

enum class GlyphFault : std::uint8_t {
  none,
  poor, // can be told for what it is: where no other font has the character it is used all the same
  wrong // shows another character: never used
};

// `name`: the face's PostScript name, such as "FandolFang-Regular".
GlyphFault glyph_fault(std::string_view name, char32_t c);

} // namespace fengqiao::render

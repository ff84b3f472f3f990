// The built-in face: tick boxes and the geta mark, which Chinese fonts lack, drawn here as outlines.
#pragma once

#include "render/outline.hpp"

#include <optional>
#include <string_view>

namespace fengqiao::render {

inline constexpr std::string_view kBuiltinFaceName = "FengqiaoMarks";

// ☐ U+2610, ☑ U+2611, ☒ U+2612, ✓ U+2713, 〓 U+3013 and □ U+25A1; all 1 em wide, nullopt for anything else.
std::optional<GlyphShape> builtin_glyph(char32_t c);

// The marks that always come from here, so that ☐ and ☑ look alike in every role. (□ is for fonts that lack
// it.)
bool is_builtin_mark(char32_t c);

} // namespace fengqiao::render

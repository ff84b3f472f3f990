// Characters of symbol fonts (Wingdings and the like), which a DOCX names by font and place: 〈w:sym〉, or
// text in the private area U+F020–U+F0FF.
#pragma once

#include <string_view>

namespace fengqiao::indexer {

// Wingdings F0FE → ☑, Wingdings 2 F052 → ☑, Symbol F0D6 → √. `place` with or without F000. A font that is not
// a symbol font names Unicode characters. 0 where nobody knows what the character looks like; a private
// character without a font is taken as Wingdings.
char32_t symbol_character(std::string_view font, char32_t place);

// Is it a character of a symbol font in a text?
bool is_symbol_place(char32_t c);

} // namespace fengqiao::indexer

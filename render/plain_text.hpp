// The text of a block without its marks: for bookmarks, titles, anchors and lists of headings.
#pragma once

#include "render/markdown.hpp"

#include <string>

namespace fengqiao::render {

// Of a block's inline children. A line end is a space between Latin words and nothing between Han characters;
// marks of footnotes are left out.
std::u32string plain_text(const MdNode& block);

// Whether a line end in the source between these two characters is a space on the page.
bool line_end_is_space(char32_t before, char32_t after);

} // namespace fengqiao::render

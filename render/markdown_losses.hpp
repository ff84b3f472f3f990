// What cmark-gfm leaves out of its tree without a word, found in the text again: no word of a paper may
// vanish.
#pragma once

#include "render/markdown.hpp"

#include <string>
#include <string_view>

namespace fengqiao::render {

// Errors (ErrorCode::data, each with its line): a row's cells beyond the table's columns, unless they are
// empty; a footnote that nothing refers to; a reference to a footnote that is not there (it would print as
// [^name]). `document` is the tree of `markdown`, whose first line counts as `first_line`. Linear.
Errors find_losses(const MdNode& document, std::string_view markdown, const std::string& file,
                   int first_line);

} // namespace fengqiao::render

// Whether a page can hold what its style asks for.
#pragma once

#include "core/data_node.hpp"
#include "core/error.hpp"
#include "render/page_style.hpp"

#include <string>

namespace fengqiao::render {

// Errors (ErrorCode::data, each with the line of the part that is to be changed): a type area beyond the
// paper, more lines than it holds, lines set closer than their characters are high, texts whose indents leave
// no room for a few characters, frames, rules, marks and seals beyond the page, a page number below its edge.
void check_fit(const PageStyle& style, const DataNode& root, const std::string& file, Errors& errors);

} // namespace fengqiao::render

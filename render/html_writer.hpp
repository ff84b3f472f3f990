// Markdown tree → a complete HTML5 file, for offices that go on editing: LibreOffice Writer and WPS open it
// with its headings and tables whole.
#pragma once

#include "render/markdown.hpp"

#include <string>

namespace fengqiao::render {

// UTF-8, lang=zh-CN, the print style inside. Everything from the tree is escaped; links keep only http, https
// and mailto addresses. Task items are written as ☐ and ☑; 另起一页 becomes a page break, other directives
// are left out. A picture shows if its destination has been made a data: URL (render/image_store.hpp), else
// its description stands there. `title`: empty: the first heading.
std::string write_html(const MdNode& document, const std::string& title = {});

} // namespace fengqiao::render

// What of an HTML file is no structure: its print style, and text made safe for it.
#pragma once

#include <string>
#include <string_view>

namespace fengqiao::render {

extern const std::string_view html_style;

// Markup characters become entities; controls, which HTML does not allow, become U+FFFD.
std::string escaped(std::string_view text);

} // namespace fengqiao::render

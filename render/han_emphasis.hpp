// **重点：**后文: CommonMark's rule for where emphasis ends was made for languages with spaces. It does not
// let ** close between a Chinese mark and a Han character, nor open between a Han character and a Chinese
// mark, and would print the stars.
#pragma once

#include <string>
#include <string_view>

namespace fengqiao::render {

// The Markdown with an invisible punctuation character beside each such **, which makes it open or close.
// Lines stay.
std::string help_han_emphasis(std::string_view markdown);

// A text of the tree without those characters.
std::string without_emphasis_help(std::string_view text);

} // namespace fengqiao::render

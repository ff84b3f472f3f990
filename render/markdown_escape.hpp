// Tokens written out as Markdown text, for --to md.
#pragma once

#include "render/token.hpp"

#include <string>
#include <string_view>

namespace fengqiao::render {

// The text with each token replaced by its value, escaped so that parsing the result gives the tree that
// parse_markdown gives for text and tokens: inline marks always, block marks (#, -, 1.) where the value
// stands at the front of a line, line feeds as <br>. Where emphasis marks would not be read as such beside a
// value that is empty, or begins or ends with punctuation, a word joiner (which prints as nothing) goes
// between.
std::string write_out_tokens(std::string_view markdown, const TokenTable& tokens);

} // namespace fengqiao::render

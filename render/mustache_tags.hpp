// Finds the Mustache tags of a template's text, without knowing any data.
#pragma once

#include "core/error.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace fengqiao::render {

struct MustacheTag {
  enum class Kind { variable, section, inverted, close, comment };

  Kind kind = Kind::variable;
  std::string name;               // trimmed; may be dotted, or "."
  std::size_t begin = 0, end = 0; // bytes, braces included
  int line = 0;                   // 1-based, `first_line` counted in
};

// All tags in the text's order. Refused, each with its line, in `errors`: {{{ }}} and {{& }} (they would let
// data become markup), partials {{> }}, {{= =}}, tags that are not closed, empty names, names with blanks
// inside, sections that are not closed or closed in the wrong order, sections nested beyond core/limits.hpp.
std::vector<MustacheTag> scan_tags(std::string_view text, const std::string& file, int first_line,
                                   Errors& errors);

} // namespace fengqiao::render

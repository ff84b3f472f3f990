// Fills a template with a record's values.
//
// What a tag prints: text as it is; a number with '−' (U+2212) as its minus; true and false as ☑ and ☐; a
// list of values joined by 、; nothing for a value that is not there. What a section does: over a list, once
// for each item, which also offers 序号 (1, 2, …); over a group, once if it is there; over true or false,
// once or not; over a number or text, once if it is there and not empty — the number 0 counts as there, since
// empty is not 0. An inverted section {{^x}} prints where {{#x}} would not. A line with nothing but section
// tags leaves no empty line.
#pragma once

#include "core/result.hpp"
#include "render/template.hpp"
#include "render/token.hpp"
#include "render/value.hpp"

#include <string>

namespace fengqiao::render {

struct Filled {
  std::string markdown; // every value in it is a token of `tokens`: no value can become markup
  TokenTable tokens;
};

// Errors: ErrorCode::limit where the text would exceed limits::markdown_bytes.
Result<Filled> fill(const TemplateProgram& program, const Value& record);

// How one value prints.
std::string printed(const Value& value);

} // namespace fengqiao::render

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

// The same text with the values written out as Markdown that parses to the same tree: markup characters
// escaped where they would be read as markup, line feeds as <br>. (Not kept: values that stand directly
// between emphasis marks and Han characters and begin or end with punctuation, where Markdown has no way to
// say it.)
Result<std::string> fill_to_markdown(const TemplateProgram& program, const Value& record);

// How one value prints.
std::string printed(const Value& value);

} // namespace fengqiao::render

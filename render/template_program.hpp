// A template's text with every tag resolved against the schema: what fill.cpp runs. Resolving happens once,
// when the template is loaded, so that a name that does not exist is an error of the template, never an empty
// place on a page.
#pragma once

#include "core/error.hpp"
#include "render/schema.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace fengqiao::render {

// Fields that every template may use besides those of its schema.
//   引据说明  list of text: why a cited document bears a mark; filled by station/citations
const Field& built_in_fields();

// The number of an item within its list, offered in every section over a list (a field of this name takes
// precedence).
inline constexpr std::string_view kItemNumber = "序号";

// Where a tag's value is: in the `depth`-th open section (0: the record), along `path` (canonical names;
// empty: the section's own value, written {{.}}).
struct TagTarget {
  std::size_t depth = 0;
  std::string path;
  bool item_number = false;
  bool in_marks =
      false; // between emphasis marks: an empty value is kept as an empty text, since **** is no emphasis
};

struct TemplateProgram {
  std::string
      text; // the tags are numbers into `targets`: {{12}}, {{#s12}}, {{^s12}}, {{/s12}}; comments are gone
  std::vector<TagTarget> targets;
};

// Scoping as Mustache has it: a section over a list or a group changes the scope, the first part of a dotted
// name is looked for from the innermost scope outwards, the rest in what was found. Names may be canonical
// names or ASCII aliases. In `errors`, with file:line: unknown names (with the nearest known ones), a list or
// a group printed as a value, a dotted name that leads through a list, {{.}} outside of a list of values,
// characters of render/token.hpp in the text, and what scan_tags refuses.
TemplateProgram compile_template(std::string_view body, const Field& schema, const std::string& file,
                                 int first_line, Errors& errors);

} // namespace fengqiao::render

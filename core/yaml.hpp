// The wall around yaml-cpp.
#pragma once

#include "core/data_node.hpp"
#include "core/result.hpp"

#include <string>
#include <string_view>

namespace fengqiao {

// Reads one YAML document (UTF-8). An empty document gives a null node. Refused, with file, line, column and
// what to type instead, as many as are found: syntax errors, duplicate keys, keys that are not text, anchors
// and aliases, tags (!!binary), a quotation mark that is not closed (at its own line), a second document, a
// full-width colon after a key, a tab in the indentation, nesting or size beyond core/limits.hpp.
// `first_line`: the line number of the text's first line in `file` (front matter starts at line 2).
Result<DataNode, Errors> parse_yaml(std::string_view text, const std::string& file, int first_line = 1);

// A text as a YAML scalar that parse_yaml reads back as the same text: plain where that is safe, else in
// quotes.
std::string yaml_scalar(std::string_view text);

} // namespace fengqiao

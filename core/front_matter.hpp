// The YAML between two lines of --- at the head of a Markdown file.
#pragma once

#include "core/data_node.hpp"
#include "core/result.hpp"

#include <string>
#include <string_view>

namespace fengqiao {

// Where the block stands in a text; `size` is 0 where there is none. A first line of --- that is never closed
// is no block (closed is false): a lone --- is a rule across the page, but most often somebody forgot the
// second one.
struct FrontMatterBlock {
  std::string_view yaml; // between the two lines
  std::size_t size = 0;  // in bytes, both lines included
  int lines = 0;         // likewise in lines
  bool closed = true;
};
FrontMatterBlock find_front_matter(std::string_view text);

struct FrontMatter {
  DataNode data;         // a map; null where there is no front matter
  std::string_view body; // what follows, a view into the text given
  int body_line = 1;     // its first line's number in the file
};

// Text without a first line of --- is all body. Errors: front matter that is not closed, is no map, or has
// YAML faults.
Result<FrontMatter, Errors> split_front_matter(std::string_view text, const std::string& file);

} // namespace fengqiao

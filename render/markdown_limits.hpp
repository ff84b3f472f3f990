// The door in front of cmark-gfm: refuses, in linear time, texts on which cmark-gfm 0.29.0.gfm.6 is known to
// take more than linear time or memory (its fixes came with gfm.7 and later, which Debian 12 does not have).
#pragma once

#include "core/error.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace fengqiao::render {

// Measured bounds; what each guards against stands in markdown_limits.cpp.
struct MarkdownBounds {
  std::size_t markup = 600'000; // inline markup characters, line feeds and container marks, weighted
  std::size_t inline_cost = 1'500'000'000;  // Σ over paragraphs: markup characters × bytes
  std::size_t delimiter_cost = 300'000'000; // Σ over delimiter rows: lines before × bytes before
  std::size_t reference_bytes = 32u << 20;  // longest link definition × closing brackets
};

// Empty if cmark-gfm may see the text; else one error (ErrorCode::limit) with the line and the number
// exceeded.
Errors check_markdown_limits(std::string_view markdown, const std::string& file, int first_line,
                             const MarkdownBounds& bounds = {});

} // namespace fengqiao::render

#include "render/plain_text.hpp"

#include "core/text.hpp"

namespace fengqiao::render {
namespace {

// Depth is bounded by the Markdown reader.
void add_plain(const MdNode& node, std::u32string& text, bool& line_ended) {
  if (node.kind == MdKind::soft_break || node.kind == MdKind::line_break) line_ended = true;
  if (node.kind == MdKind::text || node.kind == MdKind::code) {
    const std::u32string more = to_utf32(node.text);
    if (more.empty()) return;
    if (line_ended && !text.empty() && line_end_is_space(text.back(), more.front())) text += U' ';
    line_ended = false;
    text += more;
  }
  for (const MdNode& child : node.children)
    add_plain(child, text, line_ended);
}

} // namespace

std::u32string plain_text(const MdNode& block) {
  std::u32string text;
  bool line_ended = false;
  for (const MdNode& child : block.children)
    add_plain(child, text, line_ended);
  return text;
}

bool line_end_is_space(char32_t before, char32_t after) {
  constexpr char32_t beyond_latin = 0x2000;
  return before < beyond_latin && after < beyond_latin && !is_space(before) && !is_space(after);
}

} // namespace fengqiao::render

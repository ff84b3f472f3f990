#include "render/figure.hpp"

#include "core/text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace fengqiao::render {
namespace {

bool is_image(const MdNode& node) {
  return node.kind == MdKind::image;
}

bool is_blank_text(const MdNode& node) {
  return node.kind == MdKind::soft_break || node.kind == MdKind::line_break ||
         (node.kind == MdKind::text && node.origin.empty() && trim(node.text).empty());
}

} // namespace

std::string FigureNumbers::caption(const std::string& text) {
  constexpr std::string_view own = "图";
  if (text.empty()) return {};
  if (text.starts_with(own) && text.size() > own.size() && text[own.size()] >= '0' && text[own.size()] <= '9')
    return text;
  return fmt::format("图{}　{}", ++last_, text);
}

bool holds_only_images(const MdNode& node) {
  return node.kind == MdKind::paragraph &&
         std::any_of(node.children.begin(), node.children.end(), is_image) &&
         std::all_of(node.children.begin(), node.children.end(),
                     [](const MdNode& child) { return is_image(child) || is_blank_text(child); });
}

} // namespace fengqiao::render

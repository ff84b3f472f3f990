#include "render/anchors.hpp"

#include "core/text.hpp"
#include "render/nearest.hpp"
#include "render/plain_text.hpp"

#include <fmt/format.h>

namespace fengqiao::render {
namespace {

std::string without_spaces(std::string_view text) {
  std::string out;
  for (std::size_t pos = 0; pos < text.size();)
    if (const char32_t c = next_code_point(text, pos); !is_space(c)) append_utf8(out, c);
  return out;
}

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

std::string percent_decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const int high = text[i] == '%' && i + 2 < text.size() ? hex_value(text[i + 1]) : -1;
    const int low = high >= 0 ? hex_value(text[i + 2]) : -1;
    if (low >= 0) i += 2;
    out += low >= 0 ? static_cast<char>(high * 16 + low) : text[i];
  }
  return out;
}

} // namespace

std::optional<std::string> given_anchor(std::string_view directive) {
  directive = trim(directive);
  if (!directive.starts_with(kAnchorDirective)) return std::nullopt;
  directive.remove_prefix(kAnchorDirective.size());
  const std::string_view name = trim(directive);
  if (name.size() == directive.size() && !directive.empty()) return std::nullopt; // another word: 锚点…
  return without_spaces(name);
}

void add_inline_anchors(const MdNode& block, std::vector<std::string>& names) {
  for (const MdNode& node : block.children)
    if (node.kind == MdKind::directive) {
      if (auto name = given_anchor(node.text); name && !name->empty()) names.push_back(std::move(*name));
    } else {
      add_inline_anchors(node, names);
    }
}

bool is_web_address(std::string_view address) {
  return starts_with_any(address, {"http://", "https://", "mailto:"});
}

Anchors::Anchors(const MdNode& document, const std::string& file, Errors& problems) {
  add_given(document, file, problems);
  add_headings(document);
}

// Depth is bounded by the Markdown reader, here and below.
void Anchors::add_given(const MdNode& parent, const std::string& file, Errors& problems) {
  for (const MdNode& node : parent.children) {
    add_given(node, file, problems);
    if (node.kind != MdKind::directive) continue;
    const auto name = given_anchor(node.text);
    if (!name) continue;
    if (name->empty())
      problems.push_back(
          {ErrorCode::data, place(file, node.line), "“锚”后面没有名称", "如 <!-- 锚 附表一 -->"});
    else if (const auto [at, fresh] = lines_.emplace(*name, node.line); !fresh)
      problems.push_back({ErrorCode::data, place(file, node.line),
                          fmt::format("锚“{}”在第 {} 行已经有了", *name, at->second), "换一个名称"});
  }
}

void Anchors::add_headings(const MdNode& document) {
  std::map<std::string, int> counts; // of each text so far: thousands of like headings are no search each
  const auto add = [&](const auto& add_below, const MdNode& parent) -> void {
    for (const MdNode& node : parent.children) {
      add_below(add_below, node);
      if (node.kind != MdKind::heading) continue;
      const std::string text = without_spaces(to_utf8(plain_text(node)));
      int& count = counts[text];
      std::string name;
      do {
        ++count;
        name = count == 1 ? text : fmt::format("{}-{}", text, count);
      } while (lines_.contains(name));
      lines_.emplace(name, node.line);
      by_heading_.emplace(&node, name);
      headings_.push_back({&node, std::move(name)});
    }
  };
  add(add, document);
}

std::optional<std::string> Anchors::find(std::string_view address) const {
  if (!address.starts_with('#')) return std::nullopt;
  address.remove_prefix(1);
  for (std::string name : {without_spaces(address), without_spaces(percent_decoded(address))})
    if (lines_.contains(name)) return name;
  return std::nullopt;
}

Error Anchors::lost_link(const MdNode& link, const std::string& file, std::size_t before) const {
  constexpr std::size_t hinted = 20;
  std::vector<std::string> names;
  if (before < hinted)
    for (const auto& [name, line] : lines_)
      names.push_back(name);
  const auto near = nearest(std::string_view(link.text).substr(1), names);
  return {ErrorCode::data, place(file, link.line),
          fmt::format("链接指向“{}”，文中没有这个锚或标题", shorten(link.text, 40)),
          near.empty() ? "在所指的段落前写 <!-- 锚 名称 -->" : "是不是" + quoted_list(near) + "？"};
}

std::string Anchors::of_heading(const MdNode& heading) const {
  const auto at = by_heading_.find(&heading);
  return at == by_heading_.end() ? std::string() : at->second;
}

std::string Anchors::page_of(const std::string& anchor) const {
  const auto at = pages_.find(anchor);
  return at == pages_.end() ? "1" : at->second;
}

bool Anchors::set_pages(std::map<std::string, std::string> pages) {
  if (pages == pages_) return false;
  pages_ = std::move(pages);
  return true;
}

} // namespace fengqiao::render

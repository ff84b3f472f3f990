#include "indexer/readers/docx_styles.hpp"

#include <cctype>
#include <charconv>

namespace fengqiao::indexer {
namespace {

constexpr int kLongestChain = 20; // base styles of base styles; Word itself stops at 11

std::optional<int> value_of(const XmlNode& parent, std::string_view child) {
  const std::string_view text = parent.of_child(child, "val");
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() ? std::optional(value) : std::nullopt;
}

template <class T> void inherit(std::optional<T>& own, const std::optional<T>& base) {
  if (!own) own = base;
}

} // namespace

DocxParagraph read_paragraph_properties(const XmlNode& properties) {
  DocxParagraph out;
  out.outline = value_of(properties, "outlineLvl");
  if (const auto alignment = properties.of_child("jc", "val"); !alignment.empty()) out.alignment = alignment;
  if (const XmlNode* numbering = properties.child("numPr")) {
    out.list = value_of(*numbering, "numId");
    out.level = value_of(*numbering, "ilvl");
  }
  return out;
}

DocxStyles::DocxStyles(const XmlNode& styles) {
  for (const XmlNode& node : styles.children) {
    if (node.name != "style" || node.attribute("type") != "paragraph") continue;
    const std::string id(node.attribute("styleId"));
    Style style;
    for (const char c : node.of_child("name", "val"))
      style.name.push_back(static_cast<char>(std::tolower(static_cast<unsigned char>(c))));
    style.based_on = node.of_child("basedOn", "val");
    if (const XmlNode* properties = node.child("pPr"))
      style.properties = read_paragraph_properties(*properties);
    if (node.attribute("default") == "1" || node.attribute("default") == "true") default_ = id;
    styles_.insert_or_assign(id, std::move(style));
  }
}

DocxParagraph DocxStyles::paragraph(std::string_view id) const {
  DocxParagraph out;
  auto style = styles_.find(id);
  for (int step = 0; style != styles_.end() && step < kLongestChain; ++step) {
    const DocxParagraph& properties = style->second.properties;
    inherit(out.outline, properties.outline);
    inherit(out.list, properties.list);
    inherit(out.level, properties.level);
    inherit(out.alignment, properties.alignment);
    style = styles_.find(style->second.based_on);
  }
  return out;
}

std::string DocxStyles::name(std::string_view id) const {
  const auto style = styles_.find(id);
  return style == styles_.end() ? std::string(id) : style->second.name;
}

} // namespace fengqiao::indexer

// The wall around expat: XML of office files, as a plain tree.
#pragma once

#include "core/result.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace fengqiao {

// An element, or (name empty) a run of text. Namespaces are dropped: w:p is "p", r:id is "id".
struct XmlNode {
  std::string name;
  std::string text; // of a run of text
  std::vector<std::pair<std::string, std::string>> attributes;
  std::vector<XmlNode> children;

  // The attribute's value, or empty.
  [[nodiscard]] std::string_view attribute(std::string_view wanted) const;
  // The first child element of that name, or nullptr.
  [[nodiscard]] const XmlNode* child(std::string_view wanted) const;
  // child(wanted)->attribute(attribute), or empty.
  [[nodiscard]] std::string_view of_child(std::string_view wanted, std::string_view attribute) const;
  // All text below, in order.
  [[nodiscard]] std::string inner_text() const;
};

// The root element. Refused (data, with line and column): what is not well-formed, and any document type or
// entity declaration, so that nothing outside is ever opened and nothing multiplies; over a limit
// (limits::xml_*): limit. UTF-8 and UTF-16. `file` may be "a.docx 里的 word/document.xml".
Result<XmlNode> parse_xml(std::string_view bytes, const std::string& file);

} // namespace fengqiao

// word/styles.xml: what a paragraph style says about headings, numbering and alignment.
#pragma once

#include "core/xml.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace fengqiao::indexer {

// What a paragraph's properties (w:pPr) say; what they leave open the style says, and its base style.
struct DocxParagraph {
  std::optional<int> outline;     // 0…8: a heading of that level; 9: none
  std::optional<int> list, level; // w:numPr
  std::optional<std::string> alignment;
};

DocxParagraph read_paragraph_properties(const XmlNode& properties);

class DocxStyles {
public:
  DocxStyles() = default;
  explicit DocxStyles(const XmlNode& styles);

  // What the style and its bases say together, the nearest first. An unknown style says nothing.
  [[nodiscard]] DocxParagraph paragraph(std::string_view style) const;
  // The name that people see, lower case: heading 1, title, toc 2. The id itself where there is none.
  [[nodiscard]] std::string name(std::string_view style) const;
  [[nodiscard]] const std::string& default_style() const { return default_; }

private:
  struct Style {
    std::string name, based_on;
    DocxParagraph properties;
  };
  std::map<std::string, Style, std::less<>> styles_;
  std::string default_;
};

} // namespace fengqiao::indexer

// Named places of a document, which its links lead to and whose page numbers it prints.
#pragma once

#include "core/error.hpp"
#include "render/markdown.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fengqiao::render {

inline constexpr std::string_view kAnchorDirective = "锚"; // <!-- 锚 名称 --> before a block
inline constexpr std::string_view kPageOfAnchor = "页码";  // 见第[页码](#名称)页

// A heading as a table of contents lists it.
struct HeadingEntry {
  const MdNode* node = nullptr;
  std::string anchor;
};

class Anchors {
public:
  // Looks through the document: the names that directives give, then those of its headings, which are their
  // texts without spaces; a second heading of the same text gets -2, the third -3. A name given twice is an
  // error (ErrorCode::data with the line).
  Anchors(const MdNode& document, const std::string& file, Errors& problems);

  // The anchor that a link's address (#名称, percent-encoded or not) leads to; nullopt if there is none.
  [[nodiscard]] std::optional<std::string> find(std::string_view address) const;
  // What is wrong with a link to an anchor that is not there. `before`: how many there have been: a hint
  // costs a search through all names, so that only the first few get one.
  [[nodiscard]] Error lost_link(const MdNode& link, const std::string& file, std::size_t before) const;
  [[nodiscard]] std::string of_heading(const MdNode& heading) const; // empty: not one of the document's
  [[nodiscard]] const std::vector<HeadingEntry>& headings() const { return headings_; }

  // The printed page number of an anchor, from the last time the document was set; a guess before.
  [[nodiscard]] std::string page_of(const std::string& anchor) const;
  // What the document was set to now. False if nothing changed.
  bool set_pages(std::map<std::string, std::string> pages);

private:
  void add_given(const MdNode& parent, const std::string& file, Errors& problems);
  void add_headings(const MdNode& parent);

  std::map<std::string, int> lines_; // name → the line that gives it
  std::vector<HeadingEntry> headings_;
  std::map<const MdNode*, std::string> by_heading_;
  std::map<std::string, std::string> pages_;
};

// The name in a directive's text ("锚 名称"), spaces removed; nullopt if it is another directive.
std::optional<std::string> given_anchor(std::string_view directive);

// The names that directives within a block's text give (<!-- 锚 名 --> inside a table's cell or a paragraph).
void add_inline_anchors(const MdNode& block, std::vector<std::string>& names);

// Whether a link's address may be followed from a finished page: http, https and mailto, nothing else.
bool is_web_address(std::string_view address);

} // namespace fengqiao::render

// Comments that steer the layout of the block after them: <!-- 另起一页 -->. One reading of them for pages
// and for HTML.
#pragma once

#include "core/error.hpp"
#include "render/markdown.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fengqiao::render {

inline constexpr std::string_view kAttachmentDirective = "附件"; // <!-- 附件 1 -->: render/paper_check.hpp

// One of the two; both 0: as large as the picture is.
struct ImageWidth {
  double points = 0, share = 0; // share: part of the text's width
};

enum class ColumnAlign { none, left, center, right, decimal };

// A directive as it was given: what it is told of where it finds no use.
struct GivenDirective {
  std::string_view name; // of the table of names
  int line = 0;
};

struct Directives {
  bool page_break = false;          // 另起一页
  bool page_one = false;            // 另编页码
  bool sign_off = false;            // 署名
  bool follows = false;             // 接上: on the page of what goes before
  bool small = false;               // 小字
  bool no_indent = false;           // 不缩进
  bool together = false;            // 同页
  MdAlign align = MdAlign::none;    // 居中, 右对齐
  std::vector<double> widths;       // 列宽
  std::string caption;              // 表题
  std::vector<std::string> anchors; // 锚
  std::vector<ColumnAlign> columns; // 对齐, of a table's columns
  std::size_t header_rows = 0;      // 表头, of a table; 0: as in the Markdown
  bool diagonal_head = false;       // 斜线表头: "项目 \\ 日期" in the first cell
  ImageWidth image_width;           // 图宽
  std::vector<GivenDirective> given;

  [[nodiscard]] int line_of(std::string_view name) const; // 0: not given
};

// Adds what a comment says. Comments that are no directives are notes to the author. ErrorCode::data with the
// line: an argument that cannot be read or is missing (列宽, 对齐, 表头, 图宽, 表题, 目录), and one of two
// where only one can hold (a second 表题 before the same table).
Errors read_directive(const MdNode& node, Directives& directives, const std::string& file);

// A directive that stands for something of its own.
struct DrawnDirective {
  enum class Kind { contents, seal_box } kind = Kind::contents;
  int deepest = 0; // contents: the lowest level of headings that is listed
};
std::optional<DrawnDirective> drawn_directive(const MdNode& node); // 目录, 目录 1 to 目录 5, 盖章处

// Which of them have no use: a 表题 that no table follows, a 小字 before a list … Each is an error with its
// line. `next` is the block after them; null: nothing follows where they stand.
Errors unused_directives(const Directives& directives, const MdNode* next, const std::string& file);

// Directives amid a text or in a table's cell, where only 锚 has a use, and a second 目录: an error each,
// with its line.
Errors misplaced_directives(const MdNode& document, const std::string& file);

// Comments that are no directives but nearly so (另起页, 目 录, 表题表1), as warnings with what is meant.
Errors mistyped_directives(const MdNode& document, const std::string& file);

// 另起一页, 另编页码 or 锚: directly before <!-- 附件 --> they act on the attachment's page.
bool acts_on_pages(const MdNode& node);

// Whether a comment's inside is a directive, read or not.
bool is_directive(std::string_view comment);

} // namespace fengqiao::render

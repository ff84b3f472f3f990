// Comments that steer the layout of the block after them: <!-- 另起一页 -->.
#pragma once

#include "render/setting.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fengqiao::render {

// One of the two; both 0: as large as the picture is.
struct ImageWidth {
  double points = 0, share = 0; // share: part of the text's width
};

enum class ColumnAlign { none, left, center, right, decimal };

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
  int line = 0;                     // of the last one
};

// Adds what a comment says; reports a 列宽, 对齐, 表头 or 图宽 that cannot be read. Other comments are notes
// to the author.
void read_directive(const MdNode& node, Directives& directives, Setting& setting);

// What a whole comment, "列宽 1:3:1" or "表头 2", says; empty or 0 where it is another or cannot be read.
std::vector<double> read_widths(std::string_view text);
std::size_t read_header_rows(std::string_view text);

// 80mm, 80 毫米, 8cm, 8 厘米 or 50%; nullopt for anything else.
std::optional<ImageWidth> read_image_width(std::string_view text);

} // namespace fengqiao::render

// Comments that steer the layout of the block after them: <!-- 另起一页 -->.
#pragma once

#include "render/setting.hpp"

#include <string>
#include <vector>

namespace fengqiao::render {

struct Directives {
  bool page_break = false;          // 另起一页
  bool sign_off = false;            // 署名
  bool small = false;               // 小字
  bool no_indent = false;           // 不缩进
  bool together = false;            // 同页
  MdAlign align = MdAlign::none;    // 居中, 右对齐
  std::vector<double> widths;       // 列宽
  std::string caption;              // 表题
  std::vector<std::string> anchors; // 锚
  int line = 0;                     // of the last one
};

// Adds what a comment says; reports a 列宽 that cannot be read. Other comments are notes to the author.
void read_directive(const MdNode& node, Directives& directives, Setting& setting);

} // namespace fengqiao::render

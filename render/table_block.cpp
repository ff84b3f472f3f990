// A table in the flow: its caption, its rows and the notes to its cells.
#include "render/block_flow.hpp"
#include "render/table_rows.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace fengqiao::render {

void BlockFlow::add_table(const MdNode& node, const Directives& directives, const BlockPlace& at) {
  const PageStyle& style = setting_.style;
  TableCells table(node, directives, setting_);
  const std::size_t columns = table.model().columns;
  if (!table.model().faults.empty())
    setting_.problem(ErrorCode::data, table.model().fault_line,
                     "表格合并有误：" + table.model().faults.front(),
                     "只写 ^^ 的格并入上面一格，只写 << 的格并入左边一格，并成的格要是矩形");
  for (const auto& [name, size] :
       {std::pair("列宽", directives.widths.size()), std::pair("对齐", directives.columns.size())})
    if (size > 0 && size != columns)
      return setting_.problem(ErrorCode::data, directives.line_of(name),
                              fmt::format("{}给了 {} 栏，表格有 {} 栏", name, size, columns), "每栏写一个");
  if (!table.set_columns(width(at), at.left))
    return setting_.problem(ErrorCode::data, node.line,
                            fmt::format("表格有 {} 栏，有的栏窄得放不下一个字", columns),
                            "改用横排版式（表册横排），或拆成几张表");
  const std::size_t first = flow_.strips.size();
  const int index = static_cast<int>(flow_.tables.size());
  std::optional<Strip> continued;
  if (!directives.caption.empty()) {
    add_text(rich_text(directives.caption, run_style(style.caption), setting_,
                       place(setting_.options.file, directives.line_of("表题"))),
             {.style = style.caption}, at);
    for (std::size_t i = first; i < flow_.strips.size(); ++i)
      flow_.strips[i].keep_next = true;
    BlockFlow again(setting_);
    again.add_text(rich_text(directives.caption + style.table.continued, run_style(style.caption), setting_),
                   {.style = style.caption}, at);
    if (again.flow_.strips.size() == 1) continued = std::move(again.flow_.strips.front());
  }
  TableFrame frame = set_rows(table, directives, setting_, index, flow_.strips);
  frame.continued = std::move(continued);
  if (first < flow_.strips.size()) add_table_notes(node, first, frame);
  flow_.tables.push_back(std::move(frame));
  if (first == flow_.strips.size()) return;
  flow_.strips[first].before = std::max(flow_.strips[first].before, style.line_pitch() / 4);
  flow_.strips.back().after = style.line_pitch() / 4;
}

} // namespace fengqiao::render

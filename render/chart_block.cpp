// A chart as one strip over its caption.
#include "render/block_flow.hpp"
#include "render/chart_painter.hpp"

#include <algorithm>

namespace fengqiao::render {

namespace {

constexpr double kLeastWidth = 10; // em of a caption: labels and axis alone take as much

// 图宽, never wider than there is room.
double chart_width(const ImageWidth& asked, double room) {
  const double width = asked.share > 0 ? asked.share * room : asked.points;
  return width > 0 ? std::min(width, room) : room;
}

} // namespace

void BlockFlow::add_chart(const MdNode& node, const Directives& directives, const BlockPlace& at) {
  const auto chart = read_chart(node, setting_.options.file);
  if (!chart) {
    for (const Error& error : chart.error())
      setting_.problems.add(error);
    TextStyle missing = text_style(at);
    missing.align = MdAlign::center;
    return add_text(rich_text("〔图表〕", run_style(missing), setting_), {.style = missing}, at);
  }
  const std::string origin = place(setting_.options.file, node.line);
  const double room = width(at), wide = chart_width(directives.image_width, room);
  if (wide < kLeastWidth * setting_.style.caption.size)
    return setting_.problem(ErrorCode::data, node.line, "图表太窄，画不出来",
                            "把 图宽 写大一些，或把图表移出列表、引用");
  ChartDrawing drawing = draw_chart(*chart, setting_, at.left + (room - wide) / 2, wide, origin);
  Strip strip;
  strip.height = strip.ink_height = drawing.height;
  strip.ink = std::move(drawing.ink);
  strip.before = setting_.style.picture.around * setting_.style.line_pitch();
  const std::string caption = figures_.caption(chart_caption(*chart));
  strip.keep_next = !caption.empty();
  flow_.strips.push_back(std::move(strip));
  const TextStyle& style = setting_.style.caption;
  if (!caption.empty())
    add_text(rich_text(caption, run_style(style), setting_, origin), {.style = style}, at);
  flow_.strips.back().after = setting_.style.picture.around * setting_.style.line_pitch();
}

} // namespace fengqiao::render

#include "render/chart_style.hpp"

#include "core/text.hpp"
#include "render/style_reader.hpp"

#include <fmt/format.h>

namespace fengqiao::render {
namespace {

bool read_fill(std::string_view text, ChartFill& out) {
  out = {};
  if (text == "空白") return true;
  out.rising = text == "斜线" || text == "交叉线";
  out.falling = text == "反斜线" || text == "交叉线";
  return out.rising || out.falling || read_color(text, out.color);
}

bool read_dashes(std::string_view text, std::vector<double>& out) {
  out.clear();
  if (text == "实线") return true;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    double length = 0;
    if (!read_number(text.substr(0, end), length) || length < 0.2 || length > 100) return false;
    out.push_back(length);
    text = trim(text.substr(end));
  }
  return !out.empty() && out.size() % 2 == 0 && out.size() <= 8;
}

// A list with an entry for each series.
template <class T, class Read>
void read_each(MapReader& map, std::string_view key, std::array<T, kMostChartSeries>& out, Read read,
               const char* hint) {
  const DataNode* node = map.find(key);
  if (node == nullptr) return;
  if (!node->is_list() || node->items.size() != kMostChartSeries)
    return map.report(*node, fmt::format("“{}”应当是 {} 项的一列", key, kMostChartSeries), hint);
  for (std::size_t i = 0; i < kMostChartSeries; ++i) {
    T value{};
    if (node->items[i].is_scalar() && read(node->items[i].scalar, value))
      out[i] = std::move(value);
    else
      map.report(node->items[i], fmt::format("“{}”的第 {} 项看不懂", key, i + 1), hint);
  }
}

} // namespace

void read_chart_style(MapReader& m, ChartStyle& out) {
  m.size("字号", out.text_size);
  m.size("最小字号", out.least_text_size);
  m.number("行距", out.leading, 1, 3);
  m.number("高", out.height, 0.1, 2);
  m.number("条高", out.row, 4, 100);
  m.number("每列条高", out.row_per_series, 2, 100);
  m.number("条形图最高", out.tallest, 0.1, 0.95);
  m.number("柱占宽", out.filled, 0.1, 1);
  m.number("最宽柱", out.widest_column, 2, 400);
  m.number("细柱", out.narrow, 0, 40);
  m.number("间隔", out.gap, 0, 40);
  m.number("标记", out.marker, 0.5, 20);
  m.number("轴线", out.axis, 0.1, 5);
  m.number("边线", out.edge, 0.1, 5);
  m.number("曲线", out.curve, 0.1, 5);
  m.number("密点曲线", out.thin_curve, 0.1, 5);
  m.number("细线", out.hair, 0.1, 5);
  m.number("斜线间距", out.hatch_step, 1, 40);
  m.number("条名占宽", out.names_share, 0.05, 0.8);
  m.count("标记点数", out.marked_points, 0, 366);
  m.count("标数点数", out.numbered_points, 0, 366);
  m.count("折行点数", out.wrapped_points, 0, 366);
  m.count("名称行数", out.label_lines, 1, 20);
  m.count("名称字数", out.label_characters, 1, 200);
  m.color("网格颜色", out.grid);
  read_each(m, "填充", out.fills, read_fill, "每项写 \"#595959\" 这样的颜色，或 斜线、反斜线、交叉线、空白");
  read_each(
      m, "细柱灰度", out.narrow_grays,
      [](std::string_view text, double& gray) { return read_number(text, gray) && gray >= 0 && gray <= 1; },
      "每项是 0（黑）到 1（白）之间的数");
  read_each(m, "线型", out.dashes, read_dashes, "每项写 实线，或线段和空白的长度，如 6 3");
}

} // namespace fengqiao::render

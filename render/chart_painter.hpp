// Draws a chart: lines, areas and text, told apart in black and white by hatching, dashes and markers.
#pragma once

#include "render/chart.hpp"
#include "render/rich_text.hpp"

namespace fengqiao::render {

struct ChartDrawing {
  Ink ink; // y from the drawing's top
  double height = 0;
};

// `left` and `width`: where it stands in the type area. Grid lines are rules; all else but text is shapes,
// which lie over rules and over one another in their order. Numbers stand at their points, columns and bars
// where all of a chart's have room. `origin`: for messages about characters that no font has.
ChartDrawing draw_chart(const Chart& chart, Setting& setting, double left, double width,
                        const std::string& origin);

} // namespace fengqiao::render

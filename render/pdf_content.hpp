// The content stream of one page, as PDF operators. Plain text out; knows nothing of libharu.
#pragma once

#include "render/page_layout.hpp"
#include "render/pdf_subset.hpp"

#include <functional>
#include <string>

namespace fengqiao::render {

// The page's names for what it uses, such as "F1" and "X1"; asked only for that.
struct ContentNames {
  std::function<std::string(std::size_t subset)> font;
  std::function<std::string(const PlacedImage& placed)> image;
};

// Draws, from the bottom up: boxes, pictures, rules, shapes, text (the watermark is an object of its own,
// render/watermark.hpp). Each character of a run stands within 1/1000 em of the place that the run's advances
// give it. `bold_stroke`: em, around bold text.
std::string page_content(const Page& page, const SubsetPlan& plan, const ContentNames& names,
                         double bold_stroke = 0);

} // namespace fengqiao::render

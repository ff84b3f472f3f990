// The content stream of one page, as PDF operators. Plain text out; knows nothing of libharu.
#pragma once

#include "render/page_layout.hpp"
#include "render/pdf_subset.hpp"

#include <functional>
#include <string>

namespace fengqiao::render {

// The page's name for a subset's font, such as "F1"; asked only for the fonts that the page uses.
using FontNames = std::function<std::string(std::size_t subset)>;

// Draws, from the bottom up: boxes, rules, text (the watermark is an object of its own,
// render/watermark.hpp). Each character of a run stands within 1/1000 em of the place that the run's advances
// give it.
std::string page_content(const Page& page, const SubsetPlan& plan, const FontNames& font_names);

} // namespace fengqiao::render

// Outlines drawn anew with as few quadratic curves as stay within a tolerance. Chinese fonts carry far more
// points than print can show: a page's fonts are most of its PDF, so fewer points are smaller files.
#pragma once

#include "render/outline.hpp"

namespace fengqiao::render {

// The outline in lines and quadratics only: runs of lines and curves are merged into one line or one
// quadratic wherever all of their sampled points keep within `tolerance` (1/1000 em). Corners stay where they
// are; a cubic too bent for one quadratic becomes several, of equal parameter ranges, with the points between
// them implied. Cost: about 0.03 ms a Chinese glyph.
Outline fit_quadratics(const Outline& outline, double tolerance);

} // namespace fengqiao::render

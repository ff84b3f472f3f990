// One glyph as the glyf table of a TrueType font holds it.
#pragma once

#include "render/outline.hpp"

#include <algorithm>
#include <cstddef>
#include <string>

namespace fengqiao::render {

// Whole units of 1/1000 em.
struct Extent {
  int x_min = 0, y_min = 0, x_max = 0, y_max = 0;
  bool set = false;

  void include(int x, int y) {
    x_min = set ? std::min(x_min, x) : x;
    y_min = set ? std::min(y_min, y) : y;
    x_max = set ? std::max(x_max, x) : x;
    y_max = set ? std::max(y_max, y) : y;
    set = true;
  }
};

struct EncodedGlyph {
  std::string bytes; // of even length; empty for a blank glyph
  Extent extent;
  int advance = 0; // 0…32767
  std::size_t points = 0, contours = 0;
};

// The advance as a font stores it: whole units.
int stored_advance(const GlyphShape& shape);

// Fits the curves (render/outline_fit.hpp) and rounds the coordinates to units.
EncodedGlyph encode_glyph(const GlyphShape& shape);

} // namespace fengqiao::render

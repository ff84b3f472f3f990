// One glyph as the glyf table of a TrueType font holds it.
#pragma once

#include "render/outline.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>

namespace fengqiao::render {

// How finely a font is drawn. Fitting (render/outline_fit.hpp) and rounding move an edge, in the worst of
// every seventh character of the default fonts, in text by 0.028 mm at 三号 and 0.041 mm at 24 pt (a dot of a
// 600 dpi printer: 0.042 mm), mostly by half of it, in display by 0.05 mm at 62 pt, in a third more bytes.
enum class Fineness : std::uint8_t { text, display };

inline constexpr double kLargestText = 24; // points; what is larger is drawn as display

struct Grid {
  int units_per_em = 1000; // coordinates are whole units
  double tolerance = 1;    // of the fitted curves, 1/1000 em
};

constexpr Grid grid_of(Fineness fineness) {
  return fineness == Fineness::text ? Grid{500, 2.5} : Grid{1000, 1};
}

// In units of a font's grid.
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
  int advance = 0; // in units of the grid
  std::size_t points = 0, contours = 0;
};

// The advance as every grid can store it: 1/1000 em, even, 0…32766.
int stored_advance(const GlyphShape& shape);

// Fits the curves and rounds the coordinates to units.
EncodedGlyph encode_glyph(const GlyphShape& shape, Fineness fineness);

} // namespace fengqiao::render

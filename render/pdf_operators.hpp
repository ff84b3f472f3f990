// PDF operands as text: numbers without exponents, locales or trailing zeros, and colours.
#pragma once

#include "render/page_layout.hpp"

#include <initializer_list>
#include <span>
#include <string>

namespace fengqiao::render {

// The number, rounded, and a space.
void append_number(std::string& out, double value, int decimals);

// Points with two decimals (4 µm), each followed by a space.
void append_coordinates(std::string& out, std::initializer_list<double> values);
void append_coordinates(std::string& out, std::span<const double> values);

// Four hexadecimal digits.
void append_hex16(std::string& out, unsigned unit);

void append_fill_color(std::string& out, const Color& color);
void append_stroke_color(std::string& out, const Color& color);

} // namespace fengqiao::render

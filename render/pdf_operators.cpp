#include "render/pdf_operators.hpp"

#include <charconv>
#include <string_view>

namespace fengqiao::render {
namespace {

void append_color(std::string& out, const Color& color, std::string_view gray, std::string_view rgb) {
  append_number(out, color.red, 3);
  if (color.red == color.green && color.green == color.blue) {
    out.append(gray);
    return;
  }
  append_number(out, color.green, 3);
  append_number(out, color.blue, 3);
  out.append(rgb);
}

} // namespace

void append_number(std::string& out, double value, int decimals) {
  char buffer[64];
  const auto end =
      std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::fixed, decimals).ptr;
  std::string_view text(buffer, static_cast<std::size_t>(end - buffer));
  if (text.find('.') != text.npos) {
    text.remove_suffix(text.size() - 1 - text.find_last_not_of('0'));
    if (text.back() == '.') text.remove_suffix(1);
  }
  if (text == "-0") text = "0";
  out.append(text);
  out += ' ';
}

void append_coordinates(std::string& out, std::initializer_list<double> values) {
  append_coordinates(out, std::span(values.begin(), values.size()));
}

void append_coordinates(std::string& out, std::span<const double> values) {
  for (const double value : values)
    append_number(out, value, 2);
}

void append_hex16(std::string& out, unsigned unit) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  for (const int shift : {12, 8, 4, 0})
    out += digits[(unit >> shift) & 0xF];
}

void append_fill_color(std::string& out, const Color& color) {
  append_color(out, color, "g\n", "rg\n");
}

void append_stroke_color(std::string& out, const Color& color) {
  append_color(out, color, "G\n", "RG\n");
}

} // namespace fengqiao::render

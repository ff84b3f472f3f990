#include "render/watermark.hpp"

#include "render/font_impl.hpp"
#include "render/pdf_operators.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <span>
#include <vector>

namespace fengqiao::render {
namespace {

constexpr double kHalfHeight = 380; // 1/1000 em from the base line to the middle of an ideograph

std::vector<const GlyphShape*> shapes_of(const Watermark& watermark, FontSet& fonts) {
  std::vector<const GlyphShape*> shapes;
  for (const char32_t c : watermark.text)
    if (const Glyph* glyph = fonts.impl().faces.at(watermark.face)->glyph(c)) shapes.push_back(&glyph->shape);
  return shapes;
}

// Maps 1/1000 em of the upright word, whose first origin is (0, 0), to the page.
void append_matrix(std::string& out, double size, double angle, double word_width, double page_width,
                   double page_height) {
  const double cosine = std::cos(angle) * size / 1000, sine = std::sin(angle) * size / 1000;
  for (const double v : {cosine, sine, -sine, cosine})
    append_number(out, v, 5);
  append_coordinates(out, {page_width / 2 - word_width / 2 * cosine + kHalfHeight * sine,
                           page_height / 2 - word_width / 2 * sine - kHalfHeight * cosine});
  out.append("cm\n");
}

// The length of the line through the page's middle that rises by `angle`.
double chord(double angle, double page_width, double page_height) {
  const double along = std::abs(std::cos(angle)), up = std::abs(std::sin(angle));
  return std::min(along > 0 ? page_width / along : page_height / up,
                  up > 0 ? page_height / up : page_width / along);
}

class PathWriter {
public:
  PathWriter(std::string& out, double shift) : out_(out), shift_(shift) {}

  void write(std::span<const PathPoint> contour) {
    point(contour.front());
    out_.append("m\n");
    PathPoint last = contour.front();
    for (std::size_t i = 1; i < contour.size();) {
      const auto kind = contour[i].kind;
      const std::size_t controls = kind == PointKind::on ? 0 : kind == PointKind::conic ? 1 : 2;
      const PathPoint& end = i + controls < contour.size() ? contour[i + controls] : contour.front();
      if (controls == 1) quadratic(last, contour[i], end);
      for (std::size_t k = 0; controls == 2 && k < 2 && i + k < contour.size(); ++k)
        point(contour[i + k]);
      point(end);
      out_.append(controls == 0 ? "l\n" : "c\n");
      last = end;
      i += controls + 1;
    }
    out_.append("h\n");
  }

private:
  void point(const PathPoint& p) {
    append_number(out_, p.x + shift_, 0);
    append_number(out_, p.y, 0);
  }

  // PDF has cubics only.
  void quadratic(const PathPoint& from, const PathPoint& control, const PathPoint& to) {
    for (const PathPoint* end : {&from, &to})
      point({(end->x + 2 * control.x) / 3, (end->y + 2 * control.y) / 3, PointKind::cubic});
  }

  std::string& out_;
  double shift_;
};

} // namespace

std::string watermark_content(const Watermark& watermark, double page_width, double page_height,
                              FontSet& fonts) {
  const auto shapes = shapes_of(watermark, fonts);
  double word_width = 0;
  for (const GlyphShape* shape : shapes)
    word_width += shape->advance;
  const double angle =
      watermark.angle ? *watermark.angle * std::numbers::pi / 180 : std::atan2(page_height, page_width);
  const double longest = chord(angle, page_width, page_height) * watermark.longest;
  const double size = std::min(watermark.size, word_width > 0 ? longest / word_width * 1000 : watermark.size);

  std::string out = "q\n";
  append_fill_color(out, watermark.color);
  append_matrix(out, size, angle, word_width, page_width, page_height);
  double shift = 0;
  for (const GlyphShape* shape : shapes) {
    PathWriter path(out, shift);
    std::size_t begin = 0;
    for (const std::size_t end : shape->outline.ends) {
      path.write(std::span(shape->outline.points).subspan(begin, end - begin));
      begin = end;
    }
    out.append("f\n");
    shift += shape->advance;
  }
  return out + "Q\n";
}

} // namespace fengqiao::render

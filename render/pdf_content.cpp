#include "render/pdf_content.hpp"

#include "render/pdf_operators.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <string_view>
#include <vector>

namespace fengqiao::render {
namespace {

constexpr std::size_t kNoSubset = static_cast<std::size_t>(-1);

// ---- boxes, pictures, rules and shapes ----

void draw_box(std::string& out, const Box& box, double page_height) {
  append_fill_color(out, box.fill);
  append_coordinates(out, {box.x, page_height - box.y - box.height, box.width, box.height});
  out.append("re f\n");
}

void draw_image(std::string& out, const PlacedImage& placed, double page_height, const std::string& name) {
  // PDF puts a picture into the unit square, its first row at the top (y = 1). Where its right and its upper
  // edge go, and from which corner, for EXIF 1…8: {a b c d e f} of x' = ax + cy + e, y' = bx + dy + f.
  static constexpr std::array<std::array<int, 6>, 8> kTurns{{
      {1, 0, 0, 1, 0, 0},
      {-1, 0, 0, 1, 1, 0},
      {-1, 0, 0, -1, 1, 1},
      {1, 0, 0, -1, 0, 1},
      {0, -1, -1, 0, 1, 1},
      {0, -1, 1, 0, 0, 1},
      {0, 1, 1, 0, 0, 0},
      {0, 1, -1, 0, 1, 0},
  }};
  const auto& turn = kTurns[static_cast<std::size_t>(std::clamp(placed.image->orientation, 1, 8) - 1)];
  const double w = placed.width, h = placed.height, foot = page_height - placed.y - h;
  out.append("q\n");
  append_coordinates(
      out, {turn[0] * w, turn[1] * h, turn[2] * w, turn[3] * h, placed.x + turn[4] * w, foot + turn[5] * h});
  out.append("cm\n/" + name + " Do\nQ\n");
}

void draw_rule(std::string& out, const Rule& rule, double page_height) {
  append_stroke_color(out, rule.color);
  append_number(out, rule.width, 3);
  out.append("w ");
  append_coordinates(out, {rule.x1, page_height - rule.y1});
  out.append("m ");
  append_coordinates(out, {rule.x2, page_height - rule.y2});
  out.append("l S\n");
}

void draw_shape(std::string& out, const Shape& shape, double page_height) {
  if (shape.points.size() < 2) return;
  const bool filled = shape.closed && shape.fill, stroked = shape.width > 0;
  if (filled) append_fill_color(out, *shape.fill);
  if (stroked) {
    append_stroke_color(out, shape.color);
    append_number(out, shape.width, 3);
    out.append("w\n");
  }
  if (!shape.dashes.empty()) {
    out += '[';
    append_coordinates(out, shape.dashes);
    out.append("] 0 d\n");
  }
  const char* op = "m\n";
  for (const Point& point : shape.points) {
    append_coordinates(out, {point.x, page_height - point.y});
    out.append(op);
    op = "l\n";
  }
  if (shape.closed) out.append("h ");
  out.append(filled && stroked ? "B\n" : filled ? "f\n" : stroked ? "S\n" : "n\n");
  if (!shape.dashes.empty()) out.append("[] 0 d\n");
}

// ---- text ----

// Writes runs and leaves out what has not changed since the one before.
class TextWriter {
public:
  TextWriter(std::string& out, const SubsetPlan& plan, const ContentNames& names, double bold_stroke)
      : out_(out), plan_(plan), names_(names), bold_stroke_(bold_stroke) {}

  void write(const TextRun& run, double page_height) {
    if (run.text.empty()) return;
    const std::vector<GlyphCode> glyphs = plan_.glyphs(run);
    set_paint(run);
    set_spacing(usual_spacing(run, glyphs), run.size);
    set_font(glyphs.front().subset, run.size);
    out_.append("1 0 0 1 ");
    append_coordinates(out_, {run.x + glyphs.front().left * run.size / 1000, page_height - run.y});
    out_.append("Tm\n");
    show(run, glyphs);
  }

private:
  void set_paint(const TextRun& run) {
    if (fill_ != run.color) append_fill_color(out_, run.color);
    fill_ = run.color;
    if (run.bold) {
      append_stroke_color(out_, run.color);
      append_number(out_, run.size * bold_stroke_, 3);
      out_.append("w\n");
    }
    if (bold_ != run.bold) out_.append(run.bold ? "2 Tr\n" : "0 Tr\n");
    bold_ = run.bold;
  }

  void set_font(std::size_t subset, double size) {
    if (subset_ == subset && size_ == size) return;
    subset_ = subset;
    size_ = size;
    out_ += '/';
    out_.append(names_.font(subset));
    out_ += ' ';
    append_number(out_, size, 3);
    out_.append("Tf\n");
  }

  void set_spacing(double spacing, double size) {
    const double points = std::round(spacing * size / 1000 * 10'000) / 10'000;
    if (points == spacing_) return;
    spacing_ = points;
    append_number(out_, points, 4);
    out_.append("Tc\n");
  }

  // From the box of glyph i to the box of the next one, in 1/1000 em.
  static double step(const TextRun& run, const std::vector<GlyphCode>& glyphs, std::size_t i) {
    return run.advances[i] / run.size * 1000 + glyphs[i + 1].left - glyphs[i].left;
  }

  // What most characters of the run have beyond their width, in 1/1000 em: set once as character spacing, it
  // spares the corrections between them. The last character's advance shows nowhere.
  static double usual_spacing(const TextRun& run, const std::vector<GlyphCode>& glyphs) {
    std::map<long, std::size_t> counts; // by tenths
    for (std::size_t i = 0; i + 1 < glyphs.size(); ++i)
      ++counts[std::lround((step(run, glyphs, i) - glyphs[i].width) * 10)];
    if (counts.empty()) return 0;
    const auto more = [](const auto& a, const auto& b) { return a.second < b.second; };
    const auto most = std::ranges::max_element(counts, more);
    return most->second > 1 ? static_cast<double>(most->first) / 10 : 0;
  }

  void show(const TextRun& run, const std::vector<GlyphCode>& glyphs) {
    const double spacing = spacing_ / run.size * 1000;
    double ahead = 0; // of the wanted place, in 1/1000 em
    out_.append("[<");
    for (std::size_t i = 0; i < glyphs.size(); ++i) {
      const GlyphCode& glyph = glyphs[i];
      if (glyph.subset != subset_) {
        out_.append(">]TJ\n");
        set_font(glyph.subset, run.size);
        out_.append("[<");
      }
      append_hex16(out_, glyph.code);
      if (i + 1 == glyphs.size()) break;

      ahead += glyph.width + spacing - step(run, glyphs, i);
      if (std::abs(ahead) < 1) continue;
      const double back = std::round(ahead);
      ahead -= back;
      out_ += '>';
      append_number(out_, back, 0);
      out_.back() = '<';
    }
    out_.append(">]TJ\n");
  }

  std::string& out_;
  const SubsetPlan& plan_;
  const ContentNames& names_;
  Color fill_{};
  double bold_stroke_;
  bool bold_ = false;
  double spacing_ = 0;
  std::size_t subset_ = kNoSubset;
  double size_ = 0;
};

} // namespace

std::string page_content(const Page& page, const SubsetPlan& plan, const ContentNames& names,
                         double bold_stroke) {
  std::string out;
  for (const Box& box : page.boxes)
    draw_box(out, box, page.height);
  for (const PlacedImage& placed : page.images)
    draw_image(out, placed, page.height, names.image(placed));
  for (const Rule& rule : page.rules)
    draw_rule(out, rule, page.height);
  if (!page.shapes.empty()) out.append("1 j\n"); // round corners
  for (const Shape& shape : page.shapes)
    draw_shape(out, shape, page.height);
  if (page.runs.empty()) return out;

  out.append("BT\n0 g\n");
  TextWriter writer(out, plan, names, bold_stroke);
  for (const TextRun& run : page.runs)
    writer.write(run, page.height);
  out.append("ET\n");
  return out;
}

} // namespace fengqiao::render

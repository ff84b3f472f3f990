#include "render/pdf_content.hpp"

#include "render/pdf_operators.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <string_view>
#include <vector>

namespace fengqiao::render {
namespace {

constexpr double kBoldStroke = 0.022; // em; thickens 仿宋 to about the weight of a half-bold
constexpr std::size_t kNoSubset = static_cast<std::size_t>(-1);

// ---- boxes and rules ----

void draw_box(std::string& out, const Box& box, double page_height) {
  append_fill_color(out, box.fill);
  append_coordinates(out, {box.x, page_height - box.y - box.height, box.width, box.height});
  out.append("re f\n");
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

// ---- text ----

// Writes runs and leaves out what has not changed since the one before.
class TextWriter {
public:
  TextWriter(std::string& out, const SubsetPlan& plan, const FontNames& font_names)
      : out_(out), plan_(plan), font_names_(font_names) {}

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
      append_number(out_, run.size * kBoldStroke, 3);
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
    out_.append(font_names_(subset));
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
  const FontNames& font_names_;
  Color fill_{};
  bool bold_ = false;
  double spacing_ = 0;
  std::size_t subset_ = kNoSubset;
  double size_ = 0;
};

} // namespace

std::string page_content(const Page& page, const SubsetPlan& plan, const FontNames& font_names) {
  std::string out;
  for (const Box& box : page.boxes)
    draw_box(out, box, page.height);
  for (const Rule& rule : page.rules)
    draw_rule(out, rule, page.height);
  if (page.runs.empty()) return out;

  out.append("BT\n0 g\n");
  TextWriter writer(out, plan, font_names);
  for (const TextRun& run : page.runs)
    writer.write(run, page.height);
  out.append("ET\n");
  return out;
}

} // namespace fengqiao::render

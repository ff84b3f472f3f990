#include "render/pdf_subset.hpp"

#include "core/text.hpp"
#include "render/font_impl.hpp"
#include "render/ttf_builder.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <set>

namespace fengqiao::render {
namespace {

// Boxes are trimmed in these steps, so that a character has few variants; half a step (0.085 em) of overlap
// or gap is below what extractors (poppler: 0.1 em) take for a break or a space.
constexpr std::array kTrims{0, 170, 330, 500};

int trim_step(double wanted, int available) {
  int best = 0;
  for (const int step : kTrims)
    if (step <= available && std::abs(step - wanted) < std::abs(best - wanted)) best = step;
  return best;
}

std::string describe(char32_t c) {
  char code[16];
  std::snprintf(code, sizeof code, "U+%04X", static_cast<unsigned>(c));
  std::string text = "“";
  append_utf8(text, c);
  return text + "”（" + code + "）";
}

// Two files can bear the same PostScript name; libharu refuses the second.
std::string unique_name(const std::string& wanted, std::set<std::string>& taken) {
  std::string name = wanted;
  for (int i = 2; !taken.insert(name).second; ++i)
    name = wanted + "-" + std::to_string(i);
  return name;
}

} // namespace

Result<void> SubsetPlan::collect(const TextRun& run, FontSet& fonts) {
  auto& faces = fonts.impl().faces;
  if (run.face >= faces.size()) return fail(ErrorCode::general, {}, "版面引用了没有打开的字体");
  FaceGlyphs& known = faces_[run.face];
  if (known.inks.empty() && !run.text.empty()) order_.push_back(run.face);
  known.largest = std::max(known.largest, run.size);
  for (const char32_t c : run.text) {
    if (known.inks.contains(c)) continue;
    const Glyph* glyph = faces[run.face]->glyph(c);
    if (glyph == nullptr)
      return fail(ErrorCode::general, {}, "字体 " + faces[run.face]->name() + " 没有字符" + describe(c));
    known.inks[c] = {stored_advance(glyph->shape), static_cast<int>(std::floor(glyph->left * 1000)),
                     static_cast<int>(std::ceil(glyph->right * 1000))};
  }
  for (const GlyphBox& box : boxes(run))
    known.codes.try_emplace(box);
  return {};
}

// Where a character stands closer to the next one than its width, its blank right side is trimmed, then the
// next one's blank left side.
std::vector<GlyphBox> SubsetPlan::boxes(const TextRun& run) const {
  const auto& inks = faces_[run.face].inks;
  std::vector<GlyphBox> out;
  out.reserve(run.text.size());
  for (const char32_t c : run.text)
    out.push_back({c, 0, 0});
  for (std::size_t i = 0; i < out.size(); ++i) {
    const Ink& ink = inks.at(run.text[i]);
    double overlap = ink.width - run.advances[i] / run.size * 1000;
    if (overlap <= kTrims[1] / 2.0) continue;
    out[i].right = trim_step(overlap, ink.width - ink.right);
    overlap -= out[i].right;
    if (i + 1 < out.size()) out[i + 1].left = trim_step(overlap, inks.at(run.text[i + 1]).left);
  }
  return out;
}

std::vector<GlyphCode> SubsetPlan::glyphs(const TextRun& run) const {
  std::vector<GlyphCode> out;
  out.reserve(run.text.size());
  for (const GlyphBox& box : boxes(run))
    out.push_back(faces_[run.face].codes.at(box));
  return out;
}

Result<SubsetPlan> SubsetPlan::make(const PageLayout& layout, FontSet& fonts) {
  auto& faces = fonts.impl().faces;
  SubsetPlan plan;
  plan.faces_.resize(faces.size());
  for (const Page& page : layout.pages)
    for (const TextRun& run : page.runs)
      if (auto done = plan.collect(run, fonts); !done) return fail(done.error());

  std::set<std::string> names;
  for (const FaceId face : plan.order_) {
    FaceGlyphs& known = plan.faces_[face];
    const Fineness fineness = known.largest > kLargestText ? Fineness::display : Fineness::text;
    std::size_t i = 0;
    for (auto& [box, code] : known.codes) {
      if (i % kMaxGlyphs == 0)
        plan.subsets_.push_back({face, unique_name(faces[face]->name(), names), fineness, {}});
      plan.subsets_.back().glyphs.push_back(box);
      code = {plan.subsets_.size() - 1, static_cast<char16_t>(i % kMaxGlyphs + 1),
              std::max(0, known.inks.at(box.character).width - box.left - box.right), box.left};
      ++i;
    }
  }
  return plan;
}

} // namespace fengqiao::render

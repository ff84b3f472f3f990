#include "render/font_faults.hpp"

#include <array>

namespace fengqiao::render {
namespace {

struct KnownFaults {
  std::string_view family; // how the names of its faces begin
  std::u32string_view wrong, poor;
};

// Fandol draws ￥ as $; ～ and － as short as their ASCII likes; _ and ＿ with gaps, so that a line to sign
// on is dashed; ⑩ blacker than ⑨, and no ⑪: all circled numbers are better from one font. 文楷's − is its
// hyphen.
constexpr std::array kFaults{KnownFaults{"Fandol", U"￥", U"～－＿_①②③④⑤⑥⑦⑧⑨⑩"},
                             KnownFaults{"LXGWWenKai", U"", U"−"}};

} // namespace

GlyphFault glyph_fault(std::string_view name, char32_t c) {
  for (const auto& [family, wrong, poor] : kFaults) {
    if (!name.starts_with(family)) continue;
    if (wrong.find(c) != wrong.npos) return GlyphFault::wrong;
    if (poor.find(c) != poor.npos) return GlyphFault::poor;
  }
  return GlyphFault::none;
}

} // namespace fengqiao::render

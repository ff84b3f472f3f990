#include "render/pdf_subset.hpp"

#include "core/text.hpp"
#include "render/font_impl.hpp"
#include "render/ttf_builder.hpp"

#include <algorithm>
#include <cstdio>
#include <set>
#include <unordered_set>

namespace fengqiao::render {
namespace {

constexpr std::size_t kSubsetChars = 6000; // of the 6,400 private codes

using CharsByFace = std::vector<std::unordered_set<char32_t>>;

std::string describe(char32_t c) {
  char code[16];
  std::snprintf(code, sizeof code, "U+%04X", static_cast<unsigned>(c));
  std::string text = "“";
  append_utf8(text, c);
  return text + "”（" + code + "）";
}

Result<void> collect_text(CharsByFace& chars, FaceId face, std::u32string_view text) {
  if (face >= chars.size()) return fail(ErrorCode::general, {}, "版面引用了没有打开的字体");
  chars[face].insert(text.begin(), text.end());
  return {};
}

Result<CharsByFace> collect(const PageLayout& layout, std::size_t faces) {
  CharsByFace chars(faces);
  for (const Page& page : layout.pages) {
    for (const TextRun& run : page.runs)
      if (auto done = collect_text(chars, run.face, run.text); !done) return fail(done.error());
  }
  return chars;
}

// Two files can bear the same PostScript name; libharu refuses the second.
std::string unique_name(const std::string& wanted, std::set<std::string>& taken) {
  std::string name = wanted;
  for (int i = 2; !taken.insert(name).second; ++i)
    name = wanted + "-" + std::to_string(i);
  return name;
}

} // namespace

Result<SubsetPlan> SubsetPlan::make(const PageLayout& layout, FontSet& fonts) {
  auto& faces = fonts.impl().faces;
  auto collected = collect(layout, faces.size());
  if (!collected) return fail(collected.error());

  SubsetPlan plan;
  plan.codes_.resize(faces.size());
  std::set<std::string> names;
  for (std::size_t face = 0; face < faces.size(); ++face) {
    std::u32string chars((*collected)[face].begin(), (*collected)[face].end());
    std::ranges::sort(chars);
    for (std::size_t i = 0; i < chars.size(); ++i) {
      const Glyph* glyph = faces[face]->glyph(chars[i]);
      if (glyph == nullptr)
        return fail(ErrorCode::general, {}, "字体 " + faces[face]->name() + " 没有字符" + describe(chars[i]));
      if (i % kSubsetChars == 0)
        plan.subsets_.push_back({static_cast<FaceId>(face), unique_name(faces[face]->name(), names),
                                 chars.substr(i, kSubsetChars)});
      const auto code = static_cast<char16_t>(kFirstPrivateCode + i % kSubsetChars);
      plan.codes_[face][chars[i]] = {plan.subsets_.size() - 1, code, stored_advance(glyph->shape)};
    }
  }
  return plan;
}

} // namespace fengqiao::render

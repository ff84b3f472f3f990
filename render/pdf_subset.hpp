// The font subsets of one PDF: which characters of which faces it shows, and the code each one is written
// with.
#pragma once

#include "core/result.hpp"
#include "render/font.hpp"
#include "render/page_layout.hpp"

#include <cstddef>
#include <string>
#include <unordered_map>
#include <vector>

namespace fengqiao::render {

// One PDF font: character i of `chars` has the code U+E000 + i. A face with very many characters has several.
struct FontSubset {
  FaceId face = 0;
  std::string name;     // unique in the document
  std::u32string chars; // in order of code point
};

struct GlyphCode {
  std::size_t subset = 0;
  char16_t code = 0;
  int width = 0; // as stored in the font, 1/1000 em
};

class SubsetPlan {
public:
  // Collects the characters of all runs. Fails (ErrorCode::general, naming the character) when
  // a face has not got one of them: the text was not measured with these fonts.
  static Result<SubsetPlan> make(const PageLayout& layout, FontSet& fonts);

  const std::vector<FontSubset>& subsets() const { return subsets_; }

  // The character must be one of the layout's.
  const GlyphCode& at(FaceId face, char32_t c) const { return codes_.at(face).at(c); }

private:
  std::vector<FontSubset> subsets_;
  std::vector<std::unordered_map<char32_t, GlyphCode>> codes_; // by face
};

} // namespace fengqiao::render

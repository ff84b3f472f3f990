// The font subsets of one PDF: which glyphs of which faces it shows, and the code each one is written with.
#pragma once

#include "core/result.hpp"
#include "render/font.hpp"
#include "render/page_layout.hpp"
#include "render/ttf_glyph.hpp"

#include <compare>
#include <cstddef>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

namespace fengqiao::render {

// A character with a box that may be narrower than the font's: marks squeezed into each other (标点挤压) are
// trimmed on their blank sides, because text extractors begin a new line where boxes overlap. What is seen
// stays the same.
struct GlyphBox {
  char32_t character = 0;
  int left = 0, right = 0; // trimmed, 1/1000 em

  friend auto operator<=>(const GlyphBox&, const GlyphBox&) = default;
};

// One PDF font: glyph i is written as the code i + 1. A face with very many glyphs has several.
struct FontSubset {
  FaceId face = 0;
  std::string name; // unique in the document
  Fineness fineness = Fineness::text;
  std::vector<GlyphBox> glyphs; // in order
};

struct GlyphCode {
  std::size_t subset = 0;
  char16_t code = 0;
  int width = 0; // of the trimmed box, as stored in the font, 1/1000 em
  int left = 0;  // the box begins this far to the right of the character's origin
};

class SubsetPlan {
public:
  // Collects the glyphs of all runs. Fails (ErrorCode::general, naming the character) when a face has not got
  // one of them: the text was not measured with these fonts.
  static Result<SubsetPlan> make(const PageLayout& layout, FontSet& fonts);

  const std::vector<FontSubset>& subsets() const { return subsets_; }

  // The glyphs of a run, one a character. The run must be one of the layout's.
  std::vector<GlyphCode> glyphs(const TextRun& run) const;

private:
  struct Ink { // 1/1000 em from the origin
    int width = 0, left = 0, right = 0;
  };
  struct FaceGlyphs {
    double largest = 0; // points: the largest size that the face is shown in
    std::unordered_map<char32_t, Ink> inks;
    std::map<GlyphBox, GlyphCode> codes;
  };

  Result<void> collect(const TextRun& run, FontSet& fonts);
  std::vector<GlyphBox> boxes(const TextRun& run) const;

  std::vector<FontSubset> subsets_;
  std::vector<FaceGlyphs> faces_; // by face
  std::vector<FaceId> order_;     // the faces as the layout first shows them: not as some other document did
};

} // namespace fengqiao::render

// Fonts by role, with a fallback chain by character. Faces are opened with FreeType, once a process; libharu
// never sees a font file from disk (damaged fonts bring it down), only the subsets that
// render/ttf_builder.hpp makes.
#pragma once

#include "core/result.hpp"
#include "render/page_layout.hpp"

#include <array>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fengqiao::render {

// 仿宋 (body), 黑体, 楷体, 宋体, 小标宋 (titles).
enum class FontRole { fangsong, heiti, kaiti, songti, title };
inline constexpr std::array kFontRoles{FontRole::fangsong, FontRole::heiti, FontRole::kaiti, FontRole::songti,
                                       FontRole::title};
std::string_view role_name(FontRole role); // "仿宋", "黑体", "楷体", "宋体", "小标宋"

// A font file and the index of the face in it (for .ttc/.otc collections). If `family` is given, the face
// must bear this family name: `index` is tried first, then the file's other faces, since collections are not
// ordered alike everywhere.
struct FontSource {
  std::filesystem::path file;
  int index = 0;
  std::string family = {};
  friend bool operator==(const FontSource&, const FontSource&) = default;
};

// The chain of each role, in order of preference; files that do not exist are passed over when the chain is
// opened.
struct FontConfig {
  std::array<std::vector<FontSource>, kFontRoles.size()> chains;
};

// Measures of one glyph, in em (1 = the font size). `left`/`right` bound the ink horizontally from the
// glyph's origin, so that marks can be squeezed by their measured box; top and bottom bound it vertically, y
// upwards.
struct GlyphMeasure {
  FaceId face = 0;
  double advance = 1;
  double left = 0, right = 1, bottom = 0, top = 1;
};

// Why a font file cannot be used; nullopt if it can. Opens it. Errors: ErrorCode::general, `where` = the
// file.
std::optional<Error> font_fault(const FontSource& source);

// ☐ ☑ ☒ ✓ and 〓 come from a small built-in face of our own outlines, since Chinese fonts lack them; they are
// text like any other, so they are extracted from the PDF as these characters.
class FontSet {
public:
  // Opens the chains lazily: a file is opened when a character first needs it. Fails (ErrorCode::general)
  // when a role has no usable file at all: names the role, the files tried, and the command that installs the
  // default fonts.
  static Result<FontSet> open(FontConfig config);

  FontSet(FontSet&&) noexcept;
  FontSet& operator=(FontSet&&) noexcept;
  ~FontSet();

  // The first face of the role's chain (then the built-in face, then the other roles' chains) that has the
  // character; nullopt if none has. ☐ ☑ ☒ ✓ 〓 always come from the built-in face. A blank or damaged glyph
  // counts as missing (spaces may be blank). Cached; amortised cost a hash look-up.
  std::optional<GlyphMeasure> measure(FontRole role, char32_t c);

  // The same in a face that is open, without a chain: what a text run that names its face is drawn with.
  std::optional<GlyphMeasure> measure_in(FaceId face, char32_t c);

  // PostScript-safe family name of an opened face, e.g. "FandolFang-Regular".
  std::string face_name(FaceId face) const;

  // Ascent and descent of a face in em (both positive).
  struct Vertical {
    double ascent = 0.86, descent = 0.14;
  };
  Vertical vertical(FaceId face) const;

  // Font files that were passed over because they are damaged, lack the wanted face or forbid embedding, each
  // once, in the order they were met: warnings for the user.
  const Errors& problems() const;

  struct Impl; // FreeType stays behind this; used by the PDF writer
  Impl& impl() { return *impl_; }

private:
  explicit FontSet(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

} // namespace fengqiao::render

// FontSet::Impl: the opened faces. Private to render/font.cpp and the PDF writer.
#pragma once

#include "render/font.hpp"
#include "render/font_faults.hpp"
#include "render/outline.hpp"
#include "render/ttf_glyph.hpp"

#include <ft2build.h>
#include FT_FREETYPE_H

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace fengqiao::render {

// A glyph as measured, with its outline, which the PDF writer embeds; read from the font once.
struct Glyph {
  GlyphShape shape;
  double left = 0, right = 0, bottom = 0, top = 0; // the ink, in em
};

struct FreeTypeFaceDeleter {
  void operator()(FT_Face face) const { FT_Done_Face(face); }
};
using FreeTypeFace = std::unique_ptr<FT_FaceRec_, FreeTypeFaceDeleter>;

struct FreeTypeLibraryDeleter {
  void operator()(FT_Library library) const { FT_Done_FreeType(library); }
};
using FreeTypeLibrary = std::unique_ptr<FT_LibraryRec_, FreeTypeLibraryDeleter>;

// A glyph as it is embedded: its box trimmed by `left` and `right` (1/1000 em, 0…1000) on the blank sides.
struct EmbeddedGlyph {
  char32_t character = 0;
  int left = 0, right = 0;
  Fineness fineness = Fineness::text;
};

// One opened face; without a FreeType face it is the built-in one.
class Face {
public:
  Face(); // the built-in face
  explicit Face(FreeTypeFace face);

  // nullptr if the face has no such character, or only a blank or damaged glyph for it.
  const Glyph* glyph(char32_t c);

  // The glyph encoded, once. The face must have the character.
  const EncodedGlyph& encoded(const EmbeddedGlyph& glyph);

  // Encodes what encoded() is about to be asked for, on several threads where it pays: fitting curves is most
  // of the work of a document's first print.
  void encode_ahead(const std::vector<EmbeddedGlyph>& glyphs);

  const std::string& name() const { return name_; }
  FontSet::Vertical vertical() const { return vertical_; }

private:
  std::optional<Glyph> load(char32_t c) const;
  [[nodiscard]] EncodedGlyph
  encode(const EmbeddedGlyph& glyph) const; // of a character that glyph() has loaded

  FreeTypeFace face_;
  std::string name_;
  FontSet::Vertical vertical_;
  std::unordered_map<char32_t, std::optional<Glyph>> glyphs_;
  std::unordered_map<std::uint64_t, EncodedGlyph> encoded_; // by character, trims and fineness
};

struct FontSet::Impl {
  explicit Impl(FreeTypeLibrary freetype) : library(std::move(freetype)) {}

  // A file of a chain: not opened yet, opened as a face, or given up.
  struct Slot {
    FontSource source;
    bool tried = false;
    std::optional<FaceId> face;
  };

  void add_chain(FontRole role, const std::vector<FontSource>& chain);
  std::optional<GlyphMeasure> find(FontRole role, char32_t c);
  std::optional<GlyphMeasure> find_in_fonts(FontRole role, char32_t c, GlyphFault allowed);
  std::optional<GlyphMeasure> find_in_chain(FontRole role, char32_t c, GlyphFault allowed);
  std::optional<GlyphMeasure> find_in_face(FaceId face, char32_t c);
  std::optional<GlyphMeasure> find_builtin(char32_t c);
  std::optional<FaceId> open(Slot& slot);
  FaceId add_face(std::unique_ptr<Face> face);

  FreeTypeLibrary library; // outlives the faces
  std::vector<std::unique_ptr<Face>> faces;
  std::vector<Slot> slots;
  std::array<std::vector<std::size_t>, kFontRoles.size()> chains; // indices of slots
  std::optional<FaceId> builtin;
  std::unordered_map<std::uint64_t, std::optional<GlyphMeasure>> measured; // by role and character
  Errors problems;
};

} // namespace fengqiao::render

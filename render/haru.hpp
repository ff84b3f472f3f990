// What the PDF writer needs of libharu beyond its public functions, and the object that owns a document.
// Private to render/pdf_*.cpp and haru_image.cpp. Every failure of libharu is thrown as HaruFailure; nothing
// of this leaves write_pdf.
#pragma once

#include "render/image.hpp"
#include "render/ttf_builder.hpp"

#include <hpdf.h>

#include <string>
#include <string_view>
#include <vector>

namespace fengqiao::render {

struct HaruFailure {
  HPDF_STATUS code = 0, detail = 0;
};

// A font as a PDF holds it: text shows glyph i as the two-byte code i.
struct PdfFont {
  std::string name;          // with a subset's tag: ABCDEF+FandolFang-Regular
  std::string program;       // render/ttf_builder.hpp
  std::u32string characters; // of glyph 1, 2, …
  std::vector<int> widths;   // the same, 1/1000 em
  FontHeight height;
  Extent extent;
};

class HaruDocument {
public:
  HaruDocument(); // throws HaruFailure
  ~HaruDocument() { HPDF_Free(doc_); }
  HaruDocument(const HaruDocument&) = delete;
  HaruDocument& operator=(const HaruDocument&) = delete;

  HPDF_Doc get() const { return doc_; }

  // Embeds a font. libharu's own way reads fonts from files, searches all of their 65,536 codes and writes
  // tables that nobody needs; so its objects are put together here.
  HPDF_Dict add_font(const PdfFont& font);

  // Makes a font known to a page under a name such as "F1", once for each page and font.
  static void use_font(HPDF_Page page, const std::string& name, HPDF_Dict font);

  // Sets an entry to a text string in UTF-16, which libharu's own strings cannot do beyond the BMP.
  void set_text(HPDF_Dict dict, const char* key, std::u32string_view text);

  // The document's properties (Title, Author…).
  HPDF_Dict info() const { return doc_->info; }

  // The operators of a page, all of them at once.
  static void set_content(HPDF_Page page, std::string_view operators);

  // A piece of content that several pages show; `width` and `height` in points bound it.
  HPDF_XObject add_form(std::string_view operators, double width, double height);

  // The operators that show the form as a page artifact: decoration, no part of the document's text.
  static std::string form_operators(HPDF_Page page, HPDF_XObject form);

  // A place on a page that a click follows, seen only by the pointer: to a destination, or to an address
  // (ASCII).
  void add_link(HPDF_Page page, HPDF_Rect area, HPDF_Destination target);
  void add_link(HPDF_Page page, HPDF_Rect area, const std::string& address);

  // A picture whose bytes are handed over as they are (haru_image.cpp): libharu decodes nothing.
  HPDF_XObject add_image(const Image& image);

  // The zoom of an XYZ destination: "keep", which the public function refuses.
  static void keep_zoom(HPDF_Destination destination);

  std::string save();

private:
  HPDF_Dict add_dict();
  HPDF_Dict add_stream(std::string_view bytes);
  // The stream holds compressed bytes already: libharu's own, slower filter stays off, and the name of theirs
  // is written with the dictionary.
  static void mark_deflated(HPDF_Dict stream);
  HPDF_Dict add_cid_font(const PdfFont& font);
  HPDF_Dict add_descriptor(const PdfFont& font);

  HPDF_Doc doc_ = nullptr;
};

// The ToUnicode CMap of a subset: glyph i + 1 means chars[i].
std::string to_unicode_map(std::u32string_view chars);

} // namespace fengqiao::render

#include "render/haru.hpp"

#include "core/text.hpp"
#include "render/deflate.hpp"
#include "render/pdf_operators.hpp"

#include <hpdf_doc.h>
#include <hpdf_info.h>
#include <hpdf_pages.h>

#include <algorithm>
#include <limits>
#include <new>

namespace fengqiao::render {
namespace {

// libharu reports through a callback; thrown from there, the failure passes its C frames and reaches the
// writer at once.
void throw_failure(HPDF_STATUS code, HPDF_STATUS detail, void*) {
  throw HaruFailure{code, detail};
}

void check(HPDF_STATUS status) {
  if (status != HPDF_OK) throw HaruFailure{status, 0};
}

template <class T> T* check(T* object) {
  if (object == nullptr) throw HaruFailure{HPDF_FAILD_TO_ALLOC_MEM, 0};
  return object;
}

HPDF_UINT haru_size(std::size_t size) {
  if (size > std::numeric_limits<HPDF_UINT>::max()) throw HaruFailure{HPDF_FAILD_TO_ALLOC_MEM, 0};
  return static_cast<HPDF_UINT>(size);
}

void append(HPDF_Stream stream, std::string_view bytes) {
  check(HPDF_Stream_Write(stream, reinterpret_cast<const HPDF_BYTE*>(bytes.data()), haru_size(bytes.size())));
}

std::u16string to_utf16(std::u32string_view text) {
  std::u16string out;
  for (const char32_t c : text) {
    if (c < 0x10000) {
      out += static_cast<char16_t>(c);
      continue;
    }
    out += static_cast<char16_t>(0xD800 + ((c - 0x10000) >> 10));
    out += static_cast<char16_t>(0xDC00 + ((c - 0x10000) & 0x3FF));
  }
  return out;
}

} // namespace

HaruDocument::HaruDocument() : doc_(HPDF_New(throw_failure, nullptr)) {
  if (doc_ == nullptr) throw std::bad_alloc();
  try {
    check(HPDF_SetCompressionMode(doc_, HPDF_COMP_ALL));
  } catch (...) {
    HPDF_Free(doc_);
    throw;
  }
}

HPDF_Dict HaruDocument::add_dict() {
  HPDF_Dict dict = check(HPDF_Dict_New(doc_->mmgr));
  check(HPDF_Xref_Add(doc_->xref, dict));
  return dict;
}

HPDF_Dict HaruDocument::add_stream(std::string_view bytes) {
  HPDF_Dict dict = check(HPDF_DictStream_New(doc_->mmgr, doc_->xref));
  append(dict->stream, deflated(bytes));
  mark_deflated(dict);
  return dict;
}

void HaruDocument::mark_deflated(HPDF_Dict stream) {
  stream->filter = HPDF_STREAM_FILTER_NONE;
  stream->write_fn = [](HPDF_Dict, HPDF_Stream out) {
    return HPDF_Stream_WriteStr(out, "/Filter /FlateDecode\n");
  };
}

HPDF_Dict HaruDocument::add_descriptor(const PdfFont& font) {
  HPDF_Dict program = add_stream(font.program);
  check(HPDF_Dict_AddNumber(program, "Length1", static_cast<HPDF_INT32>(font.program.size())));
  HPDF_Dict descriptor = add_dict();
  check(HPDF_Dict_AddName(descriptor, "Type", "FontDescriptor"));
  check(HPDF_Dict_AddName(descriptor, "FontName", font.name.c_str()));
  check(HPDF_Dict_AddNumber(descriptor, "Flags", 4)); // symbolic: glyphs are named by number
  HPDF_Array box = check(HPDF_Array_New(doc_->mmgr));
  check(HPDF_Dict_Add(descriptor, "FontBBox", box));
  for (const int edge : {font.extent.x_min, font.extent.y_min, font.extent.x_max, font.extent.y_max})
    check(HPDF_Array_AddNumber(box, edge));
  check(HPDF_Dict_AddNumber(descriptor, "ItalicAngle", 0));
  check(HPDF_Dict_AddNumber(descriptor, "Ascent", font.height.ascent));
  check(HPDF_Dict_AddNumber(descriptor, "Descent", -font.height.descent));
  check(HPDF_Dict_AddNumber(descriptor, "CapHeight", font.height.ascent));
  check(HPDF_Dict_AddNumber(descriptor, "StemV", 80)); // required, and used only where a font is missing
  check(HPDF_Dict_Add(descriptor, "FontFile2", program));
  return descriptor;
}

HPDF_Dict HaruDocument::add_cid_font(const PdfFont& font) {
  constexpr HPDF_INT32 kUsualWidth = 1000;
  HPDF_Dict cid = add_dict();
  check(HPDF_Dict_AddName(cid, "Type", "Font"));
  check(HPDF_Dict_AddName(cid, "Subtype", "CIDFontType2"));
  check(HPDF_Dict_AddName(cid, "BaseFont", font.name.c_str()));
  check(HPDF_Dict_AddName(cid, "CIDToGIDMap", "Identity"));
  HPDF_Dict system = check(HPDF_Dict_New(doc_->mmgr));
  check(HPDF_Dict_Add(cid, "CIDSystemInfo", system));
  check(HPDF_Dict_Add(system, "Registry", check(HPDF_String_New(doc_->mmgr, "Adobe", nullptr))));
  check(HPDF_Dict_Add(system, "Ordering", check(HPDF_String_New(doc_->mmgr, "Identity", nullptr))));
  check(HPDF_Dict_AddNumber(system, "Supplement", 0));
  check(HPDF_Dict_AddNumber(cid, "DW", kUsualWidth));
  HPDF_Array widths = check(HPDF_Array_New(doc_->mmgr));
  check(HPDF_Dict_Add(cid, "W", widths));
  HPDF_Array run = nullptr; // the widths of consecutive glyphs
  for (std::size_t i = 0; i < font.widths.size(); ++i) {
    if (font.widths[i] == kUsualWidth) {
      run = nullptr;
      continue;
    }
    if (run == nullptr) {
      check(HPDF_Array_AddNumber(widths, static_cast<HPDF_INT32>(i + 1)));
      run = check(HPDF_Array_New(doc_->mmgr));
      check(HPDF_Array_Add(widths, run));
    }
    check(HPDF_Array_AddNumber(run, font.widths[i]));
  }
  check(HPDF_Dict_Add(cid, "FontDescriptor", add_descriptor(font)));
  return cid;
}

HPDF_Dict HaruDocument::add_font(const PdfFont& font) {
  HPDF_Dict composite = add_dict();
  check(HPDF_Dict_AddName(composite, "Type", "Font"));
  check(HPDF_Dict_AddName(composite, "Subtype", "Type0"));
  check(HPDF_Dict_AddName(composite, "BaseFont", font.name.c_str()));
  check(HPDF_Dict_AddName(composite, "Encoding", "Identity-H"));
  HPDF_Array descendants = check(HPDF_Array_New(doc_->mmgr));
  check(HPDF_Dict_Add(composite, "DescendantFonts", descendants));
  check(HPDF_Array_Add(descendants, add_cid_font(font)));
  check(HPDF_Dict_Add(composite, "ToUnicode", add_stream(to_unicode_map(font.characters))));
  return composite;
}

void HaruDocument::use_font(HPDF_Page page, const std::string& name, HPDF_Dict font) {
  auto* resources = static_cast<HPDF_Dict>(HPDF_Page_GetInheritableItem(page, "Resources", HPDF_OCLASS_DICT));
  if (resources == nullptr) throw HaruFailure{HPDF_PAGE_CANNOT_GET_ROOT_PAGES, 0};
  auto* fonts = static_cast<HPDF_Dict>(HPDF_Dict_GetItem(resources, "Font", HPDF_OCLASS_DICT));
  if (fonts == nullptr) {
    fonts = check(HPDF_Dict_New(page->mmgr));
    check(HPDF_Dict_Add(resources, "Font", fonts));
  }
  check(HPDF_Dict_Add(fonts, name.c_str(), font));
}

void HaruDocument::set_text(HPDF_Dict dict, const char* key, std::u32string_view text) {
  std::string bytes = "\xFE\xFF";
  for (const char16_t unit : to_utf16(text.substr(0, 8000))) {
    bytes += static_cast<char>(unit >> 8);
    bytes += static_cast<char>(unit & 0xFF);
  }
  HPDF_Binary value =
      check(HPDF_Binary_New(doc_->mmgr, reinterpret_cast<HPDF_BYTE*>(bytes.data()), haru_size(bytes.size())));
  check(HPDF_Dict_Add(dict, key, value));
}

void HaruDocument::set_content(HPDF_Page page, std::string_view operators) {
  auto* attributes = static_cast<HPDF_PageAttr>(page->attr);
  append(attributes->stream, deflated(operators));
  mark_deflated(attributes->contents);
}

HPDF_XObject HaruDocument::add_form(std::string_view operators, double width, double height) {
  HPDF_Dict form = add_stream(operators);
  form->header.obj_class |= HPDF_OSUBCLASS_XOBJECT;
  check(HPDF_Dict_AddName(form, "Type", "XObject"));
  check(HPDF_Dict_AddName(form, "Subtype", "Form"));
  HPDF_Array box = check(HPDF_Array_New(doc_->mmgr));
  check(HPDF_Dict_Add(form, "BBox", box));
  for (const double value : {0.0, 0.0, width, height})
    check(HPDF_Array_AddReal(box, static_cast<HPDF_REAL>(value)));
  check(HPDF_Dict_Add(form, "Resources", check(HPDF_Dict_New(doc_->mmgr))));
  return form;
}

std::string HaruDocument::form_operators(HPDF_Page page, HPDF_XObject form) {
  const std::string name = check(HPDF_Page_GetXObjectName(page, form));
  return "/Artifact <</Type /Pagination /Subtype /Watermark>> BDC\n/" + name + " Do\nEMC\n";
}

namespace {

// No frame around it; printed, were there anything to print (PDF/A wants that flag).
void finish_link(HPDF_Annotation link) {
  check(link);
  check(HPDF_LinkAnnot_SetBorderStyle(link, 0, 0, 0));
  check(HPDF_LinkAnnot_SetHighlightMode(link, HPDF_ANNOT_NO_HIGHTLIGHT));
  check(HPDF_Dict_AddNumber(link, "F", 4));
}

} // namespace

void HaruDocument::add_link(HPDF_Page page, HPDF_Rect area, HPDF_Destination target) {
  finish_link(HPDF_Page_CreateLinkAnnot(page, area, target));
}

void HaruDocument::add_link(HPDF_Page page, HPDF_Rect area, const std::string& address) {
  finish_link(HPDF_Page_CreateURILinkAnnot(page, area, address.c_str()));
}

void HaruDocument::keep_zoom(HPDF_Destination destination) {
  auto* zoom = static_cast<HPDF_Real>(HPDF_Array_GetItem(destination, 4, HPDF_OCLASS_REAL));
  if (zoom != nullptr) HPDF_Real_SetValue(zoom, 0);
}

std::string HaruDocument::save() {
  check(HPDF_SaveToStream(doc_));
  std::string bytes(HPDF_GetStreamSize(doc_), '\0');
  std::size_t filled = 0;
  while (filled < bytes.size()) {
    auto size = haru_size(std::min<std::size_t>(bytes.size() - filled, 1U << 20));
    // Reading to the very end reports HPDF_STREAM_EOF, with the bytes.
    const HPDF_STATUS status = HPDF_ReadFromStream(doc_, reinterpret_cast<HPDF_BYTE*>(&bytes[filled]), &size);
    if (status != HPDF_OK && status != HPDF_STREAM_EOF) throw HaruFailure{status, 0};
    if (size == 0) throw HaruFailure{HPDF_FILE_IO_ERROR, 0};
    filled += size;
  }
  return bytes;
}

std::string to_unicode_map(std::u32string_view chars) {
  std::string map = "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
                    "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"
                    "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
                    "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n";
  constexpr std::size_t block = 100; // the most that one operator may hold
  for (std::size_t begin = 0; begin < chars.size(); begin += block) {
    const std::size_t end = std::min(begin + block, chars.size());
    map += std::to_string(end - begin) + " beginbfchar\n";
    for (std::size_t i = begin; i < end; ++i) {
      map += '<';
      append_hex16(map, static_cast<unsigned>(i + 1));
      map += "> <";
      for (const char16_t unit : to_utf16(chars.substr(i, 1)))
        append_hex16(map, unit);
      map += ">\n";
    }
    map += "endbfchar\n";
  }
  return map + "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n";
}

} // namespace fengqiao::render

// Foreign PDF pages taken into a PDF of ours, files attached to it, and digests by which a changed page is
// found again.
#pragma once

#include "core/result.hpp"

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace fengqiao::render {

struct PdfPageSize {
  double width = 0, height = 0; // points, as seen: /Rotate and /UserUnit applied
};

// The pages of a foreign PDF, proved usable: readable without repair, not encrypted, every content stream
// decodes, nothing in it nests beyond reason. Errors (ErrorCode::data; `where` = `name`): damaged, encrypted
// (restrictions without a password count), no pages; ErrorCode::limit for a page whose content is too large.
Result<std::vector<PdfPageSize>> inspect_pdf(std::string_view pdf, const std::string& name);

// A page of `sources` drawn on page `page` of our PDF, shrunk to fit the box (never enlarged) and centred in
// it. The box is in points from the page's top left corner; pages count from 0.
struct PdfPlacement {
  std::size_t page = 0, source = 0, source_page = 0;
  double x = 0, y = 0, width = 0, height = 0;
};

// Draws foreign pages on ours. What they show comes along: text stays text, filled form fields and stamps are
// drawn, links, scripts and attachments stay behind. Our own bookmarks, links and page count do not change.
// The claim to be PDF/A is taken off: foreign pages prove nothing. Same input, same bytes. Errors:
// ErrorCode::general with qpdf's reason.
Result<std::string> place_pdf_pages(std::string_view ours, const std::vector<std::string_view>& sources,
                                    const std::vector<PdfPlacement>& placements);

struct PdfAttachment {
  std::string name;       // as the reader lists it
  std::string media_type; // application/json
  std::string_view bytes;
  bool plain = false; // stored as it is, uncompressed
};

Result<std::string> attach_files(std::string_view pdf, const std::vector<PdfAttachment>& files);

// What a PDF holds, as digests (SHA-256) that do not change when a program writes the same objects anew with
// other numbers, in another order or packed otherwise; pictures count as stored.
struct PdfContents {
  std::vector<std::string> pages;                 // each page with all that it shows and links to
  std::string rest;                               // bookmarks, document properties, actions, …
  std::map<std::string, std::string> attachments; // name → bytes
};

// Errors: ErrorCode::data where the file cannot be read as a PDF at all, even repaired.
Result<PdfContents> read_pdf_contents(std::string_view pdf, const std::string& name);

} // namespace fengqiao::render

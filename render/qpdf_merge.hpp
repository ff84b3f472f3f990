// Foreign PDF pages taken into a PDF of ours, files attached to it, and digests by which a changed page is
// found again.
#pragma once

#include "core/byte_range.hpp"
#include "core/result.hpp"

#include <cstddef>
#include <functional>
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
Result<std::vector<PdfPageSize>> inspect_pdf(const ByteRange& pdf, const std::string& name);

// A page of `sources` drawn on page `page` of our PDF, shrunk to fit the box (never enlarged) and centred in
// it. The box is in points from the page's top left corner; pages count from 0.
struct PdfPlacement {
  std::size_t page = 0, source = 0, source_page = 0;
  double x = 0, y = 0, width = 0, height = 0;
};

// Takes a finished PDF piece by piece; an error ends the writing and comes out of it.
using WritePdf = std::function<Result<void>(std::string_view)>;

// Draws foreign pages on ours. What they show comes along: text stays text, filled form fields and stamps are
// drawn, links, scripts and attachments stay behind. Our own bookmarks, links and page count do not change.
// The claim to be PDF/A is taken off: foreign pages prove nothing. Same input, same bytes. Memory: the
// documents' objects, and their streams one at a time. Errors: those of `write`; ErrorCode::general with
// qpdf's reason.
Result<void> place_pdf_pages(const ByteRange& ours, const std::vector<ByteRange>& sources,
                             const std::vector<PdfPlacement>& placements, const WritePdf& write);

struct PdfAttachment {
  std::string name;       // as the reader lists it
  std::string media_type; // application/json
  ByteRange bytes;
  bool plain = false; // stored as it is, uncompressed
};

Result<void> attach_files(const ByteRange& pdf, const std::vector<PdfAttachment>& files,
                          const WritePdf& write);

// What a PDF holds, as digests (SHA-256) that do not change when a program writes the same objects anew with
// other numbers, in another order or packed otherwise; pictures count as stored.
struct PdfContents {
  std::vector<std::string> pages;                 // each page with all that it shows and links to
  std::string rest;                               // bookmarks, document properties, actions, …
  std::map<std::string, std::string> attachments; // name → SHA-256
  std::string asked;                              // the bytes of the attachment that was asked for
};

inline constexpr std::size_t asked_attachment_bytes = 32u << 20;

// `asked`: the name of an attachment whose bytes are wanted. Memory: the document's objects, its largest page
// content, and `asked`. Errors: ErrorCode::data where the file cannot be read as a PDF at all, even repaired;
// ErrorCode::limit where it unpacks to more than a pack may hold, or `asked` is larger than
// asked_attachment_bytes.
Result<PdfContents> read_pdf_contents(const ByteRange& pdf, const std::string& name,
                                      const std::string& asked = {});

} // namespace fengqiao::render

// PDF/A-2b (ISO 19005-2, level B): what libharu leaves out of an archival PDF, put in with qpdf.
#pragma once

#include "core/result.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace fengqiao::render {

// A PDF of ours, written anew: an sRGB output intent, XMP metadata that say what the document properties say,
// a file identifier made from the content, links marked as printing, small objects packed together (the file
// gets smaller, PDF 1.7). The XMP claim part 2, level B only where pdfa_faults finds nothing. The same bytes
// in give the same bytes out. Errors: ErrorCode::general where qpdf cannot read or write the file.
Result<std::string> make_archival(std::string_view pdf);

// What keeps a PDF from being PDF/A-2b, as far as we check (this is no validator); empty where nothing does.
// Checked (clauses of ISO 19005-2:2011):
//   6.1.3  identifier in the trailer, no encryption        6.1.7  no LZW filter, no external streams
//   6.2.2  output intent with an embedded RGB profile      6.2.4  colours: DeviceRGB and DeviceGray only
//   6.2.8  images without alternates, OPI, interpolation   6.2.9  no PostScript or reference XObjects
//   6.2.11 every font embedded; composite fonts with Identity-H, CIDToGIDMap, equal names, widths for all
//   glyphs 6.3    annotations: links only, printing, not hidden   6.5    actions: GoTo and URI only, no
//   scripts 6.6.2  XMP metadata that agree with Title, Author, Producer and dates 6.8    no embedded files
//   6.9    no optional content
std::vector<std::string> pdfa_faults(std::string_view pdf);

} // namespace fengqiao::render

// The wall around libharu: PageLayout in, the bytes of a finished PDF out.
#pragma once

#include "core/result.hpp"
#include "render/font.hpp"
#include "render/page_layout.hpp"

#include <string>

namespace fengqiao::render {

// Writes the whole document to memory. Every character of the layout must have been measured with `fonts`.
// The same layout and fonts give the same bytes. Fonts are embedded as TrueType subsets with right ToUnicode
// maps (characters outside the BMP included). Errors: ErrorCode::general with libharu's code. The caller
// writes the bytes with core/file.hpp (libharu hides a full disk).
Result<std::string> write_pdf(const PageLayout& layout, FontSet& fonts);

} // namespace fengqiao::render

// A picture as a PDF of one page: what shows pages shows pictures, too.
#pragma once

#include "core/result.hpp"
#include "render/image.hpp"

#include <string>

namespace fengqiao::render {

// The page has the picture's size, and a point around it, at its own dots per inch, at `least_dpi` where it
// has fewer or says nothing; smaller still where a page cannot be that large, and never narrower than a page
// can be. The same picture gives the same bytes. Errors: ErrorCode::general with libharu's code.
Result<std::string> picture_pdf(const Image& image, double least_dpi);

} // namespace fengqiao::render

// The watermark of a page as vector outlines. It is not text, so that text copied or extracted from the page
// is the page's own, without a 草 or 稿 strewn between its lines.
#pragma once

#include "render/font.hpp"
#include "render/page_layout.hpp"

#include <string>

namespace fengqiao::render {

// PDF operators that fill the word in the page's middle, at its angle, no longer than its part of the line
// through there. `face` must be an opened one; a character that it lacks is left out.
std::string watermark_content(const Watermark& watermark, double page_width, double page_height,
                              FontSet& fonts);

} // namespace fengqiao::render

// Cuts the ribbon of strips into pages.
#pragma once

#include "render/strip.hpp"

namespace fengqiao::render {

struct ComposedPages {
  std::vector<Page> pages;
  std::vector<Bookmark> bookmarks;
  std::vector<Anchor> anchors;
  std::size_t text_page = 0;       // of the strip where a 公文's text begins
  std::vector<std::size_t> starts; // pages that are numbered 1, in their order; those before the first are
                                   // i, ii, …; none: the first page is
};

// Strips that are kept together go to the next page together; what is taller than a page is cut where it must
// be. A table that goes on repeats its header. Footnotes stand at the foot of the page
// that refers to them and are numbered there; they may fill half a page, the rest goes on over the next. A
// 版记 stands at the foot of the last page, below all notes; one that no page holds fills several.
// Error: ErrorCode::limit for more than limits::pages pages. Cost: linear in
// the strips, those of a note once for each page that refers to it.
Result<ComposedPages> cut_pages(const Flow& flow, const PageStyle& style, const std::string& file);

} // namespace fengqiao::render

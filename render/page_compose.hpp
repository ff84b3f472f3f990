// Cuts the ribbon of strips into pages.
#pragma once

#include "render/strip.hpp"

namespace fengqiao::render {

struct ComposedPages {
  std::vector<Page> pages;
  std::vector<Bookmark> bookmarks;
  std::vector<Anchor> anchors;
  std::size_t text_page = 0; // of the strip where a 公文's text begins
  std::size_t page_one = 0;  // the page that is numbered 1; those before are numbered i, ii, …
};

// Strips that are kept together go to the next page together; what is taller than a page is cut where it must
// be. A table that goes on repeats its header. Footnotes stand at the foot of the page
// that refers to them and are numbered there; they may fill half a page, the rest goes on over the next.
// Error: ErrorCode::limit for more than limits::pages pages. Cost: linear.
Result<ComposedPages> cut_pages(const Flow& flow, const PageStyle& style, const std::string& file);

// The number of a page as it is printed: "12", or "iv" before page one.
std::string printed_page(std::size_t page, std::size_t page_one);

// — 1 — at the foot of each page that shows something.
void add_page_numbers(ComposedPages& pages, const PageStyle& style, FontSet& fonts);

// A line in small type at the foot of each page, on the page number's line: at the left, or in the middle
// where the page number stands outside. Characters that no font has are left out.
void add_footers(std::vector<Page>& pages, std::string_view text, const PageStyle& style, FontSet& fonts);

} // namespace fengqiao::render

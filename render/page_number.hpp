// What stands below the type area of each page: its number, and a line of the template's own.
#pragma once

#include "render/page_compose.hpp"
#include "render/setting.hpp"

#include <string>
#include <string_view>

namespace fengqiao::render {

// The number of a page as it is printed: "12", or "iv" before the first page 1. `starts`: pages numbered 1.
std::string printed_page(std::size_t page, const std::vector<std::size_t>& starts);

// — 1 — at the foot of each page that shows something.
void add_page_numbers(ComposedPages& pages, const PageStyle& style, FontSet& fonts);

// A text in small type at the foot of each page, its first line on the page number's: at the left, or in the
// middle where the page number stands outside; clear of the number, further lines below it. Problems: a
// character that no font has, a text that runs off the paper.
void add_footers(ComposedPages& pages, std::string_view text, Setting& setting);

} // namespace fengqiao::render

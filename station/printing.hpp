// A prepared file as bytes: PDF, HTML or Markdown.
#pragma once

#include "core/result.hpp"
#include "render/font.hpp"
#include "render/page_layout.hpp"
#include "render/page_style.hpp"
#include "station/paperwork.hpp"

#include <filesystem>
#include <string>

namespace fengqiao::station {

struct PrintOptions {
  std::filesystem::path styles; // the folder of page styles (templates/版式)
  std::string style;            // overrides the file's own; empty: not
  bool draft = false; // print whatever comes, the problems on a first page, 草稿—未核验 on each
};

// The style that the options, else the file, else 材料 name. Unknown: ErrorCode::data, listing those that
// there are. In the options, what contains / or ends in .yaml is a style file's path.
Result<render::PageStyle, Errors> page_style(const Prepared& prepared, const PrintOptions& options);

// Each of these refuses what has problems (all of them are returned, the file's own and those met here:
// characters that no font has, tables that do not fit), unless it is a draft. `warnings` gets what does not
// stop a print: what a 公文 lacks or says twice differently (render/paper_check.hpp), comments that are
// nearly directives (render/directive.hpp), page numbers in HTML.
Result<render::PageLayout, Errors> lay_out(const Prepared& prepared, const PrintOptions& options,
                                           render::FontSet& fonts, Errors* warnings = nullptr);
Result<std::string, Errors> print_html(const Prepared& prepared, const PrintOptions& options,
                                       Errors* warnings = nullptr);
Result<std::string, Errors> print_markdown(const Prepared& prepared, const PrintOptions& options);

// A layout's pages as PDF.
Result<std::string, Errors> pdf_of(const render::PageLayout& layout, render::FontSet& fonts);

// What keeps a layout from being written, for those who only look: empty where print_pdf would succeed.
Errors write_faults(const Prepared& prepared, const render::PageLayout& layout, render::FontSet& fonts);

struct PrintedPdf {
  std::string bytes;
  std::size_t pages = 0;
};
Result<PrintedPdf, Errors> print_pdf(const Prepared& prepared, const PrintOptions& options,
                                     render::FontSet& fonts, Errors* warnings = nullptr);

} // namespace fengqiao::station

// The pack's own pages: all parts in order, and for each page of evidence a page with its header line and
// room below for what it shows.
#pragma once

#include "core/result.hpp"
#include "render/font.hpp"
#include "render/page_layout.hpp"
#include "render/qpdf_merge.hpp"
#include "station/pack/pack_folder.hpp"
#include "station/printing.hpp"

#include <string>
#include <vector>

namespace fengqiao::station::pack {

struct PackPages {
  render::PageLayout layout;
  std::vector<render::PdfPlacement> placements; // `source`: index in `sources`
  std::vector<std::size_t> sources;             // indexes of the evidence that has pages
  std::vector<std::string> subjects;            // what stands on each page, for the manifest
};

struct PackPrinting {
  PaperworkContext context;
  PrintOptions print;                  // styles and draft
  std::string program;                 // fengqiao 0.1.0
  std::string index_sha256;            // empty: there is no index
  std::vector<ManifestFile> templates; // template, style and standard, as printed in the manifest
};

// Sets all of it. In the figures' table and on every page of evidence the numbers of evidence and of scored
// items are links to each other. Errors, all at once: those of the folder, citations that do not resolve,
// what compose refuses; in a draft they are listed in front instead.
Result<PackPages, Errors> set_pack(const PackFolder& folder, const PackPrinting& printing,
                                   render::FontSet& fonts);

} // namespace fengqiao::station::pack

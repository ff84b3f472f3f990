// What a pack's template has a place for and no record: texts of the station, evidence, clauses, the
// manifest. Private to station/pack/.
#pragma once

#include "render/markdown.hpp"
#include "station/pack/pack_pages.hpp"

#include <map>
#include <string>
#include <vector>

namespace fengqiao::station::pack {

using Nodes = std::vector<render::MdNode>;

// A place where evidence begins is named by its number, a clause by 条款-1.
inline constexpr const char* kNoPages = "（没有收入）";

// Record of the template: what the person wrote and, in 程序, what grading made of the figures.
render::Record pack_record(const PackFolder& folder, const PackPrinting& printing);

// The texts that a field of 申报.yaml names, their headings below the part's own.
Nodes narrative_nodes(const PackFolder& folder, const std::string& field, Errors& problems);

Nodes evidence_list(const PackFolder& folder);  // table with page numbers
Nodes evidence_pages(const PackFolder& folder); // a page for each page
// A table of the items with their clauses, and the clauses in full; a clause that does not resolve is left
// out (the record's check has told of it).
struct ClauseNodes {
  Nodes basis, appendix;
};
ClauseNodes clause_nodes(const PackFolder& folder, const CitationResolver* resolver);
Nodes manifest_nodes(const PackFolder& folder, const PackPrinting& printing);

// "佐证 E-2026-001 · 第3页/共7页"
std::string header_line(const PackEvidence& evidence, std::size_t page);
std::size_t pages_of(const PackEvidence& evidence); // at least 1: a note where there is nothing to show

} // namespace fengqiao::station::pack

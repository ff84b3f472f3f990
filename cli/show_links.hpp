// The part of `show` that follows links: what a clause cites, who cites it, its editions.
#pragma once

#include "cli/json.hpp"
#include "core/result.hpp"
#include "indexer/citation_links.hpp"
#include "indexer/edition_history.hpp"

#include <optional>
#include <vector>

namespace fengqiao::cli {

// Another edition of the shown text, and what the shown clause is in it.
struct OtherEdition {
  indexer::StoredDocument document;
  std::optional<indexer::Counterpart> clause; // none: a whole document is shown, or nothing like it is there
};

struct ShownLinks {
  bool of_clause = false; // one clause is shown: the next two are filled
  indexer::LinkedCitations cites;
  std::vector<indexer::LinkedClause> cited_by;
  std::vector<OtherEdition> editions; // the oldest first, without the shown one
  std::uint32_t mentions = 0;         // how many other texts name the document
};

Result<ShownLinks> links_of(const indexer::IndexReader& index, const indexer::Located& located);
void print_links(const ShownLinks& links);
void add_links(Json& out, const ShownLinks& links);

} // namespace fengqiao::cli

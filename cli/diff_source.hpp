// The two texts of `fengqiao diff`: from the index, or from files.
#pragma once

#include "cli/options.hpp"
#include "core/result.hpp"
#include "indexer/index_store.hpp"

#include <string>
#include <vector>

namespace fengqiao::cli {

struct DiffText {
  indexer::StoredDocument document; // of a file: without root, ref and alias
  std::vector<indexer::Clause> clauses;
  std::string note = {}; // what a name that only fits was taken for
};

// `typed` is the path of a regular file, which is read as `fengqiao index` would read it, or a document's
// name as any citation has it; the index is opened for names only. All parts of a code are one text. Errors:
// not_found, with the nearest names; whatever reading the file or opening the index gives.
Result<DiffText> load_diff_text(const CommonOptions& common, const std::string& typed);

} // namespace fengqiao::cli

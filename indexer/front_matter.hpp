// The YAML block between two lines --- at a corpus document's start.
#pragma once

#include "indexer/policy_document.hpp"

#include <string_view>
#include <vector>

namespace fengqiao::indexer {

// Fills `document` from the block and returns the bytes it takes, 0 if the text has none. A block
// that is not YAML is skipped whole, one that is never closed is text; both give a diagnostic, as do unknown
// statuses and kinds, beside which the other keys count.
std::size_t read_front_matter(std::string_view text, PolicyDocument& document,
                              std::vector<Diagnostic>& diagnostics);

} // namespace fengqiao::indexer

// The YAML block between two lines --- at a corpus document's start.
#pragma once

#include "indexer/policy_document.hpp"

#include <string_view>
#include <vector>

namespace fengqiao::indexer {

// Fills `document` from the block and returns the bytes it takes, 0 if the text has none. Errors of the YAML
// and unknown statuses or kinds become diagnostics; the rest of the block still counts where it can be read.
std::size_t read_front_matter(std::string_view text, PolicyDocument& document,
                              std::vector<Diagnostic>& diagnostics);

} // namespace fengqiao::indexer

// What looks odd in the structure of a policy text: for a person to look at, not an error.
#pragma once

#include "indexer/policy_document.hpp"

#include <vector>

namespace fengqiao::indexer {

// Articles: a text that does not begin with 第一条, gaps, a number smaller than the one before. Numbered
// items of a 公文: likewise among the items of one parent,
// unless the numbers go on from one parent to the next. A document without text. Lines are those of the
// file. (Numbers that come twice are told by the parser.) Cost: linear.
std::vector<Diagnostic> structure_remarks(const PolicyDocument& document);

} // namespace fengqiao::indexer

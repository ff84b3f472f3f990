// One text in several files: a copy in a second folder, in a ZIP, the TXT and its UTF-16 twin.
#pragma once

#include "indexer/index_store.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace fengqiao::indexer {

// What tells a text from others: the keys, headings and words of its clauses, blanks and lines of the file
// apart. Sixteen characters: to tell texts apart, not to find forgery. Cost: linear.
std::string text_digest(const std::vector<Clause>& clauses);

// For each document the place of the one that stands for it, perhaps its own. Two are one text where digest,
// name, part, draft and kind of text are the same and neither says of 机关, 文号, date or status what the
// other denies. The one that says most of itself stands for the others; of equals the first by root and file,
// so that the answer does not depend on which file came first. Cost: n log n.
std::vector<std::size_t> standing_for(const std::vector<const StoredDocument*>& documents);

} // namespace fengqiao::indexer

// Which document does a shortened name mean?
#pragma once

#include "indexer/index_store.hpp"

#include <string_view>
#include <vector>

namespace fengqiao::indexer {

// The newest editions that an abbreviation fits: whose short title or id ends or begins with it (begins: not
// with what is a name in full, …法 or …条例); if there are none, whose characters contain it in order, three
// or more, with the same first and last one (治安处罚法, 刑诉法). Names much longer than the abbreviation do
// not count. A fit is a guess.
std::vector<StoredDocument> fitting_documents(const std::vector<StoredDocument>& documents,
                                              std::string_view name);

// True where all are parts of one code or one and the same document.
bool is_one_text(const std::vector<StoredDocument>& documents);

} // namespace fengqiao::indexer

// What documents are called, in which order they stand, and which one a shortened name means.
#pragma once

#include "indexer/index_store.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace fengqiao::indexer {

// 法律, 行政法规 and 司法解释 … are one text for the whole country; of other papers every office may have its
// own.
bool is_national_law(const std::string& kind);

// Gives each document its id, alias, status and `superseded`, as they follow from all documents that are
// searched together.
void name_documents(const std::vector<StoredDocument*>& documents);

// The names (name_form) under which a document is found, each once: id, title, short title, 文号, alias, the
// id that the file gives.
std::vector<std::string> name_forms(const StoredDocument& document);

// For each document its place when all are read by id, parts of a code by their clauses' numbers.
std::vector<std::uint32_t> reading_order(const std::vector<const StoredDocument*>& documents);

// The newest editions that an abbreviation fits: whose short title or id ends or begins with it (begins: not
// with what is a name in full, …法 or …条例); if there are none, whose characters contain it in order, three
// or more, with the same first and last one (治安处罚法, 刑诉法). Names much longer than the abbreviation do
// not count. A fit is a guess.
std::vector<StoredDocument> fitting_documents(const std::vector<StoredDocument>& documents,
                                              std::string_view name);

// True where all are parts of one code or one and the same document.
bool is_one_text(const std::vector<StoredDocument>& documents);

} // namespace fengqiao::indexer

// What documents are called, in which order they stand, and which one a shortened name means.
#pragma once

#include "indexer/index_store.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace fengqiao::indexer {

// Gives each document its id, alias, status, mark, `superseded` and `unordered_with`, as they follow from all
// documents that are searched together.
void name_documents(const std::vector<StoredDocument*>& documents);

// The names (name_form) under which a document is found, each once: id, title, short title, 文号, alias, the
// id that the file gives.
std::vector<std::string> name_forms(const StoredDocument& document);

// Of the documents that bear a name, those that it means when nothing is written behind it: an id means its
// owner, also where it is another one's title; what has been passed before drafts; the newest editions; of
// two texts of one name and date the one with the bare id. Several that are not one text (is_one_text): the
// name is ambiguous.
std::vector<const StoredDocument*> meant_by_name(std::vector<const StoredDocument*> named,
                                                 std::string_view name);
// And those that it means with something in brackets behind it: 《值班制度》（甲派出所）. That is the day or
// year of an edition, the issuer or the end of its name, the 文号, the id or what stands there behind @.
std::vector<const StoredDocument*> meant_with(std::vector<const StoredDocument*> named,
                                              std::string_view bracket);
// 2002, 20021228: does the document's date begin so, as far as it is known?
bool is_of_date(const StoredDocument& document, const std::string& digits);

// For each document its place when all are read by id, parts of a code by their clauses' numbers.
std::vector<std::uint32_t> reading_order(const std::vector<const StoredDocument*>& documents);

// The newest editions that an abbreviation fits: whose short title or id ends or begins with it (begins: not
// with what is a name in full, …法 or …条例); if there are none, whose characters contain it in order, three
// or more, with the same first and last one (治安处罚法, 刑诉法); if there are none, the same of what a text
// says it is about (民诉法解释 = 最高人民法院关于适用民事诉讼法的解释), the shortest. Names much longer than
// the abbreviation do not count. A fit is a guess.
std::vector<StoredDocument> fitting_documents(const std::vector<StoredDocument>& documents,
                                              std::string_view name);

// True where all are parts of one code or one and the same document.
bool is_one_text(const std::vector<StoredDocument>& documents);
bool is_one_text(const std::vector<const StoredDocument*>& documents);

} // namespace fengqiao::indexer

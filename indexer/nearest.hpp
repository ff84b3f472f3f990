// What a citation that does not resolve may have meant.
#pragma once

#include "indexer/index_store.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace fengqiao::indexer {

struct NearestClauses {
  std::string text;           // XD2023-1.2（党支部）、XD2023-1.4（两队一室）
  std::size_t citable = 0;    // clauses of the documents that have a number at all
  bool clause_exists = false; // the clause is there, only its 款 or 项 is not
};

// By number: the keys that are nearest to `key`.
NearestClauses nearest_clauses(const IndexReader& index, const std::vector<StoredDocument>& documents,
                               const std::string& key);

// By text: up to three documents whose names share most with `name`; empty where none does.
std::string nearest_documents(const IndexReader& index, std::string_view name);

} // namespace fengqiao::indexer

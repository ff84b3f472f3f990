// Document numbers (文号) that a query begins with.
#pragma once

#include "indexer/index_store.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fengqiao::indexer {

struct TypedNumber {
  std::string number;     // 公通字〔2099〕1号, 国务院令第9999号 (also typed without 第)
  bool rewritten = false; // typed without 第 or its brackets: 公通字2005-100号
  std::string rest;       // what stands behind it, folded: 第三条, 四, other words
};

// The 文号 that `typed` begins with; nothing where it does not begin with one.
std::optional<TypedNumber> number_at_front(std::string_view typed);

// The documents whose 文号 is of the same code (公通字), nearest in year and number first, three at most.
std::vector<StoredDocument> documents_with_code_of(const IndexReader& index, const std::string& number);

} // namespace fengqiao::indexer

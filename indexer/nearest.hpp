// Documents that a name which nobody bears may have meant.
#pragma once

#include "indexer/index_store.hpp"

#include <string>
#include <string_view>

namespace fengqiao::indexer {

// By text: up to three documents whose names share most with `name`; empty where none does.
std::string nearest_documents(const IndexReader& index, std::string_view name);

} // namespace fengqiao::indexer

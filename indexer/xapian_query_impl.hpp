// A query of ours as one of Xapian's. Included by the files behind the wall only.
#pragma once

#include "indexer/index_store.hpp"

#include <xapian.h>

namespace fengqiao::indexer {

// `joined`: the database is that of several indexes. May ask it for the words with a prefix, and throw what
// Xapian throws then.
Xapian::Query to_xapian(const QueryNode& node, const Xapian::Database& database, bool joined);

} // namespace fengqiao::indexer

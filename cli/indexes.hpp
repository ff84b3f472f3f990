// The indexes that a verb reads: one or several, here or on other machines.
#pragma once

#include "cli/options.hpp"
#include "core/result.hpp"
#include "indexer/index_store.hpp"

namespace fengqiao::cli {

indexer::IndexPlaces places_to_read(const CommonOptions& common);

// Opens them and warns of those that cannot be used.
Result<indexer::IndexReader> open_indexes(const CommonOptions& common);
// Paperwork rests on whole answers: one that cannot be used is an error.
Result<indexer::IndexReader> open_all_indexes(const CommonOptions& common);

// What is said where there is an index and nothing in it.
Error empty_index();

// A warning for each index that is missing from the answers.
void warn_unavailable(const indexer::IndexReader& index);

} // namespace fengqiao::cli

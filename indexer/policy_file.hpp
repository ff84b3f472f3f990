// A file → bytes → text → clauses, with what became of it on the way.
#pragma once

#include "indexer/catalog.hpp"
#include "indexer/policy_document.hpp"

#include <filesystem>
#include <optional>

namespace fengqiao::indexer {

std::filesystem::path full_path(const FileRecord& record);

// Reads and parses the file of `record` and fills the record's digest, encoding, diagnostics and failure (not
// ref). nullopt: it could not be read, and `failure` says why. The document has at least one clause: where
// the text has none, one is made of its title and preamble, so that it can be found.
std::optional<PolicyDocument> read_policy_file(FileRecord& record);

} // namespace fengqiao::indexer

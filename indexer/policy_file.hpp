// A file → bytes → text → clauses, with what became of it on the way.
#pragma once

#include "indexer/catalog.hpp"
#include "indexer/policy_document.hpp"

#include <filesystem>
#include <vector>

namespace fengqiao::indexer {

// Bytes of one clause: twenty times the longest of national law. A longer one would cost the index 75 bytes a
// byte, and nobody can read or cite it.
inline constexpr std::size_t kLongestClause = 2u << 20;

std::filesystem::path full_path(const FileRecord& record);
std::string full_path(const std::string& root, const std::string& file);

// Reads and parses the file of `record` and fills the record's digest, encoding, diagnostics and failure (not
// its refs). Empty: it could not be read or has a clause beyond kLongestClause, and `failure` says why. Else
// its texts, more than one where a file holds several (text_titles.hpp). Each has at least one clause: where
// a text has none, one is made of its title and preamble, so that it can be found.
std::vector<PolicyDocument> read_policy_file(FileRecord& record);

} // namespace fengqiao::indexer

// What an index knows of the files it was made from: its roots, and each file's size, time and digest.
#pragma once

#include "core/result.hpp"
#include "indexer/index_store.hpp"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace fengqiao::indexer {

struct FileRecord {
  std::string root, file;
  std::uint64_t size = 0;
  std::int64_t modified = 0;        // 0: too fresh to be trusted, compare the digest
  std::string digest;               // SHA-256
  DocumentRef ref = 0;              // of its first text; 0: the file could not be read
  std::vector<DocumentRef> further; // of its other texts
  std::string encoding;             // what it was converted from; empty for UTF-8
  Error failure;                    // why it could not be read
  std::vector<Diagnostic> diagnostics;
};

// All texts of the file; none where it could not be read.
std::vector<DocumentRef> texts_of(const FileRecord& file);

std::string pack(const std::vector<FileRecord>& files);
std::optional<std::vector<FileRecord>> unpack_files(std::string_view bytes);

struct RootChange {
  std::vector<std::string> roots; // sorted
  std::vector<std::string> notes; // Chinese, for the user
};

// The roots after `add` and `remove`. A root inside another is the other's; paths are made absolute and free
// of links. Errors: a path to add does not exist, a path to remove is no root (the message lists the roots).
Result<RootChange> change_roots(const std::vector<std::string>& roots,
                                const std::vector<std::filesystem::path>& add,
                                const std::vector<std::filesystem::path>& remove);

} // namespace fengqiao::indexer

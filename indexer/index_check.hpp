// Is an index still what was written? Xapian's own check misses damage that changes answers without an error,
// so every byte is compared with the seal, and every clause with the digest that was stored beside it.
#pragma once

#include "core/result.hpp"

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace fengqiao::indexer {

// A document whose data or clauses are not what was stored.
struct DamagedDocument {
  std::string id, title, file;      // empty where even these cannot be read; file with its root
  std::vector<std::string> clauses; // citations, or 第 N 条 (its place in the document) where keys are lost
  bool data = false;                // title, status, keys or digests are damaged, not only clauses
};

struct DamagedFile {
  std::string name, holds; // docdata.glass, 条款的文字
};

struct IndexCheck {
  std::filesystem::path generation;
  std::size_t documents = 0, clauses = 0, files = 0; // looked at
  std::vector<DamagedFile> damaged_files;
  std::vector<DamagedDocument> damaged_documents; // in the order of storage
  std::vector<std::string> problems;              // everything else, Chinese
  bool opened = false;                            // false: too damaged for the clauses to be compared

  [[nodiscard]] bool sound() const {
    return damaged_files.empty() && damaged_documents.empty() && problems.empty();
  }
};

// Reads the whole index: about a second for 100 MB. Damage is a result, not an error; where an update
// replaces the index meanwhile, the new one is checked. Errors: no index yet, an index of another version of
// the program (what to run), no permission.
Result<IndexCheck> check_index(const std::filesystem::path& index);

} // namespace fengqiao::indexer

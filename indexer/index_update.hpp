// Brings an index up to date with its folders: new, changed and vanished files only.
#pragma once

#include "core/result.hpp"
#include "indexer/catalog.hpp"
#include "indexer/folder_scan.hpp"
#include "indexer/policy_document.hpp"

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace fengqiao::indexer {

// The message where no folder was ever named.
inline constexpr const char* kNoFolders = "索引里还没有文件夹";

struct UpdateRequest {
  std::filesystem::path index;
  std::vector<std::filesystem::path> add, remove; // roots; both empty: refresh what is known
  std::vector<std::filesystem::path>
      vocabularies;            // word lists beside those in the roots; missing ones are skipped
  std::filesystem::path words; // shipped word vectors (vector_store.hpp); empty or missing: none
  bool rebuild = false;        // read everything again, whatever version wrote the index
  bool learn = false;          // learn word vectors from the texts themselves
  std::function<void(std::size_t done, std::size_t total)> progress;
};

struct FileNote {
  std::string file; // with its root
  int line = 0;
  std::string text;
};

struct UpdateReport {
  std::size_t added = 0, changed = 0, removed = 0, unchanged = 0; // files
  std::size_t documents = 0, clauses = 0;                         // in the index now
  std::uint64_t bytes_read = 0;                                   // of new and changed texts
  std::vector<std::string> roots;
  std::vector<FileNote> converted; // text: the encoding it was in
  std::vector<FileNote> skipped;   // links, devices …: text says why
  std::vector<FileNote> remarks;   // diagnostics of the new and changed texts
  std::vector<std::string> notes;
  Errors failed;        // files that could not be read; the others are in the index
  bool written = false; // false: nothing had changed, and nothing was written
};

// Changes are seen by size and time, then by SHA-256. Until the last step readers see the old generation; a
// run that is killed leaves it untouched. Errors: locked by another process; a root that is gone or has lost
// all its texts (refused rather than wiped: take it out with `remove`); an index of another version (unless
// `rebuild`); no readable text at all (ErrorCode::data). The same files give the same search results, whether
// built at once or in steps.
//
// Clauses are compared by vectors of words that are learnt beforehand: the shipped ones, or, after a run with
// `learn`, those learnt in that run, which every later run keeps until `learn` or `rebuild`. So a small
// change costs what its texts cost and one pass over the clauses. `rebuild` gives the state that depends on
// nothing but the files and the shipped words (and, with `learn`, nothing but the files).
Result<UpdateReport> update_index(const UpdateRequest& request);

} // namespace fengqiao::indexer

// New texts into the index: read, parsed and turned into terms, a batch at a time and several batches at
// once.
#pragma once

#include "indexer/catalog.hpp"
#include "indexer/index_writer.hpp"
#include "indexer/mentions.hpp"

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace fengqiao::indexer {

// What became of one text.
struct IndexedText {
  PolicyDocument document; // without clauses
  DocumentRef ref = 0;
  std::uint32_t clause_count = 0, first_number = 0;
  std::vector<std::string> clause_keys;
  std::string clause_digests; // stored_form.hpp
  std::string digest;         // of all its words: same_texts.hpp
  Mentions mentions;
};

// What became of one file. `record` has its refs where it was indexed.
struct IndexedFile {
  FileRecord record;
  std::vector<IndexedText> texts; // none: it could not be read
};

struct TextIndexing {
  std::vector<FileRecord> files;
  ClauseRef first = 1;                                    // references are given from here on
  std::function<std::filesystem::path()> new_folder;      // for the databases of batches
  std::function<void(std::size_t, std::size_t)> progress; // called from this thread or others, never at once
};

struct IndexedTexts {
  std::vector<IndexedFile> files;           // in the order of the job's
  std::vector<std::filesystem::path> parts; // databases to be merged
};

// Into databases of their own, with as many threads as the machine has cores (at most four). Small databases
// that are merged in the end are built three times as fast as one large one.
Result<IndexedTexts> index_in_parts(TextIndexing job);

// One by one into `writer`: for the few files of an everyday update.
Result<IndexedTexts> index_into(IndexWriter& writer, TextIndexing job);

} // namespace fengqiao::indexer

// The documents of a generation in the making, and everything that follows from them as a set: ids of
// editions, names, order, mentions.
#pragma once

#include "indexer/catalog.hpp"
#include "indexer/index_writer.hpp"
#include "indexer/text_indexing.hpp"
#include "indexer/vocabulary_lists.hpp"

#include <map>
#include <string>
#include <vector>

namespace fengqiao::indexer {

class IndexContents {
public:
  // What the copied generation holds.
  Result<void> load(const IndexWriter& writer, const std::vector<FileRecord>& files);

  void add(IndexedFile file);
  Result<void> remove(IndexWriter& writer, DocumentRef ref);

  // A text that several files hold stays once. `into`: the text that stands for the one that was left out;
  // its clauses are still in the database that has them.
  struct LeftOut {
    DocumentRef ref = 0, into = 0;
    std::uint32_t clauses = 0;
    bool is_new = false; // of this run
  };
  std::vector<LeftOut> leave_out_same();
  // The files of each text: its own, which becomes the first of them where it is gone, and those that hold
  // the same.
  void set_files(const std::map<DocumentRef, std::vector<FileRecord>>& files);

  // Names the editions, and writes documents, names, spans, files and vocabulary; commits.
  Result<void> store(IndexWriter& writer, const std::vector<std::string>& roots,
                     const std::vector<FileRecord>& files, const VocabularyLists& vocabulary);

  [[nodiscard]] std::size_t size() const { return documents_.size(); }
  [[nodiscard]] bool empty() const { return documents_.empty(); }
  [[nodiscard]] std::size_t clause_count() const;
  // What the user should know: two issuers, or two texts of one date or of none, that share an id.
  [[nodiscard]] const std::vector<std::string>& notes() const { return notes_; }

private:
  void add(IndexedText text, const std::string& root);
  struct Entry {
    StoredDocument document;
    Mentions mentions;
    std::vector<std::string> clause_keys; // of a new document
    std::string clause_digests;           // likewise
    std::string stored;                   // as it is in the index now; empty for a new document
  };
  using Names = std::map<std::string, std::vector<DocumentRef>>;

  void name_all();
  [[nodiscard]] Names names() const;
  [[nodiscard]] std::vector<NamedText> named() const; // in the order of the refs, as the next two
  [[nodiscard]] std::vector<StoredDocument> catalog() const;
  [[nodiscard]] std::vector<DocumentSpan> spans() const;
  Result<void> write_documents(IndexWriter& writer);
  Result<void> write_names(IndexWriter& writer);

  std::map<DocumentRef, Entry> documents_;
  Names old_names_;
  std::vector<std::string> notes_;
};

} // namespace fengqiao::indexer

#include "indexer/index_writer.hpp"

#include "indexer/stored_form.hpp"
#include "indexer/terms.hpp"
#include "indexer/text_citations.hpp"
#include "indexer/xapian_impl.hpp"

#include <cstdlib>

namespace fengqiao::indexer {
namespace {

namespace fs = std::filesystem;

// How often a document's names count in each of its clauses, against once for the text.
constexpr std::uint32_t kTitleTimes = 1, kHeadingTimes = 2;

// Xapian writes of its own accord after this many clauses: never. Parts are small, and small maps are quick
// ones.
constexpr const char* kFlushThreshold = "1000000";

// The name under which a reader knows the document: laws by their short name, papers by both.
void add_names(TermCounter& terms, const PolicyDocument& document) {
  terms.add(document.title, kTitleTimes);
  if (document.title.find(document.short_title) == std::string::npos)
    terms.add(document.short_title, kTitleTimes);
}

void add_clause(TermCounter& terms, const PolicyDocument& document, const Clause& clause) {
  add_names(terms, document);
  for (const auto& heading : clause.path)
    terms.add(heading);
  terms.add(clause.heading, kHeadingTimes);
  terms.add(clause.text);
}

} // namespace

struct IndexWriter::State {
  fs::path folder;
  Xapian::WritableDatabase database;
  TermCounter terms;
};

IndexWriter::IndexWriter(std::unique_ptr<State> state) : state_(std::move(state)) {}
IndexWriter::IndexWriter(IndexWriter&&) noexcept = default;
IndexWriter& IndexWriter::operator=(IndexWriter&&) noexcept = default;
IndexWriter::~IndexWriter() = default;

Result<IndexWriter> IndexWriter::open(const fs::path& folder) {
  ::setenv("XAPIAN_FLUSH_THRESHOLD", kFlushThreshold,
           0); // 1.4 has no other way to say it; only the first call changes anything
  return guarded(folder, [&] {
    auto state = std::make_unique<State>();
    state->folder = folder;
    state->database = Xapian::WritableDatabase(
        folder.string(), Xapian::DB_CREATE_OR_OPEN | Xapian::DB_NO_SYNC | Xapian::DB_DANGEROUS);
    return IndexWriter(std::move(state));
  });
}

Result<void> IndexWriter::add(const PolicyDocument& document, ClauseRef first) {
  return guarded(state_->folder, [&] {
    for (const auto& clause : document.clauses) {
      Xapian::Document entry;
      entry.set_data(pack(clause));
      add_clause(state_->terms, document, clause);
      for (const auto& [term, times] : state_->terms.take())
        entry.add_term(term, times);
      for (const auto& term : citing_terms(clause.text))
        entry.add_boolean_term(term); // does not count as a word of the text
      state_->database.replace_document(first++, entry);
    }
  });
}

Result<void> IndexWriter::remove(DocumentRef ref, std::uint32_t clause_count) {
  return guarded(state_->folder, [&] {
    for (std::uint32_t i = 0; i < clause_count; ++i)
      state_->database.delete_document(ref + i);
    for (const auto& key : {document_key(ref), clause_keys_key(ref), mentions_key(ref), digests_key(ref)})
      state_->database.set_metadata(key, "");
  });
}

Result<ClauseRef> IndexWriter::last_clause() const {
  return guarded(state_->folder, [&] { return state_->database.get_lastdocid(); });
}

Result<void> IndexWriter::set_metadata(const std::string& key, const std::string& value) {
  return guarded(state_->folder, [&] { state_->database.set_metadata(key, value); });
}

Result<std::string> IndexWriter::metadata(const std::string& key) const {
  return guarded(state_->folder, [&] { return state_->database.get_metadata(key); });
}

Result<void> IndexWriter::commit() {
  return guarded(state_->folder, [&] { state_->database.commit(); });
}

Result<void> merge_databases(const std::vector<fs::path>& parts, const fs::path& target) {
  return guarded(target, [&] {
    Xapian::Database all;
    for (const auto& part : parts)
      all.add_database(Xapian::Database(part.string()));
    all.compact(target.string(), Xapian::DBCOMPACT_NO_RENUMBER);
  });
}

} // namespace fengqiao::indexer

// A generation, or a part of one, in the making. Xapian's writing half, behind the same wall as
// index_store.hpp.
#pragma once

#include "core/result.hpp"
#include "indexer/index_store.hpp"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace fengqiao::indexer {

class IndexWriter {
public:
  // Opens the database in `folder`, creating it where it does not exist. Nothing is synced here: a generation
  // is synced as a whole before it is published.
  static Result<IndexWriter> open(const std::filesystem::path& folder);

  IndexWriter(IndexWriter&&) noexcept;
  IndexWriter& operator=(IndexWriter&&) noexcept;
  ~IndexWriter();

  // Adds all clauses of a document (it has at least one) as `first`, `first` + 1, …; these must be unused and
  // above all used ones.
  Result<void> add(const PolicyDocument& document, ClauseRef first);
  Result<void> remove(DocumentRef ref, std::uint32_t clause_count);
  [[nodiscard]] Result<ClauseRef> last_clause() const;

  // An empty value removes the key.
  Result<void> set_metadata(const std::string& key, const std::string& value);
  [[nodiscard]] Result<std::string> metadata(const std::string& key) const;
  Result<void> commit();

private:
  struct State;
  explicit IndexWriter(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

// One dense database out of several with different clauses; references stay valid.
Result<void> merge_databases(const std::vector<std::filesystem::path>& parts,
                             const std::filesystem::path& target);

} // namespace fengqiao::indexer

// What a reader holds. Included by the files behind Xapian's wall only.
#pragma once

#include "indexer/remote_watch.hpp"
#include "indexer/shard_impl.hpp"

#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

namespace fengqiao::indexer {

struct IndexReader::State {
  State() = default;
  State(const State&) = default;
  State& operator=(const State&) = delete;
  // Closing the connections is the last piece of work.
  ~State() {
    if (watch.use_count() == 1) watch->begin();
  }

  // Where one is on another machine. In front of the shards: it still watches while they are closed.
  std::shared_ptr<RemoteWatch> watch;
  std::vector<Shard> shards;
  SpanTable spans;           // of all of them
  Xapian::Database database; // likewise: reference r of shard s of n is document (r - 1) · n + s + 1

  // Several indexes, or one on another machine:
  bool joined = false;
  IndexPlaces asked;
  std::vector<Error> unavailable;
  std::vector<StoredDocument> documents; // by span
  std::unordered_map<std::string, std::vector<DocumentRef>> names;
  Vocabulary vocabulary;
  std::shared_ptr<const VectorStore> words; // of the first that has vectors, else the shipped ones
  mutable std::unordered_map<ClauseRef, Clause> fetched;
  mutable std::optional<Error> missed; // of a frequency that could not be read: the next match() tells it

  [[nodiscard]] const Shard& shard_of(ClauseRef clause) const;
  [[nodiscard]] Result<Clause> read(const Shard& shard, ClauseRef clause) const;
};

// The best `count` clauses of the documents that `accept` takes (IndexReader::match). Throws what Xapian
// throws.
std::vector<Match> match_clauses(const IndexReader::State& state, const QueryNode& query, std::size_t count,
                                 const std::function<bool(std::size_t)>& accept);

// Joins opened indexes; `catalogs` in the same order.
void join(IndexReader::State& state, std::vector<ShardCatalog> catalogs);

} // namespace fengqiao::indexer

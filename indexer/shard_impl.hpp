// One index of those that are searched together, as Xapian has it. Included by the files behind the wall
// only.
#pragma once

#include "indexer/index_place.hpp"
#include "indexer/span_table.hpp"
#include "indexer/vector_store.hpp"
#include "indexer/xapian_impl.hpp"

#include <memory>
#include <string>
#include <vector>

namespace fengqiao::indexer {

struct Shard {
  IndexPlace place;
  Xapian::Database database;
  SpanTable spans;                            // with the references that the index itself uses
  ClauseRef base = 0;                         // added to these, they are the references of the reader
  ClauseRef last = 0;                         // the largest of its own
  std::shared_ptr<const VectorStore> vectors; // nullptr: a small one, or on another machine
};

// A finished generation on this machine. Errors: another format (what to run), damage.
Result<Shard> open_generation_shard(const std::filesystem::path& generation);

// The live generation of an index folder, tried again while it is being replaced.
Result<Shard> open_folder_shard(const std::filesystem::path& index);

// An index that another machine serves. Every error names the place and nothing of this machine's.
Result<Shard> open_remote_shard(const IndexPlace& place);

// Before the connection to a machine that does not answer is closed: closing it would wait for its ssh.
void end_connection(const IndexPlace& place);

// What a searcher of several indexes reads of each at once.
struct ShardCatalog {
  std::vector<StoredDocument> documents; // with the index's own references, in their order
  NamedTexts named;
  Vocabulary vocabulary;
};
Result<ShardCatalog> read_catalog(const Shard& shard);

// Runs `work` on one index: its value, or its error under the name of the place.
template <class Work> auto guarded_on(const IndexPlace& place, Work&& work) {
  auto out = guarded(place.remote() ? std::filesystem::path(place.text) : place.folder, work);
  if (!out && place.remote()) out = tl::unexpected(remote_error(place, out.error()));
  return out;
}

// Says what a clerk can do about another machine's failure.
Error remote_error(const IndexPlace& place, const Error& error);
tl::unexpected<Error> damaged_index(const IndexPlace& place);

// How Xapian's messages name the connection: "tcp(host:port)".
std::string connection_name(const IndexPlace& place);

} // namespace fengqiao::indexer

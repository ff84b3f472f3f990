#include "indexer/index_store.hpp"

#include "indexer/index_state_impl.hpp"
#include "indexer/likeness.hpp"
#include "indexer/stored_form.hpp"
#include "indexer/vector_learning.hpp"

#include <algorithm>
#include <mutex>
#include <thread>

namespace fengqiao::indexer {

namespace fs = std::filesystem;

const Shard& IndexReader::State::shard_of(ClauseRef clause) const {
  const auto behind = std::upper_bound(shards.begin(), shards.end(), clause,
                                       [](ClauseRef c, const Shard& shard) { return c <= shard.base; });
  return behind == shards.begin() ? shards.front() : *std::prev(behind);
}

Result<Clause> IndexReader::State::read(const Shard& shard, ClauseRef clause) const {
  const auto bytes =
      guarded_on(shard.place, [&] { return shard.database.get_document(clause - shard.base).get_data(); });
  if (!bytes) return fail(bytes.error());
  auto out = unpack_clause(*bytes);
  if (!out || (shard.place.remote() && !is_text(*out))) return damaged_index(shard.place);
  return std::move(*out);
}

namespace {

// Which index a failure of the joined database comes from; `where` stays empty where nobody says.
template <class Work> auto guarded_on_all(const IndexReader::State& state, Work&& work) {
  std::string context;
  auto out = guarded(state.joined ? fs::path() : state.shards.front().place.folder, [&] {
    try {
      return work();
    } catch (const Xapian::Error& error) {
      context = error.get_context();
      throw;
    }
  });
  if (out || !state.joined) return out;
  Error error = out.error();
  for (const auto& shard : state.shards)
    if (shard.place.remote() && context.find(connection_name(shard.place)) != std::string::npos)
      error = remote_error(shard.place, error);
  return decltype(out)(tl::unexpected(std::move(error)));
}

} // namespace

Result<IndexReader> IndexReader::open(const fs::path& index) {
  return open_folder_shard(index).map([](Shard shard) {
    auto state = std::make_shared<State>();
    state->database = shard.database;
    state->spans = shard.spans;
    state->shards.push_back(std::move(shard));
    return IndexReader(state);
  });
}

Result<IndexReader> IndexReader::open_generation(const fs::path& generation) {
  return open_generation_shard(generation).map([](Shard shard) {
    auto state = std::make_shared<State>();
    state->database = shard.database;
    state->spans = shard.spans;
    state->shards.push_back(std::move(shard));
    return IndexReader(state);
  });
}

const std::vector<DocumentSpan>& IndexReader::spans() const {
  return state_->spans.spans();
}

std::size_t IndexReader::span_of(ClauseRef clause) const {
  return state_->spans.span_of(clause);
}

std::size_t IndexReader::reading_place(ClauseRef clause) const {
  return state_->spans.reading_place(clause);
}

ClauseRef IndexReader::clause_at(std::size_t reading_place) const {
  return state_->spans.clause_at(reading_place);
}

std::uint32_t IndexReader::clause_count() const {
  return state_->spans.clauses();
}

const VectorStore* IndexReader::words() const {
  return state_->joined ? state_->words.get() : state_->shards.front().vectors.get();
}

bool IndexReader::has_vectors() const {
  return words() != nullptr;
}

Likeness IndexReader::likeness(const AskedMeaning& asked, const std::vector<ClauseRef>& also) const {
  Likeness out;
  for (const auto& shard : state_->shards)
    if (has_vectors() && shard.vectors)
      out.parts_.push_back({&shard.spans, shard.base, shard.last,
                            shard.vectors->likeness(shard.vectors->query_vector(asked))});
  std::vector<ClauseText> texts;
  std::vector<ClauseRef> refs;
  for (const ClauseRef ref : also) {
    if (!has_vectors() || state_->shard_of(ref).vectors || !at_hand(ref)) continue;
    const auto read = clause(ref);
    if (!read) continue;
    texts.push_back(clause_text(state_->documents[span_of(ref)], *read));
    refs.push_back(ref);
  }
  if (refs.empty()) return out;
  const auto values = words()->likeness(words()->query_vector(asked), texts);
  for (std::size_t i = 0; i < refs.size(); ++i)
    out.others_.emplace(refs[i], double{values[i]});
  return out;
}

Result<std::string> IndexReader::metadata(const std::string& key) const {
  const Shard& shard = state_->shards.front();
  return guarded_on(shard.place, [&] { return shard.database.get_metadata(key); });
}

Result<StoredDocument> IndexReader::document(DocumentRef ref) const {
  if (state_->joined) {
    const std::size_t span = span_of(ref);
    if (span >= state_->documents.size() || state_->documents[span].ref != ref)
      return damaged_index(state_->shards.front().place);
    return state_->documents[span];
  }
  return metadata(document_key(ref)).and_then([&](const std::string& bytes) -> Result<StoredDocument> {
    auto document = unpack_document(bytes);
    if (!document) return damaged_index(state_->shards.front().place);
    return std::move(*document);
  });
}

Result<std::vector<StoredDocument>> IndexReader::documents() const {
  std::vector<StoredDocument> out(spans().size());
  for (const auto& span : spans()) {
    auto stored = document(span.ref);
    if (!stored) return fail(stored.error());
    out[span.order] = std::move(*stored);
  }
  return out;
}

Result<std::vector<DocumentRef>> IndexReader::named(std::string_view name) const {
  if (state_->joined) {
    const auto found = state_->names.find(name_form(name));
    return found == state_->names.end() ? std::vector<DocumentRef>{} : found->second;
  }
  return metadata(name_key(name_form(name)))
      .and_then([&](const std::string& bytes) -> Result<std::vector<DocumentRef>> {
        if (bytes.empty()) return std::vector<DocumentRef>{};
        auto refs = unpack_refs(bytes);
        if (!refs) return damaged_index(state_->shards.front().place);
        return std::move(*refs);
      });
}

Result<std::vector<std::string>> IndexReader::clause_keys(DocumentRef ref) const {
  const Shard& shard = state_->shard_of(ref);
  const auto bytes =
      guarded_on(shard.place, [&] { return shard.database.get_metadata(clause_keys_key(ref - shard.base)); });
  if (!bytes) return fail(bytes.error());
  auto keys = unpack_texts(*bytes);
  if (!keys || (shard.place.remote() && keys->size() != spans()[span_of(ref)].clause_count))
    return damaged_index(shard.place);
  return std::move(*keys);
}

Result<Clause> IndexReader::clause(ClauseRef ref) const {
  const Shard& shard = state_->shard_of(ref);
  if (!shard.place.remote()) return state_->read(shard, ref);
  if (const auto found = state_->fetched.find(ref); found != state_->fetched.end()) return found->second;
  auto read = state_->read(shard, ref);
  if (read) state_->fetched.emplace(ref, *read);
  return read;
}

bool IndexReader::at_hand(ClauseRef clause) const {
  return !state_->shard_of(clause).place.remote() || state_->fetched.contains(clause);
}

Result<void> IndexReader::fetch(const std::vector<ClauseRef>& clauses) const {
  constexpr std::size_t kMostKept = 20'000; // clauses of other machines
  if (state_->fetched.size() > kMostKept) state_->fetched.clear();
  std::map<const Shard*, std::vector<ClauseRef>> wanted;
  for (const ClauseRef ref : clauses)
    if (!at_hand(ref)) wanted[&state_->shard_of(ref)].push_back(ref);
  std::mutex mutex;
  std::optional<Error> failed;
  const auto read_all = [&](const Shard* shard, const std::vector<ClauseRef>* refs) {
    const auto done = guarded_on(shard->place, [&] { // an exception that left a thread would end the program
      for (const ClauseRef ref : *refs) {
        auto clause = state_->read(*shard, ref);
        const std::scoped_lock lock(mutex);
        if (!clause && !failed) failed = clause.error();
        if (failed) return;
        state_->fetched.emplace(ref, std::move(*clause));
      }
    });
    const std::scoped_lock lock(mutex);
    if (!done && !failed) failed = done.error();
  };
  std::vector<std::jthread> threads; // each serves one connection
  for (const auto& [shard, refs] : wanted)
    if (wanted.size() == 1)
      read_all(shard, &refs);
    else
      threads.emplace_back(read_all, shard, &refs);
  threads.clear(); // joins
  return failed ? Result<void>(fail(*failed)) : Result<void>();
}

Result<std::vector<Match>> IndexReader::match(const QueryNode& query, std::size_t count,
                                              const std::function<bool(std::size_t)>& accept) const {
  if (state_->missed) {
    Error error = std::move(*state_->missed);
    state_->missed.reset();
    return fail(std::move(error));
  }
  return guarded_on_all(*state_, [&] { return match_clauses(*state_, query, count, accept); });
}

Result<std::vector<ClauseRef>> IndexReader::clauses_with(std::string_view term) const {
  std::vector<ClauseRef> out;
  const std::string name(term);
  for (const auto& shard : state_->shards) {
    const auto done = guarded_on(shard.place, [&] {
      for (auto i = shard.database.postlist_begin(name); i != shard.database.postlist_end(name); ++i)
        if (*i <= shard.last && (!state_->joined || state_->spans.has(shard.base + *i)))
          out.push_back(shard.base + *i);
    });
    if (!done) return fail(done.error());
  }
  return out;
}

std::uint32_t IndexReader::frequency(std::string_view term) const {
  const auto found =
      guarded_on_all(*state_, [&] { return state_->database.get_termfreq(std::string(term)); });
  if (!found && !state_->missed) state_->missed = found.error();
  return found.value_or(0);
}

std::map<std::string, std::uint32_t> IndexReader::frequencies(const std::vector<std::string>& terms) const {
  std::map<std::string, std::uint32_t> out;
  if (!state_->watch) {
    for (const auto& term : terms)
      if (!out.contains(term)) out.emplace(term, frequency(term));
    return out;
  }
  // A search for nothing: its statistics come with one answer.
  const auto asked = guarded_on_all(*state_, [&] {
    Xapian::Enquire enquire(state_->database);
    enquire.set_query(Xapian::Query(Xapian::Query::OP_OR, terms.begin(), terms.end()));
    const Xapian::MSet none = enquire.get_mset(0, 0);
    for (const auto& term : terms)
      if (!out.contains(term)) out.emplace(term, none.get_termfreq(term));
  });
  if (!asked) {
    out.clear();
    if (!state_->missed) state_->missed = asked.error();
  }
  return out;
}

Result<Vocabulary> IndexReader::vocabulary() const {
  if (state_->joined) return state_->vocabulary;
  return metadata(kVocabularyKey).and_then([&](const std::string& bytes) -> Result<Vocabulary> {
    auto vocabulary = Vocabulary::unpacked(bytes);
    if (!vocabulary) return damaged_index(state_->shards.front().place);
    return std::move(*vocabulary);
  });
}

} // namespace fengqiao::indexer

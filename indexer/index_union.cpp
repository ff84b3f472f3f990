// Several indexes as one.
#include "core/text.hpp"
#include "indexer/document_names.hpp"
#include "indexer/index_state_impl.hpp"
#include "indexer/remote_limits.hpp"
#include "indexer/vector_learning.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <tuple>

namespace fengqiao::indexer {
namespace {

struct Opened {
  Shard shard;
  ShardCatalog catalog;
};

Result<Opened> open_one(const IndexPlace& place) {
  auto shard = place.remote() ? open_remote_shard(place) : open_folder_shard(place.folder);
  if (!shard) return fail(shard.error());
  shard->place = place;
  auto catalog = read_catalog(*shard);
  if (!catalog) return fail(catalog.error());
  return Opened{std::move(*shard), std::move(*catalog)};
}

// Every document with the reader's references; a text that an earlier index holds is left out.
std::vector<StoredDocument> all_documents(const std::vector<Shard>& shards,
                                          std::vector<ShardCatalog>& catalogs,
                                          std::vector<DocumentSpan>& spans) {
  std::vector<StoredDocument> out;
  std::set<std::tuple<std::string, std::string, std::string, std::string>> seen;
  for (std::size_t s = 0; s < shards.size(); ++s) {
    const auto& own = shards[s].spans.spans();
    for (std::size_t i = 0; i < own.size(); ++i) {
      StoredDocument& document = catalogs[s].documents[i];
      if (!seen.emplace(document.own_id, document.data.part, document.data.date, document.digest).second)
        continue;
      document.ref += shards[s].base;
      if (shards[s].place.remote()) document.root = shards[s].place.text + "：" + document.root;
      DocumentSpan span = own[i];
      span.ref = document.ref;
      for (std::size_t other = 0; other < shards.size(); ++other)
        if (other != s)
          if (const auto named = catalogs[other].named.find(document.own_id);
              named != catalogs[other].named.end())
            span.mentions += named->second;
      spans.push_back(span);
      out.push_back(std::move(document));
    }
  }
  return out;
}

void join_databases(IndexReader::State& state) {
  std::uint64_t base = 0;
  for (auto& shard : state.shards) {
    shard.base = static_cast<ClauseRef>(base);
    base += shard.last;
  }
  if (state.shards.size() == 1) {
    state.database = state.shards.front().database;
    return;
  }
  for (const auto& shard : state.shards)
    state.database.add_database(shard.database);
}

// Too few clauses know nothing of meaning, as in one index of them all.
Result<std::shared_ptr<const VectorStore>> words_for(const IndexReader::State& state) {
  if (state.spans.clauses() < kVectorClauses) return nullptr;
  for (const auto& shard : state.shards)
    if (shard.vectors) return shard.vectors;
  if (state.asked.words.empty()) return nullptr;
  return VectorStore::open_words(state.asked.words);
}

} // namespace

void join(IndexReader::State& state, std::vector<ShardCatalog> catalogs) {
  state.joined = true;
  join_databases(state);
  std::vector<DocumentSpan> spans;
  state.documents = all_documents(state.shards, catalogs, spans);
  std::vector<StoredDocument*> documents;
  documents.reserve(state.documents.size());
  for (auto& document : state.documents)
    documents.push_back(&document);
  name_documents(documents);
  const auto order = reading_order({documents.begin(), documents.end()});
  for (std::size_t i = 0; i < spans.size(); ++i)
    spans[i].order = order[i];
  state.spans = *SpanTable::of(std::move(spans)); // the indexes' own tables were sound, so this one is
  for (const auto& document : state.documents)
    for (auto& name : name_forms(document))
      state.names[std::move(name)].push_back(document.ref);
  for (const auto& catalog : catalogs)
    state.vocabulary.merge(catalog.vocabulary);
}

Result<IndexReader> IndexReader::open(const IndexPlaces& places) {
  if (places.places.size() > limits::index_places)
    return fail(ErrorCode::limit, "", fmt::format("一次最多检索 {} 个索引", limits::index_places),
                "把几个小的索引并成一个");
  std::vector<IndexPlace> parsed;
  for (const auto& typed : places.places) {
    auto place = parse_place(typed);
    if (!place) return fail(place.error());
    const auto same = [&](const IndexPlace& other) { return other.text == place->text; };
    if (std::none_of(parsed.begin(), parsed.end(), same)) parsed.push_back(std::move(*place));
  }
  if (parsed.empty()) return fail(ErrorCode::usage, "", "没有写明用哪个索引", "用 --index 写明一个");
  if (parsed.size() == 1 && !parsed.front().remote()) return open(parsed.front().folder);
  auto state = std::make_shared<State>();
  state->asked = places;
  if (std::any_of(parsed.begin(), parsed.end(), [](const IndexPlace& p) { return p.remote(); }))
    state->watch = std::make_shared<RemoteWatch>();
  std::vector<ShardCatalog> catalogs;
  for (const auto& place : parsed) {
    auto opened = open_one(place);
    if (opened) {
      state->shards.push_back(std::move(opened->shard));
      catalogs.push_back(std::move(opened->catalog));
    } else {
      if (places.all) return fail(opened.error());
      state->unavailable.push_back(opened.error());
    }
  }
  if (state->shards.empty()) return fail(state->unavailable.front());
  auto joined = guarded(state->asked.places.front(), [&] { join(*state, std::move(catalogs)); });
  if (!joined) return fail(joined.error());
  auto words = words_for(*state);
  if (!words) return fail(words.error());
  state->words = std::move(*words);
  return IndexReader(state);
}

namespace {

// The places to leave out after an error, with what is wrong with each. Where Xapian did not say which
// connection failed, each machine is called anew; where all answer, none of them is believed any more.
std::vector<Error> to_leave_out(const IndexReader::State& state, const Error& error) {
  std::vector<Error> all, failing;
  for (const auto& shard : state.shards) {
    if (!shard.place.remote()) continue;
    if (shard.place.text == error.where) return {error};
    all.push_back(remote_error(shard.place, error));
    if (error.where.empty())
      if (const auto again = open_remote_shard(shard.place); !again) failing.push_back(again.error());
  }
  if (!error.where.empty()) return {}; // an index of this machine
  return failing.empty() ? all : failing;
}

} // namespace

bool IndexReader::open_without(const Error& error) {
  const State& state = *state_;
  if (!state.watch || state.asked.all) return false;
  state.watch->begin(); // it watches what is opened now, too
  const std::vector<Error> out = to_leave_out(state, error);
  IndexPlaces rest = state.asked;
  std::vector<Error> unavailable = state.unavailable;
  unavailable.insert(unavailable.end(), out.begin(), out.end());
  rest.places.clear();
  for (const auto& shard : state.shards)
    if (std::none_of(out.begin(), out.end(), [&](const Error& e) { return e.where == shard.place.text; }))
      rest.places.push_back(shard.place.text);
  if (out.empty() || rest.places.empty()) return false;
  auto reader = open(rest);
  if (!reader) return false;
  auto renewed = std::make_shared<State>(*reader->state_);
  renewed->unavailable.insert(renewed->unavailable.begin(), unavailable.begin(), unavailable.end());
  renewed->asked = std::move(rest);
  state_ = renewed;
  return true;
}

const std::vector<Error>& IndexReader::unavailable() const {
  return state_->unavailable;
}

void IndexReader::begin_search() const {
  if (state_->watch) state_->watch->begin();
}

bool IndexReader::joined() const {
  return state_->joined;
}

std::string IndexReader::place_of(ClauseRef clause) const {
  return state_->joined ? state_->shard_of(clause).place.text : std::string();
}

} // namespace fengqiao::indexer

// Several indexes as one.
#include "core/text.hpp"
#include "indexer/document_names.hpp"
#include "indexer/index_state_impl.hpp"
#include "indexer/remote_limits.hpp"
#include "indexer/vector_learning.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <thread>
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
  if (!catalog) {
    end_connection(place);
    return fail(catalog.error());
  }
  return Opened{std::move(*shard), std::move(*catalog)};
}

// Every document with the reader's references; a text that an earlier index holds is left out.
std::vector<StoredDocument> all_documents(const std::vector<Shard>& shards,
                                          std::vector<ShardCatalog>& catalogs,
                                          std::vector<DocumentSpan>& spans) {
  std::vector<StoredDocument> out;
  std::map<std::tuple<std::string, std::string, std::string, std::string>, std::size_t> seen;
  for (std::size_t s = 0; s < shards.size(); ++s) {
    const auto& own = shards[s].spans.spans();
    for (std::size_t i = 0; i < own.size(); ++i) {
      StoredDocument& document = catalogs[s].documents[i];
      if (shards[s].place.remote()) document.root = shards[s].place.text + "：" + document.root;
      const auto [first, is_first] = seen.try_emplace(
          {document.own_id, document.data.part, document.data.date, document.digest}, out.size());
      if (!is_first) {
        auto& same = out[first->second].same_texts;
        same.push_back(document.root + "/" + document.data.file);
        same.insert(same.end(), document.same_texts.begin(), document.same_texts.end());
        continue;
      }
      document.ref += shards[s].base;
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

namespace {

// The places as they were typed, each once.
Result<std::vector<IndexPlace>> parsed_places(const std::vector<std::string>& typed) {
  if (typed.size() > limits::index_places)
    return fail(ErrorCode::limit, "", fmt::format("一次最多检索 {} 个索引", limits::index_places),
                "把几个小的索引并成一个");
  std::vector<IndexPlace> out;
  for (const auto& text : typed) {
    auto place = parse_place(text);
    if (!place) return fail(place.error());
    const auto same = [&](const IndexPlace& other) { return other.text == place->text; };
    if (std::none_of(out.begin(), out.end(), same)) out.push_back(std::move(*place));
  }
  if (out.empty()) return fail(ErrorCode::usage, "", "没有写明用哪个索引", "用 --index 写明一个");
  return out;
}

// In the order of the places. Other machines are called all at once, each on a thread of its own: those that
// do not answer cost the time of one.
std::vector<Result<Opened>> open_all(const std::vector<IndexPlace>& places) {
  std::vector<std::optional<Result<Opened>>> opened(places.size());
  const auto open = [&](std::size_t i) {
    const auto done = guarded_on(places[i], [&] { opened[i] = open_one(places[i]); });
    if (!done) opened[i] = fail(done.error());
  };
  {
    std::vector<std::jthread> threads;
    for (std::size_t i = 0; i < places.size(); ++i)
      if (places[i].remote()) threads.emplace_back(open, i);
    for (std::size_t i = 0; i < places.size(); ++i)
      if (!places[i].remote()) open(i);
  }
  std::vector<Result<Opened>> out;
  for (auto& result : opened)
    out.push_back(std::move(*result));
  return out;
}

} // namespace

namespace {

RemoteWork work_of(const std::shared_ptr<RemoteWatch>& watch) {
  if (!watch) return {};
  watch->begin();
  return {watch.get(), [watch](void*) { watch->end(); }};
}

// What a reader of several places holds. `watch`: of a reader that is opened anew.
Result<std::shared_ptr<IndexReader::State>> joined_state(const IndexPlaces& asked,
                                                         const std::vector<IndexPlace>& places,
                                                         std::shared_ptr<RemoteWatch> watch) {
  auto state = std::make_shared<IndexReader::State>();
  state->asked = asked;
  if (std::any_of(places.begin(), places.end(), [](const IndexPlace& p) { return p.remote(); }))
    state->watch = watch ? std::move(watch) : std::make_shared<RemoteWatch>();
  const RemoteWork work = work_of(state->watch);
  std::vector<ShardCatalog> catalogs;
  for (auto& opened : open_all(places)) {
    if (opened) {
      state->shards.push_back(std::move(opened->shard));
      catalogs.push_back(std::move(opened->catalog));
    } else {
      if (asked.all) return fail(opened.error());
      state->unavailable.push_back(opened.error());
    }
  }
  if (state->shards.empty()) return fail(state->unavailable.front());
  auto joined = guarded(asked.places.front(), [&] { join(*state, std::move(catalogs)); });
  if (!joined) return fail(joined.error());
  auto words = words_for(*state);
  if (!words) return fail(words.error());
  state->words = std::move(*words);
  return state;
}

} // namespace

Result<IndexReader> IndexReader::open(const IndexPlaces& asked) {
  return parsed_places(asked.places).and_then([&](const std::vector<IndexPlace>& places) {
    if (places.size() == 1 && !places.front().remote()) return open(places.front().folder);
    return joined_state(asked, places, nullptr).map([](auto state) { return IndexReader(std::move(state)); });
  });
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
  state.watch->renew();
  const std::vector<Error> out = to_leave_out(state, error);
  IndexPlaces rest = state.asked;
  rest.places.clear();
  for (const auto& shard : state.shards)
    if (std::none_of(out.begin(), out.end(), [&](const Error& e) { return e.where == shard.place.text; }))
      rest.places.push_back(shard.place.text);
  if (out.empty() || rest.places.empty()) return false;
  for (const auto& shard : state.shards)
    end_connection(shard.place); // all are opened anew
  auto reader = parsed_places(rest.places).and_then([&](const std::vector<IndexPlace>& places) {
    return joined_state(rest, places, state.watch);
  });
  if (!reader) return false;
  auto& unavailable = (*reader)->unavailable;
  unavailable.insert(unavailable.begin(), out.begin(), out.end());
  unavailable.insert(unavailable.begin(), state.unavailable.begin(), state.unavailable.end());
  state_ = std::move(*reader);
  return true;
}

const std::vector<Error>& IndexReader::unavailable() const {
  return state_->unavailable;
}

RemoteWork IndexReader::begin_work() const {
  return work_of(state_->watch);
}

bool IndexReader::joined() const {
  return state_->joined;
}

std::string IndexReader::place_of(ClauseRef clause) const {
  return state_->joined ? state_->shard_of(clause).place.text : std::string();
}

} // namespace fengqiao::indexer

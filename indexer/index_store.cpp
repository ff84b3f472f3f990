#include "indexer/index_store.hpp"

#include "indexer/generation.hpp"
#include "indexer/stored_form.hpp"
#include "indexer/vector_store.hpp"
#include "indexer/xapian_impl.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace fengqiao::indexer {
namespace {

namespace fs = std::filesystem;

// BM25: how fast repeated words stop counting, and how much long clauses are held back. Chosen on the
// development questions; differences around these values are within noise.
const Xapian::BM25Weight kWeight(1.0, 0.0, 1.0, 0.75, 0.5);

constexpr const char* kRebuild = "请运行 fengqiao index --rebuild 重建索引";

Xapian::Query::op operator_of(QueryNode::Kind kind) {
  switch (kind) {
  case QueryNode::Kind::best:
    return Xapian::Query::OP_MAX;
  case QueryNode::Kind::all:
    return Xapian::Query::OP_AND;
  case QueryNode::Kind::without:
    return Xapian::Query::OP_AND_NOT;
  default:
    return Xapian::Query::OP_OR;
  }
}

Xapian::Query to_xapian(const QueryNode& node) {
  const auto scaled = [&](Xapian::Query query) {
    return node.scale == 1 ? query : Xapian::Query(Xapian::Query::OP_SCALE_WEIGHT, query, node.scale);
  };
  if (node.kind == QueryNode::Kind::term) return scaled(Xapian::Query(node.text));
  if (node.kind == QueryNode::Kind::prefix)
    return scaled(Xapian::Query(Xapian::Query::OP_WILDCARD, node.text, 0, Xapian::Query::WILDCARD_LIMIT_ERROR,
                                Xapian::Query::OP_SYNONYM));
  if (node.kind == QueryNode::Kind::everything)
    return Xapian::Query(Xapian::Query::OP_SCALE_WEIGHT, Xapian::Query(std::string()), 0);
  std::vector<Xapian::Query> children;
  for (const auto& child : node.children)
    children.push_back(to_xapian(child));
  if (node.kind == QueryNode::Kind::filter)
    return Xapian::Query(Xapian::Query::OP_AND_MAYBE,
                         Xapian::Query(Xapian::Query::OP_SCALE_WEIGHT, children.at(1), 0), children.at(0));
  return scaled(Xapian::Query(operator_of(node.kind), children.begin(), children.end()));
}

constexpr int kOpenAttempts = 8;

tl::unexpected<Error> damaged(const fs::path& index) {
  return fail(ErrorCode::general, index.string(), "索引已损坏", kRebuild);
}

} // namespace

Error to_error(const Xapian::Error& error, const fs::path& index) {
  const std::string_view type = error.get_type();
  if (type == "DatabaseLockError")
    return {ErrorCode::locked, index.string(), "索引正在被另一个进程更新", "等它结束后再运行"};
  if (type == "DatabaseCorruptError" || type == "DatabaseVersionError" || type == "DatabaseOpeningError")
    return {ErrorCode::general, index.string(), fmt::format("索引已损坏或不能打开（{}）", error.get_msg()),
            kRebuild};
  const std::string reason = error.get_error_string() ? error.get_error_string() : error.get_msg();
  return {ErrorCode::general, index.string(), fmt::format("读写索引时出错（{}）", reason),
          "请检查磁盘空间和权限；仍不行时运行 fengqiao index --rebuild"};
}

struct IndexReader::State {
  fs::path index;
  Xapian::Database database;
  std::vector<DocumentSpan> spans;
  std::vector<std::size_t> places;   // of the first clause of each span in the reading order
  std::vector<std::size_t> by_order; // the spans in reading order
  std::uint32_t clauses = 0;
  std::shared_ptr<const VectorStore> vectors;

  [[nodiscard]] std::size_t span_of(ClauseRef clause) const {
    const auto behind = std::upper_bound(spans.begin(), spans.end(), clause,
                                         [](ClauseRef c, const DocumentSpan& span) { return c < span.ref; });
    return static_cast<std::size_t>(behind - spans.begin()) - (behind == spans.begin() ? 0 : 1);
  }

  // False where the table contradicts itself.
  bool take(std::vector<DocumentSpan> table) {
    spans = std::move(table);
    by_order.assign(spans.size(), spans.size());
    for (std::size_t i = 0; i < spans.size(); ++i) {
      if (spans[i].order >= spans.size()) return false;
      by_order[spans[i].order] = i;
    }
    places.assign(spans.size(), 0);
    for (const std::size_t i : by_order) {
      if (i == spans.size()) return false;
      places[i] = clauses;
      clauses += spans[i].clause_count;
    }
    return true;
  }
};

namespace {

// Orders equal scores by document id and clause, from the span table alone: nothing is read from disk.
template <class State> class StableOrder : public Xapian::KeyMaker {
public:
  explicit StableOrder(const State& state) : state_(state) {}
  std::string operator()(const Xapian::Document& document) const override {
    const DocumentSpan& span = state_.spans[state_.span_of(document.get_docid())];
    const std::uint64_t place = std::uint64_t{span.order} << 32 | (document.get_docid() - span.ref);
    std::string key(8, '\0');
    for (std::size_t i = 0; i < key.size(); ++i)
      key[i] = static_cast<char>(place >> (56 - 8 * i));
    return key;
  }

private:
  const State& state_;
};

template <class State> class Accept : public Xapian::MatchDecider {
public:
  Accept(const State& state, const std::function<bool(std::size_t)>& accept)
      : state_(state), accept_(accept) {}
  bool operator()(const Xapian::Document& document) const override {
    return accept_(state_.span_of(document.get_docid()));
  }

private:
  const State& state_;
  const std::function<bool(std::size_t)>& accept_;
};

} // namespace

Result<IndexReader> IndexReader::open(const fs::path& index) {
  for (int attempt = 0;; ++attempt) {
    const auto live = live_generation(index);
    if (!live) return fail(live.error());
    if (!*live)
      return fail(ErrorCode::general, index.string(), "还没有索引",
                  "先运行 fengqiao index 建立索引（fengqiao index 文件夹 加入自己的文本）");
    auto reader = check_seal(**live).and_then([&] { return open_generation(**live); });
    // A writer may have replaced the generation meanwhile and be deleting its files: Xapian takes some of
    // them for absent, so even what opened counts only if it is live still.
    const bool live_still = live_generation(index) == live;
    if (reader.has_value() ? live_still : live_still || attempt == kOpenAttempts) return reader;
    if (attempt == kOpenAttempts)
      return fail(ErrorCode::locked, index.string(), "索引正在不断更新，没有读成", "请稍后再试");
  }
}

Result<IndexReader> IndexReader::open_generation(const fs::path& generation) {
  auto state = std::make_shared<State>();
  const fs::path index = state->index = generation.parent_path();
  const auto load = [&]() -> Result<void> {
    state->database = Xapian::Database(generation.string());
    if (const auto mark = state->database.get_metadata(kFormatKey); mark != format_mark())
      return fail(ErrorCode::general, index.string(), format_difference(mark), kRebuild);
    auto spans = unpack_spans(state->database.get_metadata(kSpansKey));
    if (!spans || !state->take(std::move(*spans))) return damaged(index);
    auto vectors = VectorStore::open(generation, state->clauses);
    if (!vectors) return fail(vectors.error());
    state->vectors = std::move(*vectors);
    return {};
  };
  auto loaded = guarded(index, load);
  if (!loaded) return fail(loaded.error());
  if (!*loaded) return fail(loaded->error());
  return IndexReader(state);
}

const std::vector<DocumentSpan>& IndexReader::spans() const {
  return state_->spans;
}

std::size_t IndexReader::span_of(ClauseRef clause) const {
  return state_->span_of(clause);
}

std::size_t IndexReader::reading_place(ClauseRef clause) const {
  const std::size_t span = span_of(clause);
  return state_->places[span] + (clause - state_->spans[span].ref);
}

ClauseRef IndexReader::clause_at(std::size_t reading_place) const {
  const auto& s = *state_;
  const auto behind =
      std::upper_bound(s.by_order.begin(), s.by_order.end(), reading_place,
                       [&](std::size_t place, std::size_t span) { return place < s.places[span]; });
  const std::size_t span = *std::prev(behind);
  return s.spans[span].ref + static_cast<ClauseRef>(reading_place - s.places[span]);
}

const VectorStore* IndexReader::vectors() const {
  return state_->vectors.get();
}

std::uint32_t IndexReader::clause_count() const {
  return state_->clauses;
}

Result<std::string> IndexReader::metadata(const std::string& key) const {
  return guarded(state_->index, [&] { return state_->database.get_metadata(key); });
}

Result<StoredDocument> IndexReader::document(DocumentRef ref) const {
  return metadata(document_key(ref)).and_then([&](const std::string& bytes) -> Result<StoredDocument> {
    auto document = unpack_document(bytes);
    if (!document) return damaged(state_->index);
    return std::move(*document);
  });
}

Result<std::vector<StoredDocument>> IndexReader::documents() const {
  std::vector<StoredDocument> out(state_->spans.size());
  for (const auto& span : state_->spans) {
    auto stored = document(span.ref);
    if (!stored) return fail(stored.error());
    if (span.order >= out.size()) return damaged(state_->index);
    out[span.order] = std::move(*stored);
  }
  return out;
}

Result<std::vector<DocumentRef>> IndexReader::named(std::string_view name) const {
  return metadata(name_key(name_form(name)))
      .and_then([&](const std::string& bytes) -> Result<std::vector<DocumentRef>> {
        if (bytes.empty()) return std::vector<DocumentRef>{};
        auto refs = unpack_refs(bytes);
        if (!refs) return damaged(state_->index);
        return std::move(*refs);
      });
}

Result<std::vector<std::string>> IndexReader::clause_keys(DocumentRef ref) const {
  return metadata(clause_keys_key(ref))
      .and_then([&](const std::string& bytes) -> Result<std::vector<std::string>> {
        auto keys = unpack_texts(bytes);
        if (!keys) return damaged(state_->index);
        return std::move(*keys);
      });
}

Result<Clause> IndexReader::clause(ClauseRef ref) const {
  auto bytes = guarded(state_->index, [&] { return state_->database.get_document(ref).get_data(); });
  if (!bytes) return fail(bytes.error());
  auto clause = unpack_clause(*bytes);
  if (!clause) return damaged(state_->index);
  return std::move(*clause);
}

Result<std::vector<Match>> IndexReader::match(const QueryNode& query, std::size_t count,
                                              const std::function<bool(std::size_t)>& accept) const {
  return guarded(state_->index, [&] {
    Xapian::Enquire enquire(state_->database);
    enquire.set_query(to_xapian(query));
    enquire.set_weighting_scheme(kWeight);
    StableOrder order(*state_);
    enquire.set_sort_by_relevance_then_key(&order, false);
    const Accept decider(*state_, accept);
    const Xapian::MSet found =
        enquire.get_mset(0, static_cast<Xapian::doccount>(count), 0, nullptr, accept ? &decider : nullptr);
    std::vector<Match> out;
    for (auto i = found.begin(); i != found.end(); ++i)
      out.push_back({*i, i.get_weight()});
    return out;
  });
}

Result<std::vector<ClauseRef>> IndexReader::clauses_with(std::string_view term) const {
  return guarded(state_->index, [&] {
    const std::string name(term);
    return std::vector<ClauseRef>(state_->database.postlist_begin(name), state_->database.postlist_end(name));
  });
}

std::uint32_t IndexReader::frequency(std::string_view term) const {
  return guarded(state_->index, [&] { return state_->database.get_termfreq(std::string(term)); }).value_or(0);
}

Result<Vocabulary> IndexReader::vocabulary() const {
  return metadata(kVocabularyKey).map([](const std::string& bytes) { return Vocabulary::unpacked(bytes); });
}

} // namespace fengqiao::indexer

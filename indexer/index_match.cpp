// The clauses that match a query, best first.
#include "indexer/index_state_impl.hpp"
#include "indexer/xapian_query_impl.hpp"

#include <algorithm>
#include <cmath>

namespace fengqiao::indexer {
namespace {

// BM25: how fast repeated words stop counting, and how much long clauses are held back. Chosen on the
// development questions; differences around these values are within noise.
const Xapian::BM25Weight kWeight(1.0, 0.0, 1.0, 0.75, 0.5);

// Orders equal scores by document id and clause, from the span table alone: nothing is read from disk.
class StableOrder : public Xapian::KeyMaker {
public:
  explicit StableOrder(const SpanTable& spans) : spans_(spans) {}
  std::string operator()(const Xapian::Document& document) const override {
    const DocumentSpan& span = spans_.spans()[spans_.span_of(document.get_docid())];
    const std::uint64_t place = std::uint64_t{span.order} << 32 | (document.get_docid() - span.ref);
    std::string key(8, '\0');
    for (std::size_t i = 0; i < key.size(); ++i)
      key[i] = static_cast<char>(place >> (56 - 8 * i));
    return key;
  }

private:
  const SpanTable& spans_;
};

class Accept : public Xapian::MatchDecider {
public:
  Accept(const SpanTable& spans, const std::function<bool(std::size_t)>& accept)
      : spans_(spans), accept_(accept) {}
  bool operator()(const Xapian::Document& document) const override {
    return accept_(spans_.span_of(document.get_docid()));
  }

private:
  const SpanTable& spans_;
  const std::function<bool(std::size_t)>& accept_;
};

std::vector<Match> match_one(const IndexReader::State& state, const QueryNode& query, std::size_t count,
                             const std::function<bool(std::size_t)>& accept) {
  Xapian::Enquire enquire(state.database);
  enquire.set_query(to_xapian(query, state.database, state.joined));
  enquire.set_weighting_scheme(kWeight);
  StableOrder order(state.spans);
  enquire.set_sort_by_relevance_then_key(&order, false);
  const Accept decider(state.spans, accept);
  const Xapian::MSet found =
      enquire.get_mset(0, static_cast<Xapian::doccount>(count), 0, nullptr, accept ? &decider : nullptr);
  std::vector<Match> out;
  for (auto i = found.begin(); i != found.end(); ++i)
    out.push_back({*i, i.get_weight()});
  return out;
}

constexpr std::size_t kTies = 50; // clauses beyond those that are wanted: the last may have equals

// A server knows neither our order of equal scores nor our filters: some more are asked for, and the rest is
// done here. Scores are compared as floats, for their last digits depend on how the clauses are shared out.
std::vector<Match> match_joined(const IndexReader::State& state, const QueryNode& query, std::size_t count,
                                const std::function<bool(std::size_t)>& accept) {
  Xapian::Enquire enquire(state.database);
  enquire.set_query(to_xapian(query, state.database, state.joined));
  enquire.set_weighting_scheme(kWeight);
  const auto shards = static_cast<Xapian::docid>(state.shards.size());
  std::vector<Match> out;
  for (std::size_t wanted = count + kTies;; wanted *= 4) {
    out.clear();
    const Xapian::MSet found = enquire.get_mset(0, static_cast<Xapian::doccount>(wanted));
    for (auto i = found.begin(); i != found.end(); ++i) {
      const Shard& shard = state.shards[(*i - 1) % shards];
      const ClauseRef ref = shard.base + (*i - 1) / shards + 1;
      const double score = i.get_weight();
      if (ref - shard.base > shard.last || !state.spans.has(ref) || !std::isfinite(score)) continue;
      if (!accept || accept(state.spans.span_of(ref))) out.push_back({ref, score});
    }
    if (out.size() >= count || found.size() < wanted) break;
  }
  std::sort(out.begin(), out.end(), [&](const Match& a, const Match& b) {
    const auto x = static_cast<float>(a.score), y = static_cast<float>(b.score);
    return x != y ? x > y : state.spans.reading_place(a.clause) < state.spans.reading_place(b.clause);
  });
  out.resize(std::min(out.size(), count));
  return out;
}

} // namespace

std::vector<Match> match_clauses(const IndexReader::State& state, const QueryNode& query, std::size_t count,
                                 const std::function<bool(std::size_t)>& accept) {
  return state.joined ? match_joined(state, query, count, accept) : match_one(state, query, count, accept);
}

} // namespace fengqiao::indexer

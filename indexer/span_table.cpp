#include "indexer/span_table.hpp"

#include <algorithm>

namespace fengqiao::indexer {

std::optional<SpanTable> SpanTable::of(std::vector<DocumentSpan> spans) {
  SpanTable out;
  out.spans_ = std::move(spans);
  const auto& all = out.spans_;
  out.by_order_.assign(all.size(), all.size());
  std::uint64_t end = 0; // of the span before
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (all[i].order >= all.size() || all[i].ref < end) return std::nullopt;
    end = std::uint64_t{all[i].ref} + all[i].clause_count;
    out.by_order_[all[i].order] = i;
  }
  out.places_.assign(all.size(), 0);
  for (const std::size_t i : out.by_order_) {
    if (i == all.size()) return std::nullopt;
    out.places_[i] = out.clauses_;
    out.clauses_ += all[i].clause_count;
  }
  return out;
}

std::size_t SpanTable::span_of(ClauseRef clause) const {
  const auto behind = std::upper_bound(spans_.begin(), spans_.end(), clause,
                                       [](ClauseRef c, const DocumentSpan& span) { return c < span.ref; });
  return static_cast<std::size_t>(behind - spans_.begin()) - (behind == spans_.begin() ? 0 : 1);
}

bool SpanTable::has(ClauseRef clause) const {
  if (spans_.empty()) return false;
  const DocumentSpan& span = spans_[span_of(clause)];
  return clause >= span.ref && clause - span.ref < span.clause_count;
}

std::size_t SpanTable::reading_place(ClauseRef clause) const {
  const std::size_t span = span_of(clause);
  return places_[span] + (clause - spans_[span].ref);
}

ClauseRef SpanTable::clause_at(std::size_t reading_place) const {
  const auto behind =
      std::upper_bound(by_order_.begin(), by_order_.end(), reading_place,
                       [&](std::size_t place, std::size_t span) { return place < places_[span]; });
  const std::size_t span = *std::prev(behind);
  return spans_[span].ref + static_cast<ClauseRef>(reading_place - places_[span]);
}

} // namespace fengqiao::indexer

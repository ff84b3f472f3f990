// Where the documents of an index lie, and in which order they are read.
#pragma once

#include "indexer/index_store.hpp"

#include <cstddef>
#include <optional>
#include <vector>

namespace fengqiao::indexer {

class SpanTable {
public:
  SpanTable() = default;
  // nullopt where the spans contradict themselves: damage.
  static std::optional<SpanTable> of(std::vector<DocumentSpan> spans);

  [[nodiscard]] const std::vector<DocumentSpan>& spans() const { return spans_; } // by ref
  [[nodiscard]] std::uint32_t clauses() const { return clauses_; }
  [[nodiscard]] std::size_t span_of(ClauseRef clause) const; // of one that no span has: the nearest
  [[nodiscard]] bool has(ClauseRef clause) const;
  // IndexReader says what these are.
  [[nodiscard]] std::size_t reading_place(ClauseRef clause) const;
  [[nodiscard]] ClauseRef clause_at(std::size_t reading_place) const;

private:
  std::vector<DocumentSpan> spans_;
  std::vector<std::size_t> places_;   // of the first clause of each span in the reading order
  std::vector<std::size_t> by_order_; // the spans in reading order
  std::uint32_t clauses_ = 0;
};

} // namespace fengqiao::indexer

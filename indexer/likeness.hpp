// How near in meaning a text and the clauses of a reader are.
#pragma once

#include "indexer/index_store.hpp"

#include <cstddef>
#include <functional>
#include <unordered_map>
#include <vector>

namespace fengqiao::indexer {

class SpanTable;

// Cosines from -1 to 1. Lives no longer than the reader that made it.
class Likeness {
public:
  [[nodiscard]] double of(ClauseRef clause) const; // 0 where nothing is known

  // The clauses whose vectors are on this machine and that `accept` takes, likeliest first, none that is
  // unlike.
  [[nodiscard]] std::vector<ClauseRef> nearest(std::size_t count,
                                               const std::function<bool(ClauseRef)>& accept) const;

private:
  friend class IndexReader;
  struct Part { // an index
    const SpanTable* spans = nullptr;
    ClauseRef base = 0, last = 0;
    std::vector<float> values; // by reading place
  };
  std::vector<Part> parts_;
  std::unordered_map<ClauseRef, double> others_;
};

} // namespace fengqiao::indexer

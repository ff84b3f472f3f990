// The passage of a clause that answers a query best.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fengqiao::indexer {

struct ByteRange {
  std::size_t begin = 0, end = 0; // half open
  friend bool operator==(const ByteRange&, const ByteRange&) = default;
};

struct Snippet {
  std::string text;                  // one line; "…" where the clause goes on
  std::vector<ByteRange> highlights; // in `text`, in order, not touching
};

// About `length` characters around the passage with the weightiest terms, cut at punctuation where some is
// near. A text that fits is given whole.
Snippet make_snippet(std::string_view text, const std::map<std::string, double>& weights,
                     std::size_t length = 120);

// The summed weight of the distinct terms in `text`.
double passage_weight(std::string_view text, const std::map<std::string, double>& weights);

} // namespace fengqiao::indexer

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

inline constexpr std::size_t kPassageColumns = 240; // three lines of a terminal

struct Snippet {
  std::string text;                  // one line; "…" where the clause goes on
  std::vector<ByteRange> highlights; // in `text`, in order, not touching
};

// The one or two neighbouring sentences with the weightiest terms, within `columns` of a terminal (a Chinese
// character takes two). A longer sentence is shortened at its clause marks (，；、：), never inside brackets,
// and only where even that leaves too much between two characters, never inside a number. A text that fits is
// given whole, one with none of the terms from its beginning.
Snippet make_snippet(std::string_view text, const std::map<std::string, double>& weights,
                     std::size_t columns = kPassageColumns);

// The summed weight of the distinct terms in `text`.
double passage_weight(std::string_view text, const std::map<std::string, double>& weights);

} // namespace fengqiao::indexer

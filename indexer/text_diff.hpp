// What changed from one passage to another, in pieces that a reader can follow.
#pragma once

#include "indexer/text_tokens.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace fengqiao::indexer {

enum class TextOp { equal, removed, inserted };

struct TextChange {
  TextOp op = TextOp::equal;
  std::string text;
  friend bool operator==(const TextChange&, const TextChange&) = default;
};

// 40% → 50%
struct FigureChange {
  std::string before, after;
  friend bool operator==(const FigureChange&, const FigureChange&) = default;
};

struct TextDiff {
  // In reading order, neighbours of different kinds, a removal before the insertion that replaces it. The
  // removed and equal pieces give the old passage, the inserted and equal ones the new one; equal pieces are
  // spelled as in the new passage.
  std::vector<TextChange> changes;
  // Figures that stand in one place of both passages and differ. One that only came or went is none.
  std::vector<FigureChange> figures;
};

// Example: 不少于40%，由所长审定 / 不少于50%，由所长审定 → 不少于 [-40%-]{+50%+} ，由所长审定; figures 40% →
// 50%.
//
// Never cuts a token of text_tokens.hpp. What folds to one form (width, brackets, blanks, 繁体) is no change;
// a line feed is. Passages that differ in more than some thousand tokens are compared by sentences first, and
// what is too different there is given as removed and inserted whole. Cost: linear in the length times the
// number of changes, which is bounded; memory: linear, and a few MiB.
[[nodiscard]] TextDiff diff_text(std::string_view before, std::string_view after);

} // namespace fengqiao::indexer

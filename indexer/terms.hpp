// Text → index terms. Texts and queries go through the same rules (core/fold.hpp first), so that they meet.
#pragma once

#include "core/fold.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace fengqiao::indexer {

// Part of an index's format: a change of the rules below or of core/fold.hpp raises it.
inline constexpr int kTermRules = 1;

// The rules. A run of Han gives its pairs (派出所主防 → 派出 出所 所主 主防), and its last character alone,
// so that every character begins some term: a query of one character is the prefix search of that character.
// Digits and Latin letters stay whole: 110, 12345, XD2023; "40%" → 40. Everything else separates.
struct Term {
  std::string text;       // UTF-8
  std::uint32_t at = 0;   // index of its first character in the term_text()
  std::uint32_t size = 0; // its characters
  bool run_end = false;   // the single last character of a run of Han
};

// The text in which terms are found: folded, and without quotation marks (两队一室 and “两队一室” are one).
// `origin` as in core/fold.hpp.
Folded term_text(std::string_view utf8);

// The terms of a term_text() in reading order.
std::vector<Term> terms_of(std::u32string_view text);

// The terms of one clause, counted: what the index stores.
class TermCounter {
public:
  // Folds `utf8` and adds its terms, each counted `times`.
  void add(std::string_view utf8, std::uint32_t times = 1);

  struct Count {
    std::string term;
    std::uint32_t times;
  };
  // Each term once, in no particular order; empties the counter.
  std::vector<Count> take();

private:
  std::vector<std::pair<std::uint64_t, std::uint32_t>> pairs_; // two characters packed, or one and 0
  std::vector<std::pair<std::string, std::uint32_t>> words_;
};

} // namespace fengqiao::indexer

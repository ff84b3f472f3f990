// How much the texts of clauses have in common, by pairs of characters.
#pragma once

#include "indexer/policy_document.hpp"

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

namespace fengqiao::indexer {

// A clause prepared for comparison.
struct ClausePairs {
  std::u32string text;              // folded, without blanks; line ends stay
  std::vector<std::uint64_t> pairs; // sorted, repeated as often as they occur
};

std::vector<ClausePairs> clause_pairs(const std::vector<Clause>& clauses);

// Sorted pairs of a text, as a clause has them.
std::vector<std::uint64_t> pairs_of(std::u32string_view text);

// Dice: 2 · shared / all, 0 to 1.
double similarity(const ClausePairs& a, const ClausePairs& b);

// How many of the pairs of `part` are in `whole`; both sorted.
std::size_t shared_pairs(const std::vector<std::uint64_t>& part, const std::vector<std::uint64_t>& whole);

// In which clauses of a text a pair of characters occurs, if it is rare enough to tell clauses apart.
class RarePairs {
public:
  // Clauses that are `left_out` are not found.
  RarePairs(const std::vector<ClausePairs>& clauses, const std::vector<bool>& left_out);

  // The eight clauses that share most with `clause`, best first.
  std::vector<std::size_t> nearest(const ClausePairs& clause);

private:
  std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> clauses_with_;
  std::vector<std::uint32_t> shared_; // scratch, all 0 between calls
  std::size_t most_;
};

} // namespace fengqiao::indexer

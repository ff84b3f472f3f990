#include "indexer/clause_pairs.hpp"

#include "core/fold.hpp"
#include "indexer/plan_diff.hpp"

#include <algorithm>
#include <tuple>

namespace fengqiao::indexer {
namespace {

constexpr std::size_t kCandidates = 8;                     // clauses that one clause is compared with in full
constexpr std::size_t kRareAtLeast = 16, kRareAtMost = 64; // a pair of characters in more clauses finds none

std::u32string comparable(std::string_view body) {
  std::u32string out;
  const Folded folded = fold_with_origin(body);
  for (std::size_t i = 0; i < folded.text.size(); ++i) {
    if (body[folded.origin[i]] == '\n')
      out.push_back(U'\n');
    else if (folded.text[i] != U' ')
      out.push_back(folded.text[i]);
  }
  return out;
}

template <class Use> void for_distinct(const ClausePairs& clause, Use&& use) {
  for (std::size_t i = 0; i < clause.pairs.size(); ++i)
    if (i == 0 || clause.pairs[i] != clause.pairs[i - 1]) use(clause.pairs[i]);
}

} // namespace

std::vector<std::uint64_t> pairs_of(std::u32string_view text) {
  std::vector<std::uint64_t> out;
  for (std::size_t at = 0; at + 1 < text.size(); ++at)
    out.push_back((std::uint64_t{text[at]} << 32) | text[at + 1]);
  std::sort(out.begin(), out.end());
  return out;
}

std::vector<ClausePairs> clause_pairs(const std::vector<Clause>& clauses) {
  std::vector<ClausePairs> out(clauses.size());
  for (std::size_t i = 0; i < clauses.size(); ++i) {
    out[i].text = comparable(clause_body(clauses[i]));
    out[i].pairs = pairs_of(out[i].text);
  }
  return out;
}

std::size_t shared_pairs(const std::vector<std::uint64_t>& part, const std::vector<std::uint64_t>& whole) {
  std::size_t shared = 0;
  for (std::size_t i = 0, j = 0; i < part.size() && j < whole.size();) {
    if (part[i] == whole[j]) {
      ++shared;
      ++i;
      ++j;
    } else if (part[i] < whole[j]) {
      ++i;
    } else {
      ++j;
    }
  }
  return shared;
}

double similarity(const ClausePairs& a, const ClausePairs& b) {
  const std::size_t all = a.pairs.size() + b.pairs.size();
  return all == 0 ? 0 : 2.0 * static_cast<double>(shared_pairs(a.pairs, b.pairs)) / static_cast<double>(all);
}

RarePairs::RarePairs(const std::vector<ClausePairs>& clauses, const std::vector<bool>& left_out)
    : shared_(clauses.size(), 0), most_(std::clamp(clauses.size() / 20, kRareAtLeast, kRareAtMost)) {
  for (std::size_t i = 0; i < clauses.size(); ++i) {
    if (left_out[i]) continue;
    for_distinct(clauses[i], [&](std::uint64_t pair) {
      auto& in = clauses_with_[pair];
      if (in.size() <= most_) in.push_back(static_cast<std::uint32_t>(i));
    });
  }
}

std::vector<std::size_t> RarePairs::nearest(const ClausePairs& clause) {
  std::vector<std::uint32_t> touched;
  for_distinct(clause, [&](std::uint64_t pair) {
    const auto found = clauses_with_.find(pair);
    if (found == clauses_with_.end() || found->second.size() > most_) return;
    for (const std::uint32_t i : found->second)
      if (shared_[i]++ == 0) touched.push_back(i);
  });
  const std::size_t count = std::min(kCandidates, touched.size());
  std::partial_sort(touched.begin(), touched.begin() + static_cast<std::ptrdiff_t>(count), touched.end(),
                    [&](auto x, auto y) { return std::tie(shared_[y], x) < std::tie(shared_[x], y); });
  const std::vector<std::size_t> out(touched.begin(), touched.begin() + static_cast<std::ptrdiff_t>(count));
  for (const std::uint32_t i : touched)
    shared_[i] = 0;
  return out;
}

} // namespace fengqiao::indexer

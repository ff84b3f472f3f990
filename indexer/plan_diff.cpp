#include "indexer/plan_diff.hpp"

#include "core/fold.hpp"

#include <algorithm>
#include <map>
#include <tuple>
#include <unordered_map>

namespace fengqiao::indexer {
namespace {

constexpr double kSimilar = 0.5; // pairs of one number: kSimilarSameNumber
constexpr double kSimilarSameNumber = 1.0 / 3;
constexpr double kNumberBonus = 0.15;  // what the same number is worth beside the similarity
constexpr std::size_t kCandidates = 8; // clauses that one clause is compared with in full
constexpr std::size_t kRareAtLeast = 16, kRareAtMost = 64; // a pair of characters in more clauses finds none

using Bigram = std::uint64_t;

// A clause prepared for comparison.
struct Prepared {
  std::u32string text;         // folded, without blanks; line ends stay
  std::vector<Bigram> bigrams; // sorted, repeated as often as they occur
};

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

std::vector<Prepared> prepared(const std::vector<Clause>& clauses) {
  std::vector<Prepared> out(clauses.size());
  for (std::size_t i = 0; i < clauses.size(); ++i) {
    out[i].text = comparable(clause_body(clauses[i]));
    for (std::size_t at = 0; at + 1 < out[i].text.size(); ++at)
      out[i].bigrams.push_back((Bigram{out[i].text[at]} << 32) | out[i].text[at + 1]);
    std::sort(out[i].bigrams.begin(), out[i].bigrams.end());
  }
  return out;
}

// 2 · shared / all, 0 to 1.
double similarity(const Prepared& a, const Prepared& b) {
  std::size_t shared = 0;
  for (std::size_t i = 0, j = 0; i < a.bigrams.size() && j < b.bigrams.size();) {
    if (a.bigrams[i] == b.bigrams[j]) {
      ++shared;
      ++i;
      ++j;
    } else if (a.bigrams[i] < b.bigrams[j]) {
      ++i;
    } else {
      ++j;
    }
  }
  const std::size_t all = a.bigrams.size() + b.bigrams.size();
  return all == 0 ? 0 : 2.0 * static_cast<double>(shared) / static_cast<double>(all);
}

// In which clauses of the old text that are still without a partner a pair of characters occurs, if it is
// rare enough to tell clauses apart.
class RareBigrams {
public:
  RareBigrams(const std::vector<Prepared>& clauses, const std::vector<bool>& taken)
      : shared_(clauses.size(), 0), most_(std::clamp(clauses.size() / 20, kRareAtLeast, kRareAtMost)) {
    for (std::size_t i = 0; i < clauses.size(); ++i) {
      if (taken[i]) continue;
      for_distinct(clauses[i], [&](Bigram bigram) {
        auto& in = clauses_with_[bigram];
        if (in.size() <= most_) in.push_back(static_cast<std::uint32_t>(i));
      });
    }
  }

  // The clauses that share most with `clause`, best first.
  std::vector<std::size_t> nearest(const Prepared& clause) {
    std::vector<std::uint32_t> touched;
    for_distinct(clause, [&](Bigram bigram) {
      const auto found = clauses_with_.find(bigram);
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

private:
  template <class Use> static void for_distinct(const Prepared& clause, Use&& use) {
    for (std::size_t i = 0; i < clause.bigrams.size(); ++i)
      if (i == 0 || clause.bigrams[i] != clause.bigrams[i - 1]) use(clause.bigrams[i]);
  }

  std::unordered_map<Bigram, std::vector<std::uint32_t>> clauses_with_;
  std::vector<std::uint32_t> shared_; // scratch, all 0 between calls
  std::size_t most_;
};

// Finds for each clause of the new text the clause of the old one that it comes from.
class Pairing {
public:
  Pairing(const std::vector<Clause>& from, const std::vector<Clause>& to)
      : from_(from), to_(to), old_(prepared(from)), new_(prepared(to)), partner_(to.size()),
        taken_(from.size(), false) {
    for (std::size_t i = 0; i < from.size(); ++i)
      if (from[i].citable) by_key_.emplace(from[i].key, i);
    pair_equal(true);
    pair_equal(false);
    pair_similar();
  }

  [[nodiscard]] const std::vector<std::optional<std::size_t>>& partners() const { return partner_; }
  [[nodiscard]] bool same_text(std::size_t from, std::size_t to) const {
    return old_[from].text == new_[to].text;
  }

private:
  [[nodiscard]] std::optional<std::size_t> same_number(std::size_t to) const {
    const auto found = to_[to].citable ? by_key_.find(to_[to].key) : by_key_.end();
    return found == by_key_.end() ? std::nullopt : std::optional(found->second);
  }

  void join(std::size_t from, std::size_t to) {
    partner_[to] = from;
    taken_[from] = true;
  }

  // Equal texts: under one number first, then in the order in which they stand.
  void pair_equal(bool under_one_number) {
    if (under_one_number) {
      for (std::size_t j = 0; j < to_.size(); ++j)
        if (const auto i = same_number(j); i && !taken_[*i] && same_text(*i, j)) join(*i, j);
      return;
    }
    std::map<std::u32string_view, std::vector<std::size_t>> waiting; // the last one first
    for (std::size_t i = from_.size(); i-- > 0;)
      if (!taken_[i]) waiting[old_[i].text].push_back(i);
    for (std::size_t j = 0; j < to_.size(); ++j) {
      if (partner_[j]) continue;
      const auto found = waiting.find(new_[j].text);
      if (found == waiting.end() || found->second.empty()) continue;
      join(found->second.back(), j);
      found->second.pop_back();
    }
  }

  struct Candidate {
    double score;
    std::size_t distance, from, to;
  };

  void pair_similar() {
    auto candidates = similar_clauses();
    std::sort(candidates.begin(), candidates.end(), [](const Candidate& x, const Candidate& y) {
      return std::tie(y.score, x.distance, x.to, x.from) < std::tie(x.score, y.distance, y.to, y.from);
    });
    for (const auto& each : candidates)
      if (!taken_[each.from] && !partner_[each.to]) join(each.from, each.to);
  }

  std::vector<Candidate> similar_clauses() const {
    RareBigrams rare(old_, taken_);
    std::vector<Candidate> out;
    for (std::size_t j = 0; j < to_.size(); ++j) {
      if (partner_[j]) continue;
      auto nearest = rare.nearest(new_[j]);
      const auto number = same_number(j);
      if (number && std::find(nearest.begin(), nearest.end(), *number) == nearest.end())
        nearest.push_back(*number);
      for (const std::size_t i : nearest) {
        if (taken_[i]) continue;
        const bool one_number = number == i;
        const double similar = similarity(old_[i], new_[j]);
        if (similar < (one_number ? kSimilarSameNumber : kSimilar)) continue;
        out.push_back({similar + (one_number ? kNumberBonus : 0), i > j ? i - j : j - i, i, j});
      }
    }
    return out;
  }

  const std::vector<Clause>&from_, &to_;
  std::vector<Prepared> old_, new_;
  std::map<std::string, std::size_t> by_key_;       // of the old text
  std::vector<std::optional<std::size_t>> partner_; // of the new text's clauses
  std::vector<bool> taken_;                         // of the old text's
};

// The new clauses whose old partners stand in the same order: the longest such row. The others were moved.
std::vector<bool> in_order(const std::vector<std::optional<std::size_t>>& partners) {
  std::vector<std::size_t> row; // the last clause of the best row of each length
  std::vector<std::optional<std::size_t>> before(partners.size());
  for (std::size_t j = 0; j < partners.size(); ++j) {
    if (!partners[j]) continue;
    const auto at = std::lower_bound(row.begin(), row.end(), *partners[j],
                                     [&](std::size_t x, std::size_t from) { return *partners[x] < from; });
    if (at != row.begin()) before[j] = *(at - 1);
    if (at == row.end())
      row.push_back(j);
    else
      *at = j;
  }
  std::vector<bool> out(partners.size(), false);
  for (auto j = row.empty() ? std::nullopt : std::optional(row.back()); j; j = before[*j])
    out[*j] = true;
  return out;
}

ClauseChange change_of(const Clause& from, const Clause& to, bool same_text, bool ordered) {
  ClauseChange out;
  if (!same_text) {
    out.kind = ClauseChangeKind::edited;
    out.diff = diff_text(clause_body(from), clause_body(to));
  } else if (from.citable && to.citable ? from.key != to.key : !ordered) {
    out.kind = ClauseChangeKind::moved;
  }
  return out;
}

} // namespace

std::string clause_body(const Clause& clause) {
  if (clause.heading.empty()) return clause.text;
  return clause.text.empty() ? clause.heading : clause.heading + "\n" + clause.text;
}

std::vector<ClauseChange> diff_clauses(const std::vector<Clause>& from, const std::vector<Clause>& to) {
  const Pairing pairing(from, to);
  const auto& partners = pairing.partners();
  const auto ordered = in_order(partners);
  std::vector<bool> kept(from.size(), false), anchor(from.size(), false);
  for (std::size_t j = 0; j < to.size(); ++j) {
    if (!partners[j]) continue;
    kept[*partners[j]] = true;
    anchor[*partners[j]] = ordered[j];
  }

  std::vector<ClauseChange> out;
  const auto removed_from = [&](std::size_t i) {
    for (; i < from.size() && !anchor[i]; ++i)
      if (!kept[i]) out.push_back({ClauseChangeKind::removed, i, std::nullopt, {}});
  };
  removed_from(0);
  for (std::size_t j = 0; j < to.size(); ++j) {
    if (!partners[j]) {
      out.push_back({ClauseChangeKind::added, std::nullopt, j, {}});
      continue;
    }
    const std::size_t i = *partners[j];
    ClauseChange change = change_of(from[i], to[j], pairing.same_text(i, j), ordered[j]);
    change.from = i;
    change.to = j;
    out.push_back(std::move(change));
    if (ordered[j]) removed_from(i + 1);
  }
  return out;
}

} // namespace fengqiao::indexer

#include "indexer/plan_diff.hpp"

#include "core/fold.hpp"
#include "indexer/clause_pairs.hpp"

#include <algorithm>
#include <map>
#include <tuple>

namespace fengqiao::indexer {
namespace {

constexpr double kSimilar = 0.5; // pairs of one number: kSimilarSameNumber
constexpr double kSimilarSameNumber = 1.0 / 3;
constexpr double kNumberBonus = 0.15; // what the same number is worth beside the similarity

// A clause that became a part of another one, or came out of it: so much of it is found there, and so much of
// it in what the other gained or lost. Shorter clauses (加强领导。) are found everywhere.
constexpr double kContained = 0.6, kContainedInChange = 0.4;
constexpr std::size_t kShortestContained = 8; // pairs of characters

// Finds for each clause of the new text the clause of the old one that it comes from.
class Pairing {
public:
  Pairing(const std::vector<Clause>& from, const std::vector<Clause>& to)
      : from_(from), to_(to), old_(clause_pairs(from)), new_(clause_pairs(to)), partner_(to.size()),
        taken_(from.size(), false) {
    for (std::size_t i = 0; i < from.size(); ++i)
      if (from[i].citable) by_key_.emplace(from[i].key, i);
    pair_equal(true);
    pair_equal(false);
    pair_similar();
    pair_contained();
  }

  [[nodiscard]] const std::vector<std::optional<std::size_t>>& partners() const { return partner_; }
  [[nodiscard]] const std::vector<ClausePairs>& old_pairs() const { return old_; }
  [[nodiscard]] const std::vector<ClausePairs>& new_pairs() const { return new_; }
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

  void pair_similar() { pair_best(similar_clauses()); }

  // What is left: clauses that one was put together from, or that one was taken apart into. The likest of
  // them is its partner.
  void pair_contained() {
    RarePairs rare(old_, taken_);
    std::vector<Candidate> candidates;
    for (std::size_t j = 0; j < to_.size(); ++j) {
      if (partner_[j]) continue;
      for (const std::size_t i : rare.nearest(new_[j])) {
        const auto& smaller = old_[i].pairs.size() < new_[j].pairs.size() ? old_[i].pairs : new_[j].pairs;
        const double part = static_cast<double>(shared_pairs(old_[i].pairs, new_[j].pairs)) /
                            static_cast<double>(std::max<std::size_t>(smaller.size(), 1));
        if (smaller.size() >= kShortestContained && part >= kContained)
          candidates.push_back({similarity(old_[i], new_[j]), i > j ? i - j : j - i, i, j});
      }
    }
    pair_best(std::move(candidates));
  }

  void pair_best(std::vector<Candidate> candidates) {
    std::sort(candidates.begin(), candidates.end(), [](const Candidate& x, const Candidate& y) {
      return std::tie(y.score, x.distance, x.to, x.from) < std::tie(x.score, y.distance, y.to, y.from);
    });
    for (const auto& each : candidates)
      if (!taken_[each.from] && !partner_[each.to]) join(each.from, each.to);
  }

  std::vector<Candidate> similar_clauses() const {
    RarePairs rare(old_, taken_);
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
  std::vector<ClausePairs> old_, new_;
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

// The pairs of characters of what an edited clause gained, or lost.
std::vector<std::uint64_t> changed_pairs(const TextDiff& diff, TextOp op) {
  std::vector<std::uint64_t> out;
  for (const auto& change : diff.changes) {
    if (change.op != op) continue;
    const auto pairs = pairs_of(fold32(change.text));
    out.insert(out.end(), pairs.begin(), pairs.end());
  }
  std::sort(out.begin(), out.end());
  return out;
}

// Without what stands before and behind the part: of the clause that it became a part of.
void keep_part(TextDiff& diff, TextOp other) {
  auto& changes = diff.changes;
  if (!changes.empty() && changes.front().op == other) changes.erase(changes.begin());
  if (!changes.empty() && changes.back().op == other) changes.pop_back();
}

// Clauses without a partner whose text is found in what an edited clause gained (merged) or lost (split).
class Parts {
public:
  Parts(const std::vector<Clause>& from, const std::vector<Clause>& to, const Pairing& pairing,
        std::vector<ClauseChange>& changes)
      : from_(from), to_(to), old_(pairing.old_pairs()), new_(pairing.new_pairs()), changes_(changes),
        old_edit_(from.size()), new_edit_(to.size()), old_left_(from.size(), true),
        new_left_(to.size(), true) {
    for (std::size_t i = 0; i < changes.size(); ++i)
      if (changes[i].kind == ClauseChangeKind::edited) {
        old_edit_[*changes[i].from] = new_edit_[*changes[i].to] = i;
        old_left_[*changes[i].from] = new_left_[*changes[i].to] = false;
      }
  }

  void find() {
    RarePairs into(new_, new_left_), out_of(old_, old_left_);
    for (auto& change : changes_) {
      if (change.kind == ClauseChangeKind::removed) merge(change, into.nearest(old_[*change.from]));
      if (change.kind == ClauseChangeKind::added) split(change, out_of.nearest(new_[*change.to]));
    }
  }

private:
  // The candidate that holds most of `part`.
  template <class EditOf>
  std::optional<std::size_t> best(const ClausePairs& part, const std::vector<std::size_t>& candidates,
                                  const std::vector<ClausePairs>& wholes, TextOp op, EditOf&& edit_of) const {
    if (part.pairs.size() < kShortestContained) return std::nullopt;
    const auto enough = [&](std::size_t shared, double share) {
      return static_cast<double>(shared) >= share * static_cast<double>(part.pairs.size());
    };
    std::optional<std::size_t> out;
    std::size_t most = 0;
    for (const std::size_t each : candidates) {
      const std::size_t shared = shared_pairs(part.pairs, wholes[each].pairs);
      if (shared <= most || !enough(shared, kContained)) continue;
      const auto gained = changed_pairs(changes_[edit_of(each)].diff, op);
      if (!enough(shared_pairs(part.pairs, gained), kContainedInChange)) continue;
      most = shared;
      out = each;
    }
    return out;
  }

  void merge(ClauseChange& change, const std::vector<std::size_t>& candidates) {
    change.to = best(old_[*change.from], candidates, new_, TextOp::inserted,
                     [&](std::size_t j) { return *new_edit_[j]; });
    if (!change.to) return;
    change.kind = ClauseChangeKind::merged;
    change.diff = diff_text(clause_body(from_[*change.from]), clause_body(to_[*change.to]));
    keep_part(change.diff, TextOp::inserted);
  }

  void split(ClauseChange& change, const std::vector<std::size_t>& candidates) {
    change.from = best(new_[*change.to], candidates, old_, TextOp::removed,
                       [&](std::size_t i) { return *old_edit_[i]; });
    if (!change.from) return;
    change.kind = ClauseChangeKind::split;
    change.diff = diff_text(clause_body(from_[*change.from]), clause_body(to_[*change.to]));
    keep_part(change.diff, TextOp::removed);
  }

  const std::vector<Clause>&from_, &to_;
  const std::vector<ClausePairs>&old_, &new_;
  std::vector<ClauseChange>& changes_;
  std::vector<std::optional<std::size_t>> old_edit_, new_edit_; // the change that edits a clause
  std::vector<bool> old_left_, new_left_;                       // not edited
};

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
  Parts(from, to, pairing, out).find();
  return out;
}

} // namespace fengqiao::indexer

// What changed from one policy text to another, clause by clause.
#pragma once

#include "indexer/policy_document.hpp"
#include "indexer/text_diff.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace fengqiao::indexer {

enum class ClauseChangeKind {
  same,    // 沿用
  edited,  // 修改: another text or heading; its number may differ, too
  moved,   // 移动: the same text under another number, or (text without numbers) at another place
  added,   // 新增
  removed, // 删除
  merged,  // 并入: of the old text; now a part of the new clause `to`, which has another partner
  split,   // 分出: of the new text; was a part of the old clause `from`, which has another partner
};

struct ClauseChange {
  ClauseChangeKind kind = ClauseChangeKind::same;
  std::optional<std::size_t> from, to; // indexes into the clauses; added and removed have one of them
  // Of clause_body(): edited; merged and split, without what stands before and behind the part.
  TextDiff diff;
};

// What is compared of a clause: its heading, where it has one, as a line of its own, then its text.
[[nodiscard]] std::string clause_body(const Clause& clause);

// One entry for each clause of either text, in the order of `to`; a removed or merged clause stands behind
// the clause that it used to follow.
//
// Equal texts are paired first, then the most similar ones (shared pairs of characters, Dice), the same
// number counting in favour: 第十条 stays with 第十条 unless another clause is clearly more like it. Texts
// that share less than half of their pairs are no pair; under one number a third is enough. Of what is left,
// a clause most of which stands in another one is its partner, or merged into or split from it where that one
// has a partner. Deterministic.
// Cost: about linear in the text for laws; each clause is compared with few others only, found by their rare
// pairs of characters.
[[nodiscard]] std::vector<ClauseChange> diff_clauses(const std::vector<Clause>& from,
                                                     const std::vector<Clause>& to);

} // namespace fengqiao::indexer

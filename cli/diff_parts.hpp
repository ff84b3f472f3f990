// The words of a comparison, the same in each of its forms.
#pragma once

#include "cli/diff_output.hpp"

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace fengqiao::cli {

struct KindName {
  indexer::ClauseChangeKind kind;
  const char *key, *chinese;
};

inline constexpr std::array<KindName, 7> kDiffKinds{{{indexer::ClauseChangeKind::same, "same", "沿用"},
                                                     {indexer::ClauseChangeKind::edited, "edited", "修改"},
                                                     {indexer::ClauseChangeKind::moved, "moved", "移动"},
                                                     {indexer::ClauseChangeKind::added, "added", "新增"},
                                                     {indexer::ClauseChangeKind::removed, "removed", "删除"},
                                                     {indexer::ClauseChangeKind::merged, "merged", "并入"},
                                                     {indexer::ClauseChangeKind::split, "split", "分出"}}};

const KindName& name_of(indexer::ClauseChangeKind kind);

std::size_t count_of(const Comparison& c, indexer::ClauseChangeKind kind);
bool no_changes(const Comparison& c);
std::string summary_line(const Comparison& c); // 沿用 1 条，修改 1 条，…; 并入, 分出 where there are any

// 第四十三条; 二（一）; 附件1·一; of a digest without numbers its key 1.3; text without a number by its line:
// （第 12 行）. The name has the heading behind it.
std::string clause_number(const indexer::Clause& clause);
std::string clause_name(const indexer::Clause& clause);

// Whether a side of a change is the clause itself; not where it is the one that it was merged into or split
// from.
bool is_own_side(const indexer::ClauseChange& change, const indexer::Clause* side, const Comparison& c);

// nullptr: the change has no such side.
const indexer::Clause* old_clause(const Comparison& c, const indexer::ClauseChange& change);
const indexer::Clause* new_clause(const Comparison& c, const indexer::ClauseChange& change);

// 第十条 → 第十二条; one name where both are the same.
std::string names_of(const indexer::Clause* from, const indexer::Clause* to);

// The text of any change as pieces: an added clause is one insertion, a removed one one removal.
std::vector<indexer::TextChange> pieces_of(const Comparison& c, const indexer::ClauseChange& change);

// 40%→50%，3次→5次
std::string figures_text(const indexer::TextDiff& diff);

// Title, key, number, date, status and size of one of the texts, safe to print.
std::string document_line(const char* which, const DiffText& text);

std::string replaced(std::string text, std::string_view what, std::string_view by);

// Whether a change is shown: unchanged clauses only where all are asked for.
bool listed(const Comparison& c, const indexer::ClauseChange& change);

} // namespace fengqiao::cli

// A search query that cites several clauses, taken apart.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace fengqiao::indexer {

// 刑法264条和治安管理处罚法第四十九条 → 刑法264条 and 治安管理处罚法第四十九条; 刑法 264 266 → 刑法 264 and
// 266. A query is parted behind a clause (…条, …款, …项, a number) at 、，；, at 和 与 及 以及 and at blanks,
// not inside 《》 and brackets; of 刑法第264、266条, which is one list, and of 第十 二条 nothing is parted.
// Folded, in order. Empty where there is only one part. At most `max_citation_parts`; the rest is left out.
// Linear in the length, which is bounded; longer queries have no parts.
std::vector<std::string> citation_parts(std::string_view typed);

inline constexpr std::size_t max_citation_parts = 20;

// 266条, 第266条, 266: the text that is meant is the one before it.
bool begins_with_number(std::string_view part);

} // namespace fengqiao::indexer

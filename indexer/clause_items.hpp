// The parts of a clause that can be cited by themselves: 款, 项, lettered sub-items.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fengqiao::indexer {

struct ClauseItem {
  std::string suffix; // behind the clause's key: .2 (款), .2(3) (款, 项), (a); in a 公文 .3 for （三）
  int kuan = 0;       // 第几款, from 1; 0 for items of digests and 公文
  std::string label;  // 第二款, 第二款第（三）项, （三）, (a)
  // Without its list mark. A 款 holds its 项, a 项 what is numbered below it (1. 2.), each on a line of its
  // own; a line broken at the edge of a page is joined.
  std::string text;
  std::string own = {}; // the same without the 项 that are items themselves
};

// In reading order. In an article 第3条 with lines 3.1, 3.2 these are its 款. 项 are written （一）, or 一、
// where the 款 ends with a colon. A line without a number goes on with the sentence before unless that came
// to its end (。；：and so on). `own_number` (第四十三条, 二 or empty) says which way of counting holds.
std::vector<ClauseItem> clause_items(std::string_view own_number, std::string_view text);

// The item that `suffix` means: the exact one; "(3)" alone where one 款 only has a 项 3; .2(3)目1 for what is
// numbered
// 1. below a 项.
std::optional<ClauseItem> find_item(const std::vector<ClauseItem>& items, std::string_view suffix);

// For a suffix that find_item does not find in an article: 这一款有 3 项, 这一项不分目. Empty where nothing
// can be said.
std::string missing_item(const std::vector<ClauseItem>& items, std::string_view suffix);

} // namespace fengqiao::indexer

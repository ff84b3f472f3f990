// The number of a clause that is typed without 条.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fengqiao::indexer {

// What 43-2-3, 43.2.3, 43(2)(3), 287-1.2 may mean, likelier first: 43-2.3 (第四十三条之二第三款), 43.2.3 (of
// a 细则), 43.2(3) (第四十三条第二款第三项). Two numbers have one meaning: 43.2, 43(2). Empty for what is not
// made of two numbers or more, and for a single range (43-45).
std::vector<std::string> keys_of_numbers(std::u32string_view numbers);

struct CitationTail {
  std::size_t begin = 0;         // where the name ends
  std::vector<std::string> keys; // alternatives, likelier first
};

// 治安管理处罚法43-2-3, 治安管理处罚法§43, 治安管理处罚法第七十: `text` is folded and without blanks. Nothing
// where no name stands in front, and for a number alone (刑法264).
std::optional<CitationTail> citation_tail(std::u32string_view text);

} // namespace fengqiao::indexer

// The clause numbers of a typed query.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fengqiao::indexer {

struct ArticlePart {
  std::size_t begin = 0, end = 0; // 第四十三条之一第二款第（三）项; of a list all of it
  std::vector<std::string> keys;  // of a list several
  bool joined = false;            // of several numbers
};

// Each 第…条 of the text, which is folded and squeezed; of a list or range (第43-45条, 第一款第(一)、(三)项,
// 第287条之一、之二) one for all of it. A range has fifty clauses at most.
std::vector<ArticlePart> article_parts(std::u32string_view text);

// 刑法264, 刑法二百八十七之一, 刑法264、266: the number at the end of the text.
std::optional<ArticlePart> number_at_end(std::u32string_view text);

// Nothing, or marks and words that join two clauses.
bool is_joint(std::u32string_view text);

} // namespace fengqiao::indexer

// Names that one text gives to clauses of another: 盗窃罪（第264条）, | 第一百三十三条之一 | 危险驾驶罪 |.
#pragma once

#include "indexer/index_store.hpp"

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace fengqiao::indexer {

struct NamedClause {
  ClauseRef clause = 0;
  std::string note; // Chinese: which clause of which text, and who calls it so
};

// The clauses that are called `words`, where that is one word that ends in 罪 or 案 (盗窃罪) and a text lists
// it: the name, whole, with （第264条） or （刑法第二百六十四条） behind it, or as a cell of a row that
// begins with 第…条. A bare number means the text that the list's title or, where that names none, its first
// clause names in 《》. Three at most; those that `accept` refuses are left out. Costs nothing for other
// words, else the reading of some two hundred clauses: about 5 ms.
Result<std::vector<NamedClause>> clauses_called(const IndexReader& index, std::string_view words,
                                                const std::function<bool(std::size_t span)>& accept);

} // namespace fengqiao::indexer

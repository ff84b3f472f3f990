// A query that names a text and asks something of it: 治安管理处罚法 赌博.
#pragma once

#include "indexer/index_store.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fengqiao::indexer {

struct AskedText {
  std::vector<StoredDocument> documents; // several: 《刑法》和《治安管理处罚法》, parts of a code
  std::string words;                     // what is asked of it, folded
};

// X法 Y, X法关于Y的规定, X法Y, 《X法》…: every name in 《》, or else the name that the query begins with,
// where the index knows it as a text's own (Names::known) and other words are left. Of several names at the
// beginning the longest; a name that a longer word may begin with (刑法院, 仲裁法官) is none. Costs a look at
// the names of the index for each …法, …条例 … in the first characters of the query.
std::optional<AskedText> text_named_in(const IndexReader& index, std::string_view typed);

} // namespace fengqiao::indexer

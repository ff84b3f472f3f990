// The part of a clause that ranking and passages look at.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>

namespace fengqiao::indexer {

// All of a text up to so many bytes: of 66,870 clauses of national law the longest has 92 KB.
inline constexpr std::size_t kExcerptBytes = 128u << 10;

// Of a longer text so many bytes around the first place where the weightiest term stands as it is written in
// the text (not folded), else its beginning. Begins and ends between two characters, where it can behind a
// line or a sentence. Reads the text a few times at most, whatever is asked for; everything else that is done
// with a clause costs a hundred times as much a byte and sees the excerpt only.
std::string_view excerpt_of(std::string_view text, const std::map<std::string, double>& weights);

} // namespace fengqiao::indexer

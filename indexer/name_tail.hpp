// What stands in front of 第…条 without 《》: the end of a law's name, perhaps.
#pragma once

#include <cstddef>
#include <string_view>

namespace fengqiao::indexer {

// The Han in front of `at`, back to the first character that is none, twelve at most.
std::string_view tail_before(std::string_view text, std::size_t at);

} // namespace fengqiao::indexer

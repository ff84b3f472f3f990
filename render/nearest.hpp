// "Did you mean": the known names that a mistyped one is probably meant to be.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace fengqiao::render {

// The names nearest to `typed`, nearest first, at most `count`: those within half of its characters (at least
// one), or of which it is a part. Empty where nothing is near.
std::vector<std::string> nearest(std::string_view typed, const std::vector<std::string>& names,
                                 std::size_t count = 3);

// How many characters are wrong, missing or too many in one for the other; of long texts their first 64.
std::size_t edit_distance(std::string_view a, std::string_view b);

// "“甲”、“乙”": a list of names for a message; at most `count`, then "等".
std::string quoted_list(const std::vector<std::string>& names, std::size_t count = 12);

} // namespace fengqiao::render

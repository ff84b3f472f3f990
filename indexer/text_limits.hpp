// How much one text, one word list and one query may ask for.
#pragma once

#include <cstddef>

namespace fengqiao::limits {

inline constexpr std::size_t range_clauses = 2000; // named between the ends of all ranges of one clause

} // namespace fengqiao::limits

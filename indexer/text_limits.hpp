// How much one text, one word list and one query may ask for.
#pragma once

#include <cstddef>

namespace fengqiao::limits {

inline constexpr std::size_t range_clauses = 2000; // named between the ends of all ranges of one clause
inline constexpr std::size_t query_clauses = 50;   // that one query cites besides the first
inline constexpr std::size_t title_chars = 300;    // of a text's title, issuer, 文号 and the like
inline constexpr std::size_t heading_chars = 120;  // of a heading over clauses
inline constexpr std::size_t synonym_group = 100;  // words of one group of a word list

} // namespace fengqiao::limits

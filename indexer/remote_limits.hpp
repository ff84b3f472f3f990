// What other machines may cost a search.
#pragma once

#include <cstddef>
#include <cstdint>

namespace fengqiao::limits {

inline constexpr std::size_t index_places = 32;             // indexes that are searched together
inline constexpr std::uint32_t remote_clauses = 50'000'000; // references of one on another machine
inline constexpr unsigned remote_connect_ms = 3000;         // until another machine takes the call
inline constexpr unsigned remote_answer_ms = 3000;          // until it has answered one question
inline constexpr unsigned ssh_answer_ms = 6000;   // the same through ssh: the first one waits for the login
inline constexpr double remote_seconds = 15;      // all that one search asks of other machines
inline constexpr unsigned ssh_seconds = 6 * 3600; // one ssh, in a long run of searches
inline constexpr std::uint64_t remote_bytes = 256ull << 20; // what one of them may send meanwhile

} // namespace fengqiao::limits

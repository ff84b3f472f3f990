// The shortest way from one sequence of numbers to another.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace fengqiao::indexer {

// A stretch that differs: [a_begin, a_end) of the old sequence stands where [b_begin, b_end) of the new one
// does. One of the two may be empty.
struct Hunk {
  std::size_t a_begin = 0, a_end = 0, b_begin = 0, b_end = 0;
  friend bool operator==(const Hunk&, const Hunk&) = default;
};

// The hunks in order, none touching the next; everything between them is equal. nullopt: more than `most`
// elements would have to be removed or inserted. Myers' greedy algorithm: O((n + m) · most) steps,
// 2 · most² bytes of memory at most besides the input.
[[nodiscard]] std::optional<std::vector<Hunk>>
edit_script(std::span<const std::uint32_t> a, std::span<const std::uint32_t> b, std::size_t most);

} // namespace fengqiao::indexer

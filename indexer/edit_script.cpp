#include "indexer/edit_script.hpp"

#include <algorithm>

namespace fengqiao::indexer {
namespace {

using Sequence = std::span<const std::uint32_t>;

// After d edits, reach[k + d] is the furthest position in `a` on diagonal k = (position in a) − (in b), for k
// = −d … d. Kept for each d, to walk back.
using Reach = std::vector<std::int32_t>;

// The furthest position on diagonal k after d − 1 edits.
std::int32_t furthest(const Reach& last, std::int32_t d, std::int32_t k) {
  return last[static_cast<std::size_t>(k + d - 1)];
}

// Whether the d-th edit that leads furthest on diagonal k inserts (comes down from k + 1) or removes (comes
// from k − 1). d ≥ 1.
bool inserts(const Reach& last, std::int32_t d, std::int32_t k) {
  return k == -d || (k != d && furthest(last, d, k - 1) < furthest(last, d, k + 1));
}

std::int32_t stepped(const Reach& last, std::int32_t d, std::int32_t k) {
  return inserts(last, d, k) ? furthest(last, d, k + 1) : furthest(last, d, k - 1) + 1;
}

std::optional<std::vector<Reach>> search(Sequence a, Sequence b, std::size_t most) {
  const auto n = static_cast<std::int32_t>(a.size()), m = static_cast<std::int32_t>(b.size());
  const auto bound = static_cast<std::int32_t>(std::min(most, a.size() + b.size()));
  std::vector<Reach> trace;
  for (std::int32_t d = 0; d <= bound; ++d) {
    Reach reach(static_cast<std::size_t>(2 * d + 1), 0);
    for (std::int32_t k = -d; k <= d; k += 2) {
      std::int32_t x = d == 0 ? 0 : stepped(trace.back(), d, k);
      while (x < n && x - k < m && x - k >= 0 &&
             a[static_cast<std::size_t>(x)] == b[static_cast<std::size_t>(x - k)])
        ++x;
      reach[static_cast<std::size_t>(k + d)] = x;
      if (x >= n && x - k >= m) {
        trace.push_back(std::move(reach));
        return trace;
      }
    }
    trace.push_back(std::move(reach));
  }
  return std::nullopt;
}

void prepend(std::vector<Hunk>& reversed, std::size_t a_begin, std::size_t a_end, std::size_t b_begin,
             std::size_t b_end) {
  if (!reversed.empty() && reversed.back().a_begin == a_end && reversed.back().b_begin == b_end) {
    reversed.back().a_begin = a_begin;
    reversed.back().b_begin = b_begin;
  } else {
    reversed.push_back({a_begin, a_end, b_begin, b_end});
  }
}

std::vector<Hunk> walk_back(const std::vector<Reach>& trace, std::size_t n, std::size_t m) {
  std::vector<Hunk> reversed;
  auto x = static_cast<std::int32_t>(n), y = static_cast<std::int32_t>(m);
  for (auto d = static_cast<std::int32_t>(trace.size()) - 1; d > 0; --d) {
    const Reach& last = trace[static_cast<std::size_t>(d - 1)];
    const std::int32_t k = x - y;
    const bool down = inserts(last, d, k);
    const std::int32_t from_k = down ? k + 1 : k - 1;
    const std::int32_t from_x = furthest(last, d, from_k), from_y = from_x - from_k;
    const auto ax = static_cast<std::size_t>(from_x), ay = static_cast<std::size_t>(from_y);
    prepend(reversed, ax, down ? ax : ax + 1, ay, down ? ay + 1 : ay);
    x = from_x;
    y = from_y;
  }
  std::reverse(reversed.begin(), reversed.end());
  return reversed;
}

} // namespace

std::optional<std::vector<Hunk>> edit_script(Sequence a, Sequence b, std::size_t most) {
  std::size_t head = 0, tail = 0;
  const std::size_t shorter = std::min(a.size(), b.size());
  while (head < shorter && a[head] == b[head])
    ++head;
  while (tail < shorter - head && a[a.size() - 1 - tail] == b[b.size() - 1 - tail])
    ++tail;
  a = a.subspan(head, a.size() - head - tail);
  b = b.subspan(head, b.size() - head - tail);
  if (a.empty() && b.empty()) return std::vector<Hunk>{};
  if (a.empty() || b.empty()) return std::vector<Hunk>{{head, head + a.size(), head, head + b.size()}};
  const auto trace = search(a, b, most);
  if (!trace) return std::nullopt;
  auto hunks = walk_back(*trace, a.size(), b.size());
  for (auto& hunk : hunks)
    hunk = {hunk.a_begin + head, hunk.a_end + head, hunk.b_begin + head, hunk.b_end + head};
  return hunks;
}

} // namespace fengqiao::indexer

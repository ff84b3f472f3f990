#include "render/nearest.hpp"

#include "core/fold.hpp"
#include "core/text.hpp"

#include <algorithm>

namespace fengqiao::render {
namespace {

// Levenshtein distance in characters.
std::size_t distance(const std::u32string& a, const std::u32string& b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j)
    row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({replaced, row[j] + 1, row[j - 1] + 1});
    }
  }
  return row[b.size()];
}

// Long names are cut: the distance of two texts of a thousand characters says nothing, and costs a million
// steps.
std::u32string comparable(std::string_view text) {
  std::u32string folded = fold32(text);
  if (folded.size() > 64) folded.resize(64);
  return folded;
}

} // namespace

std::size_t edit_distance(std::string_view a, std::string_view b) {
  return distance(comparable(a), comparable(b));
}

std::vector<std::string> nearest(std::string_view typed, const std::vector<std::string>& names,
                                 std::size_t count) {
  const std::u32string wanted = comparable(typed);
  struct Candidate {
    std::size_t distance;
    const std::string* name;
  };
  std::vector<Candidate> found;
  for (const auto& name : names) {
    const std::u32string known = comparable(name);
    const bool part = !wanted.empty() && !known.empty() &&
                      (known.find(wanted) != known.npos || wanted.find(known) != wanted.npos);
    const std::size_t steps = distance(wanted, known);
    if (part || steps <= std::max<std::size_t>(1, std::min(wanted.size(), known.size()) / 2))
      found.push_back({steps, &name});
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const Candidate& a, const Candidate& b) { return a.distance < b.distance; });
  std::vector<std::string> out;
  for (const auto& candidate : found)
    if (out.size() < count && std::find(out.begin(), out.end(), *candidate.name) == out.end())
      out.push_back(*candidate.name);
  return out;
}

std::string quoted_list(const std::vector<std::string>& names, std::size_t count) {
  std::string out;
  for (std::size_t i = 0; i < names.size() && i < count; ++i)
    out += (i == 0 ? "“" : "、“") + names[i] + "”";
  return names.size() > count ? out + "等" : out;
}

} // namespace fengqiao::render

#include "indexer/likeness.hpp"

#include "indexer/span_table.hpp"

#include <algorithm>

namespace fengqiao::indexer {
namespace {

struct Candidate {
  float value = 0;
  std::uint32_t part = 0, place = 0;
};

bool nearer(const Candidate& a, const Candidate& b) {
  if (a.value != b.value) return a.value > b.value;
  return a.part != b.part ? a.part < b.part : a.place < b.place;
}

} // namespace

double Likeness::of(ClauseRef clause) const {
  if (const auto found = others_.find(clause); found != others_.end()) return found->second;
  for (const auto& part : parts_)
    if (clause > part.base && clause - part.base <= part.last)
      return double{part.values[part.spans->reading_place(clause - part.base)]};
  return 0;
}

std::vector<ClauseRef> Likeness::nearest(std::size_t count,
                                         const std::function<bool(ClauseRef)>& accept) const {
  std::vector<Candidate> found;
  for (std::uint32_t part = 0; part < parts_.size(); ++part) {
    const auto& values = parts_[part].values;
    for (std::uint32_t place = 0; place < values.size(); ++place)
      if (values[place] > 0) found.push_back({values[place], part, place});
  }
  const auto ref_of = [&](const Candidate& c) {
    return parts_[c.part].base + parts_[c.part].spans->clause_at(c.place);
  };
  if (accept) std::erase_if(found, [&](const Candidate& c) { return !accept(ref_of(c)); });
  if (found.size() > count) {
    std::nth_element(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(count), found.end(), nearer);
    found.resize(count);
  }
  std::sort(found.begin(), found.end(), nearer);
  std::vector<ClauseRef> out;
  out.reserve(found.size());
  for (const auto& each : found)
    out.push_back(ref_of(each));
  return out;
}

} // namespace fengqiao::indexer

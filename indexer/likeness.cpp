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

// The nearest of all that are offered, with room for twice as many as are wanted: a thousand of 65,000
// clauses need no more memory than of 2,000.
class Nearest {
public:
  explicit Nearest(std::size_t count) : count_(count) { kept_.reserve(2 * count); }

  [[nodiscard]] bool would_keep(const Candidate& candidate) const {
    return count_ > 0 && (!cut_ || nearer(candidate, farthest_));
  }
  void keep(const Candidate& candidate) {
    kept_.push_back(candidate);
    if (kept_.size() == 2 * count_) cut();
  }
  std::vector<Candidate> in_order() {
    if (kept_.size() > count_) cut();
    std::sort(kept_.begin(), kept_.end(), nearer);
    return std::move(kept_);
  }

private:
  void cut() {
    const auto last = kept_.begin() + static_cast<std::ptrdiff_t>(count_ - 1);
    std::nth_element(kept_.begin(), last, kept_.end(), nearer);
    farthest_ = *last;
    cut_ = true;
    kept_.resize(count_);
  }

  std::size_t count_;
  std::vector<Candidate> kept_;
  Candidate farthest_; // of those kept at the last cut
  bool cut_ = false;
};

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
  Nearest best(count);
  const auto ref_of = [&](const Candidate& c) {
    return parts_[c.part].base + parts_[c.part].spans->clause_at(c.place);
  };
  for (std::uint32_t part = 0; part < parts_.size(); ++part) {
    const auto& values = parts_[part].values;
    for (std::uint32_t place = 0; place < values.size(); ++place) {
      const Candidate candidate{values[place], part, place};
      if (candidate.value > 0 && best.would_keep(candidate) && (!accept || accept(ref_of(candidate))))
        best.keep(candidate);
    }
  }
  const std::vector<Candidate> found = best.in_order();
  std::vector<ClauseRef> out;
  out.reserve(found.size());
  for (const auto& each : found)
    out.push_back(ref_of(each));
  return out;
}

} // namespace fengqiao::indexer

#include "station/grading/gaps.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace fengqiao::station::grading {
namespace {

using Integer = boost::multiprecision::cpp_int;
using State = ItemResult::State;

Integer floor_of(const Rational& value) { // of a value that is not negative
  return numerator(value) / denominator(value);
}

bool fewer_is_better(RuleKind kind) {
  return kind == RuleKind::inv || kind == RuleKind::chg || kind == RuleKind::cnt || kind == RuleKind::zero;
}

// Looks for changes of the one raw number that the station works on. The score never falls with a larger
// change, so halving finds the smallest one.
class Search {
public:
  Search(const StationResult& result, std::size_t item)
      : result_(result), item_(item), raw_(result.data.raw[item].raw),
        rule_(result.standard->items[item].rules[result.data.station_class]), at_(working_number(rule_)),
        now_(raw_.numbers[at_]) {}

  [[nodiscard]] Rational score(const Integer& change) {
    raw_.numbers[at_] = fewer_is_better(rule_.kind) ? Rational(now_ - change) : Rational(now_ + change);
    return score_with(result_, item_, raw_);
  }

  // The largest change that makes sense: down to 0, up to the whole; else as far as it still helps.
  [[nodiscard]] Integer room() {
    if (fewer_is_better(rule_.kind)) return floor_of(now_);
    if (raw_.numbers.size() == 2 && rule_.kind != RuleKind::link) return floor_of(raw_.numbers[1] - now_);
    Integer change = 1;
    for (int doubled = 0; doubled < 100 && score(change) < result_.items[item_].weight; ++doubled)
      change *= 2;
    return change;
  }

  // The smallest change within `most` for which `enough` holds; for `most` it does.
  template <class Enough> [[nodiscard]] Integer smallest(Integer most, Enough enough) {
    Integer least = 0;
    while (least < most) {
      const Integer middle = (least + most) / 2;
      if (enough(score(middle)))
        most = middle;
      else
        least = middle + 1;
    }
    return most;
  }

private:
  const StationResult& result_;
  std::size_t item_;
  RawNumbers raw_;
  const Rule& rule_;
  std::size_t at_;
  Rational now_;
};

void find_steps(const StationResult& result, Gap& gap) {
  const Rational& now = result.items[gap.item].score;
  Search search(result, gap.item);
  const Integer room = search.room();
  const Rational best = search.score(room);
  if (round2(best) <= now) return;
  const auto step = [&](auto enough) {
    const Integer change = search.smallest(room, enough);
    return GapStep{Rational(change), Rational(round2(search.score(change)) - now)};
  };
  gap.next = step([&](const Rational& score) { return round2(score) > now; });
  gap.most = step([&](const Rational& score) { return score >= best; });
}

// 再到位 N 次 → 再到位5次
std::string with_number(const Item& item, const Rule& rule, const Rational& change) {
  const std::string number = to_plain(change);
  const auto at = item.remedy.find('N');
  if (at == std::string::npos)
    return fmt::format("“{}”{}{}", item.raw[working_number(rule)],
                       fewer_is_better(rule.kind) ? "减少" : "增加", number);
  std::string text = item.remedy;
  text.replace(at, 1, number);
  std::erase(text, ' ');
  return text;
}

std::string advice(const StationResult& result, const Gap& gap) {
  const Item& item = result.standard->items[gap.item];
  const Rule& rule = item.rules[result.data.station_class];
  const std::string points = to_fixed(gap.points, 2);
  switch (result.items[gap.item].state) {
  case State::missing:
    return fmt::format("补填原始数，最多可得{}分", points);
  case State::faulty:
    return fmt::format("改正原始数，最多可得{}分", points);
  case State::no_evidence:
  case State::expired:
    return fmt::format("补齐有效证据，最多可得{}分", points);
  default:
    break;
  }
  if (rule.kind == RuleKind::yes || rule.kind == RuleKind::map)
    return fmt::format("{}可得{}分", item.remedy.empty() ? "达标" : item.remedy, points);
  if (!gap.most) return "按现有基数补不上";
  std::string text =
      fmt::format("{}可得{}分", with_number(item, rule, gap.most->change), to_fixed(gap.most->points, 2));
  if (gap.next && gap.next->change != gap.most->change)
    text +=
        fmt::format("；{}可得{}分", with_number(item, rule, gap.next->change), to_fixed(gap.next->points, 2));
  return text;
}

bool has_numbers(const StationResult& result, std::size_t item) {
  const RawItem& raw = result.data.raw[item];
  return result.items[item].state == State::scored && !raw.raw.numbers.empty() && !raw.raw.assumed;
}

} // namespace

std::vector<Gap> gaps(const StationResult& result) {
  std::vector<Gap> out;
  for (std::size_t i = 0; i < result.items.size(); ++i) {
    const ItemResult& item = result.items[i];
    if (item.score >= item.weight) continue;
    Gap gap;
    gap.item = i;
    gap.points = item.weight - item.score;
    if (has_numbers(result, i)) find_steps(result, gap);
    gap.advice = advice(result, gap);
    out.push_back(std::move(gap));
  }
  std::stable_sort(out.begin(), out.end(), [](const Gap& a, const Gap& b) { return a.points > b.points; });
  return out;
}

} // namespace fengqiao::station::grading

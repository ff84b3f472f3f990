#include "station/rollup/county_rollup.hpp"

#include "core/parallel.hpp"

#include <algorithm>
#include <tuple>

namespace fengqiao::station {
namespace {

Rational ratio(std::size_t part, std::size_t whole, int without) {
  return whole == 0 ? Rational(without) : Rational(part, whole);
}

// What a better station has more of.
auto standing(const ReportCount& count) {
  return std::tuple(ratio(count.approved, count.due, -1), -ratio(count.late, count.given, 0));
}

std::vector<RankedStation> ranked(const std::vector<StationRollup>& stations) {
  std::vector<RankedStation> out(stations.size());
  for (std::size_t i = 0; i < out.size(); ++i)
    out[i].index = i;
  const auto of = [&](const RankedStation& entry) -> const StationRollup& { return stations[entry.index]; };
  std::stable_sort(out.begin(), out.end(), [&](const RankedStation& a, const RankedStation& b) {
    const auto left = standing(of(a).total), right = standing(of(b).total);
    return left != right ? left > right : of(a).name < of(b).name;
  });
  for (std::size_t i = 0; i < out.size(); ++i)
    out[i].place =
        i > 0 && standing(of(out[i]).total) == standing(of(out[i - 1]).total) ? out[i - 1].place : i + 1;
  return out;
}

void prepare_sums(CountyRollup& county, const RollupTools& tools) {
  county.reports.resize(tools.forms->size());
  county.daily.assign(tools.plan->figures.size(),
                      std::vector<std::optional<Rational>>(days_of(county.span).size()));
}

void add(CountyRollup& county, const StationRollup& station) {
  county.total += station.total;
  county.rectification += station.rectification;
  for (std::size_t i = 0; i < county.reports.size(); ++i)
    county.reports[i] += station.reports[i];
  for (std::size_t i = 0; i < county.daily.size(); ++i)
    for (std::size_t day = 0; day < station.days.size(); ++day)
      if (const auto& value = station.days[day].figures[i][0]) {
        auto& sum = county.daily[i][day];
        sum = sum ? *sum + *value : *value;
      }
  if (county.figures.empty()) {
    county.figures = station.figures;
    return;
  }
  for (std::size_t i = 0; i < county.figures.size(); ++i)
    county.figures[i] += station.figures[i];
}

std::string reason_of(const Errors& errors) {
  return errors.empty() ? "" : errors.front().message + "；" + errors.front().hint;
}

} // namespace

CountyRollup roll_up_all(const RollupTools& tools, const std::vector<std::filesystem::path>& folders,
                         const Span& span, std::size_t threads,
                         const std::function<void(std::size_t, std::size_t)>& step) {
  CountyRollup out;
  out.span = span;
  prepare_sums(out, tools);
  using Done = Result<StationRollup, Errors>;
  work_in_order<int, Done>(
      folders.size(), threads, [](std::size_t) { return 0; },
      [&](int&, std::size_t i) -> Done {
        const auto workspace = load_workspace(folders[i]);
        if (!workspace) return fail_all(workspace.error());
        return roll_up(tools, *workspace, span);
      },
      [&](std::size_t i, Done done) {
        if (done) {
          add(out, *done);
          if (folders.size() > 1) done->days.clear(); // a province's would fill the memory
          out.stations.push_back(std::move(*done));
        } else {
          out.left_out.push_back({folders[i].string(), reason_of(done.error())});
        }
        if (step) step(i + 1, folders.size());
      });
  out.ranking = ranked(out.stations);
  return out;
}

} // namespace fengqiao::station

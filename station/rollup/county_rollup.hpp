// Several stations' roll-ups as one: totals, a ranking, and who could not be taken in.
#pragma once

#include "core/result.hpp"
#include "station/rollup/station_rollup.hpp"

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace fengqiao::station {

struct LeftOut {
  std::string folder, reason;
};

struct RankedStation {
  std::size_t index = 0; // of the stations
  std::size_t place = 0; // equal stations share one
};

struct CountyRollup {
  Span span;
  std::vector<StationRollup> stations; // in the order of the folders; of several, without their days
  std::vector<RankedStation> ranking;  // the higher completeness first, then fewer late, then by name
  std::vector<ReportCount> reports;    // parallel to the forms
  ReportCount total;
  std::vector<FigureTotal> figures;
  std::vector<std::vector<std::optional<Rational>>> daily; // [figure][day]: sum of those that have it
  Rectification rectification;
  std::vector<LeftOut> left_out; // a folder whose 派出所.yaml cannot be used
};

// One station or many, on `threads` threads. A station that cannot be read is left out with its reason and
// stops no other. `step(done, total)` after each.
CountyRollup roll_up_all(const RollupTools& tools, const std::vector<std::filesystem::path>& folders,
                         const Span& span, std::size_t threads,
                         const std::function<void(std::size_t, std::size_t)>& step = {});

} // namespace fengqiao::station

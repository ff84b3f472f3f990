// Results as records of the templates that print them (templates/等级评定/评分报告, 全县汇总): from there on
// they go the way of every record, with its figures checked and its citations looked up.
#pragma once

#include "render/record.hpp"
#include "station/grading/county.hpp"

#include <string>
#include <vector>

namespace fengqiao::station::grading {

// `former`: the station's result of an earlier year, or nullptr. `supposed`: what --what-if said.
render::Record station_record(const StationResult& result, const FormerResult* former,
                              const std::vector<std::string>& supposed);

render::Record county_record(const County& county, const Quota& quota, const FormerResults& former);

// What a reader has to be told about a station's data: items without numbers, evidence missing or expired, a
// level of the year before that is not the one in the earlier results.
std::vector<std::string> remarks(const StationResult& result, const FormerResult* former);

// "+1.20", "−0.35", "0.00".
std::string movement(const Rational& now, const Rational& before);

} // namespace fengqiao::station::grading

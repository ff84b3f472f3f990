// Results of grading on the terminal and as JSON.
#pragma once

#include "cli/json.hpp"
#include "station/grading/county.hpp"

#include <string>

namespace fengqiao::cli {

using station::grading::County;
using station::grading::FormerResult;
using station::grading::FormerResults;
using station::grading::Quota;
using station::grading::StationResult;

// One station: total, level, reasons, categories, gaps, remarks.
std::string station_text(const StationResult& result, const FormerResult* former);

// What a supposition changes: items, total, level.
std::string supposed_text(const StationResult& before, const StationResult& after);

// All stations: ranking, levels, quotas.
std::string county_text(const County& county, const Quota& quota, const FormerResults& former);

Json station_json(const StationResult& result, const FormerResult* former);
Json quota_json(const County& county);

} // namespace fengqiao::cli

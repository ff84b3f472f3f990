// A roll-up for the screen and for programs.
#pragma once

#include "cli/json.hpp"
#include "station/rollup/report.hpp"

#include <string>

namespace fengqiao::cli {

// One station: its reports, figures, rectification, and what is not as it should be; of several the ranking.
std::string rollup_text(const station::CountyRollup& rollup, const station::RollupTools& tools);

// docs/json.md.
Json rollup_json(const station::CountyRollup& rollup, const station::RollupTools& tools);

} // namespace fengqiao::cli

// Which files render prints, and what each becomes.
#pragma once

#include "cli/options.hpp"
#include "core/result.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace fengqiao::cli {

inline constexpr const char* kStandardOutput = "-"; // -o -

struct RenderJob {
  std::filesystem::path input, output;
  std::filesystem::path folder; // to be made for the output; empty: it has to be there
  Errors faults; // not empty: there is nothing to print (漏报, a station's data cannot be used)
};

struct RenderPlan {
  std::vector<RenderJob> jobs;
  bool by_folder = false; // folders were named: a summary tells more than a line for each file
};

// A folder stands for the records in it (not below it), approvals and the like left out. With --date it
// stands for a station's workspace, or for all those below it (station/rollup/find_stations.hpp), and gives
// the day's reports of each, below -o in a folder of the station's; what a station did not report is a job
// with a fault. `reports` are the names of the day's reports. Nobody's file is lost: an output that is an
// input, or that two inputs share, is refused before anything is written.
Result<RenderPlan> plan_render(const RenderOptions& options, const std::vector<std::string>& reports);

} // namespace fengqiao::cli

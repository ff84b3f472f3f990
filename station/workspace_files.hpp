// The texts of the files that `fengqiao init` writes.
#pragma once

#include "station/workspace.hpp"

#include <string>
#include <vector>

namespace fengqiao::station {

struct WorkspaceFile {
  std::string name; // relative to the root
  std::string text;
};

// In the order in which they are written; 派出所.yaml is the last.
std::vector<WorkspaceFile> workspace_files(const NewWorkspace& wanted);

} // namespace fengqiao::station

// The stations that a county office means by the folders that it names.
#pragma once

#include "core/result.hpp"

#include <filesystem>
#include <vector>

namespace fengqiao::station {

// `path` is a workspace, a file inside of one (its ledger), or a folder with workspaces below it, at most
// four levels down; the folders of each level in the order of their names. A workspace is not looked into,
// links are not followed. ErrorCode::not_found where there is none.
Result<std::vector<std::filesystem::path>> find_stations(const std::filesystem::path& path);

} // namespace fengqiao::station

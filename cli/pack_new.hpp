// fengqiao new 枫桥式/申报包: not one record but a folder.
#pragma once

#include "cli/options.hpp"

#include <filesystem>
#include <string>

namespace fengqiao::cli {

bool is_pack_template(const std::filesystem::path& templates, const std::string& id_or_alias);

// Makes the folder -o: forms and texts to fill in, or with --sample the whole sample, evidence included. A
// folder that holds anything is left alone. Returns the exit code.
int new_pack(const std::filesystem::path& templates, const NewOptions& options);

} // namespace fengqiao::cli

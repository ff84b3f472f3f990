// What -o may name: nobody's file is lost to it. Looked at before anything is computed or written.
#pragma once

#include "core/result.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace fengqiao::cli {

// ErrorCode::usage where `output` is one of `inputs` under whatever name (link, other spelling of the path).
// An empty input is none.
Result<void> keep_inputs(const std::filesystem::path& output,
                         const std::vector<std::filesystem::path>& inputs);

// ErrorCode::usage where `output` ends otherwise than in `extension` (".pdf"; capitals are the same); `hint`
// says what can be written instead.
Result<void> check_extension(const std::filesystem::path& output, const std::string& extension,
                             const std::string& hint);

// Whether `path`, which need not exist, lies in `folder` once links and ".." are followed.
bool lies_below(const std::filesystem::path& path, const std::filesystem::path& folder);

} // namespace fengqiao::cli

// Reading files that a document names: never outside the document's own folder.
#pragma once

#include "core/result.hpp"

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

namespace fengqiao {

// The whole file `relative` below `folder` (an empty folder: the working directory). Each part of the path is
// opened relative to the one before and no symbolic link is followed, so that nothing outside the folder can
// be read, not even when a link is put in place between check and opening.
//
// Refused with ErrorCode::data: an absolute path, "..", a symbolic link, what is not a regular file (a FIFO
// does not hang); with ErrorCode::not_found what is not there; with ErrorCode::limit more than `max_bytes`.
// The error's `where` is the relative path.
Result<std::string> read_file_below(const std::filesystem::path& folder, std::string_view relative,
                                    std::size_t max_bytes);

} // namespace fengqiao

// Files at the border: bounded reading, and writing that never leaves half a file.
#pragma once

#include "core/encoding.hpp"
#include "core/result.hpp"

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

namespace fengqiao {

// The whole file. Refuses what is not a regular file, and more than `max_bytes` (ErrorCode::limit).
Result<std::string> read_file(const std::filesystem::path& path, std::size_t max_bytes);

// read_file and decode.
Result<Decoded> read_text(const std::filesystem::path& path, std::size_t max_bytes);

// What the names of temporary files begin with; six more characters follow. A process that is killed between
// naming and renaming a file, or at any time on a file system without O_TMPFILE, leaves such a file behind.
inline constexpr std::string_view temporary_prefix = ".fengqiao.";

// Writes `bytes` to a temporary file beside `path`, syncs it, and renames it over `path`: afterwards there is
// the old file or the new one, whole. On any error the temporary file is removed. The message names the
// folder and the reason (read-only, full, missing). `private_file`: readable by its owner only.
Result<void> write_file_atomically(const std::filesystem::path& path, std::string_view bytes,
                                   bool private_file = false);

// Syncs a folder's entries, so that a rename in it survives a power cut.
void sync_folder(const std::filesystem::path& folder);

// The Chinese reason of an errno value ("没有写入权限", "磁盘已满", …), else the system's text.
std::string errno_reason(int error);

} // namespace fengqiao

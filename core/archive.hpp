// The wall around libarchive: ZIP files, which DOCX, ODT, OFD and XLSX are too, read within limits.
#pragma once

#include "core/limits.hpp"
#include "core/result.hpp"

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace fengqiao {

struct ArchiveLimits {
  std::size_t entries = limits::archive_entries;
  std::size_t entry_bytes = limits::archive_entry_bytes;
  std::size_t total_bytes = limits::archive_total_bytes;
  std::size_t ratio = limits::archive_ratio; // of an entry, where it inflates to more than 1 MB
};

struct ArchiveEntry {
  std::string name; // UTF-8 with '/', never absolute, never with ..
  std::string bytes;
};

// True where the bytes begin like a ZIP file.
bool looks_like_zip(std::string_view bytes);

// The files of a ZIP that `wanted` says yes to, in the order in which they lie in it; folders are left out.
// The table at the end is judged first (core/zip_directory.hpp says what is refused), and what is really
// inflated is counted again, so that a table that lies gains nothing. Nothing is written to disk. Errors
// (`file` named): not a ZIP, damaged, hostile (data); a limit reached (limit, with the number). Memory: what
// is returned.
Result<std::vector<ArchiveEntry>> read_zip(std::string_view bytes, const std::string& file,
                                           const std::function<bool(const std::string& name)>& wanted,
                                           const ArchiveLimits& limits = {});

// The one entry of that name; not_found where there is none.
Result<std::string> read_zip_entry(std::string_view bytes, const std::string& file, const std::string& name,
                                   const ArchiveLimits& limits = {});

} // namespace fengqiao

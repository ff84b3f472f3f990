// The table at the end of a ZIP file, judged before a byte of it is inflated.
#pragma once

#include "core/archive.hpp"
#include "core/result.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace fengqiao {

struct ZipMember {
  std::string name; // UTF-8, '/' between folders; a folder's ends in '/'
  std::size_t offset = 0, packed = 0, size = 0;
  bool folder = false;
};

// The members in the order of their places in the file. Errors (file named): no ZIP or a damaged one (data);
// what ArchiveLimits forbids, and members that overlap (limit); encrypted members, names that leave the
// folder (absolute, `..`, backslash, control characters), the same name twice, links, ZIP64, several disks
// (data). Cost: linear in the number of members.
Result<std::vector<ZipMember>> read_zip_directory(std::string_view bytes, const std::string& file,
                                                  const ArchiveLimits& limits);

} // namespace fengqiao

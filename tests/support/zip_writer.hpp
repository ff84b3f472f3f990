// ZIP files of a test's own: sound ones and crafted ones.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace fengqiao::test {

// One file of a ZIP, stored without compression; the optional fields are lies for the table at the end.
struct ZipPart {
  std::string name, bytes;
  std::optional<std::uint32_t> told_size = {}, told_packed = {}, told_offset = {}, told_crc = {};
  std::uint16_t flags = 0x800, method = 0; // 0x800: the name is UTF-8
  std::uint32_t mode = 0100644;
};

std::string stored_zip(const std::vector<ZipPart>& parts, std::optional<std::uint16_t> told_count = {});

// Compressed by libarchive, for what inflates far.
std::string deflated_zip(const std::vector<std::pair<std::string, std::string>>& files);

} // namespace fengqiao::test

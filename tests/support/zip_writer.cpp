#include "tests/support/zip_writer.hpp"

#include <catch2/catch.hpp>

#include <archive.h>
#include <archive_entry.h>

#include <memory>

namespace fengqiao::test {
namespace {

std::string little(std::uint32_t value, int width) {
  std::string out;
  for (int i = 0; i < width; ++i, value >>= 8)
    out.push_back(static_cast<char>(value & 0xFF));
  return out;
}

std::uint32_t crc32(const std::string& bytes) {
  std::uint32_t crc = 0xFFFFFFFF;
  for (const char c : bytes) {
    crc ^= static_cast<unsigned char>(c);
    for (int bit = 0; bit < 8; ++bit)
      crc = (crc & 1) != 0 ? crc >> 1 ^ 0xEDB88320 : crc >> 1;
  }
  return ~crc;
}

} // namespace

std::string stored_zip(const std::vector<ZipPart>& parts, std::optional<std::uint16_t> told_count) {
  std::string out, table;
  for (const ZipPart& part : parts) {
    const auto offset = static_cast<std::uint32_t>(out.size());
    const auto size = static_cast<std::uint32_t>(part.bytes.size());
    const std::string common = little(part.flags, 2) + little(part.method, 2) + little(0, 2) + little(33, 2) +
                               little(part.told_crc.value_or(crc32(part.bytes)), 4) +
                               little(part.told_packed.value_or(size), 4) +
                               little(part.told_size.value_or(size), 4) +
                               little(static_cast<std::uint32_t>(part.name.size()), 2) + little(0, 2);
    out += "PK\x03\x04" + little(20, 2) + common + part.name + part.bytes;
    table += "PK\x01\x02" + little(0x0314, 2) + little(20, 2) + common + little(0, 2) + little(0, 2) +
             little(0, 2) + little(part.mode << 16, 4) + little(part.told_offset.value_or(offset), 4) +
             part.name;
  }
  const auto count = told_count.value_or(static_cast<std::uint16_t>(parts.size()));
  const auto at = static_cast<std::uint32_t>(out.size());
  return out + table + "PK\x05\x06" + little(0, 4) + little(count, 2) + little(count, 2) +
         little(static_cast<std::uint32_t>(table.size()), 4) + little(at, 4) + little(0, 2);
}

std::string deflated_zip(const std::vector<std::pair<std::string, std::string>>& files) {
  std::size_t room = 1 << 16;
  for (const auto& [name, bytes] : files)
    room += bytes.size() + 1024;
  std::string out(room, '\0');
  std::size_t used = 0;
  const std::unique_ptr<archive, int (*)(archive*)> writer(archive_write_new(), archive_write_free);
  REQUIRE(archive_write_set_format_zip(writer.get()) == ARCHIVE_OK);
  archive_write_set_options(writer.get(), "zip:compression=deflate,zip:hdrcharset=UTF-8");
  archive_write_set_bytes_in_last_block(writer.get(), 1); // no zeros behind the end
  REQUIRE(archive_write_open_memory(writer.get(), out.data(), out.size(), &used) == ARCHIVE_OK);
  for (const auto& [name, bytes] : files) {
    const std::unique_ptr<archive_entry, void (*)(archive_entry*)> entry(archive_entry_new(),
                                                                         archive_entry_free);
    archive_entry_set_pathname(entry.get(), name.c_str());
    archive_entry_set_size(entry.get(), static_cast<la_int64_t>(bytes.size()));
    archive_entry_set_filetype(entry.get(), AE_IFREG);
    archive_entry_set_perm(entry.get(), 0644);
    REQUIRE(archive_write_header(writer.get(), entry.get()) >= ARCHIVE_WARN);
    REQUIRE(archive_write_data(writer.get(), bytes.data(), bytes.size()) ==
            static_cast<la_ssize_t>(bytes.size()));
  }
  REQUIRE(archive_write_close(writer.get()) == ARCHIVE_OK);
  out.resize(used);
  return out;
}

} // namespace fengqiao::test

#include "core/archive.hpp"

#include "core/zip_directory.hpp"

#include <fmt/format.h>

#include <archive.h>
#include <archive_entry.h>

#include <array>
#include <memory>

namespace fengqiao {
namespace {

using Reader = std::unique_ptr<archive, int (*)(archive*)>;

tl::unexpected<Error> damaged(const std::string& file, const std::string& name) {
  return fail(ErrorCode::data, file, "压缩包损坏：解不开“" + name + "”", "文件可能不完整，请重新取得后再试");
}

// The bytes of the entry that the reader stands at; the table's promise is not trusted.
Result<std::string> inflate(archive* reader, const ZipMember& member, const std::string& file,
                            std::size_t room) {
  std::string out;
  out.reserve(member.size);
  std::array<char, 65536> buffer;
  while (true) {
    const la_ssize_t n = archive_read_data(reader, buffer.data(), buffer.size());
    if (n < 0) return damaged(file, member.name);
    if (n == 0) break;
    out.append(buffer.data(), static_cast<std::size_t>(n));
    if (out.size() > member.size) return damaged(file, member.name);
    if (out.size() > room) return fail(ErrorCode::limit, file, "压缩包解开太大", "请解压后分批处理");
  }
  if (out.size() != member.size) return damaged(file, member.name);
  return out;
}

} // namespace

bool looks_like_zip(std::string_view bytes) {
  return bytes.starts_with("PK\x03\x04");
}

Result<std::vector<ArchiveEntry>> read_zip(std::string_view bytes, const std::string& file,
                                           const std::function<bool(const std::string& name)>& wanted,
                                           const ArchiveLimits& limits) {
  const auto members = read_zip_directory(bytes, file, limits);
  if (!members) return fail(members.error());
  const Reader reader(archive_read_new(), archive_read_free);
  if (!reader || archive_read_support_format_zip_seekable(reader.get()) != ARCHIVE_OK ||
      archive_read_open_memory(reader.get(), bytes.data(), bytes.size()) != ARCHIVE_OK)
    return fail(ErrorCode::data, file, "压缩包损坏", "文件可能不完整，请重新取得后再试");
  std::vector<ArchiveEntry> out;
  std::size_t total = 0;
  // libarchive gives the entries in the order of their places, as the table has been sorted. (Its own names
  // depend on the locale.)
  for (const ZipMember& member : *members) {
    archive_entry* entry = nullptr;
    // ARCHIVE_WARN: a name that the locale cannot write.
    if (const int got = archive_read_next_header(reader.get(), &entry);
        got != ARCHIVE_OK && got != ARCHIVE_WARN)
      return damaged(file, member.name);
    if (member.folder || !wanted(member.name)) continue;
    if (total + member.size > limits.total_bytes)
      return fail(ErrorCode::limit, file, fmt::format("压缩包解开超过 {} 字节", limits.total_bytes),
                  "请解压后分批处理");
    auto content = inflate(reader.get(), member, file, limits.total_bytes - total);
    if (!content) return fail(content.error());
    total += content->size();
    out.push_back({member.name, std::move(*content)});
  }
  return out;
}

Result<std::string> read_zip_entry(std::string_view bytes, const std::string& file, const std::string& name,
                                   const ArchiveLimits& limits) {
  auto entries = read_zip(
      bytes, file, [&](const std::string& n) { return n == name; }, limits);
  if (!entries) return fail(entries.error());
  if (entries->empty()) return fail(ErrorCode::not_found, file, "压缩包里没有“" + name + "”");
  return std::move(entries->front().bytes);
}

} // namespace fengqiao

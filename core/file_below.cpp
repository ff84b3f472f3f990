#include "core/file_below.hpp"

#include "core/descriptor.hpp"
#include "core/file.hpp"

#include <fmt/format.h>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <vector>

namespace fengqiao {
namespace {

namespace fs = std::filesystem;

tl::unexpected<Error> refuse(std::string_view relative, int error) {
  const std::string where(relative);
  if (error == ENOENT)
    return fail(ErrorCode::not_found, where, "没有这个文件", "核对文件名；路径从本文件所在的文件夹写起");
  if (error == ELOOP || error == ENOTDIR)
    return fail(ErrorCode::data, where, "路径里有符号链接，或有一段不是文件夹",
                "把文件复制到本文件所在的文件夹里");
  return fail(ErrorCode::data, where, "不能打开：" + errno_reason(error), "检查文件和权限");
}

// The parts of the path; nullopt-like empty list where it is absolute or climbs.
std::vector<std::string> parts_of(std::string_view relative) {
  std::vector<std::string> parts;
  if (relative.starts_with('/') || relative.find('\0') != std::string_view::npos) return {};
  for (const fs::path& part : fs::path(relative)) {
    if (part == "..") return {};
    if (!part.empty() && part != ".") parts.push_back(part.string());
  }
  return parts;
}

Result<std::string> read_all(int fd, std::string_view relative, std::size_t max_bytes) {
  struct stat info {};
  if (::fstat(fd, &info) != 0 || !S_ISREG(info.st_mode))
    return fail(ErrorCode::data, std::string(relative), "不是普通文件", "换成普通文件");
  const auto too_large = [&] {
    return fail(ErrorCode::limit, std::string(relative),
                fmt::format("文件太大，上限是 {} MB", max_bytes >> 20), "缩小后再用");
  };
  if (static_cast<std::size_t>(info.st_size) > max_bytes) return too_large();
  std::string bytes(static_cast<std::size_t>(info.st_size) + 1, '\0'); // one more: the file may be growing
  std::size_t filled = 0;
  while (filled < bytes.size()) {
    const ssize_t n = ::read(fd, bytes.data() + filled, bytes.size() - filled);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return refuse(relative, errno);
    if (n == 0) break;
    filled += static_cast<std::size_t>(n);
    if (filled > max_bytes) return too_large();
    if (filled == bytes.size()) bytes.resize(bytes.size() * 2);
  }
  bytes.resize(filled);
  return bytes;
}

} // namespace

Result<std::string> read_file_below(const fs::path& folder, std::string_view relative,
                                    std::size_t max_bytes) {
  const std::vector<std::string> parts = parts_of(relative);
  if (parts.empty())
    return fail(ErrorCode::data, std::string(relative), "路径不在本文件所在的文件夹里",
                "把文件放进本文件所在的文件夹，写相对路径，不用 .. 和 / 开头的路径");
  // The folder itself is the user's choice and may be reached by any way.
  Descriptor at(::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (at.get() < 0) return refuse(relative, errno);
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const bool last = i + 1 == parts.size();
    // O_NONBLOCK: opening a FIFO must not wait for a writer.
    const int flags = O_RDONLY | O_CLOEXEC | O_NOFOLLOW | (last ? O_NONBLOCK : O_DIRECTORY);
    const int next = ::openat(at.get(), parts[i].c_str(), flags);
    if (next < 0) return refuse(relative, errno);
    at.reset(next);
  }
  return read_all(at.get(), relative, max_bytes);
}

} // namespace fengqiao

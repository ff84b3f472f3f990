#include "core/file.hpp"

#include "core/descriptor.hpp"
#include "core/new_file.hpp"

#include <fmt/format.h>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace fengqiao {

namespace fs = std::filesystem;

std::string errno_reason(int error) {
  switch (error) {
  case EACCES:
  case EPERM:
    return "没有权限";
  case EROFS:
    return "文件系统是只读的";
  case ENOSPC:
  case EDQUOT:
    return "磁盘已满";
  case ENOENT:
    return "文件或文件夹不存在";
  case ENOTDIR:
    return "路径中有一段不是文件夹";
  case EISDIR:
    return "是文件夹，不是文件";
  case ENAMETOOLONG:
    return "文件名太长";
  case ELOOP:
    return "符号链接成环";
  case EMFILE:
  case ENFILE:
    return "打开的文件太多";
  default:
    return std::strerror(error);
  }
}

Result<Descriptor> open_regular_file(const fs::path& path) {
  // O_NONBLOCK: opening a FIFO must not wait for a writer; the type is checked on the open descriptor.
  Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (file.get() < 0)
    return fail(errno == ENOENT ? ErrorCode::not_found : ErrorCode::general, path.string(),
                "不能打开文件：" + errno_reason(errno), "请检查文件名和权限");
  struct stat info {};
  if (::fstat(file.get(), &info) != 0 || !S_ISREG(info.st_mode))
    return fail(ErrorCode::general, path.string(),
                S_ISDIR(info.st_mode) ? "是文件夹，不是文件" : "不是普通文件", "请给出一个文件");
  return file;
}

Result<std::string> read_file(const fs::path& path, std::size_t max_bytes) {
  auto opened = open_regular_file(path);
  if (!opened) return fail(std::move(opened.error()));
  const Descriptor file = std::move(*opened);
  struct stat info {};
  if (::fstat(file.get(), &info) != 0) return fail(ErrorCode::general, path.string(), errno_reason(errno));
  const auto too_big = [&] {
    return fail(ErrorCode::limit, path.string(), fmt::format("文件太大，上限是 {} 字节", max_bytes),
                "请拆分文件后再试");
  };
  if (static_cast<std::size_t>(info.st_size) > max_bytes) return too_big();
  std::string bytes(static_cast<std::size_t>(info.st_size) + 1, '\0');
  std::size_t have = 0;
  while (true) {
    const ssize_t n = ::read(file.get(), bytes.data() + have, bytes.size() - have);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return fail(ErrorCode::general, path.string(), "读取出错：" + errno_reason(errno));
    if (n == 0) break;
    have += static_cast<std::size_t>(n);
    if (have > max_bytes) return too_big(); // it grew while we read
    if (have == bytes.size()) bytes.resize(have * 2);
  }
  bytes.resize(have);
  return bytes;
}

Result<Decoded> read_text(const fs::path& path, std::size_t max_bytes) {
  return read_file(path, max_bytes).and_then([&](const std::string& bytes) {
    return decode(bytes, path.string());
  });
}

void sync_folder(const fs::path& folder) {
  const Descriptor dir(::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (dir.get() >= 0) ::fsync(dir.get());
}

Result<void> write_file_atomically(const fs::path& target, std::string_view bytes, bool private_file) {
  auto file = NewFile::beside(target, private_file);
  if (!file) return fail(std::move(file.error()));
  return file->append(bytes).and_then([&] { return file->commit(); });
}

} // namespace fengqiao

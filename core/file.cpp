#include "core/file.hpp"

#include "core/descriptor.hpp"

#include <fmt/format.h>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <system_error>

namespace fengqiao {
namespace {

namespace fs = std::filesystem;

bool write_all(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t n = ::write(fd, bytes.data(), bytes.size());
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(n));
  }
  return true;
}

tl::unexpected<Error> cannot_write(const fs::path& path, int error) {
  return fail(ErrorCode::general, path.string(), "不能写入：" + errno_reason(error),
              error == ENOENT ? "输出文件夹不存在，请先建立，或换一个位置"
                              : "请检查文件夹的权限和剩余空间，或用 -o 换一个位置");
}

// The path that a rename may replace: a link is followed to its target; a device, pipe or folder is refused,
// since the rename would put a file in its place.
Result<fs::path> replaceable(const fs::path& target) {
  std::error_code error;
  fs::path path = target;
  if (fs::is_symlink(fs::symlink_status(target, error))) {
    path = fs::weakly_canonical(target, error);
    if (error) return cannot_write(target, error.value());
  }
  struct stat info {};
  if (::lstat(path.c_str(), &info) != 0) {
    if (errno == ENOENT) return path;
    return cannot_write(path, errno);
  }
  if (S_ISREG(info.st_mode)) return path;
  if (S_ISDIR(info.st_mode)) return cannot_write(path, EISDIR);
  return fail(ErrorCode::general, path.string(), "不能写入：是设备或管道，不是普通文件",
              "请换一个文件名；要写到标准输出，用 -o -");
}

// A new file beside `path`, open for writing. Where the file system can, it has no name until it is whole, so
// that a killed process leaves nothing behind; else its name is in `temporary`.
int open_beside(const fs::path& path, mode_t mode, std::string& temporary) {
  const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
  if (::access("/proc/self/fd", X_OK) == 0) { // which is how an unnamed file gets its name
    const int unnamed = ::open(folder.c_str(), O_TMPFILE | O_WRONLY | O_CLOEXEC, mode);
    if (unnamed >= 0 || (errno != EOPNOTSUPP && errno != EISDIR && errno != EINVAL)) return unnamed;
  }
  temporary = (path.parent_path() / (std::string(temporary_prefix) + unique_places())).string();
  const int named = ::mkostemp(temporary.data(), O_CLOEXEC); // 0600
  if (named < 0) temporary.clear();
  return named;
}

// Gives an unnamed file a temporary name: only a name can be renamed over another.
bool name_file(int fd, const fs::path& path, std::string& temporary) {
  const std::string source = fmt::format("/proc/self/fd/{}", fd);
  for (unsigned attempt = 0; attempt < 1000; ++attempt) {
    const auto number = (static_cast<unsigned>(::getpid()) * 1000U + attempt) % 1000000U;
    std::string name = (path.parent_path() / fmt::format("{}{:06}", temporary_prefix, number)).string();
    if (::linkat(AT_FDCWD, source.c_str(), AT_FDCWD, name.c_str(), AT_SYMLINK_FOLLOW) == 0) {
      temporary = std::move(name);
      return true;
    }
    if (errno != EEXIST) return false;
  }
  return false;
}

// A file that is replaced keeps its permissions; a new one has what the umask leaves, or is private.
bool set_mode(int fd, const fs::path& path, bool private_file, bool named) {
  struct stat info {};
  if (private_file) return ::fchmod(fd, 0600) == 0;
  if (::lstat(path.c_str(), &info) == 0) return ::fchmod(fd, info.st_mode & 07777) == 0;
  if (!named) return true; // O_TMPFILE has respected the umask
  const mode_t mask = ::umask(0);
  ::umask(mask);
  return ::fchmod(fd, 0666 & ~mask) == 0;
}

} // namespace

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

Result<std::string> read_file(const fs::path& path, std::size_t max_bytes) {
  // O_NONBLOCK: opening a FIFO must not wait for a writer; the type is checked on the open descriptor.
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (file.get() < 0)
    return fail(errno == ENOENT ? ErrorCode::not_found : ErrorCode::general, path.string(),
                "不能打开文件：" + errno_reason(errno), "请检查文件名和权限");
  struct stat info {};
  if (::fstat(file.get(), &info) != 0 || !S_ISREG(info.st_mode))
    return fail(ErrorCode::general, path.string(),
                S_ISDIR(info.st_mode) ? "是文件夹，不是文件" : "不是普通文件", "请给出一个文件");
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
  const auto resolved = replaceable(target);
  if (!resolved) return fail(resolved.error());
  const fs::path& path = *resolved;
  std::string temporary;
  Descriptor file(open_beside(path, private_file ? 0600 : 0666, temporary));
  if (file.get() < 0) return cannot_write(path, errno);
  const bool written = set_mode(file.get(), path, private_file, !temporary.empty()) &&
                       write_all(file.get(), bytes) && ::fsync(file.get()) == 0 &&
                       (!temporary.empty() || name_file(file.get(), path, temporary)) && file.close();
  if (!written || ::rename(temporary.c_str(), path.c_str()) != 0) {
    const int error = errno;
    if (!temporary.empty()) ::unlink(temporary.c_str());
    return cannot_write(path, error);
  }
  sync_folder(path.parent_path());
  return {};
}

} // namespace fengqiao

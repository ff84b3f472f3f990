#include "core/new_file.hpp"

#include "core/descriptor.hpp"
#include "core/file.hpp"

#include <fmt/format.h>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

namespace fengqiao {
namespace {

namespace fs = std::filesystem;

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

// A new file beside `path`, open for writing and reading. Where the file system can, it has no name until it
// is whole, so that a killed process leaves nothing behind; else its name is in `temporary`.
int open_beside(const fs::path& path, mode_t mode, std::string& temporary) {
  const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
  if (::access("/proc/self/fd", X_OK) == 0) { // which is how an unnamed file gets its name
    const int unnamed = ::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, mode);
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

bool write_at(int fd, std::size_t at, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t n = ::pwrite(fd, bytes.data(), bytes.size(), static_cast<off_t>(at));
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return false;
    at += static_cast<std::size_t>(n);
    bytes.remove_prefix(static_cast<std::size_t>(n));
  }
  return true;
}

} // namespace

Result<NewFile> NewFile::beside(const fs::path& target, bool private_file) {
  auto path = replaceable(target);
  if (!path) return fail(std::move(path.error()));
  NewFile out;
  out.target_ = std::move(*path);
  out.private_ = private_file;
  const int fd = open_beside(out.target_, private_file ? 0600 : 0666, out.temporary_);
  if (fd < 0) return cannot_write(out.target_, errno);
  out.file_ = std::make_shared<const Descriptor>(fd);
  return out;
}

NewFile::NewFile(NewFile&& other) noexcept
    : target_(std::move(other.target_)), temporary_(std::exchange(other.temporary_, {})),
      file_(std::move(other.file_)), size_(other.size_), private_(other.private_) {}

NewFile::~NewFile() {
  if (!temporary_.empty()) ::unlink(temporary_.c_str());
}

Result<void> NewFile::append(std::string_view bytes) {
  if (!write_at(file_->get(), size_, bytes)) return cannot_write(target_, errno);
  size_ += bytes.size();
  return {};
}

Result<void> NewFile::overwrite(std::size_t at, std::string_view bytes) {
  if (!write_at(file_->get(), at, bytes)) return cannot_write(target_, errno);
  return {};
}

Result<void> NewFile::commit() {
  const int fd = file_->get();
  const bool written = set_mode(fd, target_, private_, !temporary_.empty()) && ::fsync(fd) == 0 &&
                       (!temporary_.empty() || name_file(fd, target_, temporary_));
  if (!written || ::rename(temporary_.c_str(), target_.c_str()) != 0) return cannot_write(target_, errno);
  temporary_.clear();
  sync_folder(target_.parent_path());
  return {};
}

} // namespace fengqiao

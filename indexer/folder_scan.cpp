#include "indexer/folder_scan.hpp"

#include "core/file.hpp"
#include "indexer/readers/paper.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <cerrno>

namespace fengqiao::indexer {
namespace {

namespace fs = std::filesystem;

bool is_text_name(const fs::path& path) {
  std::string extension = path.extension().string();
  for (char& c : extension)
    c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return extension == ".md" || extension == ".markdown" || extension == ".txt";
}

// README and what an office program leaves beside an open paper (~$x.docx) are looked at below.
bool is_about_the_folder(const fs::path& path) {
  const std::string name = path.filename().string();
  std::string stem = path.stem().string();
  for (char& c : stem)
    c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return (stem == "readme" && is_text_name(path)) || name == "vocabulary.yaml" || name == "word_vectors.bin";
}

// Sorts one folder entry into `out`.
void sort_in(const fs::path& path, std::string name, FolderScan& out) {
  struct stat info {};
  if (::lstat(path.c_str(), &info) != 0) {
    out.skipped.push_back({std::move(name), errno_reason(errno) + "，没有读"});
  } else if (S_ISLNK(info.st_mode)) {
    out.skipped.push_back({std::move(name), "是符号链接，不跟随，没有读"});
  } else if (!S_ISREG(info.st_mode)) {
    out.skipped.push_back({std::move(name), "不是普通文件，没有读"});
  } else if (is_about_the_folder(path) || path.filename().string().starts_with("~$")) {
    return;
  } else if (needs_import(name)) {
    out.to_import.push_back(std::move(name));
  } else if (const ForeignKind* kind = foreign_kind(extension_of(name))) {
    out.foreign.push_back({std::move(name), kind});
  } else if (!is_text_name(path)) {
    ++out.other_kinds;
  } else {
    const std::int64_t modified = info.st_mtim.tv_sec * 1'000'000'000LL + info.st_mtim.tv_nsec;
    out.files.push_back({std::move(name), static_cast<std::uint64_t>(info.st_size), modified});
  }
}

} // namespace

Result<FolderScan> scan_folder(const fs::path& root) {
  FolderScan out;
  std::error_code error;
  if (fs::is_regular_file(root, error)) {
    sort_in(root, root.filename().string(), out);
    return out;
  }
  auto entry = fs::recursive_directory_iterator(root, error);
  if (error)
    return fail(ErrorCode::general, root.string(), "不能读取文件夹：" + errno_reason(error.value()),
                "请检查路径和权限；不再需要它时用 fengqiao index --remove 取消");
  for (; entry != fs::recursive_directory_iterator(); entry.increment(error)) {
    const fs::path path = entry->path();
    std::string name = path.lexically_relative(root).generic_string();
    const bool hidden = path.filename().string().starts_with('.');
    std::error_code ignored;
    if (entry->is_directory(ignored) && !entry->is_symlink(ignored)) {
      if (hidden) entry.disable_recursion_pending();
      if (!hidden && ::access(path.c_str(), R_OK | X_OK) != 0) {
        out.skipped.push_back({std::move(name), "文件夹没有读取权限，没有读"});
        entry.disable_recursion_pending();
      }
    } else if (!hidden) {
      sort_in(path, std::move(name), out);
    }
  }
  if (error)
    return fail(ErrorCode::general, root.string(), "读取文件夹时出错：" + errno_reason(error.value()));
  std::sort(out.files.begin(), out.files.end(), [](const auto& a, const auto& b) { return a.file < b.file; });
  std::sort(out.to_import.begin(), out.to_import.end());
  std::sort(out.foreign.begin(), out.foreign.end(),
            [](const auto& a, const auto& b) { return a.file < b.file; });
  std::sort(out.skipped.begin(), out.skipped.end(),
            [](const auto& a, const auto& b) { return a.file < b.file; });
  return out;
}

} // namespace fengqiao::indexer

// A file that is written piece by piece and takes its name at the end, or never: there is the whole file or
// none.
#pragma once

#include "core/byte_range.hpp"
#include "core/result.hpp"

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace fengqiao {

class NewFile {
public:
  // A file beside `target`, on the same disk; it has no name, or, where the file system knows no such files,
  // a temporary one. `private_file`: readable by its owner only. The error names the folder and the reason
  // (read-only, full, missing), or says that `target` is a device, pipe or folder.
  static Result<NewFile> beside(const std::filesystem::path& target, bool private_file = false);
  NewFile(NewFile&& other) noexcept;
  NewFile& operator=(NewFile&&) = delete;
  ~NewFile(); // gone, unless commit() has come back well

  Result<void> append(std::string_view bytes);
  // Over bytes that were appended before.
  Result<void> overwrite(std::size_t at, std::string_view bytes);

  [[nodiscard]] std::size_t size() const { return size_; }
  // What was appended; stays readable after the NewFile's end.
  [[nodiscard]] ByteRange bytes() const { return bytes(0, size_); }
  [[nodiscard]] ByteRange bytes(std::size_t at, std::size_t length) const { return {file_, at, length}; }

  // Syncs it and renames it over `target`: afterwards there is the old file or the new one, whole. A file
  // that is replaced keeps its permissions.
  Result<void> commit();

private:
  NewFile() = default;
  std::filesystem::path target_;
  std::string temporary_; // its name; empty: it has none
  std::shared_ptr<const Descriptor> file_;
  std::size_t size_ = 0;
  bool private_ = false;
};

} // namespace fengqiao

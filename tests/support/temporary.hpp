// A folder of a test's own, removed at its end.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace fengqiao::test {

class TemporaryFolder {
public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  // Writes a file (folders are made) and returns its path.
  std::filesystem::path write(const std::string& name, std::string_view bytes) const;
  // Number of entries in the folder, hidden ones included, not recursive.
  [[nodiscard]] std::size_t count() const;

private:
  std::filesystem::path path_;
};

// The bytes of a file; the test fails where it cannot be read.
std::string slurp(const std::filesystem::path& path);

} // namespace fengqiao::test

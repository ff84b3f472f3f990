#include "cli/output_guard.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <system_error>

namespace fengqiao::cli {

namespace fs = std::filesystem;

Result<void> keep_inputs(const fs::path& output, const std::vector<fs::path>& inputs) {
  for (const auto& input : inputs) {
    std::error_code ignored;
    if (!input.empty() && fs::equivalent(output, input, ignored))
      return fail(ErrorCode::usage, input.string(), "输出会盖掉输入的文件", "请用 -o 写到别的文件");
  }
  return {};
}

Result<void> check_extension(const fs::path& output, const std::string& extension, const std::string& hint) {
  std::string written = output.extension().string();
  std::transform(written.begin(), written.end(), written.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; });
  if (written == extension) return {};
  return fail(ErrorCode::usage, output.string(), fmt::format("-o 的文件名要以 {} 结尾", extension), hint);
}

bool lies_below(const fs::path& path, const fs::path& folder) {
  std::error_code error;
  const fs::path inner = fs::weakly_canonical(fs::absolute(path), error),
                 outer = fs::weakly_canonical(fs::absolute(folder), error);
  if (error) return false;
  return std::mismatch(outer.begin(), outer.end(), inner.begin(), inner.end()).first == outer.end();
}

} // namespace fengqiao::cli

#include "station/rollup/find_stations.hpp"

#include "core/file.hpp"
#include "station/workspace.hpp"

#include <algorithm>
#include <system_error>

namespace fengqiao::station {
namespace {

namespace fs = std::filesystem;

constexpr int kDeepest = 4;

bool is_workspace(const fs::path& folder) {
  std::error_code ignored;
  return fs::exists(folder / workspace_file, ignored);
}

std::vector<fs::path> folders_in(const fs::path& folder) {
  std::vector<fs::path> out;
  std::error_code error;
  for (fs::directory_iterator it(folder, fs::directory_options::skip_permission_denied, error), end;
       !error && it != end; it.increment(error)) {
    std::error_code ignored;
    if (it->is_directory(ignored) && !it->is_symlink(ignored)) out.push_back(it->path());
  }
  std::sort(out.begin(), out.end());
  return out;
}

void look(const fs::path& folder, int depth, std::vector<fs::path>& out) {
  if (is_workspace(folder)) {
    out.push_back(folder);
    return;
  }
  if (depth == kDeepest) return;
  for (const auto& below : folders_in(folder))
    look(below, depth + 1, out);
}

} // namespace

Result<std::vector<fs::path>> find_stations(const fs::path& path) {
  std::error_code error;
  std::vector<fs::path> out;
  if (fs::is_directory(path, error)) {
    look(path, 0, out);
  } else if (fs::exists(path, error)) {
    if (auto root = find_workspace(path.parent_path().empty() ? "." : path.parent_path()))
      out.push_back(std::move(*root));
  } else {
    return fail(ErrorCode::not_found, path.string(), "没有这个文件夹", "请检查路径");
  }
  if (out.empty())
    return fail(ErrorCode::not_found, path.string(), "里面没有派出所的工作区（没有 派出所.yaml）",
                "写一个所的工作区，或放着各所工作区的文件夹；新建用 fengqiao init");
  return out;
}

} // namespace fengqiao::station

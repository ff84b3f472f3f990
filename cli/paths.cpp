#include "cli/paths.hpp"

#include "cli/build_paths.hpp"

#include <pwd.h>
#include <unistd.h>

#include <cstdlib>
#include <sstream>
#include <system_error>

namespace fengqiao::cli {
namespace {

namespace fs = std::filesystem;

// The folder of the running program, links resolved; empty where /proc is missing.
fs::path program_folder() {
  std::error_code ignored;
  return fs::read_symlink("/proc/self/exe", ignored).parent_path();
}

// What may not be looked into, or is no possible name, is not there.
bool is_there(const fs::path& path) {
  std::error_code ignored;
  return fs::exists(path, ignored);
}

bool is_folder(const fs::path& path) {
  std::error_code ignored;
  return fs::is_directory(path, ignored);
}

// Beside the source tree (build/release/fengqiao → ../../corpus), installed
// (bin/fengqiao → ../share/fengqiao/corpus), the installation prefix known at build time.
std::vector<fs::path> data_places(const char* name) {
  const fs::path program = program_folder();
  return {(program / ".." / ".." / name).lexically_normal(),
          (program / ".." / kInstalledData / name).lexically_normal(),
          (fs::path(kInstallPrefix) / kInstalledData / name).lexically_normal()};
}

// The one that an option names, else the first of data_places that exists.
Result<fs::path> data_folder(const std::string& told, const char* name, const char* option) {
  if (!told.empty()) {
    if (is_folder(told)) return fs::path(told);
    return fail(ErrorCode::general, told, std::string(option) + " 指定的文件夹不存在", "请检查路径");
  }
  for (const fs::path& candidate : data_places(name))
    if (is_folder(candidate) && (name != std::string("corpus") || is_there(candidate / "README.md")))
      return candidate;
  return fail(ErrorCode::general, "", std::string("找不到随附的 ") + name + " 文件夹",
              std::string("请用 ") + option + " 指出它的位置");
}

fs::path environment_path(const char* variable) {
  const char* value = std::getenv(variable);
  return value != nullptr ? fs::path(value) : fs::path();
}

// $HOME, else what the system knows of the user: an index must not appear in whatever folder one happens to
// be in.
fs::path home_folder() {
  if (fs::path home = environment_path("HOME"); !home.empty()) return home;
  const passwd* user = getpwuid(getuid());
  return user != nullptr ? fs::path(user->pw_dir) : fs::path("/var/lib");
}

} // namespace

Result<fs::path> corpus_folder(const CommonOptions& common) {
  return data_folder(common.corpus, "corpus", "--corpus");
}

std::vector<fs::path> corpus_places() {
  return data_places("corpus");
}

Result<fs::path> templates_folder(const CommonOptions& common) {
  return data_folder(common.templates, "templates", "--templates");
}

bool is_font_list(const fs::path& path) {
  return path.extension() == ".yaml" || path.extension() == ".yml";
}

std::vector<fs::path> font_folders(const CommonOptions& common) {
  std::vector<fs::path> folders(common.fonts.begin(), common.fonts.end());
  std::erase_if(folders, is_font_list);
  const fs::path program = program_folder();
  for (const fs::path& candidate :
       {environment_path("FENGQIAO_FONT_DIR"), program / ".." / "fonts",
        program / ".." / kInstalledData / "fonts", fs::path(kInstallPrefix) / kInstalledData / "fonts"})
    if (!candidate.empty() && is_folder(candidate)) folders.push_back(candidate.lexically_normal());
  return folders;
}

std::vector<std::string> index_places(const CommonOptions& common) {
  if (!common.indexes.empty()) return common.indexes;
  std::vector<std::string> told;
  std::istringstream list(environment_path("FENGQIAO_INDEX").string());
  for (std::string place; std::getline(list, place, ';');)
    if (!place.empty()) told.push_back(place);
  if (!told.empty()) return told;
  if (fs::path data = environment_path("XDG_DATA_HOME"); !data.empty()) return {data / "fengqiao" / "index"};
  return {home_folder() / ".local" / "share" / "fengqiao" / "index"};
}

Result<fs::path> index_folder(const CommonOptions& common) {
  const auto places = index_places(common);
  if (places.size() > 1)
    return fail(ErrorCode::usage, "", "这个命令只用一个索引，写了 " + std::to_string(places.size()) + " 个",
                "只写一个 --index；search、show、list、diff 才能用几个");
  if (places.front().find("://") != std::string::npos)
    return fail(ErrorCode::usage, places.front(), "这个命令只用本机的索引",
                "请到那台机器上运行，或换一个 --index");
  return fs::path(places.front());
}

} // namespace fengqiao::cli

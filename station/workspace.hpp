// A station's folder: who the station is, and where its ledger, records and output lie.
//
//   派出所.yaml      the station's data; its presence makes a folder a workspace
//   台账/            台账.sqlite (made by the first import), 栏目对照.yaml (which column of an export is
//   which) 记录/ 输出/      records (YAML, CSV) and printed pages README.md       for the clerk
#pragma once

#include "core/result.hpp"
#include "render/font_choice.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace fengqiao::station {

inline constexpr const char* workspace_file = "派出所.yaml";

struct Workspace {
  std::filesystem::path root;      // absolute
  std::string name;                // 名称: the station's full name
  std::string station_class;       // 类别: 城区 | 农村
  std::string superior;            // 上级; may be empty
  std::string hand_over = "08:30"; // 交班时刻: HH:MM of the day after the one reported on
  std::string number_word; // 编号代字: 示日 in 示日〔2026〕69号; empty: reports are not numbered
  std::vector<std::string> posts;        // 岗位
  bool forbid_self_approval = false;     // 填报人不得自审: `approve` refuses the record's filler
  std::vector<render::FontChoice> fonts; // 字体: its own font files, not opened
  // 路径: absolute; inside the root unless the file says otherwise.
  std::filesystem::path ledger, mapping, records, output;
};

// The nearest folder from `start` upwards that holds 派出所.yaml. ErrorCode::not_found where there is none;
// the hint tells of `fengqiao init` and --workspace.
Result<std::filesystem::path> find_workspace(const std::filesystem::path& start);

// Reads `root`/派出所.yaml. All faults at once with file, line and column: unknown or missing keys, a class
// that is neither 城区 nor 农村, an hour that does not exist. Nothing is written; the folders need not exist.
Result<Workspace, Errors> load_workspace(const std::filesystem::path& root);

// What every verb calls: `told` (--workspace) where given, else found from the current folder; then loaded.
Result<Workspace, Errors> open_workspace(const std::filesystem::path& told);

struct NewWorkspace {
  std::filesystem::path root;
  std::string name = "示例派出所", station_class = "城区", superior = "示例县公安局";
};

// Makes the folder and whatever is missing in it. Never overwrites: a folder that is a workspace already is
// refused, other files that are there stay as they are. Returns the files and folders made, relative to the
// root.
Result<std::vector<std::string>> init_workspace(const NewWorkspace& wanted);

} // namespace fengqiao::station

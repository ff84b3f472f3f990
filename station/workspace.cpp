#include "station/workspace.hpp"

#include "core/data_faults.hpp"
#include "core/data_node.hpp"
#include "core/date.hpp"
#include "core/file.hpp"
#include "core/limits.hpp"
#include "core/yaml.hpp"
#include "station/workspace_files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <system_error>

namespace fengqiao::station {
namespace {

namespace fs = std::filesystem;

bool is_file(const fs::path& path) {
  std::error_code ignored;
  return fs::is_regular_file(path, ignored);
}

// Reads the members of 派出所.yaml into a Workspace and notes what does not fit.
class SettingsReader : DataFaults {
public:
  SettingsReader(fs::path root, std::string file) : DataFaults(std::move(file)) {
    out_.root = std::move(root);
  }

  Result<Workspace, Errors> read(const DataNode& data) {
    if (!data.is_map())
      return fail_all({{ErrorCode::data, place(file_, 1), "应是“栏目: 值”的列表",
                        "可另建一个空文件夹运行 fengqiao init，对照着改"}});
    for (const auto& member : data.members)
      take(member);
    for (const char* key : {"名称", "类别", "交班时刻"})
      if (data.find(key) == nullptr)
        errors_.push_back({ErrorCode::data, place(file_, 1), fmt::format("缺少“{}”", key), "请补上这一行"});
    set_paths(data.find("路径"));
    if (!errors_.empty()) return fail_all(std::move(errors_));
    return std::move(out_);
  }

private:
  std::string text(const DataMember& member, bool required = true) {
    if (!member.value.is_scalar() && !(member.value.is_null() && !required))
      fault(member.value, fmt::format("“{}”应是一行文字", member.key));
    else if (required && member.value.scalar.empty())
      fault(member.value, fmt::format("“{}”是空的", member.key));
    return member.value.scalar;
  }

  void take(const DataMember& member) {
    if (member.key == "名称") {
      out_.name = text(member);
    } else if (member.key == "类别") {
      out_.station_class = text(member);
      if (out_.station_class != "城区" && out_.station_class != "农村")
        fault(member.value, fmt::format("“类别”应为“城区”或“农村”，实际是“{}”", out_.station_class));
    } else if (member.key == "上级") {
      out_.superior = text(member, false);
    } else if (member.key == "编号代字") {
      out_.number_word = text(member, false);
    } else if (member.key == "交班时刻") {
      take_hand_over(member);
    } else if (member.key == "岗位") {
      take_posts(member);
    } else if (member.key == "填报人不得自审") {
      const std::string value = text(member);
      out_.forbid_self_approval = value == "是";
      if (value != "是" && value != "否") fault(member.value, "“填报人不得自审”应填“是”或“否”");
    } else if (member.key == "字体") {
      take_fonts(member);
    } else if (member.key != "路径") {
      fault(member, fmt::format("没有“{}”这一项", member.key),
            "可用：名称、类别、上级、编号代字、交班时刻、岗位、填报人不得自审、字体、路径");
    }
  }

  void take_fonts(const DataMember& member) {
    if (member.value.is_null()) return;
    auto fonts = render::read_font_choices(member.value, file_, out_.root);
    if (fonts)
      out_.fonts = std::move(*fonts);
    else
      errors_.insert(errors_.end(), fonts.error().begin(), fonts.error().end());
  }

  void take_hand_over(const DataMember& member) {
    const auto time = parse_date_time("2000-01-01 " + text(member));
    if (!time) return fault(member.value, "“交班时刻”应写成 08:30 这样的时刻");
    out_.hand_over = fmt::format("{:02}:{:02}", time->hour, time->minute);
  }

  void take_posts(const DataMember& member) {
    if (!member.value.is_list()) return fault(member.value, "“岗位”应是列表，如 [质态监督, 联动协作]");
    for (const auto& post : member.value.items)
      if (post.is_scalar() && !post.scalar.empty())
        out_.posts.push_back(post.scalar);
      else
        fault(post, "“岗位”的每一项应是一个名称");
  }

  void set_paths(const DataNode* paths) {
    struct Row {
      const char* key;
      const char* standard;
      fs::path* target;
    };
    const Row rows[] = {{"台账", "台账/台账.sqlite", &out_.ledger},
                        {"栏目对照", "台账/栏目对照.yaml", &out_.mapping},
                        {"记录", "记录", &out_.records},
                        {"输出", "输出", &out_.output}};
    if (paths != nullptr && !paths->is_map()) return fault(*paths, "“路径”下面应是“台账”“记录”等几行");
    for (const auto& row : rows) {
      const std::string told = paths == nullptr ? std::string() : paths->text(row.key);
      *row.target = (out_.root / (told.empty() ? row.standard : told)).lexically_normal();
    }
    if (paths == nullptr) return;
    for (const auto& member : paths->members)
      if (std::none_of(std::begin(rows), std::end(rows), [&](const Row& r) { return member.key == r.key; }))
        fault(member, fmt::format("“路径”里没有“{}”这一项", member.key), "可用：台账、栏目对照、记录、输出");
  }

  Workspace out_;
};

tl::unexpected<Error> not_made(const fs::path& path, const std::error_code& error) {
  return fail(ErrorCode::general, path.string(), "不能建立文件夹：" + errno_reason(error.value()),
              "请检查上级文件夹的权限和剩余空间");
}

} // namespace

Result<fs::path> find_workspace(const fs::path& start) {
  std::error_code error;
  const fs::path from = fs::absolute(start.empty() ? fs::path(".") : start, error).lexically_normal();
  for (fs::path folder = from;; folder = folder.parent_path()) {
    if (is_file(folder / workspace_file)) return folder;
    if (folder == folder.parent_path()) break;
  }
  return fail(ErrorCode::not_found, from.string(), fmt::format("这里和上级文件夹里都没有 {}", workspace_file),
              "先用 fengqiao init 文件夹 建立本所的工作区，或用 --workspace 指明它在哪里");
}

Result<Workspace, Errors> load_workspace(const fs::path& root) {
  std::error_code error;
  const fs::path absolute = fs::absolute(root, error).lexically_normal();
  const std::string file = (absolute / workspace_file).string();
  const auto text = read_text(file, limits::record_file_bytes);
  if (!text) return fail_all({text.error()});
  const auto data = parse_yaml(text->text, file);
  if (!data) return fail_all(data.error());
  return SettingsReader(absolute, file).read(*data);
}

Result<Workspace, Errors> open_workspace(const fs::path& told) {
  if (!told.empty()) {
    if (is_file(told / workspace_file)) return load_workspace(told);
    return fail_all({{ErrorCode::not_found, told.string(), fmt::format("这个文件夹里没有 {}", workspace_file),
                      "--workspace 要指向 fengqiao init 建立的文件夹"}});
  }
  std::error_code error;
  const auto root = find_workspace(fs::current_path(error));
  if (!root) return fail_all({root.error()});
  return load_workspace(*root);
}

Result<std::vector<std::string>> init_workspace(const NewWorkspace& wanted) {
  const fs::path& root = wanted.root;
  std::error_code error;
  if (fs::exists(root / workspace_file, error))
    return fail(ErrorCode::general, (root / workspace_file).string(), "这里已经是一个工作区，没有改动",
                "要另建一个，请换一个文件夹");
  std::vector<std::string> made;
  for (const char* folder : {"", "台账", "记录", "输出"}) {
    const bool fresh = fs::create_directories(root / folder, error);
    if (error || !fs::is_directory(root / folder, error))
      return not_made(root / folder, error ? error : std::error_code(ENOTDIR, std::generic_category()));
    if (fresh && *folder != '\0') made.push_back(std::string(folder) + "/");
  }
  // 派出所.yaml comes last: a run that was cut short is not yet a workspace and can be repeated.
  for (const auto& file : workspace_files(wanted)) {
    if (fs::exists(root / file.name, error)) continue;
    if (const auto written = write_file_atomically(root / file.name, file.text); !written)
      return fail(written.error());
    made.push_back(file.name);
  }
  return made;
}

} // namespace fengqiao::station

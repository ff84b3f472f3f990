#include "cli/render_plan.hpp"

#include "cli/day_argument.hpp"
#include "render/record.hpp"
#include "station/daily/approval.hpp"
#include "station/daily/day_records.hpp"
#include "station/rollup/find_stations.hpp"

#include <fmt/format.h>

#include <sys/stat.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <system_error>
#include <utility>

namespace fengqiao::cli {
namespace {

namespace fs = std::filesystem;

struct Input {
  fs::path file;
  fs::path below; // where its page goes below the output folder, still with the input's extension
  Errors faults;
};

bool is_folder(const std::string& path) {
  std::error_code ignored;
  return fs::is_directory(path, ignored);
}

// A record that a person filled in: not what the program keeps beside one (质态监督.审定.yaml,
// 权责清单.依据.yaml) or has put there to be looked at (质态监督.更新.yaml).
bool is_own_record(const fs::path& file) {
  const std::string kept = file.stem().extension().string();
  return render::is_record_file(file) && !station::is_approval_file(file) && kept != ".依据" &&
         kept != ".更新";
}

Result<std::vector<Input>> records_in(const fs::path& folder) {
  std::vector<Input> out;
  std::error_code error;
  for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
    std::error_code ignored;
    if (it->is_regular_file(ignored) && is_own_record(it->path()))
      out.push_back({it->path(), it->path().filename(), {}});
  }
  if (out.empty())
    return fail(ErrorCode::not_found, folder.string(), "文件夹里没有记录（.yaml、.csv）",
                "要印各所某一天的日报，加上 --date 日期");
  std::sort(out.begin(), out.end(), [](const Input& a, const Input& b) { return a.file < b.file; });
  return out;
}

// A workspace below the folder that was named keeps its path from there; one that was named itself, its own
// name.
fs::path station_place(const fs::path& workspace, const fs::path& named) {
  fs::path below = workspace.lexically_relative(named);
  if (below != "." && !below.empty() && *below.begin() != "..") return below;
  std::error_code ignored;
  return fs::weakly_canonical(workspace, ignored).filename();
}

void add_station(const fs::path& root, const fs::path& place, const Date& day,
                 const std::vector<std::string>& reports, std::vector<Input>& out) {
  const auto workspace = station::load_workspace(root);
  if (!workspace) {
    out.push_back({root, place, workspace.error()});
    return;
  }
  const fs::path folder = station::day_folder(*workspace, day);
  for (const auto& report : reports) {
    const fs::path record = station::day_record(folder, report);
    Input input{record.empty() ? folder / (report + ".yaml") : record, place / (report + ".yaml"), {}};
    if (record.empty())
      input.faults.push_back({ErrorCode::data, input.file.string(),
                              fmt::format("漏报：{}没有{}的{}日报", workspace->name, to_chinese(day), report),
                              "没有情况也要零报告"});
    out.push_back(std::move(input));
  }
}

Result<std::vector<Input>> inputs_of(const RenderOptions& options, const std::vector<std::string>& reports) {
  std::optional<Date> day;
  if (!options.date.empty()) {
    const auto told = day_argument(options.date);
    if (!told) return fail(told.error());
    day = *told;
  }
  std::vector<Input> out;
  for (const auto& file : options.files) {
    if (!day && !is_folder(file)) {
      out.push_back({file, fs::path(file).filename(), {}});
      continue;
    }
    if (!day) {
      auto records = records_in(file);
      if (!records) return fail(records.error());
      std::move(records->begin(), records->end(), std::back_inserter(out));
      continue;
    }
    const auto stations = station::find_stations(file);
    if (!stations) return fail(stations.error());
    for (const auto& root : *stations)
      add_station(root, station_place(root, file), *day, reports, out);
  }
  return out;
}

Result<fs::path> output_folder(const RenderOptions& options, bool folders) {
  if (options.output == kStandardOutput)
    return fail(ErrorCode::usage, "", "几个文件不能都写到标准输出", "-o 请写一个文件夹，例如 -o 打印/");
  const bool named = options.output.ends_with('/') || is_folder(options.output);
  if ((folders || options.files.size() > 1) && !named && fs::path(options.output).has_extension())
    return fail(ErrorCode::usage, "", fmt::format("几个文件不能写成一个：{}", options.output),
                "-o 请写一个文件夹，例如 -o 打印/");
  if (!options.date.empty() && options.output.empty())
    return fail(ErrorCode::usage, "", "没有写印到哪里", "-o 请写一个文件夹，例如 -o 打印/");
  return fs::path(options.output);
}

Error written_twice(const fs::path& first, const RenderJob& job) {
  return {ErrorCode::usage, "",
          fmt::format("{} 和 {} 都会写成 {}", first.string(), job.input.string(), job.output.string()),
          "请分两次生成，用 -o 写到不同的文件"};
}

std::optional<std::pair<dev_t, ino_t>> identity(const fs::path& file) {
  struct stat info {};
  if (::stat(file.c_str(), &info) != 0) return std::nullopt;
  return std::pair(info.st_dev, info.st_ino);
}

// As cli/output_guard.hpp, for thousands of files at once.
Result<void> spare_inputs(const std::vector<RenderJob>& jobs) {
  std::set<std::pair<dev_t, ino_t>> inputs;
  for (const auto& job : jobs)
    if (const auto file = identity(job.input)) inputs.insert(*file);
  for (const auto& job : jobs)
    if (const auto file = identity(job.output); file && inputs.contains(*file))
      return fail(ErrorCode::usage, job.output.string(), "输出会盖掉输入的文件", "请用 -o 写到别的文件");
  return {};
}

} // namespace

Result<RenderPlan> plan_render(const RenderOptions& options, const std::vector<std::string>& reports) {
  RenderPlan plan;
  plan.by_folder =
      !options.date.empty() || std::any_of(options.files.begin(), options.files.end(), is_folder);
  const auto inputs = inputs_of(options, reports);
  if (!inputs) return fail(inputs.error());
  const bool single = !plan.by_folder && options.files.size() == 1 && !options.output.empty() &&
                      !options.output.ends_with('/') && !is_folder(options.output);
  fs::path folder;
  if (!single) {
    auto made = output_folder(options, plan.by_folder);
    if (!made) return fail(std::move(made.error()));
    folder = std::move(*made);
  }
  std::map<fs::path, fs::path> owners;
  for (const auto& input : *inputs) {
    RenderJob job{input.file, single ? fs::path(options.output) : folder / input.below, {}, input.faults};
    if (!single) job.folder = job.output.parent_path();
    if (!single) job.output.replace_extension("." + options.to);
    const auto [owner, fresh] = owners.emplace(job.output.lexically_normal(), job.input);
    if (!fresh) return fail(written_twice(owner->second, job));
    plan.jobs.push_back(std::move(job));
  }
  if (const auto kept = spare_inputs(plan.jobs); !kept) return fail(kept.error());
  return plan;
}

} // namespace fengqiao::cli

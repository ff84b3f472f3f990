// fengqiao grade: scores, levels and gaps of one station, or of all of a county.
#include "cli/commands.hpp"
#include "cli/console.hpp"
#include "cli/desk.hpp"
#include "cli/grade_output.hpp"
#include "cli/output_guard.hpp"
#include "core/file.hpp"
#include "station/grading/inputs.hpp"
#include "station/grading/report.hpp"
#include "station/grading/results_file.hpp"
#include "station/printing.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <optional>
#include <set>
#include <system_error>

namespace fengqiao::cli {
namespace {

namespace fs = std::filesystem;
namespace grading = station::grading;

Result<std::vector<grading::Standard>, Errors> standards(const GradeOptions& options, const Desk& desk) {
  if (!options.standard.empty())
    return grading::load_standard(options.standard).map([](grading::Standard standard) {
      std::vector<grading::Standard> one;
      one.push_back(std::move(standard));
      return one;
    });
  Errors faults;
  auto found = grading::load_standards(desk.templates() / grading::standards_folder, faults);
  if (!faults.empty()) return fail_all(std::move(faults));
  if (found.empty())
    return fail_all({{ErrorCode::not_found, desk.templates().string(), "模板文件夹里没有评分标准",
                      "请用 --standard 指出标准文件"}});
  return found;
}

bool is_folder(const std::string& output) {
  std::error_code ignored;
  return output.ends_with('/') || fs::is_directory(output, ignored);
}

Result<void> check_output(const GradeOptions& options) {
  if (options.output.empty() || is_folder(options.output)) return {};
  if (auto usable =
          check_extension(options.output, ".pdf", "要放进文件夹，写 -o 文件夹/；要表格，用 --format csv");
      !usable)
    return usable;
  std::vector<fs::path> inputs(options.files.begin(), options.files.end());
  inputs.emplace_back(options.standard);
  inputs.emplace_back(options.last);
  return keep_inputs(options.output, inputs);
}

// Everything a run works with.
struct Run {
  const GradeOptions& options;
  const Desk& desk;
  grading::County county;
  grading::Quota quota;
  FormerResults former;
  Errors problems;

  [[nodiscard]] const FormerResult* former_of(const StationResult& result) const {
    const auto found = former.find(result.data.station);
    return found == former.end() ? nullptr : &found->second;
  }
};

Errors suppose_all(const GradeOptions& options, const grading::Standard& standard,
                   std::vector<grading::StationData>& stations) {
  if (options.suppositions.empty()) return {};
  if (stations.size() != 1)
    return {{ErrorCode::usage, "", "--what-if 一次只能用于一个所", "请只写一个所的数据文件"}};
  Errors errors;
  for (const auto& what : options.suppositions)
    if (auto done = grading::suppose(standard, what, stations.front()); !done) errors.push_back(done.error());
  return errors;
}

// Problems and warnings of the data, on standard error.
void tell(Run& run) {
  for (const auto& result : run.county.results) {
    run.problems.insert(run.problems.end(), result.data.problems.begin(), result.data.problems.end());
    for (const auto& warning : result.data.warnings)
      warn(to_text(warning));
  }
}

void print_json(const Run& run) {
  Json stations = Json::array();
  for (const auto& station : run.county.ranking) {
    const StationResult& result = run.county.results[station.index];
    Json entry = station_json(result, run.former_of(result));
    entry["place"] = station.place;
    entry["class_place"] = station.class_place;
    stations.push_back(std::move(entry));
  }
  const auto& standard = *run.county.results.front().standard;
  print(pretty({{"version", 1},
                {"standard", standard.title},
                {"notice", standard.notice},
                {"stations", stations},
                {"quota", quota_json(run.county)}}));
}

void print_results(const Run& run, const StationResult* before) {
  if (run.options.format == "json") return print_json(run);
  if (run.options.format == "csv") return print(grading::results_csv(run.county));
  if (run.county.results.size() > 1) return print(county_text(run.county, run.quota, run.former));
  const StationResult& result = run.county.results.front();
  print(station_text(before != nullptr ? *before : result, run.former_of(result)));
  if (before != nullptr) print(supposed_text(*before, result));
}

int print_pdf(const Run& run, const render::Record& record, const fs::path& output, render::FontSet& fonts) {
  station::Prepared prepared = station::prepare_record(record, run.desk.context());
  prepared.problems.insert(prepared.problems.begin(), run.problems.begin(), run.problems.end());
  const auto pdf = station::print_pdf(prepared, {run.desk.styles(), "", run.options.draft}, fonts);
  if (!pdf) {
    const int code = report(pdf.error());
    note("没有打印；急用时可加 --draft 打印草稿");
    return code;
  }
  if (const auto written = write_file_atomically(output, pdf->bytes); !written)
    return report(written.error());
  note(fmt::format("已生成 {}（{} 页）", output.string(), pdf->pages));
  return 0;
}

// A station's name as a file name.
std::string file_name(const std::string& station) {
  std::string name = station;
  for (char& c : name)
    if (c == '/' || c == '\\' || static_cast<unsigned char>(c) < 0x20) c = '_';
  return name.starts_with('.') ? "_" + name : name;
}

int print_all(const Run& run, const CommonOptions& common) {
  auto fonts = open_fonts(common);
  if (!fonts) return report(fonts.error());
  const bool folder = is_folder(run.options.output);
  const auto station_report = [&](const StationResult& result) {
    return grading::station_record(result, run.former_of(result), run.options.suppositions);
  };
  if (!folder) {
    const bool one = run.county.results.size() == 1;
    return print_pdf(run,
                     one ? station_report(run.county.results.front())
                         : grading::county_record(run.county, run.quota, run.former),
                     run.options.output, *fonts);
  }
  std::error_code error;
  fs::create_directories(run.options.output, error);
  std::set<std::string> taken;
  int code = 0;
  for (const auto& result : run.county.results) {
    std::string name = file_name(result.data.station);
    for (int again = 2; !taken.insert(name).second; ++again)
      name = fmt::format("{}（{}）", file_name(result.data.station), again);
    const int failed =
        print_pdf(run, station_report(result), fs::path(run.options.output) / (name + ".pdf"), *fonts);
    if (code == 0) code = failed;
  }
  if (run.county.results.size() < 2) return code;
  const int failed = print_pdf(run, grading::county_record(run.county, run.quota, run.former),
                               fs::path(run.options.output) / "全县汇总.pdf", *fonts);
  return code == 0 ? failed : code;
}

Errors check_citations(const grading::Standard& standard, const Desk& desk) {
  if (desk.resolver() != nullptr) return grading::check_basis(standard, *desk.resolver());
  warn("还没有政策索引，评分标准的依据没有核对；请先运行 fengqiao index");
  return {};
}

int grade_inputs(Run& run, grading::Inputs inputs, const CommonOptions& common) {
  const grading::Standard& standard = *inputs.standard;
  if (const Errors unresolved = check_citations(standard, run.desk); !unresolved.empty())
    return report(unresolved);
  auto quota = grading::change_quota(standard.quota, run.options.quota);
  if (!quota) return report(quota.error());
  run.quota = std::move(*quota);
  std::optional<StationResult> before;
  if (!run.options.suppositions.empty() && inputs.stations.size() == 1)
    before = grading::grade(standard, inputs.stations.front());
  if (const Errors wrong = suppose_all(run.options, standard, inputs.stations); !wrong.empty())
    return report(wrong);
  std::vector<StationResult> results;
  results.reserve(inputs.stations.size());
  for (auto& station : inputs.stations)
    results.push_back(grading::grade(standard, std::move(station)));
  run.county = grading::rank_county(std::move(results), run.quota);
  run.problems = std::move(inputs.problems);
  tell(run);
  print_results(run, before ? &*before : nullptr);
  if (!run.options.output.empty())
    if (const int code = print_all(run, common); code != 0) return code;
  if (!run.problems.empty() && (run.options.output.empty() || run.options.draft)) return report(run.problems);
  return 0;
}

} // namespace

int run(const CommonOptions& common, const GradeOptions& options) {
  if (const auto usable = check_output(options); !usable) return report(usable.error());
  const auto desk = Desk::open(common);
  if (!desk) return report(desk.error());
  const auto found = standards(options, *desk);
  if (!found) return report(found.error());
  grading::Inputs inputs = grading::read_inputs({options.files.begin(), options.files.end()}, *found);
  for (const auto& remark : inputs.remarks)
    warn(to_text(remark));
  if (inputs.stations.empty()) return report(inputs.problems);
  Run state{options, *desk, {}, {}, {}, {}};
  if (!options.last.empty()) {
    auto former = grading::read_results(options.last);
    if (!former) return report(former.error());
    state.former = std::move(*former);
  }
  return grade_inputs(state, std::move(inputs), common);
}

} // namespace fengqiao::cli

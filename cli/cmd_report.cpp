// fengqiao report: a week's, a month's or any days' daily reports rolled up, of one station or of many.
#include "cli/commands.hpp"
#include "cli/console.hpp"
#include "cli/day_argument.hpp"
#include "cli/desk.hpp"
#include "cli/output_guard.hpp"
#include "cli/report_output.hpp"
#include "core/file.hpp"
#include "core/text.hpp"
#include "station/printing.hpp"
#include "station/rollup/find_stations.hpp"
#include "station/rollup/report.hpp"
#include "station/workspace.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <thread>

namespace fengqiao::cli {
namespace {

namespace fs = std::filesystem;
using station::Span;

Result<Date> day_of(const std::string& typed, const char* option) {
  auto day = day_argument(typed);
  if (!day) day.error().where = option;
  return day;
}

Result<Span> days_between(const ReportOptions& options) {
  if (options.week || options.month || !options.date.empty())
    return fail(ErrorCode::usage, "", "--from、--to 不能与 --week、--month、--date 同时用", "请只写一种");
  const auto from = day_of(options.from, "--from"), to = day_of(options.to, "--to");
  if (!from) return fail(from.error());
  if (!to) return fail(to.error());
  if (*to < *from)
    return fail(ErrorCode::usage, "", "起止日期颠倒了：" + options.from + " 至 " + options.to,
                "--from 写早的，--to 写晚的");
  const Span span{station::SpanKind::days, *from, *to};
  if (station::days_of(span).size() > station::most_span_days)
    return fail(ErrorCode::limit, "", fmt::format("一次最多汇总 {} 天", station::most_span_days),
                "请分几次汇总");
  return span;
}

Result<Span> span_of(const ReportOptions& options) {
  if (!options.from.empty() || !options.to.empty()) return days_between(options);
  if (options.week == options.month)
    return fail(ErrorCode::usage, "", "没有写汇总哪一段时间，或写了两种",
                "用 --week（一周）、--month（一月），或 --from、--to；--date 指是哪一周、哪一月");
  const auto day = day_of(options.date, "--date");
  if (!day) return fail(day.error());
  return options.week ? station::week_of(*day) : station::month_of(*day);
}

// The workspaces that are meant, each once; folders without one are told of in `problems`.
std::vector<fs::path> stations_of(const CommonOptions& common, const ReportOptions& options,
                                  Errors& problems) {
  std::vector<fs::path> out;
  if (options.folders.empty()) {
    if (const auto workspace = station::open_workspace(common.workspace))
      out.push_back(workspace->root);
    else
      problems = workspace.error();
    return out;
  }
  std::set<fs::path> known;
  for (const auto& folder : options.folders) {
    const auto found = station::find_stations(folder);
    if (!found) {
      problems.push_back(found.error());
      continue;
    }
    for (const auto& one : *found) {
      std::error_code ignored;
      if (known.insert(fs::weakly_canonical(one, ignored)).second) out.push_back(one);
    }
  }
  return out;
}

int print_pdf(const station::CountyRollup& rollup, const station::RollupTools& tools, const Desk& desk,
              const CommonOptions& common, const std::string& output) {
  auto fonts = open_fonts(common);
  if (!fonts) return report(fonts.error());
  const bool one = rollup.stations.size() == 1 && rollup.left_out.empty();
  const auto prepared = station::prepare_record(
      one ? station::station_record(rollup, tools) : station::county_record(rollup, tools), desk.context());
  const auto pdf = station::print_pdf(prepared, {desk.styles(), "", false}, *fonts);
  if (!pdf) return report(pdf.error());
  if (const auto written = write_file_atomically(output, pdf->bytes); !written)
    return report(written.error());
  note(fmt::format("已生成 {}（{} 页）", output, pdf->pages));
  return 0;
}

void print_results(const station::CountyRollup& rollup, const station::RollupTools& tools,
                   const std::string& format) {
  if (format == "json") return print(pretty(rollup_json(rollup, tools)));
  if (format == "csv") return print(station::rollup_csv(rollup, tools));
  print(rollup_text(rollup, tools));
}

// Those left out, behind what was found about the others.
int tell_left_out(const station::CountyRollup& rollup, Errors problems) {
  for (const auto& left : rollup.left_out)
    problems.push_back({ErrorCode::data, left.folder, "没有列入：" + left.reason, ""});
  return report(problems);
}

} // namespace

int run(const CommonOptions& common, const ReportOptions& options) {
  const auto span = span_of(options);
  if (!span) return report(span.error());
  if (!options.output.empty())
    if (const auto pdf =
            check_extension(options.output, ".pdf", "表格用 --format csv，给程序用 --format json");
        !pdf)
      return report(pdf.error());
  Errors problems;
  const auto folders = stations_of(common, options, problems);
  if (folders.empty()) return report(problems);
  const auto desk = Desk::open(common);
  if (!desk) return report(desk.error());
  const auto forms = station::load_daily_forms(*desk->context().templates);
  if (!forms) return report(forms.error());
  const auto plan = station::load_rollup_plan(*forms);
  if (!plan) return report(plan.error());

  const station::RollupTools tools{&*forms, &*plan, local_minute()};
  const std::size_t threads = options.jobs > 0 ? static_cast<std::size_t>(options.jobs)
                                               : std::max(1U, std::thread::hardware_concurrency());
  station::CountyRollup rollup;
  {
    Progress progress("汇总", common.progress);
    rollup = station::roll_up_all(tools, folders, *span, threads,
                                  [&](std::size_t done, std::size_t total) { progress.step(done, total); });
  }
  if (rollup.stations.empty()) return tell_left_out(rollup, std::move(problems));
  print_results(rollup, tools, options.format);
  if (!options.output.empty())
    if (const int code = print_pdf(rollup, tools, *desk, common, options.output); code != 0) return code;
  return tell_left_out(rollup, std::move(problems));
}

} // namespace fengqiao::cli

// fengqiao check: everything that would stop a print, all of it at once; of templates (folders) too.
#include "cli/commands.hpp"
#include "cli/console.hpp"
#include "cli/day_desk.hpp"
#include "cli/desk.hpp"
#include "cli/json.hpp"
#include "core/file.hpp"
#include "core/masking.hpp"
#include "core/text.hpp"
#include "station/daily/approval_verify.hpp"
#include "station/figures.hpp"
#include "station/grading/standard.hpp"
#include "station/pack/pack.hpp"
#include "station/paperwork.hpp"
#include "station/printing.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <map>
#include <optional>
#include <system_error>

namespace fengqiao::cli {
namespace {

namespace fs = std::filesystem;

struct Verdict {
  std::string file;
  Errors problems, warnings;
  std::vector<station::ClauseReview> reviews; // of `clauses`
  std::vector<station::CitedClause> clauses;
  std::size_t accepted = 0; // clauses that have just been confirmed
  std::string state;        // of a daily report in a workspace: 全零报告, 不完整, 漏报 …
  bool late = false;
  std::string approval; // of a record that needs 审定: 已审定, 未审定 …
};

Verdict verdict_on(const fs::path& path) {
  Verdict verdict;
  verdict.file = path.string();
  return verdict;
}

// The workspaces that records of daily reports lie in, opened once each.
class Workspaces {
public:
  Workspaces(const Desk& desk, std::string told) : desk_(desk), told_(std::move(told)) {}

  // Of the folder; nullptr where it lies in no workspace, or in one that cannot be used (`faults`).
  const DayDesk* of(const fs::path& folder, Errors& faults) {
    fs::path root = told_;
    if (root.empty()) {
      const auto found = station::find_workspace(folder);
      if (!found) return nullptr;
      root = *found;
    }
    auto at = opened_.find(root);
    if (at == opened_.end()) at = opened_.emplace(root, DayDesk::open(root, desk_)).first;
    if (at->second) {
      if (const auto& none = at->second->no_ledger; none && none->code != ErrorCode::not_found)
        faults.push_back(*none);
      return &*at->second;
    }
    append(faults, at->second.error());
    return nullptr;
  }

private:
  static void append(Errors& to, const Errors& more) { to.insert(to.end(), more.begin(), more.end()); }
  const Desk& desk_;
  std::string told_;
  std::map<fs::path, Result<DayDesk, Errors>> opened_;
};

// What the checks share.
struct CheckTools {
  const Desk* desk;
  Result<render::FontSet, Errors>* fonts;
  Workspaces* workspaces;
  bool accepting = false; // --accept
};

void append(Errors& to, const Errors& more) {
  to.insert(to.end(), more.begin(), more.end());
}

// A clause that changed is a problem here, though it stops no print: somebody has to read it and say that the
// item still holds. Clauses that nobody has confirmed yet are only counted.
void judge_reviews(Verdict& verdict) {
  std::size_t fresh = 0;
  for (const auto& review : verdict.reviews)
    if (review.kind == station::ClauseReview::Kind::fresh)
      ++fresh;
    else
      verdict.problems.push_back(station::describe(review, verdict.clauses[review.cited], verdict.file));
  if (fresh > 0)
    verdict.warnings.push_back({ErrorCode::data, verdict.file, fmt::format("有 {} 条依据还没有确认过", fresh),
                                fmt::format("核对条款后用 fengqiao check {} --accept 确认", verdict.file)});
}

// Confirms what the clauses say now. Nothing is confirmed while a citation does not resolve.
void accept(Verdict& verdict) {
  for (const auto& problem : verdict.problems)
    if (problem.code == ErrorCode::citation) return;
  if (verdict.clauses.empty()) return;
  const fs::path file = station::confirmed_file(verdict.file);
  const auto written = write_file_atomically(file, station::write_confirmed(verdict.file, verdict.clauses));
  if (!written) {
    verdict.problems.push_back(written.error());
    return;
  }
  verdict.accepted = verdict.clauses.size();
  verdict.reviews.clear();
}

// What only shows on a page is added to the record's own problems and warnings.
void check_pages(const station::Prepared& prepared, const CheckTools& tools, Verdict& verdict) {
  Errors& problems = verdict.problems;
  if (!*tools.fonts) {
    problems.insert(problems.end(), tools.fonts->error().begin(), tools.fonts->error().end());
    return;
  }
  const auto layout =
      station::lay_out(prepared, {tools.desk->styles(), "", false}, **tools.fonts, &verdict.warnings);
  const Errors found = layout ? station::write_faults(prepared, *layout, **tools.fonts) : layout.error();
  for (const auto& problem : found)
    if (std::find(problems.begin(), problems.end(), problem) == problems.end()) problems.push_back(problem);
}

// Personal data in it; whether it is approved, and its PDF still the approved one.
void take_state(Verdict& verdict, const station::Prepared& prepared) {
  append(verdict.warnings, prepared.personal.found);
  if (!prepared.needs_approval) return;
  verdict.approval = station::approval_name(prepared.approval.state);
  if (const auto& paper = prepared.approval.paper)
    (prepared.approval.paper_gone ? verdict.warnings : verdict.problems).push_back(*paper);
}

// What a person has confirmed or has to read again, of a record's clauses.
void take_reviews(Verdict& verdict, const station::Prepared& prepared) {
  verdict.reviews = prepared.reviews;
  verdict.clauses = prepared.citations.clauses;
}

Verdict verdict_of(const station::ReportCheck& report, const CheckTools& tools) {
  Verdict verdict = verdict_on(report.file);
  verdict.problems = report.problems;
  verdict.warnings = report.warnings;
  verdict.state = station::state_name(report.state);
  verdict.late = report.late;
  take_reviews(verdict, report.prepared);
  take_state(verdict, report.prepared);
  if (!report.prepared.file.empty()) check_pages(report.prepared, tools, verdict);
  return verdict;
}

// As for a print, pages and all, but nothing is written. A daily report in a workspace is compared with the
// ledger and with the other reports of its day.
Verdict inspect(const fs::path& file, const CheckTools& tools) {
  Verdict verdict = verdict_on(file);
  const auto prepared = station::prepare(file, tools.desk->context());
  if (!prepared) {
    verdict.problems = prepared.error();
    return verdict;
  }
  Errors faults;
  const bool record = !prepared->values.is_null();
  const DayDesk* day =
      record && prepared->is_daily ? tools.workspaces->of(file.parent_path(), faults) : nullptr;
  const station::DailyForm* form = day == nullptr ? nullptr : day->form_of(prepared->template_id);
  if (form != nullptr) {
    verdict = verdict_of(station::check_report(day->tools(*tools.desk), *form, file), tools);
  } else {
    verdict.problems = prepared->problems;
    verdict.warnings = prepared->warnings;
    take_reviews(verdict, *prepared);
    take_state(verdict, *prepared);
    check_pages(*prepared, tools, verdict);
  }
  append(verdict.problems, faults);
  return verdict;
}

Verdict check_file(const fs::path& file, const CheckTools& tools) {
  Verdict verdict = inspect(file, tools);
  if (tools.accepting) accept(verdict);
  judge_reviews(verdict);
  return verdict;
}

// A scoring standard: everything that loading it finds, and its citations.
std::optional<Verdict> check_standard(const fs::path& file, const Desk& desk) {
  namespace grading = station::grading;
  if (file.extension() != ".yaml" || !grading::looks_like_standard(file)) return std::nullopt;
  Verdict verdict = verdict_on(file);
  const auto standard = grading::load_standard(file);
  if (!standard)
    verdict.problems = standard.error();
  else if (desk.resolver() != nullptr)
    verdict.problems = grading::check_basis(*standard, *desk.resolver());
  return verdict;
}

// The folder of one day in a workspace (记录/2026-03-09): its reports, 漏报 and the checks between them.
// Nothing: the folder is none.
std::optional<std::vector<Verdict>> check_day_folder(const fs::path& folder, const CheckTools& tools) {
  std::error_code ignored;
  const fs::path absolute = fs::absolute(folder / "", ignored).lexically_normal().parent_path();
  const auto day = parse_date(absolute.filename().string());
  if (!day || day->day == 0) return std::nullopt;
  Errors faults;
  const DayDesk* day_desk = tools.workspaces->of(absolute, faults);
  if (day_desk == nullptr && faults.empty()) return std::nullopt;
  Verdict between = verdict_on(folder);
  between.problems = faults;
  std::vector<Verdict> verdicts;
  if (day_desk != nullptr && station::day_folder(day_desk->workspace, *day) == absolute) {
    const auto checked = station::check_day(day_desk->tools(*tools.desk), *day);
    for (const auto& report : checked.reports) {
      verdicts.push_back(verdict_of(report, tools));
      if (report.file.empty()) verdicts.back().file = (folder / (report.name + ".yaml")).string();
    }
    append(between.problems, checked.problems);
    append(between.warnings, checked.warnings);
  } else if (day_desk != nullptr) {
    return std::nullopt;
  }
  if (!between.problems.empty() || !between.warnings.empty()) verdicts.push_back(std::move(between));
  return verdicts;
}

// A template's folder: schema, tags and figures, then its sample record.
Verdict check_template(const fs::path& folder, const CheckTools& tools) {
  Verdict verdict = verdict_on(folder);
  const auto form = render::load_template(folder, folder.filename().string());
  if (!form) {
    verdict.problems = form.error();
    return verdict;
  }
  if (const auto figures = station::load_figures(form->figures_file(), form->schema); !figures)
    append(verdict.problems, figures.error());
  if (const auto sources = station::load_ledger_sources(form->folder, form->schema); !sources)
    append(verdict.problems, sources.error());
  std::error_code ignored;
  if (fs::exists(form->sample_file(), ignored)) {
    const Verdict sample = inspect(form->sample_file(), tools); // whose clauses nobody confirms
    append(verdict.problems, sample.problems);
    append(verdict.warnings, sample.warnings);
  } else {
    verdict.warnings.push_back(
        {ErrorCode::data, form->sample_file().string(), "模板没有样例", "请补一份填好的 sample.yaml"});
  }
  return verdict;
}

// A pack's folder: as for `pack`, evidence and all.
Verdict check_pack(const fs::path& folder, const CheckTools& tools) {
  Verdict verdict = verdict_on(folder);
  if (!*tools.fonts) {
    verdict.problems = tools.fonts->error();
    return verdict;
  }
  station::pack::PackOptions options;
  options.folder = folder;
  options.context = tools.desk->context();
  options.styles = tools.desk->styles();
  auto found = station::pack::check_pack(options, **tools.fonts);
  verdict.problems = std::move(found.problems);
  verdict.warnings = std::move(found.warnings);
  return verdict;
}

// A folder is a template, a pack, a day's records, or holds templates somewhere below.
std::vector<Verdict> check_path(const fs::path& path, const CheckTools& tools) {
  std::error_code ignored;
  if (!fs::exists(path, ignored)) // a day of which nothing was ever written: 漏报
    if (auto day = check_day_folder(path, tools)) return std::move(*day);
  if (!fs::is_directory(path, ignored)) {
    auto standard = check_standard(path, *tools.desk);
    return {standard ? std::move(*standard) : check_file(path, tools)};
  }
  if (fs::exists(path / "template.md", ignored)) return {check_template(path, tools)};
  if (station::pack::is_pack_folder(path)) return {check_pack(path, tools)};
  if (auto day = check_day_folder(path, tools)) return std::move(*day);
  std::vector<Verdict> verdicts;
  const render::TemplateLibrary library(path);
  for (const auto& entry : library.entries())
    verdicts.push_back(check_template(entry.folder, tools));
  if (verdicts.empty()) {
    verdicts.push_back(verdict_on(path));
    verdicts.back().problems = {{ErrorCode::data, path.string(), "文件夹里没有模板，也不是一天的记录",
                                 "请写出要检查的文件，或工作区里的 记录/2026-03-09 这样的文件夹"}};
  }
  return verdicts;
}

// 记录/2026-03-09/* names the approvals and their PDFs, too; they are looked at with their records.
bool goes_with_record(const fs::path& file) {
  const bool approval = station::is_approval_file(file);
  if (!approval && file.extension() != ".pdf") return false;
  const fs::path record = station::approved_record_of(file);
  if (record.empty()) return false;
  note(fmt::format("{} 随 {} 一起检查，跳过", file.string(), record.filename().string()));
  return true;
}

Json to_json(const Errors& errors) {
  Json list = Json::array();
  for (const auto& error : errors)
    list.push_back({{"code", static_cast<int>(error.code)},
                    {"where", error.where},
                    {"message", mask_personal_data(error.message).text},
                    {"hint", mask_personal_data(error.hint).text}});
  return list;
}

Json reviews_json(const Verdict& verdict) {
  constexpr std::array<const char*, 3> kinds{"changed", "status", "new"};
  Json list = Json::array();
  for (const auto& review : verdict.reviews) {
    const auto& cited = verdict.clauses[review.cited];
    Json items = Json::array();
    for (const auto& place : cited.places)
      items.push_back({{"where", place.where}, {"item", place.item}});
    list.push_back({{"kind", kinds[static_cast<std::size_t>(review.kind)]},
                    {"citation", cited.clause.key},
                    {"label", cited.clause.label},
                    {"items", items},
                    {"old_text", review.old_text},
                    {"text", cited.clause.text},
                    {"old_status", review.old_status},
                    {"status", cited.clause.status},
                    {"moved_to", review.moved_to}});
  }
  return list;
}

Json to_json(const Verdict& verdict) {
  Json out{{"file", verdict.file},
           {"ok", verdict.problems.empty()},
           {"problems", to_json(verdict.problems)},
           {"warnings", to_json(verdict.warnings)},
           {"reviews", reviews_json(verdict)},
           {"accepted", verdict.accepted}};
  if (!verdict.state.empty()) {
    out["state"] = verdict.state;
    out["late"] = verdict.late;
  }
  if (!verdict.approval.empty()) out["approval"] = verdict.approval;
  return out;
}

void print_text(const Verdict& verdict) {
  for (const auto& problem : verdict.problems)
    print("错误：" + to_text(problem) + "\n");
  for (const auto& warning : verdict.warnings)
    print("警告：" + to_text(warning) + "\n");
  if (verdict.accepted > 0)
    print(printable(fmt::format("已确认 {} 条依据，记入 {}\n", verdict.accepted,
                                station::confirmed_file(verdict.file).string())));
  const std::string result =
      verdict.problems.empty() ? "可以打印" : fmt::format("有 {} 处问题", verdict.problems.size());
  std::string state = verdict.state.empty() ? "" : verdict.state + (verdict.late ? "（迟报）" : "") + "，";
  if (!verdict.approval.empty() && verdict.state != "漏报") state += verdict.approval + "，";
  print(printable(fmt::format("{}：{}{}\n", verdict.file, state, result)));
}

void print_verdicts(const std::vector<Verdict>& verdicts, Format format) {
  Json list = Json::array();
  for (const auto& verdict : verdicts) {
    if (format == Format::text)
      print_text(verdict);
    else if (format == Format::jsonl)
      print(one_line(to_json(verdict)));
    else
      list.push_back(to_json(verdict));
  }
  if (format == Format::json) print(pretty({{"version", 1}, {"files", list}}));
}

} // namespace

int run(const CommonOptions& common, const CheckOptions& options) {
  const auto desk = Desk::open(common);
  if (!desk) return report(desk.error());
  auto fonts = open_fonts(common);
  Workspaces workspaces(*desk, common.workspace);
  const CheckTools tools{&*desk, &fonts, &workspaces, options.accept};
  std::vector<Verdict> verdicts;
  Progress progress("检查", common.progress);
  for (std::size_t i = 0; i < options.files.size(); ++i) {
    progress.step(i, options.files.size());
    if (goes_with_record(options.files[i])) continue;
    for (auto& verdict : check_path(options.files[i], tools))
      verdicts.push_back(std::move(verdict));
  }
  print_verdicts(verdicts, options.format);
  for (const auto& verdict : verdicts)
    if (const int code = exit_code(verdict.problems); code != 0) return code;
  return 0;
}

} // namespace fengqiao::cli

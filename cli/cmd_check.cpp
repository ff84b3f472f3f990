// fengqiao check: everything that would stop a print, all of it at once; of templates (folders) too.
#include "cli/commands.hpp"
#include "cli/console.hpp"
#include "cli/desk.hpp"
#include "cli/json.hpp"
#include "core/file.hpp"
#include "core/text.hpp"
#include "station/figures.hpp"
#include "station/grading/standard.hpp"
#include "station/pack/pack.hpp"
#include "station/paperwork.hpp"
#include "station/printing.hpp"

#include <fmt/format.h>

#include <array>
#include <filesystem>
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

// As for a print, pages and all, but nothing is written.
Verdict inspect(const fs::path& file, const Desk& desk, Result<render::FontSet>& fonts) {
  Verdict verdict{file.string(), {}, {}, {}, {}, 0};
  const auto prepared = station::prepare(file, desk.context());
  if (!prepared) {
    verdict.problems = prepared.error();
    return verdict;
  }
  verdict.warnings = prepared->warnings;
  verdict.reviews = prepared->reviews;
  verdict.clauses = prepared->citations.clauses;
  if (!fonts) {
    verdict.problems = prepared->problems;
    verdict.problems.push_back(fonts.error());
  } else if (const auto layout = station::lay_out(*prepared, {desk.styles(), "", false}, *fonts); !layout) {
    verdict.problems = layout.error();
  }
  return verdict;
}

Verdict check_file(const fs::path& file, const Desk& desk, Result<render::FontSet>& fonts, bool accepting) {
  Verdict verdict = inspect(file, desk, fonts);
  if (accepting) accept(verdict);
  judge_reviews(verdict);
  return verdict;
}

// A scoring standard: everything that loading it finds, and its citations.
std::optional<Verdict> check_standard(const fs::path& file, const Desk& desk) {
  namespace grading = station::grading;
  if (file.extension() != ".yaml" || !grading::looks_like_standard(file)) return std::nullopt;
  Verdict verdict{file.string(), {}, {}, {}, {}, 0};
  const auto standard = grading::load_standard(file);
  if (!standard)
    verdict.problems = standard.error();
  else if (desk.resolver() != nullptr)
    verdict.problems = grading::check_basis(*standard, *desk.resolver());
  return verdict;
}

// A template's folder: schema, tags and figures, then its sample record.
Verdict check_template(const fs::path& folder, const Desk& desk, Result<render::FontSet>& fonts) {
  Verdict verdict{folder.string(), {}, {}, {}, {}, 0};
  const auto form = render::load_template(folder, folder.filename().string());
  if (!form) {
    verdict.problems = form.error();
    return verdict;
  }
  if (const auto figures = station::load_figures(form->figures_file(), form->schema); !figures)
    append(verdict.problems, figures.error());
  std::error_code ignored;
  if (fs::exists(form->sample_file(), ignored)) {
    const Verdict sample = inspect(form->sample_file(), desk, fonts); // whose clauses nobody confirms
    append(verdict.problems, sample.problems);
    append(verdict.warnings, sample.warnings);
  } else {
    verdict.warnings.push_back(
        {ErrorCode::data, form->sample_file().string(), "模板没有样例", "请补一份填好的 sample.yaml"});
  }
  return verdict;
}

// A pack's folder: as for `pack`, evidence and all.
Verdict check_pack(const fs::path& folder, const Desk& desk, Result<render::FontSet>& fonts) {
  if (!fonts) return {folder.string(), {fonts.error()}, {}};
  station::pack::PackOptions options;
  options.folder = folder;
  options.context = desk.context();
  options.styles = desk.styles();
  auto verdict = station::pack::check_pack(options, *fonts);
  return {folder.string(), std::move(verdict.problems), std::move(verdict.warnings)};
}

// A folder is a template, a pack, or holds templates somewhere below.
std::vector<Verdict> check_path(const fs::path& path, const Desk& desk, Result<render::FontSet>& fonts,
                                bool accepting) {
  std::error_code ignored;
  if (!fs::is_directory(path, ignored)) {
    auto standard = check_standard(path, desk);
    return {standard ? std::move(*standard) : check_file(path, desk, fonts, accepting)};
  }
  if (fs::exists(path / "template.md", ignored)) return {check_template(path, desk, fonts)};
  if (station::pack::is_pack_folder(path)) return {check_pack(path, desk, fonts)};
  std::vector<Verdict> verdicts;
  const render::TemplateLibrary library(path);
  for (const auto& entry : library.entries())
    verdicts.push_back(check_template(entry.folder, desk, fonts));
  if (verdicts.empty())
    verdicts.push_back({path.string(),
                        {{ErrorCode::data, path.string(), "文件夹里没有模板", "请写出要检查的文件"}},
                        {},
                        {},
                        {},
                        0});
  return verdicts;
}

Json to_json(const Errors& errors) {
  Json list = Json::array();
  for (const auto& error : errors)
    list.push_back({{"code", static_cast<int>(error.code)},
                    {"where", error.where},
                    {"message", error.message},
                    {"hint", error.hint}});
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
  return {{"file", verdict.file},
          {"ok", verdict.problems.empty()},
          {"problems", to_json(verdict.problems)},
          {"warnings", to_json(verdict.warnings)},
          {"reviews", reviews_json(verdict)},
          {"accepted", verdict.accepted}};
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
  print(printable(fmt::format("{}：{}\n", verdict.file, result)));
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
  std::vector<Verdict> verdicts;
  Progress progress("检查", common.progress);
  for (std::size_t i = 0; i < options.files.size(); ++i) {
    progress.step(i, options.files.size());
    for (auto& verdict : check_path(options.files[i], *desk, fonts, options.accept))
      verdicts.push_back(std::move(verdict));
  }
  print_verdicts(verdicts, options.format);
  for (const auto& verdict : verdicts)
    if (const int code = exit_code(verdict.problems); code != 0) return code;
  return 0;
}

} // namespace fengqiao::cli

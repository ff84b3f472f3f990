// fengqiao ledger import | show | export | stats.
#include "cli/commands.hpp"
#include "cli/console.hpp"
#include "cli/json.hpp"
#include "cli/output_guard.hpp"
#include "core/date.hpp"
#include "core/file.hpp"
#include "core/text.hpp"
#include "station/ledger/export.hpp"
#include "station/ledger/import.hpp"
#include "station/ledger/ledger.hpp"
#include "station/workspace.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <ctime>
#include <filesystem>
#include <optional>

namespace fengqiao::cli {
namespace {

namespace fs = std::filesystem;
using station::LedgerQuery;
using station::Match;

constexpr std::size_t kShownRows = 200;

std::tm local_time() {
  const std::time_t now = std::time(nullptr);
  std::tm out{};
  localtime_r(&now, &out);
  return out;
}

Json import_json(const station::FileImport& file) {
  Json problems = Json::array();
  for (const auto& problem : file.problems)
    problems.push_back({{"code", static_cast<int>(problem.code)},
                        {"where", problem.where},
                        {"message", problem.message},
                        {"hint", problem.hint}});
  return {{"file", file.file.string()}, {"table", file.table},         {"imported", file.imported},
          {"known", file.known},        {"differing", file.differing}, {"added", file.added},
          {"changed", file.changed},    {"same", file.same},           {"bad", file.bad},
          {"masked", file.masked},      {"remarks", file.remarks},     {"problems", problems}};
}

void print_import(const station::FileImport& file) {
  const std::string name = printable(file.file.filename().string());
  if (!file.imported)
    print(name + "：没有导入\n");
  else if (file.known && file.differing > 0)
    print(fmt::format(
        "{}：{}，这份文件导入过，没有再导入：其中 {} 行在台账里已经不同（以后的表更新的），没有改回去\n",
        name, file.table, file.differing));
  else if (file.known)
    print(fmt::format("{}：{}，这份文件导入过，没有变化\n", name, file.table));
  else
    print(fmt::format("{}：{}，新增 {} 行，更新 {} 行，未变 {} 行{}{}\n", name, file.table, file.added,
                      file.changed, file.same,
                      file.bad > 0 ? fmt::format("，有误 {} 行没有导入", file.bad) : "",
                      file.masked > 0 ? fmt::format("，遮盖号码 {} 处", file.masked) : ""));
  for (const auto& remark : file.remarks)
    note(name + "：" + remark);
}

int import(const CommonOptions& common, const LedgerOptions& options, const station::Workspace& workspace) {
  const auto mapping = station::load_mapping(workspace.mapping);
  if (!mapping) return report(mapping.error());
  const std::tm now = local_time();
  station::ImportRequest request;
  request.ledger = workspace.ledger;
  request.mapping = &*mapping;
  request.files.assign(options.files.begin(), options.files.end());
  request.table = options.kind;
  request.strict = options.strict;
  request.year_told = options.year != 0;
  request.year = request.year_told ? options.year : now.tm_year + 1900;
  request.moment =
      to_iso(DateTime{{now.tm_year + 1900, now.tm_mon + 1, now.tm_mday}, now.tm_hour, now.tm_min});
  Result<std::vector<station::FileImport>> done = fail(ErrorCode::general, "", "");
  {
    Progress progress("正在导入", common.progress);
    request.progress = [&](const auto&, std::size_t at, std::size_t of) { progress.step(at, of); };
    done = station::import_files(request);
  }
  if (!done) return report(done.error());
  Errors problems;
  Json files = Json::array();
  for (const auto& file : *done) {
    if (options.format == Format::text) print_import(file);
    if (options.format == Format::json) files.push_back(import_json(file));
    if (options.format == Format::jsonl) print(one_line(import_json(file)));
    problems.insert(problems.end(), file.problems.begin(), file.problems.end());
  }
  if (options.format == Format::json) print(pretty({{"version", 1}, {"files", files}}));
  return report(problems);
}

// --from, --to (the last day, included), --where 栏目=值.
Result<LedgerQuery> query_of(const LedgerOptions& options) {
  LedgerQuery query{options.kind, {}};
  const station::Kind* kind = station::find_kind(options.kind);
  if (kind == nullptr)
    return fail(ErrorCode::usage, "", fmt::format("台账里没有“{}”这一种", options.kind),
                "可用：" + station::kind_names());
  std::optional<Date> from, to;
  for (const auto& [typed, date] : {std::pair(&options.from, &from), std::pair(&options.to, &to)}) {
    if (typed->empty()) continue;
    *date = parse_date(*typed);
    if (!*date || (*date)->day == 0)
      return fail(ErrorCode::usage, "", fmt::format("“{}”不是日期", *typed), "请写成 2026-03-09");
  }
  if (from || to) {
    const std::string until = to ? to_iso(next_day(*to)) : "";
    query.where.push_back({kind->main_day, Match::within, {from ? to_iso(*from) : "", until}});
  }
  for (const auto& condition : options.where) {
    const auto equal = condition.find('=');
    if (equal == condition.npos)
      return fail(ErrorCode::usage, "", fmt::format("条件“{}”里没有等号", condition),
                  "请写成 --where 类别=刑事");
    const std::string column = condition.substr(0, equal), value = condition.substr(equal + 1);
    query.where.push_back(value.empty() ? station::Condition{column, Match::empty}
                                        : station::Condition{column, Match::is, {value}});
  }
  return query;
}

Json row_json(const station::Kind& kind, const station::LedgerRow& row) {
  Json out;
  for (std::size_t i = 0; i < kind.columns.size(); ++i)
    out[kind.columns[i].name] = row.cells[i];
  out["source"] = {{"file", row.file}, {"line", row.line}};
  return out;
}

void print_rows(const station::Kind& kind, const std::vector<station::LedgerRow>& rows) {
  std::vector<int> widths;
  for (std::size_t i = 0; i < kind.columns.size(); ++i) {
    int width = display_width(kind.columns[i].name);
    for (const auto& row : rows)
      width = std::max(width, display_width(shorten(row.cells[i], 20)));
    widths.push_back(width);
  }
  std::string line;
  for (std::size_t i = 0; i < widths.size(); ++i)
    line += padded(kind.columns[i].name, widths[i]) + "  ";
  print(line + "来源\n");
  for (const auto& row : rows) {
    line.clear();
    for (std::size_t i = 0; i < widths.size(); ++i)
      line += padded(printable(shorten(row.cells[i], 20)), widths[i]) + "  ";
    print(line + printable(place(row.file, row.line)) + "\n");
  }
}

int show(const LedgerOptions& options, const station::Ledger& ledger) {
  const auto query = query_of(options);
  if (!query) return report(query.error());
  const auto total = ledger.count(*query);
  if (!total) return report(total.error());
  const std::size_t limit = options.count == 0 && options.format == Format::text ? kShownRows : options.count;
  const auto rows = ledger.rows(*query, limit);
  if (!rows) return report(rows.error());
  const station::Kind& kind = *station::find_kind(options.kind);
  if (options.format == Format::json) {
    Json all = Json::array();
    for (const auto& row : *rows)
      all.push_back(row_json(kind, row));
    print(pretty({{"version", 1}, {"kind", options.kind}, {"total", *total}, {"rows", all}}));
  } else if (options.format == Format::jsonl) {
    for (const auto& row : *rows)
      print(one_line(row_json(kind, row)));
  } else if (*total > 0) {
    print_rows(kind, *rows);
    print(fmt::format("{} 共 {} 行\n", options.kind, *total));
  }
  if (*total == 0)
    return report(
        Error{ErrorCode::not_found, "", "没有符合条件的行", "用 fengqiao ledger stats 看台账里有什么"});
  if (static_cast<std::size_t>(*total) > rows->size())
    note(fmt::format("只列出前 {} 行；用 -n 多列一些，或用 ledger export 导出全部", rows->size()));
  return 0;
}

// The ledger, the records and the settings are the station's only copy.
Result<void> check_output(const LedgerOptions& options, const station::Workspace& workspace) {
  if (options.output.empty() || options.output == "-") return {};
  const fs::path output = options.output;
  if (auto usable = check_extension(output, ".csv", "导出的是 CSV，如 -o 三月警情.csv"); !usable)
    return usable;
  if (auto kept = keep_inputs(
          output, {workspace.root / station::workspace_file, workspace.ledger, workspace.mapping});
      !kept)
    return kept;
  std::error_code ignored;
  if (fs::exists(output, ignored) &&
      (lies_below(output, workspace.ledger.parent_path()) || lies_below(output, workspace.records)))
    return fail(ErrorCode::usage, options.output, "会盖掉台账或记录文件夹里的文件",
                "请换一个文件名，或写到“输出”文件夹");
  return {};
}

int export_rows(const LedgerOptions& options, const station::Ledger& ledger) {
  const auto query = query_of(options);
  if (!query) return report(query.error());
  const auto csv = station::export_csv(ledger, *query);
  if (!csv) return report(csv.error());
  if (options.output.empty() || options.output == "-") {
    print(*csv);
    return 0;
  }
  if (const auto written = write_file_atomically(options.output, *csv, true); !written)
    return report(written.error());
  print(fmt::format("已导出到 {}\n", printable(options.output)));
  return 0;
}

int stats(const LedgerOptions& options, const station::Ledger& ledger) {
  Json kinds = Json::array();
  if (options.format == Format::text) print(padded("种类", 10) + "    行数  改过  导入  起止\n");
  for (const auto& kind : station::ledger_kinds()) {
    const auto state = ledger.state(kind.name);
    if (!state) return report(state.error());
    if (options.format == Format::text)
      print(fmt::format("{}{:>8}{:>6}{:>6}  {}\n", padded(kind.name, 10), state->rows, state->changes,
                        state->imports, state->rows == 0 ? "" : state->first + " 至 " + state->last));
    const Json row = {{"kind", kind.name},         {"rows", state->rows},   {"changes", state->changes},
                      {"imports", state->imports}, {"first", state->first}, {"last", state->last}};
    if (options.format == Format::jsonl) print(one_line(row));
    kinds.push_back(row);
  }
  if (options.format == Format::json) print(pretty({{"version", 1}, {"kinds", kinds}}));
  return 0;
}

// The one kind or section that `show` and `export` are about may stand where import has its files.
std::optional<Error> settle(LedgerOptions& options) {
  const bool about_one = options.action == "show" || options.action == "export";
  if (about_one && options.kind.empty() && options.files.size() == 1) {
    options.kind = options.files.front();
    options.files.clear();
  }
  if (options.action == "import" && options.files.empty())
    return Error{ErrorCode::usage, "", "没有写要导入的文件", "如 fengqiao ledger import 警情.csv"};
  if (about_one && options.kind.empty())
    return Error{ErrorCode::usage, "", "没有写是哪一种", "可用：" + station::kind_names()};
  if (options.action != "import" && !options.files.empty())
    return Error{ErrorCode::usage, "", "多余的参数：" + options.files.front(),
                 "看用法：fengqiao ledger --help"};
  return std::nullopt;
}

} // namespace

int run(const CommonOptions& common, const LedgerOptions& given) {
  LedgerOptions options = given;
  if (const auto wrong = settle(options)) return report(*wrong);
  const auto workspace = station::open_workspace(common.workspace);
  if (!workspace) return report(workspace.error());
  if (options.action == "import") return import(common, options, *workspace);
  if (options.action == "export")
    if (const auto usable = check_output(options, *workspace); !usable) return report(usable.error());
  const auto ledger = station::Ledger::open(workspace->ledger);
  if (!ledger) return report(ledger.error());
  if (options.action == "show") return show(options, *ledger);
  if (options.action == "export") return export_rows(options, *ledger);
  return stats(options, *ledger);
}

} // namespace fengqiao::cli

// fengqiao daily: the day's records from the ledger, and the rows behind a figure.
#include "cli/commands.hpp"
#include "cli/console.hpp"
#include "cli/day_argument.hpp"
#include "cli/day_desk.hpp"
#include "core/file.hpp"
#include "core/text.hpp"
#include "station/daily/brief.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <system_error>

namespace fengqiao::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kShownRows = 200;

Result<void> make_folder(const fs::path& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error)
    return fail(ErrorCode::general, folder.string(), "不能新建文件夹：" + errno_reason(error.value()));
  return {};
}

// Where the record goes, and what it keeps of one that is there.
struct Plan {
  fs::path file;
  std::optional<station::Prepared> kept;
};

// nothing: the record is there and stays.
Result<std::optional<Plan>, Errors> plan(const station::DailyForm& form, const fs::path& folder,
                                         const DailyOptions& options, const Desk& desk) {
  const fs::path there = station::day_record(folder, form.name);
  if (there.empty()) return Plan{folder / (form.name + "." + options.format), {}};
  if (!options.update) {
    print(printable(fmt::format("{}：已经有了，没有改动\n", there.string())));
    return std::nullopt;
  }
  Plan out{folder / (form.name + ".更新." + options.format), {}};
  std::error_code ignored;
  if (fs::exists(out.file, ignored))
    return fail_all(
        {{ErrorCode::general, out.file.string(), "上次的更新还在，没有改动", "看过以后删去，再运行一次"}});
  auto prepared = station::prepare(there, desk.context());
  if (!prepared) return fail_all(prepared.error());
  if (prepared->values.is_null()) return fail_all(prepared->problems);
  out.kept = std::move(*prepared);
  return out;
}

// One line for each reason: a kind that was never imported leaves dozens of fields empty.
void tell_unknown(const std::vector<std::string>& unknown) {
  constexpr std::size_t shown = 3;
  std::vector<std::pair<std::string, std::vector<std::string>>> reasons;
  for (const auto& text : unknown) {
    const std::size_t colon = text.find("：");
    const std::string field = text.substr(0, colon);
    const std::string reason =
        colon == std::string::npos ? "" : text.substr(colon + std::string("：").size());
    const auto at =
        std::find_if(reasons.begin(), reasons.end(), [&](const auto& one) { return one.first == reason; });
    if (at == reasons.end())
      reasons.push_back({reason, {field}});
    else
      at->second.push_back(field);
  }
  for (const auto& [reason, fields] : reasons) {
    std::string list;
    for (std::size_t i = 0; i < std::min(shown, fields.size()); ++i)
      list += (i == 0 ? "" : "、") + fields[i];
    if (fields.size() > shown) list += fmt::format(" 等 {} 栏", fields.size());
    note(reason + "：" + list);
  }
}

Result<void, Errors> prepare_one(const station::DailyForm& form, const DayDesk& day_desk, const Date& day,
                                 const DailyOptions& options, const Desk& desk) {
  const auto planned = plan(form, station::day_folder(day_desk.workspace, day), options, desk);
  if (!planned) return fail_all(planned.error());
  if (!*planned) return {};
  const Plan& to = **planned;
  const auto prepared =
      station::prepare_day(form, day_desk.workspace, day_desk.ledger ? &*day_desk.ledger : nullptr, day,
                           options.format == "csv", to.kept ? &to.kept->values : nullptr);
  if (!prepared) return fail_all({prepared.error()});
  if (const auto made = make_folder(to.file.parent_path()); !made) return fail_all({made.error()});
  if (const auto written = write_file_atomically(to.file, prepared->text); !written)
    return fail_all({written.error()});
  print(printable(fmt::format(
      "已生成 {}：{} 栏取自台账{}\n", to.file.string(), prepared->filled,
      prepared->unknown.empty() ? "" : fmt::format("，{} 栏台账里没有，请填写", prepared->unknown.size()))));
  tell_unknown(prepared->unknown);
  return {};
}

int prepare_all(const DayDesk& day_desk, const Date& day, const DailyOptions& options, const Desk& desk) {
  if (day_desk.no_ledger && day_desk.no_ledger->code != ErrorCode::not_found)
    return report(*day_desk.no_ledger);
  if (day_desk.no_ledger) warn(to_text(*day_desk.no_ledger));
  Errors problems;
  for (const auto& form : day_desk.forms)
    if (const auto done = prepare_one(form, day_desk, day, options, desk); !done)
      problems.insert(problems.end(), done.error().begin(), done.error().end());
  if (!problems.empty()) return report(problems);
  const std::string folder =
      station::day_folder(day_desk.workspace, day).lexically_proximate(fs::current_path());
  print(printable(fmt::format("补上文字和空着的栏目，再运行 fengqiao check {}\n", folder)));
  return 0;
}

void print_rows(const station::Kind& kind, const std::vector<station::LedgerRow>& rows) {
  for (const auto& row : rows) {
    std::string line = "  " + place(row.file, row.line) + " ";
    for (std::size_t i = 0; i < kind.columns.size(); ++i)
      if (!row.cells[i].empty()) line += fmt::format(" {}={}", kind.columns[i].name, row.cells[i]);
    print(printable(line) + "\n");
  }
}

Result<void> explain_figure(const station::LedgerFigure& figure, const station::Ledger& ledger) {
  const std::string value = figure.value ? to_plain(*figure.value) : "（" + figure.note + "）";
  const std::string how = figure.sum.empty() ? "行数" : "“" + figure.sum + "”之和";
  print(printable(
      fmt::format("{} = {}\n  {}的{}\n", figure.field, value, station::described(figure.query), how)));
  if (!figure.value) return {};
  const auto rows = ledger.rows(figure.query, kShownRows);
  if (!rows) return fail(rows.error());
  print_rows(*station::find_kind(figure.query.kind), *rows);
  if (rows->size() == kShownRows) note(fmt::format("只列出前 {} 行", kShownRows));
  return {};
}

// The names from the record inwards, aliases understood: j.crim → 接报警.刑事. Empty: there is no such field.
std::string canonical(const render::Field& schema, const std::string& typed) {
  const render::Field* at = &schema;
  std::string out;
  for (std::size_t from = 0; from <= typed.size();) {
    const std::size_t dot = std::min(typed.find('.', from), typed.size());
    at = at->type == render::FieldType::object ? at->find(typed.substr(from, dot - from)) : nullptr;
    if (at == nullptr) return {};
    out += (out.empty() ? "" : ".") + at->name;
    from = dot + 1;
  }
  return out;
}

// False: no report has such a field.
Result<bool> explain_in(const station::DailyForm& form, const station::Ledger& ledger,
                        const station::Period& period, const std::string& typed) {
  const std::string field = canonical(form.paper.schema, typed);
  if (field.empty()) return false;
  bool found = false;
  for (const auto& figure : form.figures.figures) {
    std::string path;
    for (const auto& step : figure.place)
      path += (path.empty() ? "" : ".") + step.name;
    if (path != field) continue;
    print(fmt::format("{}：由程序计算，{}\n", field, figure.written));
    found = true;
  }
  const auto reading = station::read_ledger(form.sources, form.paper.schema, ledger, period);
  if (!reading) return fail(reading.error());
  for (const auto& figure : reading->figures)
    if (figure.field == field || figure.field.starts_with(field + ".")) {
      if (const auto shown = explain_figure(figure, ledger); !shown) return fail(shown.error());
      found = true;
    }
  for (const auto& list : reading->lists)
    if (list.field == field) {
      print(fmt::format("{}：{}\n", list.field, list.note));
      for (const auto& item : list.items.value_or(std::vector<station::LedgerItem>{})) {
        std::string line = "  " + place(item.file, item.line) + "  ";
        for (const auto& [name, text] : item.cells)
          line += fmt::format("{}={} ", name, text);
        print(printable(line) + "\n");
      }
      found = true;
    }
  if (!found) print(fmt::format("{}：没有写从台账哪里取，由填报人填写\n", field));
  return true;
}

// Of the record that is there (a shift may run from 08:30 to 08:30), else of the day.
station::Period period_of_report(const station::DailyForm& form, const DayDesk& day_desk, const Date& day,
                                 const Desk& desk) {
  const fs::path there = station::day_record(station::day_folder(day_desk.workspace, day), form.name);
  if (there.empty()) return station::period_of_day(day);
  const auto prepared = station::prepare(there, desk.context());
  const auto own = prepared ? station::period_of(prepared->values) : std::nullopt;
  return own.value_or(station::period_of_day(day));
}

int explain(const DayDesk& day_desk, const Date& day, const std::string& typed, const Desk& desk) {
  if (day_desk.no_ledger) return report(*day_desk.no_ledger);
  bool found = false;
  for (const auto& form : day_desk.forms) {
    const auto in = explain_in(form, *day_desk.ledger, period_of_report(form, day_desk, day, desk), typed);
    if (!in) return report(in.error());
    found = found || *in;
  }
  if (found) return 0;
  return report(Error{ErrorCode::usage, "", fmt::format("日报里没有栏目“{}”", typed),
                      "写表上的名称，如 接报警.刑事、流出件、装备.完好"});
}

// The morning meeting's paper: 输出/晨会-2026-03-09.pdf in the workspace, or where -o says.
int print_brief(const CommonOptions& common, const DayDesk& day_desk, const Date& day,
                const DailyOptions& options, const Desk& desk) {
  if (const auto& none = day_desk.no_ledger; none && none->code != ErrorCode::not_found) return report(*none);
  auto fonts = open_fonts(common);
  if (!fonts) return report(fonts.error());
  const auto brief =
      station::set_brief(day_desk.tools(desk), day, {desk.styles(), "", options.draft}, *fonts);
  if (!brief) {
    const int code = report(brief.error());
    if (!options.draft) note("改好以后再运行一次；急用时可加 --draft 打印草稿");
    return code;
  }
  for (const auto& warning : brief->warnings)
    warn(to_text(warning));
  const auto pdf = station::pdf_of(brief->layout, *fonts);
  if (!pdf) return report(pdf.error());
  const fs::path file = options.output.empty()
                            ? day_desk.workspace.output / fmt::format("晨会-{}.pdf", to_iso(day))
                            : fs::path(options.output);
  if (options.output.empty())
    if (const auto made = make_folder(file.parent_path()); !made) return report(made.error());
  if (const auto written = write_file_atomically(file, *pdf); !written) return report(written.error());
  print(printable(fmt::format("已生成 {}（{} 页）\n", file.lexically_proximate(fs::current_path()).string(),
                              brief->layout.pages.size())));
  return 0;
}

} // namespace

int run(const CommonOptions& common, const DailyOptions& options) {
  const auto day = day_argument(options.date);
  if (!day) return report(day.error());
  if (!options.brief && (options.draft || !options.output.empty()))
    return report(Error{ErrorCode::usage, "", "-o 和 --draft 只用于 --brief",
                        "三份日报的记录总是放在工作区的 记录/ 里；打印用 fengqiao render"});
  const auto desk = Desk::open(common);
  if (!desk) return report(desk.error());
  const auto day_desk = DayDesk::open(common.workspace, *desk);
  if (!day_desk) return report(day_desk.error());
  if (!options.explain.empty()) return explain(*day_desk, *day, options.explain, *desk);
  if (options.brief) return print_brief(common, *day_desk, *day, options, *desk);
  return prepare_all(*day_desk, *day, options, *desk);
}

} // namespace fengqiao::cli

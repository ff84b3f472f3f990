#include "station/daily/day_check.hpp"

#include "core/text.hpp"
#include "render/fill.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <system_error>

namespace fengqiao::station {
namespace {

using render::Field;
using render::FieldType;
using render::Value;

void append(Errors& to, const Errors& more) {
  to.insert(to.end(), more.begin(), more.end());
}

std::string where_of(const std::string& origin) {
  return origin.substr(0, origin.find(" 栏目“"));
}

bool has_blank(const Value& value, const Field& field) {
  if (value.kind == Value::Kind::list)
    return std::any_of(value.items.begin(), value.items.end(),
                       [&](const Value& item) { return has_blank(item, field.children.front()); });
  if (value.kind != Value::Kind::map) return false;
  return std::any_of(field.children.begin(), field.children.end(), [&](const Field& child) {
    if (child.computed) return false;
    const Value* member = value.find(child.name);
    const bool blank = member == nullptr || member->is_null();
    const bool on_purpose = child.nullable && child.type != FieldType::array;
    return blank ? child.required && !on_purpose : has_blank(*member, child);
  });
}

class LedgerComparison {
public:
  LedgerComparison(const DailyForm& form, const Value& record, const Period& period)
      : form_(form), record_(record), day_(to_iso(period.start.date)) {}

  Errors problems;

  void figure(const LedgerFigure& figure) {
    const Value* stated = record_.at_path(figure.field);
    if (!figure.value || stated == nullptr || stated->is_null()) return;
    const auto number = parse_decimal(stated->text);
    if (!number || *number == *figure.value) return;
    problems.push_back(
        {ErrorCode::data, where_of(stated->origin),
         fmt::format("栏目“{}”填的是“{}”，台账里是“{}”", figure.field, stated->text, to_plain(*figure.value)),
         fmt::format("用 fengqiao daily --date {} --explain {} 看是哪几行；台账不对的，更正后再导入", day_,
                     figure.field)});
  }

  void list(const LedgerList& list) {
    const Value* stated = record_.at_path(list.field);
    const Field& item = form_.paper.schema.at_path(list.field)->children.front();
    if (!list.items || stated == nullptr || stated->is_null()) return;
    const bool numbered = item.find("编号") != nullptr;
    if (!numbered) {
      if (stated->items.size() < list.items->size())
        fault(*stated, fmt::format("表“{}”有 {} 条，台账里有 {} 条", list.field, stated->items.size(),
                                   list.items->size()));
      return;
    }
    std::set<std::string> known;
    for (const auto& row : list.items.value())
      compare_item(list, row, *stated, item, known);
    for (const auto& one : stated->items)
      if (const std::string id = text_of(one, "编号"); !id.empty() && !known.contains(id))
        fault(one, fmt::format("表“{}”里的“{}”，台账里没有", list.field, id));
  }

private:
  void fault(const Value& at, std::string message) {
    problems.push_back(
        {ErrorCode::data, where_of(at.origin), std::move(message), "请与台账核对；台账不对的，更正后再导入"});
  }

  static std::string text_of(const Value& map, std::string_view name) {
    const Value* value = map.find(name);
    return value == nullptr ? std::string() : value->text;
  }

  void compare_item(const LedgerList& list, const LedgerItem& row, const Value& stated, const Field& item,
                    std::set<std::string>& known) {
    std::string id;
    for (const auto& [field, text] : row.cells)
      if (field == "编号") id = text;
    known.insert(id);
    const auto at = std::find_if(stated.items.begin(), stated.items.end(),
                                 [&](const Value& one) { return text_of(one, "编号") == id; });
    if (at == stated.items.end())
      return fault(
          stated, fmt::format("台账里的“{}”（{}），表“{}”里没有", id, place(row.file, row.line), list.field));
    for (const auto& [name, text] : row.cells) {
      const Field& field = *item.find(name);
      if (field.choices.empty() || text.empty() || text_of(*at, name) == text) continue;
      fault(*at, fmt::format("表“{}”里“{}”的{}是“{}”，台账里是“{}”", list.field, id, name, text_of(*at, name),
                             text));
    }
  }

  const DailyForm& form_;
  const Value& record_;
  std::string day_;
};

// 质态监督.yaml and 质态监督.csv: one of the two would never be looked at.
void look_beside(const std::filesystem::path& file, Errors& warnings) {
  std::filesystem::path other = file;
  other.replace_extension(file.extension() == ".csv" ? ".yaml" : ".csv");
  std::error_code ignored;
  if (std::filesystem::exists(other, ignored))
    warnings.push_back(
        {ErrorCode::data, file.string(),
         fmt::format("旁边还有 {}，是同一份日报；检查一天时只看 .yaml 的", other.filename().string()),
         "请留一份，删去另一份"});
}

bool is_late(const Value& record) {
  const Value* late = record.find("报送");
  return late != nullptr && late->text == "迟报";
}

// Whether the record belongs where it lies: the station, the folder's day, the hand-over.
void check_head(const DayTools& tools, const std::filesystem::path& file, ReportCheck& out) {
  const Workspace& workspace = *tools.workspace;
  const auto fault = [&](const char* field, std::string message, std::string hint) {
    const Value* at = out.prepared.values.find(field);
    out.problems.push_back({ErrorCode::data, at == nullptr ? out.prepared.file : where_of(at->origin),
                            std::move(message), std::move(hint)});
  };
  if (const Value* name = out.prepared.values.find("单位");
      name != nullptr && !name->is_null() && name->text != workspace.name)
    fault("单位", fmt::format("单位是“{}”，本所是“{}”", name->text, workspace.name),
          fmt::format("拿错了别所的记录？本所名称写在 {}", workspace_file));
  const auto period = period_of(out.prepared.values);
  if (!period) return;
  const Date day = period->start.date;
  const auto folder = parse_date(file.parent_path().filename().string());
  if (folder && folder->day != 0 && *folder != day)
    fault("统计时段",
          fmt::format("记录放在 {} 的文件夹里，统计时段从{}开始", to_iso(*folder), to_chinese(day)),
          "日期写错的请改统计时段；放错的请移到当天的文件夹");
  const Value* due = out.prepared.values.find("交班时刻");
  const DateTime expected = due_of(workspace, day);
  if (const auto stated = due == nullptr ? std::nullopt : parse_date_time(due->text);
      stated && *stated != expected)
    fault("交班时刻", fmt::format("交班时刻是{}，应是{}", to_chinese(*stated), to_chinese(expected)),
          fmt::format("本所的交班时刻写在 {}", workspace_file));
}

// The record by itself and against the ledger.
ReportCheck check_alone(const DayTools& tools, const DailyForm& form, const std::filesystem::path& file) {
  ReportCheck out;
  out.name = form.name;
  out.file = file;
  out.state = ReportState::incomplete;
  auto prepared = prepare(file, tools.context);
  if (!prepared) {
    out.problems = prepared.error();
    return out;
  }
  out.prepared = std::move(*prepared);
  out.problems = out.prepared.problems;
  out.warnings = out.prepared.warnings;
  look_beside(file, out.warnings);
  if (out.prepared.template_id != form.paper.id) {
    out.problems.push_back(
        {ErrorCode::data, out.prepared.file,
         fmt::format("这不是{}日报的记录（template: {}）", form.name, shorten(out.prepared.template_id, 40)),
         fmt::format("应写 template: {}", form.paper.id)});
    return out;
  }
  out.state = report_state(out.prepared, form.paper.schema);
  out.late = is_late(out.prepared.values);
  check_head(tools, file, out);
  if (tools.ledger == nullptr) return out;
  // What was approved stays what was approved; the ledger goes on.
  const bool approved =
      tools.context.approval == nullptr && out.prepared.approval.state == ApprovalState::in_force;
  if (auto differing = compare_with_ledger(form, out.prepared.values, *tools.ledger))
    append(approved ? out.warnings : out.problems, *differing);
  else
    out.problems.push_back(differing.error());
  return out;
}

} // namespace

std::string_view state_name(ReportState state) {
  static constexpr std::string_view names[] = {"漏报", "不完整", "全零报告", "无突出情况", "非零报告"};
  return names[static_cast<std::size_t>(state)];
}

ReportState report_state(const Prepared& prepared, const Field& schema) {
  const Value* zero = prepared.values.find("零报告");
  if (prepared.values.is_null() || has_blank(prepared.values, schema) || zero == nullptr)
    return ReportState::incomplete;
  if (zero->text == "全零") return ReportState::all_zero;
  if (zero->text == "无突出情况") return ReportState::nothing_notable;
  return zero->text == "否" ? ReportState::notable : ReportState::incomplete;
}

Result<Errors> compare_with_ledger(const DailyForm& form, const Value& record, const Ledger& ledger) {
  const auto period = period_of(record);
  if (!period) return Errors();
  const auto reading = read_ledger(form.sources, form.paper.schema, ledger, *period);
  if (!reading) return fail(reading.error());
  LedgerComparison comparison(form, record, *period);
  for (const auto& figure : reading->figures)
    comparison.figure(figure);
  for (const auto& list : reading->lists)
    comparison.list(list);
  return std::move(comparison.problems);
}

ReportCheck check_report(const DayTools& tools, const DailyForm& form, const std::filesystem::path& file) {
  ReportCheck out = check_alone(tools, form, file);
  if (out.prepared.values.is_null()) return out;
  std::vector<Prepared> beside; // keeps the values that the checks look at
  beside.reserve(tools.forms->size());
  std::map<std::string, const Value*> reports{{form.name, &out.prepared.values}};
  for (const auto& other : *tools.forms) {
    const auto record = day_record(file.parent_path(), other.name);
    if (other.name == form.name || record.empty()) continue;
    PaperworkContext context = tools.context;
    context.approval = nullptr;
    auto prepared = prepare(record, context);
    if (!prepared || prepared->template_id != other.paper.id) continue;
    beside.push_back(std::move(*prepared));
    reports[other.name] = &beside.back().values;
  }
  std::vector<CrossCheck> own;
  for (const auto& check : *tools.cross_checks)
    if (check.left_report == form.name || check.right_report == form.name) own.push_back(check);
  run_cross_checks(own, reports, out.problems, out.warnings);
  return out;
}

DayCheck check_day(const DayTools& tools, const Date& day) {
  DayCheck out;
  const auto folder = day_folder(*tools.workspace, day);
  std::map<std::string, const Value*> reports;
  out.reports.reserve(tools.forms->size());
  for (const auto& form : *tools.forms) {
    const auto file = day_record(folder, form.name);
    if (file.empty()) {
      ReportCheck missing;
      missing.name = form.name;
      std::error_code ignored;
      const auto approval = approval_file(folder / (form.name + ".yaml"));
      if (std::filesystem::exists(approval, ignored))
        missing.problems.push_back(
            {ErrorCode::data, approval.string(), "审定文件还在，它审定的记录不见了", "从备份找回记录"});
      missing.problems.push_back(
          {ErrorCode::data, (folder / (form.name + ".yaml")).string(),
           fmt::format("漏报：没有{}的{}日报", to_chinese(day), form.name),
           fmt::format("没有情况也要零报告：先运行 fengqiao daily --date {}", to_iso(day))});
      out.reports.push_back(std::move(missing));
      continue;
    }
    out.reports.push_back(check_alone(tools, form, file));
    if (!out.reports.back().prepared.values.is_null())
      reports[form.name] = &out.reports.back().prepared.values;
  }
  run_cross_checks(*tools.cross_checks, reports, out.problems, out.warnings);
  return out;
}

} // namespace fengqiao::station

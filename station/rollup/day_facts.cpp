#include "station/rollup/day_facts.hpp"

#include "core/masking.hpp"
#include "core/text.hpp"
#include "render/record.hpp"

#include <fmt/format.h>

namespace fengqiao::station {
namespace {

namespace fs = std::filesystem;
using render::Value;

constexpr std::size_t kShownTrouble = 60;

// Without its place: the roll-up names day and report.
std::string first_of(const Errors& problems) {
  const std::string more = problems.size() > 1 ? fmt::format("等{}处", problems.size()) : "";
  return shorten(mask_personal_data(problems.front().message).text, kShownTrouble) + more;
}

std::string text_of(const Value& map, std::string_view name) {
  const Value* value = map.find(name);
  return value == nullptr ? std::string() : mask_personal_data(value->text).text;
}

std::optional<Rational> number_at(const Value& values, const std::string& path) {
  const Value* value = path.empty() ? nullptr : values.at_path(path);
  if (value == nullptr || value->is_null()) return std::nullopt;
  return parse_decimal(value->text);
}

class DayReader {
public:
  DayReader(const RollupTools& tools, const Workspace& workspace, DayFacts& out)
      : tools_(tools), workspace_(workspace), out_(out) {}

  void read(std::size_t at) {
    const DailyForm& form = (*tools_.forms)[at];
    ReportFacts& facts = out_.reports[at];
    const fs::path file = day_record(day_folder(workspace_, out_.day), form.name);
    if (file.empty()) {
      facts.due = due_of(workspace_, out_.day) <= tools_.now;
      return;
    }
    facts.state = ReportState::incomplete;
    facts.approval = check_approval(file).state;
    auto record = render::load_record(file);
    if (!record) {
      facts.trouble = first_of(record.error());
      return;
    }
    if (record->template_id != form.paper.id && record->template_id != form.paper.alias) {
      facts.trouble = fmt::format("不是{}日报的记录", form.name);
      return;
    }
    Errors problems, warnings;
    Prepared prepared;
    prepared.values = render::check_record(record->body, form.paper.schema, record->file, problems);
    compute(form.figures, prepared.values, problems, warnings);
    judge(prepared, form, problems, facts);
    take_figures(prepared.values, at);
    if (tools_.plan->rectification_report == at) take_rectification(prepared.values);
  }

private:
  void judge(const Prepared& prepared, const DailyForm& form, const Errors& problems, ReportFacts& facts) {
    const Value* start = prepared.values.at_path("统计时段.起");
    const auto from = start == nullptr ? std::nullopt : parse_date_time(start->text);
    if (from && from->date != out_.day)
      facts.trouble = fmt::format("统计时段从{}起，不是这一天", shorten(start->text, 20));
    else if (!problems.empty())
      facts.trouble = first_of(problems);
    if (facts.trouble.empty()) facts.state = report_state(prepared, form.paper.schema);
    facts.late = text_of(prepared.values, "报送") == "迟报";
  }

  void take_figures(const Value& values, std::size_t report) {
    for (std::size_t i = 0; i < tools_.plan->figures.size(); ++i) {
      const RollupFigure& figure = tools_.plan->figures[i];
      if (figure.report == report)
        out_.figures[i] = {number_at(values, figure.now), number_at(values, figure.previous),
                           number_at(values, figure.last_year)};
    }
  }

  void take_rectification(const Value& values) {
    const Value* list = values.at_path(tools_.plan->rectification_list);
    if (list == nullptr || list->is_null()) return;
    out_.rectification.emplace();
    for (const auto& item : list->items)
      out_.rectification->push_back({text_of(item, "类别"), text_of(item, "事项"), text_of(item, "责任"),
                                     text_of(item, "期限"), text_of(item, "状态")});
  }

  const RollupTools& tools_;
  const Workspace& workspace_;
  DayFacts& out_;
};

} // namespace

DayFacts read_day(const RollupTools& tools, const Workspace& workspace, const Date& day) {
  DayFacts out;
  out.day = day;
  out.reports.resize(tools.forms->size());
  out.figures.resize(tools.plan->figures.size());
  DayReader reader(tools, workspace, out);
  for (std::size_t i = 0; i < tools.forms->size(); ++i)
    reader.read(i);
  return out;
}

} // namespace fengqiao::station

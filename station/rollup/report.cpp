#include "station/rollup/report.hpp"

#include "render/csv.hpp"
#include "station/ledger/export.hpp"
#include "station/rates.hpp"
#include "station/record_parts.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace fengqiao::station {
namespace {

using record_parts::list;
using record_parts::Map;
using record_parts::text;
using record_parts::texts;

std::string number(std::size_t value) {
  return std::to_string(value);
}

std::string amount(const std::optional<Rational>& value) {
  return value ? with_minus_sign(to_plain(*value)) : std::string(not_computable);
}

// What a station owes, gave and gave too late.
Map counts(const ReportCount& count) {
  return Map()
      .add("应报", number(count.due))
      .add("已审定", number(count.approved))
      .add("漏报", number(count.missing))
      .add("不完整", number(count.incomplete))
      .add("迟报", number(count.late))
      .add("完整率", count.completeness())
      .add("迟报率", count.lateness());
}

DataNode count_row(const std::string& name, const ReportCount& count) {
  return counts(count)
      .add("日报", name)
      .add("已报", number(count.given))
      .add("全零", number(count.all_zero))
      .add("无突出情况", number(count.nothing_notable))
      .add("非零", number(count.notable))
      .take();
}

// Every month's first axis label tells its month; the others the day only.
std::string axis_label(const Date& day, bool first) {
  return first || day.day == 1 ? fmt::format("{}月{}日", day.month, day.day) : fmt::format("{}日", day.day);
}

DataNode chart_nodes(const CountyRollup& rollup, const RollupPlan& plan) {
  DataNode charts = list();
  const auto days = days_of(rollup.span);
  if (days.size() < 2) return charts; // a day is no course
  DataNode axis = list();
  for (const auto& day : days)
    axis.items.push_back(text(axis_label(day, day == days.front())));
  for (const auto& chart : plan.charts) {
    DataNode series = list();
    bool any = false;
    for (const std::size_t figure : chart.figures) {
      DataNode values = list();
      for (const auto& value : rollup.daily[figure]) {
        values.items.push_back(text(value ? to_plain(*value) : "—"));
        any = any || value;
      }
      series.items.push_back(
          Map().add("名称", plan.figures[figure].name).add("值", std::move(values)).take());
    }
    if (any)
      charts.items.push_back(Map()
                                 .add("标题", chart.title)
                                 .add("单位", chart.unit)
                                 .add("类型", chart.kind)
                                 .add("横轴", axis)
                                 .add("数列", std::move(series))
                                 .take());
  }
  return charts;
}

DataNode figure_rows(const std::vector<FigureTotal>& figures, const RollupPlan& plan) {
  DataNode rows = list();
  for (const auto& row : figure_texts(figures, plan))
    rows.items.push_back(Map()
                             .add("名称", row.name)
                             .add("单位", row.unit)
                             .add("本期", row.now)
                             .add("缺", row.missing)
                             .add("上期", row.previous)
                             .add("上年同期", row.last_year)
                             .add("环比", row.month_on_month)
                             .add("同比", row.year_on_year)
                             .take());
  return rows;
}

DataNode rectification_node(const Rectification& at) {
  if (!at.known) return {};
  return Map()
      .add("期初", number(at.carried))
      .add("新提", number(at.raised))
      .add("应改", number(at.to_close()))
      .add("已改", number(at.closed))
      .add("未改", number(at.open))
      .add("到期未改", number(at.overdue))
      .add("闭环率", at.closure())
      .take();
}

// What the two papers have in common.
Map common_part(const CountyRollup& rollup, const RollupTools& tools) {
  DataNode reports = list();
  for (std::size_t i = 0; i < rollup.reports.size(); ++i)
    reports.items.push_back(count_row((*tools.forms)[i].name, rollup.reports[i]));
  const bool incomplete = std::any_of(rollup.figures.begin(), rollup.figures.end(),
                                      [](const FigureTotal& figure) { return figure.missing > 0; });
  Map out;
  out.add("期", to_chinese(rollup.span))
      .add("种类", std::string(span_kind_name(rollup.span.kind)))
      .add("天数", number(days_of(rollup.span).size()))
      .add("报送", std::move(reports))
      .add("报送合计", count_row("合计", rollup.total))
      .add("数据", figure_rows(rollup.figures, *tools.plan))
      .add("有缺", incomplete ? "是" : "否")
      .add("图表", chart_nodes(rollup, *tools.plan))
      .add("整改", rectification_node(rollup.rectification))
      .add("说明", texts(remarks(rollup.rectification, rollup.total)));
  return out;
}

// Without the name of the bureau above, which the paper's title has.
std::string short_name(const StationRollup& station) {
  const bool within = !station.superior.empty() && station.name.size() > station.superior.size() &&
                      station.name.starts_with(station.superior);
  return within ? station.name.substr(station.superior.size()) : station.name;
}

render::Record as_record(const char* id, const std::string& file, Map& body) {
  render::Record out;
  out.template_id = id;
  out.file = file;
  out.body = body.take();
  return out;
}

} // namespace

std::vector<RollupTrouble> troubles_of(const StationRollup& station, const std::vector<DailyForm>& forms) {
  std::vector<RollupTrouble> out;
  for (const auto& day : station.days)
    for (std::size_t i = 0; i < forms.size(); ++i) {
      const ReportFacts& facts = day.reports[i];
      if (!facts.due) continue;
      std::string state;
      const auto add = [&](bool holds, const std::string& word) {
        if (holds) state += (state.empty() ? "" : "、") + word;
      };
      const bool missing = facts.state == ReportState::missing;
      add(missing, "漏报");
      add(facts.state == ReportState::incomplete, "不完整");
      add(facts.late, "迟报");
      if (!missing && facts.approval != ApprovalState::in_force)
        add(true, std::string(approval_name(facts.approval)));
      if (!state.empty())
        out.push_back(
            {day.day, forms[i].name, std::move(state), facts.trouble.empty() ? "—" : facts.trouble});
    }
  return out;
}

std::vector<FigureText> figure_texts(const std::vector<FigureTotal>& figures, const RollupPlan& plan) {
  std::vector<FigureText> out;
  for (std::size_t i = 0; i < figures.size(); ++i) {
    const FigureTotal& total = figures[i];
    out.push_back({plan.figures[i].name, plan.figures[i].unit, amount(total.value), number(total.missing),
                   amount(total.previous), amount(total.last_year), total.month_on_month(),
                   total.year_on_year()});
  }
  for (const auto& rate : plan.rates) {
    const auto texts = rate_texts(rate, figures);
    const std::string none(not_computable);
    out.push_back({rate.name, "%", texts[0], none, texts[1], texts[2], none, none});
  }
  return out;
}

std::vector<std::string> remarks(const Rectification& rectification, const ReportCount& total) {
  std::vector<std::string> out;
  if (!rectification.adds_up())
    out.push_back(fmt::format(
        "整改项数前后不符：应改{}项，已改{}项，期末未改{}项。多半是有漏报的日子，或有的事项没有逐日跟踪，"
        "请核对各日的整改表。",
        rectification.to_close(), rectification.closed, rectification.open));
  if (total.void_approval > 0)
    out.push_back(fmt::format("有{}份的审定不作数（审定以后改动、已撤销或审定文件被改），没有计入已审定。",
                              total.void_approval));
  return out;
}

std::string county_name(const CountyRollup& county) {
  std::string name;
  for (const auto& station : county.stations) {
    if (!name.empty() && station.superior != name) return "各所";
    name = station.superior;
  }
  return name.empty() ? "各所" : name;
}

render::Record station_record(const CountyRollup& rollup, const RollupTools& tools) {
  const StationRollup& station = rollup.stations.front();
  DataNode troubles = list(), open = list();
  for (const auto& trouble : troubles_of(station, *tools.forms))
    troubles.items.push_back(Map()
                                 .add("日期", to_iso(trouble.day))
                                 .add("日报", trouble.report)
                                 .add("情形", trouble.state)
                                 .add("说明", trouble.note)
                                 .take());
  for (const auto& item : station.rectification.open_items)
    open.items.push_back(Map()
                             .add("事项", item.matter)
                             .add("责任", item.duty)
                             .add("期限", item.limit)
                             .add("状态", item.state)
                             .take());
  Map body = common_part(rollup, tools);
  body.add("单位", station.name)
      .add("类别", station.station_class)
      .add("情形", std::move(troubles))
      .add("未改事项", std::move(open));
  return as_record(station_rollup_template, station.folder, body);
}

render::Record county_record(const CountyRollup& county, const RollupTools& tools) {
  DataNode ranking = list(), left_out = list();
  for (const auto& entry : county.ranking) {
    const StationRollup& station = county.stations[entry.index];
    const bool known = station.rectification.known;
    ranking.items.push_back(
        counts(station.total)
            .add("名次", number(entry.place))
            .add("单位", short_name(station))
            .add("类别", station.station_class)
            .add("闭环率", known ? station.rectification.closure() : std::string(not_computable))
            .add("到期未改", known ? number(station.rectification.overdue) : std::string(not_computable))
            .take());
  }
  for (const auto& left : county.left_out)
    left_out.items.push_back(Map().add("文件夹", left.folder).add("原因", left.reason).take());
  Map body = common_part(county, tools);
  body.add("单位", county_name(county))
      .add("所数", number(county.stations.size()))
      .add("名次表", std::move(ranking))
      .add("没有列入", std::move(left_out));
  return as_record(county_rollup_template, "汇总", body);
}

namespace {

using Row = std::vector<std::string>;

void add_counts(Row& row, const ReportCount& count, const Rectification& rectification) {
  for (const std::size_t value :
       {count.due, count.given, count.approved, count.missing, count.incomplete, count.late})
    row.push_back(number(value));
  row.push_back(count.completeness());
  row.push_back(count.lateness());
  const bool known = rectification.known;
  for (const std::size_t value : {rectification.to_close(), rectification.closed, rectification.overdue})
    row.push_back(known ? number(value) : "");
  row.push_back(known ? rectification.closure() : "");
}

// "−7.32%" with the sign that a spreadsheet program reads as one.
std::string for_spreadsheet(const std::string& ratio) {
  return ratio.starts_with("−") ? "-" + ratio.substr(std::string_view("−").size()) : ratio;
}

// Numbers alone, without （缺n日）: a spreadsheet adds them up. What is not known is blank.
void add_figures(Row& row, const std::vector<FigureTotal>& figures, const RollupPlan& plan) {
  for (const auto& figure : figures) {
    row.push_back(figure.value ? to_plain(*figure.value) : "");
    row.push_back(number(figure.missing));
    row.push_back(for_spreadsheet(figure.month_on_month()));
    row.push_back(for_spreadsheet(figure.year_on_year()));
  }
  for (const auto& rate : plan.rates)
    row.push_back(rate_texts(rate, figures)[0]);
}

Row csv_header(const RollupPlan& plan) {
  Row row{"名次",   "单位", "类别",   "起",     "止",       "应报",     "已报",         "已审定",    "漏报",
          "不完整", "迟报", "完整率", "迟报率", "整改应改", "整改已改", "整改到期未改", "整改闭环率"};
  for (const auto& figure : plan.figures)
    for (const char* what : {"", "缺日数", "环比", "同比"})
      row.push_back(figure.name + what);
  for (const auto& rate : plan.rates)
    row.push_back(rate.name);
  return row;
}

} // namespace

std::string rollup_csv(const CountyRollup& county, const RollupTools& tools) {
  std::vector<Row> rows{csv_header(*tools.plan)};
  const std::string from = to_iso(county.span.first), to = to_iso(county.span.last);
  for (const auto& entry : county.ranking) {
    const StationRollup& station = county.stations[entry.index];
    Row row{number(entry.place), guarded_cell(station.name), station.station_class, from, to};
    add_counts(row, station.total, station.rectification);
    add_figures(row, station.figures, *tools.plan);
    rows.push_back(std::move(row));
  }
  if (county.stations.size() > 1) {
    Row row{"", "合计", "", from, to};
    add_counts(row, county.total, county.rectification);
    add_figures(row, county.figures, *tools.plan);
    rows.push_back(std::move(row));
  }
  std::string out = "\xEF\xBB\xBF";
  for (const auto& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i)
      out += (i == 0 ? "" : ",") + render::csv_cell(row[i]);
    out += "\r\n";
  }
  return out;
}

} // namespace fengqiao::station

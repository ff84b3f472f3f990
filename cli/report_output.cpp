#include "cli/report_output.hpp"

#include "cli/console.hpp"
#include "core/text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace fengqiao::cli {
namespace {

using station::CountyRollup;
using station::ReportCount;
using station::RollupTools;

using Rows = std::vector<std::vector<std::string>>;

constexpr std::size_t kShownTroubles = 40;

// Columns as wide as their widest cell; the first `left` of them begin at the left, the others end at the
// right.
std::string table(const Rows& rows, std::size_t left) {
  std::vector<int> widths;
  for (const auto& row : rows)
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (i == widths.size()) widths.push_back(0);
      widths[i] = std::max(widths[i], display_width(row[i]));
    }
  std::string out;
  for (const auto& row : rows) {
    std::string line;
    for (std::size_t i = 0; i < row.size(); ++i) {
      const auto blank = static_cast<std::size_t>(widths[i] - display_width(row[i]));
      line += i == 0 ? "" : "  ";
      line += i < left ? row[i] + std::string(blank, ' ') : std::string(blank, ' ') + row[i];
    }
    line.erase(line.find_last_not_of(' ') + 1);
    out += line + "\n";
  }
  return out;
}

std::vector<std::string> count_cells(const ReportCount& count) {
  std::vector<std::string> out;
  for (const std::size_t value :
       {count.due, count.given, count.approved, count.missing, count.incomplete, count.late})
    out.push_back(std::to_string(value));
  out.push_back(count.completeness());
  out.push_back(count.lateness());
  return out;
}

std::vector<std::string> with_first(std::vector<std::string> first, const std::vector<std::string>& rest) {
  first.insert(first.end(), rest.begin(), rest.end());
  return first;
}

const std::vector<std::string> kCountHeads{"应报",   "已报", "已审定", "漏报",
                                           "不完整", "迟报", "完整率", "迟报率"};

std::string report_table(const CountyRollup& rollup, const RollupTools& tools) {
  Rows rows{with_first({"日报"}, kCountHeads)};
  for (std::size_t i = 0; i < rollup.reports.size(); ++i)
    rows.push_back(with_first({(*tools.forms)[i].name}, count_cells(rollup.reports[i])));
  rows.push_back(with_first({"合计"}, count_cells(rollup.total)));
  return table(rows, 1);
}

std::string ranking_table(const CountyRollup& rollup) {
  Rows rows{with_first({"名次", "单位", "类别"}, kCountHeads)};
  rows.front().emplace_back("整改闭环率");
  for (const auto& entry : rollup.ranking) {
    const auto& station = rollup.stations[entry.index];
    rows.push_back(with_first({std::to_string(entry.place), station.name, station.station_class},
                              count_cells(station.total)));
    rows.back().push_back(station.rectification.known ? station.rectification.closure() : "—");
  }
  return table(rows, 3);
}

std::string figure_table(const CountyRollup& rollup, const RollupTools& tools) {
  Rows rows{{"数据", "单位", "本期", "缺（日）", "上期", "上年同期", "环比", "同比"}};
  for (const auto& row : station::figure_texts(rollup.figures, *tools.plan))
    rows.push_back({row.name, row.unit, row.now, row.missing, row.previous, row.last_year, row.month_on_month,
                    row.year_on_year});
  return table(rows, 2);
}

std::string rectification_line(const station::Rectification& at) {
  if (!at.known) return "整改：日报里没有整改表\n";
  return fmt::format(
      "整改：期初 {} 项，新提 {} 项，已改 {} 项，期末未改 {} 项（到期未改 {} 项），闭环率 {}\n", at.carried,
      at.raised, at.closed, at.open, at.overdue, at.closure());
}

std::string trouble_lines(const CountyRollup& rollup, const RollupTools& tools) {
  const auto troubles = station::troubles_of(rollup.stations.front(), *tools.forms);
  if (troubles.empty()) return "各份日报齐全，都已审定，没有迟报\n";
  Rows rows;
  for (const auto& trouble : troubles)
    if (rows.size() < kShownTroubles)
      rows.push_back(
          {to_iso(trouble.day), trouble.report, trouble.state, trouble.note == "—" ? "" : trouble.note});
  std::string out = table(rows, 4);
  if (troubles.size() > rows.size())
    out += fmt::format("另有 {} 份没有列出；-o 汇总.pdf 或 --format json 列全部\n",
                       troubles.size() - rows.size());
  return out;
}

Json count_json(const ReportCount& count) {
  return {{"due", count.due},
          {"given", count.given},
          {"approved", count.approved},
          {"missing", count.missing},
          {"incomplete", count.incomplete},
          {"late", count.late},
          {"void_approval", count.void_approval},
          {"all_zero", count.all_zero},
          {"nothing_notable", count.nothing_notable},
          {"notable", count.notable},
          {"completeness", count.completeness()},
          {"lateness", count.lateness()}};
}

Json value_json(const std::optional<Rational>& value) {
  return value ? Json(to_plain(*value)) : Json();
}

Json reports_json(const std::vector<ReportCount>& counts, const RollupTools& tools) {
  Json out = Json::array();
  for (std::size_t i = 0; i < counts.size(); ++i) {
    Json row = {{"report", (*tools.forms)[i].name}};
    row.update(count_json(counts[i]));
    out.push_back(std::move(row));
  }
  return out;
}

Json figures_json(const std::vector<station::FigureTotal>& figures, const station::RollupPlan& plan) {
  Json out = Json::array();
  for (std::size_t i = 0; i < figures.size(); ++i)
    out.push_back({{"name", plan.figures[i].name},
                   {"unit", plan.figures[i].unit},
                   {"value", value_json(figures[i].value)},
                   {"missing_days", figures[i].missing},
                   {"previous", value_json(figures[i].previous)},
                   {"last_year", value_json(figures[i].last_year)},
                   {"month_on_month", figures[i].month_on_month()},
                   {"year_on_year", figures[i].year_on_year()}});
  return out;
}

Json rates_json(const std::vector<station::FigureTotal>& figures, const station::RollupPlan& plan) {
  Json out = Json::array();
  for (const auto& rate : plan.rates) {
    const auto texts = station::rate_texts(rate, figures);
    out.push_back(
        {{"name", rate.name}, {"value", texts[0]}, {"previous", texts[1]}, {"last_year", texts[2]}});
  }
  return out;
}

Json rectification_json(const station::Rectification& at) {
  if (!at.known) return {};
  return {{"carried", at.carried},   {"raised", at.raised},    {"to_close", at.to_close()},
          {"closed", at.closed},     {"open", at.open},        {"overdue", at.overdue},
          {"closure", at.closure()}, {"adds_up", at.adds_up()}};
}

Json span_json(const station::Span& span) {
  return {{"from", to_iso(span.first)}, {"to", to_iso(span.last)}};
}

Json station_json(const station::StationRollup& station, std::size_t place, const RollupTools& tools) {
  Json out = {{"place", place},
              {"station", station.name},
              {"class", station.station_class},
              {"folder", station.folder},
              {"total", count_json(station.total)},
              {"reports", reports_json(station.reports, tools)},
              {"figures", figures_json(station.figures, *tools.plan)},
              {"rates", rates_json(station.figures, *tools.plan)},
              {"rectification", rectification_json(station.rectification)}};
  if (station.days.empty()) return out;
  Json troubles = Json::array();
  for (const auto& trouble : station::troubles_of(station, *tools.forms))
    troubles.push_back({{"date", to_iso(trouble.day)},
                        {"report", trouble.report},
                        {"state", trouble.state},
                        {"note", trouble.note == "—" ? "" : trouble.note}});
  out["troubles"] = std::move(troubles);
  return out;
}

} // namespace

std::string rollup_text(const CountyRollup& rollup, const RollupTools& tools) {
  const bool one = rollup.stations.size() == 1 && rollup.left_out.empty();
  const auto& first = rollup.stations.front();
  const std::string who =
      one ? fmt::format("{}（{}）", first.name, first.station_class)
          : fmt::format("{} {} 个所", station::county_name(rollup), rollup.stations.size());
  std::string out = fmt::format("{}　{}　{}，共 {} 天\n\n", who, station::span_kind_name(rollup.span.kind),
                                station::to_chinese(rollup.span), station::days_of(rollup.span).size());
  out += report_table(rollup, tools) + "\n";
  if (!one) out += ranking_table(rollup) + "\n";
  out += figure_table(rollup, tools) + "\n" + rectification_line(rollup.rectification);
  for (const auto& remark : station::remarks(rollup.rectification, rollup.total))
    out += "注意：" + remark + "\n";
  if (one) out += "\n" + trouble_lines(rollup, tools);
  return printable(out);
}

Json rollup_json(const CountyRollup& rollup, const RollupTools& tools) {
  Json stations = Json::array(), left_out = Json::array(), days = Json::array();
  for (const auto& entry : rollup.ranking)
    stations.push_back(station_json(rollup.stations[entry.index], entry.place, tools));
  for (const auto& left : rollup.left_out)
    left_out.push_back({{"folder", left.folder}, {"reason", left.reason}});
  const auto dates = station::days_of(rollup.span);
  for (std::size_t day = 0; day < dates.size(); ++day) {
    Json figures = Json::object();
    for (std::size_t i = 0; i < rollup.daily.size(); ++i)
      figures[tools.plan->figures[i].name] = value_json(rollup.daily[i][day]);
    days.push_back({{"date", to_iso(dates[day])}, {"figures", std::move(figures)}});
  }
  return {{"version", 1},
          {"kind", station::span_kind_name(rollup.span.kind)},
          {"span", span_json(rollup.span)},
          {"previous", span_json(station::previous_span(rollup.span))},
          {"last_year", span_json(station::last_year_span(rollup.span))},
          {"total", count_json(rollup.total)},
          {"reports", reports_json(rollup.reports, tools)},
          {"figures", figures_json(rollup.figures, *tools.plan)},
          {"rates", rates_json(rollup.figures, *tools.plan)},
          {"rectification", rectification_json(rollup.rectification)},
          {"days", std::move(days)},
          {"stations", std::move(stations)},
          {"left_out", std::move(left_out)}};
}

} // namespace fengqiao::cli

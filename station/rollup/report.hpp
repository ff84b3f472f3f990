// A roll-up as a record of the templates that print it (templates/汇总/派出所, 全县), and as a table.
#pragma once

#include "render/record.hpp"
#include "station/rollup/county_rollup.hpp"

#include <string>
#include <vector>

namespace fengqiao::station {

inline constexpr const char* station_rollup_template = "汇总/派出所";
inline constexpr const char* county_rollup_template = "汇总/全县";

// A day's report that is not as it should be: 漏报, 不完整, 迟报, 未审定 or what approval_name says; several
// joined by 、.
struct RollupTrouble {
  Date day;
  std::string report, state, note;
};
// By day, then in the order of the reports.
std::vector<RollupTrouble> troubles_of(const StationRollup& station, const std::vector<DailyForm>& forms);

// One row of the table of figures and rates, as printed: "38", "57.14%", "—".
struct FigureText {
  std::string name, unit, now, missing, previous, last_year, month_on_month, year_on_year;
};
std::vector<FigureText> figure_texts(const std::vector<FigureTotal>& figures, const RollupPlan& plan);

// What a reader has to be told: rectification that does not add up, records changed after approval.
std::vector<std::string> remarks(const Rectification& rectification, const ReportCount& total);

// 上级 where all stations have the same, else 各所.
std::string county_name(const CountyRollup& county);

// Of a roll-up of one station.
render::Record station_record(const CountyRollup& rollup, const RollupTools& tools);
render::Record county_record(const CountyRollup& county, const RollupTools& tools);

// CSV that WPS opens (byte order mark, CR LF): a row a station in the order of the ranking, of several
// stations a last row 合计; each figure with 本期, 环比 and 同比. Cells are guarded.
std::string rollup_csv(const CountyRollup& county, const RollupTools& tools);

} // namespace fengqiao::station

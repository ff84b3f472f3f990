// Which figures the morning meeting's paper shows: brief.yaml in its template's folder (日报/晨会), checked
// against the reports' schemas when it is loaded.
//
//   要情: [{项目: 接报警情, 单位: 起, 日报: 质态监督, 本期: 接报警.合计.本期, 环比: …, 同比: …}]
//   走势: {日报: 质态监督, 数列: {刑事: 接报警.刑事, …}}     # groups with 本期 and 上年同日
//   整改: {日报: 质态监督, 表: 整改}                        # items with 类别, 事项, 责任, 期限, 状态
#pragma once

#include "core/result.hpp"
#include "station/daily/day_records.hpp"

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace fengqiao::station {

inline constexpr const char* brief_template = "日报/晨会";

struct BriefFigure {
  std::string name, unit, report;
  std::string now, previous_change, year_change; // dotted fields; the changes may be empty
};

struct BriefForm {
  std::vector<BriefFigure> figures;
  std::string trend_report;
  std::vector<std::pair<std::string, std::string>> series; // name, group's field
  std::string follow_report, follow_list;
};

// All faults at once with line and column: reports and fields that there are not, too many series.
Result<BriefForm, Errors> load_brief_form(const std::filesystem::path& file,
                                          const std::vector<DailyForm>& forms);

} // namespace fengqiao::station

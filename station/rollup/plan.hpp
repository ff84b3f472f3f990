// clang-format off
// What is rolled up, declared in 汇总.yaml beside the daily reports' templates and checked against their
// schemas when it is loaded:
//
//   figures:
//     - {name: 接报警情, unit: 起, report: 质态监督, field: 接报警.合计}   # 本期, 上一日 and 上年同日 below it
//     - {name: 流出件, unit: 件, report: 联动协作, field: 流出.件数, previous: 流出.上一日, last_year: 流出.上年同日}
//     - {name: 财物结存, unit: 件, report: 质态监督, field: 涉案财物.结存, take: last}   # the last day's, no sum
//   rates:
//     - {name: 流出办结率, part: 流出办结, whole: 流出件}                  # of figures above
//   charts:
//     - {title: 每日接报警情, unit: 起, kind: 堆积, figures: [刑事警情, 治安警情]}
//   rectification:                                                     # may be left out
//     report: 质态监督
//     list: 整改
// clang-format on
#pragma once

#include "core/result.hpp"
#include "station/daily/day_records.hpp"

#include <optional>
#include <string>
#include <vector>

namespace fengqiao::station {

struct RollupFigure {
  std::string name, unit;
  std::size_t report = 0;               // of the forms
  std::string now, previous, last_year; // field paths; the last two may be empty
  bool last_of_span = false;            // a stock: the last day's value stands for the span
};

struct RollupRate {
  std::string name;
  std::size_t part = 0, whole = 0; // of the figures
};

struct RollupChart {
  std::string title, unit, kind;
  std::vector<std::size_t> figures;
};

struct RollupPlan {
  std::vector<RollupFigure> figures;
  std::vector<RollupRate> rates;
  std::vector<RollupChart> charts;
  // The list of rectification items (类别, 事项, 责任, 期限, 状态); nullopt: none is kept.
  std::optional<std::size_t> rectification_report;
  std::string rectification_list;
};

inline constexpr const char* rollup_plan_file = "汇总.yaml";

// Of the folder that holds the forms. All faults with line and column; ErrorCode::not_found where the file is
// missing.
Result<RollupPlan, Errors> load_rollup_plan(const std::vector<DailyForm>& forms);

} // namespace fengqiao::station

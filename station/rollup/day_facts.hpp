// What one record of one day gives to a roll-up: its state, whether it was late and approved, its numbers.
#pragma once

#include "core/rational.hpp"
#include "station/daily/approval.hpp"
#include "station/daily/day_check.hpp"
#include "station/rollup/plan.hpp"

#include <array>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace fengqiao::station {

struct RectificationItem {
  std::string category, matter, duty, limit, state; // 类别, 事项, 责任, 期限, 状态
};

// 本期, 上一日, 上年同日 of a figure; what is blank is not known, it is not 0.
using FigureDay = std::array<std::optional<Rational>, 3>;

struct ReportFacts {
  ReportState state = ReportState::missing;
  bool due = true; // false: hand-over has not come yet and there is no record
  bool late = false;
  ApprovalState approval = ApprovalState::none;
  std::string trouble; // why it is incomplete
};

struct DayFacts {
  Date day;
  std::vector<ReportFacts> reports; // parallel to the forms
  std::vector<FigureDay> figures;   // parallel to the plan's
  // nullopt: there is no record with a list.
  std::optional<std::vector<RectificationItem>> rectification;
};

struct RollupTools {
  const std::vector<DailyForm>* forms = nullptr;
  const RollupPlan* plan = nullptr;
  DateTime now; // what is due later is not missing
};

// Never fails: a record that cannot be read is incomplete and says why. Records are typed and computed,
// nothing is laid out and no citation is looked up.
DayFacts read_day(const RollupTools& tools, const Workspace& workspace, const Date& day);

} // namespace fengqiao::station

// What is wrong with the reports of a day: each by itself, against the ledger, and against the others.
#pragma once

#include "core/result.hpp"
#include "station/daily/cross_check.hpp"
#include "station/daily/day_records.hpp"
#include "station/paperwork.hpp"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace fengqiao::station {

// A blank count leaves a report incomplete; it is never taken for 0.
enum class ReportState {
  missing,         // 漏报: there is no record
  incomplete,      // 不完整: a required field is blank, or the record cannot be read
  all_zero,        // 全零报告
  nothing_notable, // 无突出情况
  notable,         // 非零报告
};
std::string_view state_name(ReportState state);

// Of a record that has been typed and computed (paperwork.hpp).
ReportState report_state(const Prepared& prepared, const render::Field& schema);

// Figures and lists that differ from what the ledger says now, for the record's own 统计时段. Of a list, the
// number of items and, where items have a 编号, the choices and numbers of each are compared; what the clerk
// has worded is not. Blank fields are check_record's business.
Result<Errors> compare_with_ledger(const DailyForm& form, const render::Value& record, const Ledger& ledger);

struct ReportCheck {
  std::string name;           // 质态监督
  std::filesystem::path file; // empty: 漏报
  ReportState state = ReportState::missing;
  bool late = false; // submitted after hand-over
  Errors problems, warnings;
  Prepared prepared; // where there is a file that can be read
};

struct DayCheck {
  std::vector<ReportCheck> reports; // in the order of the forms
  Errors problems, warnings;        // between them
};

// What a day is checked with. `ledger` may be missing: nothing is compared then.
struct DayTools {
  const std::vector<DailyForm>* forms = nullptr;
  const std::vector<CrossCheck>* cross_checks = nullptr;
  const Workspace* workspace = nullptr;
  const Ledger* ledger = nullptr;
  PaperworkContext context;
};

// One record of a day, with the checks between it and those beside it; what is wrong with those is not said.
ReportCheck check_report(const DayTools& tools, const DailyForm& form, const std::filesystem::path& file);

// All of a day. A report without a record is 漏报, an error. Nothing is laid out: station/printing.hpp finds
// what only shows on a page.
DayCheck check_day(const DayTools& tools, const Date& day);

} // namespace fengqiao::station

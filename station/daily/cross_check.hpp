// clang-format off
// Checks between the reports of one day, declared in 勾稽.yaml beside the reports' templates:
//
//   checks:
//     - equal: [质态监督.接报警.非警务.本期, 联动协作.流出.接处警]   # report, then the field's path
//       message: 非警务警情数与流出件数不等
//       level: warning                                          # or error
// clang-format on
#pragma once

#include "core/result.hpp"
#include "render/value.hpp"
#include "station/daily/day_records.hpp"

#include <map>
#include <string>
#include <vector>

namespace fengqiao::station {

struct CrossCheck {
  std::string left_report, left_field, right_report, right_field;
  std::string message;
  bool warning = false;
};

// Of the folder that holds the forms. Without the file there are no checks. All faults with line and column.
Result<std::vector<CrossCheck>, Errors> load_cross_checks(const std::vector<DailyForm>& forms);

// Checks whose two reports are there (by name) and whose two fields are filled in. Texts are compared as
// printed, numbers as numbers.
void run_cross_checks(const std::vector<CrossCheck>& checks,
                      const std::map<std::string, const render::Value*>& reports, Errors& problems,
                      Errors& warnings);

} // namespace fengqiao::station

// What the verbs of the day's reports lay out before they begin: workspace, templates, cross-checks, ledger.
#pragma once

#include "cli/desk.hpp"
#include "station/daily/day_check.hpp"

#include <filesystem>
#include <optional>
#include <vector>

namespace fengqiao::cli {

struct DayDesk {
  station::Workspace workspace;
  std::vector<station::DailyForm> forms;
  std::vector<station::CrossCheck> cross_checks;
  std::optional<station::Ledger> ledger;
  std::optional<Error> no_ledger; // why there is none: none yet (not_found), or it cannot be read

  // `desk` has to outlive it.
  static Result<DayDesk, Errors> open(const std::filesystem::path& workspace, const Desk& desk);
  [[nodiscard]] station::DayTools tools(const Desk& desk) const;
  [[nodiscard]] const station::DailyForm* form_of(const std::string& template_id) const;
};

} // namespace fengqiao::cli

#include "cli/day_desk.hpp"

namespace fengqiao::cli {

Result<DayDesk, Errors> DayDesk::open(const std::filesystem::path& workspace, const Desk& desk) {
  DayDesk out;
  auto opened = station::open_workspace(workspace);
  if (!opened) return fail_all(opened.error());
  out.workspace = std::move(*opened);
  auto forms = station::load_daily_forms(*desk.context().templates);
  if (!forms) return fail_all(forms.error());
  out.forms = std::move(*forms);
  auto checks = station::load_cross_checks(out.forms);
  if (!checks) return fail_all(checks.error());
  out.cross_checks = std::move(*checks);
  auto ledger = station::Ledger::open(out.workspace.ledger);
  if (ledger)
    out.ledger.emplace(std::move(*ledger));
  else
    out.no_ledger = ledger.error();
  return out;
}

station::DayTools DayDesk::tools(const Desk& desk) const {
  return {&forms, &cross_checks, &workspace, ledger ? &*ledger : nullptr, desk.context()};
}

const station::DailyForm* DayDesk::form_of(const std::string& template_id) const {
  for (const auto& form : forms)
    if (form.paper.id == template_id) return &form;
  return nullptr;
}

} // namespace fengqiao::cli

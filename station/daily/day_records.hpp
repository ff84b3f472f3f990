// The day's reports: which templates they are, where their records lie, and records prepared from the ledger.
#pragma once

#include "core/date.hpp"
#include "core/result.hpp"
#include "render/template.hpp"
#include "station/daily/ledger_source.hpp"
#include "station/daily/ledger_value.hpp"
#include "station/figures.hpp"
#include "station/workspace.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace fengqiao::station {

// A template whose front matter says `daily: 1` (2, 3 …: the order in which the reports are read).
struct DailyForm {
  std::string name; // 质态监督: the last part of the template's id
  render::Template paper;
  FigureSet figures;
  LedgerSources sources;
};

// All of them, in their order. ErrorCode::data with every fault of every template; not_found where no
// template is a daily report.
Result<std::vector<DailyForm>, Errors> load_daily_forms(const render::TemplateLibrary& library);

// 记录/2026-03-09
std::filesystem::path day_folder(const Workspace& workspace, const Date& day);

// The record of a report in that folder: <name>.yaml, else <name>.csv; empty where there is none.
std::filesystem::path day_record(const std::filesystem::path& folder, const std::string& name);

// The hand-over after the day: when its reports are due.
DateTime due_of(const Workspace& workspace, const Date& day);

struct PreparedDay {
  std::string text;       // of the record, YAML or CSV
  std::size_t filled = 0; // figures and lists that came from the ledger
  std::vector<std::string>
      unknown; // fields that the ledger has a source for but does not know, with the reason
};

// A record with head and figures filled in, each with where it comes from, and the rest to be filled in by
// the clerk. `ledger` may be missing: everything is left to be typed. `kept`: a record's values that stay as
// they are (its figures are renewed where the ledger knows them, its lists where they are blank).
Result<PreparedDay> prepare_day(const DailyForm& form, const Workspace& workspace, const Ledger* ledger,
                                const Date& day, bool csv, const render::Value* kept = nullptr);

} // namespace fengqiao::station

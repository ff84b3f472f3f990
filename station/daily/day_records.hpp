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

// The record's own 统计时段, 24:00 as 00:00 of the next day; nothing where it is not filled in or runs
// backwards.
std::optional<Period> period_of(const render::Value& record);

// The hand-over after the day: when its reports are due.
DateTime due_of(const Workspace& workspace, const Date& day);

struct PreparedDay {
  std::string text;       // of the record, YAML or CSV
  std::size_t filled = 0; // figures and lists that came from the ledger
  std::vector<std::string>
      unknown; // fields that the ledger has a source for but does not know, with the reason
};

// A record with head and figures filled in, each with where it comes from, and the rest to be filled in by
// the clerk. `ledger` may be missing: everything is left to be typed. `kept`: a record of which everything
// stays that the ledger does not know better, for its own 统计时段: figures are renewed; in lists whose items
// have a 编号 the ledger's cells of each item are renewed and its further items added; other lists are filled
// where they are blank or 无, else only a different number is remarked upon.
Result<PreparedDay> prepare_day(const DailyForm& form, const Workspace& workspace, const Ledger* ledger,
                                const Date& day, bool csv, const render::Value* kept = nullptr);

} // namespace fengqiao::station

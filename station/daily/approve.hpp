// Giving, renewing, commenting and withdrawing 审定.
//
//   give      first time, or after a withdrawal. Refused while the record has problems, to its filler where
//             the station forbids that, for a file that is not the day's report, and while it stands approved
//   renew     the record was changed, or another officer approves: the former approval goes into 历次
//   comment   点评部署 of the morning meeting, on a record that stands approved: it is printed again, nothing
//             else changes; the ledger is not asked again
//   withdraw  with a reason; not by the filler where the station forbids that. The record is 未审定 again.
//   Its PDF stays, and `verify` says what became of it
#pragma once

#include "core/result.hpp"
#include "render/font.hpp"
#include "station/daily/approval.hpp"
#include "station/daily/day_check.hpp"

#include <filesystem>
#include <string>

namespace fengqiao::station {

enum class ApproveAct { give, renew, comment, withdraw };

struct ApproveWish {
  ApproveAct act = ApproveAct::give;
  std::filesystem::path record;
  std::filesystem::path paper; // the PDF; empty: beside the record
  std::string by;
  DateTime at;
  std::string role, comment; // comment: 所长 | 教导员, and what was said
  std::string reason;        // withdraw, renew
};

struct ApproveTools {
  PaperworkContext context;
  const DayTools* day = nullptr; // nullptr: the record lies in no workspace
  std::filesystem::path styles;
  render::FontSet* fonts = nullptr;
};

struct ApproveResult {
  ApprovalFile file;    // as written
  bool already = false; // give: it stands approved by the same person, unchanged; nothing was written
  std::filesystem::path paper;
  std::size_t pages = 0;
  Errors warnings;
};

// Writes the PDF, then the approval file. On an error nothing has been written, except that the PDF may have
// been where the disk failed in between. The record is never written. The same wish on the same record gives
// the same bytes.
Result<ApproveResult, Errors> approve(const ApproveWish& wish, const ApproveTools& tools);

} // namespace fengqiao::station

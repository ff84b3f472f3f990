// Is an approved record, or the PDF that was printed of it, still what was approved?
#pragma once

#include "station/daily/approval.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace fengqiao::station {

struct ApprovalVerification {
  std::filesystem::path record;
  ApprovalState state = ApprovalState::none;
  std::optional<Approval> approval;
  std::vector<std::string> sound, differs, notes; // sentences: agrees; does not, and what to do; history
  [[nodiscard]] bool whole() const { return differs.empty(); }
};

// The record that `file` belongs to: a record itself, the one that an approval file stands beside, the one
// whose approval beside a PDF names that PDF. Empty: none of these.
std::filesystem::path approved_record_of(const std::filesystem::path& file);

// `paper`: the PDF in question; empty: the approved one at its place. Every difference is named; what is not
// approved (未审定, 已撤销) differs, too.
ApprovalVerification verify_approval(const std::filesystem::path& record, const std::filesystem::path& paper);

} // namespace fengqiao::station

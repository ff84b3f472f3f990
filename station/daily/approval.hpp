// 审定: who approved a record, when, and what exactly. It lives beside the record, in <record>.审定.yaml, so
// that the record itself stays as it was when it was approved; comments of the morning meeting live there
// too, and so does what became of earlier approvals.
//
//   记录: 质态监督.yaml
//   状态: 已审定              # or 已撤销: then the lines down to 点评 are not there
//   记录摘要: 3f…            # SHA-256 of the record's bytes
//   审定人: 样例
//   审定时刻: 2026-03-10T08:10
//   交班时刻: 2026-03-10T08:30
//   迟报: 否                 # 是: submitted after hand-over
//   文书: 质态监督.pdf        # relative to the record's folder
//   文书摘要: 9a…            # SHA-256 of the PDF that was printed under this approval
//   先前文书: [77…]          # of those before a comment was added
//   点评: {所长: …, 教导员: …}
//   历次: [{审定人: …, 审定时刻: …, 记录摘要: …, 结果: 撤销, 经手人: …, 时刻: …, 事由: …}]
//   封记: 5c…                # SHA-256 of all lines above
//
// The seal finds what was edited by hand; it is no signature and keeps nobody out who sets out to forge.
#pragma once

#include "core/date.hpp"
#include "core/result.hpp"

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace fengqiao::station {

struct Approval {
  std::string record_digest;
  std::string by;
  DateTime at;
  std::optional<DateTime> due; // the hand-over
  bool late = false;           // 迟报
  std::string paper, paper_digest;
  std::vector<std::string> earlier_papers;                   // digests
  std::vector<std::pair<std::string, std::string>> comments; // 所长, 教导员: what they said
};

// An approval that holds no longer.
struct EndedApproval {
  std::string by;
  DateTime at;
  std::string record_digest;
  std::string how; // 撤销 | 重新审定
  std::string ended_by;
  DateTime ended_at;
  std::string reason; // may be empty
};

struct ApprovalFile {
  std::string record;              // the file's name
  std::optional<Approval> current; // nullopt: withdrawn
  std::vector<EndedApproval> ended;
};

// 质态监督.yaml → 质态监督.审定.yaml
std::filesystem::path approval_file(const std::filesystem::path& record);
bool is_approval_file(const std::filesystem::path& file);
// The record that an approval file (or a PDF) stands beside: .yaml, else .csv; empty where there is none.
std::filesystem::path record_beside(const std::filesystem::path& file);

// nullopt: there is none, or it belongs to the record's other form (质态监督.csv beside 质态监督.yaml).
// Errors (data): it is no regular file of its own (a link), is not YAML, or is not byte for byte what
// `fengqiao approve` wrote.
Result<std::optional<ApprovalFile>, Errors> load_approval(const std::filesystem::path& record);

// As the file has it, seal and all. Identity card and telephone numbers in names and comments are masked.
std::string approval_text(const ApprovalFile& file);

enum class ApprovalState {
  none,       // 未审定
  in_force,   // 已审定: the record is what was approved
  changed,    // the record was changed afterwards
  withdrawn,  // 已撤销
  unreadable, // the approval file was damaged or edited
};

std::string_view approval_name(ApprovalState state); // 未审定, 已审定, 审定后改动, 审定已撤销, 审定文件被改

struct ApprovalCheck {
  ApprovalState state = ApprovalState::none;
  std::optional<Approval> approval; // in_force, changed
  Errors problems;                  // changed, unreadable: what differs and what to do
  std::optional<Error> paper;       // the approved PDF is not what it was, or is not there
  bool paper_gone = false;          // of the two the second, which takes no more than printing it again
};

// Reads the record, its approval and its PDF. Cost: both files' digests.
ApprovalCheck check_approval(const std::filesystem::path& record);

// SHA-256 of the file as it is; ErrorCode::limit above 256 MiB.
Result<std::string> file_digest(const std::filesystem::path& file);

} // namespace fengqiao::station

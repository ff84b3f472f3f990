#include "station/daily/approval_verify.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <system_error>

namespace fengqiao::station {
namespace {

namespace fs = std::filesystem;

std::string one_sentence(const Error& error) {
  return error.hint.empty() ? fmt::format("{}：{}", error.where, error.message)
                            : fmt::format("{}：{}。{}", error.where, error.message, error.hint);
}

void verify_paper(const fs::path& paper, const Approval& approval, ApprovalVerification& out) {
  const auto digest = file_digest(paper);
  if (!digest)
    out.differs.push_back(one_sentence(digest.error()));
  else if (*digest == approval.paper_digest)
    out.sound.push_back(fmt::format("{} 就是审定时生成的 PDF（SHA-256 {}）", paper.string(), *digest));
  else if (std::find(approval.earlier_papers.begin(), approval.earlier_papers.end(), *digest) !=
           approval.earlier_papers.end())
    out.sound.push_back(
        fmt::format("{} 是补录点评部署以前生成的 PDF（SHA-256 {}）", paper.string(), *digest));
  else
    out.differs.push_back(fmt::format(
        "{}：与审定时生成的 PDF 不同（SHA-256 现为 {}，审定时 {}）。不要用这一份；审定的在 {}，不在了就用 "
        "fengqiao render 重新生成",
        paper.string(), *digest, approval.paper_digest, approval.paper));
}

void tell_history(const ApprovalFile& file, ApprovalVerification& out) {
  for (const auto& ended : file.ended)
    out.notes.push_back(fmt::format("{} 于{}的审定，{} 于{}{}{}", ended.by, to_chinese(ended.at),
                                    ended.ended_by, to_chinese(ended.ended_at), ended.how,
                                    ended.reason.empty() ? "" : "：" + ended.reason));
}

} // namespace

fs::path approved_record_of(const fs::path& file) {
  const std::string extension = file.extension().string();
  if (is_approval_file(file)) return record_beside(file);
  if (extension == ".yaml" || extension == ".csv") return file;
  const fs::path folder = file.has_parent_path() ? file.parent_path() : fs::path(".");
  std::vector<fs::path> approvals; // the file system's order is no order
  std::error_code error;
  for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error))
    if (is_approval_file(at->path())) approvals.push_back(at->path());
  std::sort(approvals.begin(), approvals.end());
  for (const auto& approval : approvals) {
    fs::path record = record_beside(approval);
    if (record.empty()) continue;
    const auto loaded = load_approval(record);
    const bool named = loaded && *loaded && (*loaded)->current &&
                       fs::path((*loaded)->current->paper).lexically_normal() == file.filename();
    if (named || (file.stem() == record.stem() && !(loaded && *loaded && (*loaded)->current))) return record;
  }
  return {};
}

ApprovalVerification verify_approval(const fs::path& record, const fs::path& paper) {
  ApprovalVerification out;
  out.record = record;
  ApprovalCheck check = check_approval(record);
  out.state = check.state;
  out.approval = check.approval;
  for (const auto& problem : check.problems)
    out.differs.push_back(one_sentence(problem));
  if (check.state == ApprovalState::none)
    out.differs.push_back(fmt::format("{}：没有审定。由值班所领导审定：fengqiao approve {} --by 姓名",
                                      record.string(), record.string()));
  if (check.state == ApprovalState::withdrawn)
    out.differs.push_back(fmt::format("{}：审定已经撤销，以前印的 PDF 不作数", record.string()));
  if (check.state == ApprovalState::in_force)
    out.sound.push_back(
        fmt::format("{} 与审定时一致（SHA-256 {}）", record.string(), check.approval->record_digest));
  if (check.approval && !paper.empty())
    verify_paper(paper, *check.approval, out);
  else if (check.approval && check.paper)
    (check.paper_gone ? out.notes : out.differs).push_back(one_sentence(*check.paper));
  else if (check.approval)
    verify_paper(record.parent_path() / check.approval->paper, *check.approval, out);
  if (const auto loaded = load_approval(record); loaded && *loaded) tell_history(**loaded, out);
  return out;
}

} // namespace fengqiao::station

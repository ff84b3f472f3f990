#include "station/daily/approval.hpp"

#include "core/digest.hpp"
#include "core/file.hpp"
#include "core/limits.hpp"
#include "core/masking.hpp"
#include "core/yaml.hpp"

#include <fmt/format.h>

#include <system_error>

namespace fengqiao::station {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostBytes = 256u << 20; // of a printed report
constexpr std::string_view kSuffix = ".审定.yaml";
constexpr std::string_view kWithdrawn = "已撤销", kInForce = "已审定";

bool is_digest(const std::string& text) {
  return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string::npos;
}

std::string safe(const std::string& text) {
  return yaml_scalar(mask_personal_data(text).text);
}

Error damaged(const fs::path& file, std::string what) {
  return {
      ErrorCode::data, file.string(), std::move(what),
      "审定文件只由程序写，不能手改：从备份找回原来的；找不回的，删去它，由审定人重新运行 fengqiao approve"};
}

DateTime time_of(const DataNode& map, std::string_view key) {
  return parse_date_time(map.text(key)).value_or(DateTime());
}

Approval read_current(const DataNode& data) {
  Approval out;
  out.record_digest = data.text("记录摘要");
  out.by = data.text("审定人");
  out.at = time_of(data, "审定时刻");
  out.due = parse_date_time(data.text("交班时刻"));
  out.late = data.text("迟报") == "是";
  out.paper = data.text("文书");
  out.paper_digest = data.text("文书摘要");
  if (const DataNode* earlier = data.find("先前文书"))
    for (const auto& item : earlier->items)
      out.earlier_papers.push_back(item.scalar);
  if (const DataNode* comments = data.find("点评"))
    for (const auto& member : comments->members)
      out.comments.emplace_back(member.key, member.value.scalar);
  return out;
}

ApprovalFile read_file_of(const DataNode& data) {
  ApprovalFile out;
  out.record = data.text("记录");
  if (data.text("状态") == kInForce) out.current = read_current(data);
  if (const DataNode* ended = data.find("历次"))
    for (const auto& item : ended->items)
      out.ended.push_back({item.text("审定人"), time_of(item, "审定时刻"), item.text("记录摘要"),
                           item.text("结果"), item.text("经手人"), time_of(item, "时刻"), item.text("事由")});
  return out;
}

// What the reader does not insist on, the comparison with what would be written does.
bool is_complete(const ApprovalFile& file) {
  if (!file.current) return !file.ended.empty();
  const Approval& approval = *file.current;
  return !approval.by.empty() && approval.at.date.year > 0 && is_digest(approval.record_digest) &&
         is_digest(approval.paper_digest) && !approval.paper.empty() && approval.paper.front() != '/';
}

std::string current_text(const Approval& approval) {
  std::string out = fmt::format("记录摘要: {}\n审定人: {}\n审定时刻: {}\n", approval.record_digest,
                                safe(approval.by), to_iso(approval.at));
  if (approval.due) out += fmt::format("交班时刻: {}\n", to_iso(*approval.due));
  out += fmt::format("迟报: {}\n", approval.late ? "是" : "否");
  out += fmt::format("文书: {}\n文书摘要: {}\n", yaml_scalar(approval.paper), approval.paper_digest);
  if (!approval.earlier_papers.empty()) out += "先前文书:\n";
  for (const auto& digest : approval.earlier_papers)
    out += fmt::format("  - {}\n", digest);
  if (!approval.comments.empty()) out += "点评:\n";
  for (const auto& [role, text] : approval.comments)
    out += fmt::format("  {}: {}\n", yaml_scalar(role), safe(text));
  return out;
}

std::string ended_text(const EndedApproval& ended) {
  return fmt::format("  - 审定人: {}\n    审定时刻: {}\n    记录摘要: {}\n    结果: {}\n    经手人: {}\n"
                     "    时刻: {}\n    事由: {}\n",
                     safe(ended.by), to_iso(ended.at), ended.record_digest, yaml_scalar(ended.how),
                     safe(ended.ended_by), to_iso(ended.ended_at), safe(ended.reason));
}

void check_record(const fs::path& record, ApprovalCheck& out) {
  const auto digest = file_digest(record);
  if (!digest) {
    out.state = ApprovalState::changed;
    out.problems.push_back(digest.error());
  } else if (*digest != out.approval->record_digest) {
    out.state = ApprovalState::changed;
    out.problems.push_back(
        {ErrorCode::data, record.string(),
         fmt::format("{} 于{}审定以后，这份记录改动过", out.approval->by, to_chinese(out.approval->at)),
         fmt::format("审定的内容不作数了：从备份退回原样；确要改的，由审定人重新审定：fengqiao approve {} "
                     "--by 姓名 --again",
                     record.string())});
  }
}

void check_paper(const fs::path& record, ApprovalCheck& out) {
  const fs::path paper = record.parent_path() / out.approval->paper;
  std::error_code ignored;
  if (!fs::exists(paper, ignored)) {
    out.paper_gone = true;
    out.paper = Error{ErrorCode::data, paper.string(), "审定时生成的 PDF 不在了",
                      fmt::format("用 fengqiao render {} -o {} 重新生成", record.string(), paper.string())};
    return;
  }
  const auto digest = file_digest(paper);
  if (!digest)
    out.paper = digest.error();
  else if (*digest != out.approval->paper_digest)
    out.paper = Error{ErrorCode::data, paper.string(),
                      fmt::format("{} 于{}审定以后，这份 PDF 改动过或被替换", out.approval->by,
                                  to_chinese(out.approval->at)),
                      fmt::format("不要用这一份；用 fengqiao render {} -o {} 按审定的记录重新生成",
                                  record.string(), paper.string())};
}

} // namespace

fs::path approval_file(const fs::path& record) {
  return record.parent_path() / (record.stem().string() + std::string(kSuffix));
}

bool is_approval_file(const fs::path& file) {
  return file.filename().string().ends_with(kSuffix);
}

fs::path record_beside(const fs::path& file) {
  std::string stem = file.stem().string();
  if (is_approval_file(file)) stem = fs::path(stem).stem().string();
  std::error_code ignored;
  for (const char* extension : {".yaml", ".csv"})
    if (fs::path record = file.parent_path() / (stem + extension); fs::is_regular_file(record, ignored))
      return record;
  return {};
}

Result<std::optional<ApprovalFile>, Errors> load_approval(const fs::path& record) {
  const fs::path file = approval_file(record);
  std::error_code ignored;
  const auto status = fs::symlink_status(file, ignored);
  if (!fs::exists(status)) return std::nullopt;
  if (!fs::is_regular_file(status))
    return fail_all({damaged(file, fs::is_symlink(status) ? "审定文件是一个链接，不作数"
                                                          : "审定文件不是普通文件，不作数")});
  const auto text = read_text(file, limits::record_file_bytes);
  if (!text) return fail_all({text.error()});
  const auto data = parse_yaml(text->text, file.string());
  if (!data) {
    Errors errors{damaged(file, "审定文件读不懂，被人改过")};
    errors.insert(errors.end(), data.error().begin(), data.error().end());
    return fail_all(std::move(errors));
  }
  ApprovalFile out = read_file_of(*data);
  if (!is_complete(out)) return fail_all({damaged(file, "审定文件不完整，被人改过")});
  if (approval_text(out) != text->text)
    return fail_all({damaged(file, "审定文件被人改过：内容和它末行的封记不符")});
  if (out.record != record.filename().string()) return std::nullopt;
  return out;
}

std::string approval_text(const ApprovalFile& file) {
  std::string out = "# 由 fengqiao approve 写入，不要手改；改过的不作数。\n";
  out += fmt::format("记录: {}\n状态: {}\n", yaml_scalar(file.record), file.current ? kInForce : kWithdrawn);
  if (file.current) out += current_text(*file.current);
  if (!file.ended.empty()) out += "历次:\n";
  for (const auto& ended : file.ended)
    out += ended_text(ended);
  return out + fmt::format("封记: {}\n", sha256_hex(out));
}

ApprovalCheck check_approval(const fs::path& record) {
  ApprovalCheck out;
  auto loaded = load_approval(record);
  if (!loaded) {
    out.state = ApprovalState::unreadable;
    out.problems = std::move(loaded.error());
    return out;
  }
  if (!*loaded) return out;
  out.state = ApprovalState::withdrawn;
  if (!(*loaded)->current) return out;
  out.state = ApprovalState::in_force;
  out.approval = std::move((*loaded)->current);
  check_record(record, out);
  check_paper(record, out);
  return out;
}

std::string_view approval_name(ApprovalState state) {
  static constexpr std::string_view names[] = {"未审定", "已审定", "审定后改动", "审定已撤销",
                                               "审定文件被改"};
  return names[static_cast<std::size_t>(state)];
}

Result<std::string> file_digest(const fs::path& file) {
  const auto bytes = read_file(file, kMostBytes);
  if (!bytes) return fail(bytes.error());
  return sha256_hex(*bytes);
}

} // namespace fengqiao::station

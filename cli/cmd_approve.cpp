// fengqiao approve: 审定 of a day's record, comments on an approved one, and taking an approval back.
#include "cli/commands.hpp"
#include "cli/console.hpp"
#include "cli/day_argument.hpp"
#include "cli/day_desk.hpp"
#include "core/text.hpp"
#include "station/daily/approve.hpp"

#include <fmt/format.h>

#include <filesystem>

namespace fengqiao::cli {
namespace {

namespace fs = std::filesystem;
using station::ApproveAct;

Result<ApproveAct> act_of(const ApproveOptions& options) {
  const auto usage = [](const char* message, const char* hint) {
    return fail(ErrorCode::usage, "", message, hint);
  };
  if (static_cast<int>(options.again) + static_cast<int>(options.withdraw) +
          static_cast<int>(!options.comment.empty()) >
      1)
    return usage("--again、--withdraw、--comment 一次只用一个", "分几次运行");
  if (options.withdraw && trim(options.reason).empty())
    return usage("撤销审定要写事由", "例如 --withdraw --reason 数字有误，退回重填");
  if (!options.reason.empty() && !options.withdraw && !options.again)
    return usage("--reason 只用于 --withdraw 和 --again", "");
  if (options.withdraw) return ApproveAct::withdraw;
  if (options.again) return ApproveAct::renew;
  return options.comment.empty() ? ApproveAct::give : ApproveAct::comment;
}

Result<station::ApproveWish> wish_of(const ApproveOptions& options) {
  const auto act = act_of(options);
  if (!act) return fail(act.error());
  if (trim(options.by).empty()) return fail(ErrorCode::usage, "", "--by 是空的", "请写审定人的姓名");
  const auto at = options.at.empty() ? local_minute() : parse_date_time(options.at);
  if (!at)
    return fail(ErrorCode::usage, "", fmt::format("--at “{}”不是时刻", shorten(options.at, 30)),
                "请写成 2026-03-10T08:10；不写就是现在");
  return station::ApproveWish{*act, options.record, options.output,  std::string(trim(options.by)),
                              *at,  options.role,   options.comment, options.reason};
}

// The workspace that the record lies in, or the one that was named.
Result<std::optional<DayDesk>, Errors> day_desk(const CommonOptions& common, const fs::path& record,
                                                const Desk& desk) {
  const auto root = common.workspace.empty() ? station::find_workspace(fs::absolute(record).parent_path())
                                             : Result<fs::path>(common.workspace);
  if (!root) return std::nullopt;
  auto day = DayDesk::open(*root, desk);
  if (!day) return fail_all(day.error());
  if (const auto& none = day->no_ledger; none && none->code != ErrorCode::not_found) return fail_all({*none});
  return std::move(*day);
}

std::string done_text(const ApproveOptions& options, const station::ApproveResult& result) {
  const std::string file = station::approval_file(options.record).string();
  if (options.withdraw) {
    const auto& ended = result.file.ended.back();
    return fmt::format("已撤销 {} 的审定（{}，{}）：{}\n已写入 {}\n原来的 PDF 不要再用：{}\n", options.record,
                       ended.by, to_chinese(ended.at), ended.reason, file, result.paper.string());
  }
  const auto& approval = *result.file.current;
  if (result.already)
    return fmt::format("{}：{} 已于{}审定，没有改动，不用再审定\n", options.record, approval.by,
                       to_chinese(approval.at));
  const std::string what = options.comment.empty()
                               ? fmt::format("已审定 {}：{}，{}{}", options.record, approval.by,
                                             to_chinese(approval.at), approval.late ? "（迟报）" : "")
                               : fmt::format("已补录{}的点评部署：{}", options.role, options.record);
  return fmt::format("{}\n已写入 {}\n已生成 {}（{} 页）\n", what, file, result.paper.string(), result.pages);
}

} // namespace

int run(const CommonOptions& common, const ApproveOptions& options) {
  const auto wish = wish_of(options);
  if (!wish) return report(wish.error());
  if (station::is_approval_file(wish->record))
    return report(
        Error{ErrorCode::usage, options.record, "这是审定文件，不是记录", "请写记录，例如 质态监督.yaml"});
  const auto desk = Desk::open(common);
  if (!desk) return report(desk.error());
  const auto day = day_desk(common, wish->record, *desk);
  if (!day) return report(day.error());
  auto fonts = open_fonts(common);
  if (!fonts) return report(fonts.error());
  std::optional<station::DayTools> tools;
  if (*day) tools = (*day)->tools(*desk);
  const auto result =
      station::approve(*wish, {desk->context(), tools ? &*tools : nullptr, desk->styles(), &*fonts});
  if (!result) {
    const int code = report(result.error());
    if (code == static_cast<int>(ErrorCode::data) || code == static_cast<int>(ErrorCode::citation))
      note("什么也没有写；改好以后再运行一次");
    return code;
  }
  for (const auto& warning : result->warnings)
    warn(to_text(warning));
  print(printable(done_text(options, *result)));
  return 0;
}

} // namespace fengqiao::cli

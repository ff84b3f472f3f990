#include "station/daily/approved_values.hpp"

#include <fmt/format.h>

namespace fengqiao::station {
namespace {

using render::Value;

void show_approval(const Approval& approval, const std::string& origin, Value& values, Errors& warnings) {
  if (const Value* leader = values.find("值班所领导");
      leader != nullptr && !leader->is_null() && leader->text != approval.by)
    warnings.push_back({ErrorCode::data, origin,
                        fmt::format("审定人是{}，记录里的值班所领导是{}", approval.by, leader->text),
                        "代为审定的不用改；填错的，请改记录，再重新审定"});
  if (approval.due && *approval.due < approval.at)
    warnings.push_back(
        {ErrorCode::data, origin,
         fmt::format("{}审定，晚于交班时刻（{}）", to_chinese(approval.at), to_chinese(*approval.due)), ""});
  values.set_path("状态", Value::of_text("已审定", origin));
  values.set_path("审定时刻", Value::of_text(to_chinese(approval.at), origin));
  for (const auto& [role, text] : approval.comments)
    values.set_path("点评." + role, Value::of_text(text, origin));
}

void hide_claims(Value& values, bool withdrawn, Errors& warnings) {
  Value* status = values.find("状态");
  if (status != nullptr && status->text == "已审定") {
    warnings.push_back({ErrorCode::data, status->origin.substr(0, status->origin.find(" 栏目“")),
                        withdrawn ? "写着“已审定”，但审定已经撤销，按“待审”打印"
                                  : "写着“已审定”，但没有审定文件，按“待审”打印",
                        "由审定人运行 fengqiao approve；记录里的“状态”“审定时刻”不用自己填"});
    status->text = "待审";
  }
  if (Value* at = values.find("审定时刻")) *at = Value();
}

} // namespace

ApprovalCheck take_approval(const std::filesystem::path& record, const Approval* planned, Value& values,
                            Errors& problems, Errors& warnings) {
  ApprovalCheck out;
  if (planned != nullptr) {
    out.state = ApprovalState::in_force;
    out.approval = *planned;
  } else {
    out = check_approval(record);
  }
  problems.insert(problems.end(), out.problems.begin(), out.problems.end());
  if (out.state == ApprovalState::in_force)
    show_approval(*out.approval, approval_file(record).string(), values, warnings);
  else
    hide_claims(values, out.state == ApprovalState::withdrawn, warnings);
  return out;
}

} // namespace fengqiao::station

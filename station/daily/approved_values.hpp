// 审定 on the page: what an approval puts into a record's values, and what a record without one must not say.
#pragma once

#include "render/value.hpp"
#include "station/daily/approval.hpp"

#include <filesystem>

namespace fengqiao::station {

inline constexpr const char* unapproved_mark = "未审定"; // the watermark

// Looks the approval of the record up (or takes `planned`, one that is about to be given) and sets 状态,
// 审定时刻 and 点评 of the values from it. Without an approval in force a 状态 “已审定” and an 审定时刻 typed
// into the record do not count: they become 待审 and blank, with a warning. A record that was changed after
// its approval, or whose approval file was edited, adds to `problems`.
ApprovalCheck take_approval(const std::filesystem::path& record, const Approval* planned,
                            render::Value& values, Errors& problems, Errors& warnings);

} // namespace fengqiao::station

// The bracket behind a law's name that says which edition is meant: （2018年修正）.
#pragma once

#include <string>
#include <string_view>

namespace fengqiao {

// 2002年 → 2002, 2018年修正 → 2018, 2018修正 → 2018, 2018年10月26日修订 and 2018-10-26 → 20181026: the digits
// of the edition's day, as in 公司法@2018. Empty for anything else: 试行, 2023—2025, 四.
std::string edition_note(std::string_view inside);

} // namespace fengqiao

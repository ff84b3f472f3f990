// Tick lists: a checklist as a sheet to tick by hand, for a week or for each person.
#pragma once

#include "core/date.hpp"
#include "station/paperwork.hpp"

#include <optional>
#include <string>
#include <vector>

namespace fengqiao::station {

struct TickOptions {
  std::string form; // 每周, 逐人: the template 清单/勾核表/<form>; or any template's name
  std::string post; // only the items of this post (责任岗); empty: all
  std::vector<std::string> people; // a sheet for each; none: one sheet with room for a name
  std::optional<Date> day;         // a day of the week that the sheet is for; none: room for the dates
};

// The sheet, ready for print. `checklist` as prepare() made it; its problems are the sheet's too. The
// template is given 单位, 清单, 清单日期, 责任岗 (of the filter), 起, 止, 周一 … 周日 (dates; empty without a
// day), 人员 (a list of 姓名) and 条目 (编号, 事项, 责任岗, 频次, 依据), all as text: so a station can lay
// out sheets of its own. ErrorCode::data: no checklist, an unknown form or post (naming those that there
// are).
Result<Prepared, Errors> tick_sheet(const Prepared& checklist, const PaperworkContext& context,
                                    const TickOptions& options);

} // namespace fengqiao::station

// The morning meeting's paper: one PDF with the day's key figures, what became of yesterday's 整改 items, the
// table for 传阅签阅 and 点评部署, the last days' trends, and the three reports behind.
#pragma once

#include "render/font.hpp"
#include "station/daily/brief_form.hpp"
#include "station/daily/day_check.hpp"
#include "station/daily/trend.hpp"
#include "station/printing.hpp"

namespace fengqiao::station {

// What its own pages say, as a record of the template 日报/晨会. `trend`: thirty-one days, the last of them
// `day`. `yesterday`: the follow-up report's values of the day before; nullptr: there is no record.
render::Record brief_record(const BriefForm& brief, const DayTools& tools, const Date& day,
                            const DayCheck& checked, const std::vector<TrendDay>& trend,
                            const render::Value* yesterday);

struct BriefPages {
  render::PageLayout layout;
  Errors warnings; // 漏报 among them: a missing report has a page that says so
};

// Refused while a report of the day has problems, all of which are returned; in a draft they are listed in
// front. The pages of a report that is not approved bear 未审定. Not approved is no problem: the meeting does
// not wait for it. A day without a single report is not_found: the wrong day, most likely. The same folder
// gives the same layout.
Result<BriefPages, Errors> set_brief(const DayTools& tools, const Date& day, const PrintOptions& options,
                                     render::FontSet& fonts);

} // namespace fengqiao::station

// The day from which a text says of itself that it is in force.
#pragma once

#include "core/date.hpp"

#include <optional>
#include <string_view>

namespace fengqiao::indexer {

struct EffectiveDay {
  Date date;                   // of 自2023年5月1日起施行
  bool when_published = false; // 自公布之日起施行: the day is that of the text
};

// What one line (a clause, a paragraph) says; 施行, 实施, 执行 and 生效 are the same. A day without 自 in
// front of it is none: it is that of another event. Cost: linear.
std::optional<EffectiveDay> effective_day(std::string_view line);

} // namespace fengqiao::indexer

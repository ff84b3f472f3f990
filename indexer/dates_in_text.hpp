// Calendar days inside Chinese sentences.
#pragma once

#include "core/date.hpp"

#include <cstddef>
#include <string_view>
#include <vector>

namespace fengqiao::indexer {

struct DateInText {
  Date date;
  std::size_t begin = 0, end = 0; // bytes
};

// Each 2023年3月9日 and 二〇二三年三月九日 (also ２０２３年, 二○二三年), in order; the day must exist. Cost:
// linear.
std::vector<DateInText> dates_in(std::string_view text);

// The date where the text is nothing else.
bool is_only_a_date(std::string_view text);

} // namespace fengqiao::indexer

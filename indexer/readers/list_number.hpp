// The automatic numbers of office papers as text.
#pragma once

#include <string>
#include <string_view>

namespace fengqiao::indexer {

// `value` in a numbering format of ECMA-376 part 1, 17.18.59 (ST_NumberFormat): decimal, chineseCounting,
// ideographTraditional, decimalEnclosedCircle … Formats without an entry, and values that a format does not
// reach, are written in Arabic digits. bullet and none give an empty text.
std::string list_number(int value, std::string_view format);

} // namespace fengqiao::indexer

// 发文字号 and order numbers as they stand in a line of text.
#pragma once

#include <string>
#include <string_view>

namespace fengqiao::indexer {

// 公发〔2002〕6号 with brackets of any kind, round ones too, digits of either width and with or without
// blanks: the first of the line, its brackets written 〔〕, without blanks. Empty where there is none.
std::string bracketed_number(std::string_view line);

// 公安部令第146号, with or without blanks; the Han in front of 令 belong to it. Empty where there is none.
std::string order_number(std::string_view line);

// 2024 of 样公通〔2024〕33号: the year in which a paper of that number was made; empty where there is none.
std::string year_of_number(std::string_view number);

} // namespace fengqiao::indexer

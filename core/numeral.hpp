// Chinese numerals: 四十三 ↔ 43; Roman ones: 4 → iv.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace fengqiao {

// Reads 〇 to 九千九百九十九 in any usual form (四十三, 一百零三, 一百〇三, 二〇二三, 两, 廿, 卅), and Arabic
// digits in half or full width. The whole text has to be the number; nullopt otherwise, and for values above
// 99,999,999.
std::optional<int> parse_numeral(std::string_view utf8);

// Can such a number hold the character? 零 to 千, 两, 廿, 卅 and Arabic digits of either width.
bool is_numeral(char32_t c);

// 43 → 四十三, 103 → 一百零三, 10 → 十, 0 → 零. 0 ≤ n ≤ 9999.
std::string chinese_numeral(int n);

// 4 → iv, 1990 → mcmxc; empty for n < 1.
std::string roman_numeral(int n);

} // namespace fengqiao

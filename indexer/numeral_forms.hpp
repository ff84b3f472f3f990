// One number, several spellings: 第四十三条 = 第43条, 百分之四十 = 40%.
#pragma once

#include <string>
#include <string_view>

namespace fengqiao::indexer {

// Folded text with every Chinese numeral up to 九千九百九十九 in Arabic digits, and 百分之N as N%. 一村一警
// becomes 1村1警: a form for comparing, not for reading.
[[nodiscard]] std::u32string with_arabic_numerals(std::u32string_view folded);

// The other way: 第43条 → 第四十三条, 40% → 百分之四十, 2023年 → 二〇二三年. Numbers of more than four
// digits, with a decimal point or inside a Latin word stay.
[[nodiscard]] std::u32string with_chinese_numerals(std::u32string_view folded);

} // namespace fengqiao::indexer

// One number, several spellings: 第四十三条 = 第43条, 百分之四十 = 40%.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace fengqiao::indexer {

// Folded text with every Chinese numeral up to 九千九百九十九 in Arabic digits, and 百分之N as N%. 一村一警
// becomes 1村1警: a form for comparing, not for reading.
[[nodiscard]] std::u32string with_arabic_numerals(std::u32string_view folded);

// The other way: 第43条 → 第四十三条, 40% → 百分之四十, 2023年 → 二〇二三年. Numbers of more than four
// digits, with a decimal point or inside a Latin word stay.
[[nodiscard]] std::u32string with_chinese_numerals(std::u32string_view folded);

// A number in front of what it counts, which people write either way: 第43条, 十五日, 3人, 40%, 百分之四十.
struct CountedNumber {
  std::size_t at = 0, size = 0;       // of the number itself: 43, 十五, 3, 40%
  std::vector<std::u32string> others; // 四十三; 15; for 2 二 and 两
};

// Those of a folded text, in its order. Without a unit behind it a number is a name (110, 12345, 二十大) or
// part of a word (一般, 统一), and so is 三 in 第三人; these are left alone, as are decimals and more than
// four digits.
[[nodiscard]] std::vector<CountedNumber> counted_numbers(std::u32string_view folded);

} // namespace fengqiao::indexer

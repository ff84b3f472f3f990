// How a Han character is read: for queries typed by sound.
#pragma once

#include <string>
#include <string_view>

namespace fengqiao {

// The usual reading without its tone: 负 → fu, 女 → nu; empty for what is no Han character or has no known
// reading. One reading only, also of characters that have several (重 → zhong).
std::string_view pinyin_of(char32_t c);

// The other reading of a character that has one in words of this field (重 → chong, 调 → tiao, 行 → hang);
// empty of all others.
std::string_view other_pinyin_of(char32_t c);

// What ears and keyboards confuse is one: zh z, ch c, sh s, final ng n (zhang, zan → zan), and lv lu.
std::string blurred_pinyin(std::string_view syllable);

} // namespace fengqiao

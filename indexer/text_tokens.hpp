// Text cut into the smallest pieces that a comparison may tell apart.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace fengqiao::indexer {

// One piece: a Han character or a mark; or, never cut, a Latin word (GB/T), a figure with its unit (40%,
// 3000人, 五百元, 百分之四十, 2023年2月), or an ordinal (第四十三条之一).
struct TextToken {
  std::u32string key; // folded, without blanks: two tokens with one key are the same text to a reader
  std::uint32_t begin = 0, end = 0; // bytes of the source
  bool figure = false;              // a quantity or a date; ordinals and single numerals (统一) are none
};

// The tokens cover the whole text. Blanks and characters of no width belong to the token before them; a line
// feed is a token of its own, because it parts 款 from 款. Cost: linear.
[[nodiscard]] std::vector<TextToken> text_tokens(std::string_view utf8);

// What a figure counts: 40% → %, 五百元 → 元, 2023年2月 → 月; empty for a bare number.
[[nodiscard]] std::u32string_view figure_unit(std::u32string_view key);

} // namespace fengqiao::indexer

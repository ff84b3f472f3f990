// Folding: the one form in which texts and queries meet. Index, search and citations all use it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace fengqiao {

// The rules: full width → half width and other compatibility forms (Unicode NFKC, case folded), traditional →
// simplified characters, 〔［【 and their partners → [ ], all dashes and wave dashes → '-', all quotation
// marks → '"', all spaces → ' '. One character may fold to several (㎡ → m2) or to none (zero-width
// characters).

// The folded text, and for each folded character the byte offset in the source of the character that it came
// from.
struct Folded {
  std::u32string text;
  std::vector<std::uint32_t> origin;
};
Folded fold_with_origin(std::string_view utf8);

std::u32string fold32(std::string_view utf8);
std::string fold(std::string_view utf8);

} // namespace fengqiao

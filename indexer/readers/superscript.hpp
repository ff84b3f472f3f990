// Raised figures, which must not run into the figure in front of them: 10 and a raised 2 are not 102.
#pragma once

#include <string>
#include <string_view>

namespace fengqiao::indexer {

// 2 → ², -1 → ⁻¹; what has other characters than digits and signs stays as it is.
std::string superscript(std::string_view text);

// ¹², [12] → 12; empty where there is anything but digits between the brackets.
std::string plain_digits(std::string_view text);

} // namespace fengqiao::indexer

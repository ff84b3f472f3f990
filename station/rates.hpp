// How changes, shares and signed numbers are printed on the reports. Exact in, rounded once, half up in
// absolute value; the minus sign on a page is always U+2212. A number that is missing is nullopt: it is not
// 0.
#pragma once

#include "core/rational.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace fengqiao::station {

inline constexpr std::string_view not_computable = "—"; // a base is missing, or a denominator is 0

// 环比, 同比: (now − base) ÷ base as "+11.76%", "−7.32%", "0.00%". Base 0: 持平 where now is 0 too, else
// 新增. A missing number: —.
std::string change_text(const std::optional<Rational>& now, const std::optional<Rational>& base);

// 占比 and 率: part ÷ whole as "5.26%". Whole 0 or a missing number: — (not 0%).
std::string share_text(const std::optional<Rational>& part, const std::optional<Rational>& whole);

// "+0.5", "−0.5", "0".
std::string signed_text(const Rational& value);

// A plain decimal as the page shows it: "-1.50" → "−1.50".
std::string with_minus_sign(std::string_view decimal);

} // namespace fengqiao::station

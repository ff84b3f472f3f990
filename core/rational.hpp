// Exact numbers. Figures are computed as fractions and rounded once, half up, when they are printed.
#pragma once

#include <boost/multiprecision/cpp_int.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace fengqiao {

using Rational = boost::multiprecision::cpp_rational;

// "12", "-3.50", "＋1.5" (full width accepted, U+2212 as minus); at most 30 digits. nullopt for anything else
// ("1,234", "12起", "").
std::optional<Rational> parse_decimal(std::string_view utf8);

// Rounded half up in absolute value (2.625 → 2.63, −2.625 → −2.63), exactly `places` decimals, '-' as the
// minus sign.
std::string to_fixed(const Rational& value, int places);

// As short as the value allows, at most `max_places` decimals: 34, 0.5, 1.25.
std::string to_plain(const Rational& value, int max_places = 6);

} // namespace fengqiao

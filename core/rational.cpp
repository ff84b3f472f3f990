#include "core/rational.hpp"

#include "core/fold.hpp"

namespace fengqiao {
namespace {

using Integer = boost::multiprecision::cpp_int;

Integer power_of_ten(int n) {
  Integer out = 1;
  for (int i = 0; i < n; ++i)
    out *= 10;
  return out;
}

} // namespace

std::optional<Rational> parse_decimal(std::string_view utf8) {
  const std::u32string text = fold32(utf8);
  std::size_t at = 0;
  const bool negative = !text.empty() && text[0] == '-';
  if (!text.empty() && (text[0] == '-' || text[0] == '+')) at = 1;
  Integer digits = 0;
  int count = 0, places = 0;
  bool point = false;
  for (; at < text.size(); ++at) {
    if (text[at] == '.' && !point && count > 0) {
      point = true;
    } else if (text[at] >= '0' && text[at] <= '9') {
      digits = digits * 10 + static_cast<int>(text[at] - '0');
      if (point) ++places;
      if (++count > 30) return std::nullopt;
    } else {
      return std::nullopt;
    }
  }
  if (count == 0 || (point && places == 0)) return std::nullopt;
  const Rational value(digits, power_of_ten(places));
  return negative ? Rational(-value) : value;
}

std::string to_fixed(const Rational& value, int places) {
  const bool negative = value < 0;
  const Rational absolute = negative ? Rational(-value) : value;
  const Rational scaled = absolute * Rational(power_of_ten(places)) + Rational(1, 2);
  const Integer rounded = numerator(scaled) / denominator(scaled);
  std::string digits = rounded.str();
  if (digits.size() <= static_cast<std::size_t>(places))
    digits.insert(0, static_cast<std::size_t>(places) + 1 - digits.size(), '0');
  if (places > 0) digits.insert(digits.size() - static_cast<std::size_t>(places), ".");
  return (negative && rounded != 0 ? "-" : "") + digits;
}

std::string to_plain(const Rational& value, int max_places) {
  std::string text = to_fixed(value, max_places);
  if (text.find('.') == std::string::npos) return text;
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return text;
}

} // namespace fengqiao

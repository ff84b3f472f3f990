#include "station/rates.hpp"

namespace fengqiao::station {
namespace {

std::string percent(const Rational& ratio) {
  return with_minus_sign(to_fixed(ratio * 100, 2)) + "%";
}

} // namespace

std::string change_text(const std::optional<Rational>& now, const std::optional<Rational>& base) {
  if (!now || !base) return std::string(not_computable);
  if (*base == 0) return *now == 0 ? "持平" : "新增";
  const Rational change = (*now - *base) / *base;
  const std::string text = percent(change);
  return change > 0 && text != "0.00%" ? "+" + text : text;
}

std::string share_text(const std::optional<Rational>& part, const std::optional<Rational>& whole) {
  if (!part || !whole || *whole == 0) return std::string(not_computable);
  return percent(*part / *whole);
}

std::string signed_text(const Rational& value) {
  const std::string text = with_minus_sign(to_plain(value));
  return value > 0 && text != "0" ? "+" + text : text;
}

std::string with_minus_sign(std::string_view decimal) {
  if (decimal.empty() || decimal.front() != '-') return std::string(decimal);
  return "−" + std::string(decimal.substr(1));
}

} // namespace fengqiao::station

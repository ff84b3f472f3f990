// --what-if: other numbers than the ones handed in.
#include "station/grading/score.hpp"

#include "core/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace fengqiao::station::grading {
namespace {

tl::unexpected<Error> fault(const std::string& what, const std::string& message) {
  return fail(ErrorCode::usage, "", fmt::format("“--what-if {}”{}", what, message),
              "可写：A4=98%（率），A4=2950/2976 或 A4=2950（原始数），G3=是，V3=否");
}

std::optional<bool> yes_no(std::string_view text) {
  for (const auto yes : {"是", "达标", "√", "yes"})
    if (text == yes) return true;
  for (const auto no : {"否", "未达标", "×", "no"})
    if (text == no) return false;
  return std::nullopt;
}

// "2950/2976", "2950÷2976" or "2950".
std::optional<std::vector<Rational>> numbers_in(std::string_view text) {
  std::vector<Rational> numbers;
  while (true) {
    std::size_t end = text.find('/'), width = 1;
    if (const auto sign = text.find("÷"); sign != text.npos) end = sign, width = std::string_view("÷").size();
    const auto number = parse_decimal(trim(text.substr(0, end)));
    if (!number || *number < 0) return std::nullopt;
    numbers.push_back(*number);
    if (end == text.npos) return numbers;
    text.remove_prefix(end + width);
  }
}

// A part of a whole: between 0% and 100%.
bool is_share(const Item& item, const Rule& rule) {
  return item.raw.size() == 2 && rule.kind != RuleKind::chg && rule.kind != RuleKind::link;
}

Result<void> suppose_numbers(const Item& item, const Rule& rule, const std::string& what,
                             std::string_view value, RawItem& raw) {
  const auto numbers = numbers_in(value);
  if (!numbers) return fault(what, "里的数看不懂");
  std::vector<Rational> all = raw.raw.numbers;
  if (numbers->size() == item.raw.size())
    all = *numbers;
  else if (numbers->size() == 1 && all.size() == item.raw.size())
    all[working_number(rule)] = numbers->front();
  else
    return fault(what, fmt::format("应有 {} 个原始数", item.raw.size()));
  const bool whole = rule.kind == RuleKind::cnt || rule.kind == RuleKind::zero ||
                     rule.kind == RuleKind::per || (item.raw.size() == 2 && rule.kind != RuleKind::link);
  if (whole &&
      std::any_of(numbers->begin(), numbers->end(), [](const auto& n) { return denominator(n) != 1; }))
    return fault(what, "里应是整数");
  if (is_share(item, rule) && all[0] > all[1])
    return fault(what, fmt::format("里“{}”多于“{}”", item.raw[0], item.raw[1]));
  raw.raw.numbers = std::move(all);
  raw.raw.assumed.reset();
  return {};
}

Result<void> suppose_item(const Item& item, const Rule& rule, const std::string& what, std::string_view value,
                          RawItem& raw) {
  if (rule.kind == RuleKind::yes) {
    const auto answer = yes_no(value);
    if (!answer) return fault(what, "应写是或否");
    raw.raw.yes = *answer;
  } else if (rule.kind == RuleKind::map) {
    const bool known = value == "其他" || std::any_of(rule.steps.begin(), rule.steps.end(),
                                                      [&](const auto& step) { return step.name == value; });
    if (!known) return fault(what, fmt::format("：没有“{}”这一档", value));
    raw.raw.choice = std::string(value);
  } else if (value.ends_with('%') || value.ends_with("％")) {
    value.remove_suffix(value.ends_with('%') ? 1 : std::string_view("％").size());
    const auto rate = parse_decimal(trim(value));
    if (!rate || item.raw.size() != 2)
      return fault(what, rate ? "：这一项没有率，请写原始数" : "里的百分数看不懂");
    if (is_share(item, rule) && (*rate < 0 || *rate > 100)) return fault(what, "里的率应在 0% 到 100% 之间");
    raw.raw.assumed = *rate;
  } else if (auto numbers = suppose_numbers(item, rule, what, value, raw); !numbers) {
    return numbers;
  }
  raw.state = RawItem::State::given;
  return {};
}

} // namespace

Result<void> suppose(const Standard& standard, const std::string& what, StationData& data) {
  const auto equals = what.find('=');
  if (equals == std::string::npos) return fault(what, "少了等号");
  const std::string_view number = trim(std::string_view(what).substr(0, equals));
  const std::string_view value = trim(std::string_view(what).substr(equals + 1));
  if (const std::size_t item = standard.item_index(number); item != none)
    return suppose_item(standard.items[item], standard.items[item].rules[data.station_class], what, value,
                        data.raw[item]);
  for (std::size_t i = 0; i < standard.vetoes.size(); ++i) {
    if (standard.vetoes[i].number != number) continue;
    const auto answer = yes_no(value);
    if (!answer) return fault(what, "应写是或否");
    if (standard.vetoes[i].automatic) return fault(what, "：这一项否决由数据决定，请改它的数据");
    data.vetoes[i] = *answer;
    return {};
  }
  return fault(what, fmt::format("：标准里没有“{}”", number));
}

} // namespace fengqiao::station::grading

#include "station/grading/rule.hpp"

#include "core/fold.hpp"
#include "core/text.hpp"
#include "station/rates.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace fengqiao::station::grading {
namespace {

struct RuleName {
  std::string_view name;
  RuleKind kind;
  std::size_t least_raw, most_raw;
};
constexpr std::array kRules{RuleName{"lin", RuleKind::lin, 1, 2}, RuleName{"inv", RuleKind::inv, 1, 2},
                            RuleName{"chg", RuleKind::chg, 2, 2}, RuleName{"ge", RuleKind::ge, 1, 2},
                            RuleName{"cnt", RuleKind::cnt, 1, 1}, RuleName{"zero", RuleKind::zero, 1, 1},
                            RuleName{"yes", RuleKind::yes, 1, 1}, RuleName{"per", RuleKind::per, 1, 1},
                            RuleName{"map", RuleKind::map, 1, 1}, RuleName{"link", RuleKind::link, 2, 2}};

tl::unexpected<Error> fault(std::string message, std::string hint = {}) {
  return fail(ErrorCode::data, "", std::move(message), std::move(hint));
}

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> parts;
  std::size_t at = 0;
  while (true) {
    const std::size_t end = text.find(separator, at);
    parts.emplace_back(trim(text.substr(at, end == text.npos ? text.npos : end - at)));
    if (end == text.npos) return parts;
    at = end + 1;
  }
}

// "90:1;80:0.8" → names and values, in their order.
Result<std::vector<RuleStep>> named_steps(std::string_view inside, const std::string& written) {
  std::vector<RuleStep> steps;
  for (const auto& part : split(inside, ';')) {
    const auto colon = part.rfind(':');
    const auto value = colon == std::string::npos
                           ? std::nullopt
                           : parse_decimal(trim(std::string_view(part).substr(colon + 1)));
    if (!value)
      return fault(fmt::format("规则“{}”里的“{}”不是“档:值”", written, part),
                   "各档用分号隔开，如 ge(90:1;80:0.8)");
    RuleStep step;
    step.name = std::string(trim(std::string_view(part).substr(0, colon)));
    step.value = *value;
    for (const auto& other : steps)
      if (other.name == step.name) return fault(fmt::format("规则“{}”里“{}”写了两次", written, step.name));
    steps.push_back(std::move(step));
  }
  return steps;
}

Result<void> read_bounds(std::vector<RuleStep>& steps, const std::string& written) {
  for (auto& step : steps) {
    const auto bound = parse_decimal(step.name);
    if (!bound) return fault(fmt::format("规则“{}”里的档“{}”不是数", written, step.name));
    if (step.value < 0 || step.value > 1)
      return fault(fmt::format("规则“{}”里的系数 {} 不在 0 到 1 之间", written, to_plain(step.value)));
    step.bound = *bound;
  }
  return {};
}

Result<Rule> read_ge(Rule rule, std::string_view inside) {
  auto steps = named_steps(inside, rule.written);
  if (!steps) return fail(steps.error());
  if (auto read = read_bounds(*steps, rule.written); !read) return fail(read.error());
  std::stable_sort(steps->begin(), steps->end(),
                   [](const auto& a, const auto& b) { return a.bound > b.bound; });
  rule.steps = std::move(*steps);
  return rule;
}

Result<Rule> read_map(Rule rule, std::string_view inside) {
  auto steps = named_steps(inside, rule.written);
  if (!steps) return fail(steps.error());
  for (const auto& step : *steps)
    if (step.value < 0 || step.name.empty())
      return fault(fmt::format("规则“{}”里的“{}”应为“档:分”，分不能是负数", rule.written, step.name));
  std::stable_sort(steps->begin(), steps->end(),
                   [](const auto& a, const auto& b) { return a.value > b.value; });
  rule.steps = std::move(*steps);
  return rule;
}

Result<Rule> read_numbers(Rule rule, std::string_view inside) {
  const bool two = rule.kind == RuleKind::lin || rule.kind == RuleKind::inv;
  std::vector<Rational> numbers;
  for (const auto& part : split(inside, ',')) {
    const auto number = parse_decimal(part);
    if (!number) return fault(fmt::format("规则“{}”里的“{}”不是数", rule.written, part));
    numbers.push_back(*number);
  }
  if (numbers.size() != (two ? 2u : 1u))
    return fault(fmt::format("规则“{}”括号里应有 {} 个数", rule.written, two ? 2 : 1),
                 "写法如 lin(80,98)、inv(10,2)、cnt(1)、per(2)、link(1)");
  if (!two) {
    if (numbers[0] < 0 || (numbers[0] == 0 && rule.kind != RuleKind::link))
      return fault(fmt::format("规则“{}”括号里的数应大于 0", rule.written));
    rule.amount = numbers[0];
    return rule;
  }
  rule.start = numbers[0];
  rule.full = numbers[1];
  if (rule.kind == RuleKind::lin ? rule.start >= rule.full : rule.start <= rule.full)
    return fault(fmt::format("规则“{}”的两个数{}", rule.written,
                             rule.start == rule.full ? "相等，算起来要除以 0" : "写反了"),
                 rule.kind == RuleKind::lin ? "lin(起分线,满分线)：起分线小于满分线"
                                            : "inv(零分线,满分线)：零分线大于满分线");
  return rule;
}

Rational clamp(const Rational& k) {
  return k < 0 ? Rational(0) : k > 1 ? Rational(1) : k;
}

bool has_rate(RuleKind kind) {
  return kind == RuleKind::lin || kind == RuleKind::inv || kind == RuleKind::ge || kind == RuleKind::chg ||
         kind == RuleKind::link;
}

Rational looked_up_change(const Rational& change, const RuleContext& context) {
  for (const auto& step : *context.change_steps)
    if (change <= step.bound) return step.value;
  return 0;
}

// x in per cent; nullopt where a denominator is 0.
std::optional<Rational> rate_of(const Rule& rule, const RawNumbers& raw, const RuleContext& context) {
  const auto& n = raw.numbers;
  if (n.size() == 1) return n[0];
  switch (rule.kind) {
  case RuleKind::chg:
    if (n[0] == 0) return std::nullopt;
    return Rational((n[1] - n[0]) * 100 / n[0]);
  case RuleKind::link: {
    const Rational target = linked_target(rule, n[1], context);
    if (target <= 0) return std::nullopt;
    return Rational(n[0] * 100 / target);
  }
  default:
    if (n[1] == 0) return std::nullopt;
    return Rational(n[0] * 100 / n[1]);
  }
}

Rational coefficient(const Rule& rule, const Rational& x, const RuleContext& context) {
  switch (rule.kind) {
  case RuleKind::lin:
    return clamp((x - rule.start) / (rule.full - rule.start));
  case RuleKind::inv:
    return clamp((rule.start - x) / (rule.start - rule.full));
  case RuleKind::chg:
    return looked_up_change(x, context);
  case RuleKind::link:
    return clamp(x / 100);
  default:
    for (const auto& step : rule.steps)
      if (x >= step.bound) return step.value;
    return 0;
  }
}

Rational share_of(const Rational& points, const Rational& weight) {
  return weight == 0 ? Rational(0) : clamp(points / weight);
}

std::string unit_of(const std::vector<std::string>& names) {
  std::string unit = names.empty() ? "" : names[0];
  if (constexpr std::string_view number = "数"; unit.ends_with(number) && unit.size() > number.size())
    unit.resize(unit.size() - number.size());
  return unit;
}

} // namespace

Result<Rule> parse_rule(std::string_view typed) {
  const std::string text = fold(trim(typed));
  Rule rule;
  rule.written = text;
  const auto open = text.find('(');
  const std::string name(trim(std::string_view(text).substr(0, open)));
  const auto known =
      std::find_if(kRules.begin(), kRules.end(), [&](const auto& r) { return r.name == name; });
  if (known == kRules.end())
    return fault(fmt::format("没有规则“{}”", text),
                 "可用：lin inv chg ge cnt zero yes per map link，写法见手册“等级评定”");
  rule.kind = known->kind;
  const bool bare = rule.kind == RuleKind::chg || rule.kind == RuleKind::zero || rule.kind == RuleKind::yes;
  if (bare)
    return open == std::string::npos ? Result<Rule>(rule) : fault(fmt::format("规则“{}”不带括号", name));
  if (open == std::string::npos || text.back() != ')') return fault(fmt::format("规则“{}”少了括号", text));
  const auto inside = std::string_view(text).substr(open + 1, text.size() - open - 2);
  if (rule.kind == RuleKind::ge) return read_ge(std::move(rule), inside);
  if (rule.kind == RuleKind::map) return read_map(std::move(rule), inside);
  return read_numbers(std::move(rule), inside);
}

Result<std::vector<RuleStep>> parse_change_steps(std::string_view typed) {
  const std::string text = fold(trim(typed));
  auto steps = named_steps(text, text);
  if (!steps) return steps;
  if (auto read = read_bounds(*steps, text); !read) return fail(read.error());
  std::stable_sort(steps->begin(), steps->end(),
                   [](const auto& a, const auto& b) { return a.bound < b.bound; });
  const bool fractions =
      std::all_of(steps->begin(), steps->end(), [](const auto& step) { return abs(step.bound) < 1; });
  if (steps->front().bound < -100 || (fractions && steps->size() > 1))
    return fault(fmt::format("同比档“{}”的增幅要写百分数，最低 -100", text), "下降 10% 写 -10，不写 -0.10");
  for (std::size_t i = 1; i < steps->size(); ++i)
    if ((*steps)[i].value > (*steps)[i - 1].value)
      return fault(
          fmt::format("同比档“{}”里增幅 {} 的系数比 {} 的还高", text, (*steps)[i].name, (*steps)[i - 1].name),
          "增幅越大，系数越低");
  return steps;
}

bool takes(const Rule& rule, std::size_t raw_numbers) {
  const auto known =
      std::find_if(kRules.begin(), kRules.end(), [&](const auto& r) { return r.kind == rule.kind; });
  return raw_numbers >= known->least_raw && raw_numbers <= known->most_raw;
}

Rational linked_target(const Rule& rule, const Rational& target, const RuleContext& context) {
  const bool counts = context.growth > 0 || context.lower_target;
  return counts ? Rational(target * (1 + rule.amount * context.growth)) : target;
}

RuleOutcome apply(const Rule& rule, const RawNumbers& raw, const Rational& weight,
                  const RuleContext& context) {
  RuleOutcome out;
  if (has_rate(rule.kind)) {
    out.rate = raw.assumed ? raw.assumed : rate_of(rule, raw, context);
    if (out.rate)
      out.k = coefficient(rule, *out.rate, context);
    else if (rule.kind == RuleKind::chg)
      out.k = raw.numbers[1] == 0 ? context.flat_from_zero : context.new_from_zero;
    else
      out.not_applicable = true;
    return out;
  }
  switch (rule.kind) {
  case RuleKind::cnt:
    out.k = share_of(weight - rule.amount * raw.numbers[0], weight);
    break;
  case RuleKind::zero:
    out.k = raw.numbers[0] == 0 ? 1 : 0;
    break;
  case RuleKind::per:
    out.k = share_of(rule.amount * raw.numbers[0], weight);
    break;
  case RuleKind::map:
    for (const auto& step : rule.steps)
      if (step.name == raw.choice) out.k = share_of(step.value, weight);
    break;
  default:
    out.k = raw.yes ? 1 : 0;
  }
  return out;
}

std::string formula_text(const Rule& rule, const RawNumbers& raw, const std::vector<std::string>& names,
                         const RuleContext& context) {
  if (raw.assumed) return "假设";
  if (rule.kind == RuleKind::yes) return raw.yes ? "达标" : "未达标";
  if (rule.kind == RuleKind::map) return raw.choice;
  const auto text = [](const Rational& number) { return with_minus_sign(to_plain(number)); };
  const auto& n = raw.numbers;
  const std::string first = text(n[0]);
  switch (rule.kind) {
  case RuleKind::chg:
    return fmt::format("({}−{})÷{}", text(n[1]), first, first);
  case RuleKind::link: {
    const Rational growth = context.growth > 0 || context.lower_target ? context.growth : Rational(0);
    return fmt::format("{}÷[{}×(1{}{}%)]", first, text(n[1]), growth < 0 ? "−" : "+",
                       to_fixed(abs(Rational(growth * rule.amount)) * 100, 2));
  }
  case RuleKind::cnt:
    return fmt::format("{}{}，扣{}分", first, unit_of(names), text(rule.amount * n[0]));
  case RuleKind::per:
    return fmt::format("{}{}，每{}{}分", first, unit_of(names), unit_of(names), text(rule.amount));
  case RuleKind::zero:
    return first + unit_of(names);
  default:
    return n.size() == 2 ? fmt::format("{}÷{}", first, text(n[1])) : first + unit_of(names);
  }
}

} // namespace fengqiao::station::grading

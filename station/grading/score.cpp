#include "station/grading/score.hpp"

#include "station/rates.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace fengqiao::station::grading {
namespace {

const Rule& rule_of(const StationResult& result, std::size_t item) {
  return result.standard->items[item].rules[result.data.station_class];
}

// Growth of the linked item, as link wants it: cases, or cases per head. 0 where there is none to speak of.
Rational linked_growth(const Standard& standard, const StationData& data) {
  if (standard.linked_item == none) return 0;
  const RawItem& linked = data.raw[standard.linked_item];
  if (linked.state != RawItem::State::given) return 0;
  if (linked.raw.assumed) return Rational(*linked.raw.assumed / 100);
  const auto& n = linked.raw.numbers;
  if (n[0] == 0) return 0;
  const bool by_people = standard.growth_by_people && data.people_before && data.people_now &&
                         *data.people_before > 0 && *data.people_now > 0;
  const Rational before = by_people ? Rational(n[0] / *data.people_before) : n[0];
  const Rational now = by_people ? Rational(n[1] / *data.people_now) : n[1];
  return Rational((now - before) / before);
}

RuleContext context_of(const Standard& standard, const StationData& data) {
  RuleContext context;
  context.change_steps = &standard.change_steps;
  context.flat_from_zero = standard.flat_from_zero;
  context.new_from_zero = standard.new_from_zero;
  context.growth = linked_growth(standard, data);
  context.lower_target = standard.lower_target;
  return context;
}

class Grader {
public:
  explicit Grader(StationResult& result)
      : out_(result), standard_(*result.standard), data_(result.data),
        context_(context_of(standard_, data_)) {}

  void run() {
    for (std::size_t i = 0; i < standard_.items.size(); ++i)
      out_.items.push_back(item(i));
    add_up();
    find_vetoes();
    settle_level();
  }

private:
  ItemResult item(std::size_t index) {
    const Item& item = standard_.items[index];
    const RawItem& raw = data_.raw[index];
    ItemResult result;
    result.weight = item.weights[data_.station_class];
    result.formula = std::string(not_computable);
    const bool unlinked = rule_of(out_, index).kind == RuleKind::link && standard_.linked_item != none &&
                          (data_.raw[standard_.linked_item].state == RawItem::State::missing ||
                           data_.raw[standard_.linked_item].state == RawItem::State::faulty);
    if (raw.state == RawItem::State::missing)
      no_score(result, ItemResult::State::missing, "原始数没有填，计0分");
    else if (raw.state == RawItem::State::faulty)
      no_score(result, ItemResult::State::faulty, "原始数有误，计0分");
    else if (raw.state == RawItem::State::not_applicable)
      not_applicable(result, "不适用");
    else if (unlinked)
      no_score(result, ItemResult::State::missing,
               fmt::format("关联的{}没有可用的原始数，目标算不出来，计0分",
                           standard_.items[standard_.linked_item].number));
    else
      score(result, index);
    look_at_evidence(result, item);
    return result;
  }

  static void no_score(ItemResult& result, ItemResult::State state, std::string note) {
    result.state = state;
    result.k = result.score = 0;
    result.note = std::move(note);
  }

  void not_applicable(ItemResult& result, const std::string& why) {
    result.state = ItemResult::State::not_applicable;
    if (standard_.rescale_missing) {
      result.weight = 0;
      result.note = why + "，剔除后按比例折算";
      return;
    }
    result.k = 1;
    result.score = round2(result.weight);
    result.note = why + "，按满分计";
  }

  void score(ItemResult& result, std::size_t index) {
    const Rule& rule = rule_of(out_, index);
    const RawNumbers& raw = data_.raw[index].raw;
    const RuleOutcome outcome = apply(rule, raw, result.weight, context_);
    result.formula = formula_text(rule, raw, standard_.items[index].raw, context_);
    if (outcome.not_applicable) return not_applicable(result, "分母是0");
    result.k = outcome.k;
    if (standard_.items[index].raw.size() > 1 || raw.assumed) result.rate = outcome.rate;
    result.score = round2(result.weight * result.k);
  }

  void look_at_evidence(ItemResult& result, const Item& item) {
    std::vector<std::string> expired;
    for (const auto& evidence : data_.evidence) {
      if (std::find(evidence.items.begin(), evidence.items.end(), item.number) == evidence.items.end())
        continue;
      result.evidence.push_back(evidence.id);
      if (evidence.valid_until && data_.assessed && *evidence.valid_until < *data_.assessed)
        expired.push_back(evidence.id);
    }
    const bool scored = result.state == ItemResult::State::scored;
    if (result.evidence.empty()) {
      if (scored && standard_.evidence_required)
        no_score(result, ItemResult::State::no_evidence, "无证据，不计分");
      return;
    }
    std::string names;
    for (const auto& id : expired)
      names += (names.empty() ? "" : "、") + id;
    if (expired.empty()) return;
    const bool nothing_left = expired.size() == result.evidence.size();
    if (scored && nothing_left && standard_.expired_counts_nothing)
      return no_score(result, ItemResult::State::expired, fmt::format("证据{}已过期，不计分", names));
    result.note += fmt::format("{}证据{}已过期", result.note.empty() ? "" : "；", names);
  }

  void add_up() {
    out_.categories.resize(standard_.categories.size());
    Rational sum = 0, weight = 0;
    for (std::size_t i = 0; i < out_.items.size(); ++i) {
      CategoryResult& category = out_.categories[standard_.items[i].category];
      category.weight += out_.items[i].weight;
      category.score += out_.items[i].score;
      sum += out_.items[i].score;
      weight += out_.items[i].weight;
    }
    const bool left_out = standard_.rescale_missing && weight > 0 && weight != 100;
    out_.total = left_out ? round2(sum * 100 / weight) : sum;
  }

  void find_vetoes() {
    for (std::size_t i = 0; i < standard_.vetoes.size(); ++i) {
      const Veto& veto = standard_.vetoes[i];
      const bool applies = veto.automatic ? holds(veto.condition).met : data_.vetoes[i].value_or(false);
      if (applies) out_.vetoes.push_back(i);
    }
  }

  ConditionResult holds(const Condition& condition) {
    ConditionResult result{condition.written, "", false};
    switch (condition.kind) {
    case Condition::Kind::no_veto:
      return no_veto(condition);
    case Condition::Kind::last_level:
      result.actual = data_.last_level == none ? "没有填" : standard_.levels[data_.last_level].name;
      result.met = data_.last_level != none && data_.last_level <= condition.level;
      return result;
    case Condition::Kind::rate:
      return rate(condition);
    case Condition::Kind::choice:
      return choice(condition);
    case Condition::Kind::categories:
      return categories(condition);
    default: {
      const auto& answer = data_.declarations[condition.subject];
      result.actual = !answer ? "没有填" : *answer ? "是" : "否";
      result.met = answer.value_or(false);
      return result;
    }
    }
  }

  ConditionResult no_veto(const Condition& condition) {
    ConditionResult result{condition.written, "", true};
    for (const std::size_t index : out_.vetoes) {
      const Veto& veto = standard_.vetoes[index];
      const auto& counted = condition.which;
      if (!counted.empty() && std::find(counted.begin(), counted.end(), veto.cap) == counted.end()) continue;
      result.met = false;
      result.actual += (result.actual.empty() ? "" : "、") + veto.number;
    }
    if (result.actual.empty()) result.actual = "查实0项";
    return result;
  }

  // Of an item that is not applicable nothing can be asked; one that was not filled in proves nothing.
  ConditionResult rate(const Condition& condition) {
    const Item& item = standard_.items[condition.subject];
    const ItemResult& scored = out_.items[condition.subject];
    ConditionResult result{item.name + "（" + condition.written + "）", "", false};
    if (scored.state == ItemResult::State::not_applicable) {
      result.actual = "不适用";
      result.met = !condition.below;
    } else if (!scored.rate) {
      result.actual = "没有可用的数";
    } else {
      result.actual = rate_text(scored.rate);
      result.met = condition.below ? *scored.rate < condition.bound : *scored.rate >= condition.bound;
    }
    return result;
  }

  ConditionResult choice(const Condition& condition) {
    const Item& item = standard_.items[condition.subject];
    ConditionResult result{item.name + "（" + condition.written + "）",
                           data_.raw[condition.subject].raw.choice, false};
    if (result.actual.empty()) result.actual = "没有填";
    for (const auto& step : item.rules[data_.station_class].steps) { // best first
      if (step.name == result.actual) result.met = true;
      if (step.name == condition.choice) break;
    }
    return result;
  }

  ConditionResult categories(const Condition& condition) {
    ConditionResult result{condition.written, "", true};
    for (const std::size_t index : condition.which) {
      const CategoryResult& category = out_.categories[index];
      result.met = result.met && category.score * 100 >= condition.bound * category.weight;
      result.actual +=
          fmt::format("{}{} {}", result.actual.empty() ? "" : "、", standard_.categories[index].code,
                      share_text(category.score, category.weight));
    }
    return result;
  }

  // By the total; down until a level's conditions are met; not above what vetoes leave.
  void settle_level() {
    const auto& levels = standard_.levels;
    std::size_t level = 0;
    while (level + 1 < levels.size() && out_.total < levels[level].score)
      ++level;
    out_.level_by_score = level;
    out_.reasons.push_back(level + 1 < levels.size() || levels.back().score > 0
                               ? fmt::format("总分{}，达到{}的分数线{}分", to_fixed(out_.total, 2),
                                             levels[level].name, to_plain(levels[level].score))
                               : fmt::format("总分{}，没有达到{}的分数线{}分", to_fixed(out_.total, 2),
                                             levels[levels.size() - 2].name,
                                             to_plain(levels[levels.size() - 2].score)));
    if (level > 0)
      out_.reasons.back() += fmt::format("，距{}还差{}分", levels[level - 1].name,
                                         to_fixed(levels[level - 1].score - out_.total, 2));
    while (true) {
      LevelResult checked{level, {}};
      for (const auto& condition : levels[level].conditions)
        checked.conditions.push_back(holds(condition));
      out_.checked.push_back(checked);
      if (checked.met() || level + 1 == levels.size()) break;
      explain_lack(checked, levels[level + 1].name);
      ++level;
    }
    if (!levels[level].conditions.empty()) out_.reasons.push_back(levels[level].name + "的必备条件全部具备");
    cap(level);
    out_.level = level;
  }

  void explain_lack(const LevelResult& checked, const std::string& next) {
    std::string lacking;
    for (const auto& condition : checked.conditions)
      if (!condition.met)
        lacking +=
            fmt::format("{}{}（实际：{}）", lacking.empty() ? "" : "；", condition.text, condition.actual);
    out_.reasons.push_back(
        fmt::format("不具备{}的必备条件：{}，降为{}", standard_.levels[checked.level].name, lacking, next));
    out_.lowered = out_.reasons.back();
  }

  void cap(std::size_t& level) {
    const Veto* heaviest = nullptr;
    for (const std::size_t index : out_.vetoes)
      if (const Veto& veto = standard_.vetoes[index]; heaviest == nullptr || veto.cap > heaviest->cap)
        heaviest = &veto;
    if (heaviest == nullptr) return;
    const std::string& left = standard_.levels[heaviest->cap].name;
    out_.reasons.push_back(
        fmt::format("否决项{}（{}）成立，最高定为{}", heaviest->number, heaviest->matter, left));
    if (heaviest->cap >= level && heaviest->cap > out_.level_by_score) out_.lowered = out_.reasons.back();
    level = std::max(level, heaviest->cap);
  }

  StationResult& out_;
  const Standard& standard_;
  const StationData& data_;
  RuleContext context_;
};

} // namespace

bool LevelResult::met() const {
  return std::all_of(conditions.begin(), conditions.end(),
                     [](const auto& condition) { return condition.met; });
}

StationResult grade(const Standard& standard, StationData data) {
  StationResult result;
  result.standard = &standard;
  result.data = std::move(data);
  Grader(result).run();
  return result;
}

Rational score_with(const StationResult& result, std::size_t item, const RawNumbers& raw) {
  const Rational& weight = result.items[item].weight;
  const RuleContext context = context_of(*result.standard, result.data);
  const RuleOutcome outcome = apply(rule_of(result, item), raw, weight, context);
  return outcome.not_applicable ? weight : Rational(weight * outcome.k);
}

std::size_t working_number(const Rule& rule) {
  return rule.kind == RuleKind::chg ? 1 : 0;
}

std::string rate_text(const std::optional<Rational>& rate) {
  return rate ? with_minus_sign(to_fixed(*rate, 2)) + "%" : std::string(not_computable);
}

Rational round2(const Rational& value) {
  return *parse_decimal(to_fixed(value, 2));
}

} // namespace fengqiao::station::grading

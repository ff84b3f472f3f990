// The rules of a scoring standard: how raw numbers become a coefficient k between 0 and 1, or points.
//
//   lin(f,t)        k = clamp((x − f) ÷ (t − f)); x in per cent: f starts to score, t scores in full
//   inv(c,t)        k = clamp((c − x) ÷ (c − t)); the lower the better
//   chg             k by the year's change (now − base) ÷ base, looked up in the standard's steps
//   ge(a:k;b:k)     k of the highest step that x reaches, else 0
//   cnt(d)          the weight less d for each case, not below 0      zero   full for no case, else 0
//   yes             full or 0                                        per(d) d points a piece, up to the
//   weight map(name:p;…)   points of the choice, else 0 link(α)         k = min(1, done ÷ T′), T′ = T × (1 +
//   α × growth of the linked item)
#pragma once

#include "core/rational.hpp"
#include "core/result.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fengqiao::station::grading {

enum class RuleKind { lin, inv, chg, ge, cnt, zero, yes, per, map, link };

struct RuleStep {
  Rational bound;   // ge: from this x on; chg: up to this change
  Rational value;   // k; map: points
  std::string name; // map: the choice
};

struct Rule {
  RuleKind kind = RuleKind::yes;
  std::string written;         // as in the standard
  Rational start, full;        // lin: f, t; inv: c, t
  Rational amount;             // cnt, per: d; link: α
  std::vector<RuleStep> steps; // ge: highest first; map: best first
};

// ErrorCode::data (`where` left to the caller): no such rule, wrong number of arguments, bounds the wrong way
// round, k outside 0…1, a step twice. Full-width punctuation is accepted.
Result<Rule> parse_rule(std::string_view written);

// "−10:1; −5:0.85; 0:0.7": steps of chg, in per cent, ascending. Refused: bounds that look like fractions
// (all between −1 and 1), bounds below −100, a coefficient that rises with the growth.
Result<std::vector<RuleStep>> parse_change_steps(std::string_view written);

// How many raw numbers a rule takes.
bool takes(const Rule& rule, std::size_t raw_numbers);

// What the rules share; from the standard and from the linked item.
struct RuleContext {
  const std::vector<RuleStep>* change_steps = nullptr;
  Rational flat_from_zero, new_from_zero; // chg with base 0: k where it stayed 0, k where it did not
  Rational growth;                        // link: of the linked item
  bool lower_target = false;              // link: a negative growth lowers the target
};

// One item's raw numbers, as far as they are given.
struct RawNumbers {
  std::vector<Rational> numbers;   // in the standard's order; empty for yes and map
  bool yes = false;                // yes
  std::string choice;              // map
  std::optional<Rational> assumed; // a supposed x in per cent instead of the numbers (what if)
};

struct RuleOutcome {
  bool not_applicable = false;  // a denominator of 0
  Rational k;                   // exact
  std::optional<Rational> rate; // x in per cent, exact, where the rule has one
};

// The coefficient. `weight` is needed by cnt, per and map, which give points.
RuleOutcome apply(const Rule& rule, const RawNumbers& raw, const Rational& weight,
                  const RuleContext& context);

// The numbers as a page shows them: 2912÷2976, (96−120)÷120, 1起，扣1分. `names` are those of the raw
// numbers.
std::string formula_text(const Rule& rule, const RawNumbers& raw, const std::vector<std::string>& names,
                         const RuleContext& context);

// The target that link compares with.
Rational linked_target(const Rule& rule, const Rational& target, const RuleContext& context);

} // namespace fengqiao::station::grading

// clang-format off
// Figures: what a template computes from a record, and what it checks in it. Declared in the template's
// figures.yaml, where every path and function is checked against the schema when it is loaded.
//
//   figures:                                        # in the order in which they are computed
//     - field: 接报警.合计.本期                       # a field with x-computed: true
//       value: sum(接报警.*.本期)                     # * in a formula: each other member
//     - field: 接报警.*.环比                          # * in a field: for each member of a map or item of
//       value: change(本期, 上一日)                   #   a list, whose own fields are named directly
//     - field: 零报告
//       zero_report:                                # 全零 | 无突出情况 | 否
//         counts: [接报警.合计.本期, 传唤]             # all 0 and
//         lists: [质态问题]                          # all empty: 全零; lists empty only: 无突出情况
//         also: [装备.完好 = 装备.应有]               # further conditions of 全零 (may be left out)
//   checks:
//     - equal: [装备.完好 + 装备.维修, 装备.应有]      # or at_most: [卷.已归, 卷.应归]; numbers and times
//       each: 装备.*                                # for each member or item (may be left out)
//       message: 装备完好、维修之和与应有数不符
//       level: error                                # or warning
//     - unique: [受评, 评议单位]                      # no two items of a list are alike in all of these fields;
//       each: 票.*                                  # an item that lacks one of them is passed over
//       message: 一所一部门一票
//
// The functions are listed in templates/README.md. Rules: a figure is computed exactly and rounded once; an
// empty operand makes a figure missing, not 0; what a person states for a computed field has to equal the
// computed value.
// clang-format on
#pragma once

#include "station/formula.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace fengqiao::station {

// Where a figure or a check stands: the names from the record inwards; at a list, one place for each item.
struct PlaceStep {
  std::string name;
  bool each = false; // a list: go on inside each of its items
};

struct ZeroRule {
  std::vector<FieldPath> counts, lists;
  std::vector<Formula> also;
};

struct Figure {
  std::vector<PlaceStep> place; // the last step is the field itself
  render::FieldType type = render::FieldType::string;
  Formula formula;
  bool is_zero_report = false;
  ZeroRule zero;       // instead of the formula
  std::string written; // as in figures.yaml, for messages
};

struct Check {
  std::vector<PlaceStep> each; // empty: once for the record
  bool at_most = false;        // else equal
  bool warning = false;
  std::vector<std::string> unique; // fields of an item; not empty: instead of the formulas
  Formula left, right;
  std::string left_written, right_written, message;
};

struct FigureSet {
  std::vector<Figure> figures;
  std::vector<Check> checks;
};

inline constexpr std::size_t max_figures = 5000; // after * has been spelled out

// Reads figures.yaml (or that file of a template's folder; without one there are no figures). All faults at
// once, with line and column: unknown fields and functions, a field that is not x-computed or computed twice,
// an x-computed field without a figure (引据说明 is station/citations.hpp's), a figure used above its own
// line.
Result<FigureSet, Errors> load_figures(const std::filesystem::path& path, const render::Field& schema);

// Sets the record's figures and runs the checks. `problems`: an empty required field that a figure needs
// (unless check_record has named it), a stated value that differs from the computed one (both are named), a
// failed check. `warnings`: an empty optional field that a figure needs, a failed check of that level.
// Nothing is thrown and nothing stated is overwritten by a figure that could not be computed.
void compute(const FigureSet& figures, render::Value& record, Errors& problems, Errors& warnings);

} // namespace fengqiao::station

// The small language of figures.yaml: what a person writes, as a tree. Whether its names exist is asked later
// (station/formula.hpp).
//
//   装备.完好 + 装备.维修            + - * / and brackets; × ÷ and full-width forms too
//   sum(接报警.*.本期)               a call; * stands for each member
//   count(流出件, 状态 = 办结)       a comparison: = ≠ < ≤ > ≥ (also != <= >=)
//   when(零报告 = 全零, "（零报告）", "")   texts in "…" or “…”
#pragma once

#include "core/rational.hpp"
#include "core/result.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace fengqiao::station {

struct Expression {
  enum class Kind { number, text, path, call, arithmetic, comparison };

  Kind kind = Kind::number;
  Rational number;  // Kind::number
  std::string text; // text: its content; call: the function; otherwise the operator, as in the list above
  std::vector<std::string> path; // Kind::path: its names; "*" stands for each member
  std::vector<Expression>
      operands; // call: the arguments; arithmetic: one (a minus sign) or two; comparison: two
};

inline constexpr std::size_t max_expression_chars = 1000;
inline constexpr std::size_t max_expression_depth = 32; // brackets and calls within each other

// ErrorCode::data with the position of the first fault (`where` is left to the caller), ErrorCode::limit
// beyond the bounds.
Result<Expression> parse_expression(std::string_view utf8);

} // namespace fengqiao::station

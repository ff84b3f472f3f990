#include "station/expression.hpp"

#include <catch2/catch.hpp>

#include <string>

namespace fengqiao::station {
namespace {

// The tree in brackets, so that a table can say what was understood.
std::string outline(const Expression& e) {
  switch (e.kind) {
  case Expression::Kind::number:
    return to_plain(e.number);
  case Expression::Kind::text:
    return "'" + e.text + "'";
  case Expression::Kind::path: {
    std::string out;
    for (const auto& name : e.path)
      out += (out.empty() ? "" : ".") + name;
    return out;
  }
  default:
    break;
  }
  std::string out = "(" + e.text;
  for (const auto& operand : e.operands)
    out += " " + outline(operand);
  return out + ")";
}

TEST_CASE("an expression is understood as it would be read aloud") {
  const auto [written, understood] = GENERATE(table<std::string, std::string>({
      {"应有", "应有"},
      {"接报警.*.本期", "接报警.*.本期"},
      {"1 + 2 * 3", "(+ 1 (* 2 3))"},
      {"(1 + 2) * 3", "(* (+ 1 2) 3)"},
      {"8 - 3 - 2", "(- (- 8 3) 2)"},
      {"8 / 4 / 2", "(/ (/ 8 4) 2)"},
      {"-库存 + 0.5", "(+ (- 库存) 0.5)"},
      {"上日结存＋入库－出库", "(- (+ 上日结存 入库) 出库)"},
      {"（完好 × 100）÷ 应有", "(/ (* 完好 100) 应有)"},
      {"sum(接报警.*.本期)", "(sum 接报警.*.本期)"},
      {"count(流出件, 状态 = 办结，来源 ≠ 走访)", "(count 流出件 (= 状态 办结) (≠ 来源 走访))"},
      {"late(提交时刻,交班时刻)", "(late 提交时刻 交班时刻)"},
      {"a <= b", "(≤ a b)"},
      {"a != b", "(≠ a b)"},
      {"when(零报告 = 全零, \"（零报告）\", “”)", "(when (= 零报告 全零) '（零报告）' '')"},
      {"110接警 + 1", "(+ 110接警 1)"},
      {"去向.12345", "去向.12345"},
      {"today()", "(today)"},
  }));
  const auto parsed = parse_expression(written);
  INFO(written);
  REQUIRE(parsed);
  CHECK(outline(*parsed) == understood);
}

TEST_CASE("a fault in an expression is named with its position") {
  const auto [written, message] = GENERATE(table<std::string, std::string>({
      {"", "算式第 1 字：这里还缺一个栏目或数字"},
      {"完好 +", "算式第 5 字：这里还缺一个栏目或数字"},
      {"* 2", "算式第 1 字：“*”的前面缺一个栏目或数字"},
      {"sum(接报警", "算式第 8 字：缺“)”"},
      {"接报警.", "算式第 5 字：点号后面缺栏目名"},
      {"完好 维修", "算式第 4 字：“维修”多余"},
      {"完好 & 维修", "算式第 4 字：不认识“&”"},
      {"\"没有收尾", "算式第 1 字：引号没有配对"},
      {"1234567890123456789012345678901", "算式第 1 字：数字超过 30 位"},
  }));
  const auto parsed = parse_expression(written);
  INFO(written);
  REQUIRE_FALSE(parsed);
  CHECK(parsed.error().code == ErrorCode::data);
  CHECK(parsed.error().message == message);
}

TEST_CASE("expressions are bounded in length and depth") {
  const auto nested = [](std::size_t depth) {
    return std::string(depth, '(') + "1" + std::string(depth, ')');
  };
  CHECK(parse_expression(nested(max_expression_depth)));
  const auto too_deep = parse_expression(nested(max_expression_depth + 1));
  REQUIRE_FALSE(too_deep);
  CHECK(too_deep.error().code == ErrorCode::limit);
  CHECK(too_deep.error().message == "算式嵌套超过 32 层");

  const auto long_name = [](std::size_t chars) { return std::string(chars, 'a'); };
  CHECK(parse_expression(long_name(max_expression_chars)));
  const auto too_long = parse_expression(long_name(max_expression_chars + 1));
  REQUIRE_FALSE(too_long);
  CHECK(too_long.error().code == ErrorCode::limit);
  CHECK_FALSE(parse_expression(std::string(900, '-') + "1"));
}

} // namespace
} // namespace fengqiao::station

#include "render/csv.hpp"

#include <catch2/catch.hpp>

using namespace fengqiao;
using namespace fengqiao::render;

TEST_CASE("cells with separators, quotes and line ends are read, each with its line") {
  const auto rows =
      parse_csv("栏目,填写\r\n甲,\"一,二\"\r\n乙,\"说\"\"好\"\"\n第二行\"\r\n\r\n,\r\n丙,末\r\n", "a.csv");
  REQUIRE(rows);
  REQUIRE(rows->size() == 4);
  CHECK((*rows)[1][1].text == "一,二");
  CHECK((*rows)[2][1].text == "说\"好\"\n第二行");
  CHECK((*rows)[3][0].text == "丙");
  CHECK((*rows)[3][0].line == 7);
}

TEST_CASE("semicolons and tabs are recognised from the first row") {
  for (const char* text : {"栏目;填写\n甲;1,5\n", "栏目\t填写\n甲\t1,5\n"}) {
    const auto rows = parse_csv(text, "a.csv");
    REQUIRE(rows);
    REQUIRE((*rows)[1].size() == 2);
    CHECK((*rows)[1][1].text == "1,5");
  }
}

TEST_CASE("broken quoting is refused at the line where it began") {
  const auto open = parse_csv("甲,1\n乙,\"没完\n丙,2\n", "a.csv");
  REQUIRE_FALSE(open);
  CHECK(open.error()[0].where == "a.csv:2");
  const auto behind = parse_csv("甲,\"一\"二\n", "a.csv");
  REQUIRE_FALSE(behind);
  CHECK(behind.error()[0].message.find("引号后面") != std::string::npos);
}

TEST_CASE("what is written is read back") {
  for (const std::string text : {"一", "一,二", "a\"b", "两\n行", " 留空 ", "分;号", ""}) {
    const auto rows = parse_csv("甲," + csv_cell(text) + "\n", "a.csv");
    REQUIRE(rows);
    CHECK((*rows)[0][1].text == text);
  }
}

TEST_CASE("texts that a spreadsheet would run as formulas get an apostrophe, numbers do not") {
  CHECK(formula_safe("=1+1") == "'=1+1");
  CHECK(formula_safe("@cmd") == "'@cmd");
  CHECK(formula_safe("-2.5") == "-2.5");
  CHECK(formula_safe("+86") == "+86");
  CHECK(formula_safe("-未填") == "'-未填");
  CHECK(formula_safe("正常") == "正常");
  for (const char* text : {"=1", "'=1", "''=1", "-a", "平常", "'引"})
    CHECK(without_formula_guard(formula_safe(text)) == text);
}

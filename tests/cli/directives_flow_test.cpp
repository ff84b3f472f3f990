// Directives that have no use, and what HTML and Markdown keep of a paper, as a clerk meets them.
#include "tests/support/program.hpp"
#include "tests/support/shipped.hpp"
#include "tests/support/temporary.hpp"

#include <catch2/catch.hpp>

using namespace fengqiao::test;

namespace {

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

} // namespace

TEST_CASE("a directive without use stops check, PDF and HTML alike, a mistyped one is a warning") {
  const TemporaryFolder folder;
  const std::string paper = folder.write(
      "试.md", "# 样例\n\n<!-- 表题 表1 -->\n\n一句话。\n\n<!-- 另起页 -->\n\n| 甲 |\n|--|\n| 1 |\n");
  for (const std::vector<std::string>& command :
       {std::vector<std::string>{"check", paper},
        {"render", paper, "-o", folder.path() / "试.pdf"},
        {"render", paper, "--to", "html", "-o", folder.path() / "试.html"}}) {
    const Outcome outcome = program(command);
    INFO(outcome.out << outcome.err);
    CHECK(outcome.code == 4);
    CHECK(contains(outcome.out + outcome.err, "试.md:3: 这条指令没有用上：“表题”后面不是表格"));
    CHECK(contains(outcome.out + outcome.err, "试.md:7: 注释“另起页”没有当作指令"));
  }
  CHECK(program({"render", paper, "--draft", "-o", folder.path() / "试.pdf"}).code == 0);
}

TEST_CASE("a Markdown paper prints in its style again after --to md") {
  const TemporaryFolder folder;
  const std::string paper =
      folder.write("表.md", "---\nstyle: 表册横排\n---\n# 登记表\n\n| 甲 |\n|--|\n| 1 |\n");
  const std::string again = folder.path() / "再.md", first = folder.path() / "一.pdf",
                    second = folder.path() / "二.pdf";
  REQUIRE(program({"render", paper, "--to", "md", "-o", again}).code == 0);
  REQUIRE(program({"render", paper, "-o", first}).code == 0);
  REQUIRE(program({"render", again, "-o", second}).code == 0);
  CHECK(slurp(first) == slurp(second));
}

TEST_CASE("the sample of a scoring standard's data form comes as a table, too") {
  const Outcome outcome = program({"new", "等级评定/评分数据", "--sample", "--format", "csv"});
  REQUIRE(outcome.code == 0);
  CHECK(contains(outcome.out, "\r\n示例县公安局城关派出所,城区,2025,二级,2026-01-15,120,96,"));
}

#include "indexer/policy_parser.hpp"
#include "tests/support/growth.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace fengqiao::indexer;

namespace {

const Clause* clause_with(const PolicyDocument& document, const std::string& word) {
  const auto found =
      std::find_if(document.clauses.begin(), document.clauses.end(),
                   [&](const Clause& clause) { return clause.text.find(word) != std::string::npos; });
  return found == document.clauses.end() ? nullptr : &*found;
}

} // namespace

TEST_CASE("a line that only looks like a note is text") {
  for (const std::string line :
       {"[^1]依据《办法》，分为两类[注]: 第一类葡萄，第二类石榴。", "[^甲 乙]: 葡萄。", "[^1] : 葡萄。",
        "[^一二三四五六七八九十一二三四五]: 葡萄。", "[^[1]: 葡萄。", "[^]: 葡萄。"}) {
    INFO(line);
    const auto document = parse_policy("# 样例值班办法\n\n第一条 甲乙。\n\n" + line + "\n", "x.md").document;
    REQUIRE(clause_with(document, "葡萄"));
    CHECK(clause_with(document, "葡萄")->text == "甲乙。\n" + line);
  }
}

TEST_CASE("notes of the title and of headings, and those that nothing cites, are found behind the text") {
  const auto parsed = parse_policy(
      "# 样例值班办法[^t]\n\n第一条 民警值班[^1]。\n\n## 第二章 备勤[^2]\n\n第二条 乙。\n\n[^1]: 榴莲说明。\n"
      "[^2]: 山竹说明。\n[^3]: 芒果说明没有人引用。\n[^t]: 题注荔枝。\n",
      "x.md");
  const auto& document = parsed.document;
  CHECK(document.title == "样例值班办法");
  CHECK(document.id == "样例值班办法");
  REQUIRE(document.clauses.size() == 3);
  CHECK(document.clauses[0].text == "民警值班。\n注：榴莲说明。");
  CHECK(document.clauses[1].path == std::vector<std::string>{"第二章 备勤"});
  CHECK(document.clauses[1].text == "乙。");
  const Clause& left = document.clauses[2];
  CHECK(left.text == "注：山竹说明。\n注：芒果说明没有人引用。\n注：题注荔枝。");
  CHECK_FALSE(left.citable);
  CHECK(left.path.empty());
  CHECK(left.line == 10);
  REQUIRE(parsed.diagnostics.size() == 1);
  CHECK(parsed.diagnostics[0].line == 11);
}

TEST_CASE("a heading with a note is the heading that it is without it") {
  const auto document = parse_policy("方案\n一、总体要求[^1]\n（一）甲事项要办好。\n（二）乙事项要办好。\n"
                                     "二、任务\n（一）丙事项要办好。\n[^1]: 见上。\n",
                                     "x.txt")
                            .document;
  REQUIRE(document.clauses.size() == 4);
  CHECK(document.clauses[0].key == "1.1");
  CHECK(document.clauses[0].path == std::vector<std::string>{"一、总体要求"});
  CHECK(document.clauses[3].text == "注：见上。");
}

TEST_CASE("of two notes of one label the first is cited, and the second is not lost") {
  const auto document =
      parse_policy("# 办法\n\n第一条 甲[^1]。\n\n[^1]: 先。\n[^1]: 后。\n", "x.md").document;
  REQUIRE(document.clauses.size() == 2);
  CHECK(document.clauses[0].text == "甲。\n注：先。");
  CHECK(document.clauses[1].text == "注：后。");
}

TEST_CASE("a text of nothing but marks costs linear time") {
  const auto text = [](std::size_t marks) {
    std::string out = "# 办法\n\n第一条 ";
    for (std::size_t i = 0; i < marks; ++i)
      out += "[^";
    return out + "\n\n[^1]: 甲。\n";
  };
  const auto time = [](const std::string& input) {
    return fengqiao::test::processor_time([&] { (void)parse_policy(input, "x.md"); });
  };
  CHECK(fengqiao::test::grows_linearly(time, text(20'000), text(40'000)));
}

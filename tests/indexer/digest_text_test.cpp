// Texts cut by keyed headings, by headings without numbers, by paragraphs.
#include "core/text.hpp"
#include "indexer/clause_items.hpp"
#include "indexer/policy_parser.hpp"
#include "indexer/text_limits.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace fengqiao::indexer;

namespace {

std::vector<std::string> keys_of(const PolicyDocument& document) {
  std::vector<std::string> keys;
  keys.reserve(document.clauses.size());
  for (const auto& clause : document.clauses)
    keys.push_back(clause.key);
  return keys;
}

using Keys = std::vector<std::string>;
using Path = std::vector<std::string>;

std::string repeated(const std::string& unit, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i)
    out += unit;
  return out;
}

} // namespace

TEST_CASE("keyed headings of a digest are clauses, lettered lines their items") {
  const auto parsed = parse_policy(
      "---\nid: JD2002\ntitle: 决定全称\nshort: 决定\nnumber: 公发〔2002〕6号\ndate: 2002-06-14\n"
      "status: 待核\nkind: 规范性\ntext: 摘编\n---\n\n# 决定全称\n\n> 说明。\n\n"
      "## 序言定性 {#0}\n\n序言。\n\n## 二、职责\n\n### 主要职责 {#2.1}\n\n共两项。\n\n- (a) 信息。\n- (b) 人口。\n",
      "规范性/JD2002.md");
  CHECK(parsed.diagnostics.empty());
  const auto& document = parsed.document;
  CHECK(document.id == "JD2002");
  CHECK(document.short_title == "决定");
  CHECK(document.number == "公发〔2002〕6号");
  REQUIRE(keys_of(document) == Keys{"0", "2.1"});
  CHECK(document.clauses[0].path.empty());
  CHECK(document.clauses[0].line == 16);
  CHECK(document.clauses[1].path == Path{"二、职责"});
  CHECK(document.clauses[1].heading == "主要职责");
  const auto items = clause_items(document.clauses[1].own_number, document.clauses[1].text);
  REQUIRE(items.size() == 2);
  CHECK(find_item(items, "(b)")->text == "人口。");
}

TEST_CASE("text without numbers is cut by headings, else by paragraphs, and cannot be cited by clause") {
  const auto sections =
      parse_policy("# 资料\n\n## 甲\n\n一段。\n\n二段。\n\n## 乙\n\n三段。\n", "x.md").document;
  CHECK(keys_of(sections) == Keys{"p1", "p2"});
  CHECK(sections.clauses[0].heading == "甲");
  CHECK_FALSE(sections.clauses[0].citable);
  const auto paragraphs = parse_policy("# 批复\n\n你院请示收悉。\n\n答复如下。\n", "x.md").document;
  CHECK(keys_of(paragraphs) == Keys{"p1", "p2"});
}

TEST_CASE("what every clause repeats is short: a long # line is text, unless it has a number") {
  const auto longest = repeated("甲", fengqiao::limits::heading_chars),
             article = "第一条 " + repeated("丙", 500);
  const auto document = parse_policy("# 试验办法\n\n## " + longest + "\n\n### " + longest + "乙\n\n#### " +
                                         article + "\n\n第二条 丁。\n",
                                     "x.md")
                            .document;
  REQUIRE(document.clauses.size() == 3);
  CHECK(document.clauses[0].text == "### " + longest + "乙");
  CHECK(document.clauses[1].key == "1");
  CHECK(document.clauses[2].path == Path{longest});
  std::string headings = "# 试验办法\n\n";
  for (std::size_t level = 2; level < 7; ++level)
    headings +=
        repeated("#", level) + " " + repeated("甲乙丙丁", 240) + " {#" + std::to_string(level) + "}\n\n";
  std::size_t stored = 0;
  for (const auto& clause :
       parse_policy(headings + repeated("#### 小节\n\n甲。\n\n", 100), "x.md").document.clauses)
    for (const auto& heading : clause.path)
      stored = std::max(stored, fengqiao::count_code_points(heading));
  CHECK(stored <= fengqiao::limits::title_chars + 1); // and …
}

TEST_CASE("a key that nobody can type as a citation is told and is none") {
  const auto parsed =
      parse_policy("# 摘编\n\n## 甲 {#p1}\n\n一。\n\n## 乙 {#a b}\n\n二。\n\n## 丙 {#1.2}\n\n三。\n", "x.md");
  REQUIRE(keys_of(parsed.document) == Keys{"p1", "p2", "1.2"});
  CHECK_FALSE(parsed.document.clauses[0].citable);
  CHECK_FALSE(parsed.document.clauses[1].citable);
  CHECK(parsed.document.clauses[2].citable);
  REQUIRE(parsed.diagnostics.size() == 2);
  CHECK(parsed.diagnostics[0].line == 3);
  CHECK(parsed.diagnostics[0].message.find("{#p1}") != std::string::npos);
  CHECK(parsed.diagnostics[1].line == 7);
}

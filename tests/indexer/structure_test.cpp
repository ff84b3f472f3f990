// The structure of texts as they really come: other orders of levels, annexes, footnotes, signatures,
// contents.
#include "indexer/clause_items.hpp"
#include "indexer/policy_parser.hpp"
#include "indexer/structure_check.hpp"

#include <catch2/catch.hpp>

using namespace fengqiao::indexer;

namespace {

using Keys = std::vector<std::string>;
using Path = std::vector<std::string>;

Keys keys_of(const PolicyDocument& document) {
  Keys keys;
  for (const auto& clause : document.clauses)
    keys.push_back(clause.key);
  return keys;
}

std::vector<std::string> messages_of(const std::string& text) {
  std::vector<std::string> out;
  for (const auto& remark : structure_remarks(parse_policy(text, "x.md").document))
    out.push_back(std::to_string(remark.line) + " " + remark.message);
  return out;
}

} // namespace

TEST_CASE("公文 levels are understood in whatever order a paper uses them") {
  struct Row {
    const char* text;
    Keys keys;
  };
  const Row rows[] = {
      {"# 方案\n1.总则\n（一）甲。\n（二）乙。\n2.任务\n（一）丙。\n3.附则\n（一）丁。\n",
       {"1.1", "1.2", "2.1", "3.1"}},
      {"# 方案\n一、总则\n1.甲。\n2.乙。\n二、任务\n1.丙。\n", {"1.1", "1.2", "2.1"}},
      {"# 方案\n（1）总则\n①甲。\n②乙。\n（2）任务\n①丙。\n（3）附则\n1)丁。\n",
       {"1.1", "1.2", "2.1", "3.1"}},
      {"# 方案\n一、总则\n（一）面\n1.甲。\n2.乙。\n（二）点\n1.丙。\n二、附则\n丁。\n",
       {"1.1.1", "1.1.2", "1.2.1", "2"}},
  };
  for (const auto& row : rows) {
    INFO(row.text);
    CHECK(keys_of(parse_policy(row.text, "x.md").document) == row.keys);
  }
}

TEST_CASE("a heading with a comma right above its items is their heading, a rule that they finish is none") {
  const auto speech =
      parse_policy(
          "# 讲话\n\n一、认清形势，增强责任\n\n去年平稳。\n\n二、突出重点，抓好落实\n\n（一）抓防范。"
          "上门。\n\n（二）抓打击。快办。\n",
          "x.md")
          .document;
  REQUIRE(keys_of(speech) == Keys{"1", "2.1", "2.2"});
  CHECK(speech.clauses[1].path == Path{"二、突出重点，抓好落实"});
  CHECK(speech.clauses[1].text == "抓防范。上门。");
  const auto rule =
      parse_policy("# 解释\n\n一、有下列情形之一的，处警告\n（一）甲；\n（二）乙。\n二、丙。\n", "x.md");
  CHECK(keys_of(rule.document) == Keys{"1", "2"});
}

TEST_CASE("an article whose blank got lost is one where the number goes on, and a reference is none") {
  const auto keys = [](const char* text) { return keys_of(parse_policy(text, "x.txt").document); };
  CHECK(keys("样例规定\n第一条为了规范值班，制定本规定。\n第二条值班所领导在岗。\n第三条备勤民警在位。\n") ==
        Keys{"1", "2", "3"});
  CHECK(keys("# 规定\n\n第一条 甲，依照\n第二条规定办理。\n\n第二条 乙。\n") == Keys{"1", "2"});
  CHECK(keys("# 规定\n\n第一条 甲。\n\n第二条至第四条不适用。\n\n第九条本身不是下一条。\n") == Keys{"1"});
}

TEST_CASE("an annex counts by itself and has a path of its own") {
  const auto parsed =
      parse_policy("# 通知\n\n第一条 甲。\n\n第二条 乙。\n\n附件1：样例细则\n\n第一条 丙。\n", "x.md");
  CHECK(parsed.diagnostics.empty());
  REQUIRE(keys_of(parsed.document) == Keys{"1", "2", "附件1.1"});
  CHECK(parsed.document.clauses[1].text == "乙。");
  CHECK(parsed.document.clauses[2].path == Path{"附件1：样例细则"});
  const auto paper =
      parse_policy("# 通知\n\n一、甲。\n\n二、乙。\n\n附件：样表\n\n填表说明。\n", "x.md").document;
  REQUIRE(keys_of(paper) == Keys{"1", "2", "p1"});
  CHECK(paper.clauses[2].path == Path{"附件：样表"});
}

TEST_CASE(
    "footnotes leave the text and stand at the end of the clause that cites them, they and tables are no 款") {
  const auto document =
      parse_policy(
          "# 规定\n\n第一条 三份报告[^1]按时上传[^没有]。\n\n| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n\n第二款。\n\n[^1]: 指三份日报。\n",
          "x.md")
          .document;
  REQUIRE(document.clauses.size() == 1);
  const std::string& text = document.clauses[0].text;
  CHECK(text.starts_with("三份报告按时上传[^没有]。\n"));
  CHECK(text.ends_with("\n注：指三份日报。"));
  const auto items = clause_items("第一条", text);
  REQUIRE(items.size() == 2);
  CHECK(items[1].text == "第二款。");
}

TEST_CASE("the signature is no part of the last clause, and a table of contents is none of the text") {
  const auto signed_text =
      parse_policy("# 规定\n\n第一条 甲。\n\n第二条 乙。\n\n样例县公安局\n\n2024年6月3日\n", "x.md").document;
  REQUIRE(keys_of(signed_text) == Keys{"1", "2", "p1"});
  CHECK(signed_text.clauses[1].text == "乙。");
  CHECK(signed_text.clauses[2].text == "样例县公安局\n2024年6月3日");
  const auto paper =
      parse_policy(
          "方案\n\n目　录\n\n一、总则……1\n\n二、任务……3\n\n一、总则\n\n甲。\n\n二、任务\n\n乙。\n\n样例所\n二〇二四年六月三日\n",
          "x.txt")
          .document;
  CHECK(keys_of(paper) == Keys{"1", "2", "p1"});
}

TEST_CASE("gaps, wrong order and empty texts are told with their line") {
  using Messages = std::vector<std::string>;
  CHECK(messages_of("# 法\n\n第一条 甲。\n\n第二条 乙。\n\n第二条之一 丙。\n\n第三条 丁。\n").empty());
  CHECK(messages_of("# 法\n\n第一条 甲。\n\n第四条 乙。\n\n第三条 丙。\n") ==
        Messages{"5 可能缺条：第 1 条之后是第四条", "7 次序颠倒：第 4 条之后是第三条"});
  CHECK(messages_of("# 法\n\n第三条 甲。\n") == Messages{"3 从第三条开始，前面可能缺条"});
  CHECK(messages_of("# 案\n\n一、甲\n\n（一）子。\n\n（三）丑。\n\n二、乙。\n") ==
        Messages{"7 可能缺项：同级的 1 之后是 一（三）"});
  CHECK(messages_of("# 案\n\n一、甲\n\n1.子。\n\n2.丑。\n\n二、乙\n\n3.寅。\n").empty());
  CHECK(structure_remarks(PolicyDocument{}).size() == 1);
}

TEST_CASE("decimal numbering is a structure, whatever numbers its chapters bear, figures are none") {
  struct Row {
    const char* text;
    Keys keys;
  };
  const Row rows[] = {
      {"巡逻工作细则\n1 总则\n1.1 目的\n规范巡逻。\n1.2 范围\n适用于全县。\n2 职责\n2.1 派出所\n2.1.1 每日两次。\n"
       "2.1.2 每次30分钟。\n2.2 指挥室\n汇总。\n",
       {"1.1", "1.2", "2.1.1", "2.1.2", "2.2"}},
      {"# 细则\n\n## 1 总则\n\n### 1.1 目的\n\n规范巡逻。\n\n### 1.2 范围\n\n全县。\n\n## 2 附则\n\n自即日起执行。\n",
       {"1.1", "1.2", "2"}},
      {"细则\n1. 总则\n1.1. 值班应当做到：\n1. 在岗；\n2. 在位；\n1.2．交接。\n2. 附则\n2.1、即日起执行。\n",
       {"1.1", "1.2", "2.1"}},
      {"细则\n一、总则\n1.1值班。\n1.2备勤。\n二、附则\n2.1执行。\n", {"1.1", "1.2", "2.1"}},
      {"细则\n第一章 总则\n1.1 值班。\n1.2 备勤。\n第二章 附则\n2.1 执行。\n", {"1.1", "1.2", "2.1"}},
      {"细则\n1.1 值班由所领导负责。\n1.1.1 白天一名。\n1.3 备勤。\n2.1 执行。\n",
       {"1.1", "1.1.1", "1.3", "2.1"}},
      {"通知\n一、围栏高\n1.5 米以上。\n二、间距\n2.5 米以上。\n", {"1", "2"}},
      {"办法\n第一条 围栏高\n1.1 米，间距\n1.2 米。\n第二条 乙。\n", {"1", "2"}},
      {"通知\n一、甲\n（一）子。\n1.1 米。\n（二）丑。\n2.1 米。\n二、乙。\n", {"1.1", "1.2", "2"}},
  };
  for (const auto& [text, keys] : rows) {
    INFO(text);
    CHECK(keys_of(parse_policy(text, "x.txt").document) == keys);
  }
  const auto document = parse_policy(rows[0].text, "x.txt").document;
  CHECK(document.clauses[0].heading == "目的");
  CHECK(document.clauses[2].own_number == "2.1.1");
  CHECK(document.clauses[2].path == Path{"2 职责", "2.1 派出所"});
  CHECK(document.clauses[2].text == "每日两次。");
  CHECK(messages_of("细则\n1.1 甲。\n1.2 乙。\n1.4 丙。\n") ==
        std::vector<std::string>{"4 可能缺项：同级的 2 之后是 1.4"});
}

TEST_CASE("一. and 一．are numbers as 一、 is, a comma only in front of a heading") {
  struct Row {
    const char* text;
    Keys keys;
  };
  const Row rows[] = {
      {"要点\n一. 指导思想\n坚持宣传为民。\n二. 工作任务\n1) 进社区；\n2) 进校园。\n三. 要求\n各所落实。\n",
       {"1", "2.1", "2.2", "3"}},
      {"要点\n一．指导思想\n甲。\n二．工作任务\n乙。\n", {"1", "2"}},
      {"要点\n一，指导思想\n甲。\n二，工作任务\n乙。\n", {"1", "2"}},
      {"要点\n一、甲。\n一，要落实，二，要检查。\n二、乙。\n", {"1", "2"}},
  };
  for (const auto& [text, keys] : rows) {
    INFO(text);
    CHECK(keys_of(parse_policy(text, "x.txt").document) == keys);
  }
}

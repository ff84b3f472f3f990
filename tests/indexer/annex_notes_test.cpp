// Where the list of a paper's annexes ends, and what an annex's numbers and lines are.
#include "indexer/policy_parser.hpp"

#include <catch2/catch.hpp>

using namespace fengqiao::indexer;

namespace {

// "2.1 带班。" for each clause, - where it cannot be cited; lines of a text joined by /.
std::vector<std::string> outline(const std::string& text) {
  std::vector<std::string> out;
  for (const Clause& clause : parse_policy(text, "样例.txt").document.clauses) {
    std::string joined = (clause.citable ? clause.key : "-") + " " + clause.text;
    for (char& c : joined)
      if (c == '\n') c = '/';
    out.push_back(std::move(joined));
  }
  return out;
}

using Clauses = std::vector<std::string>;

} // namespace

TEST_CASE("the list of a paper's annexes is a note, however its lines are broken") {
  const std::string paper = "工作意见\n一、甲。\n二、任务\n（一）乙。\n";
  const std::string end = "某县公安局\n2023年8月9日\n";
  struct Row {
    const char *list, *note;
  };
  const Row rows[] = {
      {"附件：1.带班表\n2.日报样式\n", "- 附件：1.带班表/2.日报样式"},
      {"附件：\n1.带班表\n2.日报样式\n", "- 附件：/1.带班表/2.日报样式"},
      {"附件：\n\n1．带班表\n\n2．日报样式\n\n", "- 附件：/1．带班表/2．日报样式"},
      {"附件：1．带班表\n2．很长的名称要换行的\n那一份统计表\n3．联系表\n",
       "- 附件：1．带班表/2．很长的名称要换行的/那一份统计表/3．联系表"},
      {"附件：1．带班表\n2．很长的名称要换行的\n那一份统计表\n",
       "- 附件：1．带班表/2．很长的名称要换行的/那一份统计表"},
      {"附件：很长的名称要换行的\n那一份统计表\n", "- 附件：很长的名称要换行的/那一份统计表"},
      {"附件1.带班表\n附件2.日报样式\n", "- 附件1.带班表/附件2.日报样式"},
      {"附件1：带班表\n", "- 附件1：带班表"},
  };
  for (const auto& [list, note] : rows) {
    INFO(list);
    CHECK(outline(paper + list + end + "附件1\n带班表\n周一　甲\n") ==
          Clauses{"1 甲。", "2.1 乙。", note, "- 某县公安局/2023年8月9日", "- 带班表/周一　甲"});
  }
}

TEST_CASE("an annex with a text below it is no note") {
  CHECK(outline("通知\n一、甲。\n二、乙。\n附件：\n1.丙要落实。\n2.丁要检查。\n另行通知。\n") ==
        Clauses{"1 甲。", "2 乙。", "附件.1 丙要落实。", "附件.2 丁要检查。/另行通知。"});
  CHECK(outline("办法\n第一条 甲。\n第二条 乙。\n附件1：标准\n第一条 丙。\n附件2：流程\n第一条 丁。\n") ==
        Clauses{"1 甲。", "2 乙。", "附件1.1 丙。", "附件2.1 丁。"});
}

TEST_CASE("an annex without numbers is one clause: a form or a table is not cut into its lines") {
  CHECK(outline(
            "办法\n第一条 甲。\n第二条 乙。\n附表\n| 项 | 分 |\n|---|---|\n| 值班 | 2 |\n\n说明：按月。\n") ==
        Clauses{"1 甲。", "2 乙。", "- | 项 | 分 |/|---|---|/| 值班 | 2 |/说明：按月。"});
}

TEST_CASE("an annex whose numbers are chapters of the text bears its name") {
  CHECK(
      outline(
          "方案\n一、总则\n（一）甲。\n（二）乙。\n二、任务\n（一）丙。\n附件：分工表\n一、丁。\n二、戊。\n") ==
      Clauses{"1.1 甲。", "1.2 乙。", "2.1 丙。", "附件.1 丁。", "附件.2 戊。"});
  CHECK(
      outline(
          "办法\n第一条 甲：\n（一）子；\n（二）丑。\n第二条 乙。\n附件：分工表\n一、丁\n1.寅。\n2.卯。\n二、戊\n1.辰。\n") ==
      Clauses{"1 甲：/（一）子；/（二）丑。", "2 乙。", "附件.1.1 寅。", "附件.1.2 卯。", "附件.2.1 辰。"});
}

TEST_CASE("第一部分总体要求 without a blank is a part, a sentence about a part is none") {
  CHECK(
      outline(
          "方案\n第一部分总体要求\n一、思路\n甲。\n二、目标\n乙。\n第二部分主要任务\n一、社区\n丙。\n二、防控\n"
          "第二部分是重点的\n内容。\n") ==
      Clauses{"1.1 甲。", "1.2 乙。", "2.1 丙。", "2.2 第二部分是重点的/内容。"});
}

TEST_CASE("附则 without a number is as high as the chapters, Markdown headings or not") {
  for (const char* text :
       {"# 条例\n\n## 第一章 总则\n\n第一条 甲。\n\n附　则\n\n第二条 乙。\n",
        "条例\n第一章 总则\n第一条 甲。\n附　则\n第二条 乙。\n",
        "条例\n第一章总则\n第一条 甲。\n附则\n第二条 乙。\n",
        "# 条例\n\n## 第一编 总则\n\n### 第一章 任务\n\n第一条 甲。\n\n附则\n\n第二条 乙。\n"}) {
    INFO(text);
    const auto clauses = parse_policy(text, "样例.md").document.clauses;
    REQUIRE(clauses.size() == 2);
    CHECK(clauses[1].path.size() == 1);
    CHECK(clauses[1].path.front().starts_with("附"));
  }
}

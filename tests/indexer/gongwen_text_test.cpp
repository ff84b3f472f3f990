// 公文: levels of numbers, short items, tables of contents.
#include "indexer/policy_parser.hpp"

#include <catch2/catch.hpp>

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

} // namespace

TEST_CASE("公文 numbering gives keys by level, an item with text keeps what is below it") {
  struct Row {
    const char* text;
    Keys keys;
  };
  const Row rows[] = {
      {"# 意见\n\n一、总体要求\n\n（一）指导思想。坚持主防。\n\n（二）基本原则。坚持预防。\n\n二、主要任务\n\n正文一段。\n",
       {"1.1", "1.2", "2"}},
      {"# 规定\n\n一、下列情形属于甲：\n\n（一）其一；\n\n（二）其二。\n\n二、本规定自公布之日起施行。\n",
       {"1", "2"}},
      {"# 规定\n\n## 一、管辖\n\n1.海事案件由海事法院管辖。\n\n2.其他案件除外。\n\n## 二、附则\n\n自公布之日起施行。\n",
       {"1.1", "1.2", "2"}},
      {"# 通知\n\n各单位：\n\n一、甲。\n\n二、乙。\n", {"p1", "1", "2"}},
  };
  for (const auto& row : rows) {
    INFO(row.text);
    CHECK(keys_of(parse_policy(row.text, "x.md").document) == row.keys);
  }
}

TEST_CASE("short items are clauses, but not where a list of headings stands before the text") {
  const auto plan =
      parse_policy("检查方案\n一、工作目标\n（一）可防性案件发案下降\n二、检查内容\n1．值班日志\n"
                   "2．枪弹库双人双锁\n三、工作要求\n（一）加强领导。各所照办。\n",
                   "方案.txt")
          .document;
  REQUIRE(keys_of(plan) == Keys{"1.1", "2.1", "2.2", "3.1"});
  CHECK(plan.clauses[2].text == "枪弹库双人双锁");
  CHECK(plan.clauses[2].heading.empty());
  const auto listed = parse_policy("方案\n一、总则\n二、任务\n三、保障\n\n一、总则\n\n甲。\n\n二、任务\n\n"
                                   "（一）乙。\n\n三、保障\n\n丙。\n",
                                   "方案.txt")
                          .document;
  std::string text;
  for (const auto& clause : listed.clauses)
    if (clause.citable) text += clause.key + "=" + clause.text + " ";
  CHECK(text == "1=甲。 2.1=乙。 3=丙。 ");
}

TEST_CASE("a table of contents ends where the text repeats it, whatever blanks it has") {
  const auto paper =
      parse_policy("方案\n目录\n一、 总体要求\n二、 主要任务\n一、总体要求\n甲。\n二、主要任务\n乙。\n",
                   "x.txt")
          .document;
  REQUIRE(keys_of(paper) == Keys{"1", "2"});
  CHECK(paper.clauses[0].text == "甲。");
  const auto bare = parse_policy("方案\n目录\n一、总体要求。\n二、主要任务。\n", "x.txt").document;
  CHECK(keys_of(bare) == Keys{"1", "2"});
}

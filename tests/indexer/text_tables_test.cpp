// Tables of texts: one clause, or one for each row.
#include "indexer/policy_parser.hpp"

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

} // namespace

TEST_CASE("a table in a text without numbers is one clause, one whose rows are articles has one for each") {
  const auto plain = parse_policy("# 清单\n\n各所警力如下：\n\n| 所名 | 民警 |\n|---|---|\n| 城关所 | 12 |\n"
                                  "| 河东所 | 9 |\n\n以上。\n",
                                  "x.md")
                         .document;
  CHECK(keys_of(plain) == Keys{"p1", "p2", "p3"});
  CHECK(plain.clauses.at(1).text == "| 所名 | 民警 |\n|---|---|\n| 城关所 | 12 |\n| 河东所 | 9 |");
  const auto rules =
      parse_policy(
          "# 考核细则\n\n制定本细则。\n\n| 序号 | 条目 | 内容 | 分值 |\n|---|---|---|---|\n"
          "| 1 | 第一条 | 5分钟内出警 | 10 |\n| 2 | 第二条 | 每日零报告 | 5 |\n|  |  | 漏报扣1分 |  |\n\n附注。\n",
          "x.md")
          .document;
  CHECK(keys_of(rules) == Keys{"p1", "1", "2", "p2"});
  CHECK(rules.clauses.at(1).own_number == "第一条");
  CHECK(rules.clauses.at(1).text == "内容：5分钟内出警\n分值：10");
  CHECK(rules.clauses.at(2).text == "内容：每日零报告\n分值：5\n内容：漏报扣1分");
  CHECK(rules.clauses.at(2).line == 8);
}

TEST_CASE("a notice's annex whose table holds the articles is cited by them") {
  const auto notice =
      parse_policy(
          "# 关于印发《样例县考核细则》的通知\n\n各派出所：\n\n一、现印发考核细则。\n\n二、请遵照执行。\n\n附件\n\n"
          "样例县考核细则\n\n| 条目 | 内容 |\n|---|---|\n| 第一条 | 出警 |\n| 第二条 | 日报 |\n",
          "x.md")
          .document;
  const auto keys = keys_of(notice);
  CHECK(std::find(keys.begin(), keys.end(), "2") != keys.end());
  CHECK(notice.clauses.back().own_number == "第二条");
  CHECK(notice.clauses.back().text == "内容：日报");
  CHECK(notice.short_title == "样例县考核细则");
}

TEST_CASE("a counted row of a text's table is a clause, told with the names of its columns") {
  const auto document =
      parse_policy("# 评分细则\n\n| 序号 | 项目 | 分值 | 评分标准 |\n|---|---|---|---|\n"
                   "| 1 | 管控 | 30 | 漏一人扣0.5分 |\n| | | | 漏十人的不得分 |\n"
                   "| 2 | 化解 | 20 | 不足95%的扣分 |\n| 合计 | | 50 | |\n\n说明：总分50分。\n",
                   "x.md")
          .document;
  REQUIRE(keys_of(document) == Keys{"1", "2", "p1", "p2"});
  CHECK(document.clauses[0].own_number == "1");
  CHECK(document.clauses[0].text ==
        "项目：管控\n分值：30\n评分标准：漏一人扣0.5分\n评分标准：漏十人的不得分");
  CHECK(document.clauses[0].line == 5);
  CHECK(document.clauses[0].line_end == 6);
  CHECK(document.clauses[1].text == "项目：化解\n分值：20\n评分标准：不足95%的扣分");
  CHECK(document.clauses[2].text == "合计\n分值：50");
  CHECK(document.clauses[3].text == "说明：总分50分。");
  // months and figures are no count
  for (const char* table : {"| 月份 | 数 |\n|---|---|\n| 1 | 5 |\n| 2 | 6 |\n",
                            "| 序号 | 数 |\n|---|---|\n| 1 | 5 |\n| 3 | 6 |\n"})
    CHECK(parse_policy("# 表\n\n" + std::string(table), "x.md").document.clauses.size() == 1);
}

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

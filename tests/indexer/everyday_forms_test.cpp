// Forms of texts that come from everyday life.
#include "indexer/policy_parser.hpp"
#include "tests/indexer/index_fixture.hpp"

using namespace fengqiao;
using namespace fengqiao::indexer;
using namespace fengqiao::test;

TEST_CASE("the day of a preamble that says both is the day of publication, and the other one is told apart") {
  for (const char* note :
       {"（2018年3月1日公布 自2018年5月1日起施行）", "（2018年3月1日公布，自2018年5月1日起施行）"}) {
    const auto parsed =
        parse_policy("# 某办法\n\n" + std::string(note) + "\n\n第一条 为了规范工作，制定本办法。\n",
                     "行政法规/某办法.md", "texts");
    CHECK(parsed.document.date == "2018-03-01");
    CHECK(parsed.document.effective == "2018-05-01");
  }
}

TEST_CASE("a paragraph of nothing but zero-width characters is no clause") {
  const std::string nothing = "\xE2\x80\x8B\xE2\x80\x8B";
  const auto parsed = parse_policy("# 某通知\n\n" + nothing + "\n\n各所要落实值班制度。\n\n" + nothing + "\n",
                                   "通知.md", "texts");
  REQUIRE(parsed.document.clauses.size() == 1);
  CHECK(parsed.document.clauses.front().text.find("值班") != std::string::npos);
}

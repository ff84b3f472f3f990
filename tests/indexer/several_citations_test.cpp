// Queries that cite several clauses, of one text or of several: all of them, in the order of the query.
#include "tests/indexer/query_checks.hpp"

#include <catch2/catch.hpp>

using namespace fengqiao;
using namespace fengqiao::indexer;
using namespace fengqiao::test;

namespace {

const std::filesystem::path& laws() {
  static const TemporaryFolder folder;
  static const std::filesystem::path path = [] {
    const char* numbers[] = {"一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"};
    std::string articles;
    for (const char* number : numbers)
      articles += "第" + std::string(number) + "条 盗窃财物的第" + number + "种情形。\n\n有第" + number +
                  "种情节的，从重。\n\n";
    folder.write("t/治安法.md", "# 中华人民共和国治安法\n\n" + articles);
    folder.write("t/刑罚法.md", "# 中华人民共和国刑罚法\n\n" + articles);
    folder.write("t/解释.md", "# 某院关于适用刑罚法第二条、治安法第三条的解释\n\n" + articles);
    updated(folder.path() / "index", {folder.path() / "t"});
    return folder.path() / "index";
  }();
  return path;
}

} // namespace

TEST_CASE("every clause that a query cites comes first, in the order of the query") {
  const CitedFirst rows[] = {
      {"治安法第3条 刑罚法第4条", {"治安法-3", "刑罚法-4"}},
      {"刑罚法4条和治安法9条", {"刑罚法-4", "治安法-9"}},
      {"《刑罚法》第四条、《治安法》第九条", {"刑罚法-4", "治安法-9"}},
      {"刑罚法第二、三条，治安法第九条", {"刑罚法-2", "刑罚法-3", "治安法-9"}},
      {"刑罚法第2条至第4条以及治安法第九条", {"刑罚法-2", "刑罚法-3", "刑罚法-4", "治安法-9"}},
      {"刑罚法4；治安法9", {"刑罚法-4", "治安法-9"}},
      {"治安法2条 3条", {"治安法-2", "治安法-3"}},
      {"治安法第二条 第三条 第九条", {"治安法-2", "治安法-3", "治安法-9"}},
      {"治安法第二条第一款、第三条第二款", {"治安法-2", "治安法-3"}},
      {"治安法 9 12", {"治安法-9", "治安法-12"}},
      {"治安法 1 2", {"治安法-1", "治安法-2"}},
      {"治安法 九 十二", {"治安法-9", "治安法-12"}},
      {"刑罚法4条、治安法9条、同法第10条", {"刑罚法-4", "治安法-9", "治安法-10"}},
      {"依据刑罚法第4条及治安法第9条的规定", {"刑罚法-4", "治安法-9"}},
      {"治安法-3 刑罚法-4", {"治安法-3", "刑罚法-4"}},
  };
  check_cited_first(laws(), rows);
}

TEST_CASE("each of several cited clauses shows its own 款") {
  const auto result = search(laws(), "刑罚法第四条第二款、治安法第九条第一款");
  REQUIRE(result);
  REQUIRE(result->hits.size() >= 2);
  CHECK(result->hits[0].best_item == "第二款");
  CHECK(result->hits[0].snippet.text.find("第四种情节") != std::string::npos);
  CHECK(result->hits[1].best_item == "第一款");
  CHECK(result->hits[1].snippet.text.find("第九种情形") != std::string::npos);
}

TEST_CASE("of several citations the one that leads nowhere is told, and the others come first") {
  const auto clause = search(laws(), "刑罚法第四条、治安法第九十条");
  REQUIRE(clause);
  CHECK(clause->answer == Answer::ranked);
  CHECK(clause->hits.front().citation == "刑罚法-4");
  CHECK(tells(*clause, "《治安法》没有第九十条"));
  const auto text = search(laws(), "治安法第九条、犬只登记办法第三条");
  REQUIRE(text);
  CHECK(text->answer == Answer::ranked);
  CHECK(text->hits.front().citation == "治安法-9");
  CHECK(tells(*text, "没有叫“犬只登记办法”的文件"));
  const auto numbers = search(laws(), "治安法 40 90");
  REQUIRE(numbers);
  CHECK(numbers->answer == Answer::near);
  CHECK(tells(*numbers, "没有第四十条"));
  CHECK(tells(*numbers, "没有第九十条"));
  CHECK_FALSE(tells(*numbers, "4090"));
}

TEST_CASE(
    "a title with citations in it is one text, blanks inside a number do not part it, words stay words") {
  CHECK(found(laws(), "关于适用刑罚法第二条、治安法第三条的解释第五条").front() ==
        "某院关于适用刑罚法第二条治安法第三条的解释-5");
  CHECK(found(laws(), "治安法 第 十 二 条").front() == "治安法-12");
  CHECK(found(laws(), "盗窃 治安法第九条 刑罚法第四条").front() == "治安法-9");
  const auto words = search(laws(), "12 345");
  CHECK((!words || words->answer != Answer::exact));
}

TEST_CASE("many citations in one query cost bounded work") {
  std::string typed = "治安法1条";
  for (int i = 0; i < 30; ++i)
    typed += "、" + std::to_string(i + 1) + "条";
  const auto result = search(laws(), typed);
  REQUIRE(result);
  CHECK(result->hits.front().citation == "治安法-1");
}

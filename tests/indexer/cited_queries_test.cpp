// Queries that cite: further everyday forms, and clauses or editions that are not there.
#include "tests/indexer/query_checks.hpp"

#include <catch2/catch.hpp>

using namespace fengqiao;
using namespace fengqiao::indexer;
using namespace fengqiao::test;

namespace {

const std::filesystem::path& laws() {
  static const TemporaryFolder folder;
  static const std::filesystem::path path = [] {
    const auto law = [&](const std::string& file, const std::string& title, const std::string& date,
                         const std::string& text) {
      folder.write("t/" + file, "# " + title + "\n\n" + date + " 通过\n\n<!-- INFO END -->\n\n" + text);
    };
    std::string articles;
    for (const char* number : {"一", "二", "三", "四", "五"})
      articles += "第" + std::string(number) + "条 盗窃财物的第" + number + "种情形，处罚。\n\n";
    law("新.md", "中华人民共和国治安法", "2012年10月26日", articles);
    law("旧.md", "中华人民共和国治安法", "2005年8月28日", "第一条 旧文。\n\n第二条 旧二。\n");
    law("安.md", "内地与样例区安排", "2017年2月27日", "第一条 总的。\n\n第二条 委托。\n");
    law("他.md", "中华人民共和国广告法", "2018年10月26日", "第一条 处罚治安法没有的情形第九条。\n");
    return folder.path() / "index";
  }();
  static const bool made = (updated(path, {folder.path() / "t"}), true);
  (void)made;
  return path;
}

} // namespace

TEST_CASE("everyday forms of a citation go to the clauses that they name") {
  const CitedFirst rows[] = {
      {"治安法3", {"治安法-3"}},
      {"内 地 与 样例区 安排第二条", {"内地与样例区安排-2"}},
      {"治安法四", {"治安法-4"}},
      {"治安法第二、三条", {"治安法-2", "治安法-3"}},
      {"治安法第2、4条", {"治安法-2", "治安法-4"}},
      {"治安法第二至四条", {"治安法-2", "治安法-3", "治安法-4"}},
      {"治安法第2-4条", {"治安法-2", "治安法-3", "治安法-4"}},
      {"治安法分则编3条", {"治安法-3"}},
      {"新治安法3条", {"治安法-3"}},
      {"治安法(2005年)第二条", {"治安法@2005-2"}},
  };
  check_cited_first(laws(), rows);
}

TEST_CASE("a citation of a clause, an edition or a text that is not there is told, with the nearest") {
  const std::pair<const char*, const char*> rows[] = {
      {"治安法第九条", "没有第九条"},
      {"治安法第3条之五", "没有第三条之五"},
      {"治安法（2011年）第3条", "2011年的版本"},
      {"《渔业法》第三条", "没有叫“渔业法”的文件"},
  };
  for (const auto& [typed, told] : rows) {
    INFO(typed);
    const auto result = search(laws(), typed);
    REQUIRE(result);
    CHECK(result->answer == Answer::near);
    REQUIRE_FALSE(result->notes.empty());
    CHECK(result->notes.front().find(told) != std::string::npos);
  }
  CHECK(found(laws(), "治安法第六条").front() == "治安法-5");
  const auto words = search(laws(), "盗窃财物怎么处罚");
  REQUIRE(words);
  CHECK(words->answer == Answer::ranked);
}

TEST_CASE("a document filter that only fits a name is told") {
  SearchFilter filter;
  filter.documents = {"广告法"};
  const auto exact = search(laws(), "情形", 10, filter);
  REQUIRE(exact);
  CHECK(exact->notes.empty());
  filter.documents = {"告法"};
  const auto guessed = search(laws(), "情形", 10, filter);
  REQUIRE(guessed);
  REQUIRE_FALSE(guessed->notes.empty());
  CHECK(guessed->notes.front().find("按简称理解为《广告法》") != std::string::npos);
}

// Queries that cite: what is there comes first, what is not there is told.
#include "indexer/citation_query.hpp"
#include "tests/indexer/query_checks.hpp"

#include <catch2/catch.hpp>

using namespace fengqiao;
using namespace fengqiao::test;
using namespace fengqiao::indexer;

namespace {

std::string articles(int count) {
  const char* numerals[] = {"一", "二", "三", "四", "五", "六", "七", "八", "九"};
  std::string out;
  for (int i = 0; i < count; ++i)
    out += "\n第" + std::string(numerals[i]) + "条 巡逻防控第" + std::to_string(i + 1) + "项要求。\n";
  return out;
}

const std::filesystem::path& texts_index() {
  static const TemporaryFolder folder;
  static const std::filesystem::path path = [] {
    folder.write("texts/巡逻防控管理法.md", "# 中华人民共和国巡逻防控管理法\n" + articles(9));
    folder.write("texts/行政法规/值班备勤条例(2019-03-01).md", "# 值班备勤条例\n" + articles(6));
    folder.write("texts/修正案一.md", "# 某法修正案（1999年）\n" + articles(3));
    folder.write("texts/修正案二.md", "# 某法修正案（2004年）\n\n第四条 改为值班。\n\n第五条 改为备勤。\n");
    folder.write("texts/司法解释/解释.md",
                 "# 某某法院关于适用《中华人民共和国巡逻防控管理法》的解释\n" + articles(4));
    folder.write("texts/司法解释/问题.md",
                 "# 某某法院关于适用《中华人民共和国巡逻防控管理法》若干问题的解释\n" + articles(4));
    updated(folder.path() / "index", {folder.path() / "texts"});
    return folder.path() / "index";
  }();
  return path;
}

} // namespace

TEST_CASE("a clause, an edition or a text that is not there is told, and the nearest comes first") {
  struct Row {
    const char *query, *note, *first;
  };
  const Row rows[] = {
      {"巡逻防控管理法第十九条", "《巡逻防控管理法》没有第十九条", "巡逻防控管理法-9"},
      {"《巡逻防控管理法》第五条之二", "《巡逻防控管理法》没有第五条之二", "巡逻防控管理法-5"},
      {"巡逻防控管理法（2005年）第三条", "没有《巡逻防控管理法》2005年的版本", "巡逻防控管理法-3"},
      {"值班备勤条例 19", "《值班备勤条例》没有第十九条", ""},
      {"巡逻防控管理法19", "《巡逻防控管理法》没有第十九条", "巡逻防控管理法-9"},
  };
  for (const auto& row : rows) {
    INFO(row.query);
    const auto result = search(texts_index(), row.query);
    REQUIRE(result);
    CHECK(result->answer == Answer::near);
    CHECK(tells(*result, row.note));
    if (*row.first) CHECK(result->hits.front().citation == row.first);
  }
  const auto number = search(corpus_index(), "XD2023-1.99");
  REQUIRE(number);
  CHECK(number->answer == Answer::near);
  CHECK(tells(*number, "没有条款 1.99"));
  const auto unknown = search(texts_index(), "犬只登记办法第三条");
  REQUIRE_FALSE(unknown);
  CHECK(unknown.error().code == ErrorCode::not_found);
  CHECK(unknown.error().message.find("没有叫“犬只登记办法”的文件") != std::string::npos);
  const auto like = search(texts_index(), "巡逻登记办法第三条");
  REQUIRE(like);
  CHECK(like->answer == Answer::near);
  CHECK(tells(*like, "没有叫“巡逻登记办法”的文件"));
  // What else is asked may have an answer.
  const auto asked = search(texts_index(), "巡逻防控管理法第十九条 巡逻防控要求");
  REQUIRE(asked);
  CHECK(tells(*asked, "没有第十九条"));
  // A year is no clause.
  CHECK_FALSE(tells(*search(texts_index(), "巡逻防控管理法 2024"), "没有"));
}

TEST_CASE("a number right behind a name is its clause, and words with a number in them stay words") {
  for (const char* query : {"巡逻防控管理法3", "巡逻防控管理法三", "巡逻防控管理法３"}) {
    INFO(query);
    const auto result = search(texts_index(), query);
    REQUIRE(result);
    CHECK(result->answer == Answer::exact);
    CHECK(result->hits.front().citation == "巡逻防控管理法-3");
  }
  const auto words = search(texts_index(), "巡逻防控3");
  REQUIRE(words);
  CHECK(words->answer != Answer::exact);
}

TEST_CASE("lists, ranges, divisions, 新, fields and slips of a name lead to the clauses that are meant") {
  struct Row {
    const char* query;
    std::vector<std::string> first;
  };
  const std::string law = "巡逻防控管理法-";
  const Row rows[] = {
      {"巡逻防控管理法第三、四条", {law + "3", law + "4"}},
      {"巡逻防控管理法第3-5条", {law + "3", law + "4", law + "5"}},
      {"巡逻防控管理法第三条至第五条", {law + "3", law + "4", law + "5"}},
      {"《巡逻防控管理法》第二条和第七条", {law + "2", law + "7"}},
      {"巡逻防控管理法2、7", {law + "2", law + "7"}},
      {"巡逻防控管理法第八至十条", {law + "8", law + "9"}},
      {"新巡逻防控管理法3条", {law + "3"}},
      {"现行巡逻防控管理法第三条", {law + "3"}},
      {"巡逻防控管理法责任编3条", {law + "3"}},
      {"文件：巡逻防控管理法 第三条", {law + "3"}},
      {"巡罗防控管理法3条", {law + "3"}},
      {"备勤要求 巡逻防控管理法第三条", {law + "3"}},
      {"巡防法解释第二条", {"某某法院关于适用巡逻防控管理法的解释-2"}},
      {"某法修正案第五条", {"某法修正案2004年-5"}},
  };
  for (const auto& row : rows) {
    INFO(row.query);
    const auto hits = found(texts_index(), row.query);
    REQUIRE(hits.size() >= row.first.size());
    CHECK(std::vector<std::string>(
              hits.begin(), hits.begin() + static_cast<std::ptrdiff_t>(row.first.size())) == row.first);
  }
  const auto list = search(texts_index(), "巡逻防控管理法第八至十条");
  REQUIRE(list);
  CHECK(tells(*list, "没有第十条"));
  const auto slip = search(texts_index(), "巡罗防控管理法3条");
  REQUIRE(slip);
  CHECK(slip->answer == Answer::ranked);
  CHECK(tells(*slip, "按“巡逻防控管理法”"));
}

TEST_CASE("a range is bounded, and one that runs backwards is an inserted clause") {
  const auto readings = citation_readings("甲法第1条至第9999条");
  REQUIRE_FALSE(readings.empty());
  CHECK(readings.front().further.size() <= 50);
  const auto list = citation_readings("甲法第1至51、1至51、1至51、1至51条");
  REQUIRE_FALSE(list.empty());
  for (const auto& reading : list)
    CHECK(reading.further.size() <= 50);
  CHECK(citation_readings("甲法133-1条").front().citation.clause == "133-1");
}

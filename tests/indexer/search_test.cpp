#include "indexer/search.hpp"

#include "core/limits.hpp"
#include "core/text.hpp"
#include "tests/indexer/index_fixture.hpp"

#include <catch2/catch.hpp>

#include <set>

using namespace fengqiao;
using namespace fengqiao::test;
using namespace fengqiao::indexer;

namespace {

bool among_first(const std::vector<std::string>& hits, const std::string& wanted, std::size_t n) {
  const auto end = hits.begin() + static_cast<std::ptrdiff_t>(std::min(n, hits.size()));
  return std::find(hits.begin(), end, wanted) != end;
}

} // namespace

TEST_CASE("queries of one to two hundred characters, full width, traditional and with dashes are answered") {
  struct Row {
    const char *query, *citation;
  };
  const Row rows[] = {
      {"零报告", "ZF-5.3"},         {"２０２５年底前 一村一警", "XD2023-1.5"},
      {"兩個４０％", "XD2023-1.3"}, {"法治副校長誰管", "XD2023-2.3"},
      {"“五防”宣传", "XD2023-2.5"}, {"12345 工单几天办", "GS-2.2"},
  };
  for (const auto& row : rows) {
    INFO(row.query);
    CHECK(among_first(found(corpus_index(), row.query), row.citation, 3));
  }
  CHECK_FALSE(found(corpus_index(), "毒").empty());
  CHECK_FALSE(found(corpus_index(), "犬").empty());
  std::string longest;
  while (count_code_points(longest) < 200)
    longest += "值班所领导在指挥室内值守并审定日报，";
  CHECK(among_first(found(corpus_index(), longest), "ZF-5.3", 1));
}

TEST_CASE("a query of one character finds every clause that has it") {
  const TemporaryFolder folder;
  folder.write("texts/甲法.md",
               "# 甲法\n\n第一条 禁毒。\n\n第二条 毒品管制。\n\n第三条 管毒品。\n\n第四条 其他。\n");
  const auto index = folder.path() / "index";
  updated(index, {folder.path() / "texts"});
  auto hits = found(index, "毒");
  std::sort(hits.begin(), hits.end());
  CHECK(hits == std::vector<std::string>{"甲法-1", "甲法-2", "甲法-3"});
}

TEST_CASE("synonyms are found and what must not be mixed up is not") {
  const TemporaryFolder folder;
  folder.write("texts/甲法.md",
               "# 甲法\n\n第一条 社区警负责走访。\n\n第二条 片警负责走访。\n\n第三条 检察室负责走访。\n");
  folder.write(
      "texts/vocabulary.yaml",
      "groups:\n  - {term: 社区民警, same: [社区警], narrower: [片警], never: [检察室], related: [驻村民警]}\n"
      "historic:\n  - {term: 片警, note: 今称社区民警}\n");
  const auto index = folder.path() / "index";
  updated(index, {folder.path() / "texts"});
  auto result = search(index, "社区民警");
  REQUIRE(result);
  REQUIRE(result->hits.size() == 2);
  CHECK(result->hits[0].citation == "甲法-1");
  CHECK(result->hits[1].citation == "甲法-2");
  CHECK(result->notes == std::vector<std::string>{"相关检索：驻村民警"});
  result = search(index, "片警");
  REQUIRE(result);
  CHECK(result->hits.size() == 1); // narrower works one way
  CHECK(result->notes.front().find("今称社区民警") != std::string::npos);
}

TEST_CASE("a change of the word list is picked up without a change of texts") {
  const TemporaryFolder folder;
  folder.write("texts/甲法.md", "# 甲法\n\n第一条 社区警负责走访。\n");
  const auto index = folder.path() / "index";
  updated(index, {folder.path() / "texts"});
  CHECK(found(index, "片儿警们").empty());
  folder.write("texts/vocabulary.yaml", "groups:\n  - {term: 片儿警们, same: [社区警]}\n");
  CHECK(updated(index).written);
  CHECK(found(index, "片儿警们") == std::vector<std::string>{"甲法-1"});
}

TEST_CASE("a query that is a citation puts the clause first, a document's name its clauses") {
  struct Row {
    const char *query, *citation;
  };
  const Row rows[] = {{"XD2023-1.3", "XD2023-1.3"},
                      {"xd2023-1.3", "XD2023-1.3"},
                      {"《决定》2.1", "JD2002-2.1"},
                      {"公发[2002]6号 2.1", "JD2002-2.1"},
                      {"GB12", "GB12"},
                      {"国办发〔2022〕12号", "GB12"},
                      {"JD2002-2.1(a)", "JD2002-2.1"}};
  for (const auto& row : rows) {
    INFO(row.query);
    const auto hits = found(corpus_index(), row.query);
    REQUIRE_FALSE(hits.empty());
    CHECK(hits.front() == row.citation);
    CHECK(std::count(hits.begin(), hits.end(), row.citation) ==
          (std::string(row.citation) == "GB12" ? 3 : 1));
  }
}

TEST_CASE("filters narrow by document, issuer, kind, status and date") {
  const auto documents = [](SearchFilter filter) {
    std::set<std::string> out;
    if (const auto result = search(corpus_index(), "派出所", 100, std::move(filter)))
      for (const auto& hit : result->hits)
        out.insert(hit.document.data.id);
    return out;
  };
  using Ids = std::set<std::string>;
  CHECK(documents({{"决定"}, {}, {}, {}, "", ""}) == Ids{"JD2002"});
  CHECK(documents({{"公发（2002）6号", "GS"}, {}, {}, {}, "", ""}) == Ids{"GS", "JD2002"});
  CHECK(documents({{}, {}, {"研究"}, {}, "", ""}) == Ids{"GS", "HM", "ZF"});
  CHECK(documents({{}, {}, {}, {"期满"}, "", ""}) == Ids{"XD2020", "XD2023"});
  CHECK(documents({{}, {"徐州"}, {}, {}, "", ""}) == Ids{"ZF"});
  CHECK(documents({{}, {}, {}, {}, "2023", "2023-12"}) == Ids{"XD2023"});
  CHECK(
      documents({{}, {}, {}, {}, "2023-02-15", ""}).contains("XD2023")); // 2023-02 may be later than the 15th
  CHECK(documents({{}, {}, {}, {}, "2030", ""}).empty());
  CHECK(search(corpus_index(), "派出所", 5, {{}, {}, {}, {}, "去年", ""}).error().code == ErrorCode::usage);
  CHECK(search(corpus_index(), "派出所", 5, {{"没有的文件"}, {}, {}, {}, "", ""}).error().code ==
        ErrorCode::not_found);
}

TEST_CASE("a hit says where it stands and marks the passage") {
  const auto result = search(corpus_index(), "谁来审定各岗日报", 1);
  REQUIRE(result);
  const Hit& hit = result->hits.at(0);
  CHECK(hit.citation == "ZF-5.3");
  CHECK(hit.clause.path == std::vector<std::string>{"对策建议"});
  CHECK(hit.document.data.file.starts_with("研究/"));
  CHECK(hit.clause.line > 0);
  CHECK(count_code_points(hit.snippet.text) <= 160);
  REQUIRE_FALSE(hit.snippet.highlights.empty());
  std::size_t end = 0;
  for (const auto& range : hit.snippet.highlights) {
    CHECK(range.begin >= end);
    CHECK(range.begin < range.end);
    end = range.end;
  }
  CHECK(end <= hit.snippet.text.size());
  CHECK_FALSE(first_invalid_utf8(hit.snippet.text));
}

TEST_CASE("what cannot be searched is refused with its reason") {
  struct Row {
    std::string query;
    ErrorCode code;
  };
  std::string at_limit, over_limit;
  for (std::size_t i = 0; i < limits::query_chars / 2; ++i)
    at_limit += "民警";
  over_limit = at_limit + "警";
  const Row rows[] = {{"", ErrorCode::usage},           {"  　", ErrorCode::usage},
                      {over_limit, ErrorCode::limit},   {"魑魅魍魉", ErrorCode::not_found},
                      {"？！……", ErrorCode::not_found}, {"\xff\xfe", ErrorCode::not_found}};
  for (const auto& row : rows) {
    const auto result = search(corpus_index(), row.query);
    REQUIRE_FALSE(result);
    CHECK(result.error().code == row.code);
    CHECK_FALSE(result.error().message.empty());
  }
  CHECK(search(corpus_index(), at_limit));
}

TEST_CASE("marks alone ask for nothing, floods are refused or answered in bounded time") {
  for (const std::string& query : {std::string(1000, '('), std::string(1000, '*'), std::string("()"),
                                   std::string("\"\""), std::string("标题:")}) {
    const auto result = search(corpus_index(), query);
    REQUIRE_FALSE(result);
    CHECK(result.error().code == ErrorCode::usage);
  }
  const auto unknown = search(corpus_index(), std::string(500, 'a') + std::string(500, '1'));
  REQUIRE_FALSE(unknown);
  CHECK(unknown.error().code == ErrorCode::not_found);
  std::string many;
  for (int i = 0; i < 100'000; ++i)
    many += "治安 ";
  for (const std::string& flood : {many, std::string(1u << 20, 'x'), std::string(10'000, '(')}) {
    const auto result = search(corpus_index(), flood);
    REQUIRE_FALSE(result);
    CHECK(result.error().code == ErrorCode::limit);
  }
  CHECK_FALSE(found(corpus_index(), "派出所 AND NOT (民警 OR").empty());
  CHECK(found(corpus_index(), "派出所*(民警") == found(corpus_index(), "派出所 民警"));
}

TEST_CASE("the passage of a cited 款 or 项 is that 款's or 项's, of a cited clause its beginning") {
  const TemporaryFolder folder;
  folder.write("texts/法.md", "# 中华人民共和国巡逻管理法\n\n第三条 在夜间巡逻的，有下列情形之一的：\n\n"
                              "（一）一人巡逻的；\n\n（二）不穿制服的。\n\n"
                              "有第三条第一款第二项所列情形，由派出所依照本款的规定处理。\n\n"
                              "县公安局对前两款的情形备案。\n");
  const auto index = folder.path() / "index";
  updated(index, {folder.path() / "texts"});
  struct Row {
    const char *query, *snippet;
  };
  for (const auto& [query, snippet] : {
           Row{"巡逻管理法第三条第一款第二项", "…不穿制服的。…"},
           {"巡逻管理法第三条第二款", "…有第三条第一款第二项所列情形，由派出所依照本款的规定处理。…"},
           {"巡逻管理法第三条第三款", "…县公安局对前两款的情形备案。"},
       }) {
    INFO(query);
    const auto result = search(index, query);
    REQUIRE(result);
    CHECK(result->hits[0].snippet.text == snippet);
    CHECK(result->hits[0].snippet.highlights.empty());
  }
  const auto whole = search(index, "巡逻管理法第三条");
  REQUIRE(whole);
  CHECK(whole->hits[0].best_item.empty());
  CHECK(whole->hits[0].snippet.text.starts_with("在夜间巡逻的"));
}

TEST_CASE("the 款 or 项 that a query cites is the one that is marked, and a name that only fits is told") {
  const TemporaryFolder folder;
  folder.write("texts/法.md",
               "# 中华人民共和国巡逻管理法\n\n第一条 有下列情形的：\n\n（一）夜间；\n\n（二）节日。\n\n"
               "第一条第一款第二项所列情形，应当加派。\n\n第二条 值班。\n");
  const auto index = folder.path() / "index";
  updated(index, {folder.path() / "texts"});
  struct Row {
    const char *query, *item;
  };
  for (const auto& [query, item] :
       {Row{"巡逻管理法第一条第一款第（二）项", "第一款第（二）项"}, {"巡逻管理法第一条第二款", "第二款"}}) {
    INFO(query);
    const auto result = search(index, query);
    REQUIRE(result);
    CHECK(result->answer == Answer::exact);
    CHECK(result->hits[0].citation == "巡逻管理法-1");
    CHECK(result->hits[0].best_item == item);
  }
  const auto guessed = search(index, "巡逻法第二条");
  REQUIRE(guessed);
  CHECK(guessed->answer == Answer::ranked);
  CHECK(guessed->hits[0].citation == "巡逻管理法-2");
  REQUIRE_FALSE(guessed->notes.empty());
  CHECK(guessed->notes[0].find("按简称理解为《巡逻管理法》") != std::string::npos);
}

// 盗窃罪 is a word of the texts that list the names of crimes; the clause itself does not use it.
#include "tests/indexer/index_fixture.hpp"

#include <catch2/catch.hpp>

using namespace fengqiao;
using namespace fengqiao::test;

TEST_CASE("a clause is found by the name that another text gives it") {
  const TemporaryFolder folder;
  folder.write("laws/样例刑法.md",
               "# 样例刑法\n\n第一条 偷取林檎的，处罚款。\n\n第一条之一 夜间偷取的，从重。\n\n"
               "第二条 强取林檎的，处拘留。\n\n第三条 藏匿林檎的，处警告。\n");
  folder.write("laws/罪名规定.md",
               "# 关于执行《样例刑法》确定罪名的规定\n\n第一条 罪名如下：\n\n1．窃果罪（第1条）\n\n"
               "2．强取、夺果罪（第二条第一款）\n\n第二条 补充如下：\n\n| 条文 | 罪名 |\n|---|---|\n"
               "| 第一条之一（修正案第二条） | 夜窃罪（取消暗窃罪） |\n\n第三条 窃果罪从轻。\n");
  folder.write("laws/立案标准.md",
               "# 立案标准\n\n第一条 ［藏果案（样例刑法第三条）］藏匿三个以上的，应予立案。\n\n"
               "第二条 窃果罪、夜窃罪、藏果案的数额另行规定。\n");
  folder.write("laws/vocabulary.yaml", "groups:\n  - {term: 偷果罪, same: [窃果罪]}\n");
  const auto index = folder.path() / "index";
  updated(index, {folder.path() / "laws"});
  struct Row {
    const char *query, *clause;
  };
  const Row rows[] = {
      {"窃果罪", "样例刑法-1"},   {"样例刑法 窃果罪", "样例刑法-1"}, {"《样例刑法》窃果罪", "样例刑法-1"},
      {"夜窃罪", "样例刑法-1-1"}, {"藏果案", "样例刑法-3"},          {"偷果罪", "样例刑法-1"}};
  for (const auto& row : rows) {
    INFO(row.query);
    const auto result = search(index, row.query);
    REQUIRE(result);
    CHECK(result->answer == indexer::Answer::ranked);
    CHECK(result->hits.front().citation == row.clause);
    REQUIRE_FALSE(result->notes.empty());
    CHECK(result->notes.front().find("见《样例刑法》第") != std::string::npos);
  }
  // 夺果罪 is no name of its own: 强取、夺果罪 is one.
  const auto part = search(index, "夺果罪");
  REQUIRE(part);
  CHECK(part->notes.empty());
  CHECK(search(index, "窃果罪 从轻")->notes.empty());
}

TEST_CASE("a name that a text gives to clauses that are not in the index changes nothing") {
  const TemporaryFolder folder;
  folder.write("laws/罪名规定.md", "# 关于执行《样例刑法》确定罪名的规定\n\n第一条 窃果罪（第1条）。\n");
  const auto index = folder.path() / "index";
  updated(index, {folder.path() / "laws"});
  const auto result = search(index, "窃果罪");
  REQUIRE(result);
  CHECK(result->notes.empty());
  CHECK(result->hits.front().citation == "关于执行样例刑法确定罪名的规定-1");
}

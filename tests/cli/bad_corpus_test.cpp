// Files of a corpus folder as they really arrive.
#include "core/encoding.hpp"
#include "tests/support/program.hpp"
#include "tests/support/temporary.hpp"

#include <catch2/catch.hpp>

using namespace fengqiao::test;

TEST_CASE("GB18030 texts are converted and reported, bad files are named and do not stop the others") {
  const TemporaryFolder folder;
  const std::string law =
      "# 样例县派出所工作规定\n\n第一条 为了规范值班值守，制定本规定。\n\n第二条 值班所领导应当在岗在位。\n";
  folder.write("texts/规定.md", *fengqiao::encode_gb18030(law));
  folder.write("texts/好.md", "# 样例县接处警规定\n\n第一条 接到报警应当立即出警。\n");
  folder.write("texts/坏.md", "# 样例\n\n第一条 派\xE5\x87所工作。\n");
  folder.write("texts/二进制.md", std::string("PK\x03\x04\0\0", 6));
  const std::string index = folder.path() / "index";
  const Outcome outcome = run_fengqiao(index, {"index", folder.path() / "texts"});
  INFO(outcome.err + outcome.out);
  const std::string all = outcome.err + outcome.out;
  CHECK(outcome.code == 4);
  CHECK(all.find("GB18030") != std::string::npos);
  CHECK(all.find("坏.md") != std::string::npos);
  CHECK(all.find("个字节") != std::string::npos);
  CHECK(all.find("二进制.md") != std::string::npos);
  const Outcome search = run_fengqiao(index, {"search", "值班所领导在岗"});
  CHECK(search.code == 0);
  CHECK(search.out.find("第二条") != std::string::npos);
}

TEST_CASE("a second run touches only what changed, and a vanished file's clauses go") {
  const TemporaryFolder folder;
  folder.write("texts/甲.md", "# 样例甲规定\n\n第一条 甲文件讲巡逻。\n");
  const auto second = folder.write("texts/乙.md", "# 样例乙规定\n\n第一条 乙文件讲调解。\n");
  const std::string index = folder.path() / "index", texts = folder.path() / "texts";
  REQUIRE(run_fengqiao(index, {"index", texts}).code == 0);
  const auto live = [&] { return slurp(folder.path() / "index" / "CURRENT"); };
  const std::string before = live();
  REQUIRE(run_fengqiao(index, {"index", texts}).code == 0);
  CHECK(live() == before);
  std::filesystem::remove(second);
  REQUIRE(run_fengqiao(index, {"index", texts}).code == 0);
  CHECK(run_fengqiao(index, {"search", "乙文件讲调解", "--doc", "样例乙规定"}).code == 3);
  CHECK(run_fengqiao(index, {"search", "巡逻"}).code == 0);
}

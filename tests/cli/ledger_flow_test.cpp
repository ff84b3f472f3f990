// The station's folder and ledger as a clerk uses them.
#include "tests/support/places.hpp"
#include "tests/support/program.hpp"
#include "tests/support/temporary.hpp"

#include <catch2/catch.hpp>

using namespace fengqiao::test;
namespace fs = std::filesystem;

namespace {

Outcome program(const TemporaryFolder& folder, std::vector<std::string> arguments) {
  return run_fengqiao(folder.path() / "index", std::move(arguments));
}

} // namespace

TEST_CASE("init makes a station's folder once, and says what to fill in") {
  const TemporaryFolder folder;
  const std::string root = folder.path() / "城关所";
  const Outcome made = program(folder, {"init", root, "--class", "农村"});
  CHECK(made.code == 0);
  CHECK(made.err.find("请打开 派出所.yaml 改成本所全称") != std::string::npos);
  for (const char* name : {"派出所.yaml", "README.md", "台账", "记录", "输出"})
    CHECK(fs::exists(fs::path(root) / name));
  CHECK(slurp(fs::path(root) / "派出所.yaml").find("类别: 农村") != std::string::npos);
  const Outcome again = program(folder, {"init", root});
  CHECK(again.code == 1);
  CHECK(again.err.find("没有改动") != std::string::npos);
  CHECK(program(folder, {"init", root + "2", "--class", "郊区"}).code == 2);
}

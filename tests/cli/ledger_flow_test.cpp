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

TEST_CASE("a clerk makes a folder, imports the sample exports, and looks at, exports and counts them") {
  const TemporaryFolder folder;
  const std::string root = folder.path() / "城关所";
  REQUIRE(program(folder, {"init", root, "--name", "示例县公安局城关派出所"}).code == 0);
  const auto station = [&](std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), {"--workspace", root});
    return program(folder, std::move(arguments));
  };
  CHECK(station({"ledger", "stats"}).code == 3);
  std::vector<std::string> import{"ledger", "import"};
  for (const auto& entry : fs::directory_iterator(source_dir() / "templates/样例/台账"))
    if (entry.path().extension() == ".csv") import.push_back(entry.path());
  const Outcome imported = station(import);
  INFO(imported.err);
  CHECK(imported.code == 0);
  CHECK(imported.out.find("警情.csv：警情，新增 113 行，更新 0 行，未变 0 行") != std::string::npos);
  CHECK(station(import).out.find("这份文件导入过，没有变化") != std::string::npos);
  const Outcome shown = station(
      {"ledger", "show", "警情", "--from", "2026-03-09", "--to", "2026-03-09", "--where", "类别=刑事"});
  CHECK(shown.code == 0);
  CHECK(shown.out.find("警情 共 2 行") != std::string::npos);
  CHECK(shown.out.find("警情.csv:77") != std::string::npos);
  CHECK(
      station({"ledger", "show", "警情", "--from", "2026-03-09", "--where", "类别=刑事", "--format", "json"})
          .out.find("\"total\": 2") != std::string::npos);
  CHECK(station({"ledger", "show", "警情", "--from", "2030-01-01"}).code == 3);
  CHECK(station({"ledger", "show", "案情"}).code == 2);
  CHECK(station({"ledger", "show"}).code == 2);
  CHECK(station({"ledger", "import"}).code == 2);
  CHECK(station({"ledger", "show", "警情", "--from", "昨"}).code == 2);
  const std::string csv = folder.path() / "警情导出.csv";
  CHECK(station({"ledger", "export", "警情", "-o", csv}).code == 0);
  CHECK(slurp(csv).starts_with("\xEF\xBB\xBF编号,接报时刻,类别"));
  CHECK(station({"ledger", "import", csv}).out.find("未变 113 行") != std::string::npos);
  const Outcome bad =
      station({"ledger", "import",
               folder.write("坏.csv", "接警编号,报警时间,警情类别\nA,2026-02-30,刑事\nB,2026-03-09,刑事\n")});
  CHECK(bad.code == 4);
  CHECK(bad.out.find("新增 1 行") != std::string::npos);
  CHECK(bad.err.find("坏.csv:2:2: “接报时刻”没有这一天") != std::string::npos);
  CHECK(program(folder, {"--workspace", folder.path(), "ledger", "stats"}).code == 3);
}

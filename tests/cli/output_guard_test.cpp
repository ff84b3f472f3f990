// -o never costs anybody a file: what a command reads, or a station has once only, is refused as its output.
#include "tests/support/places.hpp"
#include "tests/support/program.hpp"
#include "tests/support/temporary.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <map>

using namespace fengqiao::test;
namespace fs = std::filesystem;

namespace {

std::map<std::string, std::string> bytes_below(const fs::path& folder) {
  std::map<std::string, std::string> out;
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    if (entry.is_regular_file()) out[entry.path()] = slurp(entry.path());
  return out;
}

} // namespace

TEST_CASE("an output that would cost a file is refused, and nothing is written") {
  const TemporaryFolder place;
  const std::string root = place.path();
  const auto program = [&](std::vector<std::string> arguments) {
    return run_fengqiao(root + "/索引", std::move(arguments));
  };
  REQUIRE(program({"new", "枫桥式/申报包", "--sample", "-o", root + "/包"}).code == 0);
  REQUIRE(program({"init", root + "/所", "--name", "示例派出所"}).code == 0);
  REQUIRE(program({"--workspace", root + "/所", "ledger", "import",
                   source_dir() / "templates/样例/台账/警情.csv"})
              .code == 0);
  const std::string station = place.write("甲.yaml", slurp(source_dir() / "templates/等级评定/样例/甲.yaml"));
  const std::string standard = place.write("标准.yaml", slurp(source_dir() / "templates/等级评定/标准.yaml"));
  place.write("记录.csv", "原来的\n");
  fs::create_symlink(station, root + "/甲.pdf");
  fs::create_directories(root + "/所/台账");
  fs::copy_file(root + "/记录.csv", root + "/所/台账/警情.csv");
  fs::create_directories(root + "/所/记录/2026-03-09");
  fs::copy_file(root + "/记录.csv", root + "/所/记录/2026-03-09/质态监督.csv");
  const auto before = bytes_below(root);

  struct Row {
    std::vector<std::string> command;
    const char* says;
  };
  const auto pack = [&](const std::string& output) {
    return std::vector<std::string>{"pack", root + "/包", "-o", root + "/" + output};
  };
  const auto ledger = [&](const std::string& output) {
    return std::vector<std::string>{"--workspace", root + "/所",          "ledger", "export", "警情",
                                    "-o",          root + "/所/" + output};
  };
  const Row rows[]{
      {{"grade", station, "-o", station}, "要以 .pdf 结尾"},
      {{"grade", station, "-o", root + "/甲.pdf"}, "会盖掉输入的文件"},
      {{"grade", station, "--standard", standard, "-o", standard}, "要以 .pdf 结尾"},
      {pack("包/申报.yaml"), "不能写进申报包自己的文件夹"},
      {pack("包/佐证/公示.png"), "不能写进申报包自己的文件夹"},
      {pack("包/../包/申报包.pdf"), "不能写进申报包自己的文件夹"},
      {pack("申报包.docx"), "要以 .pdf 结尾"},
      {ledger("派出所.yaml"), "要以 .csv 结尾"},
      {ledger("台账/台账.sqlite"), "要以 .csv 结尾"},
      {ledger("台账/警情.csv"), "会盖掉台账或记录文件夹里的文件"},
      {ledger("记录/2026-03-09/质态监督.csv"), "会盖掉台账或记录文件夹里的文件"},
      {{"render", station, "-o", station}, "会盖掉输入的文件"},
  };
  for (const auto& row : rows) {
    INFO(row.command.back());
    const Outcome outcome = program(row.command);
    INFO(outcome.err);
    CHECK(outcome.code == 2);
    CHECK(outcome.err.find(row.says) != std::string::npos);
  }
  for (const auto& [file, bytes] : bytes_below(root)) {
    INFO(file);
    CHECK(before.count(file) == 1);
    CHECK((before.count(file) == 0 || before.at(file) == bytes));
  }
  CHECK(program(ledger("输出/警情.csv")).code == 0);
  CHECK(program(ledger("输出/警情.csv")).code == 0); // an export may be made again
}

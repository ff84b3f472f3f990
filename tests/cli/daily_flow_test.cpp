// A clerk's evening: the day's reports out of the ledger, filled in, checked.
#include "tests/support/places.hpp"
#include "tests/support/program.hpp"
#include "tests/support/temporary.hpp"

#include <catch2/catch.hpp>

using namespace fengqiao::test;
namespace fs = std::filesystem;

namespace {

struct Station {
  TemporaryFolder folder;
  std::string root = folder.path() / "城关所";

  Station() {
    REQUIRE(run({"init", root, "--name", "示例县公安局城关派出所"}).code == 0);
    std::vector<std::string> import{"ledger", "import"};
    for (const auto& entry : fs::directory_iterator(source_dir() / "templates/样例/台账"))
      if (entry.path().extension() == ".csv") import.push_back(entry.path());
    REQUIRE(station(import).code == 0);
  }
  [[nodiscard]] Outcome run(std::vector<std::string> arguments) const {
    return run_fengqiao(folder.path() / "index", std::move(arguments));
  }
  [[nodiscard]] Outcome station(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), {"--workspace", root});
    return run(std::move(arguments));
  }
  [[nodiscard]] fs::path record(const std::string& name) const {
    return fs::path(root) / "记录/2026-03-09" / name;
  }
};

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

} // namespace

TEST_CASE("daily prepares the three records once and never touches one that is there") {
  const Station station;
  const Outcome made = station.station({"daily", "--date", "2026-03-09"});
  INFO(made.err);
  CHECK(made.code == 0);
  CHECK(contains(made.out, "质态监督.yaml：46 栏取自台账"));
  CHECK(contains(slurp(station.record("质态监督.yaml")), "刑事: [2, 3, 4]  # 台账：警情2行"));
  const std::string before = slurp(station.record("质态监督.yaml"));
  const Outcome again = station.station({"daily", "--date", "20260309"});
  CHECK(again.code == 0);
  CHECK(contains(again.out, "已经有了，没有改动"));
  CHECK(slurp(station.record("质态监督.yaml")) == before);
  CHECK(station.station({"daily", "--date", "2026-03-09", "--update"}).code == 0);
  CHECK(slurp(station.record("质态监督.yaml")) == before);
  CHECK(contains(slurp(station.record("质态监督.更新.yaml")), "刑事: [2, 3, 4]"));
  CHECK(station.station({"daily", "--date", "2026-02-30"}).code == 2);
}

TEST_CASE("check names what is still missing on a day, and 漏报, at once") {
  const Station station;
  REQUIRE(station.station({"daily", "--date", "2026-03-09", "--format", "csv"}).code == 0);
  CHECK(slurp(station.record("质态监督.csv")).starts_with("\xEF\xBB\xBF栏目,填写,说明\r\n"));
  fs::remove(station.record("联动协作.csv"));
  const Outcome checked = station.station({"check", station.record("").parent_path()});
  CHECK(checked.code == 4);
  CHECK(contains(checked.out, "“质态问题”没有填写"));
  CHECK(contains(checked.out, "漏报：没有2026年3月9日的联动协作日报"));
  CHECK(contains(checked.out, "质态监督.csv：不完整，"));
}

TEST_CASE("explain shows the rows behind a figure, with file and line") {
  const Station station;
  const Outcome crimes = station.station({"daily", "--date", "2026-03-09", "--explain", "接报警.刑事.本期"});
  CHECK(crimes.code == 0);
  CHECK(contains(crimes.out, "接报警.刑事.本期 = 2"));
  CHECK(contains(crimes.out, "警情.csv:77"));
  CHECK_FALSE(contains(crimes.out, "上一日"));
  CHECK(contains(station.station({"daily", "--date", "2026-03-09", "--explain", "j.crim"}).out,
                 "接报警.刑事.上年同日 = 4"));
  CHECK(contains(station.station({"daily", "--date", "2026-03-09", "--explain", "接报警.合计.本期"}).out,
                 "由程序计算，sum(接报警.*.本期)"));
  CHECK(station.station({"daily", "--date", "2026-03-09", "--explain", "抢劫"}).code == 2);
}

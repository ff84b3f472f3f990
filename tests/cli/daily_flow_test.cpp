// A clerk's evening: the day's reports out of the ledger, filled in, checked.
#include "tests/support/places.hpp"
#include "tests/support/program.hpp"
#include "tests/support/temporary.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <ctime>

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

TEST_CASE("a day of which there is no folder yet is 漏报, three times") {
  const Station station;
  const Outcome checked = station.station({"check", fs::path(station.root) / "记录/2026-03-11"});
  CHECK(checked.code == 4);
  for (const char* name : {"质态监督", "联动协作", "支撑保障"})
    CHECK(contains(checked.out, std::string("漏报：没有2026年3月11日的") + name + "日报"));
  CHECK_FALSE(contains(station.station({"check", fs::path(station.root) / "别处/2026-03-11"}).out, "漏报"));
}

TEST_CASE("a day without a year is the last there was") {
  const Station station;
  const std::time_t tomorrow = std::time(nullptr) + 24 * 60 * 60;
  std::tm day{};
  localtime_r(&tomorrow, &day);
  const auto made = station.station(
      {"daily", "--date", std::to_string(day.tm_mon + 1) + "月" + std::to_string(day.tm_mday) + "日"});
  CHECK(made.code == 0);
  const std::string year = std::to_string(day.tm_year + 1900 - 1);
  CHECK(contains(made.out, "记录/" + year + "-"));
}

TEST_CASE("explain takes the period of the record that is there") {
  const Station station;
  REQUIRE(station.station({"daily", "--date", "2026-03-09"}).code == 0);
  const auto explained = [&] {
    return station.station({"daily", "--date", "2026-03-09", "--explain", "接报警.治安.本期"}).out;
  };
  CHECK(contains(explained(), "接报时刻 2026-03-09 00:00 至 2026-03-10 00:00"));
  std::string text = slurp(station.record("质态监督.yaml"));
  const std::string from = "[2026-03-09T00:00, 2026-03-10T00:00]";
  REQUIRE(contains(text, from));
  text.replace(text.find(from), from.size(), "[2026-03-09T08:30, 2026-03-10T08:30]");
  (void)station.folder.write("城关所/记录/2026-03-09/质态监督.yaml", text);
  CHECK(contains(explained(), "接报时刻 2026-03-09 08:30 至 2026-03-10 08:30"));
}

TEST_CASE("what the ledger does not know is told once for each reason, not for each field") {
  const Station full;
  const std::string root = full.folder.path() / "空所";
  REQUIRE(full.run({"init", root, "--name", "示例县公安局河湾派出所"}).code == 0);
  REQUIRE(full.run({"--workspace", root, "ledger", "import", source_dir() / "templates/样例/台账/警情.csv"})
              .code == 0);
  const Outcome made = full.run({"--workspace", root, "daily", "--date", "2026-03-09"});
  REQUIRE(made.code == 0);
  CHECK(contains(made.err, "台账里没有导入过案件：案件.受理行政案件.本期、案件.受理行政案件.上一日"));
  CHECK(contains(made.err, " 等 "));
  CHECK(std::count(made.err.begin(), made.err.end(), '\n') < 15);
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

// A month rolled up as the clerk and the county office do it.
#include "tests/support/places.hpp"
#include "tests/support/program.hpp"
#include "tests/support/temporary.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <filesystem>

using namespace fengqiao::test;
namespace fs = std::filesystem;

namespace {

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

// Stations whose day is the worked sample, not approved.
struct County {
  TemporaryFolder folder;

  void add(const std::string& name) const {
    folder.write("全县/" + name + "/派出所.yaml",
                 "名称: 示例县公安局" + name + "\n类别: 城区\n上级: 示例县公安局\n交班时刻: \"08:30\"\n");
    for (const char* report : {"质态监督", "联动协作", "支撑保障"})
      folder.write("全县/" + name + "/记录/2026-03-09/" + report + ".yaml",
                   slurp(source_dir() / "templates/日报" / report / "sample.yaml"));
  }
  [[nodiscard]] std::string path(const std::string& below) const { return folder.path() / below; }
  [[nodiscard]] Outcome report(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), "report");
    return run_fengqiao(path("index"), std::move(arguments));
  }
};

} // namespace

TEST_CASE("report tells a station's day, week or month on the screen and as a paper") {
  const County county;
  county.add("城关派出所");
  const std::string station = county.path("全县/城关派出所");
  const Outcome day = county.report({station, "--from", "2026-03-09", "--to", "2026-03-09"});
  INFO(day.out << day.err);
  CHECK(day.code == 0);
  for (const char* expected :
       {"示例县公安局城关派出所（城区）", "+11.76%", "−7.32%", "57.14%", "闭环率 60.00%", "未审定"})
    CHECK(contains(day.out, expected));
  const Outcome month =
      county.report({station, "--month", "--date", "2026-03-09", "-o", county.path("三月.pdf")});
  INFO(month.out << month.err);
  CHECK(month.code == 0);
  CHECK(contains(month.out, "月报　2026年3月，共 31 天"));
  CHECK(contains(month.out, "另有 "));
  const std::string page = pdf_text(county.path("三月.pdf"));
  for (const char* expected : {"示例县公安局城关派出所日报汇总", "每日接报警情", "漏报", "整改闭环"})
    CHECK(contains(page, expected));
  // Found from the workspace, too, and the same input gives the same bytes.
  CHECK(run_fengqiao(county.path("index"), {"--workspace", station, "report", "--month", "--date",
                                            "2026-03-31", "-o", county.path("再.pdf")})
            .code == 0);
  CHECK(slurp(county.path("三月.pdf")) == slurp(county.path("再.pdf")));
}

TEST_CASE("report of a county ranks its stations, lists what it could not read, and feeds programs") {
  const County county;
  for (const char* name : {"城关派出所", "河湾派出所"})
    county.add(name);
  fs::remove(county.path("全县/河湾派出所/记录/2026-03-09/质态监督.yaml"));
  county.folder.write("全县/坏/派出所.yaml", "名称: 坏\n类别: 郊区\n交班时刻: \"08:30\"\n");
  const std::vector<std::string> span{county.path("全县"), "--week", "--date", "2026-03-09"};
  const auto with = [&](std::vector<std::string> more) {
    more.insert(more.begin(), span.begin(), span.end());
    return county.report(more);
  };
  const Outcome text = with({"-o", county.path("周.pdf")});
  INFO(text.out << text.err);
  CHECK(text.code == 4); // a station was left out; the others are there
  CHECK(contains(text.out, "示例县公安局 2 个所"));
  CHECK(contains(text.err, "全县/坏: 没有列入："));
  CHECK(contains(pdf_text(county.path("周.pdf")), "河湾派出所"));
  CHECK(contains(pdf_text(county.path("周.pdf")), "没有列入"));
  const auto json = nlohmann::json::parse(with({"--format", "json"}).out);
  CHECK(json["version"] == 1);
  CHECK(json["span"]["from"] == "2026-03-09");
  CHECK(json["total"]["due"] == 42);
  CHECK(json["total"]["given"] == 5);
  CHECK(json["stations"].size() == 2);
  CHECK(json["left_out"].size() == 1);
  CHECK(json["figures"][0]["value"] == "38");
  CHECK(json["figures"][0]["missing_days"] == 13);
  CHECK(json["days"].size() == 7);
  CHECK(json["days"][1]["figures"]["接报警情"].is_null()); // nobody reported: no 0
  const Outcome csv = with({"--format", "csv"});
  CHECK(csv.out.starts_with("\xEF\xBB\xBF名次,单位,类别,起,止,应报"));
  CHECK(contains(csv.out, "合计"));
}

TEST_CASE("report says what is wrong with its arguments") {
  const County county;
  county.add("城关派出所");
  const std::string station = county.path("全县/城关派出所");
  CHECK(county.report({station}).code == 2);
  CHECK(county.report({station, "--week", "--month"}).code == 2);
  CHECK(county.report({station, "--month", "--date", "2026-02-30"}).code == 2);
  CHECK(county.report({station, "--from", "2026-03-10", "--to", "2026-03-09"}).code == 2);
  CHECK(county.report({station, "--from", "2020-03-10", "--to", "2026-03-09"}).code == 7);
  CHECK(county.report({station, "--week", "--from", "2026-03-09"}).code == 2);
  const Outcome none = county.report({county.path("没有"), "--week"});
  CHECK(none.code == 3);
  CHECK(contains(none.err, "没有这个文件夹"));
}

// Folders as render's input: the records of a day, a station, a county.
#include "tests/support/places.hpp"
#include "tests/support/program.hpp"
#include "tests/support/temporary.hpp"

#include <catch2/catch.hpp>

#include <filesystem>

using namespace fengqiao::test;
namespace fs = std::filesystem;

namespace {

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

const char* const kReports[] = {"质态监督", "联动协作", "支撑保障"};

// Two stations with the sample's day each.
struct County {
  TemporaryFolder folder;

  County() {
    for (const char* name : {"甲县/城关所", "乙县/河湾所"}) {
      folder.write(std::string("全省/") + name + "/派出所.yaml", "名称: 示例县公安局" +
                                                                     fs::path(name).filename().string() +
                                                                     "\n类别: 城区\n交班时刻: \"08:30\"\n");
      for (const char* report : kReports)
        folder.write(record(name, report), slurp(source_dir() / "templates/日报" / report / "sample.yaml"));
    }
  }
  static std::string record(const std::string& station, const std::string& report) {
    return "全省/" + station + "/记录/2026-03-09/" + report + ".yaml";
  }
  [[nodiscard]] std::string path(const std::string& below) const { return folder.path() / below; }
  [[nodiscard]] Outcome render(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), "render");
    return run_fengqiao(path("index"), std::move(arguments));
  }
};

} // namespace

TEST_CASE("a county's folder and a day print every station's reports, each in its own folder") {
  const County county;
  const Outcome done =
      county.render({county.path("全省"), "--date", "2026-03-09", "-o", county.path("打印")});
  INFO(done.err);
  CHECK(done.code == 0);
  CHECK(contains(done.out, "已生成 6 份（"));
  CHECK_FALSE(contains(done.out, "质态监督.pdf"));
  for (const char* station : {"甲县/城关所", "乙县/河湾所"})
    for (const char* report : kReports)
      CHECK(fs::exists(county.path(std::string("打印/") + station + "/" + report + ".pdf")));
  // A station that is named itself keeps its name.
  CHECK(county.render({county.path("全省/甲县/城关所"), "--date", "20260309", "-o", county.path("一所")})
            .code == 0);
  CHECK(fs::exists(county.path("一所/城关所/质态监督.pdf")));
}

TEST_CASE(
    "a missing report, a bad record and a station that cannot be read stop no other, and are told at the end") {
  const County county;
  fs::remove(county.path(County::record("甲县/城关所", "联动协作")));
  county.folder.write(County::record("乙县/河湾所", "支撑保障"), "template: 日报/支撑保障\n装备: 坏\n");
  county.folder.write("全省/丙县/山口所/派出所.yaml", "名称: 山口所\n类别: 郊区\n交班时刻: \"08:30\"\n");
  const Outcome done =
      county.render({county.path("全省"), "--date", "2026-03-09", "-o", county.path("打印")});
  INFO(done.err);
  CHECK(done.code == 4);
  CHECK(contains(done.out, "已生成 4 份（"));
  CHECK(contains(done.err, "漏报：示例县公安局城关所没有2026年3月9日的联动协作日报"));
  const auto summary = done.err.find("共 7 份，生成 4 份，3 份没有生成");
  REQUIRE(summary != std::string::npos);
  for (const char* station :
       {"山口所", "河湾所/记录/2026-03-09/支撑保障.yaml", "城关所/记录/2026-03-09/联动协作.yaml"})
    CHECK(done.err.find(station, summary) != std::string::npos);
  std::size_t printed = 0;
  for (const auto& entry : fs::recursive_directory_iterator(county.path("打印")))
    printed += entry.path().extension() == ".pdf" ? 1 : 0;
  CHECK(printed == 4);
}

TEST_CASE("a folder without a day stands for the records in it, not for what the program keeps beside them") {
  const County county;
  const std::string day = county.path("全省/甲县/城关所/记录/2026-03-09");
  county.folder.write("全省/甲县/城关所/记录/2026-03-09/别的.审定.yaml", "不是记录\n");
  county.folder.write("全省/甲县/城关所/记录/2026-03-09/质态监督.更新.yaml", "不是记录\n");
  county.folder.write("全省/甲县/城关所/记录/2026-03-09/说明.txt.bak", "不是记录\n");
  const Outcome done = county.render({day, "--to", "md", "-o", county.path("稿")});
  INFO(done.err);
  CHECK(contains(done.out, "已生成 3 份"));
  CHECK(fs::exists(county.path("稿/质态监督.md")));
  CHECK(county.render({county.path("全省"), "-o", county.path("空")}).code == 3);
  CHECK(county.render({county.path("全省"), "--date", "2026-03-09"}).code == 2);
  CHECK(county.render({county.path("全省"), "--date", "2026-03-09", "-o", county.path("一份.pdf")}).code ==
        2);
  CHECK(county.render({county.path("全省"), "--date", "13月9日", "-o", county.path("空")}).code == 2);
  CHECK_FALSE(fs::exists(county.path("空")));
}

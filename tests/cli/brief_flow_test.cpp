// The morning meeting's paper, as a clerk prints it.
#include "tests/support/places.hpp"
#include "tests/support/program.hpp"
#include "tests/support/temporary.hpp"

#include <catch2/catch.hpp>

using namespace fengqiao::test;
namespace fs = std::filesystem;

namespace {

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

struct Station {
  TemporaryFolder folder;
  std::string root = folder.path() / "城关所";
  fs::path paper = fs::path(root) / "输出/晨会-2026-03-09.pdf";

  Station() {
    REQUIRE(run({"init", root, "--name", "示例县公安局城关派出所"}).code == 0);
    for (const char* name : {"质态监督", "联动协作", "支撑保障"}) {
      const std::string sample = slurp(source_dir() / "templates/日报" / name / "sample.yaml");
      (void)folder.write(std::string("城关所/记录/2026-03-09/") + name + ".yaml", sample);
    }
  }
  [[nodiscard]] Outcome run(std::vector<std::string> arguments) const {
    if (arguments.front() != "init") arguments.insert(arguments.begin(), {"--workspace", root});
    return run_fengqiao(folder.path() / "index", std::move(arguments));
  }
};

} // namespace

TEST_CASE(
    "one PDF for the morning meeting: figures, states, follow-up, signing table, trends, three reports") {
  const Station station;
  REQUIRE(station
              .run({"approve", fs::path(station.root) / "记录/2026-03-09/质态监督.yaml", "--by", "样例",
                    "--at", "2026-03-10T08:10"})
              .code == 0);
  const Outcome made = station.run({"daily", "--date", "2026-03-09", "--brief"});
  INFO(made.err);
  REQUIRE(made.code == 0);
  CHECK(contains(made.out, "晨会-2026-03-09.pdf"));
  const std::string text = pdf_text(station.paper);
  for (const char* words :
       {"示例县公安局城关派出所晨会传阅", "统计日：2026", "已审定", "未审定", "+11.76%", "57.14%", "98.33%",
        "上日整改跟踪", "更正接处警类别代码", "传阅签阅和点评部署", "部署事项", "次日反馈", "近七日接报警情",
        "近三十日接报警情", "不当作", "质态监督日报", "联动协作日报", "支撑保障日报"}) {
    CAPTURE(words);
    CHECK(contains(text, words));
  }
  const fs::path other = station.folder.path() / "另.pdf";
  REQUIRE(station.run({"daily", "--date", "2026-03-09", "--brief", "-o", other}).code == 0);
  CHECK(slurp(other) == slurp(station.paper));
  CHECK(run({"qpdf", "--check", station.paper}).code == 0);
  CHECK(contains(run({"qpdf", "--json", "--json-key=outlines", station.paper}).out, "outlines"));
}

TEST_CASE("the paper is refused while a report has problems, named with file and line, a draft is not") {
  const Station station;
  const fs::path record = fs::path(station.root) / "记录/2026-03-09/联动协作.yaml";
  std::string text = slurp(record);
  const auto at = text.find("填报: 样例");
  REQUIRE(at != std::string::npos);
  (void)station.folder.write("城关所/记录/2026-03-09/联动协作.yaml",
                             text.replace(at, std::string("填报: 样例").size(), "填报:"));
  const Outcome refused = station.run({"daily", "--date", "2026-03-09", "--brief"});
  CHECK(refused.code == 4);
  CHECK(contains(refused.err, "联动协作.yaml:"));
  CHECK(contains(refused.err, "“填报”没有填写"));
  CHECK_FALSE(fs::exists(station.paper));
  REQUIRE(station.run({"daily", "--date", "2026-03-09", "--brief", "--draft"}).code == 0);
  std::string draft = pdf_text(station.paper, false);
  std::erase(draft, '\n'); // the problem names the folder: where its line ends depends on that
  CHECK(contains(draft, "没有填写"));
  CHECK(station.run({"daily", "--date", "2026-03-01", "--brief"}).code == 3);
  CHECK(station.run({"daily", "--date", "2026-03-09", "--draft"}).code == 2);
}

// fengqiao grade as a county clerk uses it: a form, three stations, a county, last year's results.
#include "tests/support/places.hpp"
#include "tests/support/program.hpp"
#include "tests/support/shipped.hpp"
#include "tests/support/temporary.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace fengqiao::test;

namespace {

std::string sample(const std::string& name) {
  return source_dir() / "templates/等级评定/样例" / (name + ".yaml");
}

} // namespace

TEST_CASE("a station is graded, printed and explained") {
  const TemporaryFolder folder;
  const std::string pdf = folder.path() / "甲.pdf", again = folder.path() / "甲2.pdf";
  const Outcome outcome = program({"grade", sample("甲"), "-o", pdf});
  INFO(outcome.err);
  REQUIRE(outcome.code == 0);
  has(outcome.out, "总分 96.82　一级");
  has(outcome.out, "再到位5次可得0.03分");
  const std::string text = pdf_text(pdf);
  for (const auto* part : {"96.82", "97.85%", "0.9916", "2912÷2976", "E-2025-002", "《行动计划",
                           "采用软件默认标准，非正式办法", "样本 520"})
    has(text, part);
  const std::string first = without_spaces(text.substr(0, text.find('\f'))); // the summary, with its chart
  for (const auto* part : {"总分96.82", "防控效果24.27／25分", "97.08%", "图1各类得分与满分"})
    has(first, part);
  has_not(first, "失分项");
  std::size_t pages = 0, footers = 0;
  for (const char c : text)
    if (c == '\f') ++pages;
  const std::string footer = "非正式办法";
  for (auto at = text.find(footer); at != std::string::npos; at = text.find(footer, at + 1))
    ++footers;
  CHECK(footers == pages);
  REQUIRE(program({"grade", sample("甲"), "-o", again}).code == 0);
  CHECK(slurp(pdf) == slurp(again));
  CHECK(run({"qpdf", "--check", pdf}).code == 0);
}

TEST_CASE("the same report comes from render, and check finds nothing to complain of") {
  const TemporaryFolder folder;
  const std::string graded = folder.path() / "一.pdf", rendered = folder.path() / "二.pdf";
  REQUIRE(program({"grade", sample("乙"), "-o", graded}).code == 0);
  REQUIRE(program({"render", sample("乙"), "-o", rendered}).code == 0);
  CHECK(slurp(graded) == slurp(rendered));
  CHECK(program({"check", sample("乙")}).code == 0);
  CHECK(program({"check", source_dir() / "templates/等级评定/标准.yaml"}).code == 0);
  CHECK(program({"check", source_dir() / "templates/等级评定/枫桥式.yaml"}).code == 0);
}

TEST_CASE("what if says before and after") {
  const Outcome outcome = program({"grade", sample("甲"), "--what-if", "A4=98%"});
  REQUIRE(outcome.code == 0);
  has(outcome.out, "总分 96.82 → 96.85（+0.03）");
  CHECK(program({"grade", sample("甲"), "--what-if", "Z4=1"}).code == 2);
  CHECK(program({"grade", sample("甲"), sample("乙"), "--what-if", "A4=98%"}).code == 2);
}

TEST_CASE("a county's table, its JSON and CSV, and the movement since the year before") {
  const TemporaryFolder folder;
  const Outcome csv = program({"grade", sample("甲"), sample("乙"), sample("丙"), "--format", "csv"});
  REQUIRE(csv.code == 0);
  const std::string last = folder.write("上年.csv", csv.out);
  const Outcome text =
      program({"grade", sample("甲"), sample("乙"), sample("丙"), "--last", last, "--quota", "上限,向下"});
  REQUIRE(text.code == 0);
  has(text.out, "共3个所");
  has(text.out, "上年 96.82 一级（0.00）");
  has(text.out, "名额被取整吞掉");
  const Outcome json =
      program({"grade", sample("甲"), sample("乙"), sample("丙"), "--format", "json", "--last", last});
  REQUIRE(json.code == 0);
  const auto tree = nlohmann::json::parse(json.out);
  CHECK(tree["version"] == 1);
  REQUIRE(tree["stations"].size() == 3);
  CHECK(tree["stations"][0]["total"] == "96.82");
  CHECK(tree["stations"][1]["level"] == "四级");
  CHECK(tree["stations"][0]["items"].size() == 32);
  CHECK(tree["stations"][0]["last"]["change"] == "0.00");
  CHECK(tree["quota"]["lines"].size() == 3);
  const std::string into = std::string(folder.path() / "打印") + "/";
  REQUIRE(program({"grade", sample("甲"), sample("乙"), "-o", into}).code == 0);
  const std::string county = pdf_text(into + "全县汇总.pdf");
  has(county, "69.57");
  const std::string first = without_spaces(county.substr(0, county.find('\f')));
  for (const auto* part : {"图1等级分布与目标", "50.00%", "5%", "15%", "30%", "90%", "合格（四级以上）2个"})
    has(first, part);
  has(pdf_text(into + "示例县公安局河口派出所.pdf"), "0.43");
}

TEST_CASE("the blank form and the blank table come from the standard") {
  CHECK(program({"new", "等级评定", "--format", "csv"}).out ==
        program({"new", "等级评定/评分数据", "--format", "csv"}).out);
  const Outcome yaml = program({"new", "等级评定/评分数据"});
  REQUIRE(yaml.code == 0);
  has(yaml.out, "template: 等级评定/评分数据");
  has(yaml.out, "A4: []");
  const Outcome csv = program({"new", "grading-data", "--format", "csv"});
  REQUIRE(csv.code == 0);
  has(csv.out, "A4.到位次,A4.应到次");
  has(program({"new", "等级评定/枫桥式数据"}).out, "已建常态调解机制");
  has(program({"templates"}).out, "等级评定/枫桥式数据");
  const TemporaryFolder folder;
  const Outcome empty = program({"grade", folder.write("空.yaml", yaml.out)});
  CHECK(empty.code == 4); // the basic data are not there; nothing crashes
}

TEST_CASE("a wrong number is named, stops the print, and a draft prints all the same") {
  const TemporaryFolder folder;
  std::string text = slurp(sample("甲"));
  text.replace(text.find("[2912, 2976]"), 12, "[2977, 2976]");
  const std::string file = folder.write("甲.yaml", text), pdf = folder.path() / "甲.pdf";
  const Outcome outcome = program({"grade", file, "-o", pdf});
  CHECK(outcome.code == 4);
  has(outcome.out, "总分 92.85");
  has(outcome.err, "甲.yaml:13:");
  CHECK_FALSE(std::filesystem::exists(pdf));
  CHECK(program({"grade", file, "-o", pdf, "--draft"}).code == 4);
  has(pdf_text(pdf), "多于");
}

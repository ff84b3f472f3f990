#include "core/file.hpp"
#include "render/page_style.hpp"
#include "tests/support/places.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace fengqiao;
using namespace fengqiao::render;

namespace {

Result<PageStyle, Errors> shipped(const std::string& name) {
  const std::string file = test::source_dir() / "templates/版式" / (name + ".yaml");
  return read_page_style(read_file(file, 1 << 20).value(), file);
}

} // namespace

TEST_CASE("The shipped styles are read without complaint") {
  for (const char* name : {"材料", "表册", "表册横排"}) {
    const auto style = shipped(name);
    INFO(name << (style ? "" : to_text(style.error().front())));
    REQUIRE(style);
    CHECK(style->name == name);
  }
}

TEST_CASE("材料 has the page of GB/T 9704—2012, and the built-in values are the same") {
  for (const PageStyle& style : {shipped("材料").value(), PageStyle()}) {
    CHECK(style.width == Approx(595.28).margin(0.01));
    CHECK(style.top == Approx(104.88).margin(0.01));
    CHECK(style.left == Approx(79.37).margin(0.01));
    CHECK(style.area_width == Approx(442.20).margin(0.01));
    CHECK(style.area_height == Approx(637.80).margin(0.01));
    CHECK(style.line_pitch() == Approx(29.61).margin(0.01));
    CHECK(style.character_pitch() == Approx(15.793).margin(0.001));
    CHECK(style.han_advance(16) == style.character_pitch());
    CHECK(style.han_advance(12) == 12);
    CHECK(style.title.size == 22);
    CHECK(style.title.font == FontRole::title);
    CHECK(style.title.after == 0.5);
    CHECK(style.headings[0].font == FontRole::heiti);
    CHECK(style.body.indent == 2);
    CHECK(style.page_number.below == Approx(19.84).margin(0.01));
    CHECK(style.table.min_row == Approx(22.68).margin(0.01));
    CHECK(style.table.padding_x == 4);
    CHECK(style.table.padding_y == 3);
    CHECK(style.table_cell.pitch == 16);
    CHECK(style.latin_font == FontRole::songti);
  }
}

TEST_CASE("材料 spells out every value of a style, and what it leaves out is as it says") {
  CHECK(shipped("材料").value() == PageStyle());

  const std::string written = read_file(test::source_dir() / "templates/版式/材料.yaml", 1 << 20).value();
  const auto keys_of = [](const std::string& section) {
    const auto refused = read_page_style(section, "甲.yaml");
    REQUIRE_FALSE(refused);
    const std::string known = refused.error().front().hint;
    REQUIRE(known.starts_with("可用："));
    std::vector<std::string> keys;
    for (std::size_t at = std::string("可用：").size(); at < known.size(); at += std::string("、").size()) {
      const std::size_t end = std::min(known.find("、", at), known.size());
      keys.push_back(known.substr(at, end - at));
      at = end;
    }
    return keys;
  };
  std::size_t values = 0;
  for (const std::string& section : keys_of("甲: 1")) {
    if (section == "公文") continue; // what stands around a 公文 is in its own styles, whole
    CHECK(written.find(section + ":") != std::string::npos);
    if (section == "名称" || section == "西文字体") continue;
    const std::vector<std::string> keys = keys_of(section + ": {甲: 1}");
    if (std::ranges::find(keys, "首行缩进") != keys.end()) continue; // of texts only what is not 0
    for (const std::string& key : keys) {
      INFO(section << " " << key);
      const std::size_t begin = written.find("\n" + section + ":"), end = written.find("\n\n", begin);
      CHECK(written.substr(begin, end - begin).find(key + ":") != std::string::npos);
      ++values;
    }
  }
  CHECK(values > 80);
}

TEST_CASE("A style changes what the drawing parts of a page look like") {
  const auto style = read_page_style("脚注: {标号大小: 0.5, 线宽: 0}\n盖章处: {虚线: 6}\n"
                                     "图表: {填充: [\"#000000\", 斜线, 反斜线, 交叉线, 空白, \"#999999\"], "
                                     "线型: [实线, 2 2, 3 3, 4 4, 5 5, 6 1 2 1], 标记点数: 5}\n",
                                     "甲.yaml");
  REQUIRE(style);
  CHECK(style->footnote.mark_size == 0.5);
  CHECK(style->footnote.rule_width == 0);
  CHECK(style->seal_box.dash == 6);
  CHECK(style->chart.fills[3].rising);
  CHECK(style->chart.fills[3].falling);
  CHECK(style->chart.fills[5].color == gray_of(0x99));
  CHECK(style->chart.dashes[5] == std::vector<double>{6, 1, 2, 1});
  CHECK(style->chart.marked_points == 5);
}

TEST_CASE("Fills and dashes that cannot be drawn are named one by one") {
  const auto style =
      read_page_style("图表:\n  填充: [斜线]\n  线型: [实线, 虚线, 3, 0 1, 1 1000, 2 2]\n", "甲.yaml");
  REQUIRE_FALSE(style);
  std::string all;
  for (const Error& error : style.error())
    all += to_text(error) + "\n";
  INFO(all);
  CHECK(all.find("甲.yaml:2:7: “填充”应当是 6 项的一列") != std::string::npos);
  for (const char* item : {"第 2 项", "第 3 项", "第 4 项", "第 5 项"})
    CHECK(all.find(std::string("“线型”的") + item) != std::string::npos);
  CHECK(style.error().size() == 5);
}

TEST_CASE("Unknown keys and bad values are errors with their lines, all at once") {
  const auto style = read_page_style(
      "名称: 甲\n页边: 3\n正文:\n  字休: 仿宋\n  字体: 隶书\n  字号: 大\n网格: {行数: 900}\n", "甲.yaml");
  REQUIRE_FALSE(style);
  std::vector<std::string> places;
  for (const Error& error : style.error()) {
    CHECK(error.code == ErrorCode::data);
    places.push_back(error.where.substr(0, error.where.find(':', 9)));
  }
  std::sort(places.begin(), places.end());
  CHECK(places == std::vector<std::string>{"甲.yaml:2", "甲.yaml:4", "甲.yaml:5", "甲.yaml:6", "甲.yaml:7"});
}

TEST_CASE("Sizes may be given by name") {
  CHECK(read_page_style("正文: {字号: 小四}", "甲.yaml")->body.size == 12);
  CHECK(read_page_style("正文: {字号: 15.75}", "甲.yaml")->body.size == 15.75);
}

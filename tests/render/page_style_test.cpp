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

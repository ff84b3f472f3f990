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

TEST_CASE("What no page can hold is an error with its line, each part by its name") {
  const auto [yaml, line, says] = GENERATE(table<std::string, int, std::string>({
      {"名称: 甲\n版心: {宽: 200}\n", 2, "版心超出纸张"},
      {"网格:\n  行数: 60\n", 2, "版心放不下“网格”的行数"},
      {"名称: 甲\n网格: {行数: 2.5}\n", 2, "“行数”应当是整数"},
      {"名称: 甲\n\n正文:\n  行距: 0.001\n", 4, "“正文”的行距 0.0 磅小于字号 16 磅"},
      {"名称: 甲\n标题: {字号: 初号, 行距: 0}\n", 2, "“标题”的行距 29.6 磅小于字号 42 磅"},
      {"版心:\n  宽: 80\n代码:\n  字号: 120\n", 4, "“代码”的字太大"},
      {"名称: 甲\n正文: {首行缩进: 10}\n版心: {宽: 70}\n", 2, "“正文”的字太大，一行放不下 14 个字"},
      {"名称: 甲\n列表: {缩进: 10, 最少字数: 30}\n", 2, "列表的缩进和最少字数超出版心"},
      {"名称: 甲\n盖章处: {宽: 150, 右空: 10}\n", 2, "盖章处的框超出版心"},
      {"名称: 甲\n页码: {距版心: 40}\n", 2, "页码在纸外"},
  }));
  const auto style = read_page_style(yaml, "甲.yaml");
  INFO(yaml);
  REQUIRE_FALSE(style);
  std::string all;
  for (const Error& error : style.error())
    all += to_text(error) + "\n";
  INFO(all);
  const auto at = all.find(says);
  REQUIRE(at != std::string::npos);
  const std::size_t begin = at == 0 ? 0 : all.rfind('\n', at) + 1;
  CHECK(all.substr(begin).starts_with("甲.yaml:" + std::to_string(line) + ":"));
}

TEST_CASE("What a 公文 style asks for beyond its page is an error with its line") {
  const std::string file = test::source_dir() / "templates/版式/公文.yaml";
  const std::string whole = read_file(file, 1 << 20).value();
  const auto [from, to, says] = GENERATE(table<std::string, std::string, std::string>({
      {"最宽: 150", "最宽: 180", "标志的“最宽”超出版心"},
      {"上距: 35", "上距: 150\n    最高: 200", ""},
      {"最高: 70 ", "最高: 199 ", "标志的“上距”加“最高”超出版心"},
      {"长: 156", "长: 300", "“分隔线”比纸还长"},
      {"印章间距: 48", "印章间距: 30", "“印章间距”小于“印章直径”"},
      {"行距: 21", "行距: 9", "版记的行距小于字号"},
  }));
  std::string changed = whole;
  const auto at = changed.find(from);
  REQUIRE(at != std::string::npos);
  changed.replace(at, from.size(), to);
  const auto style = read_page_style(changed, "甲.yaml");
  REQUIRE_FALSE(style);
  REQUIRE(style.error().size() == 1);
  CHECK(style.error()[0].message.find(says) == 0);
  CHECK(style.error()[0].where.starts_with("甲.yaml:"));
}

TEST_CASE("水印 has its colour, its longest length and its angle in the style") {
  const auto style =
      read_page_style("水印: {颜色: \"#C0C0C0\", 最长: 0.5, 角度: 30}\n加重: {描边: 0.03}\n", "甲.yaml");
  REQUIRE(style);
  CHECK(style->watermark.color == gray_of(0xC0));
  CHECK(style->watermark.longest == 0.5);
  CHECK(style->watermark.angle == 30);
  CHECK(style->bold_stroke == 0.03);
  CHECK_FALSE(read_page_style("水印: {角度: 对角线}\n", "甲.yaml")->watermark.angle);
  CHECK_FALSE(read_page_style("水印: {角度: 横}\n", "甲.yaml"));
}

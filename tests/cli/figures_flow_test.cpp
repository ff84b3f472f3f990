// Pictures, merged cells and charts as a clerk uses them: one report with all three, and a chart that a
// template fills from a record.
#include "core/text.hpp"
#include "tests/support/program.hpp"
#include "tests/support/temporary.hpp"

#include <catch2/catch.hpp>

#include <string_view>

using namespace fengqiao::test;
namespace fs = std::filesystem;

namespace {

// A gray PNG of 8 × 4 pixels.
constexpr std::string_view kPicture =
    "89504e470d0a1a0a0000000d494844520000000800000004080000000096a6212c0000001f4944415478da63601050307008"
    "48286080500d131820d4820d0c10eac00500b2a40d017dd4b0340000000049454e44ae426082";

std::string bytes_of(std::string_view hex) {
  std::string out;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2)
    out += static_cast<char>(std::stoi(std::string(hex.substr(i, 2)), nullptr, 16));
  return out;
}

const std::string kReport = R"(# 三月治安情况

![巡查现场](照片/1.png)

<!-- 表题 表1 各片区警情 -->
| 片区 | 警情 | << |
|:--|--:|--:|
| ^^ | 本期 | 环比 |
| 城关 | 12 | +9.09% |
| 合计 | 12 | +9.09% |

```图表
类型: 堆积
标题: 近三日警情
单位: 起
横轴: [3日, 4日, 5日]
数列:
  刑事: [3, 2, null]
  治安: [11, 9, 12]
```
)";

struct Desk {
  TemporaryFolder folder;

  Outcome program(std::vector<std::string> arguments) const {
    return run_fengqiao(folder.path() / "index", std::move(arguments));
  }
  [[nodiscard]] std::string path(const std::string& name) const { return folder.path() / name; }
};

bool has(const std::string& text, std::string_view part) {
  return text.find(part) != text.npos;
}

std::string without_spaces(const std::string& text) {
  std::u32string out = fengqiao::to_utf32(text);
  std::erase_if(out, [](char32_t c) { return c == U' ' || c == U'\n' || c == U'　'; });
  return fengqiao::to_utf8(out);
}

} // namespace

TEST_CASE("a report with a picture, merged cells and a chart prints, figures numbered in turn") {
  const Desk desk;
  const std::string report = desk.folder.write("报告.md", kReport), pdf = desk.path("报告.pdf");
  desk.folder.write("照片/1.png", bytes_of(kPicture));
  const Outcome outcome = desk.program({"render", report, "-o", pdf});
  INFO(outcome.err);
  REQUIRE(outcome.code == 0);
  const std::string text = without_spaces(pdf_text(pdf));
  for (const char* part : {"图1巡查现场", "表1各片区警情", "图2近三日警情（单位：起）", "刑事", "治安"}) {
    INFO(text);
    CHECK(has(text, part));
  }
  CHECK(has(run({"pdfimages", "-list", pdf}).out, "gray"));
  CHECK(run({"qpdf", "--check", pdf}).code == 0);

  const std::string again = desk.path("再.pdf");
  REQUIRE(desk.program({"render", report, "-o", again}).code == 0);
  CHECK(slurp(pdf) == slurp(again));
}

TEST_CASE("for other programs a chart is a table, in HTML and in Markdown") {
  const Desk desk;
  const std::string report = desk.folder.write("报告.md", kReport);
  desk.folder.write("照片/1.png", bytes_of(kPicture));
  const Outcome html = desk.program({"render", report, "--to", "html", "-o", "-"});
  INFO(html.err);
  REQUIRE(html.code == 0);
  CHECK(has(html.out, "<caption>图2　近三日警情（单位：起）</caption>"));
  CHECK(has(html.out, "colspan=\"2\""));
  const Outcome md = desk.program({"render", report, "--to", "md", "-o", "-"});
  REQUIRE(md.code == 0);
  CHECK(has(md.out, "| 5日 | — | 12 |\n"));
  CHECK_FALSE(has(md.out, "图表"));
}

TEST_CASE("a report without its picture or with a word for a number names the lines and leaves no PDF") {
  const Desk desk;
  std::string text = kReport;
  text.replace(text.find("[11, 9"), 6, "[11, 九");
  const std::string report = desk.folder.write("报告.md", text), pdf = desk.path("报告.pdf");
  for (const char* to : {"pdf", "html"}) {
    const Outcome outcome = desk.program({"render", report, "--to", to, "-o", pdf});
    CHECK(outcome.code == 4);
    CHECK(has(outcome.err, "报告.md:3: 图片“照片/1.png”：没有这个文件"));
    CHECK(has(outcome.err, "报告.md:19: “九”不是数"));
    CHECK_FALSE(fs::exists(pdf));
  }
  CHECK(desk.program({"render", report, "--draft", "-o", pdf}).code == 0);
  CHECK(has(pdf_text(pdf), "〔图表〕"));
}

TEST_CASE("a template's chart is filled from a record, whose words change nothing but words") {
  const Desk desk;
  desk.folder.write("模板/研判/周报/template.md", R"(---
title: 周报
---
# {{单位}}周报

```图表
类型: 柱形
标题: {{单位}}警情
横轴: [{{#近日}}{{日}}, {{/近日}}]
数列:
  刑事: [{{#近日}}{{刑事}}, {{/近日}}]
```
)");
  desk.folder.write("模板/研判/周报/schema.yaml", R"(type: object
required: [单位, 近日]
properties:
  单位: {type: string}
  近日:
    type: array
    items: {type: object, required: [日], properties: {日: {type: string}, 刑事: {type: integer}}}
)");
  const std::string record = desk.folder.write("记录.yaml", R"(template: 研判/周报
单位: "示例所]**"
近日:
  - {日: 3日, 刑事: 37}
  - {日: "4日, 5日]", 刑事: 2}
  - {日: 6日}
)");
  const std::string pdf = desk.path("周报.pdf");
  const Outcome outcome = desk.program({"--templates", desk.path("模板"), "render", record, "-o", pdf});
  INFO(outcome.err);
  REQUIRE(outcome.code == 0);
  const std::string text = without_spaces(pdf_text(pdf));
  CHECK(has(text, "图1示例所]**警情"));
  CHECK(has(text, "37"));
  const Outcome md =
      desk.program({"--templates", desk.path("模板"), "render", record, "--to", "md", "-o", "-"});
  CHECK(has(md.out, "| 3日 | 37 |\n| 4日, 5日\\] | 2 |\n| 6日 | — |\n"));
}

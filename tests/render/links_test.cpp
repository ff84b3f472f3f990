// Anchors, links and printed page numbers: in the layout, and read back from the PDF.
#include "render/anchors.hpp"
#include "render/compose.hpp"
#include "render/html_writer.hpp"
#include "render/pdf_writer.hpp"
#include "render/qpdf_archive.hpp"
#include "tests/render/typesetter.hpp"
#include "tests/support/growth.hpp"
#include "tests/support/program.hpp"
#include "tests/support/temporary.hpp"

#include <catch2/catch.hpp>

using namespace fengqiao;
using namespace fengqiao::render;
using test::fonts;

namespace {

Result<PageLayout, Errors> try_compose(std::string_view markdown, bool draft = false) {
  ComposeOptions options{.file = "样.md", .draft = draft};
  return compose(parse_markdown(markdown, {}, "样.md").value(), {}, fonts(), options);
}

PageLayout composed(std::string_view markdown) {
  auto layout = try_compose(markdown);
  INFO((layout ? std::string() : to_text(layout.error().front())));
  REQUIRE(layout);
  const auto pdf = write_pdf(*layout, fonts()); // which knows whether each link's anchor is on a page
  INFO((pdf ? std::string() : to_text(pdf.error())));
  REQUIRE(pdf);
  return std::move(*layout);
}

std::string filler(int paragraphs) {
  std::string out;
  for (int i = 0; i < paragraphs; ++i)
    out += "这一段文字只为占满版面，使后面的内容落到下一页上去，读者不必细看它说了什么。\n\n";
  return out;
}

std::string text_of(const Page& page) {
  std::string out;
  for (const TextRun& run : page.runs)
    out += to_utf8(run.text);
  return out;
}

} // namespace

TEST_CASE("A link leads to the block behind an anchor directive") {
  const PageLayout layout =
      composed("见[附表一](#附表一)。\n\n" + filler(20) + "<!-- 锚 附表一 -->\n\n这里是附表一。");
  REQUIRE(layout.anchors.size() == 1);
  CHECK(layout.anchors[0].name == "附表一");
  CHECK(layout.anchors[0].page == 1);
  REQUIRE(layout.pages[0].links.size() == 1);
  const LinkArea& link = layout.pages[0].links[0];
  CHECK(link.target == "#附表一");
  CHECK(link.width == Approx(3 * PageStyle().character_pitch()).margin(0.5));
  CHECK(link.x == Approx(PageStyle().left + 3 * PageStyle().character_pitch()).margin(0.5));
}

TEST_CASE("A heading is an anchor under its own text, without spaces, a second one of the same text is -2") {
  const PageLayout layout = composed(
      "[甲](#一、总体要求) [乙](#一、总体要求-2) [丙](#%E9%99%84%E4%BB%B6)\n\n## 一、总体 要求\n\n正文\n\n"
      "## 一、总体要求\n\n## 附件\n\n正文");
  std::vector<std::string> names;
  for (const Anchor& anchor : layout.anchors)
    names.push_back(anchor.name);
  CHECK(names == std::vector<std::string>{"一、总体要求", "一、总体要求-2", "附件"});
  REQUIRE(layout.pages[0].links.size() == 3);
  CHECK(layout.pages[0].links[2].target == "#附件");
}

TEST_CASE("A link whose text is 页码 prints the page number of its anchor") {
  const PageLayout layout =
      composed("附表见第[页码](#附表)页。\n\n" + filler(40) + "<!-- 锚 附表 -->\n\n## 附表\n\n正文");
  CHECK(layout.anchors[0].page == 3);
  CHECK(text_of(layout.pages[0]).find("附表见第4页。") != std::string::npos);
}

TEST_CASE("A link over a line end is an area on each of its lines") {
  const PageLayout layout = composed(
      "[这个链接的文字很长很长，一行放不下，只好在行末断开，到下一行再接着写完](#甲)\n\n## 甲\n\n正文");
  REQUIRE(layout.pages[0].links.size() == 2);
  CHECK(layout.pages[0].links[1].x == Approx(PageStyle().left).margin(0.5));
}

TEST_CASE("Links inside tables, lists and notes lead somewhere too") {
  const PageLayout layout = composed(
      "| 项 | 依据 |\n|--|--|\n| 甲 | [条文](#条文) |\n\n- [条文](#条文)\n\n注[^1]\n\n## 条文\n\n正文\n\n"
      "[^1]: 见[条文](#条文)\n");
  REQUIRE(layout.pages[0].links.size() == 3);
  const PageStyle style;
  const auto& links = layout.pages[0].links;
  for (const LinkArea& link : links) {
    CHECK(link.target == "#条文");
    CHECK(link.width == Approx(2 * link.height).margin(0.5)); // two characters
  }
  CHECK(links[0].x > style.left + style.area_width / 4); // in the table's second column
  CHECK(links[1].x < style.left + style.area_width / 4);
  CHECK(links[0].y < links[1].y);
  CHECK(links[1].y < links[2].y);
  CHECK(links[2].y > style.top + style.area_height - 2 * style.line_pitch()); // at the foot
}

TEST_CASE("A heading in a numbered list of a 公文 and an anchor in a table's head are found by links") {
  PageStyle paper;
  paper.list_numbers = ListNumbers::paper;
  for (const char* markdown : {"见[条](#列表里的标题)\n\n1. ## 列表里的标题\n\n   文\n2. 文\n",
                               "见[表](#表头乙)\n\n| 甲 | 乙<!-- 锚 表头乙 --> |\n|--|--|\n| 1 | 2 |\n"}) {
    INFO(markdown);
    auto options = ComposeOptions();
    options.file = "样.md";
    const auto layout = compose(parse_markdown(markdown, {}, "样.md").value(), paper, fonts(), options);
    REQUIRE(layout);
    const auto pdf = write_pdf(*layout, fonts());
    INFO((pdf ? std::string() : to_text(pdf.error())));
    CHECK(pdf);
  }
}

TEST_CASE("A link to nowhere is an error with its line and the name that was meant, a draft prints it") {
  const auto layout = try_compose("第一段\n\n见[附表](#附表二)\n\n## 附表一\n\n正文");
  REQUIRE_FALSE(layout);
  CHECK(layout.error().front().where == "样.md:3");
  CHECK(layout.error().front().hint.find("附表一") != std::string::npos);
  CHECK(try_compose("见[附表](#附表二)", true));
}

TEST_CASE("An anchor given twice, or without a name, is an error with its line") {
  const auto layout = try_compose("<!-- 锚 甲 -->\n\n文\n\n<!-- 锚 甲 -->\n\n文\n\n<!-- 锚 -->\n\n文");
  REQUIRE_FALSE(layout);
  REQUIRE(layout.error().size() == 2);
  CHECK(layout.error()[0].where == "样.md:5");
  CHECK(layout.error()[1].where == "样.md:9");
}

TEST_CASE("Only http, https and mailto leave the document, other addresses print their text alone") {
  const PageLayout layout =
      composed("[甲](https://example.org/甲) [乙](javascript:alert) [丙](file:///etc/passwd) "
               "[丁](mailto:a@example.org) [戊](../x.md)");
  REQUIRE(layout.pages[0].links.size() == 2);
  CHECK(layout.pages[0].links[0].target == "https://example.org/甲");
  CHECK(layout.pages[0].links[1].target == "mailto:a@example.org");
  CHECK(text_of(layout.pages[0]).find("乙") != std::string::npos);
}

TEST_CASE("The PDF holds its links: destinations on the right page, addresses in ASCII, no frame") {
  const test::TemporaryFolder folder;
  PageLayout layout = composed("见[附表](#附表)，[网站](https://example.org/甲)。\n\n" + filler(20) +
                               "<!-- 锚 附表 -->\n\n附表");
  const auto bytes = write_pdf(layout, fonts());
  REQUIRE(bytes);
  const auto pdf = folder.write("links.pdf", *bytes);
  const auto qdf = test::run({"qpdf", "--qdf", "--object-streams=disable", pdf.string(), "-"});
  REQUIRE(qdf.code == 0);
  const std::string& text = qdf.out;
  CHECK(text.find("(https://example.org/%E7%94%B2)") != std::string::npos);
  CHECK(text.find("/Subtype /Link") != std::string::npos);
  CHECK(text.find("/XYZ\n") != std::string::npos);
  layout.pages[0].links[0].target = "#无此处";
  CHECK_FALSE(write_pdf(layout, fonts()));
  layout.pages[0].links[0].target = "javascript:alert";
  CHECK_FALSE(write_pdf(layout, fonts()));
}

TEST_CASE("HTML links lead to the same places") {
  const std::string html =
      write_html(parse_markdown("见[附表](#附表)\n\n## 附 表\n\n[甲](javascript:x)", {}, "样.md").value());
  CHECK(html.find("<a href=\"#附表\">") != std::string::npos);
  CHECK(html.find("<h2 id=\"附表\">") != std::string::npos);
  CHECK(html.find("javascript") == std::string::npos);
}

TEST_CASE("pages before 另编页码 are numbered i, ii, …, those behind it from 1, and so says the PDF") {
  const std::string markdown = "# 材料汇编\n\n<!-- 目录 -->\n\n<!-- 另编页码 -->\n## 一、总体情况\n\n" +
                               filler(30) + "## 二、下步打算\n\n见第[页码](#一、总体情况)页。\n";
  const PageLayout layout = composed(markdown);
  REQUIRE(layout.pages.size() >= 4);
  CHECK(text_of(layout.pages[0]).find("— i —") != std::string::npos);
  CHECK(layout.pages[1].runs.empty()); // the back of the front page: page 1 begins a sheet
  CHECK(text_of(layout.pages[2]).find("— 1 —") != std::string::npos);
  CHECK(text_of(layout.pages[3]).find("— 2 —") != std::string::npos);
  CHECK(text_of(layout.pages.back()).find("见第1页") != std::string::npos);

  const test::TemporaryFolder folder;
  const std::string file = folder.write("a.pdf", make_archival(write_pdf(layout, fonts()).value()).value());
  const test::Outcome labels = test::run({"qpdf", "--json", "--json-key=pagelabels", file});
  REQUIRE(labels.code == 0);
  const std::string& json = labels.out;
  CHECK(json.find("\"/S\": \"/r\"") != std::string::npos);
  CHECK(json.find("\"/S\": \"/D\"") > json.find("\"/S\": \"/r\""));
  CHECK(json.find("\"index\": 2") != std::string::npos);
}

TEST_CASE("each 另编页码 begins with page 1 on a front, so that every person's sheets are numbered alone") {
  const PageLayout layout = composed("<!-- 另编页码 -->\n# 甲\n\n" + filler(30) +
                                     "<!-- 另编页码 -->\n# 乙\n\n文\n\n<!-- 另编页码 -->\n# 丙\n\n文\n");
  std::string numbers;
  for (const Page& page : layout.pages) {
    const std::string text = text_of(page);
    const auto at = text.find("— ");
    numbers += at == std::string::npos ? "空 " : text.substr(at, text.find(" —", at) + 4 - at) + " ";
  }
  INFO(numbers);
  CHECK(numbers.starts_with("— 1 — — 2 — "));
  CHECK(numbers.ends_with("— 1 — 空 — 1 — "));
  CHECK(layout.pages.size() % 2 == 1); // the last person's page is a front, too
  CHECK(layout.labels.size() == 3);
}

TEST_CASE("where page numbers stand in the middle, page one follows the front pages at once") {
  PageStyle style;
  style.page_number.place = PageNumbers::centered;
  const auto layout = compose(parse_markdown("封面\n\n<!-- 另编页码 -->\n正文", {}, "样.md").value(), style,
                              fonts(), {.file = "样.md"});
  REQUIRE(layout);
  REQUIRE(layout->pages.size() == 2);
  CHECK(text_of(layout->pages[1]).find("— 1 —") != std::string::npos);
}

TEST_CASE("a draft's list of problems is numbered I, II, … and the pages keep their own numbers") {
  const auto draft = try_compose("# 标题\n\n正文", true);
  REQUIRE(draft);
  REQUIRE(draft->labels.size() == 2);
  CHECK(draft->labels[0].form == PageNumberForm::capital_roman);
  CHECK(draft->labels[1].page == 1);
  CHECK(draft->labels[1].form == PageNumberForm::decimal);
  CHECK(composed("# 标题\n\n正文").labels.empty());
}

TEST_CASE("Twice as many headings of one text take about twice as long") {
  const auto work = [](int count) {
    std::string markdown;
    for (int i = 0; i < count; ++i)
      markdown += "# 题\n\n";
    const MdNode document = parse_markdown(markdown, {}, "样.md").value();
    return test::processor_time([&] {
      Errors problems;
      CHECK(Anchors(document, "样.md", problems).headings().back().anchor == "题-" + std::to_string(count));
    });
  };
  CHECK(test::grows_linearly(work, 2000, 4000));
}

#include "render/compose.hpp"
#include "tests/render/typesetter.hpp"
#include "tests/support/growth.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <map>
#include <numeric>
#include <set>

using namespace fengqiao;
using namespace fengqiao::render;
using test::fonts;

namespace {

Result<PageLayout, Errors> try_compose(std::string_view markdown, ComposeOptions options = {},
                                       const PageStyle& style = {}) {
  options.file = "样.md";
  return compose(parse_markdown(markdown, {}, "样.md").value(), style, fonts(), options);
}

PageLayout composed(std::string_view markdown, ComposeOptions options = {}, const PageStyle& style = {}) {
  auto layout = try_compose(markdown, std::move(options), style);
  INFO((layout ? std::string() : to_text(layout.error().front())));
  REQUIRE(layout);
  return std::move(*layout);
}

// The lines of a page, top to bottom; runs on one base line joined from left to right. Page numbers left out.
std::vector<std::string> lines_of(const Page& page) {
  std::map<long, std::map<double, std::u32string>> lines;
  for (const TextRun& run : page.runs)
    if (run.y < 37 * kPointsPerMillimetre + 638 + 5 || page.width > 600)
      lines[std::lround(run.y * 10)][run.x] += run.text;
  std::vector<std::string> out;
  for (const auto& [y, runs] : lines) {
    std::string line;
    for (const auto& [x, text] : runs)
      line += to_utf8(text);
    out.push_back(line);
  }
  return out;
}

std::string paragraphs(int count, int characters) {
  std::string out;
  for (int i = 0; i < count; ++i) {
    for (int k = 0; k < characters; ++k)
      out += "字";
    out += "。\n\n";
  }
  return out;
}

const TextRun& run_with(const PageLayout& layout, std::u32string_view text) {
  for (const Page& page : layout.pages)
    for (const TextRun& run : page.runs)
      if (run.text.find(text) != run.text.npos) return run;
  FAIL("no run with " << to_utf8(text));
  return layout.pages.front().runs.front();
}

std::string table(int rows) {
  std::string out = "| 序号 | 事项 |\n|--|--|\n";
  for (int i = 1; i <= rows; ++i)
    out += "| " + std::to_string(i) + " | 第" + std::to_string(i) + "项 |\n";
  return out;
}

} // namespace

TEST_CASE("A full page holds 22 lines of 28 characters between the edges of the type area") {
  const PageLayout layout = composed(paragraphs(30, 28 * 2 - 3));
  CHECK(lines_of(layout.pages[0]).size() == 22);
  const PageStyle style;
  double top = 1e9, foot = 0;
  for (const TextRun& run : layout.pages[0].runs)
    if (run.size == 16) {
      top = std::min(top, run.y - 0.86 * 16);
      foot = std::max(foot, run.y + 0.14 * 16);
    }
  CHECK(top == Approx(style.top).margin(0.01));
  CHECK(foot == Approx(style.top + style.area_height).margin(0.01));
  CHECK(lines_of(composed(paragraphs(1, 100)).pages[0])[1] == to_utf8(std::u32string(28, U'字')));
}

TEST_CASE("Paragraphs are indented by two characters, 不缩进 is not") {
  const PageStyle style;
  const PageLayout layout = composed("甲方文字\n\n<!-- 不缩进 -->\n乙方文字");
  CHECK(run_with(layout, U"甲方").x == Approx(style.left + 2 * style.character_pitch()));
  CHECK(run_with(layout, U"乙方").x == Approx(style.left));
}

TEST_CASE("No heading stands at a page's foot and no paragraph leaves a lone line") {
  for (int before = 1; before < 60; ++before) {
    const PageLayout layout =
        composed(paragraphs(before, 20) + "## 一、标题在此\n\n" + paragraphs(1, 28 * 4));
    for (const Page& page : layout.pages) {
      const auto lines = lines_of(page);
      CAPTURE(before);
      CHECK(lines.back().find("标题在此") == std::string::npos);
    }
    const std::size_t tail = lines_of(layout.pages.back()).size();
    if (layout.pages.size() > 1) CHECK(tail != 1);
  }
}

TEST_CASE("A repeated caption of any height keeps the rows below it on the page") {
  const auto style = read_page_style("表题: {行距: 150}\n", "甲.yaml");
  REQUIRE(style);
  std::string tall = "| 栏 | 文 |\n|---|---|\n";
  for (int i = 0; i < 6; ++i) {
    tall += "| 一 | ";
    for (int k = 0; k < 640; ++k)
      tall += "长";
    tall += " |\n";
  }
  const PageLayout layout = composed("<!-- 表题 表1 接报警情 -->\n" + tall, {}, *style);
  CHECK(layout.pages.size() > 2);
  for (const Page& page : layout.pages)
    for (const TextRun& run : page.runs)
      if (run.text.find(U"长") != run.text.npos) CHECK(run.y < style->top + style->area_height);
}

TEST_CASE("A footer of many words wraps clear of the page number, one that leaves the paper is refused") {
  const std::string words = "采用软件默认标准，非正式办法；数据取自台账，以审定的为准；";
  for (const PageNumbers place : {PageNumbers::outer, PageNumbers::centered}) {
    PageStyle style;
    style.page_number.place = place;
    ComposeOptions options;
    options.footer = words + words;
    const PageLayout layout = composed(paragraphs(30, 20), options, style);
    REQUIRE(layout.pages.size() == 2);
    for (const Page& page : layout.pages) {
      double left = 1e9, right = 0, lines = 0; // of the footer
      const TextRun* number = nullptr;
      for (const TextRun& run : page.runs) {
        if (run.y < style.top + style.area_height + 5) continue;
        if (run.text.find(U'—') != run.text.npos) {
          number = &run;
          continue;
        }
        const double end = run.x + std::accumulate(run.advances.begin(), run.advances.end(), 0.0);
        left = std::min(left, run.x), right = std::max(right, end);
        CHECK(run.y < style.height);
        ++lines;
      }
      REQUIRE(number);
      CHECK(lines >= 2);
      const double number_end =
          number->x + std::accumulate(number->advances.begin(), number->advances.end(), 0.0);
      CHECK((right < number->x - 5 || left > number_end + 5));
    }
  }
  ComposeOptions options;
  for (int i = 0; i < 12; ++i)
    options.footer += words;
  const auto refused = try_compose("文\n", options);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().front().message.find("页脚的文字太长") != std::string::npos);
  options.footer = "采用𰀀标准";
  const auto missing = try_compose("文\n", options);
  REQUIRE_FALSE(missing);
  CHECK(missing.error().front().where.find("页脚") != std::string::npos);
}

TEST_CASE("A table's header is repeated on each page, with its caption marked （续）") {
  const PageLayout layout = composed("<!-- 表题 表1 接报警情 -->\n" + table(60));
  REQUIRE(layout.pages.size() >= 3);
  CHECK(lines_of(layout.pages[0])[0] == "表1 接报警情");
  for (std::size_t i = 0; i < layout.pages.size(); ++i) {
    const auto lines = lines_of(layout.pages[i]);
    CHECK(lines[1] == "序号事项");
    if (i > 0) CHECK(lines[0] == "表1 接报警情（续）");
    CHECK(lines.size() >= 4); // no lone row, on the last page either
  }
}

TEST_CASE("The last page never has one lone row") {
  for (int rows = 20; rows < 60; ++rows) {
    const PageLayout layout = composed(table(rows));
    CAPTURE(rows);
    CHECK(lines_of(layout.pages.back()).size() >= 3);
  }
}

TEST_CASE("A table is framed on each page by whole rules, outer ones stronger") {
  const PageLayout layout = composed(table(3));
  const auto& rules = layout.pages[0].rules;
  CHECK(rules.size() == 2 + 3 + 3); // top, foot; below header and two rows; three verticals
  CHECK(std::count_if(rules.begin(), rules.end(), [](const Rule& rule) { return rule.width == 0.5; }) == 4);
}

TEST_CASE("A row taller than a page is split and everything in it is printed") {
  std::string cell;
  for (int i = 0; i < 3000; ++i)
    cell += "字";
  const PageLayout layout = composed("| 甲 | 乙 |\n|--|--|\n| 1 | " + cell + "完 |\n| 2 | 尾 |");
  CHECK(layout.pages.size() >= 2);
  std::size_t characters = 0;
  for (const Page& page : layout.pages)
    for (const TextRun& run : page.runs)
      characters += static_cast<std::size_t>(std::count(run.text.begin(), run.text.end(), U'字'));
  CHECK(characters == 3000);
}

TEST_CASE("列宽 is followed, and refused where it does not match") {
  const PageLayout layout = composed("<!-- 列宽 1:3 -->\n" + table(2));
  std::vector<double> x;
  for (const Rule& rule : layout.pages[0].rules)
    if (rule.x1 == rule.x2) x.push_back(rule.x1);
  std::sort(x.begin(), x.end());
  REQUIRE(x.size() == 3);
  CHECK((x[2] - x[1]) / (x[1] - x[0]) == Approx(3));
  CHECK(try_compose("<!-- 列宽 1:3:2 -->\n" + table(2)).error().front().where == "样.md:1");
  CHECK(try_compose("<!-- 列宽 宽窄 -->\n" + table(2)).error().front().code == ErrorCode::data);
}

TEST_CASE(
    "A sign-off stands at the right, two characters in, its date two characters further, it never stands alone") {
  const PageStyle style;
  const double em = style.character_pitch();
  const PageLayout layout = composed("正文\n\n<!-- 署名 -->\n青石派出所治安巡逻大队<br>2026年3月9日");
  const TextRun &name = run_with(layout, U"青石"), &date = run_with(layout, U"2026");
  CHECK(name.x + 11 * em == Approx(style.left + style.area_width - 2 * em).margin(0.5));
  CHECK(date.x == Approx(name.x + 2 * em).margin(0.5));
  for (int n = 15; n < 30; ++n) {
    const PageLayout pages = composed(paragraphs(n, 10) + "<!-- 署名 -->\n青石派出所<br>2026年3月9日");
    CAPTURE(n);
    CHECK(lines_of(pages.pages.back()).size() != 2);
  }
}

TEST_CASE("Page numbers stand right on odd and left on even pages, 7 mm below the type area") {
  const PageStyle style;
  const PageLayout layout = composed(paragraphs(40, 20));
  const TextRun &first = layout.pages[0].runs.back(), &second = layout.pages[1].runs.back();
  CHECK(first.text == U"— 1 —");
  CHECK(second.text == U"— 2 —");
  CHECK(first.x > 300);
  CHECK(second.x == Approx(style.left + 14));
  CHECK(first.y > style.top + style.area_height + 19.8);
  PageStyle centered;
  centered.page_number.place = PageNumbers::centered;
  CHECK(composed("甲", {}, centered).pages[0].runs.back().x ==
        Approx(style.left + style.area_width / 2).margin(25));
}

TEST_CASE("Headings become bookmarks, the title the document's title") {
  const PageLayout layout = composed("# 日报\n\n## 一、概况\n\n<!-- 另起一页 -->\n### （一）警情");
  REQUIRE(layout.bookmarks.size() == 3);
  CHECK(layout.title == "日报");
  CHECK(layout.bookmarks[0].level == 0);
  CHECK(layout.bookmarks[2].level == 2);
  CHECK(layout.bookmarks[2].page == 1);
  CHECK(layout.bookmarks[2].title == U"（一）警情");
}

TEST_CASE("A long title is set in lines of like length") {
  const PageLayout layout = composed("# 关于进一步加强和改进派出所综合指挥室运行机制建设情况的报告");
  const auto lines = lines_of(layout.pages[0]);
  REQUIRE(lines.size() == 2);
  CHECK(std::abs(static_cast<int>(count_code_points(lines[0])) -
                 static_cast<int>(count_code_points(lines[1]))) <= 4); // and no word is cut
}

TEST_CASE("All that is wrong is said at once: missing characters by first place, images") {
  const auto layout = try_compose("甲\U0010FFFD乙\U0010FFFD\n\n![图](a.png)\n\n丙\U0010FFFC");
  REQUIRE_FALSE(layout);
  REQUIRE(layout.error().size() == 3);
  CHECK(layout.error()[0].where == "样.md:1");
  CHECK(layout.error()[0].message.find("U+10FFFD") != std::string::npos);
  CHECK(layout.error()[1].where == "样.md:3");
  CHECK(layout.error()[2].where == "样.md:5");
}

TEST_CASE(
    "A draft always prints: problems in front, the watermark on each page, 〓 for a missing character") {
  const PageLayout layout =
      composed("# 题\n\n甲\U0010FFFD", {.draft = true, .draft_problems = {"栏目“值班”没有填"}});
  REQUIRE(layout.pages.size() == 2);
  for (const Page& page : layout.pages) {
    REQUIRE(page.watermark);
    CHECK(page.watermark->text == U"草稿—未核验");
  }
  const auto front = lines_of(layout.pages[0]);
  CHECK(front[0] == "草稿—未核验");
  CHECK(front[2] == "1. 栏目“值班”没有填");
  CHECK(front[3].starts_with("2. 样.md:3"));
  CHECK(run_with(layout, U"〓").text.find(U'〓') != std::u32string::npos);
  CHECK(layout.pages[1].runs.back().text == U"— 1 —");
  CHECK(layout.title == "题");
}

TEST_CASE("The same document gives the same layout") {
  const std::string text = "# 题\n\n" + paragraphs(5, 90) + table(30);
  CHECK(to_text(composed(text)) == to_text(composed(text)));
}

TEST_CASE("Tables with too many columns for the page are refused with advice") {
  std::string head, rule;
  for (int i = 0; i < 60; ++i)
    head += "| 甲", rule += "|--";
  const auto layout = try_compose(head + "|\n" + rule + "|\n");
  REQUIRE_FALSE(layout);
  CHECK(layout.error().front().hint.find("横排") != std::string::npos);
}

TEST_CASE("A list item's number is copied and read aloud before its text") {
  const PageLayout layout = composed("1. 先做的事\n2. 后做的事\n");
  std::string text;
  for (const TextRun& run : layout.pages.front().runs)
    text += to_utf8(run.text);
  CHECK(text.starts_with("1.先做的事2.后做的事"));
}

TEST_CASE(
    "A character that no font has is named once, with its first place to a reader and how many there are") {
  const auto layout =
      try_compose("# 题\n\n<!-- 目录 -->\n\n## 甲𓀁\n\n一𓀀[^1]𓀀\n\n文\n\n- 二𓀀\n\n[^1]: 注𓀀𓀂\n");
  REQUIRE_FALSE(layout);
  const Errors& errors = layout.error();
  REQUIRE(errors.size() == 3);
  std::map<std::string, std::string> places;
  for (const Error& error : errors)
    places.emplace(error.where, error.message);
  CHECK(places["样.md:5"] == "字库里没有“𓀁”（U+13001）这个字");
  CHECK(places["样.md:7"] == "字库里没有“𓀀”（U+13000）这个字，共 3 处"); // 7, 11 and the note's line
  CHECK(places["样.md:13"] == "字库里没有“𓀂”（U+13002）这个字");
}

TEST_CASE("Deep lists and narrow places still print") {
  std::string text;
  for (std::size_t i = 0; i < 20; ++i)
    text += std::string(2 * i, ' ') + "- 第" + std::to_string(i) + "层文字文字文字文字文字文字\n";
  const PageLayout layout = composed(text);
  const PageStyle style;
  std::string printed;
  for (const Page& page : layout.pages)
    for (const TextRun& run : page.runs) {
      double width = 0;
      for (const double advance : run.advances)
        width += advance;
      CHECK(run.x + width <= style.left + style.area_width + 8.1);
      printed += to_utf8(run.text);
    }
  for (std::size_t i = 0; i < 20; ++i)
    CHECK(printed.find("第" + std::to_string(i) + "层文字文字文字文字文字文字") != std::string::npos);
}

TEST_CASE("A table of 240 rows takes about twice as long to set as one of 120") {
  const auto time = [](int rows) {
    std::string text = "| 序号 | 标准 | 分值 | 材料 | 自评 | 差距 |\n|--|--|--|--|--|--|\n";
    for (int i = 0; i < rows; ++i)
      text += "| " + std::to_string(i) + " | 建立走访、巡逻、值班备勤制度，台账完整，抽查" +
              std::to_string(i) +
              "处无遗漏，群众满意率不低于95%的得分。 | 3.00 | 台账、回访记录 | 2.50 | 台账缺2份 |\n";
    const MdNode tree = parse_markdown(text, {}, "样.md").value();
    return test::processor_time([&] { REQUIRE(compose(tree, {}, fonts(), {})); });
  };
  CHECK(test::grows_linearly(time, 120, 240));
}

TEST_CASE("A value of several lines is as many paragraphs, each indented, a <br> is not") {
  TokenTable tokens;
  const std::string value = tokens.add("甲段\n乙段", "记录.yaml:3");
  const auto tree = parse_markdown(value + "\n\n丙行<br>丁行", tokens, "样.md");
  const auto layout = compose(tree.value(), {}, fonts(), {.file = "样.md"});
  REQUIRE(layout);
  const PageStyle style;
  const double indented = style.left + 2 * style.character_pitch();
  CHECK(run_with(*layout, U"甲段").x == Approx(indented));
  CHECK(run_with(*layout, U"乙段").x == Approx(indented));
  CHECK(run_with(*layout, U"丙行").x == Approx(indented));
  CHECK(run_with(*layout, U"丁行").x == Approx(style.left));
}

TEST_CASE("Footnotes stand at the foot of the page that refers to them, numbered ① ② from each page anew") {
  const PageLayout layout = composed("第一处[^a]，第二处[^b]。\n\n" + paragraphs(12, 50) +
                                     "第三处[^c]。\n\n[^a]: 甲注\n[^b]: 乙注\n[^c]: 丙注\n");
  REQUIRE(layout.pages.size() == 2);
  const auto first = lines_of(layout.pages[0]), second = lines_of(layout.pages[1]);
  REQUIRE(first.size() > 3);
  CHECK(first[first.size() - 2] == "①甲注");
  CHECK(first.back() == "②乙注");
  CHECK(second.back() == "①丙注");
  CHECK(run_with(layout, U"第三处").y < 500);
  const PageStyle style;
  for (const Page& page : layout.pages)
    for (const TextRun& run : page.runs)
      if (run.text.find(U"注") != run.text.npos) CHECK(run.y <= style.top + style.area_height + 0.01);
}

TEST_CASE("Notes longer than a page go on over the pages, and none is lost") {
  std::string markdown, notes;
  for (int i = 0; i < 60; ++i) {
    markdown += "注[^" + std::to_string(i) + "]";
    notes += "[^" + std::to_string(i) + "]: 第" + std::to_string(i) + "条注\n";
  }
  const PageLayout layout = composed(markdown + "\n\n" + notes);
  std::size_t found = 0;
  for (const Page& page : layout.pages) {
    std::set<std::string> marks;
    std::size_t here = 0;
    for (const std::string& line : lines_of(page))
      if (const std::size_t note = line.find("第"); line.find("条注") != std::string::npos) {
        ++here;
        marks.insert(line.substr(0, note));
      }
    CHECK(marks.size() == here); // no mark stands for two notes of a page
    found += here;
  }
  CHECK(found == 60);
}

TEST_CASE("目录 lists the headings with their pages, and each line leads to its heading") {
  const PageLayout layout = composed("# 题\n\n<!-- 目录 -->\n\n## 一、甲\n\n" + paragraphs(14, 50) +
                                     "### （一）乙\n\n文\n\n#### 1. 丙\n\n文\n");
  const auto lines = lines_of(layout.pages[0]);
  CHECK(lines[1].starts_with("一、甲....."));
  CHECK(lines[1].ends_with(".1"));
  CHECK(lines[2].starts_with("（一）乙....."));
  CHECK(lines[2].ends_with(".2"));
  CHECK(lines[3] == "一、甲");
  REQUIRE(layout.pages[0].links.size() == 2);
  CHECK(layout.pages[0].links[1].target == "#（一）乙");
}

TEST_CASE("Numbered lists of a 公文 go on from the level of the heading above them") {
  PageStyle style;
  style.list_numbers = ListNumbers::paper;
  const auto numbers = [&](const std::string& heading) {
    return lines_of(composed(heading + "1. 甲\n   1. 乙\n2. 丙\n", {}, style).pages[0]);
  };
  CHECK(numbers("") == std::vector<std::string>{"一、甲", "（一）乙", "二、丙"});
  CHECK(numbers("## 一、总则\n\n") == std::vector<std::string>{"一、总则", "（一）甲", "1.乙", "（二）丙"});
  CHECK(numbers("### （二）目标\n\n") == std::vector<std::string>{"（二）目标", "1.甲", "（1）乙", "2.丙"});
}

TEST_CASE("A list in a 公文 goes on from the numbers that its paragraphs are written with") {
  PageStyle style;
  style.list_numbers = ListNumbers::paper;
  const auto [text, expected] = GENERATE(table<std::string, std::vector<std::string>>({
      {"（一）年龄条件：\n\n1. 甲\n2. 乙\n\n（二）身体条件：\n\n1. 丙\n",
       {"（一）年龄条件：", "1.甲", "2.乙", "（二）身体条件：", "1.丙"}},
      {"一、甲\n\n说明\n\n1. 乙\n", {"一、甲", "说明", "（一）乙"}},
      {"33.甲\n\n34. 乙\n\n说明\n\n35. 丙\n", {"33.甲", "34.乙", "说明", "35.丙"}},
      {"33.甲\n\n34. 乙\n    1. 丙\n", {"33.甲", "34.乙", "（1）丙"}},
      {"1. 甲\n2. 乙\n\n说明\n\n3. 丙\n", {"一、甲", "二、乙", "说明", "三、丙"}},
      {"1.5倍的，加倍\n\n1. 甲\n", {"1.5倍的，加倍", "一、甲"}},
      {"（2026）号\n\n1. 甲\n", {"（2026）号", "一、甲"}},
  }));
  CHECK(lines_of(composed(text, {}, style).pages[0]) == expected);
}

TEST_CASE("The numbers of a list print as they were written") {
  PageStyle paper;
  paper.list_numbers = ListNumbers::paper;
  const auto [text, plain, in_paper] = GENERATE(table<std::string, std::string, std::string>({
      {"3. 甲\n4. 乙\n", "3.甲 4.乙 ", "三、甲 四、乙 "},
      {"1. 甲\n2. 乙\n5. 丙\n", "1.甲 2.乙 5.丙 ", "一、甲 二、乙 五、丙 "},
      {"1. 甲\n1. 乙\n1. 丙\n", "1.甲 2.乙 3.丙 ", "一、甲 二、乙 三、丙 "}, // asks to be counted
      {"7) 甲\n9) 乙\n", "7.甲 9.乙 ", "七、甲 九、乙 "},
  }));
  for (const auto& [style, expected] : {std::pair{PageStyle(), plain}, std::pair{paper, in_paper}}) {
    std::string printed;
    for (const std::string& line : lines_of(composed(text, {}, style).pages[0]))
      printed += line + " ";
    CHECK(printed == expected);
  }
}

TEST_CASE("Numbers of a list that go back are printed as they are, and told with their line") {
  Errors notes;
  const auto document = parse_markdown("文\n\n> 1. 甲\n> 2. 乙\n> 2. 丙\n", {}, "样.md");
  REQUIRE(document);
  const auto layout = compose(*document, {}, fonts(), {.file = "样.md"}, &notes);
  REQUIRE(layout);
  CHECK(lines_of(layout->pages[0]).back() == "2.丙");
  REQUIRE(notes.size() == 1);
  CHECK(to_text(notes[0]).starts_with("样.md:5: 编号列表里 2 的后面是 2，照写的印"));
}

TEST_CASE("The fifth level of a list in a 公文 is ①, and a sixth is refused with its line") {
  PageStyle style;
  style.list_numbers = ListNumbers::paper;
  std::string text, indent;
  for (const char* item : {"甲", "乙", "丙", "丁", "戊"}) {
    text += indent + "1. " + item + "\n";
    indent += "   ";
  }
  CHECK(lines_of(composed(text, {}, style).pages[0]).back() == "①戊");
  const auto deeper = try_compose(text + indent + "1. 己\n", {}, style);
  REQUIRE_FALSE(deeper);
  CHECK(deeper.error().front().where == "样.md:6");
}

TEST_CASE("A table that is to stand together begins on its page rather than leave a third of it empty") {
  for (int before = 1; before < 22; ++before) {
    const PageLayout layout = composed(paragraphs(before, 20) + "<!-- 同页 -->\n" + table(18));
    CAPTURE(before);
    const std::size_t lines = lines_of(layout.pages[0]).size();
    if (before <= 14) CHECK(lines > static_cast<std::size_t>(before) + 2);
    if (before >= 15) CHECK(lines == static_cast<std::size_t>(before)); // little is lost: it goes on whole
  }
}

TEST_CASE("A text that ends in a colon stays with the table that it announces") {
  for (int before = 10; before < 24; ++before) {
    const PageLayout layout = composed(paragraphs(before, 20) + "情况如下：\n\n" + table(3));
    CAPTURE(before);
    for (const Page& page : layout.pages)
      CHECK(lines_of(page).back() != "情况如下：");
  }
}

TEST_CASE("A heading stays with the small type below it and with the text below that") {
  for (int before = 10; before < 24; ++before) {
    const PageLayout layout =
        composed(paragraphs(before, 20) + "## 一、条款\n\n<!-- 小字 -->\n出处\n\n" + paragraphs(3, 20));
    CAPTURE(before);
    for (const Page& page : layout.pages)
      CHECK(lines_of(page).back() != "出处");
  }
}

TEST_CASE("Pages of headings with small type below them are cut between the parts, never below a heading") {
  std::string parts;
  for (int i = 0; i < 12; ++i)
    parts += "### 标题在此\n\n<!-- 小字 -->\n出处\n\n<!-- 小字 -->\n" + paragraphs(1, 150) +
             "<!-- 小字 -->\n" + paragraphs(1, 200);
  for (int before = 0; before < 12; ++before) {
    const PageLayout layout = composed(paragraphs(before, 20) + parts);
    CAPTURE(before);
    CHECK(layout.pages.size() <= 6);
    for (const Page& page : layout.pages) {
      CHECK(lines_of(page).back() != "标题在此");
      CHECK(lines_of(page).back() != "出处");
    }
  }
}

TEST_CASE("The last page never has one lone line") {
  for (int before = 10; before < 60; ++before) {
    const PageLayout layout = composed(paragraphs(before, 20) + "完。\n");
    CAPTURE(before);
    if (layout.pages.size() > 1) CHECK(lines_of(layout.pages.back()).size() > 1);
  }
}

TEST_CASE(
    "Typed indents become the style's own: full-width blanks begin a paragraph, four blanks are no code") {
  const PageStyle style;
  const double indented = style.left + 2 * style.character_pitch();
  const PageLayout layout = composed("　　第一段。\n　　第二段。\n\n    第三段。\n\n　　　　年　月\n");
  for (const std::u32string text : {U"第一段", U"第二段", U"第三段"})
    CHECK(run_with(layout, text).x == Approx(indented));
  CHECK(run_with(layout, U"第三段").size == 16);
  CHECK(run_with(layout, U"年").text.starts_with(U"　　　　年")); // room to write in
}

TEST_CASE("盖章处 is an empty dashed box that stays with what goes before it") {
  for (int before = 8; before < 24; ++before) {
    const PageLayout layout = composed(paragraphs(before, 20) + "<!-- 盖章处 -->\n");
    CAPTURE(before);
    CHECK(layout.pages.back().rules.size() > 40);
    CHECK_FALSE(lines_of(layout.pages.back()).empty());
  }
}

TEST_CASE("接上 keeps a line for signatures on the page of the table before it") {
  std::size_t pages = 0;
  for (int rows = 14; rows < 30; ++rows) {
    const PageLayout layout = composed("# 表\n\n" + table(rows) + "\n<!-- 接上 -->\n填报签字：\n");
    const std::vector<std::string> last = lines_of(layout.pages.back());
    INFO(rows);
    CHECK(last.back().find("填报签字") != std::string::npos);
    REQUIRE(last.size() >= 2);
    CHECK(last[last.size() - 2].find("第" + std::to_string(rows) + "项") != std::string::npos);
    pages = std::max(pages, layout.pages.size());
  }
  CHECK(pages == 2);
}

TEST_CASE(
    "A table of many figures is set smaller rather than its figures cut, no smaller than the style says") {
  std::string table = "| 单位 |", delimiter = "|---|", row = "| 城关派出所 |", code = "| 河湾派出所 |";
  for (int i = 0; i < 13; ++i) {
    table += " " + std::to_string(i + 1) + "月 |", delimiter += "---:|", row += " 12345 |",
        code += " 1,234 |";
  }
  const PageLayout layout = composed(table + "\n" + delimiter + "\n" + row + "\n" + code + "\n");
  std::size_t whole = 0;
  for (const TextRun& run : layout.pages[0].runs) {
    CHECK(run.size >= 9);
    if (run.y < 37 * kPointsPerMillimetre + 638) CHECK(run.size < 12);
    whole += run.text == U"12345" || run.text == U"1,234";
  }
  CHECK(whole == 26);
  // What fits keeps its size.
  const PageLayout plain = composed("| 单位 | 1月 |\n|---|---:|\n| 城关派出所 | 12345 |\n");
  CHECK(run_with(plain, U"12345").size == 12);
}

TEST_CASE("Lines of a cell keep the rules of lines, and tokens that fit it are whole") {
  struct Row {
    const char* text;
    std::vector<const char*> tokens;
  };
  const Row rows[] = {
      {"全所接警82起，同比下降12.5%；“快接、快止、快查”件件有回音。", {"82起", "12.5%"}},
      {"依据《办法》（示公发〔2026〕3号）第四十三条、第3款办理……",
       {"〔2026〕3号", "第四十三条", "第3款", "……"}},
      {"2026年3月9日08:30报送——电话0000-0000000，24小时内回复！", {"9日", "08:30", "——", "24小时"}},
      {"登记“甲、乙、丙”三人（均为样例），发放￥1200元；见附件（1）。", {"￥1200元"}},
  };
  constexpr std::u32string_view starts = U"。，、；：？！）〕》」』】”’·%％", ends = U"（〔《「『【“‘￥";
  PageStyle style;
  for (const Row& row : rows)
    for (int share = 6; share <= 30; ++share) { // the cell is `share` of 40 parts of the width
      const PageLayout layout =
          composed("<!-- 列宽 " + std::to_string(share) + ":" + std::to_string(40 - share) +
                   " -->\n| 事项 | 备注 |\n|:--|--|\n| " + row.text + " |  |\n");
      double edge = style.left + style.area_width; // given shares yield to tokens: the rule tells
      for (const Rule& rule : layout.pages[0].rules)
        if (rule.x1 == rule.x2 && rule.x1 > style.left + 1) edge = std::min(edge, rule.x1);
      std::map<long, std::u32string> lines;
      double widest = 0;
      for (const TextRun& run : layout.pages[0].runs) {
        double right = run.x;
        for (const double advance : run.advances)
          right += advance;
        const bool header =
            run.text.find(U"事项") != run.text.npos || run.text.find(U"备注") != run.text.npos;
        if (header || run.y > style.top + style.area_height) continue;
        widest = std::max(widest, right);
        lines[std::lround(run.y * 10)] += run.text;
      }
      INFO(share << " of 40: " << row.text);
      CHECK(widest <= edge + 6.5); // the last mark's blank half may stand in the padding
      std::string whole;
      for (const auto& [y, line] : lines) {
        INFO(to_utf8(line));
        CHECK(starts.find(line.front()) == starts.npos);
        CHECK(ends.find(line.back()) == ends.npos);
        whole += to_utf8(line) + "\n";
      }
      if (share >= 12) // 10 characters
        for (const char* token : row.tokens)
          CHECK((whole.find(token) != std::string::npos ? "" : whole) == std::string());
    }
}

#include "tests/render/composed.hpp"

#include <algorithm>
#include <set>

using namespace fengqiao;
using namespace fengqiao::render;
using namespace fengqiao::test;

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

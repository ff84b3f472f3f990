#include "render/compose.hpp"
#include "render/html_writer.hpp"
#include "render/markdown_escape.hpp"
#include "render/table_model.hpp"
#include "tests/render/typesetter.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <map>

using namespace fengqiao;
using namespace fengqiao::render;
using test::fonts;

namespace {

MdNode tree_of(std::string_view markdown, const TokenTable& tokens = {}) {
  return parse_markdown(markdown, tokens, "样.md").value();
}

TableModel model_of(const MdNode& tree, std::size_t header_rows = 0) {
  return read_table(tree.children.front(), header_rows);
}

Result<PageLayout, Errors> try_compose(std::string_view markdown, const TokenTable& tokens = {}) {
  return compose(tree_of(markdown, tokens), {}, fonts(), {.file = "样.md"});
}

PageLayout composed(std::string_view markdown, const TokenTable& tokens = {}) {
  auto layout = try_compose(markdown, tokens);
  INFO((layout ? std::string() : to_text(layout.error().front())));
  REQUIRE(layout);
  return std::move(*layout);
}

const TextRun* find_run(const Page& page, std::u32string_view text) {
  const auto found = std::find_if(page.runs.begin(), page.runs.end(),
                                  [&](const TextRun& run) { return run.text.find(text) != run.text.npos; });
  return found == page.runs.end() ? nullptr : &*found;
}

const TextRun& run_with(const Page& page, std::u32string_view text) {
  const TextRun* run = find_run(page, text);
  INFO(to_utf8(text));
  REQUIRE(run);
  return *run;
}

double width_to(const TextRun& run, char32_t stop) {
  double width = 0;
  for (std::size_t i = 0; i < run.text.size() && run.text[i] != stop; ++i)
    width += run.advances[i];
  return width;
}

std::string long_text(int characters) {
  std::string text;
  for (int i = 0; i < characters; ++i)
    text += "字";
  return text;
}

constexpr std::string_view kGrouped = "| 单位 | 警情 | << | 案件 | << |\n|--|--|--|--|--|\n"
                                      "| ^^ | 本期 | 上期 | 本期 | 上期 |\n| 甲 | 1 | 2 | 3 | 4 |\n";

} // namespace

TEST_CASE("^^ joins the cell above and << the cell to the left, in headers too") {
  const MdNode tree = tree_of(kGrouped);
  const TableModel model = model_of(tree);
  CHECK(model.faults.empty());
  CHECK(model.header_rows == 2); // a body row that a merged header cell reaches into is header
  REQUIRE(model.cells.size() == 3 + 4 + 5);
  CHECK(model.cells[0].rows == 2);
  CHECK(model.cells[1].columns == 2);
  CHECK(model.owner(1, 0) == 0);
  CHECK(model.owner(0, 4) == 2);
}

TEST_CASE("A block of cells merges both ways") {
  const MdNode tree =
      tree_of("| 甲 | 乙 | 丙 |\n|--|--|--|\n| 大 | << | 1 |\n| ^^ | ^^ | 2 |\n| ^^ | << | 3 |\n");
  const TableModel model = model_of(tree);
  CHECK(model.faults.empty());
  const TableCell& large = model.cells[model.owner(3, 1)];
  CHECK(large.rows == 3);
  CHECK(large.columns == 2);
}

TEST_CASE("Merges that do not work out are refused with line and place, and merge nothing") {
  const std::pair<std::string, std::string> cases[] = {
      {"| << | 乙 |\n|--|--|\n", "第 1 行第 1 栏左边没有格可并"},
      {"| ^^ | 乙 |\n|--|--|\n", "第 1 行第 1 栏上面没有格可并"},
      {"| 甲 | 乙 |\n|--|--|\n| 大 | << |\n| ^^ | 小 |\n", "第 2 行第 1 栏并成的格不是矩形"},
      {"| 甲 |\n|--|\n| ^^ |\n| ^^ |\n| ^^ |\n| ^^ |\n| ^^ |\n| ^^ |\n", "把表头并到了第 7 行"},
  };
  for (const auto& [markdown, message] : cases) {
    const MdNode tree = tree_of(markdown);
    const TableModel model = model_of(tree);
    REQUIRE_FALSE(model.faults.empty());
    CHECK(model.faults.front().find(message) != std::string::npos);
    CHECK(std::all_of(model.cells.begin(), model.cells.end(),
                      [](const TableCell& cell) { return cell.rows == 1 && cell.columns == 1; }));
    const auto layout = try_compose("第一段\n\n" + markdown);
    REQUIRE_FALSE(layout);
    CHECK(layout.error()[0].where.starts_with("样.md:"));
  }
}

TEST_CASE("A record's value that reads ^^ or << is text, in pages and in the Markdown written out") {
  TokenTable tokens;
  const std::string up = tokens.add("^^", "记录"), left = tokens.add(" << ", "记录");
  const std::string markdown = "| 甲 | 乙 |\n|--|--|\n| 一 | 二 |\n| " + up + " | " + left + " |\n";
  const MdNode tree = tree_of(markdown, tokens);
  CHECK(model_of(tree).cells.size() == 6);
  const PageLayout layout = composed(markdown, tokens);
  CHECK(find_run(layout.pages[0], U"^^"));
  const MdNode again = tree_of(write_out_tokens(markdown, tokens));
  CHECK(model_of(again).cells.size() == 6);
}

TEST_CASE("表头 gives a table more header rows, all repeated on each page") {
  std::string text = "<!-- 表头 2 -->\n| 甲 | 乙 |\n|--|--|\n| 子甲 | 子乙 |\n";
  for (int i = 0; i < 60; ++i)
    text += "| " + std::to_string(i) + " | 事项 |\n";
  const PageLayout layout = composed(text);
  REQUIRE(layout.pages.size() >= 2);
  for (const Page& page : layout.pages)
    CHECK(find_run(page, U"子甲"));
  CHECK_FALSE(try_compose("<!-- 表头 9 -->\n| 甲 |\n|--|\n| 1 |\n"));
  CHECK(try_compose("<!-- 表头说明见下文 -->\n| 甲 |\n|--|\n| 1 |\n")); // a note to the author
}

TEST_CASE("No rule runs through a merged cell, and rules are whole lines") {
  const PageLayout layout = composed(kGrouped);
  const auto& rules = layout.pages[0].rules;
  std::map<std::pair<bool, long>, std::vector<std::pair<double, double>>> lines; // upright, place → extents
  for (const Rule& rule : rules) {
    const bool upright = rule.x1 == rule.x2;
    lines[{upright, std::lround(10 * (upright ? rule.x1 : rule.y1))}].push_back(
        upright ? std::pair(rule.y1, rule.y2) : std::pair(rule.x1, rule.x2));
  }
  std::vector<double> flat;
  for (const auto& [place, extents] : lines) {
    CHECK(extents.size() == 1);
    if (!place.first) flat.push_back(extents[0].second - extents[0].first);
  }
  REQUIRE(flat.size() == 4);
  CHECK(flat[1] < flat[0] - 20); // the first column's header goes on below
  CHECK(flat[2] == Approx(flat[0]));
}

TEST_CASE("Rows that share a cell stay on one page, and a block beyond a page shows its text on each") {
  for (int before = 10; before < 24; ++before) {
    std::string text = "| 类 | 事项 |\n|--|--|\n";
    for (int i = 0; i < before; ++i)
      text += "| 前 | 事 |\n";
    text += "| 同类 | 首行 |\n| ^^ | 中行 |\n| ^^ | 末行 |\n| 后 | 后 |\n| 后 | 后 |\n| 后 | 后 |\n";
    const PageLayout layout = composed(text);
    for (const Page& page : layout.pages)
      CHECK((find_run(page, U"首行") != nullptr) == (find_run(page, U"末行") != nullptr));
  }
  std::string text = "| 类 | 事项 |\n|--|--|\n| 大类 | 1 |\n";
  for (int i = 0; i < 70; ++i)
    text += "| ^^ | 事 |\n";
  const PageLayout layout = composed(text);
  REQUIRE(layout.pages.size() >= 3);
  CHECK_FALSE(find_run(layout.pages[0], U"（续）"));
  CHECK(find_run(layout.pages[1], U"（续）"));
}

TEST_CASE("A text that merged cells cannot hold on one page is refused, not cut") {
  const auto layout = try_compose("| 类 | 事项 |\n|--|--|\n| " + long_text(4000) + " | 1 |\n| ^^ | 2 |\n");
  REQUIRE_FALSE(layout);
  CHECK(layout.error()[0].where == "样.md:3");
}

TEST_CASE("A short row pays for the text of a merged cell: nothing of it is lost") {
  const PageLayout layout =
      composed("<!-- 列宽 1:5 -->\n| 类 | 事项 |\n|--|--|\n| " + long_text(90) + " | 1 |\n| ^^ | 2 |\n");
  std::size_t count = 0;
  for (const TextRun& run : layout.pages[0].runs)
    count += static_cast<std::size_t>(std::count(run.text.begin(), run.text.end(), U'字'));
  CHECK(count == 90);
}

TEST_CASE("An empty header row is not printed: a form of names and values") {
  const MdNode tree = tree_of("| | |\n|--|--|\n| 姓名 | 张某 |\n| 住址 | ^^ |\n");
  const TableModel model = model_of(tree);
  CHECK(model.rows == 2);
  CHECK(model.header_rows == 0);
  const PageLayout layout = composed("| | |\n|:--|:--|\n| 姓名 | 张某 |\n| 住址 | 示例县 |\n");
  CHECK(find_run(layout.pages[0], U"姓名")->y < 37 * kPointsPerMillimetre + 30);
  CHECK(model_of(tree_of("| | |\n|--|--|\n")).rows == 1); // nothing else: a line to write on
}

TEST_CASE("Text over several columns is set from the left, whatever stands in the first of them") {
  const PageLayout layout =
      composed("<!-- 列宽 1:1:1 -->\n| 名 | 数 | 率 |\n|--|--:|--:|\n| 甲 | 1 | 2 |\n| 注 | " +
               long_text(40) + "尾 | << |\n");
  const TextRun* last = find_run(layout.pages[0], U"尾");
  const TextRun* first = find_run(layout.pages[0], U"字");
  REQUIRE(last);
  CHECK(last->x == Approx(first->x).margin(1));
}

TEST_CASE("Where a row taller than a page is cut, its text keeps clear of the rules") {
  const PageLayout layout = composed("| 名 | 事项 |\n|--|--|\n| 甲 | " + long_text(3000) + " |\n");
  REQUIRE(layout.pages.size() >= 2);
  for (const Page& page : layout.pages) {
    double top = 1e9, foot = 0, first = 1e9, last = 0;
    for (const Rule& rule : page.rules)
      top = std::min(top, rule.y1), foot = std::max(foot, rule.y2);
    for (const TextRun& run : page.runs)
      if (run.text.find(U'字') != run.text.npos) first = std::min(first, run.y), last = std::max(last, run.y);
    CHECK(foot - last > 0.14 * 12 + 2.9);
    if (&page == &layout.pages[1]) {
      const TextRun* label = find_run(page, U"甲");
      REQUIRE(label);
      CHECK(label->y == Approx(first).margin(0.1));
    }
  }
}

TEST_CASE("A row taller than a page shows its first cell on each page") {
  for (const bool wide : {true, false}) {
    const std::string label = wide ? "走访制度" : "号", widths = wide ? "1:3" : "1:30";
    const PageLayout layout = composed("<!-- 列宽 " + widths + " -->\n| 名 | 事项 |\n|--|--|\n| " + label +
                                       " | " + long_text(3000) + " |\n| 乙 | 尾 |\n");
    REQUIRE(layout.pages.size() >= 2);
    CHECK(find_run(layout.pages[0], to_utf32(label)));
    CHECK(find_run(layout.pages[1], to_utf32(label)));
    CHECK((find_run(layout.pages[1], U"（续）") != nullptr) == wide); // the mark stands where it has room
  }
}

TEST_CASE("Numbers of a column stand with their decimal points one below the other") {
  const PageLayout layout =
      composed("| 项 | 值 |\n|--|--:|\n| 甲 | 3.25 |\n| 乙 | −12.5% |\n| 丙 | 1,024 |\n| 丁 | — |\n");
  const Page& page = layout.pages[0];
  const TextRun &a = run_with(page, U"3.25"), &b = run_with(page, U"12.5%"), &c = run_with(page, U"1,024");
  const double point = a.x + width_to(a, U'.');
  CHECK(b.x + width_to(b, U'.') == Approx(point));
  CHECK(c.x + width_to(c, U'\0') == Approx(point));
  CHECK(run_with(page, U"—").x < point);
}

TEST_CASE("A column with words is not aligned by points, unless 对齐 asks for it") {
  const std::string table = "| 项 | 值 |\n|--|--:|\n| 甲 | 3.25 |\n| 乙 | 12 |\n| 丙 | 未统计 |\n";
  const auto ends = [](const Page& page, std::u32string_view text) {
    const TextRun& run = run_with(page, text);
    return run.x + width_to(run, U'\0');
  };
  const PageLayout plain = composed(table);
  CHECK(ends(plain.pages[0], U"3.25") == Approx(ends(plain.pages[0], U"12")));
  const PageLayout asked = composed("<!-- 对齐 - 小数点 -->\n" + table);
  CHECK(ends(asked.pages[0], U"3.25") > ends(asked.pages[0], U"12") + 5);
  CHECK(try_compose("<!-- 对齐 左 -->\n" + table).error()[0].where == "样.md:1");
  CHECK_FALSE(try_compose("<!-- 对齐 上 下 -->\n" + table));
}

TEST_CASE("What is a number is decided by its characters") {
  const std::pair<std::u32string, int> cases[] = {
      {U"12", 2},    {U"-1.5", 2},   {U"+11.76%", 3},  {U"1,024.5", 5}, {U"0.5‰", 1}, {U"", -1},
      {U"12起", -1}, {U"1.2.3", -1}, {U"2026-03", -1}, {U".5", -1},     {U"12.", -1}, {U"−7", 2}};
  for (const auto& [text, whole] : cases) {
    CAPTURE(to_utf8(text));
    const auto found = whole_part(text);
    CHECK((found ? static_cast<int>(*found) : -1) == whole);
  }
  CHECK(is_number_placeholder(U" — "));
  CHECK_FALSE(is_number_placeholder(U"甲"));
}

TEST_CASE("Totals are set off, by their words or by being strong, and stay with the row above") {
  const MdNode tree = tree_of(
      "| 项 | 值 |\n|--|--|\n| 甲 | 1 |\n| 小计 | 1 |\n| | **总分** |\n| 合计拨付的款项用于购置设备 | 1 |\n");
  const TableModel model = model_of(tree);
  CHECK(model.totals == std::vector<bool>{false, false, true, true, false});
  for (int rows = 18; rows < 30; ++rows) {
    std::string text = "| 项 | 值 |\n|--|--|\n";
    for (int i = 0; i < rows; ++i)
      text += "| 行 | 1 |\n";
    text += "| 末行 | 1 |\n| 合计 | 9 |\n| 附一 | 1 |\n| 附二 | 1 |\n| 附三 | 1 |\n";
    const PageLayout layout = composed(text);
    for (const Page& page : layout.pages)
      CHECK((find_run(page, U"合计") != nullptr) == (find_run(page, U"末行") != nullptr));
  }
}

TEST_CASE("Notes to cells stand below their table, not at the document's end") {
  const PageLayout layout = composed("| 项 |\n|--|\n| 甲[^a] |\n\n正文在表后\n\n[^a]: 含上年结转。\n");
  const Page& page = layout.pages[0];
  CHECK(run_with(page, U"含上年").y < run_with(page, U"正文在").y);
  CHECK(std::count_if(page.runs.begin(), page.runs.end(),
                      [](const TextRun& run) { return run.text.find(U"含上年") != run.text.npos; }) == 1);
}

TEST_CASE("斜线表头 draws a line through the first cell between its two labels") {
  const PageLayout layout = composed("<!-- 斜线表头 -->\n| 单位 \\ 月份 | 一月 |\n|--|--|\n| 甲 | 1 |\n");
  const Page& page = layout.pages[0];
  CHECK(run_with(page, U"单位").y > run_with(page, U"月份").y);
  CHECK(run_with(page, U"单位").x < run_with(page, U"月份").x);
  CHECK(std::count_if(page.rules.begin(), page.rules.end(),
                      [](const Rule& rule) { return rule.x1 != rule.x2 && rule.y1 != rule.y2; }) == 1);
}

TEST_CASE("A table of 10,000 rows prints, each row once") {
  std::string text = "| 号 | 事项 |\n|--|--|\n";
  for (int i = 0; i < 10'000; ++i)
    text += "| " + std::to_string(i) + " | 事项 |\n";
  const PageLayout layout = composed(text);
  std::size_t rows = 0;
  for (const Page& page : layout.pages)
    rows +=
        static_cast<std::size_t>(std::count_if(page.runs.begin(), page.runs.end(), [](const TextRun& run) {
          return run.text == U"事项" && run.size == 12 && run.face != 0;
        }));
  CHECK(layout.pages.size() > 300);
  CHECK(find_run(layout.pages.back(), U"9999"));
  CHECK(find_run(layout.pages.back(), U"9998")); // no lone row
  CHECK(rows <= 10'000 + layout.pages.size());
}

TEST_CASE("HTML has the same merges, header rows, totals and column widths") {
  const std::string html =
      write_html(tree_of("<!-- 列宽 1:1:1:1:1 -->\n" + std::string(kGrouped) + "| 合计 | 1 | 2 | 3 | 4 |\n"));
  CHECK(html.find("<th rowspan=\"2\">单位</th><th colspan=\"2\">警情</th>") != std::string::npos);
  CHECK(html.find("<tr><th>本期</th>") != std::string::npos);
  CHECK(html.find("<col style=\"width: 20.0%\">") != std::string::npos);
  CHECK(html.find("<tr class=\"total\"><td>合计</td>") != std::string::npos);
  CHECK(html.find("&lt;&lt;") == std::string::npos);
}

#include "render/chart.hpp"
#include "render/chart_scale.hpp"
#include "render/compose.hpp"
#include "render/fill.hpp"
#include "render/html_writer.hpp"
#include "render/markdown_escape.hpp"
#include "tests/render/typesetter.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace fengqiao;
using namespace fengqiao::render;
using test::fonts;

namespace {

std::string fence(const std::string& yaml) {
  return "```图表\n" + yaml + "```\n";
}

std::string chart_of(const std::string& kind, const std::string& values = "[3, 8, 5]",
                     const std::string& days = "[1日, 2日, 3日]") {
  return fence("类型: " + kind + "\n标题: 警情\n单位: 起\n横轴: " + days + "\n数列:\n  警情: " + values +
               "\n");
}

Result<PageLayout, Errors> try_compose(const std::string& markdown, const TokenTable& tokens = {}) {
  return compose(parse_markdown(markdown, tokens, "样.md").value(), {}, fonts(), {.file = "样.md"});
}

Page page_of(const std::string& markdown, const TokenTable& tokens = {}) {
  auto layout = try_compose(markdown, tokens);
  INFO((layout ? std::string() : to_text(layout.error().front())));
  REQUIRE(layout);
  REQUIRE(layout->pages.size() == 1);
  return std::move(layout->pages.front());
}

std::string text_of(const Page& page) {
  std::string out;
  for (const TextRun& run : page.runs)
    out += to_utf8(run.text) + "\n";
  return out;
}

const TextRun& run_of(const Page& page, std::u32string_view text) {
  const auto run = std::ranges::find_if(page.runs, [&](const TextRun& r) { return r.text == text; });
  INFO(text_of(page));
  REQUIRE(run != page.runs.end());
  return *run;
}

struct Bounds {
  double left, top, right, foot;
};

Bounds bounds(const Shape& shape) {
  Bounds out{1e9, 1e9, -1e9, -1e9};
  for (const Point& p : shape.points)
    out = {std::min(out.left, p.x), std::min(out.top, p.y), std::max(out.right, p.x),
           std::max(out.foot, p.y)};
  return out;
}

// Columns and bars: filled, edged rectangles, from left to right.
std::vector<Bounds> columns_of(const Page& page) {
  std::vector<Bounds> out;
  for (const Shape& shape : page.shapes)
    if (shape.closed && shape.points.size() == 4 && shape.width == 0.5) out.push_back(bounds(shape));
  std::ranges::stable_sort(out, {}, &Bounds::left);
  return out;
}

std::vector<const Shape*> curves_of(const Page& page) {
  std::vector<const Shape*> out;
  for (const Shape& shape : page.shapes)
    if (!shape.closed && shape.width == 1) out.push_back(&shape);
  return out;
}

std::string list_of(int count, const std::string& item) {
  std::string out;
  for (int i = 0; i < count; ++i)
    out += (i ? ", " : "[") + item;
  return out + "]";
}

} // namespace

TEST_CASE("An axis has round ticks with zero among them") {
  struct Row {
    double least, most;
    std::vector<std::string> ticks;
  };
  const std::vector<Row> rows{
      {0, 38, {"0", "10", "20", "30", "40"}},
      {0, 40, {"0", "10", "20", "30", "40"}},
      {0, 1, {"0.0", "0.2", "0.4", "0.6", "0.8", "1.0"}},
      {0, 0, {"0", "1", "2", "3", "4", "5"}},
      {-7, 12, {"−10", "−5", "0", "5", "10", "15"}},
      {-3, -1, {"−3", "−2", "−1", "0"}},
      {0, 123456, {"0", "50000", "100000", "150000"}},
      {3, 0.004, {"0", "1", "2", "3"}},
      {0, 0.004, {"0.000", "0.001", "0.002", "0.003", "0.004"}},
  };
  for (const Row& row : rows) {
    const ChartScale scale = chart_scale(std::min(row.least, row.most), std::max(row.least, row.most));
    std::vector<std::string> ticks;
    for (const double tick : scale.ticks)
      ticks.push_back(scale.text(tick));
    CHECK(ticks == row.ticks);
  }
}

TEST_CASE("Columns are as high as their numbers, stand on one line and carry them") {
  const Page page = page_of(chart_of("柱形", "[3, 8.5, 0]"));
  const auto columns = columns_of(page);
  REQUIRE(columns.size() == 2); // nothing is drawn for 0
  CHECK(columns[0].foot == Approx(columns[1].foot));
  CHECK((columns[1].foot - columns[1].top) / (columns[0].foot - columns[0].top) == Approx(8.5 / 3));
  const std::string text = text_of(page);
  CHECK(text.find("\n0\n") != text.npos);
  const TextRun& number = run_of(page, U"8.5");
  CHECK(number.y < columns[1].top);
  CHECK(number.y > columns[1].top - 12);
  CHECK(number.x > columns[1].left);
  CHECK(number.x < columns[1].right);
}

TEST_CASE("A chart takes the width that is asked for, in the middle, and never more than there is") {
  const auto extent = [](const std::string& width) {
    const Page page = page_of("<!-- 图宽 " + width + " -->\n" + chart_of("柱形", "[3, 8.5, 5]"));
    Bounds out{1e9, 0, -1e9, 0};
    for (const Rule& rule : page.rules)
      out = {std::min(out.left, rule.x1), 0, std::max(out.right, rule.x2), 0};
    return out;
  };
  const Bounds whole = extent("100%"), half = extent("50%"), more = extent("400mm");
  CHECK(half.right - half.left < 0.55 * (whole.right - whole.left));
  CHECK(half.right < whole.right - 0.2 * (whole.right - whole.left));
  CHECK(half.left > whole.left + 0.2 * (whole.right - whole.left));
  CHECK(more.right == Approx(whole.right));
}

TEST_CASE("Grid lines are under the columns, since rules are drawn before shapes") {
  const Page page = page_of(chart_of("柱形"));
  CHECK(page.boxes.empty());
  CHECK(std::ranges::all_of(page.rules, [](const Rule& rule) { return rule.color.red > 0.5; }));
}

TEST_CASE("Negative columns hang down, their numbers clear of the names of the categories") {
  const Page page = page_of(chart_of("柱形", "[-11, 4, -2]"));
  const auto columns = columns_of(page);
  REQUIRE(columns.size() == 3);
  CHECK(columns[0].top == Approx(columns[1].foot));
  CHECK(run_of(page, U"11").y > columns[0].foot);
  CHECK(run_of(page, U"日").y > columns[0].foot + 15);
}

TEST_CASE("Stacked columns stand on one another, those below zero apart") {
  const Page page = page_of(
      fence("类型: 堆积\n横轴: [1日, 2日]\n数列:\n  刑事: [3, -2]\n  治安: [5, 4]\n  其他: [null, -1]\n"));
  const auto columns = columns_of(page);
  std::vector<Bounds> first, second;
  for (const Bounds& column : columns)
    if (column.right - column.left > 40) (column.left < 250 ? first : second).push_back(column);
  REQUIRE(first.size() == 2);
  REQUIRE(second.size() == 3);
  CHECK(first[1].foot == Approx(first[0].top));
  CHECK((first[1].foot - first[1].top) / (first[0].foot - first[0].top) == Approx(5.0 / 3));
  CHECK(second[0].top == Approx(second[1].foot)); // −2 under zero, 4 over it
  CHECK(second[2].top == Approx(second[0].foot)); // −1 under −2
}

TEST_CASE("Bars begin at zero and are as long as their numbers, the categories in their order downwards") {
  const Page page = page_of(chart_of("条形", "[3, 9, -4]"));
  auto bars = columns_of(page);
  REQUIRE(bars.size() == 3);
  std::ranges::sort(bars, {}, &Bounds::top);
  CHECK(bars[0].left == Approx(bars[1].left));
  CHECK(bars[2].right == Approx(bars[0].left));
  CHECK((bars[1].right - bars[1].left) / (bars[0].right - bars[0].left) == Approx(3));
  CHECK(run_of(page, U"4").x < bars[2].left);
}

TEST_CASE("A curve is broken where a number is missing, and a lone point is seen") {
  for (const char* missing : {"null", "—", "~", "''", "/"}) {
    INFO(missing);
    const Page page = page_of(
        chart_of("折线", std::string("[3, 4, ") + missing + ", 5, " + missing + "]", "[1, 2, 3, 4, 5]"));
    const auto curves = curves_of(page);
    REQUIRE(curves.size() == 1);
    CHECK(curves.front()->points.size() == 2);
    CHECK(std::ranges::count_if(page.shapes, [](const Shape& s) { return s.points.size() == 12; }) >= 3);
  }
}

TEST_CASE("Six series stay apart without colour, and the legend names them") {
  std::string yaml = "横轴: [1日, 2日]\n数列:\n";
  for (const char* name : {"甲", "乙", "丙", "丁", "戊", "己"})
    yaml += std::string("  ") + name + ": [3, 4]\n";
  const Page lines = page_of(fence("类型: 折线\n" + yaml));
  std::vector<std::vector<double>> dashes;
  for (const Shape* curve : curves_of(lines))
    if (std::ranges::find(dashes, curve->dashes) == dashes.end()) dashes.push_back(curve->dashes);
  CHECK(dashes.size() == 6);
  const Page columns = page_of(fence("类型: 柱形\n" + yaml));
  for (const Page* page : {&lines, &columns}) {
    for (const Shape& shape : page->shapes)
      if (shape.fill) CHECK((shape.fill->red == shape.fill->green && shape.fill->red == shape.fill->blue));
    for (const char32_t* name : {U"甲", U"乙", U"丙", U"丁", U"戊", U"己"})
      run_of(*page, name);
  }
}

TEST_CASE("Whatever is charted stays in the type area and is above its caption") {
  const std::string name = "城关镇第一综合治理网格与人民调解委员会联合值守点";
  const PageStyle style;
  for (const char* kind : {"折线", "柱形", "堆积", "条形"})
    for (const int points : {1, 7, 30, 366})
      for (const char* value : {"0", "−123.45", "99999999999", "0.000001"})
        for (const auto& [long_names, share] :
             {std::pair(false, 1.0), {true, 1.0}, {false, 0.5}, {true, 0.5}}) {
          INFO(kind << points << value << long_names << share);
          const std::string width = share < 1 ? "<!-- 图宽 50% -->\n\n" : "";
          const double middle = style.left + style.area_width / 2;
          const double left = middle - share * style.area_width / 2,
                       right_edge = middle + share * style.area_width / 2;
          const std::string values = list_of(points, value);
          const std::string series = long_names ? name + name + name : "甲";
          const Page page = page_of(width + fence(std::string("类型: ") + kind + "\n标题: 标题\n横轴: " +
                                                  list_of(points, long_names ? name : "3日") + "\n数列:\n  " +
                                                  series + ": " + values + "\n  乙: " + values + "\n"));
          double lowest = 0;
          bool inside = true;
          for (const Shape& shape : page.shapes) {
            const Bounds b = bounds(shape);
            inside = inside && b.left > left - 1 && b.right < right_edge + 1;
            lowest = std::max(lowest, b.foot);
          }
          for (const TextRun& run : page.runs) {
            if (run.y > style.top + style.area_height) continue; // the page number
            double right = run.x;
            for (const double advance : run.advances)
              right += advance;
            inside = inside && run.x > left - 1 && right < right_edge + 1;
          }
          CHECK_FALSE(page.rules.empty()); // grid and axes
          for (const Rule& rule : page.rules)
            inside = inside && std::min(rule.x1, rule.x2) > left - 1 &&
                     std::max(rule.x1, rule.x2) < right_edge + 1;
          CHECK(inside);
          CHECK(run_of(page, U"图1　标题").y > lowest);
        }
}

TEST_CASE("A chart that becomes a table in Markdown leaves its 图宽 behind") {
  const std::string markdown = "<!-- 图宽 60% -->\n<!-- 另起一页 -->\n\n" + chart_of("柱形") +
                               "\n<!-- 图宽 50% -->\n\n![图](a.png)\n\n文\n";
  TokenTable tokens;
  const MdNode tree = parse_markdown(markdown, {}, "样.md").value();
  const std::string text = write_out_tokens(charts_as_tables(markdown, tokens, tree), tokens);
  INFO(text);
  CHECK(text.find("图宽 60%") == std::string::npos);
  CHECK(text.find("<!-- 另起一页 -->") != std::string::npos);
  CHECK(text.find("<!-- 图宽 50% -->\n\n![图](a.png)\n\n文\n") != std::string::npos);
}

TEST_CASE("The name of a single series is printed where the title does not say it") {
  const auto single = [](const std::string& name) {
    return text_of(page_of(fence("类型: 柱形\n标题: 刑事警情\n横轴: [甲]\n数列:\n  " + name + ": [1]\n")));
  };
  CHECK(single("城关所").find("城关所") != std::string::npos);
  const std::string said = single("刑事");
  CHECK(said.find("刑事") == said.rfind("刑事"));
}

TEST_CASE("Charts and pictures are numbered together, a chart without title has no number") {
  const Page page = page_of(chart_of("柱形") + "\n" + chart_of("条形"));
  std::string text = text_of(page);
  std::erase(text, '\n');
  CHECK(text.find("图1　警情（单位：起）") != text.npos);
  CHECK(text.find("图2　警情（单位：起）") != text.npos);
  const Page plain = page_of(fence("类型: 柱形\n横轴: [甲]\n数列:\n  乙: [1]\n"));
  CHECK(text_of(plain).find("图") == std::string::npos);
}

TEST_CASE("What is wrong with a chart is told with its line") {
  struct Row {
    std::string yaml, where, part;
  };
  const std::vector<Row> rows{
      {"类型: 饼图\n横轴: [甲]\n数列:\n  乙: [1]\n", "样.md:4", "图表类型“饼图”没有"},
      {"类型: 折线\n横轴: [甲]\n数列:\n  乙: [1\n", "样.md:", ""},
      {"类型: 折线\n横轴: [甲]\n数列:\n  乙:\n    - 三起\n", "样.md:8", "“三起”不是数"},
      {"类型: 折线\n横轴: [甲]\n数列:\n  乙: [1.2.3]\n", "样.md:7", "“1.2.3”不是数"},
      {"类型: 折线\n横轴: [甲]\n数列:\n  乙: [1234567890123456]\n", "样.md:7", "位数太多"},
      {"类型: 折线\n横轴: [甲, 乙]\n数列:\n  丙: [1]\n", "样.md:7", "数列“丙”有 1 个数，横轴有 2 个"},
      {"类型: 折线\n横轴: [甲]\n颜色: 红\n数列:\n  乙: [1]\n", "样.md:6", "图表没有“颜色”这一项"},
      {"类型: 折线\n数列:\n  乙: [1]\n", "样.md:4", "图表的“横轴”没有写"},
      {"类型: 折线\n横轴: [甲]\n数列: 3\n", "样.md:6", "图表的“数列”写得不对"},
      {"类型: 折线\n横轴: []\n数列: {}\n", "样.md:4", "图表没有数"},
      {"", "样.md:3", "图表里没有内容"},
      {"类型: 折线\n横轴: " + list_of(367, "甲") + "\n数列:\n  乙: " + list_of(367, "1") + "\n", "样.md:4",
       "横轴有 367 项，超出上限 366 项"},
  };
  for (const Row& row : rows) {
    INFO(row.yaml);
    const auto layout = try_compose("# 题\n\n" + fence(row.yaml));
    REQUIRE_FALSE(layout);
    const Error& error = layout.error().front();
    CHECK(error.where.starts_with(row.where));
    CHECK(error.message.find(row.part) != std::string::npos);
    CHECK_FALSE(error.hint.empty());
  }
}

TEST_CASE("A record's values fill a chart and are nothing but text and numbers there") {
  TokenTable tokens;
  const std::string value = tokens.add("7", "记录.yaml:3"), empty = tokens.add("", "记录.yaml:4");
  const std::string sly = tokens.add("]\n标题: **假**\n```\n# 标题", "记录.yaml:5");
  const std::string markdown = fence("类型: 柱形\n标题: " + sly + "\n横轴: [甲, 乙]\n数列:\n  " + sly +
                                     ": [" + value + ", " + empty + "]\n");
  const MdNode tree = parse_markdown(markdown, tokens, "样.md").value();
  REQUIRE(tree.children.size() == 1);
  const Chart chart = read_chart(tree.children.front(), "样.md").value();
  CHECK(chart.title == "]\n标题: **假**\n```\n# 标题");
  REQUIRE(chart.series.size() == 1);
  CHECK(chart.series.front().name == chart.title);
  CHECK(chart.series.front().values == std::vector<std::string>{"7", ""});

  const std::string html = write_html(tree);
  CHECK(html.find("<strong>") == std::string::npos);
  CHECK(html.find("**假**") != std::string::npos);
}

TEST_CASE("A chart too narrow for its labels is an error with its line") {
  const auto layout =
      try_compose("# 题\n\n<!-- 图宽 3mm -->\n\n" + fence("类型: 折线\n横轴: [甲]\n数列:\n  乙: [1]\n"));
  REQUIRE_FALSE(layout);
  CHECK(layout.error().front().where == "样.md:5");
  CHECK(layout.error().front().message.find("太窄") != std::string::npos);
}

TEST_CASE("A chart's texts may be anything that YAML quotes") {
  const Chart chart{ChartKind::stacked,
                    "近七日: \"警情\" #1",
                    "",
                    {"3日", "a, b", "[4]: \\"},
                    {{"刑事: 一", {"3", "", "−2.5"}}, {"- 治安", {"11.76%", "0", "1,234"}}}};
  const MdNode tree = parse_markdown("```图表\n类型: 堆积\n标题: '近七日: \"警情\" #1'\n"
                                     "横轴: [3日, 'a, b', '[4]: \\']\n数列:\n"
                                     "  '刑事: 一': [3, '', −2.5]\n"
                                     "  '- 治安': [11.76%, 0, '1,234']\n```\n",
                                     {}, "样.md")
                          .value();
  REQUIRE(tree.children.size() == 1);
  const Chart again = read_chart(tree.children.front(), "样.md").value();
  CHECK(again.kind == chart.kind);
  CHECK(again.title == chart.title);
  CHECK(again.categories == chart.categories);
  REQUIRE(again.series.size() == 2);
  for (std::size_t i = 0; i < 2; ++i) {
    CHECK(again.series[i].name == chart.series[i].name);
    CHECK(again.series[i].values == chart.series[i].values);
  }
}

TEST_CASE("A chart's value is a number where it reads as one") {
  CHECK(chart_number("12") == 12);
  CHECK(chart_number("−3.5") == -3.5);
  CHECK(chart_number("1,234") == 1234);
  CHECK(chart_number("11.76%") == 11.76);
  for (const char* text : {"", "三", "1起", "1e5", "nan", "%"})
    CHECK_FALSE(chart_number(text));
}

TEST_CASE("HTML shows a chart as a table under its caption") {
  const std::string html =
      write_html(parse_markdown(chart_of("折线", "[3, null, 1.50]"), {}, "样.md").value());
  CHECK(html.find("<caption>图1　警情（单位：起）</caption>") != std::string::npos);
  CHECK(html.find("<tr><td align=\"left\">1日</td><td align=\"right\">3</td></tr>") != std::string::npos);
  CHECK(html.find("<tr><td align=\"left\">2日</td><td align=\"right\">—</td></tr>") != std::string::npos);
  CHECK(html.find("<tr><td align=\"left\">3日</td><td align=\"right\">1.50</td></tr>") != std::string::npos);
}

TEST_CASE("In Markdown for other programs charts stand as tables, all else as it was") {
  const std::string broken = "```图表\n类型: 饼图\n```\n";
  const std::string markdown = "# 题\n\n" + chart_of("柱形", "[1, 2, 3]", "[a|b, 2日, '^^']") +
                               "\n中间。\n\n" + broken + "\n> 引用\n\n" +
                               chart_of("条形").substr(0, chart_of("条形").size() - 4); // not closed
  TokenTable tokens;
  const MdNode tree = parse_markdown(markdown, tokens, "样.md", 5).value();
  const std::string out = write_out_tokens(charts_as_tables(markdown, tokens, tree, 5), tokens);
  CHECK(out ==
        "# 题\n\n"
        "警情（单位：起）\n\n| 项目 | 警情 |\n|:--|--:|\n| a\\|b | 1 |\n| 2日 | 2 |\n| ^\u2060^ | 3 |\n"
        "\n中间。\n\n" +
            broken +
            "\n> 引用\n\n"
            "警情（单位：起）\n\n| 项目 | 警情 |\n|:--|--:|\n| 1日 | 3 |\n| 2日 | 8 |\n| 3日 | 5 |\n");
}

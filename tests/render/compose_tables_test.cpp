// Tables on pages: what is repeated, split, framed and kept together.
#include "tests/render/composed.hpp"
#include "tests/support/growth.hpp"

#include <algorithm>

using namespace fengqiao;
using namespace fengqiao::render;
using namespace fengqiao::test;

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

TEST_CASE("Tables with too many columns for the page are refused with advice") {
  std::string head, rule;
  for (int i = 0; i < 60; ++i)
    head += "| 甲", rule += "|--";
  const auto layout = try_compose(head + "|\n" + rule + "|\n");
  REQUIRE_FALSE(layout);
  CHECK(layout.error().front().hint.find("横排") != std::string::npos);
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

TEST_CASE("A table that is to stand together begins on its page rather than leave a third of it empty") {
  for (int before = 1; before < 22; ++before) {
    const PageLayout layout = composed(paragraphs(before, 20) + "<!-- 同页 -->\n" + table(18));
    CAPTURE(before);
    const std::size_t lines = lines_of(layout.pages[0]).size();
    if (before <= 14) CHECK(lines > static_cast<std::size_t>(before) + 2);
    if (before >= 15) CHECK(lines == static_cast<std::size_t>(before)); // little is lost: it goes on whole
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

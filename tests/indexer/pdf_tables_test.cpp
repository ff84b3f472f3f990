#include "indexer/readers/pdf_tables.hpp"

#include <catch2/catch.hpp>

using namespace fengqiao;
using namespace fengqiao::indexer;

namespace {

using Rows = std::vector<std::vector<std::string>>;

// Two columns of 100 points from x = 50, rows of 20 points from y = 100.
std::vector<Ruling> grid(int rows) {
  std::vector<Ruling> out;
  for (int i = 0; i <= rows; ++i)
    out.push_back({50, 100.0 + 20 * i, 250, 100.0 + 20 * i});
  for (const double x : {50.0, 150.0, 250.0})
    out.push_back({x, 100, x, 100.0 + 20 * rows});
  return out;
}

PlacedWord word(double x, double y, const std::string& text) {
  return {x, y, x + 30, y + 10, text};
}

PrintedLine table_on(int page, Rows rows, double right = 250) {
  PrintedLine out;
  out.page = page;
  out.page_height = 800;
  out.page_width = 600;
  out.left = 50;
  out.right = right;
  out.table = std::move(rows);
  out.columns = {50, 150, right};
  return out;
}

} // namespace

TEST_CASE("words between the lines of a table are its cells, those outside are not") {
  const auto tables = ruled_tables(
      grid(2), {word(60, 105, "岗位"), word(160, 105, "时限"), word(60, 122, "值班"), word(60, 131, "所长"),
                word(160, 126, "5"), word(175, 126, "分钟"), word(60, 80, "表一"), word(60, 150, "以上。")});
  REQUIRE(tables.size() == 1);
  CHECK(tables[0].table == Rows{{"岗位", "时限"}, {"值班所长", "5分钟"}});
  CHECK(tables[0].top == 100);
  CHECK(tables[0].bottom == 140);
}

TEST_CASE("a cell without a line to its neighbour is merged with it") {
  auto rulings = grid(3);
  rulings[4] = {50, 100, 50, 160};   // left edge
  rulings[5] = {150, 120, 150, 160}; // none in the first row: a head over both columns
  rulings[2] = {150, 140, 250, 140}; // none under the left cell of the second row
  const auto tables =
      ruled_tables(rulings, {word(60, 105, "警力"), word(180, 105, "配备"), word(60, 125, "城关所"),
                             word(160, 125, "民警"), word(60, 143, "（主所）"), word(160, 145, "辅警")});
  REQUIRE(tables.size() == 1);
  CHECK(tables[0].table == Rows{{"警力配备", ""}, {"城关所（主所）", "民警"}, {"", "辅警"}});
}

TEST_CASE("a frame round a text, an underline and lines apart are no table") {
  CHECK(ruled_tables({{50, 100, 250, 100}, {50, 200, 250, 200}, {50, 100, 50, 200}, {250, 100, 250, 200}},
                     {word(60, 105, "框内")})
            .empty());
  CHECK(ruled_tables({{50, 100, 250, 100}, {50, 120, 250, 120}}, {word(60, 105, "甲")}).empty());
  CHECK(ruled_tables({}, {word(60, 105, "甲")}).empty());
  CHECK(ruled_tables(grid(2), {word(60, 105, "只有"), word(60, 125, "一栏")}).empty());
}

TEST_CASE("lines are read off what pdftocairo drew: strokes, boxes, thin fills, not glyphs, not curves") {
  const auto svg = parse_xml(
      "<svg><defs><path d=\"M 0 0 L 100 0\" style=\"stroke:black\"/></defs>"
      "<path style=\"fill:none;stroke-width:0.5;stroke:rgb(0%,0%,0%);\" d=\"M 10 20 L 110 20\" transform=\"matrix(1,0,0,-1,0,100)\"/>"
      "<path style=\"stroke:none;fill:rgb(0%,0%,0%);\" d=\"M 10 10 L 10.5 10 L 10.5 60 L 10 60 Z\"/>"
      "<path style=\"fill:none;stroke:rgb(0%,0%,0%);\" d=\"M 0 0 C 1 1 2 2 3 3\"/>"
      "<path style=\"stroke:none;fill:rgb(90%,90%,90%);\" d=\"M 0 0 L 200 0 L 200 200 L 0 200 Z\"/>"
      "<rect x=\"5\" y=\"5\" width=\"100\" height=\"50\" style=\"fill:none;stroke:black\"/></svg>",
      "a.svg");
  REQUIRE(svg);
  const auto rulings = rulings_of(*svg);
  REQUIRE(rulings.size() == 6);
  CHECK(rulings[0].top == 80);
  CHECK(rulings[0].right == 110);
  CHECK(rulings[1].left == Approx(10.25));
  CHECK(rulings[1].bottom == 60);
}

TEST_CASE("a table that goes on over the page is one, without the head that is repeated") {
  PrintedLine text;
  text.page = 2;
  text.page_height = 800;
  text.page_width = 600;
  text.left = 60;
  text.right = 200;
  text.top = 400;
  text.bottom = 410;
  text.text = "三、工作要求";
  const auto blocks = join_printed_lines(
      {table_on(1, {{"序号", "名称"}, {"1", "甲"}}), table_on(2, {{"序号", "名称"}, {"2", "乙"}}), text});
  REQUIRE(blocks.size() == 2);
  CHECK(blocks[0].kind == BlockKind::table);
  CHECK(blocks[0].text == "| 序号 | 名称 |\n|---|---|\n| 1 | 甲 |\n| 2 | 乙 |");
  CHECK(blocks[1].text == "三、工作要求");
  CHECK(join_printed_lines(
            {table_on(1, {{"甲", "乙"}, {"1", "2"}}), table_on(2, {{"丙", "丁"}, {"3", "4"}}, 300)})
            .size() == 2);
}

#include "indexer/readers/open_tables.hpp"

#include "core/text.hpp"

#include <catch2/catch.hpp>

#include <sstream>

using namespace fengqiao;
using namespace fengqiao::indexer;

namespace {

using Rows = std::vector<std::vector<std::string>>;

constexpr double kSize = 12, kPitch = 18; // of characters and of lines, in points

struct Text {
  double left, line; // points from the left edge; lines from the top, halves too
  const char* text;
};

// Each text a line of its own, as poppler gives them: one column behind the other.
std::vector<PrintedLine> page_of(const std::vector<Text>& texts, int page = 1) {
  std::vector<PrintedLine> out;
  for (const auto& [left, line, text] : texts) {
    PrintedLine piece;
    piece.page = page;
    piece.page_width = 600;
    piece.page_height = 840;
    piece.left = left;
    piece.right = left + display_width(text) * kSize / 2;
    piece.top = 150 + line * kPitch;
    piece.bottom = piece.top + 15;
    piece.text = text;
    piece.words = {{piece.left, piece.top, piece.right, piece.bottom, text}};
    out.push_back(std::move(piece));
  }
  return out;
}

std::vector<PrintedLine> tables_in(std::vector<PrintedLine> lines) {
  order_rows(lines);
  return open_tables(lines, {});
}

std::string in_order(std::vector<PrintedLine> lines) {
  order_rows(lines);
  std::string out;
  for (const auto& line : lines)
    out += line.text + "|";
  return out;
}

const Rows kTable = {{"序号", "项目", "评分标准"},
                     {"1", "接处警", "超时一次扣2分，扣完为止"},
                     {"2", "社区走访", "走访不足十户的，每少一户扣1分"},
                     {"3", "台账", "漏登扣1分"}};

} // namespace

TEST_CASE("columns that white space sets apart are a table, wrapped cells joined") {
  const auto tables =
      tables_in(page_of({{100, 0, "以下是各所每月自评所用的评分标准，由县局指挥中心印发，请遵照执行。"},
                         {100, 1, "序号"},
                         {100, 2, "1"},
                         {100, 3, "2"},
                         {100, 5, "3"},
                         {150, 1, "项目"},
                         {150, 2, "接处警"},
                         {150, 3, "社区走访"},
                         {150, 5, "台账"},
                         {230, 1, "评分标准"},
                         {230, 2, "超时一次扣2分，扣完为止"},
                         {230, 3, "走访不足十户的，"},
                         {230, 4, "每少一户扣1分"},
                         {230, 5, "漏登扣1分"},
                         {100, 6, "以上各项由县局评定，报局长办公会审定以后公布，请各所及时报送。"}}));
  REQUIRE(tables.size() == 1);
  CHECK(tables[0].table == kTable);
  CHECK(tables[0].columns.size() == 4);
}

TEST_CASE("cells that stand in the middle of their rows are joined from above and from below") {
  const auto tables = tables_in(page_of({{100, 1, "序号"},
                                         {150, 1, "项目"},
                                         {230, 1, "评分标准"},
                                         {100, 2, "1"},
                                         {150, 2, "接处警"},
                                         {230, 2, "超时一次扣2分，扣完为止"},
                                         {230, 3, "走访不足十户的，"},
                                         {100, 3.5, "2"},
                                         {150, 3.5, "社区走访"},
                                         {230, 4, "每少一户扣1分"},
                                         {100, 5, "3"},
                                         {150, 5, "台账"},
                                         {230, 5, "漏登扣1分"}}));
  REQUIRE(tables.size() == 1);
  CHECK(tables[0].table == kTable);
}

TEST_CASE("level lines through a table part its rows") {
  auto lines = page_of({{100, 1, "岗位"},
                        {250, 1, "要求"},
                        {250, 2, "当面清点警械，"},
                        {100, 3, "值班"},
                        {250, 3, "逐项登记，"},
                        {250, 4, "双方签字"},
                        {100, 5, "巡逻"},
                        {250, 5, "两人一组"}});
  order_rows(lines);
  const auto tables = open_tables(lines, {{1,
                                           {{90, 150 + 1.95 * kPitch, 400, 150 + 1.95 * kPitch},
                                            {90, 150 + 4.95 * kPitch, 400, 150 + 4.95 * kPitch}}}});
  REQUIRE(tables.size() == 1);
  CHECK(tables[0].table ==
        Rows{{"岗位", "要求"}, {"值班", "当面清点警械，逐项登记，双方签字"}, {"巡逻", "两人一组"}});
}

TEST_CASE("the rows of a table that stand on the next page, or on the one before, belong to it") {
  const auto both = [](std::vector<PrintedLine> first, std::vector<PrintedLine> second) {
    first.insert(first.end(), second.begin(), second.end());
    return tables_in(std::move(first));
  };
  const auto row = [](double line, const char* a, const char* b, const char* c) {
    return std::vector<Text>{{100, line, a}, {150, line, b}, {230, line, c}};
  };
  const auto rows = [&](std::initializer_list<std::vector<Text>> all) {
    std::vector<Text> out;
    for (const auto& each : all)
      out.insert(out.end(), each.begin(), each.end());
    return out;
  };
  const auto long_part = rows({row(1, "序号", "项目", "评分标准"), row(2, "1", "接处警", "超时一次扣2分"),
                               row(3, "2", "社区走访", "每少一户扣1分")});
  auto below = both(page_of(long_part), page_of(row(0, "3", "台账", "漏登扣1分"), 2));
  REQUIRE(below.size() == 2);
  CHECK(below[1].table == Rows{{"3", "台账", "漏登扣1分"}});
  CHECK(join_printed_lines(below).size() == 1);
  auto above = both(
      page_of(row(40, "序号", "项目", "评分标准")),
      page_of(rows({row(0, "1", "接处警", "超时一次扣2分"), row(1, "2", "社区走访", "每少一户扣1分")}), 2));
  REQUIRE(above.size() == 2);
  const auto blocks = join_printed_lines(above);
  REQUIRE(blocks.size() == 1);
  CHECK(blocks[0].text == "| 序号 | 项目 | 评分标准 |\n|---|---|---|\n| 1 | 接处警 | 超时一次扣2分 |\n"
                          "| 2 | 社区走访 | 每少一户扣1分 |");
}

TEST_CASE("running text in columns, lists, articles, signatures and contents are no tables") {
  std::vector<Text> columns;
  for (int line = 0; line < 12; ++line) {
    columns.push_back({80, static_cast<double>(line), "派出所应当加强社区警务工作民警每周"});
    columns.push_back({320, static_cast<double>(line), "走访出租房屋不少于十户走访情况当日"});
  }
  CHECK(tables_in(page_of(columns)).empty());
  CHECK(tables_in(page_of({{80, 0, "1."},
                           {110, 0, "值班。"},
                           {80, 1, "2."},
                           {110, 1, "巡逻。"},
                           {80, 2, "3."},
                           {110, 2, "走访。"}}))
            .empty());
  CHECK(tables_in(page_of({{80, 0, "第一条"},
                           {140, 0, "值班。"},
                           {80, 1, "第二条"},
                           {140, 1, "巡逻。"},
                           {80, 2, "第三条"},
                           {140, 2, "走访。"}}))
            .empty());
  CHECK(tables_in(page_of({{80, 0, "甲方：样例县公安局"},
                           {300, 0, "乙方：样例公司"},
                           {80, 1, "代表人："},
                           {300, 1, "代表人："},
                           {80, 2, "日期：1月1日"},
                           {300, 2, "日期：1月2日"}}))
            .empty());
  CHECK(tables_in(page_of({{80, 0, "一、总体要求"},
                           {400, 0, "1"},
                           {80, 1, "二、主要任务"},
                           {400, 1, "3"},
                           {80, 2, "三、组织保障"},
                           {400, 2, "9"}}))
            .empty());
  CHECK(
      tables_in(
          page_of({{80, 0, "样公发〔2024〕12号"}, {350, 0, "签发人：样例"}, {150, 1, "派出所值班备勤规定"}}))
          .empty());
}

TEST_CASE("the axes of a chart are no table") {
  CHECK(tables_in(page_of({{80, 0, "警情"},
                           {500, 0, "93%"},
                           {80, 1, "纠纷"},
                           {500, 1, "94%"},
                           {80, 2, "交通"},
                           {500, 2, "95%"},
                           {80, 3, "0"},
                           {200, 3, "20"},
                           {260, 3, "40"},
                           {320, 3, "60"},
                           {380, 3, "80"},
                           {500, 3, "100"}}))
            .empty());
}

TEST_CASE("text beside text is read by its rows, and columns of text one behind the other") {
  CHECK(in_order(page_of({{80, 0, "姓名"}, {80, 1, "甲"}, {300, 0, "电话"}, {300, 1, "一"}})) ==
        "姓名|电话|甲|一|");
  CHECK(
      in_order(page_of({{80, 0, "（2024年6月3日印发"}, {250, 1, "起施行）"}, {200, 0, "自2024年7月1日"}})) ==
      "（2024年6月3日印发 自2024年7月1日|起施行）|");
  std::vector<Text> columns;
  for (const double left : {80.0, 320.0})
    for (int line = 0; line < 8; ++line)
      columns.push_back({left, static_cast<double>(line),
                         left < 100 ? "派出所应当加强社区警务工作" : "民警每周走访出租房屋一次"});
  const std::string order = in_order(page_of(columns));
  CHECK(order.find("民警") > order.rfind("派出所"));
}

TEST_CASE("a page of many small words costs bounded time") {
  std::vector<Text> words;
  for (int line = 0; line < 70; ++line)
    for (int column = 0; column < 70; ++column)
      words.push_back({20.0 + column * 8, line * 0.6, "1"});
  const auto tables = tables_in(page_of(words));
  for (const auto& table : tables)
    CHECK(table.columns.size() <= 41);
}

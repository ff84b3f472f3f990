#include "indexer/table_rows.hpp"

#include <catch2/catch.hpp>

using namespace fengqiao::indexer;

TEST_CASE("a table's rows are told as sentences, the rule never") {
  struct Row {
    const char *text, *expected;
  };
  const Row rows[] = {
      {"没有表。\n只有两段。", "没有表。\n只有两段。"},
      {"| 违法行为 | 裁量 |\n|---|---|\n| 赌博 | 拘留5日 |\n| 嫖娼 | 拘留10日 |",
       "赌博：拘留5日；\n嫖娼：拘留10日"},
      {"情形见下表：\n\n| 序号 | 情形 | 处罚 |\n|:-:|---|--:|\n| 1 | 未登记 | 警告 |\n\n从重。",
       "情形见下表：\n\n未登记：警告\n\n从重。"},
      {"| 所名 | 户籍民警 | 社区民警 |\n|---|---|---|\n| 城关所 | 3 | |\n| 河东所 | 2 | 5 |",
       "城关所：户籍民警 3；\n河东所：户籍民警 2，社区民警 5"},
      {"| | |\n|---|---|\n| 甲\\|乙 | 一<br>二 |", "甲|乙：一 二"},
      {"| 这是一行 | 不是表 |", "| 这是一行 | 不是表 |"},
      {"", ""},
  };
  for (const auto& row : rows) {
    INFO(row.text);
    CHECK(readable_tables(row.text) == row.expected);
  }
}

TEST_CASE("a passage that begins inside a table has the heads that stand before it") {
  const std::string before = "见下表：\n| 所名 | 民警 | 辅警 |\n|---|---|---|\n| 城关所 | 3 | 4 |\n";
  CHECK(readable_tables("| 河东所 | 2 | 5 |\n以上。", before) == "河东所：民警 2，辅警 5\n以上。");
  CHECK(readable_tables("| 河东所 | 2 | 5 |\n| 河西所 | 1 | 2 |", before) ==
        "河东所：民警 2，辅警 5；\n河西所：民警 1，辅警 2");
  CHECK(readable_tables("| 河东所 | 2 | 5 |\n以上。", "没有表。") == "| 河东所 | 2 | 5 |\n以上。");
}

TEST_CASE("the blocks of a text are all of it, in order") {
  const std::string text = "甲。\n| 一 | 二 |\n|---|---|\n| 三 | 四 |\n乙。\n| 五 |\n|---|\n";
  std::string all;
  for (const auto& block : text_blocks(text))
    all += block.text;
  CHECK(all == text);
  const auto blocks = text_blocks(text);
  REQUIRE(blocks.size() == 4);
  CHECK(blocks[1].is_table);
  CHECK(blocks[1].table.header == std::vector<std::string>{"一", "二"});
  CHECK(blocks[1].table.rows == std::vector<std::vector<std::string>>{{"三", "四"}});
  CHECK(blocks[3].is_table);
}

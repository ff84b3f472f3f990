// 款, 项 and what is numbered below them.
#include "indexer/clause_items.hpp"

#include <catch2/catch.hpp>

using namespace fengqiao::indexer;

TEST_CASE("款 and 项 of a clause, and the items of a 公文 clause") {
  const std::string article =
      "有下列行为的，处罚：\n（一）其一；\n（二）其二。\n情节较轻的，从轻。\n（一）另一。";
  const auto items = clause_items("第四十三条", article);
  struct Row {
    const char *suffix, *text;
  };
  const Row rows[] = {{".1", "有下列行为的，处罚：\n（一）其一；\n（二）其二。"},
                      {".1(2)", "其二。"},
                      {".2", "情节较轻的，从轻。\n（一）另一。"},
                      {".2(1)", "另一。"},
                      {"(2)", "其二。"}};
  for (const auto& row : rows) {
    INFO(row.suffix);
    REQUIRE(find_item(items, row.suffix));
    CHECK(find_item(items, row.suffix)->text == row.text);
  }
  CHECK_FALSE(find_item(items, "(1)")); // two 款 have one
  CHECK_FALSE(find_item(items, ".3"));
  CHECK(find_item(items, ".1(2)")->label == "第一款第（二）项");
  CHECK(find_item(clause_items("二", "甲：\n（一）子；\n（二）丑。"), ".2")->text == "丑。");
}

TEST_CASE("款 and 项 hold what is below them, and a broken line is no 款") {
  struct Row {
    const char *number, *text, *suffix, *expected;
  };
  const Row rows[] = {
      {"第一条", "甲：\n（一）乙：\n1．丙；\n2．丁。\n（二）戊。", ".1(1)", "乙：\n1．丙；\n2．丁。"},
      {"第一条", "甲：\n（一）乙：\n1．丙；\n2．丁。\n（二）戊。", ".1",
       "甲：\n（一）乙：\n1．丙；\n2．丁。\n（二）戊。"},
      {"第一条", "甲：\n1．丙；\n2．丁。", ".1", "甲：\n1．丙；\n2．丁。"},
      {"第一条", "殴打他人的，处五日以上\n十日以下拘留。\n有下列情形的，从重。", ".1",
       "殴打他人的，处五日以上十日以下拘留。"},
      {"第一条", "殴打他人的，处五日以上\n十日以下拘留。\n有下列情形的，从重。", ".2",
       "有下列情形的，从重。"},
      {"第一条", "甲：\n（一）结伙\n殴打的；\n（二）乙。\n丙。", ".1(1)", "结伙殴打的；"},
      {"第一条", "甲：\n（一）结伙\n殴打的；\n（二）乙。\n丙。", ".2", "丙。"},
      {"第七条", "外国人可以申请：\n一、近亲属；\n二、定居的。\n批准后生效。", ".1(2)", "定居的。"},
      {"第七条", "外国人可以申请：\n一、近亲属；\n二、定居的。\n批准后生效。", "(1)", "近亲属；"},
      {"第七条", "外国人可以申请：\n一、近亲属；\n二、定居的。\n批准后生效。", ".2", "批准后生效。"},
      {"第七条", "甲：\n一、乙：\n（一）丙。\n二、丁。", ".1(1)", "乙：\n（一）丙。"},
      {"第七条", "甲：\n㈠乙；\n㈡丙。", ".1(2)", "丙。"},
      {"第七条", "甲：\n（一）乙：\n１．总吨位三百吨的；\n２．其他。", ".1(1)",
       "乙：\n１．总吨位三百吨的；\n２．其他。"},
      {"二", "甲：\n（一）乙：\n1．丙。\n2．丁。\n（二）戊。", ".1", "乙：\n1．丙。\n2．丁。"},
  };
  for (const auto& [number, text, suffix, expected] : rows) {
    INFO(text << " " << suffix);
    const auto found = find_item(clause_items(number, text), suffix);
    REQUIRE(found);
    CHECK(found->text == expected);
  }
  CHECK(clause_items("第七条", "甲：\n一、乙；\n二、丙。").back().label == "第一款第（二）项");
  CHECK(clause_items("第七条", "甲。\n一、乙；\n二、丙。").back().label == "第三款");
}

TEST_CASE("the parts 3.1, 3.2 of a contract's article are its 款, and its name is none") {
  const std::string text =
      "服务内容\n3.1 乙方派出保安员二十名。\n（1）甲；\n3.1.1 其中两名值夜。\n3.2 巡逻时间\n为每日十九时。";
  const auto items = clause_items("第3条", text);
  REQUIRE(items.size() == 2);
  CHECK(find_item(items, ".1")->text == "乙方派出保安员二十名。\n（1）甲；\n3.1.1 其中两名值夜。");
  CHECK(find_item(items, ".2")->text == "巡逻时间为每日十九时。");
  CHECK(items[1].label == "第3.2款");
  CHECK(missing_item(items, ".3") == "这一条有 2 款");
  // figures and another article's numbers are none
  CHECK(clause_items("第3条", "应当符合下列要求：\n3.5 米以上的。")[0].label == "第一款");
  CHECK(clause_items("第3条", "甲。\n2.1 乙。").size() == 2);
}

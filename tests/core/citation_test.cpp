#include "core/citation.hpp"

#include "core/limits.hpp"
#include "core/text.hpp"

#include <catch2/catch.hpp>

using namespace fengqiao;

TEST_CASE("citations are understood as people type them") {
  struct Row {
    const char *typed, *document, *clause;
  };
  const Row rows[] = {
      {"XD2023-1.3", "xd2023", "1.3"},
      {"JD2002-2.1(a)", "jd2002", "2.1(a)"},
      {"JD2002－2.1（a）", "jd2002", "2.1(a)"},
      {"GB12", "gb12", ""},
      {"治安管理处罚法-43.2", "治安管理处罚法", "43.2"},
      {"刑法-287-1", "刑法", "287-1"},
      {"治安管理处罚法@2005-43", "治安管理处罚法@2005", "43"},
      {"《治安管理处罚法》第四十三条第二款", "治安管理处罚法", "43.2"},
      {"《中华人民共和国刑法》第二百八十七条之一第二款第（三）项", "中华人民共和国刑法", "287-1.2(3)"},
      {"治安处罚法43条2款", "治安处罚法", "43.2"},
      {"治安管理处罚法第43条", "治安管理处罚法", "43"},
      {"治安处罚法 43", "治安处罚法", "43"},
      {"公发〔2002〕6号 二", "公发[2002]6号", "2"},
      {"公发[2002]6号 四", "公发[2002]6号", "4"},
      {"公发（2002）6号", "公发(2002)6号", ""},
      {"《决定》二（三）", "决定", "2.3"},
      {"《决定》四", "决定", "4"},
      {"《关于执行〈刑法〉的解释》第三条", "关于执行〈刑法〉的解释", "3"},
      {"文件汇编", "文件汇编", ""},
      {"《专利法实施细则》（2002年）第十条", "专利法实施细则@2002", "10"},
      {"《公司法》（2018年10月26日）第三条", "公司法@20181026", "3"},
      {"《行动计划》（2023—2025）", "行动计划", ""},
      {"刑法第234 条", "刑法", "234"},
      {"刑法 第 二百三十四 条", "刑法", "234"},
      {"刑法第一百○三条", "刑法", "103"},
      {"刑法第103条。", "刑法", "103"},
      {"最高人民法院关于适用刑法第十二条几个问题的解释", "最高人民法院关于适用刑法第十二条几个问题的解释",
       ""},
      {"最高人民法院关于适用刑法第十二条几个问题的解释第三条",
       "最高人民法院关于适用刑法第十二条几个问题的解释", "3"},
      {"XD2023-1.3（期满）", "xd2023", "1.3"},
      {"TZ100〔待核〕", "tz100", ""},
  };
  for (const auto& row : rows) {
    INFO(row.typed);
    const auto parsed = parse_citation(row.typed);
    REQUIRE(parsed);
    CHECK(parsed->document == row.document);
    CHECK(parsed->clause == row.clause);
  }
}

TEST_CASE("a citation knows whether an article or an item of a paper was written") {
  struct Row {
    const char* typed;
    ClauseForm form;
  };
  for (const auto& [typed, form] : {Row{"某公发〔2023〕12号 二", ClauseForm::item},
                                    {"《治安管理处罚法》二（一）", ClauseForm::item},
                                    {"《治安管理处罚法》第二条", ClauseForm::article},
                                    {"治安处罚法2条", ClauseForm::article},
                                    {"JD2002-2.1", ClauseForm::any},
                                    {"某公发〔2023〕12号 2", ClauseForm::any}}) {
    INFO(typed);
    REQUIRE(parse_citation(typed));
    CHECK(parse_citation(typed)->form == form);
  }
}

TEST_CASE("a heading behind a title is kept for the index") {
  const auto parsed = parse_citation("《行动计划（2023—2025）》基层提振·警力（期满）");
  REQUIRE(parsed);
  CHECK(parsed->document == "行动计划(2023-2025)");
  CHECK(parsed->clause.empty());
  CHECK(parsed->heading == "基层提振·警力");
}

TEST_CASE("a clause part that cannot be read is refused with examples") {
  for (const char* typed : {"XD2023-1..3", "", "  ", "刑法-1-", "治安管理处罚法3条2", "刑法第二十六条第三"}) {
    INFO(typed);
    const auto parsed = parse_citation(typed);
    REQUIRE_FALSE(parsed);
    CHECK(parsed.error().code == ErrorCode::citation);
    CHECK_FALSE(parsed.error().hint.empty());
  }
}

TEST_CASE("a citation is refused beyond its length, whatever it repeats") {
  const auto repeated = [](std::string_view unit, std::size_t times) {
    std::string out;
    for (std::size_t i = 0; i < times; ++i)
      out += unit;
    return out;
  };
  for (const std::string& typed :
       {"X-" + repeated("附件", 50'000), repeated("第1条", 15'000) + "甲",
        "测试办法-1" + repeated(".1", 5000), "《" + repeated("甲", 100'000) + "》第一条",
        repeated("附件", 50'000) + " 1", repeated("(", 50'000)}) {
    INFO(shorten(typed, 20));
    const auto parsed = parse_citation(typed);
    REQUIRE_FALSE(parsed);
    CHECK(parsed.error().code == ErrorCode::citation);
    CHECK(parsed.error().message.find("超过 600 个字") != std::string::npos);
    CHECK(count_code_points(parsed.error().message) < 100);
    CHECK_FALSE(parse_clause_key(typed));
  }
  CHECK_FALSE(parse_clause_key(repeated("1.", 5000) + "1"));
}

TEST_CASE("the longest citation is read") {
  std::string title;
  for (std::size_t i = 0; i + 5 < limits::citation_chars; ++i)
    title += "甲";
  const auto longest = parse_citation("《" + title + "》第一条");
  REQUIRE(longest);
  CHECK(longest->document == title);
  CHECK(longest->clause == "1");
  CHECK_FALSE(parse_citation("《" + title + "乙》第一条"));
}

TEST_CASE("parts of parts are read one behind the other") {
  CHECK(parse_clause_key("附件1附表2第三条") == "附件1.附表2.3");
  CHECK(parse_clause_key("附件1.附表2") == "附件1.附表2");
}

#include "core/citation.hpp"

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

TEST_CASE("a heading behind a title is kept for the index") {
  const auto parsed = parse_citation("《行动计划（2023—2025）》基层提振·警力（期满）");
  REQUIRE(parsed);
  CHECK(parsed->document == "行动计划(2023-2025)");
  CHECK(parsed->clause.empty());
  CHECK(parsed->heading == "基层提振·警力");
}

TEST_CASE("a clause part that cannot be read is refused with examples") {
  for (const char* typed : {"XD2023-1..3", "", "  ", "刑法-1-"}) {
    INFO(typed);
    const auto parsed = parse_citation(typed);
    REQUIRE_FALSE(parsed);
    CHECK(parsed.error().code == ErrorCode::citation);
    CHECK_FALSE(parsed.error().hint.empty());
  }
}

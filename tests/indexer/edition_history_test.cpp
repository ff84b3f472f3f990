#include "indexer/edition_history.hpp"
#include "tests/indexer/index_fixture.hpp"

using namespace fengqiao;
using namespace fengqiao::test;
using namespace fengqiao::indexer;

namespace {

StoredDocument edition(const std::string& id, const std::string& date, const std::string& effective,
                       const std::string& status, const std::string& title = "样例法") {
  StoredDocument out;
  out.data.id = id;
  out.data.date = date;
  out.data.effective = effective;
  out.data.status = status;
  out.data.title = title;
  return out;
}

} // namespace

TEST_CASE("what was in force on a day is told as far as dates and status go, and no further") {
  using Verdict = InForce::Verdict;
  const std::vector<StoredDocument> two = {edition("旧", "2005-08-28", "2006-03-01", "已修改"),
                                           edition("新", "2012-10-26", "2013-01-01", "现行")};
  const std::vector<StoredDocument> open = {edition("旧", "2005-08-28", "", "已修改"),
                                            edition("新", "2012-10", "", "待核")};
  const std::vector<StoredDocument> plan = {
      edition("计划", "2023-02", "", "期满", "三年行动计划（2023—2025年）")};
  const std::vector<StoredDocument> gone = {edition("废", "1982-01-01", "", "已废止")};
  std::vector<StoredDocument> law = {edition("法旧", "2017-06-27", "", "已修改"),
                                     edition("法新", "2021-12-24", "", "现行")};
  for (StoredDocument& text : law)
    text.data.kind = "法律"; // takes effect some months behind its date, which the index does not hold
  std::vector<StoredDocument> local = {edition("条例", "2020-05-01", "", "现行")};
  local[0].data.kind = "地方法规";
  struct Row {
    const std::vector<StoredDocument>* editions;
    const char* day;
    Verdict verdict;
    const char* id;
  };
  const Row rows[] = {
      {&two, "2006-02-28", Verdict::not_yet, "旧"},
      {&two, "2006-03-01", Verdict::yes, "旧"},
      {&two, "2012-12-31", Verdict::yes, "旧"},
      {&two, "2013-01-01", Verdict::yes, "新"},
      {&two, "2006", Verdict::cannot_tell, "旧"},
      {&two, "2020-06", Verdict::yes, "新"},
      {&open, "2012-10-15", Verdict::cannot_tell, "旧"},
      {&open, "2012-09-30", Verdict::yes, "旧"},
      {&open, "2020-01-01", Verdict::cannot_tell, "新"},
      {&plan, "2024-05-01", Verdict::yes, "计划"},
      {&plan, "2025-12-31", Verdict::yes, "计划"},
      {&plan, "2026-01-01", Verdict::ended, "计划"},
      {&law, "2021-12-26", Verdict::cannot_tell, "法旧"},
      {&law, "2021-12-23", Verdict::yes, "法旧"},
      {&law, "2022-12-24", Verdict::yes, "法新"},
      {&gone, "2000-01-01", Verdict::cannot_tell, "废"},
      {&gone, "1981-01-01", Verdict::not_yet, "废"},
      {&local, "2020-05-02", Verdict::cannot_tell, "条例"},
  };
  for (const auto& row : rows) {
    INFO(row.day << " " << row.id);
    const InForce found = in_force_at(*row.editions, *parse_date(row.day));
    CHECK(found.verdict == row.verdict);
    REQUIRE(found.edition);
    CHECK(found.edition->data.id == row.id);
    CHECK_FALSE(found.why.empty());
  }
}

TEST_CASE("a clause is found in another edition by its number, or by its text where it was renumbered") {
  const TemporaryFolder folder;
  folder.write("a/样例法(2005-01-01).md",
               "# 样例法\n\n（2005年1月1日通过）\n\n第一条 公安派出所应当登记来访人员的姓名和事由。\n\n"
               "第二条 社区民警每周入户走访不少于二十户居民。\n");
  folder.write("a/样例法(2012-01-01).md",
               "# 样例法\n\n（2012年1月1日通过）\n\n第一条 为了规范工作，制定本法。\n\n"
               "第二条 公安派出所应当登记来访人员的姓名和事由。\n\n"
               "第三条 社区民警每周入户走访不少于三十户居民。\n");
  updated(folder.path() / "index", {folder.path() / "a"});
  const auto index = IndexReader::open(folder.path() / "index");
  REQUIRE(index);
  const auto old = IndexResolver(*index).locate("样例法@2005-1");
  REQUIRE(old);
  const auto editions = editions_of(*index, old->document);
  REQUIRE(editions);
  REQUIRE(editions->size() == 2);
  CHECK(editions->front().data.id == "样例法@2005");
  struct Row {
    const char *from, *to;
    bool same_text;
  };
  for (const Row& row : {Row{"样例法@2005-1", "2", true}, Row{"样例法@2005-2", "3", false}}) {
    INFO(row.from);
    const auto located = IndexResolver(*index).locate(row.from);
    REQUIRE(located);
    const auto there = counterpart(*index, *index->clause(located->clauses.front()), editions->back());
    REQUIRE(there);
    REQUIRE(*there);
    CHECK((*there)->clause.key == row.to);
    CHECK((*there)->same_text == row.same_text);
    CHECK_FALSE((*there)->same_number);
  }
}

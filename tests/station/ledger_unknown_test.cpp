// What the ledger does not know is not 0: periods that no export covers, columns that no export had.
#include "station/daily/day_records.hpp"
#include "station/daily/ledger_value.hpp"
#include "tests/station/daily_fixture.hpp"
#include "tests/station/ledger_fixture.hpp"

#include <algorithm>
#include <map>

namespace fengqiao::station {
namespace {

namespace fs = std::filesystem;

using test::form;

// The value of a figure as text, or "?" and the note.
std::string figure(const test::LedgerFolder& folder, const std::string& field, const Date& day,
                   const std::string& report = "质态监督") {
  const auto reading =
      read_ledger(form(report).sources, form(report).paper.schema, folder.open(), period_of_day(day));
  REQUIRE(reading);
  for (const auto& one : reading->figures)
    if (one.field == field) return one.value ? to_plain(*one.value) : "?" + one.note;
  return "no such figure";
}

// The number of a list's items, or "?" and the note.
std::string list(const test::LedgerFolder& folder, const std::string& field, const Date& day,
                 const std::string& report) {
  const auto reading =
      read_ledger(form(report).sources, form(report).paper.schema, folder.open(), period_of_day(day));
  REQUIRE(reading);
  for (const auto& one : reading->lists)
    if (one.field == field) return one.items ? std::to_string(one.items->size()) : "?" + one.note;
  return "no such list";
}

const std::string kCalls = "接警编号,报警时间,警情类别,是否重复,是否反馈超时\n";
const char* const kCrimes = "接报警.刑事.本期";

std::string call(const std::string& id, const std::string& day) {
  return id + "," + day + " 08:05,刑事警情,否,否\n";
}

} // namespace

TEST_CASE("an export whose rows were all refused gives no zero, and the reason says so") {
  test::LedgerFolder folder;
  folder.moment = "2026-11-22T08:00";
  CHECK(folder.import_text("坏.csv", kCalls + call("A1", "2026-11-31") + call("A2", "2026-13-01")).bad == 2);
  CHECK(figure(folder, kCrimes, {2026, 11, 21}) ==
        "?台账里的警情没有这一期的；最近一次导入有 2 行有误没有导入");
  CHECK(figure(folder, "接报警.刑事.上一日", {2026, 11, 21}).starts_with("?"));
  // Corrected, it is known again.
  folder.import_text("好.csv", kCalls + call("A1", "2026-11-21") + call("A2", "2026-11-21"));
  CHECK(figure(folder, kCrimes, {2026, 11, 21}) == "2");
  CHECK(figure(folder, "接报警.治安.本期", {2026, 11, 21}) == "0");
}

TEST_CASE("a day is known to have had nothing only by an export that reaches it") {
  struct Import {
    const char* moment;
    std::vector<const char*> days; // of the rows
  };
  struct Case {
    const char* name;
    std::vector<Import> imports;
    Date day;
    const char* expected;
  };
  const Case cases[] = {
      {"inside one export", {{"2026-03-15T08:00", {"2026-03-09", "2026-03-14"}}}, {2026, 3, 11}, "0"},
      {"an export of the morning after", {{"2026-03-12T08:00", {"2026-03-09"}}}, {2026, 3, 11}, "0"},
      {"an export without rows",
       {{"2026-03-10T08:00", {"2026-03-09"}}, {"2026-03-12T08:00", {}}},
       {2026, 3, 11},
       "0"},
      {"the first export there is has no rows", {{"2026-03-12T08:00", {}}}, {2026, 3, 11}, "0"},
      {"nothing imported since",
       {{"2026-03-10T08:00", {"2026-03-09"}}},
       {2026, 3, 11},
       "?台账里的警情到 2026-03-09 为止，这一期的还没有导入"},
      {"an old export imported long after",
       {{"2026-11-22T08:00", {"2026-03-09"}}},
       {2026, 3, 20},
       "?台账里的警情到 2026-03-09 为止，这一期的还没有导入"},
      {"an old export imported the morning after",
       {{"2026-11-22T08:00", {"2026-03-09"}}},
       {2026, 11, 21},
       "?台账里的警情到 2026-03-09 为止，这一期的还没有导入"},
      {"nothing happens for long, the same export is imported again and again",
       {{"2026-03-10T08:00", {"2026-03-09"}},
        {"2026-04-05T08:00", {"2026-03-09"}},
        {"2026-05-02T08:00", {"2026-03-09"}}},
       {2026, 5, 1},
       "0"},
      {"the same export imported again after too long",
       {{"2026-03-10T08:00", {"2026-03-09"}}, {"2026-05-02T08:00", {"2026-03-09"}}},
       {2026, 5, 1},
       "?台账里的警情到 2026-03-09 为止，这一期的还没有导入"},
      {"a day left out between two exports",
       {{"2026-03-10T08:00", {"2026-03-09"}}, {"2026-03-12T08:00", {"2026-03-11"}}},
       {2026, 3, 10},
       "?台账里的警情从 2026-03-09 到 2026-03-11，中间没有导入 2026-03-10 的"},
      {"before all of it",
       {{"2026-03-10T08:00", {"2026-03-09"}}},
       {2026, 3, 8},
       "?台账里的警情从 2026-03-09 开始，没有这一期的"},
      {"a row of the future",
       {{"2026-03-10T08:00", {"2026-03-09", "2026-12-31"}}},
       {2026, 3, 20},
       "?台账里的警情到 2026-03-10 为止，这一期的还没有导入"},
  };
  for (const auto& one : cases) {
    INFO(one.name);
    test::LedgerFolder folder;
    for (const auto& import : one.imports) {
      std::string text = kCalls;
      for (const char* day : import.days)
        text += call("A" + std::string(day), day);
      folder.moment = import.moment;
      const FileImport done = folder.import_text("警情.csv", text);
      INFO(test::all_problems(done));
      CHECK(done.imported);
    }
    CHECK(figure(folder, kCrimes, one.day) == one.expected);
  }
}

TEST_CASE("an import of another kind, or of a file that is known, says what it can and no more") {
  test::LedgerFolder folder;
  folder.import_text("警情.csv", kCalls + call("A1", "2026-03-09"));
  folder.moment = "2026-03-12T08:00";
  folder.import_text("投诉.csv", "登记编号,登记时间,类别\nT1,2026-03-11,投诉\n");
  CHECK(figure(folder, kCrimes, {2026, 3, 11}).starts_with("?台账里的警情到 2026-03-09 为止"));
  // The platform gives the same file: nothing came since.
  CHECK(folder.import_text("警情.csv", kCalls + call("A1", "2026-03-09")).known);
  CHECK(figure(folder, kCrimes, {2026, 3, 11}) == "0");
  CHECK(figure(folder, kCrimes, {2026, 3, 9}) == "1");
  CHECK(folder.count({"警情", {}}) == 1);
}

TEST_CASE("a column that the export does not have, or that is blank, gives no zero") {
  struct Case {
    const char* name;
    std::string text;
    const char* field;
    const char* expected;
  };
  const Case cases[] = {
      {"flag", "接警编号,报警时间,警情类别\nA1,2026-03-09,刑事\n", "重复警情",
       "?台账：警情有 1 行没有填“重复”"},
      {"flag blank in one row",
       "接警编号,报警时间,警情类别,是否重复\nA1,2026-03-09,刑事,是\nA2,2026-03-09,刑事,\n", "重复警情",
       "?台账：警情有 1 行没有填“重复”"},
      {"flag blank on another day",
       "接警编号,报警时间,警情类别,是否重复\nA1,2026-03-09,刑事,是\nA2,2026-03-08,刑事,\n", "重复警情", "1"},
      {"the other columns still count", "接警编号,报警时间,警情类别\nA1,2026-03-09,刑事\n", kCrimes, "1"},
      {"no archiving time", "卷号,应归档日期\nJ1,2026-03-09\nJ2,2026-03-08\n", "卷宗.已归",
       "?台账：案卷有 1 行，导入的表里没有“归档时刻”一栏"},
      {"no archiving time, overdue", "卷号,应归档日期\nJ1,2026-03-09\nJ2,2026-03-08\n", "卷宗.超期",
       "?台账：案卷有 1 行，导入的表里没有“归档时刻”一栏"},
      {"archiving time blank", "卷号,应归档日期,归档时间\nJ1,2026-03-09,\nJ2,2026-03-08,\n", "卷宗.超期",
       "1"},
      {"due needs no archiving time", "卷号,应归档日期\nJ1,2026-03-09\n", "卷宗.应归", "1"},
      {"stock", "财物编号,数量,入库时间\nC1,1,2026-03-08\nC2,2,2026-03-09\n", "涉案财物.出库",
       "?台账：财物有 2 行，导入的表里没有“出库时刻”一栏"},
  };
  for (const auto& one : cases) {
    INFO(one.name);
    test::LedgerFolder folder;
    const FileImport done = folder.import_text("表.csv", one.text);
    INFO(test::all_problems(done));
    CHECK(done.bad == 0);
    CHECK(figure(folder, one.field, {2026, 3, 9}) == one.expected);
  }
}

TEST_CASE("a list is known as a whole or not at all") {
  test::LedgerFolder folder;
  folder.import_text("整改.csv", "整改编号,提出日期,整改事项\nZ1,2026-03-08,甲\nZ2,2026-03-09,乙\n");
  CHECK(list(folder, "整改", {2026, 3, 9}, "质态监督") == "?台账：整改有 1 行，导入的表里没有“完成日期”一栏");
  folder.import_text("整改二.csv",
                     "整改编号,提出日期,整改事项,整改期限,完成日期\nZ1,2026-03-08,甲,2026-03-08,\n"
                     "Z2,2026-03-09,乙,2026-03-20,\n");
  CHECK(list(folder, "整改", {2026, 3, 9}, "质态监督") == "2");
}

TEST_CASE("what flows in says nothing of what flows out") {
  test::LedgerFolder folder;
  folder.import(test::source_dir() / "templates/样例/台账/流入.csv");
  CHECK(list(folder, "流入件", {2026, 3, 9}, "联动协作") == "3");
  CHECK(list(folder, "流出件", {2026, 3, 9}, "联动协作") == "?台账里没有导入过流转事项（流出）");
  CHECK(figure(folder, "流出.上一日", {2026, 3, 9}, "联动协作") == "?台账里没有导入过流转事项（流出）");
  // One table for both directions covers both.
  folder.import_text("流转.csv", "方向,流转编号,时刻,对方单位,状态\n流入,A1,2026-03-09,街道,办结\n");
  CHECK(list(folder, "流出件", {2026, 3, 9}, "联动协作") == "0");
}

TEST_CASE("what is due on a day is not overdue on that day") {
  test::LedgerFolder folder;
  folder.import_text("流出.csv", "工单编号,分流时间,分流去向,办理状态,办理时限\n"
                                 "L1,2026-03-09 09:12,12345,在办,2026-03-10\n");
  const auto reading = read_ledger(form("联动协作").sources, form("联动协作").paper.schema, folder.open(),
                                   period_of_day({2026, 3, 9}));
  REQUIRE(reading);
  for (const auto& one : reading->lists)
    if (one.field == "流出件") {
      REQUIRE(one.items);
      const auto& cells = one.items->at(0).cells;
      CHECK(std::find(cells.begin(), cells.end(),
                      std::pair<std::string, std::string>("时限", "2026-03-10T24:00")) != cells.end());
    }
}

TEST_CASE("a ledger of the first version is brought up and knows its days from its rows") {
  test::LedgerFolder folder;
  folder.import_text("警情.csv", kCalls + call("A1", "2026-03-09") + call("A2", "2026-03-07"));
  test::make_first_version(folder.ledger);
  CHECK(figure(folder, kCrimes, {2026, 3, 8}) == "0");
  CHECK(figure(folder, kCrimes, {2026, 3, 7}) == "1");
  CHECK(figure(folder, kCrimes, {2026, 3, 11}).starts_with("?"));
  const auto imports = folder.open().imports();
  REQUIRE(imports);
  CHECK(imports->at(0).first == "2026-03-07");
  CHECK(imports->at(0).last == "2026-03-09");
  CHECK(imports->at(0).columns.empty());
  CHECK(folder.import_text("二.csv", kCalls + call("A3", "2026-03-10")).added == 1);
}

} // namespace fengqiao::station

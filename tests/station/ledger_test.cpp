#include "station/ledger/ledger.hpp"

#include "station/ledger/export.hpp"
#include "tests/station/ledger_fixture.hpp"

#include <fstream>

using namespace fengqiao;
using namespace fengqiao::station;
using namespace fengqiao::test;
namespace fs = std::filesystem;

namespace {

LedgerFolder& samples() {
  static LedgerFolder folder;
  static const bool filled = [] {
    for (const auto& entry : fs::directory_iterator(source_dir() / "templates/样例/台账"))
      if (entry.path().extension() == ".csv") {
        const FileImport done = folder.import(entry.path());
        INFO(entry.path() << all_problems(done));
        CHECK(done.imported);
        CHECK(done.problems.empty());
        CHECK(done.added > 0);
      }
    return true;
  }();
  (void)filled;
  return folder;
}

Condition on(const std::string& column, const std::string& day) {
  const std::string next = day.substr(0, 8) + (day.ends_with("9") ? "10" : "09");
  return {column, Match::within, {day, next}};
}

} // namespace

TEST_CASE("the sample exports give the figures of the sample reports to the digit") {
  const Ledger ledger = samples().open();
  const std::string day = "2026-03-09", before = "2026-03-08", last_year = "2025-03-09";
  const auto count = [&](const LedgerQuery& query) { return ledger.count(query).value(); };
  struct Row {
    const char* category;
    int now, before, last_year;
  };
  for (const Row& row : {Row{"刑事", 2, 3, 4},
                         {"治安", 7, 6, 9},
                         {"交通", 6, 5, 6},
                         {"纠纷", 9, 8, 8},
                         {"求助", 8, 7, 7},
                         {"非警务", 6, 5, 7}}) {
    INFO(row.category);
    const Condition is{"类别", Match::is, {row.category}};
    CHECK(count({"警情", {is, on("接报时刻", day)}}) == row.now);
    CHECK(count({"警情", {is, on("接报时刻", before)}}) == row.before);
    CHECK(count({"警情", {is, on("接报时刻", last_year)}}) == row.last_year);
  }
  CHECK(count({"警情", {on("接报时刻", day)}}) == 38);
  CHECK(count({"警情", {on("接报时刻", before)}}) == 34);
  CHECK(count({"警情", {on("接报时刻", last_year)}}) == 41);
  CHECK(count({"警情", {on("接报时刻", day), {"重复", Match::is, {"是"}}}}) == 2);
  CHECK(count({"警情", {on("接报时刻", day), {"反馈超时", Match::is, {"是"}}}}) == 1);

  const Condition adm{"类别", Match::is, {"行政"}}, crim{"类别", Match::is, {"刑事"}};
  for (const auto& [date, accepted, done, filed] :
       {std::tuple(day, 3, 2, 1), std::tuple(before, 2, 2, 1), std::tuple(last_year, 4, 3, 2)}) {
    INFO(date);
    CHECK(count({"案件", {adm, on("受理时刻", date)}}) == accepted);
    CHECK(count({"案件", {adm, on("办结时刻", date)}}) == done);
    CHECK(count({"案件", {crim, on("立案时刻", date)}}) == filed);
  }
  CHECK(count({"案件", {on("移送时刻", day)}}) == 1);
  CHECK(count({"案件", {on("受理时刻", day), {"民生小案", Match::is, {"是"}}}}) == 2);
  CHECK(count({"人员", {on("时刻", day), {"措施", Match::is, {"传唤"}}}}) == 4);
  CHECK(count({"人员", {on("时刻", day), {"措施", Match::is, {"行政处罚"}}}}) == 2);
  CHECK(count({"人员", {on("时刻", day), {"措施", Match::is, {"刑事拘留"}}}}) == 0);

  const auto pieces = [&](std::vector<Condition> where) {
    return ledger.sum({"财物", std::move(where)}, "件数").value().value;
  };
  CHECK(pieces({on("入库时刻", day)}) == 5);
  CHECK(pieces({on("出库时刻", day)}) == 2);
  CHECK(pieces({on("异常时刻", day)}) == 0);
  CHECK(pieces({{"入库时刻", Match::within, {"", day}}, {"出库时刻", Match::open_at, {day}}}) == 31);
  CHECK(pieces({{"入库时刻", Match::within, {"", "2026-03-10"}},
                {"出库时刻", Match::open_at, {"2026-03-10"}}}) == 34);
  CHECK(count({"案卷", {on("应归日期", day)}}) == 6);
  CHECK(count({"案卷", {on("应归日期", day), {"归档时刻", Match::filled}}}) == 5);
  CHECK(count({"案卷",
               {{"应归日期", Match::within, {"", day}}, {"归档时刻", Match::open_at, {"2026-03-10"}}}}) == 0);
  CHECK(count({"投诉举报", {on("时刻", day), {"类别", Match::is, {"投诉"}}}}) == 1);
  CHECK(count({"投诉举报", {on("时刻", day), {"类别", Match::is, {"举报"}}}}) == 0);

  const Condition out{"方向", Match::is, {"流出"}}, in{"方向", Match::is, {"流入"}};
  CHECK(ledger.count_by({"流转事项", {out, on("时刻", day)}}, "来源").value() ==
        std::vector<std::pair<std::string, std::int64_t>>{{"接处警", 6}, {"自行发现", 1}});
  CHECK(ledger.count_by({"流转事项", {out, on("时刻", day)}}, "状态").value() ==
        std::vector<std::pair<std::string, std::int64_t>>{{"办理中", 2}, {"办结", 4}, {"退回", 1}});
  CHECK(ledger.count_by({"流转事项", {out, on("时刻", day)}}, "对方单位").value() ==
        std::vector<std::pair<std::string, std::int64_t>>{
            {"12345", 3}, {"城管", 1}, {"市场监管", 1}, {"街道", 2}});
  CHECK(count({"流转事项", {out, on("时刻", before)}}) == 5);
  CHECK(count({"流转事项", {out, on("时刻", last_year)}}) == 7);
  CHECK(count({"流转事项", {in, on("时刻", day)}}) == 3);
  CHECK(count({"流转事项", {in, on("时刻", day), {"状态", Match::is, {"办结"}}}}) == 2);
  CHECK(count({"流转事项", {out, on("时刻", day), {"时限", Match::within, {"", "2026-03-10"}}}}) == 0);

  CHECK(count({"巡查问题", {on("发现时刻", day), {"类别", Match::is, {"突出问题"}}}}) == 1);
  CHECK(count({"巡查问题", {on("发现时刻", day), {"类别", Match::is, {"管理盲区"}}}}) == 1);
  for (const auto& [column, total] :
       {std::pair("应有", 120), std::pair("完好", 118), std::pair("维修", 2), std::pair("待报废", 0)})
    CHECK(ledger.sum({"装备", {on("日期", day)}}, column).value().value == total);
  CHECK(ledger.sum_by({"绩效", {on("日期", day)}}, "类别", "分值").value() ==
        std::vector<std::pair<std::string, Rational>>{{"加分", Rational(3, 2)}, {"扣分", Rational(1)}});
  CHECK(count({"整改", {on("提出日期", day)}}) == 2);
  CHECK(count({"整改", {on("提出日期", before), {"完成日期", Match::filled}}}) == 3);
  for (const auto& [item, total] :
       {std::pair("视频巡查轮次", 12), std::pair("应巡点位", 66), std::pair("在线点位", 64),
        std::pair("支撑现场执法", 5), std::pair("支撑案件侦查", 2), std::pair("请求支援", 2),
        std::pair("按时响应", 2)})
    CHECK(ledger.sum({"日计数", {on("日期", day), {"项目", Match::is, {item}}}}, "数").value().value ==
          total);
}

TEST_CASE("the rows behind a number name the file and the line that they came from") {
  const auto rows =
      samples().open().rows({"警情", {on("接报时刻", "2026-03-09"), {"反馈超时", Match::is, {"是"}}}});
  REQUIRE(rows);
  REQUIRE(rows->size() == 1);
  CHECK(rows->at(0).file == "警情.csv");
  CHECK(rows->at(0).line == 94);
  CHECK(rows->at(0).cells[0] == "JQ20260309018");
}

TEST_CASE("a question about what the ledger does not have says what it has") {
  const Ledger ledger = samples().open();
  CHECK(ledger.count({"案情", {}}).error().hint.find("警情、案件") != std::string::npos);
  CHECK(ledger.count({"警情", {{"姓名", Match::filled}}}).error().hint.find("接报时刻") != std::string::npos);
  CHECK(ledger.count({"警情", {{"类别", Match::is, {"大案"}}}}).error().message.find("认不出的值") !=
        std::string::npos);
  CHECK_FALSE(ledger.sum({"警情", {}}, "类别"));
  CHECK_FALSE(ledger.count({"警情", {{"类别", Match::within, {"a", "b"}}}}));
  const LedgerFolder none;
  CHECK(Ledger::open(none.ledger).error().code == ErrorCode::not_found);
}

TEST_CASE(
    "blank is not 0: a sum counts the rows without a value apart, and never imported is told from none") {
  LedgerFolder folder;
  folder.import_text("装备.csv", "日期,名称,应有,完好,维修,待报废\n2026-03-09,甲,1,1,0,0\n");
  const auto state = folder.open().state("装备").value();
  CHECK(state.rows == 1);
  CHECK(state.imports == 1);
  CHECK(state.first == "2026-03-09");
  CHECK(folder.open().state("警情").value().imports == 0);
  folder.import_text("警情.csv", "编号,接报时刻,类别\n");
  CHECK(folder.open().state("警情").value().imports == 1);
  CHECK(folder.open().state("警情").value().rows == 0);
  CHECK(folder.open().sum({"装备", {}}, "应有").value().blanks == 0);
}

TEST_CASE("an export opens in WPS, runs no formula, and is taken back without a change") {
  LedgerFolder folder;
  const char* const starts[] = {"=1+1",  "+1+1", "-1+1", "@SUM(A1)", "＝1+1",
                                "＋1+1", "－甲", "＠甲", "'=1",      "=cmd|' /C calc'!A0"};
  std::string text = "绩效编号,日期,类别,分值,事由\n";
  int n = 0;
  for (const char* start : starts)
    text += "J" + std::to_string(++n) + ",2026-03-09,扣分,-0.50,\"" + start + "\"\n";
  REQUIRE(folder.import_text("绩效.csv", text).added == n);
  const std::string csv = export_csv(folder.open(), {"绩效", {}}).value();
  CHECK(csv.starts_with("\xEF\xBB\xBF编号,日期,"));
  CHECK(csv.find(",-0.50,") != std::string::npos);
  CHECK(std::count(csv.begin(), csv.end(), '\n') == std::count(csv.begin(), csv.end(), '\r'));
  for (const char* run : {",=", ",+", ",@", ",-1", ",\"=", ",＝", ",＋", ",－", ",＠"}) {
    INFO(csv);
    CHECK(csv.find(run) == std::string::npos);
  }
  const FileImport back = folder.import_text("回.csv", csv);
  INFO(all_problems(back));
  CHECK(back.same == n);
  CHECK(back.changed == 0);
}

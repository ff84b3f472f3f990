// The day's reports from the ledger: the worked sample to the digit, and what is wrong with a day told apart.
#include "core/file.hpp"
#include "core/limits.hpp"
#include "render/fill.hpp"
#include "station/daily/day_check.hpp"
#include "tests/station/daily_fixture.hpp"
#include "tests/station/ledger_fixture.hpp"
#include "tests/support/edit.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

namespace fengqiao::station {
namespace {

namespace fs = std::filesystem;

using test::form;
using test::forms;
using test::library;
using test::templates;

bool has(const Errors& errors, std::string_view words) {
  return std::any_of(errors.begin(), errors.end(),
                     [&](const Error& error) { return to_text(error).find(words) != std::string::npos; });
}

constexpr Date day{2026, 3, 9};

// A station whose ledger holds the sample exports.
struct Station {
  test::LedgerFolder ledger;
  Workspace workspace = test::sample_workspace(ledger.folder.path());
  std::vector<CrossCheck> cross_checks;
  std::optional<Ledger> opened;

  Station() {
    for (const auto& entry : fs::directory_iterator(templates / "样例/台账"))
      if (entry.path().extension() == ".csv") ledger.import(entry.path());
    workspace.number_word = "示日";
    auto loaded = load_cross_checks(forms());
    REQUIRE(loaded);
    cross_checks = std::move(*loaded);
    opened.emplace(ledger.open());
  }

  [[nodiscard]] DayTools tools() const {
    DayTools out{&forms(), &cross_checks, &workspace, &*opened, {}};
    out.context.templates = &library();
    return out;
  }

  // The prepared record with what the clerk adds.
  [[nodiscard]] std::string filled(const std::string& name) const {
    auto prepared = prepare_day(form(name), workspace, &*opened, day, false);
    REQUIRE(prepared);
    CHECK(prepared->unknown.empty());
    std::string text = prepared->text;
    put(text, "填报:", "样例");
    put(text, "值班所领导:", "样例");
    put(text, "提交时刻:", "2026-03-10T07:52");
    put(text, "审定时刻:", "2026-03-10T08:10");
    test::replace(text, "状态: 草稿", "状态: 待审");
    if (name == "质态监督")
      put(text, "\n质态问题:", "[{环节: 警, 事由: 反馈超时, 责任岗: 社区岗, 时限: 当日}]");
    if (name == "联动协作") put(text, "\n突出问题:", "无");
    return text;
  }
  static void put(std::string& text, const std::string& key, const std::string& value) {
    const auto at = text.find(key);
    REQUIRE(at != std::string::npos);
    const auto end = text.find('\n', at + key.size());
    text.replace(at, end - at, key + " " + value);
  }
  void write(const std::string& name, const std::string& text) const {
    (void)ledger.folder.write("记录/2026-03-09/" + name + ".yaml", text);
  }
  void write_all() const {
    for (const auto& one : forms())
      write(one.name, filled(one.name));
  }
  [[nodiscard]] DayCheck check() const { return check_day(tools(), day); }
};

const ReportCheck& report_of(const DayCheck& check, const std::string& name) {
  const auto at = std::find_if(check.reports.begin(), check.reports.end(),
                               [&](const ReportCheck& report) { return report.name == name; });
  REQUIRE(at != check.reports.end());
  return *at;
}

TEST_CASE("the three reports come in their order, each with its sources in the ledger") {
  REQUIRE(forms().size() == 3);
  CHECK(forms()[0].name == "质态监督");
  CHECK(forms()[1].name == "联动协作");
  CHECK(forms()[2].name == "支撑保障");
  for (const auto& one : forms())
    CHECK_FALSE(one.sources.figures.empty());
}

TEST_CASE("the worked sample comes out of the sample exports to the digit") {
  const Station station;
  station.write_all();
  const DayCheck checked = station.check();
  for (const auto& report : checked.reports) {
    for (const auto& problem : report.problems)
      UNSCOPED_INFO(to_text(problem));
    CHECK(report.problems.empty());
    CHECK_FALSE(report.late);
  }
  CHECK(checked.problems.empty());
  CHECK(checked.warnings.empty());
  const std::vector<std::tuple<std::string, std::string, std::string>> expected{
      {"质态监督", "接报警.刑事.环比", "−33.33%"},
      {"质态监督", "接报警.刑事.同比", "−50.00%"},
      {"质态监督", "接报警.治安.环比", "+16.67%"},
      {"质态监督", "接报警.治安.同比", "−22.22%"},
      {"质态监督", "接报警.交通.环比", "+20.00%"},
      {"质态监督", "接报警.交通.同比", "0.00%"},
      {"质态监督", "接报警.纠纷.环比", "+12.50%"},
      {"质态监督", "接报警.纠纷.同比", "+12.50%"},
      {"质态监督", "接报警.求助.环比", "+14.29%"},
      {"质态监督", "接报警.求助.同比", "+14.29%"},
      {"质态监督", "接报警.非警务.环比", "+20.00%"},
      {"质态监督", "接报警.非警务.同比", "−14.29%"},
      {"质态监督", "接报警.合计.本期", "38"},
      {"质态监督", "接报警.合计.上一日", "34"},
      {"质态监督", "接报警.合计.上年同日", "41"},
      {"质态监督", "接报警.合计.环比", "+11.76%"},
      {"质态监督", "接报警.合计.同比", "−7.32%"},
      {"质态监督", "重复警情占比", "5.26%"},
      {"质态监督", "处警反馈超时", "1"},
      {"质态监督", "案件.受理行政案件.本期", "3"},
      {"质态监督", "案件.办结行政案件.本期", "2"},
      {"质态监督", "案件.刑事立案.本期", "1"},
      {"质态监督", "案件.移送警种", "1"},
      {"质态监督", "案件.民生小案", "2"},
      {"质态监督", "人员.传唤", "4"},
      {"质态监督", "人员.行政处罚", "2"},
      {"质态监督", "人员.刑事拘留", "0"},
      {"质态监督", "涉案财物.上日结存", "31"},
      {"质态监督", "涉案财物.结存", "34"},
      {"质态监督", "涉案财物.异常", "0"},
      {"质态监督", "卷宗.归档率", "83.33%"},
      {"质态监督", "卷宗.超期", "0"},
      {"质态监督", "投诉举报.投诉", "1"},
      {"质态监督", "投诉举报.举报", "0"},
      {"质态监督", "绩效.加分", "1.5"},
      {"质态监督", "绩效.扣分", "1.0"},
      {"质态监督", "绩效.净值", "+0.5"},
      {"质态监督", "整改数.建议", "2"},
      {"质态监督", "整改数.上日", "3"},
      {"质态监督", "整改数.上日已改", "3"},
      {"质态监督", "编号", "示日〔2026〕69号"},
      {"质态监督", "零报告", "否"},
      {"联动协作", "流出.件数", "7"},
      {"联动协作", "流出.接处警", "6"},
      {"联动协作", "流出.自行发现", "1"},
      {"联动协作", "流出.办结", "4"},
      {"联动协作", "流出.办理中", "2"},
      {"联动协作", "流出.退回", "1"},
      {"联动协作", "流出.办结率", "57.14%"},
      {"联动协作", "流出.超时", "0"},
      {"联动协作", "流出.环比", "+40.00%"},
      {"联动协作", "流出.同比", "0.00%"},
      {"联动协作", "流入.件数", "3"},
      {"联动协作", "流入.办结率", "66.67%"},
      {"支撑保障", "巡查.在线率", "96.97%"},
      {"支撑保障", "支撑.现场执法.本期", "5"},
      {"支撑保障", "支撑.案件侦查.本期", "2"},
      {"支撑保障", "支撑.响应率", "100.00%"},
      {"支撑保障", "装备.完好率", "98.33%"},
      {"支撑保障", "治安问题数", "1"},
      {"支撑保障", "盲区数", "1"},
      {"支撑保障", "零报告", "否"},
  };
  for (const auto& [name, field, printed] : expected) {
    INFO(name << " " << field);
    const render::Value* value = report_of(checked, name).prepared.values.at_path(field);
    REQUIRE(value != nullptr);
    CHECK(render::printed(*value) == printed);
  }
}

TEST_CASE("each fault of a day is told from the others") {
  struct Case {
    std::string name, report, from, to;
    std::string words; // in the problems or warnings
    bool problem;
    ReportState state;
  };
  const auto notable = ReportState::notable;
  const std::vector<Case> cases{
      {"a total that its parts do not give", "质态监督", "接报警:  # 必填；接报警情",
       "接报警:\n  合计: {本期: 40}", "填的是“40”，算得“38”", true, notable},
      {"states that do not add up to the number", "联动协作", "流出:  # 必填；流出合计", "流出:\n  件数: 8",
       "填的是“8”，算得“7”", true, notable},
      {"the other report counts differently", "联动协作", "    来源: 接处警", "    来源: 走访",
       "非警务警情数，与联动协作来源为“接处警”的流出件数不等", false, notable},
      {"equipment that does not balance", "支撑保障", "维修: 2", "维修: 1",
       "装备完好、维修、待报废之和与应有数不符", true, notable},
      {"submitted after hand-over", "支撑保障", "提交时刻: 2026-03-10T07:52", "提交时刻: 2026-03-10T08:31",
       "迟报", false, notable},
      {"a count left blank", "质态监督", "刑事拘留: 0", "刑事拘留:", "“人员.刑事拘留”没有填写", true,
       ReportState::incomplete},
      {"a figure that the ledger does not have", "质态监督", "刑事: [2, 3, 4]", "刑事: [3, 3, 4]",
       "“接报警.刑事.本期”填的是“3”，台账里是“2”", true, notable},
      {"an item that the ledger does not have", "联动协作", "编号: LC2026030907", "编号: LC2026030999",
       "“LC2026030999”，台账里没有", true, notable},
      {"a state that the ledger does not have", "联动协作", "状态: 退回", "状态: 办结",
       "“LC2026030906”的状态是“办结”，台账里是“退回”", true, notable},
      {"another station's report", "支撑保障", "单位: 示例县公安局城关派出所", "单位: 示例县公安局河湾派出所",
       "两份日报的单位不同", true, notable},
  };
  const Station station;
  for (const auto& one : cases) {
    INFO(one.name);
    station.write_all();
    std::string text = station.filled(one.report);
    test::replace(text, one.from, one.to);
    station.write(one.report, text);
    const DayCheck checked = station.check();
    const ReportCheck& report = report_of(checked, one.report);
    Errors found = one.problem ? report.problems : report.warnings;
    const Errors& between = one.problem ? checked.problems : checked.warnings;
    found.insert(found.end(), between.begin(), between.end());
    for (const auto& error : found)
      UNSCOPED_INFO(to_text(error));
    CHECK(has(found, one.words));
    if (one.name != "the other report counts differently" &&
        one.name != "states that do not add up to the number")
      CHECK(report.state == (one.report == "联动协作" ? ReportState::nothing_notable : one.state));
    CHECK(report.late == (one.name == "submitted after hand-over"));
  }
}

TEST_CASE("a report that is not there is 漏报, not a zero report") {
  const Station station;
  station.write_all();
  fs::remove(station.workspace.records / "2026-03-09/联动协作.yaml");
  const DayCheck checked = station.check();
  const ReportCheck& missing = report_of(checked, "联动协作");
  CHECK(missing.state == ReportState::missing);
  CHECK(has(missing.problems, "漏报：没有2026年3月9日的联动协作日报"));
}

TEST_CASE("a day on which nothing moved gives 无 and 0, and is told to be all zero") {
  Station station;
  station.ledger.moment = "2026-03-12T07:30";
  for (const char* name : {"流出.csv", "流入.csv"})
    CHECK(station.ledger.import(templates / "样例/台账" / name).known);
  const Date quiet{2026, 3, 11};
  auto prepared = prepare_day(form("联动协作"), station.workspace, &*station.opened, quiet, false);
  REQUIRE(prepared);
  std::string text = prepared->text;
  CHECK(text.find("流出件: 无  # 台账：流转事项0行") != std::string::npos);
  Station::put(text, "填报:", "样例");
  Station::put(text, "值班所领导:", "样例");
  Station::put(text, "提交时刻:", "2026-03-12T07:52");
  Station::put(text, "\n突出问题:", "无");
  const auto file = station.ledger.folder.write("记录/2026-03-11/联动协作.yaml", text);
  const ReportCheck checked = check_report(station.tools(), form("联动协作"), file);
  for (const auto& problem : checked.problems)
    UNSCOPED_INFO(to_text(problem));
  CHECK(checked.problems.empty());
  CHECK(checked.state == ReportState::all_zero);
}

TEST_CASE("what the ledger does not know stays empty and is not 0") {
  const Station station;
  const auto before = prepare_day(form("质态监督"), station.workspace, &*station.opened, {2025, 3, 9}, false);
  REQUIRE(before);
  CHECK(before->text.find("台账里的警情从 2025-03-09 开始，没有这一期的") != std::string::npos);
  CHECK(before->text.find("刑事: [4]") != std::string::npos);
  const auto later = prepare_day(form("支撑保障"), station.workspace, &*station.opened, {2026, 3, 10}, false);
  REQUIRE(later);
  CHECK(later->text.find("应有:  # 台账里的装备到 2026-03-09 为止，这一期的还没有导入") != std::string::npos);
  const auto none = prepare_day(form("支撑保障"), station.workspace, nullptr, day, false);
  REQUIRE(none);
  CHECK(none->filled == 0);
}

// The typed values of a record's text.
render::Value values_of(const Station& station, const std::string& name, const std::string& text) {
  const auto file = station.ledger.folder.write("记录/" + name + ".yaml", text);
  auto prepared = prepare(file, station.tools().context);
  REQUIRE(prepared);
  for (const auto& problem : prepared->problems)
    UNSCOPED_INFO(to_text(problem));
  REQUIRE_FALSE(prepared->values.is_null());
  return prepared->values;
}

TEST_CASE("24:00 is the 0:00 of the next day, wherever it stands") {
  const Station station;
  std::string text = station.filled("质态监督");
  test::replace(text, "2026-03-10T00:00", "2026-03-09T24:00");
  const auto period = period_of(values_of(station, "质态监督", text));
  REQUIRE(period);
  CHECK(*period == period_of_day(day));
  station.write_all();
  station.write("质态监督", text);
  const DayCheck checked = station.check();
  for (const auto& problem : report_of(checked, "质态监督").problems)
    UNSCOPED_INFO(to_text(problem));
  CHECK(report_of(checked, "质态监督").problems.empty());
}

TEST_CASE("a record is renewed for its own period") {
  const Station station;
  std::string text = station.filled("质态监督");
  test::replace(text, "统计时段: [2026-03-09T00:00, 2026-03-10T00:00]",
                "统计时段: [2026-03-09T08:30, 2026-03-10T08:30]");
  const render::Value kept = values_of(station, "质态监督", text);
  const auto renewed = prepare_day(form("质态监督"), station.workspace, &*station.opened, day, false, &kept);
  REQUIRE(renewed);
  // Of the calls of 9 March, those from 08:30 on.
  const auto later =
      station.opened->count({"警情",
                             {{"类别", Match::is, {"治安"}},
                              {"接报时刻", Match::within, {"2026-03-09T08:30", "2026-03-10T08:30"}}}});
  REQUIRE(later);
  CHECK(*later < 7);
  CHECK(renewed->text.find("治安: [" + std::to_string(*later) + ",") != std::string::npos);
  CHECK(renewed->text.find("2026年3月9日08:30") != std::string::npos);
}

TEST_CASE("lists are renewed by number, what the clerk added stays") {
  Station station;
  std::string text = station.filled("联动协作");
  test::replace(text, "编号: LC2026030907", "编号: LC2026030999"); // one that only the record has
  const render::Value kept = values_of(station, "联动协作", text);
  station.ledger.import_text("流出二.csv",
                             "工单编号,分流时间,事项来源,事项,事项类别,分流去向,办理状态,办理时限\n"
                             "LC2026030901,2026-03-09 09:12,110警情,改过的事项,噪声,12345,退回,2026-03-16\n"
                             "LC2026030908,2026-03-09 19:12,110警情,噪声,噪声,12345,在办,2026-03-16\n");
  const auto renewed = prepare_day(form("联动协作"), station.workspace, &*station.opened, day, false, &kept);
  REQUIRE(renewed);
  const render::Value now = values_of(station, "联动协作", renewed->text);
  const render::Value* items = now.find("流出件");
  REQUIRE(items != nullptr);
  CHECK(items->items.size() == 9);
  const auto item = [&](const std::string& id) -> const render::Value& {
    return *std::find_if(items->items.begin(), items->items.end(),
                         [&](const render::Value& one) { return one.find("编号")->text == id; });
  };
  CHECK(item("LC2026030901").find("状态")->text == "退回");
  CHECK(item("LC2026030901").find("事项")->text == "改过的事项");
  CHECK(item("LC2026030901").find("反馈") != nullptr); // blank in the newer export
  CHECK(item("LC2026030901").find("时限")->text == "2026年3月16日24:00");
  CHECK(item("LC2026030999").find("事项") != nullptr);
  CHECK(item("LC2026030908").find("状态")->text == "办理中");
  CHECK(renewed->text.find("台账：流转事项8行；新增2件；更新1件") != std::string::npos);
}

TEST_CASE("a list without numbers is filled where it was 无, else only compared") {
  const Station station;
  std::string text = station.filled("支撑保障");
  const auto renewed = [&](const std::string& record) {
    const render::Value kept = values_of(station, "支撑保障", record);
    auto prepared = prepare_day(form("支撑保障"), station.workspace, &*station.opened, day, false, &kept);
    REQUIRE(prepared);
    return prepared->text;
  };
  std::string none = text;
  const auto from = none.find("\n治安问题:"), to = none.find("\n支撑:");
  REQUIRE(from != std::string::npos);
  REQUIRE(to != std::string::npos);
  none.replace(from, to - from, "\n治安问题: 无");
  CHECK(renewed(none).find("步行街口") != std::string::npos);
  test::replace(
      none, "\n治安问题: 无",
      "\n治安问题: [{时间: 甲, 点位: 乙, 情形: 丙, 处置: 丁}, {时间: 甲, 点位: 乙, 情形: 丙, 处置: 丁}]");
  const std::string kept = renewed(none);
  CHECK(kept.find("步行街口") == std::string::npos);
  CHECK(kept.find("台账：巡查问题1行，这里2行，请对照") != std::string::npos);
}

TEST_CASE("the times in the head of a report fit each other") {
  struct Case {
    const char *report, *from, *to, *words;
  };
  const Case cases[] = {
      {"质态监督", "2026-03-09T00:00, 2026-03-10T00:00", "2026-03-09T00:00, 2026-03-09T00:00",
       "统计时段没有长度"},
      {"联动协作", "2026-03-09T00:00, 2026-03-10T00:00", "2026-03-10T00:00, 2026-03-09T00:00",
       "统计时段没有长度"},
      {"支撑保障", "交班时刻: 2026-03-10T08:30", "交班时刻: 2026-04-10T08:30",
       "交班比统计时段的止晚了一天以上"},
      {"质态监督", "交班时刻: 2026-03-10T08:30", "交班时刻: 2026-03-09T08:30", "交班早于统计时段的止"},
  };
  const Station station;
  for (const auto& one : cases) {
    INFO(one.report << " " << one.to);
    station.write_all();
    std::string text = station.filled(one.report);
    test::replace(text, one.from, one.to);
    station.write(one.report, text);
    CHECK(has(report_of(station.check(), one.report).problems, one.words));
  }
}

TEST_CASE("of two records of one report, the one that is not read is named") {
  const Station station;
  station.write_all();
  (void)station.ledger.folder.write("记录/2026-03-09/质态监督.csv", "栏目,填写\n");
  CHECK(has(report_of(station.check(), "质态监督").warnings, "旁边还有 质态监督.csv"));
}

TEST_CASE("periods: the day before, the same day of last year, 29 February against the 28th") {
  const auto shift = [](const Date& date, PeriodName name) {
    return to_iso(shifted(period_of_day(date), name).start.date);
  };
  CHECK(shift({2026, 3, 9}, PeriodName::previous) == "2026-03-08");
  CHECK(shift({2026, 1, 1}, PeriodName::previous) == "2025-12-31");
  CHECK(shift({2026, 3, 9}, PeriodName::last_year) == "2025-03-09");
  CHECK(shift({2028, 2, 29}, PeriodName::last_year) == "2027-02-28");
  const Period shiftwork{{{2026, 3, 9}, 8, 30}, {{2026, 3, 10}, 8, 30}};
  CHECK(shifted(shiftwork, PeriodName::previous) == Period{{{2026, 3, 8}, 8, 30}, {{2026, 3, 9}, 8, 30}});
  CHECK(shifted(shiftwork, PeriodName::last_year) == Period{{{2025, 3, 9}, 8, 30}, {{2025, 3, 10}, 8, 30}});
}

TEST_CASE("faults in ledger.yaml are told with their lines, all at once") {
  const test::TemporaryFolder folder;
  folder.write("ledger.yaml",
               "figures:\n"
               "  - {field: 接报警.刑事, kind: 案情, where: {接报时刻: 期内}}\n"
               "  - {field: 接报警.刑事, kind: 警情, where: {接报时刻: 昨天}}\n"
               "  - {field: 接报警.抢劫, kind: 警情, where: {接报时刻: 期内}}\n"
               "  - {field: 重复警情, kind: 警情, where: {类别: 抢劫}}\n"
               "  - {field: 质态问题数, kind: 警情, where: {接报时刻: 期内}}\n"
               "lists:\n"
               "  - {field: 整改, kind: 整改, where: {提出日期: 期内}, items: {事项: 事由}}\n");
  const auto loaded = load_ledger_sources(folder.path(), form("质态监督").paper.schema);
  REQUIRE_FALSE(loaded);
  for (const char* words :
       {":2:5: 台账里没有“案情”", ":3:", "要用表示时间的词", ":4:5: schema.yaml 里没有栏目“接报警.抢劫”",
        "没有“抢劫”这个值", "由程序计算，不从台账取", "“整改”没有“事由”这一栏"}) {
    INFO(words);
    CHECK(has(loaded.error(), words));
  }
}

} // namespace
} // namespace fengqiao::station

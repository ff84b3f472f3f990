// Weeks, months and any days rolled up: of one station, and of a county.
#include "core/file.hpp"
#include "render/csv.hpp"
#include "station/paperwork.hpp"
#include "station/rollup/find_stations.hpp"
#include "station/rollup/report.hpp"
#include "tests/station/daily_fixture.hpp"
#include "tests/support/edit.hpp"
#include "tests/support/temporary.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

namespace fengqiao::station {
namespace {

namespace fs = std::filesystem;

using test::all_replaced;
using test::forms;
using test::library;
using test::templates;

const RollupPlan& plan() {
  static const RollupPlan shipped = [] {
    const auto loaded = load_rollup_plan(forms());
    for (const auto& error : loaded ? Errors() : loaded.error())
      UNSCOPED_INFO(to_text(error));
    REQUIRE(loaded);
    return *loaded;
  }();
  return shipped;
}

const std::string kReports[] = {"质态监督", "联动协作", "支撑保障"};

Date date(const char* text) {
  return *parse_date(text);
}

// The worked sample, moved to another day.
std::string sample(const std::string& report, const Date& day) {
  const std::string text = test::slurp(templates / "日报" / report / "sample.yaml");
  return all_replaced(all_replaced(text, "2026-03-10", to_iso(next_day(day))), "2026-03-09", to_iso(day));
}

// A folder of stations.
struct County {
  test::TemporaryFolder folder;

  [[nodiscard]] fs::path station(const std::string& name) const {
    folder.write(name + "/派出所.yaml", "名称: 示例县公安局" + name +
                                            "派出所\n类别: 城区\n上级: 示例县公安局\n交班时刻: \"08:30\"\n");
    return folder.path() / name;
  }
  // With an approval where `approved`.
  void write(const std::string& station, const Date& day, const std::string& report, const std::string& text,
             bool approved = true) const {
    const fs::path file = folder.write(station + "/记录/" + to_iso(day) + "/" + report + ".yaml", text);
    if (!approved) return;
    Approval approval;
    approval.record_digest = file_digest(file).value();
    approval.by = "样例";
    approval.at = {next_day(day), 8, 10};
    approval.paper = report + ".pdf";
    approval.paper_digest = std::string(64, '0');
    REQUIRE(
        write_file_atomically(approval_file(file), approval_text({file.filename().string(), approval, {}})));
  }
  void write_day(const std::string& station, const Date& day) const {
    for (const auto& report : kReports)
      write(station, day, report, sample(report, day));
  }
  [[nodiscard]] CountyRollup roll_up(const std::vector<std::string>& stations, const Span& span,
                                     std::size_t threads = 1) const {
    std::vector<fs::path> folders;
    folders.reserve(stations.size());
    for (const auto& name : stations)
      folders.push_back(folder.path() / name);
    return roll_up_all(tools(), folders, span, threads);
  }
  [[nodiscard]] RollupTools tools() const { return {&forms(), &plan(), now}; }
  DateTime now{{2026, 4, 20}, 9, 0};
};

const FigureTotal& figure(const CountyRollup& rollup, const std::string& name) {
  for (std::size_t i = 0; i < plan().figures.size(); ++i)
    if (plan().figures[i].name == name) return rollup.figures[i];
  FAIL("no figure " << name);
  return rollup.figures.front();
}

std::string value(const FigureTotal& total) {
  return total.value ? to_plain(*total.value) : "—";
}

std::string rate(const CountyRollup& rollup, const std::string& name) {
  for (const auto& one : plan().rates)
    if (one.name == name) return rate_texts(one, rollup.figures)[0];
  return "?";
}

// The sample submitted a minute after hand-over, and approved after that.
std::string late_sample(const std::string& report, const Date& day) {
  return all_replaced(all_replaced(sample(report, day), "T07:52", "T08:31"), "T08:10", "T08:40");
}

} // namespace

TEST_CASE("a roll-up's days, the days before and those of last year") {
  struct Row {
    Span span;
    const char *first, *last, *before_first, *before_last, *year_first, *year_last, *words;
  };
  const Span days{SpanKind::days, date("2026-03-01"), date("2026-03-10")};
  const Span leap{SpanKind::days, date("2024-02-29"), date("2024-02-29")};
  const Row rows[] = {
      {week_of(date("2026-03-09")), "2026-03-09", "2026-03-15", "2026-03-02", "2026-03-08", "2025-03-09",
       "2025-03-15", "2026年3月9日至3月15日"},
      {week_of(date("2026-03-15")), "2026-03-09", "2026-03-15", "2026-03-02", "2026-03-08", "2025-03-09",
       "2025-03-15", "2026年3月9日至3月15日"},
      {week_of(date("2026-01-01")), "2025-12-29", "2026-01-04", "2025-12-22", "2025-12-28", "2024-12-29",
       "2025-01-04", "2025年12月29日至2026年1月4日"},
      {month_of(date("2026-03-09")), "2026-03-01", "2026-03-31", "2026-02-01", "2026-02-28", "2025-03-01",
       "2025-03-31", "2026年3月"},
      {month_of(date("2024-02-29")), "2024-02-01", "2024-02-29", "2024-01-01", "2024-01-31", "2023-02-01",
       "2023-02-28", "2024年2月"},
      {days, "2026-03-01", "2026-03-10", "2026-02-19", "2026-02-28", "2025-03-01", "2025-03-10",
       "2026年3月1日至3月10日"},
      {leap, "2024-02-29", "2024-02-29", "2024-02-28", "2024-02-28", "2023-02-28", "2023-02-28",
       "2024年2月29日"},
  };
  for (const Row& row : rows) {
    INFO(row.words);
    CHECK(to_iso(row.span.first) == row.first);
    CHECK(to_iso(row.span.last) == row.last);
    CHECK(to_iso(previous_span(row.span).first) == row.before_first);
    CHECK(to_iso(previous_span(row.span).last) == row.before_last);
    CHECK(to_iso(last_year_span(row.span).first) == row.year_first);
    CHECK(to_iso(last_year_span(row.span).last) == row.year_last);
    CHECK(to_chinese(row.span) == row.words);
  }
}

TEST_CASE("the worked sample rolled up over its one day keeps its figures to the digit") {
  const County county;
  (void)county.station("城关");
  county.write_day("城关", date("2026-03-09"));
  const auto rollup = county.roll_up({"城关"}, {SpanKind::days, date("2026-03-09"), date("2026-03-09")});
  REQUIRE(rollup.stations.size() == 1);
  const struct {
    const char *name, *value, *mom, *yoy;
  } rows[] = {{"接报警情", "38", "+11.76%", "−7.32%"},   {"刑事警情", "2", "−33.33%", "−50.00%"},
              {"治安警情", "7", "+16.67%", "−22.22%"},   {"交通警情", "6", "+20.00%", "0.00%"},
              {"纠纷警情", "9", "+12.50%", "+12.50%"},   {"求助警情", "8", "+14.29%", "+14.29%"},
              {"非警务警情", "6", "+20.00%", "−14.29%"}, {"流出件", "7", "+40.00%", "0.00%"},
              {"涉案财物结存", "34", "—", "—"}};
  for (const auto& row : rows) {
    INFO(row.name);
    CHECK(value(figure(rollup, row.name)) == row.value);
    CHECK(figure(rollup, row.name).month_on_month() == row.mom);
    CHECK(figure(rollup, row.name).year_on_year() == row.yoy);
  }
  CHECK(rate(rollup, "重复警情占比") == "5.26%");
  CHECK(rate(rollup, "归档率") == "83.33%");
  CHECK(rate(rollup, "流出办结率") == "57.14%");
  CHECK(rate(rollup, "流入办结率") == "66.67%");
  CHECK(rate(rollup, "装备完好率") == "98.33%");
  CHECK(rollup.total.completeness() == "100.00%");
  CHECK(rollup.total.lateness() == "0.00%");
  // 2 raised, 3 of the day before, all 3 done.
  CHECK(rollup.rectification.to_close() == 5);
  CHECK(rollup.rectification.closed == 3);
  CHECK(rollup.rectification.closure() == "60.00%");
  CHECK(rollup.rectification.open == 2);
  CHECK(rollup.rectification.adds_up());
  CHECK(troubles_of(rollup.stations.front(), forms()).empty());
}

TEST_CASE(
    "what is missing, incomplete, late, not approved or changed after approval is told apart and is no 0") {
  const County county;
  (void)county.station("城关");
  Date day = date("2026-03-02");
  for (int i = 0; i < 14; ++i, day = next_day(day))
    county.write_day("城关", day);
  const Span week = week_of(date("2026-03-09"));
  // Two full weeks of the same figures: 0.00 % against the week before.
  const auto whole = county.roll_up({"城关"}, week);
  CHECK(value(figure(whole, "接报警情")) == "266"); // 7 × 38
  CHECK(figure(whole, "接报警情").month_on_month() == "0.00%");
  CHECK(figure(whole, "接报警情").year_on_year() == "−7.32%"); // the records' own bases, 7 × 41
  CHECK(value(figure(whole, "涉案财物结存")) == "34");         // a stock is not added up
  CHECK(whole.total.due == 21);
  CHECK(whole.total.completeness() == "100.00%");

  const fs::path records = county.folder.path() / "城关/记录";
  fs::remove(records / "2026-03-10/质态监督.yaml"); // 漏报
  county.write("城关", date("2026-03-11"), "质态监督",
               all_replaced(sample("质态监督", date("2026-03-11")), "刑事: [2, 3, 4]", "刑事: [, 3, 4]"),
               false);
  county.write("城关", date("2026-03-12"), "联动协作", late_sample("联动协作", date("2026-03-12"))); // 迟报
  county.write("城关", date("2026-03-13"), "支撑保障", sample("支撑保障", date("2026-03-13")));
  county.write("城关", date("2026-03-13"), "支撑保障", // changed after approval
               all_replaced(sample("支撑保障", date("2026-03-13")), "轮次: 12", "轮次: 13"), false);
  county.write("城关", date("2026-03-14"), "质态监督", sample("质态监督", date("2026-03-13"))); // copied
  county.write("城关", date("2026-03-15"), "联动协作", "template: 日报/联动协作\n单位：坏\n");  // no YAML

  const auto rollup = county.roll_up({"城关"}, week);
  CHECK(rollup.total.due == 21);
  CHECK(rollup.total.given == 20);
  CHECK(rollup.total.missing == 1);
  CHECK(rollup.total.incomplete == 3);
  CHECK(rollup.total.late == 1);
  CHECK(rollup.total.lateness() == "5.00%");
  std::vector<std::string> told;
  for (const auto& trouble : troubles_of(rollup.stations.front(), forms()))
    told.push_back(to_iso(trouble.day) + trouble.report + trouble.state);
  for (const char* expected : {"2026-03-10质态监督漏报", "2026-03-12联动协作迟报"})
    CHECK(std::count(told.begin(), told.end(), expected) == 1);
  const auto begins = [&](const std::string& words) {
    return std::any_of(told.begin(), told.end(), [&](const auto& one) { return one.starts_with(words); });
  };
  CHECK(begins("2026-03-11质态监督不完整"));
  CHECK(begins("2026-03-13支撑保障审定后改动"));
  CHECK(begins("2026-03-14质态监督不完整"));
  CHECK(begins("2026-03-15联动协作不完整"));
  // 刑事 of the 10th is missing and of the 11th blank: 5 days × 2, and no comparison.
  CHECK(value(figure(rollup, "刑事警情")) == "10");
  CHECK(figure(rollup, "刑事警情").missing == 2);
  CHECK(figure(rollup, "刑事警情").month_on_month() == "—");
  CHECK(figure(rollup, "刑事警情").year_on_year() == "—");
  const auto texts = figure_texts(rollup.figures, plan());
  const auto row =
      std::find_if(texts.begin(), texts.end(), [](const auto& one) { return one.name == "刑事警情"; });
  REQUIRE(row != texts.end());
  CHECK(row->now == "10");
  CHECK(row->missing == "2");
  CHECK(remarks(rollup.rectification, rollup.total).size() >= 1);
}

TEST_CASE("what hand-over has not come for is not missing, and a base of a year without records is —") {
  County county;
  (void)county.station("城关");
  county.write_day("城关", date("2026-03-09"));
  county.now = {{2026, 3, 11}, 8, 29}; // the 10th is due at 08:30
  const auto rollup = county.roll_up({"城关"}, month_of(date("2026-03-09")));
  CHECK(rollup.total.due == 27); // 1 to 9 March
  CHECK(rollup.total.missing == 24);
  CHECK(rollup.total.completeness() == "11.11%");
  CHECK(figure(rollup, "接报警情").missing == 8);
  CHECK_FALSE(figure(rollup, "接报警情").previous);
  CHECK_FALSE(figure(rollup, "接报警情").last_year);
  county.now = {{2026, 3, 11}, 8, 30};
  CHECK(county.roll_up({"城关"}, month_of(date("2026-03-09"))).total.due == 30);
}

TEST_CASE("a county is ranked by completeness, and a station that cannot be read stops no other") {
  const County county;
  const Span span{SpanKind::days, date("2026-03-09"), date("2026-03-10")};
  for (const char* name : {"甲", "乙", "丙", "丁"})
    (void)county.station(name);
  for (const char* name : {"甲", "乙", "丁"}) {
    county.write_day(name, span.first);
    county.write_day(name, span.last);
  }
  county.write_day("丙", span.first);
  county.write("乙", span.last, "支撑保障", // late: behind those that are as complete
               late_sample("支撑保障", span.last));
  county.folder.write("坏/派出所.yaml", "名称: 坏\n类别: 郊区\n交班时刻: \"08:30\"\n");
  const auto rollup = county.roll_up({"甲", "乙", "丙", "丁", "坏"}, span);
  std::string order;
  for (const auto& entry : rollup.ranking)
    order += std::to_string(entry.place) + rollup.stations[entry.index].name;
  const auto full = [](const std::string& name) { return "示例县公安局" + name + "派出所"; };
  CHECK(order == "1" + full("丁") + "1" + full("甲") + "3" + full("乙") + "4" + full("丙"));
  REQUIRE(rollup.left_out.size() == 1);
  CHECK(rollup.left_out[0].folder.ends_with("坏"));
  CHECK(rollup.left_out[0].reason.find("郊区") != std::string::npos);
  CHECK(rollup.total.due == 24);
  CHECK(rollup.total.approved == 21);
  CHECK(value(figure(rollup, "接报警情")) == "266"); // 7 station days × 38
  CHECK(figure(rollup, "接报警情").missing == 1);
  CHECK(county_name(rollup) == "示例县公安局");
  CHECK(rollup.daily[0][0] == Rational(38 * 4));
  CHECK(rollup.daily[0][1] == Rational(38 * 3));
  CHECK(rollup.rectification.to_close() == 26); // 3 stations × (3 + 2 + 2), and 3 + 2
  // The same bytes on any number of threads.
  const auto beside = county.roll_up({"甲", "乙", "丙", "丁", "坏"}, span, 4);
  CHECK(rollup_csv(beside, county.tools()) == rollup_csv(rollup, county.tools()));

  const auto rows = render::parse_csv(rollup_csv(rollup, county.tools()).substr(3), "汇总.csv");
  REQUIRE(rows);
  REQUIRE(rows->size() == 6); // header, four stations, the sum
  const auto cell = [&](std::size_t row, const std::string& column) {
    for (std::size_t i = 0; i < rows->at(0).size(); ++i)
      if (rows->at(0)[i].text == column) return rows->at(row).at(i).text;
    return std::string("?");
  };
  CHECK(cell(4, "单位") == full("丙"));
  CHECK(cell(4, "完整率") == "50.00%");
  CHECK(cell(4, "接报警情") == "38");
  CHECK(cell(4, "接报警情缺日数") == "1");
  CHECK(cell(5, "单位") == "合计");
  CHECK(cell(5, "完整率") == "87.50%");
}

TEST_CASE("a roll-up's papers are checked like every record and have no problem") {
  const County county;
  for (const char* name : {"甲", "乙"}) {
    (void)county.station(name);
    county.write_day(name, date("2026-03-09"));
    county.write_day(name, date("2026-03-10"));
  }
  PaperworkContext context;
  context.templates = &library();
  const Span span{SpanKind::days, date("2026-03-09"), date("2026-03-11")};
  const auto one = county.roll_up({"甲"}, span), two = county.roll_up({"甲", "乙"}, span);
  for (const auto& record : {station_record(one, county.tools()), county_record(two, county.tools())}) {
    const Prepared prepared = prepare_record(record, context);
    for (const auto& problem : prepared.problems)
      UNSCOPED_INFO(to_text(problem));
    CHECK(prepared.problems.empty());
    CHECK(prepared.markdown.find("漏报") != std::string::npos);
    CHECK(prepared.markdown.find("已报") != std::string::npos);
    CHECK(prepared.markdown.find("类型: 堆积") != std::string::npos);
    CHECK(prepared.markdown.find("刑事警情: [") != std::string::npos);
  }
}

TEST_CASE("stations are found below a county's folder, in order, once, and none is an error") {
  const County county;
  const fs::path& root = county.folder.path();
  (void)county.station("乙县/河湾");
  (void)county.station("甲县/城关");
  county.folder.write("甲县/城关/记录/派出所.yaml", "不是工作区里的工作区");
  county.folder.write("空/说明.txt", "");
  const auto found = find_stations(root);
  REQUIRE(found);
  CHECK(*found == std::vector<fs::path>{root / "乙县/河湾", root / "甲县/城关"});
  CHECK(find_stations(root / "甲县/城关")->size() == 1);
  CHECK(find_stations(root / "甲县/城关/派出所.yaml")->front() == fs::weakly_canonical(root / "甲县/城关"));
  CHECK(find_stations(root / "空").error().code == ErrorCode::not_found);
  CHECK(find_stations(root / "没有").error().code == ErrorCode::not_found);
}

TEST_CASE("faults in 汇总.yaml are told with their lines, all at once") {
  const test::TemporaryFolder folder;
  std::vector<DailyForm> moved = forms();
  for (auto& form : moved)
    form.paper.folder = folder.path() / form.name;
  CHECK(load_rollup_plan(moved).error().front().code == ErrorCode::not_found);
  folder.write("汇总.yaml", "figures:\n"
                            "  - {name: 甲, report: 质态, field: 接报警.合计}\n"
                            "  - {name: 乙, report: 质态监督, field: 单位}\n"
                            "  - {name: 丙, report: 质态监督, field: 重复警情, take: 平均}\n"
                            "  - {name: 丙, report: 质态监督, field: 重复警情}\n"
                            "rates:\n"
                            "  - {name: 率, part: 丁, whole: 丙}\n"
                            "charts:\n"
                            "  - {title: 图, figures: []}\n"
                            "rectification: {report: 质态监督, list: 质态问题}\n"
                            "其他: 1\n");
  const auto faulty = load_rollup_plan(moved);
  REQUIRE_FALSE(faulty);
  std::string all;
  for (const auto& error : faulty.error())
    all += to_text(error) + "\n";
  INFO(all);
  for (const char* expected : {"汇总.yaml:2:5: 没有“质态”这份日报",
                               "汇总.yaml:3:5: 质态监督日报没有“单位”这个数", "汇总.yaml:4:5: take 只能是",
                               "汇总.yaml:5:5: “丙”写了两次", "汇总.yaml:7:5: 上面的 figures 里没有“丁”",
                               "汇总.yaml:9:5: 一张图要有", "“质态问题”不是整改表", "不认识“其他”"})
    CHECK(all.find(expected) != std::string::npos);
}

} // namespace fengqiao::station

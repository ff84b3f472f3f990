// The morning meeting's paper: figures of the worked sample, what was forgotten, and which pages are
// approved.
#include "core/digest.hpp"
#include "render/fill.hpp"
#include "render/font_config.hpp"
#include "station/daily/brief.hpp"
#include "tests/station/daily_fixture.hpp"
#include "tests/station/ledger_fixture.hpp"
#include "tests/support/edit.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

namespace fengqiao::station {
namespace {

namespace fs = std::filesystem;

using test::forms;
using test::library;
using test::replaced;
using test::templates;
constexpr Date day{2026, 3, 9};

const BriefForm& brief_form() {
  static const BriefForm shipped =
      load_brief_form(templates / brief_template / "brief.yaml", forms()).value();
  return shipped;
}

// A station with the three sample reports of 9 March, and a ledger with the sample's exports.
struct Station {
  test::LedgerFolder ledger;
  Workspace workspace = test::sample_workspace(ledger.folder.path());
  std::vector<CrossCheck> cross_checks = load_cross_checks(forms()).value();
  std::optional<Ledger> opened;
  render::FontSet fonts = render::FontSet::open(render::default_font_config({test::font_dir()})).value();

  explicit Station(bool with_ledger = true) {
    for (const auto& form : forms())
      write(day, form.name, test::slurp(form.paper.folder / "sample.yaml"));
    if (!with_ledger) return;
    ledger.import(templates / "样例/台账/警情.csv");
    opened.emplace(ledger.open());
  }
  void write(const Date& date, const std::string& name, const std::string& text) const {
    (void)ledger.folder.write("记录/" + to_iso(date) + "/" + name + ".yaml", text);
  }
  [[nodiscard]] fs::path record(const std::string& name) const {
    return day_record(day_folder(workspace, day), name);
  }
  void approve(const std::string& name) const {
    Approval approval;
    approval.record_digest = sha256_hex(test::slurp(record(name)));
    approval.by = "样例";
    approval.at = {{2026, 3, 10}, 8, 10};
    approval.paper = name + ".pdf";
    approval.paper_digest = std::string(64, '0');
    approval.comments = {{"所长", "当日补传"}};
    (void)ledger.folder.write("记录/2026-03-09/" + name + ".审定.yaml",
                              approval_text({name + ".yaml", approval, {}}));
  }
  [[nodiscard]] DayTools tools() const {
    DayTools out{&forms(), &cross_checks, &workspace, opened ? &*opened : nullptr, {}};
    out.context.templates = &library();
    return out;
  }
  [[nodiscard]] std::vector<TrendDay> trend(std::size_t days) const {
    auto read = read_trend(brief_form(), tools(), day, days);
    REQUIRE(read);
    return std::move(*read);
  }
  [[nodiscard]] Prepared own_pages(const render::Value* yesterday = nullptr) const {
    const auto tools_now = tools();
    return prepare_record(
        brief_record(brief_form(), tools_now, day, check_day(tools_now, day), trend(31), yesterday),
        tools_now.context);
  }
  [[nodiscard]] Result<BriefPages, Errors> set(bool draft = false) {
    DayTools alone = tools();
    alone.ledger = nullptr; // the sample's narrative is not in the ledger
    return set_brief(alone, day, {templates / "版式", "", draft}, fonts);
  }
};

std::string field(const Prepared& prepared, const std::string& list, const std::string& key,
                  const std::string& key_value, const std::string& wanted) {
  for (const auto& item : prepared.values.find(list)->items)
    if (item.find(key)->text == key_value) {
      const auto* value = item.find(wanted);
      return value == nullptr || value->is_null() ? "（空）" : render::printed(*value);
    }
  return "（没有）";
}

bool has(const Errors& errors, std::string_view words) {
  return std::any_of(errors.begin(), errors.end(),
                     [&](const Error& error) { return to_text(error).find(words) != std::string::npos; });
}

} // namespace

TEST_CASE("the first page has the key figures of the worked sample to the digit") {
  const Station station;
  const Prepared own = station.own_pages();
  CHECK(own.problems.empty());
  struct Row {
    const char *name, *now, *previous, *year;
  };
  const Row rows[] = {
      {"接报警情", "38", "+11.76%", "−7.32%"}, {"其中刑事", "2", "−33.33%", "−50.00%"},
      {"重复警情占比", "5.26%", "", ""},       {"流出件", "7", "+40.00%", "0.00%"},
      {"流出办结率", "57.14%", "", ""},        {"视频在线率", "96.97%", "", ""},
      {"装备完好率", "98.33%", "", ""},        {"绩效净值", "+0.5", "", ""},
  };
  for (const auto& row : rows) {
    CAPTURE(row.name);
    CHECK(field(own, "要情", "项目", row.name, "本期") == row.now);
    CHECK(field(own, "要情", "项目", row.name, "环比") == (*row.previous != 0 ? row.previous : "（空）"));
    CHECK(field(own, "要情", "项目", row.name, "同比") == (*row.year != 0 ? row.year : "（空）"));
  }
}

TEST_CASE("days of the trend come from the record, else from the ledger, else they are missing and not 0") {
  const Station station;
  const auto days = station.trend(8);
  REQUIRE(days.size() == 8);
  CHECK(days[7].day == day);
  CHECK(days[7].total == Rational(38)); // the record
  CHECK(days[7].last_year == Rational(41));
  CHECK(days[6].total == Rational(34)); // the ledger
  CHECK_FALSE(days[6].last_year);
  for (std::size_t i = 0; i < 6; ++i) {
    CHECK_FALSE(days[i].total);
    CHECK_FALSE(days[i].counts[0]);
  }
  const Prepared own = station.own_pages();
  CHECK(field(own, "七日", "日", "3月9日", "合计") == "38");
  CHECK(field(own, "七日", "日", "3月9日", "环比") == "+11.76%");
  CHECK(field(own, "七日", "日", "3月9日", "同比") == "−7.32%");
  CHECK(field(own, "七日", "日", "3月8日", "环比") == "—");
  CHECK(field(own, "七日", "日", "3月7日", "合计") == "（空）");
  CHECK(own.values.find("七日")->items.size() == 7);
  CHECK(own.values.find("三十日")->items.size() == 30);
  CHECK(own.values.find("缺日")->text == "2月8日至3月7日");
}

TEST_CASE("a 零报告 counts as 0 in the trend") {
  const Station station(false);
  std::string zero = test::slurp(station.record("质态监督"));
  for (const char* kind : {"刑事", "治安", "交通", "纠纷", "求助", "非警务"}) {
    const auto at = zero.find(std::string("  ") + kind + ": [");
    REQUIRE(at != std::string::npos);
    zero.replace(at, zero.find('\n', at) - at, std::string("  ") + kind + ": [0, 0, 0]");
  }
  station.write({2026, 3, 8}, "质态监督", zero);
  const auto days = station.trend(3);
  CHECK(days[1].total == Rational(0));
  CHECK_FALSE(days[0].total);
}

TEST_CASE("what was open yesterday is followed up, and what today's report forgot is named") {
  const Station station(false);
  const std::string before =
      replaced(test::slurp(station.record("质态监督")), "\n整改:",
               "\n整改:\n  - {类别: 建议, 事项: 背街停车处补光, 责任: 支撑保障岗, 期限: 4月8日, 状态: 新提}\n"
               "  - {类别: 上日, 事项: 旧事已了, 责任: 办案岗, 期限: 3月8日, 状态: 已改}");
  station.write({2026, 3, 8}, "质态监督", before);
  const auto yesterday =
      prepare(day_record(day_folder(station.workspace, {2026, 3, 8}), "质态监督"), station.tools().context);
  REQUIRE(yesterday);
  const Prepared own = station.own_pages(&yesterday->values);
  CHECK(field(own, "跟踪", "事项", "背街停车处补光", "昨日") == "新提");
  CHECK(field(own, "跟踪", "事项", "背街停车处补光", "今日") == "未跟踪");
  CHECK(field(own, "跟踪", "事项", "旧事已了", "今日") == "（没有）");
  CHECK(own.values.find("跟踪说明")->text.find("没有跟踪") != std::string::npos);
  const Prepared without = station.own_pages();
  CHECK(without.values.find("跟踪说明")->text.find("没有2026年3月8日的质态监督记录") != std::string::npos);
  CHECK(without.values.find("跟踪")->items.size() == 3); // 上日 items of the sample
}

TEST_CASE(
    "only the pages of reports that are not approved bear 未审定, and the comments are on the signing table") {
  Station station(false);
  station.approve("质态监督");
  const auto brief = station.set();
  for (const auto& error : brief ? Errors() : brief.error())
    UNSCOPED_INFO(to_text(error));
  REQUIRE(brief);
  const auto page_of = [&](const std::string& name) {
    for (const auto& anchor : brief->layout.anchors)
      if (anchor.name == name) return anchor.page;
    FAIL(name);
    return std::size_t{0};
  };
  const auto& pages = brief->layout.pages;
  const std::size_t first = page_of("质态监督"), second = page_of("联动协作");
  REQUIRE(first < second);
  for (std::size_t i = 0; i < pages.size(); ++i) {
    CAPTURE(i);
    CHECK(pages[i].watermark.has_value() == (i >= second));
  }
  CHECK(field(station.own_pages(), "日报", "名称", "质态监督", "点评") == "所长：当日补传");
  CHECK(field(station.own_pages(), "日报", "名称", "联动协作", "审定") == "未审定");
  std::vector<std::u32string> titles;
  for (const auto& bookmark : brief->layout.bookmarks)
    if (bookmark.level == 0) titles.push_back(bookmark.title);
  CHECK(titles.size() == 4); // its own pages and the three reports
}

TEST_CASE("a report that came late is marked 迟报 on the first page") {
  const Station station(false);
  station.write(day, "支撑保障",
                replaced(test::slurp(station.record("支撑保障")), "提交时刻: 2026-03-10T07:52",
                         "提交时刻: 2026-03-10T08:31"));
  CHECK(field(station.own_pages(), "日报", "名称", "支撑保障", "报送") == "迟报");
  CHECK(field(station.own_pages(), "日报", "名称", "联动协作", "报送") == "按时");
}

TEST_CASE(
    "a missing report has a page that says 漏报, one with problems stops the paper unless it is a draft") {
  Station station(false);
  fs::remove(station.record("支撑保障"));
  const auto brief = station.set();
  REQUIRE(brief);
  CHECK(has(brief->warnings, "漏报：没有2026年3月9日的支撑保障日报"));
  CHECK(to_text(brief->layout).find("漏报") != std::string::npos);
  station.write(day, "联动协作", replaced(test::slurp(station.record("联动协作")), "填报: 样例", "填报:"));
  const auto refused = station.set();
  REQUIRE_FALSE(refused);
  CHECK(has(refused.error(), "栏目“填报”没有填写"));
  const auto draft = station.set(true);
  REQUIRE(draft);
  for (const auto& page : draft->layout.pages)
    CHECK(page.watermark.has_value());
}

TEST_CASE("a day without a single report gives no paper, but the question whether it is the day") {
  Station station(false);
  fs::remove_all(station.workspace.records);
  const auto brief = station.set();
  REQUIRE_FALSE(brief);
  CHECK(brief.error()[0].code == ErrorCode::not_found);
  CHECK(has(brief.error(), "2026年3月9日一份日报也没有"));
}

TEST_CASE("the same folder gives the same paper") {
  Station station(false);
  const auto once = station.set(), twice = station.set();
  REQUIRE(once);
  REQUIRE(twice);
  CHECK(to_text(once->layout) == to_text(twice->layout));
}

TEST_CASE("brief.yaml is checked against the reports, all faults at once") {
  const test::TemporaryFolder folder;
  const auto file = folder.write("brief.yaml", "要情:\n  - {项目: 甲, 日报: 质态监督, 本期: 接报警.抢劫}\n"
                                               "  - {项目: 乙, 日报: 周报, 本期: 接报警.合计.本期}\n"
                                               "走势: {日报: 质态监督, 数列: {刑事: 接报警.盗窃}}\n"
                                               "整改: {日报: 质态监督, 表: 质态问题}\n");
  const auto loaded = load_brief_form(file, forms());
  REQUIRE_FALSE(loaded);
  CHECK(has(loaded.error(), "没有栏目“接报警.抢劫”"));
  CHECK(has(loaded.error(), "没有“周报”这份日报"));
  CHECK(has(loaded.error(), "没有栏目“接报警.盗窃.本期”"));
  CHECK(has(loaded.error(), "表“质态问题”没有“类别”这一栏"));
  CHECK(loaded.error().front().where.find("brief.yaml:2") != std::string::npos);
}

} // namespace fengqiao::station

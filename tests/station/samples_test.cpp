// Every shipped template with its sample, and the figures of the reports to the digit.
#include "core/file.hpp"
#include "core/limits.hpp"
#include "render/fill.hpp"
#include "render/markdown.hpp"
#include "render/record.hpp"
#include "render/template.hpp"
#include "station/citations.hpp"
#include "station/figures.hpp"
#include "tests/support/places.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>

namespace fengqiao::station {
namespace {

namespace fs = std::filesystem;

const fs::path templates = test::source_dir() / "templates";

class EveryKeyResolves : public CitationResolver {
public:
  Result<ResolvedCitation> resolve(const std::string& typed) const override {
    ResolvedCitation out;
    out.key = typed;
    out.label = "《" + typed + "》";
    out.status = "现行";
    return out;
  }
};

struct Filled {
  render::Value record;
  Errors problems, warnings;
  std::string markdown;
  [[nodiscard]] std::string at(std::string_view path) const {
    const render::Value* value = record.at_path(path);
    return value == nullptr ? "缺" : render::printed(*value);
  }
  [[nodiscard]] bool complains_of(std::string_view words) const {
    return std::any_of(problems.begin(), problems.end(),
                       [&](const Error& error) { return error.message.find(words) != std::string::npos; });
  }
};

Errors errors_of(const auto& result) {
  return result ? Errors{} : result.error();
}

Filled fill_text(const fs::path& folder, const std::string& text, const std::string& name) {
  const auto form = render::load_template(folder, folder.lexically_relative(templates).string());
  for (const auto& error : errors_of(form))
    UNSCOPED_INFO(to_text(error));
  REQUIRE(form);
  const auto figures = load_figures(folder, form->schema);
  for (const auto& error : errors_of(figures))
    UNSCOPED_INFO(to_text(error));
  REQUIRE(figures);
  const auto record = render::parse_record(text, name, false);
  REQUIRE(record);
  Filled out;
  out.record = render::check_record(record->body, form->schema, name, out.problems);
  compute(*figures, out.record, out.problems, out.warnings);
  resolve_citations(out.record, form->schema, EveryKeyResolves(), out.problems);
  const auto filled = render::fill(form->program, out.record);
  REQUIRE(filled);
  const auto tree = render::parse_markdown(filled->markdown, filled->tokens, name);
  for (const auto& error : errors_of(tree))
    UNSCOPED_INFO(to_text(error));
  CHECK(tree);
  const auto written = render::fill_to_markdown(form->program, out.record);
  REQUIRE(written);
  out.markdown = *written;
  return out;
}

std::string sample_text(const fs::path& file) {
  const auto text = read_text(file, limits::record_file_bytes);
  REQUIRE(text);
  return text->text;
}

Filled fill_sample(const std::string& id, const std::string& file = "sample.yaml") {
  return fill_text(templates / id, sample_text(templates / id / file), file);
}

// The sample of a report with one passage replaced.
Filled fill_changed(const std::string& id, const std::string& from, const std::string& to) {
  std::string text = sample_text(templates / id / "sample.yaml");
  const auto at = text.find(from);
  REQUIRE(at != std::string::npos);
  text.replace(at, from.size(), to);
  return fill_text(templates / id, text, "sample.yaml");
}

TEST_CASE("every shipped template loads and its samples fill without a problem") {
  std::size_t count = 0;
  for (const auto& entry : fs::recursive_directory_iterator(templates)) {
    const std::string name = entry.path().filename().string();
    if (!name.starts_with("sample") || entry.path().extension() != ".yaml") continue;
    INFO(entry.path());
    ++count;
    const auto out = fill_text(entry.path().parent_path(), sample_text(entry.path()), name);
    for (const auto& error : out.problems)
      UNSCOPED_INFO(to_text(error));
    CHECK(out.problems.empty());
    CHECK(out.warnings.empty());
    CHECK(out.markdown.find("{{") == std::string::npos);
  }
  CHECK(count >= 7);
}

TEST_CASE("the quality report's figures come out to the digit") {
  const auto out = fill_sample("日报/质态监督");
  const auto [field, printed] = GENERATE(table<std::string, std::string>({
      {"接报警.刑事.环比", "−33.33%"},
      {"接报警.刑事.同比", "−50.00%"},
      {"接报警.治安.环比", "+16.67%"},
      {"接报警.治安.同比", "−22.22%"},
      {"接报警.交通.环比", "+20.00%"},
      {"接报警.交通.同比", "0.00%"},
      {"接报警.纠纷.环比", "+12.50%"},
      {"接报警.求助.同比", "+14.29%"},
      {"接报警.非警务.同比", "−14.29%"},
      {"接报警.合计.本期", "38"},
      {"接报警.合计.上一日", "34"},
      {"接报警.合计.上年同日", "41"},
      {"接报警.合计.环比", "+11.76%"},
      {"接报警.合计.同比", "−7.32%"},
      {"重复警情占比", "5.26%"},
      {"涉案财物.结存", "34"},
      {"卷宗.归档率", "83.33%"},
      {"质态问题数", "2"},
      {"绩效.加分", "1.5"},
      {"绩效.扣分", "1.0"},
      {"绩效.净值", "+0.5"},
      {"整改数.建议", "2"},
      {"整改数.上日", "3"},
      {"整改数.上日已改", "3"},
      {"零报告", "否"},
      {"报送", "按时"},
      {"标题注", ""},
  }));
  INFO(field);
  CHECK(out.at(field) == printed);
}

TEST_CASE("the liaison report counts its tables") {
  const auto out = fill_sample("日报/联动协作");
  const auto [field, printed] = GENERATE(table<std::string, std::string>({
      {"流出.件数", "7"},
      {"流出.接处警", "6"},
      {"流出.自行发现", "1"},
      {"流出.办结", "4"},
      {"流出.办理中", "2"},
      {"流出.待接收", "0"},
      {"流出.退回", "1"},
      {"流出.超时", "0"},
      {"流出.办结率", "57.14%"},
      {"流出.环比", "+40.00%"},
      {"流出.同比", "0.00%"},
      {"流入.件数", "3"},
      {"流入.办结", "2"},
      {"流入.办理中", "1"},
      {"流入.退回", "0"},
      {"流入.办结率", "66.67%"},
      {"零报告", "否"},
  }));
  INFO(field);
  CHECK(out.at(field) == printed);
}

TEST_CASE("the support report's rates come out to the digit") {
  const auto out = fill_sample("日报/支撑保障");
  CHECK(out.at("巡查.在线率") == "96.97%");
  CHECK(out.at("支撑.响应率") == "100.00%");
  CHECK(out.at("装备.完好率") == "98.33%");
  CHECK(out.at("治安问题数") == "1");
  CHECK(out.at("盲区数") == "1");
  CHECK(out.at("零报告") == "否");
}

TEST_CASE("a zero report says so in its title and prints 无 and 0, never an empty place") {
  const auto out = fill_sample("日报/联动协作", "sample-全零.yaml");
  CHECK(out.at("零报告") == "全零");
  CHECK(out.at("流出.环比") == "持平");
  CHECK(out.at("流出.同比") == "−100.00%");
  CHECK(out.at("流出.办结率") == "—");
  CHECK(out.markdown.find("# 示例县公安局河湾派出所联动协作日报（零报告）") != std::string::npos);
  CHECK(out.markdown.find("| — | 无 | — | — | — |") != std::string::npos);
}

TEST_CASE("a stated total that differs from the sum of its parts is refused, naming both") {
  const auto out =
      fill_changed("日报/质态监督", "  非警务: [6, 5, 7]", "  非警务: [6, 5, 7]\n  合计: {本期: 40}");
  REQUIRE(out.problems.size() == 1);
  CHECK(out.problems[0].message.starts_with("栏目“接报警.合计.本期”填的是“40”，算得“38”"));
  CHECK(out.problems[0].where.starts_with("sample.yaml:"));
}

TEST_CASE("a stated count of states that differs from the table is refused") {
  const auto out = fill_changed("日报/联动协作", "流出: {上一日: 5,", "流出: {办结: 5, 上一日: 5,");
  REQUIRE(out.problems.size() == 1);
  CHECK(out.problems[0].message == "栏目“流出.办结”填的是“5”，算得“4”（count(流出件, 状态 = 办结)）");
}

TEST_CASE("equipment that does not add up to what there should be is refused") {
  const auto out = fill_changed("日报/支撑保障", "维修: 2", "维修: 1");
  REQUIRE(out.problems.size() == 1);
  CHECK(out.problems[0].message ==
        "装备完好、维修、待报废之和与应有数不符：装备.完好 + 装备.维修 + 装备.待报废为119，"
        "装备.应有为120");
}

TEST_CASE("a report submitted one minute after hand-over is late") {
  const auto out = fill_changed("日报/支撑保障", "提交时刻: 2026-03-10T07:52", "提交时刻: 2026-03-10T08:31");
  CHECK(out.at("报送") == "迟报");
  CHECK_FALSE(out.warnings.empty());
}

TEST_CASE("an empty count leaves the report incomplete and is not taken for 0") {
  const auto out = fill_changed("日报/质态监督", "处警反馈超时: 1", "处警反馈超时:");
  REQUIRE(out.problems.size() == 1);
  CHECK(out.complains_of("处警反馈超时"));

  const auto total =
      fill_changed("日报/质态监督", "刑事: [2, 3, 4]", "刑事: {本期: , 上一日: 3, 上年同日: 4}");
  REQUIRE(total.problems.size() == 1);
  CHECK(total.complains_of("接报警.刑事.本期"));
  CHECK(total.at("接报警.合计.本期") == "—");
}

TEST_CASE("the scoring report sums its items to 96.82") {
  const auto out = fill_sample("等级评定/评分报告");
  CHECK(out.at("得分合计") == "96.82");
  CHECK(out.at("权合计") == "100");
  const std::vector<std::string> scores{"24.27", "13.92", "15.00", "12.00", "12.13", "7.80", "6.90", "4.80"};
  const auto& categories = out.record.find("各类")->items;
  REQUIRE(categories.size() == scores.size());
  for (std::size_t i = 0; i < scores.size(); ++i)
    CHECK(categories[i].find("得分")->text == scores[i]);
  CHECK(categories[0].find("得分率")->text == "97.08%");
  CHECK(categories[4].find("得分率")->text == "93.31%");
  CHECK(out.record.find("评分项")->items.size() == 32);
}

TEST_CASE("a scoring sheet whose items, weights or total do not fit is refused") {
  CHECK(
      fill_changed("等级评定/评分报告", "总分: 96.82", "总分: 96.83").complains_of("各项得分之和与总分不符"));
  CHECK(fill_changed("等级评定/评分报告", "得分: 2.63", "得分: 3.63").complains_of("得分多于这一项的权"));
  CHECK(fill_changed("等级评定/评分报告", "权: 6,", "权: 7,").complains_of("各项的权合计不是 100 分"));
  CHECK(fill_changed("等级评定/评分报告", "编号: A1, 类: A", "编号: A1, 类: X").complains_of("写错了类"));
}

TEST_CASE("police strength is held against each threshold, with how many officers are missing") {
  const auto out = fill_sample("工作表/警力配置核算表");
  const auto [field, printed] = GENERATE(table<std::string, std::string>({
      {"项.派出所四十.实有", "79"},
      {"项.派出所四十.基数", "210"},
      {"项.派出所四十.比例", "37.62%"}, // 40 % of 210 is 84
      {"项.派出所四十.结论", "未达标"},
      {"项.派出所四十.还差", "5"},
      {"项.社区四十.比例", "40.51%"},
      {"项.社区四十.结论", "达标"},
      {"项.社区四十.还差", "0"},
      {"项.派出所五十.还差", "26"},
      {"项.社区五十.还差", "8"}, // half of 79 is 39.5: 40 officers
      {"项.民辅警.实有", "124"},
      {"项.民辅警.比例", "40.66%"},
      {"项.民辅警.结论", "达标"},
      {"人警.每警", "3081"}, // 98,600 people, 32 officers: 33 are needed
      {"人警.结论", "未达标"},
      {"人警.还差", "1"},
      {"项.村格.比例", "91.53%"},
      {"项.村格.还差", "5"},
      {"未达标所数", "3"},
  }));
  INFO(field);
  CHECK(out.at(field) == printed);
}

TEST_CASE("exactly at a threshold is enough, and nothing to divide by is a dash") {
  const std::string station =
      "{名称: 城关派出所, 民警: 38, 社区民警: 14, 辅警: 20, 实有人口: 46800, 村格: 16, 有警村格: 16}";
  const auto first = [&](const std::string& replacement, std::string_view field) {
    const auto out = fill_changed("工作表/警力配置核算表", station, replacement);
    return render::printed(*out.record.find("所")->items.front().find(field));
  };
  const std::string exact =
      "{名称: 所, 民警: 10, 社区民警: 4, 辅警: 0, 实有人口: 12000, 村格: 4, 有警村格: 4}";
  CHECK(first(exact, "占比结论") == "达标");
  CHECK(first(exact, "人警结论") == "达标");
  CHECK(first(exact, "按人口缺") == "0");
  const std::string over =
      "{名称: 所, 民警: 11, 社区民警: 4, 辅警: 0, 实有人口: 12001, 村格: 4, 有警村格: 3}";
  CHECK(first(over, "占比结论") == "未达标");
  CHECK(first(over, "按占比缺") == "1");
  CHECK(first(over, "人警结论") == "未达标");
  CHECK(first(over, "按人口缺") == "1");
  CHECK(first(over, "缺警村格") == "1");
  const std::string none = "{名称: 所, 民警: 0, 社区民警: 0, 辅警: 0, 实有人口: 1, 村格: 0, 有警村格: 0}";
  CHECK(first(none, "社区占比") == "—");
  CHECK(first(none, "占比结论") == "—");
  CHECK(first(none, "人警比") == "—");
  CHECK(first(none, "人警结论") == "未达标");
  CHECK(first(none, "按人口缺") == "1");
  CHECK(first(none, "覆盖率") == "—");
  CHECK(first(none, "覆盖结论") == "—");
}

TEST_CASE("a police strength that is blank is refused and not taken for 0") {
  const auto out = fill_changed("工作表/警力配置核算表", "社区民警: 14,", "社区民警: ,");
  CHECK(out.complains_of("社区民警"));
  CHECK(out.at("合计.社区民警") == "—");
  CHECK(fill_changed("工作表/警力配置核算表", "社区民警: 14,", "社区民警: 39,")
            .complains_of("社区民警多于全所民警"));
}

TEST_CASE("a plan's tasks are overdue by the record's own date") {
  const auto out = fill_sample("工作表/任务分解与进度表");
  const std::vector<std::pair<std::string, std::string>> verdicts{
      {"在期", "0"}, {"按期完成", "0"}, {"逾期", "11"}, {"超期完成", "5"}, {"在期", "0"}, {"在期", "0"}};
  const auto& tasks = out.record.find("条目")->items;
  REQUIRE(tasks.size() == verdicts.size());
  for (std::size_t i = 0; i < tasks.size(); ++i) {
    CHECK(tasks[i].find("判定")->text == verdicts[i].first);
    CHECK(tasks[i].find("逾期天数")->text == verdicts[i].second);
  }
  CHECK(out.at("合计.完成率") == "33.33%");
  CHECK(out.at("合计.按期完成率") == "50.00%");
  CHECK(out.at("合计.逾期") == "1");
  CHECK(out.markdown.find("**逾期11天**") != std::string::npos);
  const auto later = fill_changed("工作表/任务分解与进度表", "填表日期: 2026-03-31", "填表日期: 2026-04-01");
  CHECK(later.at("合计.逾期") == "2"); // due on the day itself is in time
}

TEST_CASE("an officer's points are a rate times a factor less deductions, case by case") {
  const auto out = fill_sample("工作表/单警办案积分表");
  const std::vector<std::pair<std::string, std::string>> officers{
      {"13.60", "1"}, {"11.50", "2"}, {"10.50", "3"}, {"0.00", "4"}};
  const auto& items = out.record.find("民警")->items;
  REQUIRE(items.size() == officers.size());
  for (std::size_t i = 0; i < items.size(); ++i) {
    CHECK(items[i].find("积分")->text == officers[i].first);
    CHECK(items[i].find("名次")->text == officers[i].second);
  }
  CHECK(out.at("合计.积分") == "35.60");
  CHECK(out.at("合计.人均") == "8.90");
  CHECK(fill_changed("工作表/单警办案积分表", "类别代号: M4", "类别代号: M9")
            .complains_of("类别代号在积分标准里没有"));
  CHECK(fill_changed("工作表/单警办案积分表", "警号: 样03", "警号: 样09").complains_of("警号在民警表里没有"));
}

TEST_CASE("departments are ranked by their weighted mean") {
  const auto out = fill_sample("工作表/部门警种评议表");
  const std::vector<std::pair<std::string, std::string>> departments{
      {"85.78", "3"}, {"86.50", "2"}, {"93.85", "1"}};
  const auto& items = out.record.find("部门")->items;
  REQUIRE(items.size() == departments.size());
  for (std::size_t i = 0; i < items.size(); ++i) {
    CHECK(items[i].find("总分")->text == departments[i].first);
    CHECK(items[i].find("名次")->text == departments[i].second);
  }
  CHECK(fill_changed("工作表/部门警种评议表", "支援: 30,", "支援: 31,").complains_of("五项权重合计不是 100"));
}

TEST_CASE("a request for support is late by its own limit, unanswered ones by the closing time") {
  const auto out = fill_sample("工作表/支援请求记录");
  const std::vector<std::pair<std::string, std::string>> requests{
      {"按时", "4"}, {"超时", "25"}, {"按时", "90"}, {"超时未响应", "—"}};
  const auto& items = out.record.find("请求")->items;
  REQUIRE(items.size() == requests.size());
  for (std::size_t i = 0; i < items.size(); ++i) {
    CHECK(items[i].find("判定")->text == requests[i].first);
    CHECK(items[i].find("响应用时")->text == requests[i].second);
  }
  CHECK(out.at("合计.响应率") == "75.00%");
  CHECK(out.at("合计.按时率") == "50.00%");
  CHECK(out.at("合计.超时") == "2");
}

TEST_CASE("a case review says what was put right and what is overdue") {
  const auto out = fill_sample("工作表/发案倒查复盘表");
  CHECK(out.at("间隔天数") == "14");
  CHECK(out.at("合计.未做到") == "3");
  CHECK(out.at("合计.已改") == "1");
  CHECK(out.at("合计.逾期") == "1");
  CHECK(out.at("合计.整改率") == "33.33%");
}

TEST_CASE("visits beyond what a patrol point is due do not make up for another point") {
  const auto out = fill_sample("工作表/巡逻必到点签到表");
  CHECK(out.at("合计.应到") == "8");
  CHECK(out.at("合计.实到") == "7");
  CHECK(out.at("合计.到位") == "6");
  CHECK(out.at("合计.漏签") == "2");
  CHECK(out.at("合计.漏点") == "1");
  CHECK(out.at("合计.到位率") == "75.00%");
  CHECK(fill_changed("工作表/巡逻必到点签到表", "点: P01", "点: P09").complains_of("必到点里没有"));
  const auto blank = fill_sample("工作表/巡逻必到点签到表", "sample-空表.yaml");
  CHECK(blank.markdown.find("第一次") != std::string::npos);
  CHECK(blank.markdown.find("%") == std::string::npos); // nothing computed on a form that is still empty
}

TEST_CASE("what the police have to keep cannot be handed over") {
  const auto out = fill_sample("工作表/非警务事项移送单");
  CHECK(out.at("流转用时") == "14");
  CHECK(out.at("约定天数") == "7");
  CHECK(out.at("反馈判定") == "按时");
  CHECK(fill_changed("工作表/非警务事项移送单", "险情求助: 否", "险情求助: 是").complains_of("不能移送"));
  const auto open = fill_changed("工作表/非警务事项移送单", "反馈时刻: 2026-03-12T15:40\n", "");
  CHECK(open.at("反馈判定") == "—");
  CHECK(open.warnings.empty());
}

// The sample with one of its lines written twice.
Filled fill_doubled(const std::string& id, const std::string& part) {
  const std::string text = sample_text(templates / id / "sample.yaml");
  const auto at = text.find(part);
  REQUIRE(at != std::string::npos);
  const auto begin = text.rfind('\n', at) + 1, end = text.find('\n', at) + 1;
  return fill_text(templates / id, text.substr(0, end) + text.substr(begin), "sample.yaml");
}

TEST_CASE("what is written twice is refused, with both places") {
  struct Row {
    const char *form, *part, *says;
  };
  const Row rows[]{
      {"日报/联动协作", "编号: \"01\"", "同一件流出写了两次：“流出件[2]”和“流出件[1]”的编号“"},
      {"工作表/部门警种评议表", "评议单位: 城关派出所", "一所一部门一票：“票[2]”和“票[1]”的受评“"},
      {"工作表/单警办案积分表", "2026-03-09, 案号", "同一案同一人记了两次"},
      {"工作表/警力配置核算表", "  - {名称", "同一个所写了两次"},
      {"工作表/巡逻必到点签到表", "2026-03-10T07:05", "同一次签到录了两次"},
      {"工作表/支援请求记录", "编号: ZY-02", "同一次请求写了两次"},
      {"工作表/任务分解与进度表", "编号: RW-02", "编号用了两次"},
  };
  for (const auto& row : rows) {
    INFO(row.form);
    CHECK(fill_sample(row.form).problems.empty());
    CHECK(fill_doubled(row.form, row.part).complains_of(row.says));
  }
  for (const auto* list :
       {"权责清单", "负面清单", "减负清单", "基础信息采集清单", "非警务警情分流清单", "风险隐患排查清单"}) {
    INFO(list);
    const std::string id = std::string("清单/") + list;
    const std::string text = sample_text(templates / id / "sample.yaml");
    const auto first = text.find("编号: ") + std::string("编号: ").size();
    const std::string code = text.substr(first, 5), next = text.substr(first, 4) + "2";
    CHECK(fill_changed(id, "编号: " + next, "编号: " + code).complains_of("编号用了两次"));
  }
}

TEST_CASE("a worksheet's state and its times may not contradict each other") {
  const std::string requests = "工作表/支援请求记录", tasks = "工作表/任务分解与进度表",
                    review = "工作表/发案倒查复盘表", patrol = "工作表/巡逻必到点签到表";
  struct Row {
    std::string form;
    const char *from, *to, *says;
  };
  const Row rows[]{
      {requests, "状态: 未响应", "状态: 未响应, 响应时刻: 2026-03-09T20:05",
       "状态是“未响应”，却填了响应时刻"},
      {requests, "状态: 已响应, 响应时刻: 2026-03-06T11:30", "状态: 已响应",
       "“请求[3].响应时刻”没有填写，而"},
      {requests, "请求时刻: 2026-03-02T09:10", "请求时刻: 2025-03-02T09:10", "请求时刻在统计时段以前"},
      {requests, "截止时刻: 2026", "截止时刻: 2027", ""},
      {tasks, "进度: 未开始", "进度: 已完成", "完成日期”没有填写，而"},
      {tasks, "进度: 未开始", "进度: 未开始, 完成日期: 2026-03-01", "进度不是“已完成”，却填了完成日期"},
      {review, ", 已改: 是", "", "“倒查[2].已改”没有填写，而“倒查[2].做到”是“否”"},
      {review, ", 整改: 补做入户宣传", "", "“倒查[2].整改”没有填写"},
      {review, ", 期限: 2026-04-15", "", "“倒查[3].期限”没有填写，而“倒查[3].已改”是“否”"},
      {patrol, "时刻: 2026-03-09T20:10", "时刻: 2025-03-09T20:10", "签到时刻在巡逻日期以前"},
      {patrol, "时刻: 2026-03-09T20:10", "时刻: 2026-03-11T20:10", "签到时刻在巡逻日期的第二天以后"},
  };
  for (const auto& row : rows) {
    INFO(row.form << " " << row.to);
    const auto out = fill_changed(row.form, row.from, row.to);
    for (const auto& problem : out.problems)
      UNSCOPED_INFO(to_text(problem));
    if (*row.says == '\0')
      CHECK(out.problems.empty());
    else
      CHECK(out.complains_of(row.says));
  }
}

TEST_CASE("a judgement that was not made does not print as 否") {
  const auto out = fill_changed("工作表/非警务事项移送单", "警情: 否, ", "");
  CHECK(out.markdown.find("道路交通类警情 | — |") != std::string::npos);
  CHECK(out.markdown.find("违法犯罪报警 | 否 |") != std::string::npos);
  const auto review = fill_changed("工作表/发案倒查复盘表", "做到: 是, ", "");
  CHECK(review.markdown.find("该楼登记齐全 | **—** |") != std::string::npos);
  CHECK(review.markdown.find("没有到该小区 | **否** |") != std::string::npos);
}

TEST_CASE("points of two decimals are added up to two") {
  const std::string form = "日报/质态监督";
  CHECK(fill_sample(form).at("绩效.加分") == "1.5");
  std::string text = sample_text(templates / form / "sample.yaml");
  const auto begin = text.find("绩效建议:"), end = text.find("整改:", begin);
  REQUIRE(end != std::string::npos);
  text.replace(
      begin, end - begin,
      "绩效建议:\n  - {类别: 加分, 分值: 0.25, 事由: 样例}\n  - {类别: 扣分, 分值: 0.2, 事由: 样例}\n\n");
  const auto out = fill_text(templates / form, text, "sample.yaml");
  CHECK(out.at("绩效.加分") == "0.25");
  CHECK(out.at("绩效.扣分") == "0.2");
  CHECK(out.at("绩效.净值") == "+0.05");
}

TEST_CASE("the lists hold every item of their kind") {
  CHECK(fill_sample("清单/权责清单").record.find("条目")->items.size() == 24);
  CHECK(fill_sample("清单/负面清单").record.find("条目")->items.size() == 22);
}

} // namespace
} // namespace fengqiao::station

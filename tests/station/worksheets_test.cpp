// The shipped worksheets (工作表): their figures to the digit, and what they refuse.
#include "tests/station/sample_fixture.hpp"

#include <catch2/catch.hpp>

namespace fengqiao::station {
namespace {

using namespace test;

TEST_CASE("police strength is held against each threshold, with how many officers are missing") {
  const auto out = fill_sample("工作表/警力配置核算表");
  check_fields(out, {
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
                    });
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
  check_columns(
      out, "条目", "判定", "逾期天数",
      {{"在期", "0"}, {"按期完成", "0"}, {"逾期", "11"}, {"超期完成", "5"}, {"在期", "0"}, {"在期", "0"}});
  CHECK(out.at("合计.完成率") == "33.33%");
  CHECK(out.at("合计.按期完成率") == "50.00%");
  CHECK(out.at("合计.逾期") == "1");
  CHECK(out.markdown.find("**逾期11天**") != std::string::npos);
  const auto later = fill_changed("工作表/任务分解与进度表", "填表日期: 2026-03-31", "填表日期: 2026-04-01");
  CHECK(later.at("合计.逾期") == "2"); // due on the day itself is in time
}

TEST_CASE("an officer's points are a rate times a factor less deductions, case by case") {
  const auto out = fill_sample("工作表/单警办案积分表");
  check_columns(out, "民警", "积分", "名次", {{"13.60", "1"}, {"11.50", "2"}, {"10.50", "3"}, {"0.00", "4"}});
  CHECK(out.at("合计.积分") == "35.60");
  CHECK(out.at("合计.人均") == "8.90");
  CHECK(fill_changed("工作表/单警办案积分表", "类别代号: M4", "类别代号: M9")
            .complains_of("类别代号在积分标准里没有"));
  CHECK(fill_changed("工作表/单警办案积分表", "警号: 样03", "警号: 样09").complains_of("警号在民警表里没有"));
}

TEST_CASE("departments are ranked by their weighted mean") {
  const auto out = fill_sample("工作表/部门警种评议表");
  check_columns(out, "部门", "总分", "名次", {{"85.78", "3"}, {"86.50", "2"}, {"93.85", "1"}});
  CHECK(fill_changed("工作表/部门警种评议表", "支援: 30,", "支援: 31,").complains_of("五项权重合计不是 100"));
}

TEST_CASE("a request for support is late by its own limit, unanswered ones by the closing time") {
  const auto out = fill_sample("工作表/支援请求记录");
  check_columns(out, "请求", "判定", "响应用时",
                {{"按时", "4"}, {"超时", "25"}, {"按时", "90"}, {"超时未响应", "—"}});
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

} // namespace
} // namespace fengqiao::station

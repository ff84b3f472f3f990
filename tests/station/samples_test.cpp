// Every shipped template with its sample, and the figures of the reports to the digit.
#include "tests/station/sample_fixture.hpp"

#include <catch2/catch.hpp>

namespace fengqiao::station {
namespace {

namespace fs = std::filesystem;
using namespace test;

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
  check_fields(out, {
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
                    });
}

TEST_CASE("the liaison report counts its tables") {
  const auto out = fill_sample("日报/联动协作");
  check_fields(out, {
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
                    });
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

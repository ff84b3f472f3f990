// Standards and data with mistakes: each is named with its place, and the rest is graded all the same.
#include "render/record.hpp"
#include "station/grading/county.hpp"
#include "station/grading/inputs.hpp"
#include "station/grading/score.hpp"
#include "tests/support/edit.hpp"
#include "tests/support/places.hpp"
#include "tests/support/temporary.hpp"
#include "tests/support/workbook.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <map>

namespace fengqiao::station::grading {
namespace {

namespace fs = std::filesystem;
using test::replaced;

const fs::path folder = test::source_dir() / "templates" / standards_folder;

std::string all(const Errors& errors) {
  std::string text;
  for (const auto& error : errors)
    text += to_text(error) + "\n";
  return text;
}

std::string faults_of(const std::string& from, const std::string& to) {
  const test::TemporaryFolder temporary;
  const auto read =
      load_standard(temporary.write("标准.yaml", replaced(test::slurp(folder / "标准.yaml"), from, to)));
  REQUIRE_FALSE(read);
  return all(read.error());
}

const Standard& shipped() {
  static const auto read = load_standard(folder / "标准.yaml");
  REQUIRE(read);
  return *read;
}

struct Loaded {
  StationData station;
  std::string problems, warnings;
  StationResult result;
};

Loaded load(const std::string& name, const std::string& text) {
  const test::TemporaryFolder temporary;
  static std::vector<Standard> one;
  one.assign(1, shipped());
  auto inputs = read_inputs({temporary.write(name, text)}, one);
  Loaded out;
  out.problems = all(inputs.problems);
  out.warnings = all(inputs.remarks);
  if (inputs.stations.empty()) return out;
  out.problems += all(inputs.stations[0].problems);
  out.warnings += all(inputs.stations[0].warnings);
  out.station = inputs.stations[0];
  out.result = grade(shipped(), inputs.stations[0]);
  return out;
}

Loaded changed(const std::string& from, const std::string& to) {
  return load("甲.yaml", replaced(test::slurp(folder / "样例/甲.yaml"), from, to));
}

const ItemResult& item(const Loaded& loaded, const std::string& number) {
  return loaded.result.items.at(shipped().item_index(number));
}

void has(const std::string& text, const std::string& part) {
  INFO(text);
  CHECK(text.find(part) != std::string::npos);
}

TEST_CASE("a standard's faults are named with line and column") {
  has(faults_of("权: [5, 5]\n", "权: [6, 5]\n"), "“城区”各项的权合计是 101，不是 100");
  has(faults_of("规则: lin(80,98)", "规则: lim(80,98)"), "没有规则“lim(80,98)”");
  has(faults_of("规则: lin(80,98)", "规则: lin(98,80)"), "写反了");
  has(faults_of("规则: lin(80,98)", "规则: lin(80,80)"), "相等，算起来要除以 0");
  has(faults_of("规则: inv(10,2)", "规则: inv(2,2)"), "相等，算起来要除以 0");
  has(faults_of("规则: cnt(1)", "规则: cnt(0)"), "应大于 0");
  has(faults_of("规则: cnt(1)", "规则: cnt"), "少了括号");
  has(faults_of("编号: A2", "编号: A1"), "编号“A1”用了两次，前一次在第");
  has(faults_of("二级, E2 ≥ 95%", "二级, E9 ≥ 95%"), "没有评分项“E9”");
  has(faults_of("[无否决, 上年度 ≥ 二级", "[无否决, 上年度 ≥ 特级"), "没有等级“特级”");
  has(faults_of("软件默认: 是", "软件默认: 否"), "没有写明印发的文件");
  has(faults_of("效果: 最高四级", "效果: 最高九级"), "不是一个等级");
  has(faults_of("关联项: A1", "关联项: A4"), "不是一个按 chg 计分的评分项");
  has(faults_of("规则: chg", "规则: cnt(1)"), "用不了 2 个原始数");
  has(faults_of("含义: 目标", "含义: 随便"), "可用：");
  has(faults_of("名称: 刑事立案数同比", "名字: 刑事立案数同比"), "没有“名字”这一项");
  const std::string shipped_text = test::slurp(folder / "标准.yaml");
  const auto at = shipped_text.find("规则: lin(80,98)");
  const auto line = 1 + std::count(shipped_text.begin(), shipped_text.begin() + static_cast<long>(at), '\n');
  has(faults_of("规则: lin(80,98)", "规则: lim(80,98)"), "标准.yaml:" + std::to_string(line) + ":9: ");
}

TEST_CASE("a number of a standard that cannot be meant is refused") {
  struct Row {
    const char *from, *to, *says;
  };
  const Row rows[]{
      {"持平: 0.70", "持平: 70", "“持平”应是 0 到 1 的数，实际是“70”"},
      {"新增: 0}", "新增: -1}", "“新增”应是 0 到 1 的数"},
      {"分数: 95", "分数: 950", "“分数”应是 0 到 100 的数，实际是“950”"},
      {"二级, E2 ≥ 95%", "二级, E2 ≥ 0.95", "里的“0.95”不是百分数"},
      {"二级, E2 ≥ 95%", "二级, E2 ≥ 950%", "不在 0% 到 100% 之间"},
      {"二级, E2 ≥ 95%", "二级, D1 ≥ 90%", "里的 D1 没有率"},
      {"自动: E2 < 80%", "自动: E2 < 0.8", "里的“0.8”不是百分数"},
      {"E 类 ≥ 80%\"", "E 类 ≥ 0.8\"", "里的“0.8”不是百分数"},
      {"E 类 ≥ 80%\"", "E 类 ≥ 800%\"", "不在 0% 到 100% 之间"},
      {"一级: 5%", "一级: 0.05", "“一级”应是 0% 到 100% 的百分数，如 5%，实际是“0.05”"},
      {"一级: 5%", "一级: 500%", "“一级”应是 0% 到 100% 的百分数"},
      {"比例: 90%", "比例: 0.9", "“比例”应是 0% 到 100% 的百分数"},
      {"-10:1; -5:0.85; 0:0.70; 5:0.40", "-0.10:1; -0.05:0.85; 0:0.70; 0.05:0.40", "要写百分数"},
      {"-10:1; -5:0.85; 0:0.70; 5:0.40", "-10:0.40; -5:0.70; 0:0.85; 5:1", "的系数比 -10 的还高"},
  };
  for (const auto& row : rows) {
    INFO(row.to);
    has(faults_of(row.from, row.to), row.says);
  }
}

TEST_CASE("several faults of a standard are all told") {
  const test::TemporaryFolder temporary;
  std::string text = replaced(test::slurp(folder / "标准.yaml"), "权: [5, 5]\n", "权: [6, 5]\n");
  text = replaced(text, "编号: A2", "编号: A1");
  text = replaced(text, "规则: lin(80,98)", "规则: lim(80,98)");
  const auto read = load_standard(temporary.write("标准.yaml", text));
  REQUIRE_FALSE(read);
  CHECK(read.error().size() == 3);
}

TEST_CASE("a basis that does not resolve is named at its item's line") {
  struct Nothing : CitationResolver {
    Result<ResolvedCitation> resolve(const std::string&) const override {
      return fail(ErrorCode::citation, "", "没有这一条", "相近的：XD2023-1.9");
    }
  };
  const Errors errors = check_basis(shipped(), Nothing());
  CHECK(errors.size() > 32); // 默认 is not looked up
  has(all(errors), "评分项“A1”的依据“HM-3.5”没有查到");
  CHECK(errors.front().code == ErrorCode::citation);
}

TEST_CASE("numbers that cannot be used are refused with their place, and the other items are scored") {
  auto loaded = changed("A4: [2912, 2976]", "A4: [-1, 2976]");
  has(loaded.problems, "甲.yaml:13:8");
  has(item(loaded, "A4").note, "原始数有误，计0分");
  CHECK(to_fixed(loaded.result.total, 2) == "92.85"); // 96.82 − 3.97
  loaded = changed("A4: [2912, 2976]", "A4: [2977, 2976]");
  has(loaded.problems, "“到位次”2977 多于“应到次”2976");
  loaded = changed("A4: [2912, 2976]", "A4: [两千, 2976]");
  has(loaded.problems, "应为整数，实际是“两千”");
  CHECK(item(loaded, "A4").state == ItemResult::State::faulty);
  loaded = changed("A4: [2912, 2976]", "A99: [2912, 2976]");
  has(loaded.problems, "没有栏目“原始数.A99”");
  CHECK(item(loaded, "A4").state == ItemResult::State::missing);
  loaded = changed("A4: [2912, 2976]", "A4: [2912]");
  CHECK(loaded.problems.empty());
  has(loaded.warnings, "只填了一部分，少“应到次”");
  loaded = changed("A4: [2912, 2976]", "A4: 不适用");
  CHECK(loaded.problems.empty());
  CHECK(to_fixed(item(loaded, "A4").score, 2) == "4.00");
  loaded = changed("A4: [2912, 2976]", "A4: [0, 0]");
  CHECK(item(loaded, "A4").state == ItemResult::State::not_applicable);
  loaded = changed("A6: 0", "A6: 0.5");
  has(loaded.problems, "应为整数");
  loaded = changed("V3: 否", "V3:");
  has(loaded.problems, "否决.V3");
  loaded = changed("项: [A4]", "项: [Z4]");
  has(loaded.problems, "评分项“Z4”标准里没有");
}

TEST_CASE("an item whose linked item has no numbers is not scored generously") {
  const auto loaded = changed("A1: [120, 96]", "A1: []");
  CHECK(item(loaded, "A1").state == ItemResult::State::missing);
  CHECK(item(loaded, "A5").state == ItemResult::State::missing);
}

TEST_CASE("a table with a row a station is read like records, mistakes with line and column") {
  const std::string header =
      "单位,类别,年度,上年等级,A1.基年数,A1.本年数,A6,G3,V1,V2,V3,V4,V5,V6,V8,A4.证据\n";
  const std::string no = "否,否,否,否,否,否,否";
  const auto loaded =
      load("全县.csv", header + "示例一所,城区,2025,二级,120,96,0,是," + no + ",E-2025-001 E-2025-002\n");
  CHECK(loaded.problems.empty());
  CHECK(to_fixed(item(loaded, "A1").score, 2) == "5.00");
  CHECK(to_fixed(item(loaded, "G3").score, 2) == "1.00");
  CHECK(item(loaded, "B1").state == ItemResult::State::missing);
  CHECK(item(loaded, "A4").evidence == std::vector<std::string>{"E-2025-001", "E-2025-002"});
  const auto wrong = load("全县.csv", header + "示例一所,城区,2025,二级,120,多,不适用,是," + no + ",\n");
  has(wrong.problems, "全县.csv:2:6: 栏目“原始数.A1.本年数”应为整数，实际是“多”");
  CHECK(item(wrong, "A6").state == ItemResult::State::not_applicable);
  has(load("全县.csv", "单位,A1.基年\n示例一所,1\n").problems, "没有“A1.基年”这一列");
  has(load("全县.csv", "单位,A6,A6\n示例一所,1,2\n").problems, "有两次");
  CHECK(blank_table(shipped()).starts_with(
      "\xEF\xBB\xBF单位,类别,年度,上年等级,评定日期,A1.基年数,A1.本年数,A2.基年数"));
}

TEST_CASE("the sample of a data form as a table says what the sample says") {
  const auto sample = render::load_record(shipped().sample);
  REQUIRE(sample);
  const Loaded table = load("全县.csv", filled_table(shipped(), sample->body)),
               record = load("甲.yaml", test::slurp(shipped().sample));
  CHECK(table.problems.empty());
  REQUIRE(table.result.items.size() == record.result.items.size());
  for (std::size_t i = 0; i < record.result.items.size(); ++i) {
    CHECK(table.result.items[i].state == record.result.items[i].state);
    CHECK(table.result.items[i].score == record.result.items[i].score);
  }
}

TEST_CASE("a county counts each station once, of one year, and no row of sums") {
  const test::TemporaryFolder temporary;
  const std::vector<Standard> one{shipped()};
  const std::string sample = test::slurp(folder / "样例/甲.yaml");
  const auto a = temporary.write("甲.yaml", sample), again = temporary.write("甲2.yaml", sample);
  const auto b = temporary.write("乙.yaml", test::slurp(folder / "样例/乙.yaml"));
  const auto older = temporary.write(
      "乙旧.yaml", replaced(test::slurp(folder / "样例/乙.yaml"), "年度: \"2025\"", "年度: \"2024\""));
  CHECK(all(read_inputs({a, b}, one).problems).empty());
  const Inputs twice = read_inputs({a, again, b}, one);
  CHECK(twice.problems.size() == 1);
  has(all(twice.problems), "甲2.yaml:");
  has(all(twice.problems), "写了两次，另一次在 " + a.string());
  const Inputs years = read_inputs({a, older}, one);
  CHECK(years.problems.size() == 1);
  has(all(years.problems), "年度是“2024”");
  has(all(years.problems), "请分开评");

  const Inputs table =
      read_inputs({temporary.write("全县.csv", "单位,年度,A6\n一所,2025,1\n小计,,1\n二所,2025,2\n"
                                               "合 计,,3\n平均数,,1.5\n总计,2025,3\n")},
                  one);
  REQUIRE(table.stations.size() == 2);
  CHECK(table.stations[1].station == "二所");
  CHECK(table.remarks.size() == 4);
  has(all(table.remarks), "全县.csv:5: “合 计”这一行不是一个所，没有算进去");
  CHECK(all(table.problems).empty());
}

TEST_CASE("what lowered the level is the sentence that a county's table shows") {
  CHECK(changed("A6: 0", "A6: 0").result.lowered.empty());
  const auto lacking = changed("E2: [488, 500]", "E2: [470, 500]");
  CHECK(to_fixed(lacking.result.total, 2) == "95.71");
  CHECK(lacking.result.lowered.starts_with("不具备一级的必备条件：群众满意度（E2 ≥ 95%）（实际：94.00%）"));
  const auto vetoed = changed("V3: 否", "V3: 是");
  CHECK(vetoed.result.lowered.starts_with("否决项V3"));
}

TEST_CASE("what a standard's switch needs and nobody filled in is a problem, not passed over") {
  const auto assessment = load_standard(folder / "枫桥式.yaml");
  REQUIRE(assessment);
  const test::TemporaryFolder temporary;
  const std::string sample = test::slurp(folder / "样例/甲-枫桥式.yaml");
  const auto problems = [&](const std::string& text) {
    const Inputs inputs = read_inputs({temporary.write("评.yaml", text)}, {*assessment});
    REQUIRE(inputs.stations.size() == 1);
    return all(inputs.stations[0].problems);
  };
  const std::string dated = replaced(sample, "形成日期: ", "有效至: 2025-01-01, 形成日期: ");
  CHECK(problems(dated).empty());
  has(problems(replaced(dated, "评定日期: 2026-01-15\n", "")), "没有填“评定日期”，证据是否过期无法判断");

  const auto by_people = load_standard(temporary.write(
      "标准.yaml", replaced(test::slurp(folder / "标准.yaml"), "关联按: 立案数", "关联按: 发案率")));
  REQUIRE(by_people);
  const std::string station = test::slurp(folder / "样例/甲.yaml");
  const auto linked = [&](const std::string& text) {
    const Inputs inputs = read_inputs({temporary.write("甲.yaml", text)}, {*by_people});
    REQUIRE(inputs.stations.size() == 1);
    return all(inputs.stations[0].problems);
  };
  has(linked(station), "没有填“上年实有人口”“本年实有人口”，发案率算不出来");
  CHECK(linked(replaced(station, "原始数:", "上年实有人口: 60000\n本年实有人口: 61200\n\n原始数:")).empty());
}

TEST_CASE("a supposed grade is one that the standard knows") {
  const auto assessment = load_standard(folder / "枫桥式.yaml");
  REQUIRE(assessment);
  const Inputs inputs = read_inputs({folder / "样例/甲-枫桥式.yaml"}, {*assessment});
  REQUIRE(inputs.stations.size() == 1);
  StationData data = inputs.stations[0];
  const auto wrong = suppose(*assessment, "J1=特级", data);
  REQUIRE_FALSE(wrong);
  has(wrong.error().message, "没有“特级”这一档");
  CHECK(suppose(*assessment, "J1=三级", data));
}

// The empty table as a sheet with one station, some of its cells filled in.
std::vector<std::vector<std::string>> sheet_of(const std::map<std::string, std::string>& filled) {
  std::vector<std::vector<std::string>> rows(2);
  std::string header = blank_table(shipped()).substr(3);
  header.resize(header.size() - 2);
  for (std::size_t at = 0; at <= header.size();) {
    const std::size_t end = std::min(header.find(',', at), header.size());
    rows[0].push_back(header.substr(at, end - at));
    const auto value = filled.find(rows[0].back());
    rows[1].push_back(value == filled.end() ? "" : value->second);
    at = end + 1;
  }
  return rows;
}

std::map<std::string, std::string> a_station() {
  return {{"单位", "示例一所"}, {"类别", "城区"},      {"年度", "2025"},
          {"上年等级", "二级"}, {"评定日期", "46037"}, {"A1.基年数", "120"},
          {"A1.本年数", "96"},  {"G3", "是"},          {"D1", "93.700000000000003"}};
}

TEST_CASE("the empty table filled in and saved as XLSX is read like the CSV, days and numbers as typed") {
  const auto rows = sheet_of(a_station());
  REQUIRE(rows[0].size() > 60); // many columns are usual
  std::string csv;
  for (const auto& row : rows)
    for (std::size_t i = 0; i < row.size(); ++i) {
      const bool day = row[i] == "46037", grade = row[i].starts_with("93.7");
      csv += (i == 0 ? (csv.empty() ? "" : "\n") : ",") + (day ? "2026-01-15" : grade ? "93.7" : row[i]);
    }
  const auto loaded = load("全县.xlsx", test::workbook(rows));
  CHECK(loaded.warnings.find("公式") == std::string::npos);
  CHECK(loaded.result.total == load("全县.csv", csv + "\n").result.total);
  CHECK(loaded.station.station == "示例一所");
  CHECK(to_iso(loaded.station.assessed.value()) == "2026-01-15"); // a workbook's number for the day
  CHECK(to_fixed(item(loaded, "A1").score, 2) == "5.00");
  CHECK(to_fixed(item(loaded, "D1").score, 2) == "4.00");
  CHECK(item(loaded, "D1").formula.find("93.7") != std::string::npos);
  CHECK(item(loaded, "D1").formula.find("93.70000") == std::string::npos);
  auto titled = rows;
  titled.insert(titled.begin(), {"2025年度评分数据"});
  const auto below = load("全县.xlsx", test::workbook(titled, {"A1:C1"}));
  CHECK(below.station.station == "示例一所");
  has(below.warnings, "合并的单元格");
}

TEST_CASE("mistakes in a workbook are told with file, row and column") {
  auto filled = a_station();
  filled["A1.本年数"] = "多";
  has(load("全县.xlsx", test::workbook(sheet_of(filled))).problems,
      "全县.xlsx:2:7: 栏目“原始数.A1.本年数”应为整数，实际是“多”");
  filled["A1.本年数"] = "=A1+1";
  has(load("全县.xlsx", test::workbook(sheet_of(filled))).problems,
      "全县.xlsx:2:7: 这一格是公式，没有保存算出的值");
  filled["A1.本年数"] = "=90+6|96";
  const auto computed = load("全县.xlsx", test::workbook(sheet_of(filled)));
  CHECK(to_fixed(item(computed, "A1").score, 2) == "5.00");
  has(computed.warnings, "有 1 格是公式，用的是上次保存时算出的值");
  filled["A1.本年数"] = "96";
  filled["评定日期"] = "去年";
  has(load("全县.xlsx", test::workbook(sheet_of(filled))).problems, "全县.xlsx:2:5: 栏目“评定日期”");

  // A header in two lines, the upper one merged.
  const std::vector<std::vector<std::string>> two{
      {"单位", "刑事立案数", ""}, {"", "基年数", "本年数"}, {"示例一所", "120", "96"}};
  has(load("两行.xlsx", test::workbook(two, {"B1:C1"})).problems, "两行.xlsx:1: 这不是一所一行的评分表");
  has(load("两行.xlsx", test::workbook(two, {"B1:C1"})).problems, "请取消合并");
  has(load("没有.xlsx", test::workbook({{"所", "A1.基年数"}, {"示例一所", "1"}})).problems,
      "没有.xlsx: 前 20 行里没有“单位”");
  has(load("空.xlsx", test::workbook({sheet_of({})[0]})).problems, "空.xlsx: 表里没有数据");
  std::string locked = "\xD0\xCF\x11\xE0";
  for (const char c : std::string("EncryptedPackage"))
    locked += {c, '\0'};
  has(load("密.xlsx", locked).problems, "密.xlsx: 工作簿有打开密码");
  has(load("半.xlsx", test::workbook(sheet_of(filled)).substr(0, 600)).problems, "半.xlsx");
  std::vector<std::string> wide(1100, "x");
  wide[0] = "单位";
  has(load("宽.xlsx", test::workbook({wide})).problems, "超过 1024 列");
}

TEST_CASE("last year's results are read from a workbook, too") {
  const test::TemporaryFolder temporary;
  const auto read =
      read_results(temporary.write("上年.xlsx", test::workbook({{"2024年度结果"},
                                                                {"单位", "总分", "等级", "A类"},
                                                                {"示例一所", "91.2", "二级", "22.5"}})));
  REQUIRE(read);
  CHECK(to_fixed(read->at("示例一所").total, 2) == "91.20");
  CHECK(to_fixed(read->at("示例一所").categories.at("A"), 2) == "22.50");
  const auto wrong = read_results(
      temporary.write("错.xlsx", test::workbook({{"单位", "总分", "等级"}, {"示例一所", "高", "二级"}})));
  REQUIRE_FALSE(wrong);
  has(all(wrong.error()), "错.xlsx:2: 总分“高”不是数");
}

TEST_CASE("suppositions that cannot be understood say what can be written") {
  StationData data = load("甲.yaml", test::slurp(folder / "样例/甲.yaml")).station;
  for (const auto* what : {"A4", "Z1=3", "A4=很多", "A6=50%", "G3=也许", "A4=3000/2976", "V7=是", "A4=1/2/3",
                           "A6=0.3", "A4=120%", "A4=-1%", "A1=1.5/2"}) {
    INFO(what);
    const auto done = suppose(shipped(), what, data);
    REQUIRE_FALSE(done);
    CHECK(done.error().code == ErrorCode::usage);
  }
  CHECK(suppose(shipped(), "A4=98%", data));
  CHECK(to_fixed(grade(shipped(), data).total, 2) == "96.85");
}

} // namespace
} // namespace fengqiao::station::grading

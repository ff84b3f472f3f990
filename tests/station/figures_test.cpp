#include "station/figures.hpp"
#include "station/rates.hpp"

#include "core/yaml.hpp"
#include "tests/support/temporary.hpp"

#include <catch2/catch.hpp>

#include <optional>

namespace fengqiao::station {
namespace {

using render::Value;

// A small form: enough for every rule.
constexpr std::string_view form = R"(
type: object
required: [警, 装备, 提交, 交班, 件]
properties:
  警:
    type: object
    required: [刑事, 治安]
    properties:
      刑事: {$ref: "#/$defs/对比"}
      治安: {$ref: "#/$defs/对比"}
      合计:
        type: object
        properties:
          本期: {type: integer, x-computed: true}
          上一日: {type: integer, x-computed: true}
          环比: {type: string, x-computed: true}
  装备: {type: object, required: [完好, 应有], properties: {完好: {type: integer}, 应有: {type: integer}}}
  重复: {type: integer}
  占比: {type: string, x-computed: true}
  提交: {type: string, format: date-time}
  交班: {type: string, format: date-time}
  报送: {type: string, x-computed: true}
  件:
    type: array
    x-nullable: true
    items:
      type: object
      required: [状态, 分]
      properties:
        状态: {type: string, enum: [办结, 办理中]}
        分: {type: number}
        双倍: {type: number, x-computed: true}
  办结分: {type: number, x-computed: true}
  零报告: {type: string, x-computed: true}
$defs:
  对比:
    type: object
    x-fields: [本期, 上一日]
    required: [本期]
    properties:
      本期: {type: integer}
      上一日: {type: integer}
      环比: {type: string, x-computed: true}
)";

constexpr std::string_view rules = R"yaml(
figures:
  - {field: 警.合计.本期, value: sum(警.*.本期)}
  - {field: 警.合计.上一日, value: sum(警.*.上一日)}
  - {field: 警.*.环比, value: "change(本期, 上一日)"}
  - {field: 占比, value: "share(重复, 警.合计.本期)"}
  - {field: 报送, value: "late(提交, 交班)"}
  - {field: 件.*.双倍, value: 分 * 2}
  - {field: 办结分, value: "fixed(sum(件.分, 状态 = 办结), 2)"}
  - field: 零报告
    zero_report: {counts: [警.*.本期, 重复], lists: [件], also: [装备.完好 = 装备.应有]}
checks:
  - {equal: [装备.完好, 装备.应有], message: 装备不齐}
  - {at_most: [提交, 交班], message: 迟报, level: warning}
)yaml";

struct Outcome {
  Value record;
  Errors problems, warnings;
  [[nodiscard]] std::string at(std::string_view path) const {
    const Value* value = record.at_path(path);
    return value == nullptr || value->is_null() ? "缺" : value->text;
  }
};

class Form {
public:
  Form(std::string_view schema, std::string_view figures) {
    auto loaded = render::load_schema(folder_.write("schema.yaml", schema));
    REQUIRE(loaded);
    schema_ = std::move(*loaded);
    figures_ = load_figures(folder_.write("figures.yaml", figures), schema_);
  }

  [[nodiscard]] const Result<FigureSet, Errors>& figures() const { return figures_; }

  [[nodiscard]] Outcome fill(const std::string& text) const {
    for (const auto& error : figures_ ? Errors{} : figures_.error())
      UNSCOPED_INFO(to_text(error));
    REQUIRE(figures_);
    const auto tree = parse_yaml(text, "报表.yaml");
    REQUIRE(tree);
    Outcome out;
    out.record = render::check_record(*tree, schema_, "报表.yaml", out.problems);
    compute(*figures_, out.record, out.problems, out.warnings);
    return out;
  }

private:
  test::TemporaryFolder folder_;
  render::Field schema_;
  Result<FigureSet, Errors> figures_;
};

std::string record(const std::string& crimes, const std::string& others = "重复: 2, 件: []",
                   const std::string& submitted = "2026-03-10T07:52") {
  return "{警: {刑事: " + crimes + ", 治安: [30, 25]}, 装备: {完好: 8, 应有: 8}, " + others +
         ", 提交: " + submitted + ", 交班: 2026-03-10T08:30}";
}

std::optional<Rational> decimal(const std::string& text) {
  return text == "缺" ? std::nullopt : parse_decimal(text);
}

TEST_CASE("changes are rounded half up in absolute value and signed, base 0 and a missing base have words") {
  const auto [now, base, printed] = GENERATE(table<std::string, std::string, std::string>({
      {"38", "34", "+11.76%"},
      {"38", "41", "−7.32%"},
      {"6", "6", "0.00%"},
      {"2", "3", "−33.33%"},
      {"8", "7", "+14.29%"},
      {"601", "906", "−33.66%"},
      {"0", "2", "−100.00%"},
      {"200125", "200000", "+0.06%"},   // 0.0625 %
      {"1000125", "1000000", "+0.01%"}, // 0.0125 %: half up at the third decimal
      {"999950", "1000000", "−0.01%"},  // −0.005 %: half up in absolute value
      {"1000049", "1000000", "0.00%"},  // rounds to nothing: no sign
      {"999951", "1000000", "0.00%"},
      {"0", "0", "持平"},
      {"3", "0", "新增"},
      {"3", "缺", "—"},
      {"缺", "3", "—"},
      {"缺", "0", "—"},
  }));
  INFO(now << " / " << base);
  CHECK(change_text(decimal(now), decimal(base)) == printed);
}

TEST_CASE("shares are percentages with two decimals, and a dash where the whole is 0 or missing") {
  const auto [part, whole, printed] = GENERATE(table<std::string, std::string, std::string>({
      {"2", "38", "5.26%"},
      {"5", "6", "83.33%"},
      {"64", "66", "96.97%"},
      {"2", "2", "100.00%"},
      {"0", "7", "0.00%"},
      {"1", "800", "0.13%"}, // 0.125 %
      {"0", "0", "—"},
      {"缺", "7", "—"},
      {"7", "缺", "—"},
  }));
  INFO(part << " / " << whole);
  CHECK(share_text(decimal(part), decimal(whole)) == printed);
}

TEST_CASE("signed numbers use the minus sign of the page") {
  CHECK(signed_text(Rational(1, 2)) == "+0.5");
  CHECK(signed_text(Rational(-3, 2)) == "−1.5");
  CHECK(signed_text(0) == "0");
}

TEST_CASE("figures are computed from the record and keep to the schema's places") {
  const auto out =
      Form(form, rules)
          .fill(record("[8, 9]", "重复: 2, 件: [{状态: 办结, 分: 1.125}, {状态: 办理中, 分: 3}]"));
  CHECK(out.problems.empty());
  CHECK(out.warnings.empty());
  CHECK(out.at("警.合计.本期") == "38");
  CHECK(out.at("警.合计.上一日") == "34");
  CHECK(out.at("警.合计.环比") == "+11.76%");
  CHECK(out.at("警.刑事.环比") == "−11.11%");
  CHECK(out.at("占比") == "5.26%");
  CHECK(out.at("报送") == "按时");
  CHECK(out.at("办结分") == "1.13");
  CHECK(out.record.find("件")->items[1].find("双倍")->text == "6");
  CHECK(out.at("零报告") == "否");
  CHECK(out.record.at_path("警.合计.本期")->origin == "计算");
}

TEST_CASE("a stated figure has to equal the computed one, and both are named where it does not") {
  const Form sheet(form, rules);
  SECTION("equal") {
    const auto out = sheet.fill(record("[8, 9]", "重复: 2, 件: [], 占比: 5.26%"));
    CHECK(out.problems.empty());
    CHECK(out.at("占比") == "5.26%");
  }
  SECTION("different") {
    const auto out = sheet.fill(record("[8, 9]", "重复: 2, 件: [], 占比: 5.27%"));
    REQUIRE(out.problems.size() == 1);
    CHECK(out.problems[0].code == ErrorCode::data);
    CHECK(out.problems[0].where == "报表.yaml:1");
    CHECK(out.problems[0].message == "栏目“占比”填的是“5.27%”，算得“5.26%”（share(重复, 警.合计.本期)）");
  }
  SECTION("with a typed hyphen for the minus sign") {
    const auto out = sheet.fill(
        "{警: {刑事: {本期: 8, 上一日: 9, 环比: -11.11%}, 治安: [30, 25]}, 装备: {完好: 8, 应有: 8},"
        " 件: [], 提交: 2026-03-10T07:52, 交班: 2026-03-10T08:30}");
    CHECK(out.problems.empty());
    CHECK(out.at("警.刑事.环比") == "−11.11%");
  }
}

TEST_CASE("an empty count makes its figures missing, not 0, and is named once") {
  const auto out = Form(form, rules).fill(record("{本期: , 上一日: 9}"));
  REQUIRE(out.problems.size() == 1);
  CHECK(out.problems[0].message == "栏目“警.刑事.本期”没有填写");
  CHECK(out.at("警.合计.本期") == "—");
  CHECK(out.at("警.合计.环比") == "—");
  CHECK(out.at("占比") == "—");
  CHECK(out.at("零报告") == "—");
  CHECK(out.at("警.合计.上一日") == "34");
}

TEST_CASE("compute names an empty required field itself where nobody has checked the record") {
  const Form sheet(form, rules);
  auto out = sheet.fill(record("[8, 9]"));
  out.record.set_path("警.刑事.本期", Value{});
  Errors problems, warnings;
  compute(*sheet.figures(), out.record, problems, warnings);
  REQUIRE_FALSE(problems.empty());
  CHECK(problems[0].message == "栏目“警.刑事.本期”没有填写，“警.合计.本期”算不出来");
  CHECK(problems[0].hint == "没有发生的填 0；空白不等于 0");
}

TEST_CASE("a missing base prints a dash and is only warned of where a total needs it") {
  const auto out = Form(form, rules).fill(record("[8]"));
  CHECK(out.problems.empty());
  CHECK(out.at("警.刑事.环比") == "—");
  CHECK(out.at("警.合计.环比") == "—");
  REQUIRE(out.warnings.size() == 1);
  CHECK(out.warnings[0].message == "栏目“警.刑事.上一日”没有填写，“警.合计.上一日”算不出来");
}

TEST_CASE("submitting after hand-over is late by the minute") {
  const auto [submitted, printed, warned] = GENERATE(table<std::string, std::string, bool>({
      {"2026-03-10T08:29", "按时", false},
      {"2026-03-10T08:30", "按时", false},
      {"2026-03-10T08:31", "迟报", true},
      {"2026-03-11T00:00", "迟报", true},
      {"2026-03-09T24:00", "按时", false},
  }));
  const auto out = Form(form, rules).fill(record("[8, 9]", "重复: 2, 件: []", submitted));
  CHECK(out.at("报送") == printed);
  CHECK(out.warnings.empty() != warned);
}

TEST_CASE("a failed check names both sides with their values") {
  const auto out = Form(form, rules)
                       .fill("{警: {刑事: [8, 9], 治安: [30, 25]}, 装备: {完好: 7, 应有: 8}, 件: [],"
                             " 提交: 2026-03-10T07:52, 交班: 2026-03-10T08:30}");
  REQUIRE(out.problems.size() == 1);
  CHECK(out.problems[0].message == "装备不齐：装备.完好为7，装备.应有为8");
  CHECK(out.problems[0].where == "报表.yaml:1");
}

TEST_CASE("a zero report is told from one without notable matters") {
  const auto fill = [](const std::string& crimes, const std::string& equipment, const std::string& cases) {
    return Form(form, rules)
        .fill("{警: {刑事: " + crimes + ", 治安: [0, 25]}, 装备: " + equipment + ", 件: " + cases +
              ", 提交: 2026-03-10T07:52, 交班: 2026-03-10T08:30}")
        .at("零报告");
  };
  CHECK(fill("[0, 9]", "{完好: 8, 应有: 8}", "[]") == "全零");
  CHECK(fill("[0, 9]", "{完好: 8, 应有: 8}", "无") == "全零");
  CHECK(fill("[1, 9]", "{完好: 8, 应有: 8}", "[]") == "无突出情况");
  CHECK(fill("[0, 9]", "{完好: 7, 应有: 8}", "[]") == "无突出情况");
  CHECK(fill("[0, 9]", "{完好: 8, 应有: 8}", "[{状态: 办结, 分: 1}]") == "否");
  CHECK(fill("[0, 9]", "{完好: 8, 应有: 8}", "[], 重复: 0") == "全零");
  CHECK(fill("[0, 9]", "{完好: 8, 应有: 8}", "[], 重复: 1") == "无突出情况");
}

TEST_CASE("figures.yaml is checked against the schema when it is loaded, each fault with its line") {
  const auto [line, message] = GENERATE(table<std::string, std::string>({
      {"- {field: 警.总计.本期, value: sum(警.*.本期)}", "schema.yaml 里没有栏目“警.总计.本期”"},
      {"- {field: 重复, value: sum(警.*.本期)}", "“重复”不是计算栏目"},
      {"- {field: 占比, value: \"share(重复, 警.本期)\"}", "没有栏目“警.本期”"},
      {"- {field: 占比, value: \"rate(重复, 重复)\"}", "没有函数“rate”"},
      {"- {field: 占比, value: share(重复)}", "“share”的参数个数不对"},
      {"- {field: 占比, value: \"share(重复, 提交)\"}", "share要的是数，给的是时刻"},
      {"- {field: 办结分, value: 件}", "“件”是一张表，要写成 count(件)"},
      {"- {field: 办结分, value: 件.分}", "“件.分”不止一个值，要写成 sum(件.分)"},
      {"- {field: 办结分, value: \"count(件, 状态 = 办完)\"}", "“状态”没有“办完”这个值"},
      {"- {field: 办结分, value: \"count(件, 状态)\"}", "条件要写成“栏目 = 值”"},
      {"- {field: 办结分, value: \"sum(件.状态)\"}", "“状态”不是数"},
      {"- {field: 办结分, value: \"change(重复, 重复)\"}", "算式的结果和栏目“办结分”的 type 不是一类"},
      {"- {field: 办结分, value: \"fixed(重复, 重复)\"}", "fixed 的小数位数要写 0 到 6"},
      {"- {field: 办结分, value: 警.合计.本期}", "用到的“警.合计.本期”还没有计算"},
      {"- {field: 办结分, value: 办结分 + 1}", "用到的“办结分”还没有计算"},
      {"- {field: 占比, formula: 1}", "不认识“formula”"},
      {"- {field: 零报告, zero_report: {counts: [件]}}", "counts 里要写计数栏目，不能写表名"},
      {"- {field: 零报告, zero_report: {lists: [重复]}}", "lists 里要写表名"},
  }));
  INFO(line);
  const Form sheet(form, "figures:\n  " + line + "\n");
  REQUIRE_FALSE(sheet.figures());
  const Error& first = sheet.figures().error().front();
  CHECK(first.message == message);
  CHECK(first.where.find("figures.yaml:2:") != std::string::npos);
}

TEST_CASE("a check for doubles is about fields of a list's items") {
  const auto [check, message] = GENERATE(table<std::string, std::string>({
      {"{unique: [编号], each: 件.*, message: 重}", "表里没有栏目“编号”"},
      {"{unique: [状态], each: 警.*, message: 重}", "unique 的 each 要写到表的各条，如：票.*"},
      {"{unique: [状态], message: 重}", "unique 的 each 要写到表的各条，如：票.*"},
      {"{unique: [状态], each: 件.*}", "核对缺 message（不符时怎样说）"},
      {"{unique: [], each: 件.*, message: 重}", "unique 要写栏目名，如 unique: [编号]"},
  }));
  INFO(check);
  const std::string text(rules);
  const Form sheet(form, text.substr(0, text.find("checks:")) + "checks:\n  - " + check + "\n");
  REQUIRE_FALSE(sheet.figures());
  CHECK(sheet.figures().error().front().message == message);
}

TEST_CASE("a computed field that nobody computes is refused") {
  const Form sheet(form, "figures: []");
  REQUIRE_FALSE(sheet.figures());
  CHECK(sheet.figures().error().front().message == "计算栏目“件.双倍”没有算法");
}

TEST_CASE("numbers that grow beyond all reason are refused, not computed") {
  std::string schema = "type: object\nproperties:\n  初: {type: number}\n";
  std::string figures = "figures:\n";
  std::string before = "初";
  for (int i = 0; i < 20; ++i) {
    const std::string name = "数" + std::to_string(i);
    schema += "  " + name + ": {type: number, x-computed: true}\n";
    figures += "  - {field: " + name + ", value: " + before + " * " + before + "}\n";
    before = name;
  }
  const auto out = Form(schema, figures).fill("初: 123456789012345678901234567890");
  REQUIRE(out.problems.size() == 1);
  CHECK(out.problems[0].code == ErrorCode::limit);
}

// One figure of each kind over a small list of jobs.
constexpr std::string_view jobs_form = R"(
type: object
required: [今, 数]
properties:
  今: {type: string, format: date-time}
  数: {type: number}
  整: {type: number, x-computed: true}
  件:
    type: array
    items:
      type: object
      required: [起]
      properties:
        起: {type: string, format: date-time}
        止: {type: string, format: date-time}
        分: {type: number}
        天: {type: integer, x-computed: true}
        分钟: {type: integer, x-computed: true}
        名次: {type: integer, x-computed: true}
)";

constexpr std::string_view jobs_rules = R"yaml(
figures:
  - {field: 整, value: ceil(数)}
  - {field: 件.*.天, value: "days(起, 今)"}
  - {field: 件.*.分钟, value: "minutes(起, 止)"}
  - {field: 件.*.名次, value: "rank(件.分, 分)"}
)yaml";

TEST_CASE("ceil gives the smallest whole number that is not below, exactly") {
  const auto [given, whole] = GENERATE(table<std::string, std::string>(
      {{"40.2", "41"}, {"40", "40"}, {"0", "0"}, {"0.000001", "1"}, {"-1.5", "-1"}, {"-2", "-2"}}));
  INFO(given);
  CHECK(Form(jobs_form, jobs_rules).fill("{今: 2026-03-01T08:00, 数: " + given + "}").at("整") == whole);
}

TEST_CASE("days count by the calendar and minutes by the clock, and what has not happened yet has none") {
  const auto out = Form(jobs_form, jobs_rules).fill(R"(
今: 2026-03-01T00:10
数: 1
件:
  - {起: 2026-02-28T23:50, 止: 2026-03-01T00:10, 分: 3}
  - {起: 2028-02-28T00:00, 止: 2028-02-28T00:00, 分: 5}
  - {起: 2026-03-01T23:59, 止: 2026-03-01T23:00, 分: 3}
  - {起: 2025-03-01T00:00, 分: 1}
)");
  CHECK(out.problems.empty());
  CHECK(out.warnings.empty());
  const auto of = [&](std::size_t item, std::string_view field) {
    return out.record.find("件")->items.at(item).find(field)->text;
  };
  CHECK(of(0, "天") == "1");
  CHECK(of(0, "分钟") == "20");
  CHECK(of(1, "天") == "-729");
  CHECK(of(1, "分钟") == "0");
  CHECK(of(2, "天") == "0");
  CHECK(of(2, "分钟") == "-59");
  CHECK(of(3, "天") == "365");
  CHECK(of(3, "分钟") == "—");
  CHECK(of(0, "名次") == "2"); // equal numbers share a place
  CHECK(of(1, "名次") == "1");
  CHECK(of(2, "名次") == "2");
  CHECK(of(3, "名次") == "4");
}

TEST_CASE("spans of time, ceilings and places refuse what they cannot take") {
  const auto [value, message] = GENERATE(table<std::string, std::string>({
      {"\"days(起, 分)\"", "days要的是时刻，给的是数"},
      {"ceil(起)", "ceil要的是数，给的是时刻"},
      {"\"rank(件, 分)\"", "rank 的第一个参数要写表里的栏目"},
      {"\"rank(分, 分)\"", "rank 的第一个参数要写表里的栏目"},
      {"\"rank(件.起, 分)\"", "“起”不是数"},
  }));
  INFO(value);
  const Form sheet(jobs_form, "figures:\n  - {field: 件.*.名次, value: " + value + "}\n");
  REQUIRE_FALSE(sheet.figures());
  CHECK(sheet.figures().error().front().message == message);
}

} // namespace
} // namespace fengqiao::station

#include "core/yaml.hpp"
#include "render/schema.hpp"

#include "tests/support/temporary.hpp"

#include <catch2/catch.hpp>

using namespace fengqiao;
using namespace fengqiao::render;

namespace {

const Field& form() {
  static const Field field = [] {
    const test::TemporaryFolder folder;
    return load_schema(folder.write("schema.yaml", R"(type: object
required: [单位, 接报警, 质态问题, 附记]
properties:
  单位: {type: string, maxLength: 8, x-key: station}
  类别: {type: string, enum: [城区, 农村], default: 城区}
  统计日: {type: string, format: date}
  提交时刻: {type: string, format: date-time}
  已审定: {type: boolean}
  净值: {type: number, minimum: -5, maximum: 5}
  接报警:
    type: object
    x-key: j
    required: [刑事]
    properties:
      刑事:
        type: object
        x-fields: [本期, 上一日]
        required: [本期]
        properties: {本期: {type: integer, x-unit: 起, minimum: 0}, 上一日: {type: integer}}
      合计: {type: integer, x-computed: true}
  质态问题:
    type: array
    x-nullable: true
    maxItems: 2
    items: {type: object, required: [环节], properties: {环节: {type: string}, 时限: {type: string}}}
  附记: {type: string, x-nullable: true}
  调解员: {type: array, items: {type: string}}
)"))
        .value();
  }();
  return field;
}

const std::string kHead = "单位: 城关所\n附记:\n质态问题: []\n";
const std::string kCalls = "接报警: {刑事: [2, 3]}\n";

struct Checked {
  Value value;
  Errors problems;
};

Checked check(const std::string& yaml) {
  Checked out;
  const auto tree = parse_yaml(yaml, "r.yaml");
  REQUIRE(tree);
  out.value = check_record(*tree, form(), "r.yaml", out.problems);
  return out;
}

} // namespace

TEST_CASE("a good record is typed, with defaults filled in and each value's place") {
  const auto checked = check(
      kHead + "接报警: {刑事: [２, 03]}\n净值: －１．50\n统计日: 2026年3月9日\n提交时刻: 2026-03-10 07:52\n"
              "已审定: 是\n调解员: [甲, 乙]\n");
  CHECK(checked.problems.empty());
  CHECK(checked.value.at_path("接报警.刑事.本期")->text == "2");
  CHECK(checked.value.at_path("接报警.刑事.本期")->kind == Value::Kind::number);
  CHECK(checked.value.at_path("接报警.刑事.上一日")->text == "3");
  CHECK(checked.value.at_path("接报警.刑事.本期")->origin == "r.yaml:4 栏目“接报警.刑事.本期”");
  CHECK(checked.value.find("净值")->text == "-1.50");
  CHECK(checked.value.find("统计日")->text == "2026年3月9日");
  CHECK(checked.value.find("提交时刻")->text == "2026年3月10日07:52");
  CHECK(checked.value.find("已审定")->boolean);
  CHECK(checked.value.find("类别")->text == "城区");
  CHECK(checked.value.find("质态问题")->kind == Value::Kind::list);
  CHECK(checked.value.at_path("接报警.合计")->is_null());
}

TEST_CASE("an ASCII alias is the same field, and both at once are refused") {
  CHECK(check("station: 城关所\n附记:\n质态问题: 无\nj: {刑事: {本期: 1}}\n").problems.empty());
  const auto twice = check(kHead + kCalls + "station: 城关所\n");
  REQUIRE(twice.problems.size() == 1);
  CHECK(twice.problems[0].message.find("写了两次") != std::string::npos);
}

TEST_CASE("every kind of problem is named with place, field and what to do") {
  struct Row {
    std::string yaml, where, message, hint;
  };
  const Row rows[] = {
      {kHead + "接报警: {刑事: [两起]}\n", "r.yaml:4:", "栏目“接报警.刑事.本期”应为整数，实际是“两起”", "2"},
      {kHead + "接报警: {刑事: [2起]}\n", "r.yaml:4", "应为整数", "请只写数字：2"},
      {kHead + "接报警: {刑事: [1.5]}\n", "r.yaml:4", "应为整数", "整数"},
      {kHead + "接报警: {刑事: [-1]}\n", "r.yaml:4", "不能小于 0，实际是 -1", ""},
      {kHead + "接报警: {刑事: [2, 3, 4]}\n", "r.yaml:4", "最多 2 个值", ""},
      {kHead + "接报警: {刑事: 2}\n", "r.yaml:4", "栏目“接报警.刑事”应为一组栏目，实际是“2”",
       "[本期, 上一日]"},
      {kHead + "接报警: {刑事: []}\n", "r.yaml:4", "栏目“接报警.刑事”没有填写", "[本期, 上一日]"},
      {kHead + "接报警: {刑事: {本期: }}\n", "r.yaml:4", "栏目“接报警.刑事.本期”没有填写", "空白不等于 0"},
      {kHead + "接报警: {刑事: {上一日: 1}}\n", "r.yaml:4", "缺少必填栏目“接报警.刑事.本期”", "没有就填 0"},
      {kHead + "接报警: {刑是: [2, 3], 刑事: [1]}\n", "r.yaml:4:", "没有栏目“接报警.刑是”", "“刑事”"},
      {kHead + kCalls + "刑事: 2\n", "r.yaml:5:1", "没有栏目“刑事”", "“接报警.刑事”"},
      {kHead + kCalls + "类别: 县城\n", "r.yaml:5", "应为“城区”、“农村”之一，实际是“县城”", ""},
      {kHead + kCalls + "统计日: 2026-02-30\n", "r.yaml:5", "应为日期", "是否存在"},
      {kHead + kCalls + "统计日: 2026-02\n", "r.yaml:5", "应为日期", "写到日"},
      {kHead + kCalls + "提交时刻: 2026-03-10\n", "r.yaml:5", "应为日期和时间", "时间"},
      {kHead + kCalls + "已审定: 大概\n", "r.yaml:5", "应为是或否", "是"},
      {kHead + kCalls + "净值: 6\n", "r.yaml:5", "不能大于 5", ""},
      {kHead + kCalls + "净值: 1,234\n", "r.yaml:5", "应为数", "1234"},
      {kHead + kCalls + "调解员: 甲\n", "r.yaml:5", "应为列表", "- "},
      {kHead + kCalls + "调解员: [甲, ]\n", "", "", ""},
      {"单位: 示例县公安局城关派出所\n附记:\n质态问题: []\n" + kCalls, "r.yaml:1", "最多 8 字，实际 11 字",
       ""},
      {"附记:\n质态问题: []\n" + kCalls, "r.yaml:1", "缺少必填栏目“单位”", "文字"},
      {"单位: 城关所\n质态问题: []\n" + kCalls, "r.yaml:1", "缺少必填栏目“附记”", ""},
      {"单位: 城关所\n附记: 无\n" + kCalls, "r.yaml:1", "缺少必填栏目“质态问题”", "无"},
      {"单位: 城关所\n附记: 无\n质态问题:\n" + kCalls, "r.yaml:3", "栏目“质态问题”没有填写", "请写“无”"},
      {"单位: 城关所\n附记: 无\n质态问题: [{环节: 甲}, {环节: 乙}, {环节: 丙}]\n" + kCalls, "r.yaml:3",
       "最多 2 项，实际 3 项", ""},
      {"单位: 城关所\n附记: 无\n质态问题:\n  - 时限: 今日\n" + kCalls, "r.yaml:4",
       "缺少必填栏目“质态问题[1].环节”", ""},
  };
  for (const auto& row : rows) {
    INFO(row.yaml);
    const auto checked = check(row.yaml);
    if (row.message.empty()) {
      CHECK(checked.problems.empty());
      continue;
    }
    REQUIRE(checked.problems.size() == 1);
    INFO(to_text(checked.problems[0]));
    CHECK(checked.problems[0].code == ErrorCode::data);
    CHECK(checked.problems[0].where.rfind(row.where, 0) == 0);
    CHECK(checked.problems[0].message.find(row.message) != std::string::npos);
    CHECK(checked.problems[0].hint.find(row.hint) != std::string::npos);
  }
}

TEST_CASE("all problems come at once, and the rest of the record is still typed") {
  const auto checked = check("单位: 城关所\n接报警: {刑事: [二, 3]}\n净值: 9\n多余: 1\n");
  CHECK(checked.problems.size() == 5); // 多余, 二, 9, 质态问题, 附记
  CHECK(checked.value.find("单位")->text == "城关所");
  CHECK(checked.value.at_path("接报警.刑事.本期")->is_null());
  CHECK(checked.value.at_path("接报警.刑事.上一日")->text == "3");
  CHECK(checked.value.find("净值")->text == "9");
}

#include "render/record.hpp"

#include "core/encoding.hpp"
#include "render/schema.hpp"
#include "tests/support/growth.hpp"
#include "tests/support/temporary.hpp"

#include <catch2/catch.hpp>

using namespace fengqiao;
using namespace fengqiao::render;

namespace {

// The tree without places, as text.
std::string shown(const DataNode& node) {
  if (node.is_null()) return "~";
  if (node.is_scalar()) return node.scalar;
  std::string out = node.is_list() ? "[" : "{";
  for (const auto& item : node.items)
    out += shown(item) + ",";
  for (const auto& member : node.members)
    out += member.key + ":" + shown(member.value) + ",";
  return out + (node.is_list() ? "]" : "}");
}

const char* kYaml = R"(template: 日报/质态监督
单位: 城关派出所
接报警:
  刑事: {本期: 2, 上一日: 3}
附记: |-
  第一行，有“引号”
  第二行
空栏:
质态问题:
  - {环节: 办案, 事由: 未上传}
  - {环节: 接警, 事由: 超时}
调解员: [甲, 乙]
)";
const char* kCsv = "栏目,填写,说明\r\n"
                   "模板,日报/质态监督,\r\n"
                   "单位,城关派出所,必填\r\n"
                   "接报警.刑事.本期,2,\r\n"
                   "接报警．刑事．上一日,3,\r\n"
                   "附记,\"第一行，有“引号”\n第二行\",\r\n"
                   "空栏,,\r\n"
                   "质态问题[1].环节,办案,\r\n"
                   "质态问题[1].事由,未上传,\r\n"
                   "质态问题[2].环节,接警,\r\n"
                   "质态问题[2].事由,超时,\r\n"
                   "质态问题[3].环节,,\r\n"
                   "质态问题[3].事由,,\r\n"
                   "调解员[1],甲,\r\n"
                   "调解员[2],乙,\r\n";

} // namespace

TEST_CASE("the YAML and the CSV form of a record give the same tree") {
  const auto yaml = parse_record(kYaml, "r.yaml", false);
  const auto csv = parse_record(kCsv, "r.csv", true);
  REQUIRE(yaml);
  REQUIRE(csv);
  CHECK(yaml->template_id == "日报/质态监督");
  CHECK(csv->template_id == yaml->template_id);
  CHECK(csv->template_where == "r.csv:2");
  CHECK(shown(csv->body) == shown(yaml->body));
  CHECK(csv->body.find("接报警")->find("刑事")->find("上一日")->line == 5);
  CHECK(csv->body.find("质态问题")->items[0].line == 9); // the cell above it runs over two lines
}

TEST_CASE("a CSV form is read in the encodings and with the separators that office programs write") {
  const test::TemporaryFolder folder;
  const std::string text = "模板,日报/质态监督\n单位,城关派出所\n附记,今天没有突出情况\n";
  std::string semicolons = text;
  for (char& c : semicolons)
    if (c == ',') c = ';';
  for (const auto& bytes : {text, "\xEF\xBB\xBF" + text, encode_gb18030(text).value(), semicolons}) {
    const auto record = load_record(folder.write("r.csv", bytes));
    REQUIRE(record);
    CHECK(record->body.text("单位") == "城关派出所");
  }
}

TEST_CASE("dotted names are understood in YAML too") {
  const auto record = parse_record("template: a\n接报警.刑事.本期: 2\n接报警:\n  治安: 1\n", "r.yaml", false);
  REQUIRE(record);
  CHECK(shown(record->body) == "{接报警:{刑事:{本期:2,},治安:1,},}");
}

TEST_CASE("a list that the CSV form leaves blank is an empty field, not an empty item") {
  const auto record = parse_record("模板,a\n问题[1].环节,\n问题[1].事由,\n备注,\n", "r.csv", true);
  REQUIRE(record);
  CHECK(shown(record->body) == "{问题:~,备注:~,}");
  for (const char* text : {"模板,a\n问题,无\n问题[1].环节,\n问题[1].事由,\n",
                           "模板,a\n问题[1].环节,\n问题,无\n", "模板,a\n问题,\n问题,无\n"})
    if (const auto none = parse_record(text, "r.csv", true)) CHECK(shown(none->body) == "{问题:无,}");
}

TEST_CASE("what cannot be a record is refused with what to do") {
  struct Row {
    const char* text;
    bool csv;
    const char *where, *message;
  };
  const Row rows[] = {
      {"", false, "r", "文件是空的"},
      {"单位: 城关所\n", false, "r", "没有写用哪个模板"},
      {"- 甲\n", false, "r:1", "栏目: 填写"},
      {"栏目,填写\n单位,城关所\n", true, "r", "没有写用哪个模板"},
      {"模板,a\n单位,城关所,多\n", true, "r:2", "3 格"},
      {"模板,a\n单位,甲\n单位,乙\n", true, "r:3", "重复，第 2 行"},
      {"模板,a\n单位,甲\n单位.名称,乙\n", true, "r:3", "冲突"},
      {"模板,a\n问题[零],甲\n", true, "r:2", "看不懂"},
      {"模板,a\n,甲\n", true, "r:2", "没有栏目名"},
  };
  for (const auto& row : rows) {
    INFO(row.text);
    const auto record = parse_record(row.text, "r", row.csv);
    REQUIRE_FALSE(record);
    CHECK(record.error()[0].where == row.where);
    CHECK(record.error()[0].message.find(row.message) != std::string::npos);
    CHECK_FALSE(record.error()[0].hint.empty());
  }
  const auto other = load_record("表.xlsx");
  REQUIRE_FALSE(other);
  CHECK(other.error()[0].hint.find("CSV") != std::string::npos);
}

TEST_CASE("a CSV form of fifty thousand rows is read in linear time") {
  const auto form = [](int rows) {
    std::string text = "模板,a\n";
    for (int i = 1; i <= rows; ++i)
      text += "件[" + std::to_string(i) + "].名,甲\n";
    return text;
  };
  const auto record = parse_record(form(50'000), "r.csv", true);
  REQUIRE(record);
  CHECK(record->body.find("件")->items.size() == 50'000);
  const auto time = [&](int rows) {
    const std::string text = form(rows);
    return test::processor_time([&] { REQUIRE(parse_record(text, "r.csv", true)); });
  };
  CHECK(test::grows_linearly(time, 20'000, 40'000));
}

TEST_CASE("list items of a CSV form stand in the order of their numbers, whatever the order of the rows") {
  const auto record =
      parse_record("模板,a\n件[2].名,乙\n件[10].名,癸\n件[1].名,甲\n人[3],丙\n人[1],甲\n", "r.csv", true);
  REQUIRE(record);
  CHECK(shown(record->body) == "{件:[{名:甲,},{名:乙,},{名:癸,},],人:[甲,丙,],}");
}

TEST_CASE("a message names a list item by the number that was written") {
  const test::TemporaryFolder folder;
  const auto schema = load_schema(folder.write(
      "schema.yaml", "type: object\nproperties:\n  件:\n    type: array\n    items:\n      type: object\n"
                     "      required: [名]\n      properties: {名: {type: string}, 数: {type: integer}}\n"));
  REQUIRE(schema);
  const auto record =
      parse_record("模板,a\n件[1].名,\n件[4].名,丁\n件[4].数,多\n件[2].名,乙\n件[2].坏,x\n", "r.csv", true);
  REQUIRE(record);
  Errors problems;
  const Value value = check_record(record->body, *schema, "r.csv", problems);
  REQUIRE(problems.size() == 2);
  CHECK(problems[0].message == "没有栏目“件[2].坏”");
  CHECK(problems[1].message.starts_with("栏目“件[4].数”"));
  CHECK(value.find("件")->items[1].origin == "r.csv:3 栏目“件[4]”");
}

TEST_CASE("dotted names are understood on every level of a YAML record and in its list items") {
  const auto shown_record = [](const char* yaml) {
    const auto record = parse_record(yaml, "r.yaml", false);
    INFO((record ? std::string() : to_text(record.error().front())));
    REQUIRE(record);
    return shown(record->body);
  };
  CHECK(shown_record("template: a\n接:\n  刑.本: x\n  刑.上: z\n") == "{接:{刑:{本:x,上:z,},},}");
  CHECK(shown_record("template: a\n接:\n  刑.本: x\n另.甲: y\n") == "{接:{刑:{本:x,},},另:{甲:y,},}");
  CHECK(shown_record("template: a\n项:\n  - {类.大: 一, 类.小: 二}\n  - 名: 三\n") ==
        "{项:[{类:{大:一,小:二,},},{名:三,},],}");
  CHECK(shown_record("template: a\n组:\n  项:\n    - 类.大: 一\n") == "{组:{项:[{类:{大:一,},},],},}");
  const auto twice = parse_record("template: a\n项:\n  - {类: {大: 一}, 类.大: 二}\n", "r.yaml", false);
  REQUIRE_FALSE(twice);
  CHECK(twice.error().front().where.starts_with("r.yaml:3"));
}

TEST_CASE("a path of thousands of characters is cut short in every message") {
  std::string longest;
  for (int i = 0; i < 3000; ++i)
    longest += "栏";
  for (const std::string& rows :
       {longest + ",1\n" + longest + ",2\n", longest + ",1\n" + longest + ".甲,2\n"}) {
    const auto record = parse_record("模板,a\n" + rows, "r.csv", true);
    REQUIRE_FALSE(record);
    CHECK(record.error().front().message.size() < 400);
  }
}

TEST_CASE("a path of half a million steps is refused with its place, not followed") {
  for (const char* step : {"a.", "a[1]."}) {
    std::string path;
    for (int i = 0; i < 500'000; ++i)
      path += step;
    const auto csv = parse_record("模板,small\n" + path + "a,1\n", "r.csv", true);
    REQUIRE_FALSE(csv);
    CHECK(csv.error().front().code == ErrorCode::limit);
    CHECK(csv.error().front().where.starts_with("r.csv:2"));
    CHECK(csv.error().front().message.size() < 1000);
  }
}

TEST_CASE("tens of thousands of different or repeated rows are read in one pass") {
  const auto distinct = [](int rows) {
    std::string text = "模板,small\n";
    for (int i = 0; i < rows; ++i)
      text += "栏" + std::to_string(i) + ",1\n";
    return text;
  };
  const auto repeated = [](int rows) {
    std::string text = "模板,small\n";
    for (int i = 0; i < rows; ++i)
      text += "栏,\n栏.甲" + std::to_string(i) + ",1\n";
    return text;
  };
  const auto record = parse_record(distinct(60'000), "r.csv", true);
  REQUIRE(record);
  CHECK(record->body.members.size() == 60'000);
  CHECK(record->body.members.back().key == "栏59999");
  const auto time = [](const std::string& text) {
    return test::processor_time([&] { REQUIRE(parse_record(text, "r.csv", true)); });
  };
  CHECK(test::grows_linearly(time, distinct(8'000), distinct(16'000)));
  CHECK(test::grows_linearly(time, repeated(8'000), repeated(16'000)));
}

#include "render/schema.hpp"

#include "tests/support/temporary.hpp"

#include <catch2/catch.hpp>

using namespace fengqiao;
using namespace fengqiao::render;

namespace {

Result<Field, Errors> load(std::string_view text) {
  const test::TemporaryFolder folder;
  return load_schema(folder.write("schema.yaml", text));
}

// A schema of one field 甲 with these keywords.
std::string with(const std::string& keywords) {
  return "type: object\nproperties:\n  甲: {" + keywords + "}\n";
}

} // namespace

TEST_CASE("a schema is read with its names, units, limits and references") {
  const auto root = load(R"(type: object
required: [警情, 类别]
$defs:
  计数:
    type: object
    x-fields: [本期, 上一日]
    required: [本期]
    properties:
      本期: {type: integer, minimum: 0, x-unit: 起}
      上一日: {type: integer, minimum: 0}
properties:
  警情: {$ref: "#/$defs/计数", title: 接报警情, x-key: j}
  类别: {type: string, enum: [城区, 农村], default: 城区}
  问题: {type: array, x-nullable: true, items: {type: object, properties: {依据: {type: string, format: citation}}}}
  比: {type: number, x-computed: true}
)");
  REQUIRE(root);
  const Field* calls = root->find("j");
  REQUIRE(calls != nullptr);
  CHECK(calls->name == "警情");
  CHECK(calls->title == "接报警情");
  CHECK(calls->required);
  CHECK(calls->short_form == std::vector<std::string>{"本期", "上一日"});
  CHECK(root->at_path("警情.本期")->unit == "起");
  CHECK(root->at_path("警情.本期")->required);
  CHECK(root->find("类别")->fallback == "城区");
  CHECK(root->at_path("问题.依据")->format == FieldFormat::citation);
  CHECK(root->at_path("问题[1].依据") == root->at_path("问题.依据"));
  CHECK(root->find("问题")->nullable);
  CHECK(root->find("比")->computed);
  CHECK(root->at_path("警情.没有") == nullptr);
}

TEST_CASE("what would silently check nothing is refused with its line") {
  struct Row {
    std::string text, place, message;
  };
  const Row rows[] = {
      {with("type: integer, minimun: 0"), ":3:", "不认识的关键字“minimun”"},
      {with("type: string, minimum: 0"), ":3:", "不能用在 type: string"},
      {with("type: text"), ":3:", "不认识"},
      {with("title: 甲"), ":3:", "缺少 type"},
      {with("type: [string, \"null\"]"), ":3:", "不认识"},
      {with("type: string, format: time"), ":3:", "format“time”不认识"},
      {with("$ref: \"#/$defs/无\""), ":3:", "不存在"},
      {with("type: integer, minimum: 多"), ":3:", "应为数"},
      {with("type: integer, minimum: 2, maximum: 1"), ":3:", "minimum 大于 maximum"},
      {with("type: integer, default: 两"), ":3:", "default"},
      {with("type: string, enum: [是, 是]"), ":3:", "重复"},
      {with("type: string, x-computed: 是"), ":3:", "true 或 false"},
      {with("type: string, x-key: 甲键"), ":3:", "别名"},
      {with("type: array"), ":3:", "没有写 items"},
      {with("type: object"), ":3:", "没有写 properties"},
      {with("type: object, additionalProperties: true, properties: {乙: {type: string}}"),
       ":3:", "只能是 false"},
      {with("type: object, required: [丙], properties: {乙: {type: string}}"), ":3:", "不在 properties 中"},
      {with("type: array, items: {type: array, items: {type: string}}"), ":3:", "不能又是列表"},
      {"type: object\nproperties:\n  甲.乙: {type: string}\n", ":3:", "不能用"},
      {"type: object\nproperties:\n  模板: {type: string}\n", ":3", "记录文件自用"},
      {"type: object\nproperties:\n  甲: {type: string, x-key: a}\n  乙: {type: string, x-key: a}\n",
       ":4:", "同名"},
      {"type: object\nproperties:\n  甲: {type: string, x-key: a}\n  a: {type: string}\n", ":4:", "同名"},
      {"type: string\n", ":1", "type: object"},
  };
  for (const auto& row : rows) {
    INFO(row.text);
    const auto root = load(row.text);
    REQUIRE_FALSE(root);
    CHECK(root.error()[0].code == ErrorCode::data);
    INFO(to_text(root.error()[0]));
    CHECK(root.error()[0].where.find("schema.yaml" + row.place) != std::string::npos);
    CHECK(root.error()[0].message.find(row.message) != std::string::npos);
  }
}

TEST_CASE("all faults of a schema are listed at once") {
  const auto root =
      load("type: object\nproperties:\n  甲: {type: int}\n  乙: {type: string, maxlength: 3}\n");
  REQUIRE_FALSE(root);
  REQUIRE(root.error().size() == 2);
  CHECK(root.error()[1].hint.find("maxLength") != std::string::npos);
}

TEST_CASE("a reference that leads back to itself, or multiplies without end, is refused") {
  const auto loop =
      load("type: object\n$defs:\n  甲: {type: object, properties: {乙: {$ref: \"#/$defs/甲\"}}}\n"
           "properties:\n  丙: {$ref: \"#/$defs/甲\"}\n");
  REQUIRE_FALSE(loop);
  CHECK(loop.error()[0].message.find("指回了自己") != std::string::npos);

  std::string text = "type: object\n$defs:\n  d0: {type: string}\n";
  for (int i = 1; i <= 30; ++i) {
    const std::string ref = "{$ref: \"#/$defs/d" + std::to_string(i - 1) + "\"}";
    text += "  d" + std::to_string(i) + ": {type: object, properties: {甲: " + ref + ", 乙: " + ref + "}}\n";
  }
  const auto bomb = load(text + "properties:\n  丙: {$ref: \"#/$defs/d30\"}\n");
  REQUIRE_FALSE(bomb);
  CHECK(bomb.error()[0].code == ErrorCode::limit);
}

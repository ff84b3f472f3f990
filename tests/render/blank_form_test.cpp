#include "render/blank_form.hpp"

#include "core/yaml.hpp"
#include "render/record.hpp"
#include "tests/support/temporary.hpp"

#include <catch2/catch.hpp>

using namespace fengqiao;
using namespace fengqiao::render;

namespace {

Template form() {
  const test::TemporaryFolder folder;
  folder.write("日报/template.md", "---\ntitle: 样例日报\n---\n{{单位}}\n");
  folder.write("日报/schema.yaml", R"(type: object
required: [单位, 警情, 问题]
properties:
  单位: {type: string, title: 单位全称}
  类别: {type: string, enum: [城区, 农村], default: 城区}
  警情: {type: object, x-fields: [本期, 上一日], x-unit: 起, properties: {本期: {type: integer}, 上一日: {type: integer}, 环比: {type: string, x-computed: true}}}
  问题: {type: array, x-nullable: true, items: {type: object, required: [环节], properties: {环节: {type: string}, 时限: {type: string, format: date}}}}
  附记: {type: string, format: multiline}
)");
  return load_template(folder.path() / "日报", "日报").value();
}

} // namespace

TEST_CASE("a blank YAML record says of each field what is expected, and can be read back") {
  const std::string text = blank_yaml(form());
  CHECK(text.find("template: 日报\n") != std::string::npos);
  CHECK(text.find("单位:  # 必填；单位全称\n") != std::string::npos);
  CHECK(text.find("类别: 城区  # 选填；“城区”、“农村”之一\n") != std::string::npos);
  CHECK(text.find("警情: []  # 必填；起；依次填 [本期, 上一日]\n") != std::string::npos);
  CHECK(text.find("#  - 环节:  # 必填\n#    时限:  # 选填；日期") != std::string::npos);
  CHECK(text.find("环比") == std::string::npos);
  const auto record = parse_record(text, "r.yaml", false);
  REQUIRE(record);
  Errors problems;
  check_record(record->body, form().schema, "r.yaml", problems);
  CHECK(problems.size() == 3); // 单位, 警情, 问题
}

TEST_CASE("a CSV form reads back what it was filled with, and guards formulas") {
  const auto body =
      parse_yaml("单位: \"=HYPERLINK()\"\n警情: [2, -3]\n问题:\n  - {环节: \"办案,\\n移送\"}\n附记: 平安\n",
                 "r.yaml")
          .value();
  const std::string text = csv_form(form(), &body);
  CHECK(text.rfind("\xEF\xBB\xBF栏目,填写,说明\r\n模板,日报,样例日报\r\n", 0) == 0);
  CHECK(text.find("单位,'=HYPERLINK(),") != std::string::npos);
  CHECK(text.find("警情.上一日,-3,") != std::string::npos);
  const auto record = parse_record(text.substr(3), "r.csv", true);
  REQUIRE(record);
  Errors problems;
  const Value value = check_record(record->body, form().schema, "r.csv", problems);
  for (const auto& problem : problems)
    UNSCOPED_INFO(to_text(problem));
  CHECK(problems.empty());
  CHECK(value.find("单位")->text == "=HYPERLINK()");
  CHECK(value.at_path("警情.上一日")->text == "-3");
  CHECK(value.find("问题")->items[0].find("环节")->text == "办案,\n移送");
}

TEST_CASE("a blank CSV form has the rows of one item and takes 无 for a list") {
  std::string text = csv_form(form(), nullptr);
  const auto at = text.find("问题,,");
  REQUIRE(at != std::string::npos);
  CHECK(text.find("问题[1].环节,,") != std::string::npos);
  text.insert(at + std::string("问题,").size(), "无");
  const auto record = parse_record(text.substr(3), "r.csv", true);
  REQUIRE(record);
  CHECK(record->body.text("问题") == "无");
}

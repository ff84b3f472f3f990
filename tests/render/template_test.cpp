#include "render/template.hpp"

#include "tests/support/temporary.hpp"

#include <catch2/catch.hpp>

using namespace fengqiao;
using namespace fengqiao::render;

namespace {

const char* kSchema = R"(type: object
properties:
  单位: {type: string, x-key: station}
  已审定: {type: boolean}
  警情:
    type: object
    properties:
      刑事: {type: object, properties: {本期: {type: integer}}}
  问题:
    type: array
    items: {type: object, properties: {环节: {type: string}, 单位: {type: string}}}
  人员: {type: array, items: {type: string}}
)";

Errors faults(const std::string& body) {
  const test::TemporaryFolder folder;
  folder.write("t/template.md", "---\ntitle: 样例\nalias: sample\n---\n" + body);
  folder.write("t/schema.yaml", kSchema);
  const auto loaded = load_template(folder.path() / "t", "t");
  return loaded ? Errors{} : loaded.error();
}

} // namespace

TEST_CASE("a template whose tags all stand in the schema is loaded") {
  CHECK(faults("{{单位}} {{station}} {{警情.刑事.本期}} {{已审定}} {{人员}}\n"
               "{{! 说明 }}\n"
               "{{#警情}}{{刑事.本期}}{{单位}}{{/警情}}\n"
               "{{#问题}}{{序号}} {{环节}} {{单位}} {{警情.刑事.本期}}{{/问题}}{{^问题}}无{{/问题}}\n"
               "{{#人员}}{{序号}}{{.}}{{/人员}} {{#单位}}{{.}}{{/单位}} {{#已审定}}是{{/已审定}}\n"
               "{{#引据说明}}{{.}}{{/引据说明}}\n")
            .empty());
}

TEST_CASE("each refused tag is named with its line") {
  struct Row {
    const char *body, *message, *hint;
  };
  const Row rows[] = {
      {"{{{单位}}}", "不能用 {{{ }}}", "{{ }}"},
      {"{{& 单位}}", "不能用 {{& 单位}}", "{{单位}}"},
      {"{{> 页脚}}", "引入别的文件", "模板里"},
      {"{{=<% %>=}}", "改变标签的括号", "{{ }}"},
      {"{{单位", "没有结束", "{{栏目}}"},
      {"{{}}", "看不懂", "空格"},
      {"{{单 位}}", "看不懂", "空格"},
      {"{{单味}}", "没有栏目“单味”", "“单位”"},
      {"{{警情.刑是.本期}}", "“警情”里没有栏目“刑是”", "“刑事”"},
      {"{{单位.名称}}", "“单位”里没有栏目“名称”", "没有下级"},
      {"{{警情.刑事}}", "是一组栏目", "警情.刑事.本期"},
      {"{{问题}}", "是列表，不能直接印", "{{#问题}}"},
      {"{{问题.环节}}", "是列表", "{{#问题}}"},
      {"{{环节}}", "没有栏目“环节”", "可用的栏目"},
      {"{{.}}", "{{.}}", "{{#列表}}"},
      {"{{#已审定}}{{.}}{{/已审定}}", "{{.}}", "{{#列表}}"},
      {"{{序号}}", "没有栏目“序号”", ""},
      {"{{#问题}}", "{{#问题}} 没有结束", "{{/问题}}"},
      {"{{/问题}}", "前面没有", ""},
      {"{{#问题}}{{#人员}}{{/问题}}{{/人员}}", "不配对", "{{/人员}}"},
      {"\xF3\xB0\x80\x81", "程序自用的字符", ""},
  };
  for (const auto& row : rows) {
    const auto errors = faults(std::string("第一行\n") + row.body + "\n");
    INFO(row.body);
    REQUIRE_FALSE(errors.empty());
    INFO(to_text(errors[0]));
    CHECK(errors[0].code == ErrorCode::data);
    CHECK(errors[0].where.find("template.md:6") != std::string::npos);
    CHECK(errors[0].message.find(row.message) != std::string::npos);
    CHECK(errors[0].hint.find(row.hint) != std::string::npos);
  }
}

TEST_CASE("a control character in a template is refused with its line: one of them means a line end inside") {
  for (const char* control : {"\x01", "\x02", "\x1b"}) {
    const Errors found = faults("文\n\n甲" + std::string(control) + "# 乙\n");
    REQUIRE(found.size() == 1);
    CHECK(found.front().where.ends_with("template.md:7"));
    CHECK(found.front().message.find("控制字符") != std::string::npos);
  }
  CHECK(faults("甲\t乙\r\n").empty());
}

TEST_CASE("a template folder with a link to a folder that it stands in is read once") {
  const test::TemporaryFolder folder;
  folder.write("日报/甲/template.md", "---\ntitle: 甲\n---\n文\n");
  folder.write("日报/甲/schema.yaml", kSchema);
  std::filesystem::create_directory_symlink(folder.path(), folder.path() / "日报/回头");
  std::filesystem::create_directory_symlink("..", folder.path() / "日报/甲/上层");
  std::filesystem::create_directory_symlink("甲", folder.path() / "日报/又名");
  const TemplateLibrary library(folder.path());
  std::vector<std::string> ids;
  for (const auto& entry : library.entries())
    ids.push_back(entry.id);
  CHECK(ids == std::vector<std::string>{"日报/又名", "日报/甲"}); // a link to a neighbour is a second name
}

TEST_CASE("all faults of a template come at once, each only once") {
  const auto errors = faults("{{单味}}\n{{#没有}}{{甲}}{{乙}}{{.}}{{/没有}}\n{{{单位}}}\n{{还没有}}\n");
  REQUIRE(errors.size() == 4);
}

TEST_CASE("sections nested too deeply are refused") {
  std::string open, close;
  for (int i = 0; i < 10'000; ++i) {
    open += "{{#已审定}}";
    close += "{{/已审定}}";
  }
  const auto errors = faults(open + close);
  REQUIRE_FALSE(errors.empty());
  CHECK(errors[0].code == ErrorCode::limit);
}

TEST_CASE("a template is found by its id and by its alias, an unknown one names those near it") {
  const test::TemporaryFolder folder;
  folder.write("日报/质态监督/template.md",
               "---\ntitle: 质态监督日报\nalias: daily-quality\nstyle: 日报\n---\n{{单位}}\n");
  folder.write("日报/质态监督/schema.yaml", kSchema);
  folder.write("日报/联动协作/template.md", "---\ntitle: 联动协作日报\nalias: daily-linkage\n---\n");
  folder.write("日报/联动协作/schema.yaml", kSchema);
  const TemplateLibrary library(folder.path());
  REQUIRE(library.entries().size() == 2);
  CHECK(library.entries()[1].alias == "daily-quality");
  for (const char* name : {"日报/质态监督", "daily-quality", "templates/日报/质态监督/"}) {
    const auto loaded = library.load(name);
    REQUIRE(loaded);
    CHECK(loaded->id == "日报/质态监督");
    CHECK(loaded->title == "质态监督日报");
    CHECK(loaded->style == "日报");
  }
  const auto unknown = library.load("日报/质态监管", "r.yaml:1");
  REQUIRE_FALSE(unknown);
  CHECK(unknown.error()[0].where == "r.yaml:1");
  CHECK(unknown.error()[0].hint.find("日报/质态监督") != std::string::npos);
  const TemplateLibrary nowhere(folder.path() / "没有");
  CHECK(nowhere.entries().empty());
}

TEST_CASE("a template without title, schema or closed front matter says so") {
  const test::TemporaryFolder folder;
  folder.write("a/template.md", "---\nalias: A b\n---\n");
  CHECK(load_template(folder.path() / "a", "a").error().size() == 3); // title, alias, no schema
  folder.write("b/template.md", "---\ntitle: 样例\n");
  folder.write("b/schema.yaml", kSchema);
  CHECK(load_template(folder.path() / "b", "b").error()[0].message == "文件头没有结束");
}

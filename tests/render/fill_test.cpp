#include "render/fill.hpp"

#include "core/yaml.hpp"
#include "render/markdown.hpp"
#include "render/markdown_escape.hpp"
#include "tests/support/growth.hpp"
#include "tests/support/temporary.hpp"

#include <catch2/catch.hpp>

using namespace fengqiao;
using namespace fengqiao::render;

namespace {

const char* kSchema = R"(type: object
properties:
  单位: {type: string}
  备注: {type: string}
  数: {type: integer}
  值: {type: number}
  审定: {type: boolean}
  组: {type: object, properties: {甲: {type: string}, 备注: {type: string}}}
  问题:
    type: array
    items: {type: object, properties: {环节: {type: string}, 备注: {type: string}, 件: {type: array, items: {type: string}}}}
  人员: {type: array, items: {type: string}}
  判断: {type: array, items: {type: boolean}}
)";

struct Form {
  TemplateProgram program;
  Value record;
};

Form form(const std::string& body, const std::string& yaml) {
  const test::TemporaryFolder folder;
  const auto schema = load_schema(folder.write("schema.yaml", kSchema));
  REQUIRE(schema);
  Form out;
  Errors errors;
  out.program = compile_template(body, *schema, "t.md", 1, errors);
  for (const auto& error : errors)
    UNSCOPED_INFO(to_text(error));
  REQUIRE(errors.empty());
  out.record = check_record(parse_yaml(yaml, "r.yaml").value(), *schema, "r.yaml", errors);
  REQUIRE(errors.empty());
  return out;
}

// The tree as text: neighbouring texts are one, where they came from does not matter.
std::string shown(const MdNode& node) {
  if (node.kind == MdKind::text) return node.text;
  std::string out = "(" + std::to_string(static_cast<int>(node.kind)) + "." + std::to_string(node.level);
  if (!node.text.empty()) out += " " + node.text;
  out += ":";
  for (const auto& child : node.children)
    out += shown(child);
  return out + ")";
}

// Filled, with each token replaced by its value in ⟨⟩.
std::string filled(const std::string& body, const std::string& yaml) {
  const Form f = form(body, yaml);
  const auto result = fill(f.program, f.record);
  REQUIRE(result);
  std::string out;
  for (std::size_t pos = 0; pos < result->markdown.size();) {
    if (const auto* value = result->tokens.read(std::string_view(result->markdown).substr(pos))) {
      out += "⟨" + value->text + "⟩";
      pos += token_bytes;
    } else {
      out += result->markdown[pos++];
    }
  }
  return out;
}

std::string as_markdown(const std::string& body, const std::string& yaml) {
  const Form f = form(body, yaml);
  const Filled filled = fill(f.program, f.record).value();
  return write_out_tokens(filled.markdown, filled.tokens);
}

} // namespace

TEST_CASE("what a tag prints and what a section does") {
  struct Row {
    const char *body, *yaml, *expected;
  };
  const Row rows[] = {
      {"{{单位}}", "单位: 城关所", "⟨城关所⟩"},
      {"[{{单位}}]", "{}", "[]"},
      {"{{数}} {{值}}", "{数: 0, 值: -1.50}", "⟨0⟩ ⟨−1.50⟩"},
      {"{{审定}}", "审定: 是", "⟨☑⟩"},
      {"{{审定}}", "审定: 否", "⟨☐⟩"},
      {"{{#审定}}已{{/审定}}{{^审定}}未{{/审定}}", "审定: 否", "未"},
      {"{{人员}}", "人员: [甲, 乙]", "⟨甲、乙⟩"},
      {"{{判断}}", "判断: [是, 否]", "⟨☑、☐⟩"},
      {"{{#人员}}{{序号}}{{.}};{{/人员}}", "人员: [甲, 乙]", "⟨1⟩⟨甲⟩;⟨2⟩⟨乙⟩;"},
      {"{{#判断}}{{.}}{{/判断}}", "判断: [是, 否]", "⟨☑⟩⟨☐⟩"},
      {"{{#人员}}有{{/人员}}{{^人员}}无{{/人员}}", "人员: []", "无"},
      {"{{#人员}}有{{/人员}}{{^人员}}无{{/人员}}", "{}", "无"},
      {"{{#数}}{{.}}起{{/数}}{{^数}}缺{{/数}}", "数: 0", "⟨0⟩起"},
      {"{{#数}}{{.}}起{{/数}}{{^数}}缺{{/数}}", "{}", "缺"},
      {"{{#单位}}有{{.}}{{/单位}}{{^单位}}无{{/单位}}", "单位: 所", "有⟨所⟩"},
      {"{{#组}}{{甲}}{{单位}}{{/组}}", "{组: {甲: 一}, 单位: 所}", "⟨一⟩⟨所⟩"},
      {"{{^组}}无组{{/组}}", "{}", "无组"},
      {"{{#问题}}{{#件}}{{序号}}{{.}}{{环节}}{{/件}}|{{/问题}}",
       "问题: [{环节: 办, 件: [子, 丑]}, {环节: 接}]", "⟨1⟩⟨子⟩⟨办⟩⟨2⟩⟨丑⟩⟨办⟩||"},
      {"{{#问题}}{{^审定}}{{环节}}{{/审定}}{{/问题}}", "问题: [{环节: 办}]", "⟨办⟩"},
      {"{{! 说明 }}甲", "{}", "甲"},
      {"**{{单位}}** {{单位}}", "{}", "**⟨⟩** "},
  };
  for (const auto& row : rows) {
    INFO(row.body);
    CHECK(filled(row.body, row.yaml) == row.expected);
  }
}

TEST_CASE("an empty field of an item is empty, even where the record has a field of that name") {
  CHECK(filled("{{#问题}}[{{备注}}]{{/问题}}", "{备注: 外, 问题: [{环节: 办}, {备注: 内}]}") == "[][⟨内⟩]");
  CHECK(filled("{{#组}}[{{备注}}]{{/组}}", "{备注: 外, 组: {甲: 一}}") == "[]");
}

TEST_CASE("lines with only section tags or comments leave no empty line, so that table rows repeat") {
  const std::string body =
      "| 环节 | 备注 |\n|---|---|\n{{#问题}}\n{{! 每项一行 }}\n| {{环节}} | {{备注}} |\n{{/问题}}\n{{^问题}}\n| 无 | |\n"
      "{{/问题}}\n末行\n";
  CHECK(filled(body, "问题: [{环节: 办}, {环节: 接, 备注: 急}]") ==
        "| 环节 | 备注 |\n|---|---|\n| ⟨办⟩ |  |\n| ⟨接⟩ | ⟨急⟩ |\n末行\n");
  CHECK(filled(body, "问题: []") == "| 环节 | 备注 |\n|---|---|\n| 无 | |\n末行\n");
}

TEST_CASE("empty lines around sections stay as the template has them") {
  CHECK(filled("甲\n\n{{#单位}}\n\n{{.}}\n\n{{/单位}}\n\n乙\n", "单位: 所") == "甲\n\n\n⟨所⟩\n\n\n乙\n");
  CHECK(filled("甲\n\n{{#单位}}\n{{.}}\n{{/单位}}\n\n乙\n", "{}") == "甲\n\n\n乙\n");
  CHECK(filled("{{#单位}}{{#人员}}\n{{.}}\n{{/人员}} {{/单位}}\n末", "{单位: 所, 人员: [甲]}") == "⟨甲⟩\n末");
}

TEST_CASE("values never become Mustache or Markdown") {
  CHECK(filled("{{单位}}", "单位: \"{{数}} **粗** {{{x}}} <b>\"") == "⟨{{数}} **粗** {{{x}}} <b>⟩");
}

TEST_CASE("each token knows the place that its value came from") {
  const Form f = form("{{单位}}", "数: 1\n单位: 所\n");
  const auto result = fill(f.program, f.record);
  REQUIRE(result);
  CHECK(result->tokens.read(result->markdown)->origin == "r.yaml:2 栏目“单位”");
}

TEST_CASE("written out as Markdown, values are escaped where they would be read as markup") {
  struct Row {
    const char *body, *yaml, *expected;
  };
  const Row rows[] = {
      {"{{单位}}", "单位: 2026-03-09，50%（甲）。", "2026-03-09，50%（甲）。"},
      {"{{单位}}", "单位: \"a*b_c`d`[e]<f>&g|h~\\\\\"", "a\\*b\\_c\\`d\\`\\[e\\]\\<f\\>\\&g\\|h\\~\\\\"},
      {"{{单位}}", "单位: \"# 题\"", "\\# 题"},
      {"甲{{单位}}", "单位: \"# 题\"", "甲# 题"},
      {"{{单位}}", "单位: \"- 项\"", "\\- 项"},
      {"> {{单位}}", "单位: \"1. 项\"", "> 1\\. 项"},
      {"{{数}}. 项", "数: 12", "&#49;2. 项"},
      {"{{数}} 项", "数: 12", "12 项"},
      {"| {{单位}} |", "单位: \"甲\\n乙\"", "| 甲<br>乙 |"},
      {"{{单位}}x", "单位: \"---\"", "\\---x"},
      {"{{人员}}", "人员: [\" 甲\", 乙]", "甲、乙"},
  };
  for (const auto& row : rows) {
    INFO(row.body << " " << row.yaml);
    CHECK(as_markdown(row.body, row.yaml) == row.expected);
  }
}

TEST_CASE("what is written out as Markdown parses to the same tree") {
  const std::string nasty[] = {"# 题",
                               "- 项",
                               "+ 项",
                               "* 项",
                               "1. 项",
                               "12) 项",
                               "12",
                               "---",
                               "===",
                               "***",
                               "> 引",
                               "```",
                               "~~~",
                               "    四格",
                               " 前后 ",
                               "[a](b)",
                               "![a](b)",
                               "<b>粗</b>",
                               "<!-- 另起一页 -->",
                               "a|b|c",
                               "|---|",
                               ":---",
                               "&amp; &#35;",
                               "\\",
                               "a\\*b",
                               "**粗** _斜_ ~~删~~ `码`",
                               "两\n行",
                               "[^1]",
                               "[x] 完成",
                               "https://example.com",
                               "a@b.cn",
                               "<https://a.cn>",
                               "{{单位}}",
                               "2026. 甲",
                               "甲  \n乙",
                               "\t制表"};
  const std::string bodies[] = {
      "{{单位}}\n",    "前{{单位}}后\n", "段\n{{单位}}\n",
      "- {{单位}}\n",  "> {{单位}}\n",   "{{单位}}. 项\n",
      "## {{单位}}\n", "1. {{单位}}\n",  "| 甲 | {{单位}} |\n|---|---|\n| {{单位}} | 乙 |\n"};
  for (const auto& body : bodies)
    for (const auto& value : nasty) {
      INFO(body << "<<" << value << ">>");
      Form f = form(body, "{}");
      f.record.find("单位")->kind = Value::Kind::text;
      f.record.find("单位")->text = value;
      const auto filled_in = fill(f.program, f.record).value();
      const auto tree = parse_markdown(filled_in.markdown, filled_in.tokens, "t.md");
      const std::string text = write_out_tokens(filled_in.markdown, filled_in.tokens);
      const auto again = parse_markdown(text, {}, "t.md");
      REQUIRE(tree);
      INFO(text);
      REQUIRE(again);
      CHECK(shown(*again) == shown(*tree));
    }
}

TEST_CASE(
    "values that are blank or punctuation keep the marks around them, and ^^ outside a cell stays as it is") {
  const std::pair<const char*, const char*> rows[] = {{"甲**{{单位}}**乙\n", ""},
                                                      {"甲~~{{单位}}~~乙\n", ""},
                                                      {"甲 *{{单位}}* 乙\n", ""},
                                                      {"**{{单位}}**填报\n", "城关所（代）"},
                                                      {"报：**{{单位}}**填报\n", "<b>"},
                                                      {"甲**{{单位}}**乙\n", "“一村一警”"},
                                                      {"甲~~{{单位}}~~乙\n", "（无）"},
                                                      {"甲*{{单位}}*乙\n", "《办法》"},
                                                      {"# {{单位}}\n", "^^"},
                                                      {"文{{单位}}\n", "<<"},
                                                      {"| 甲 | 乙 |\n|--|--|\n| 丙 | {{单位}} |\n", "^^"},
                                                      {"| 甲 | 乙 |\n|--|--|\n| 丙 | {{单位}}\n", "<<"}};
  for (const auto& [body, value] : rows) {
    INFO(body << value);
    Form f = form(body, "{}");
    f.record.find("单位")->kind = Value::Kind::text;
    f.record.find("单位")->text = value;
    const Filled filled_in = fill(f.program, f.record).value();
    const auto tree = parse_markdown(filled_in.markdown, filled_in.tokens, "t.md");
    const std::string text = write_out_tokens(filled_in.markdown, filled_in.tokens);
    INFO(text);
    const auto again = parse_markdown(text, {}, "t.md");
    REQUIRE(tree);
    REQUIRE(again);
    const bool cell = std::string_view(body).starts_with('|');
    if (cell) CHECK(text.find("\u2060") != std::string::npos); // kept from merging
    if (std::string_view(value) == "^^" && !cell) CHECK(text.find("\u2060") == std::string::npos);
    std::string printed = shown(*again);
    for (std::size_t at = printed.find("\u2060"); at != std::string::npos; at = printed.find("\u2060"))
      printed.erase(at, std::string_view("\u2060").size());
    CHECK(printed == shown(*tree));
  }
}

TEST_CASE("lists inside lists that would fill the memory are stopped while filling") {
  std::string record = "问题:\n";
  for (int i = 0; i < 400; ++i)
    record += "  - {环节: 办案}\n";
  for (const char* inside : {"", "字", "{{单位}}{{备注}}", "{{序号}}"}) {
    INFO(inside);
    const Form deep = form("{{#问题}}{{#问题}}{{#问题}}{{#问题}}" + std::string(inside) +
                               "{{/问题}}{{/问题}}{{/问题}}{{/问题}}\n",
                           record);
    const auto filled = fill(deep.program, deep.record);
    REQUIRE_FALSE(filled);
    CHECK(filled.error().code == ErrorCode::limit);
  }
}

TEST_CASE(
    "tags on one long line, ended or not, are compiled in linear time, and not all their faults are told") {
  const test::TemporaryFolder folder;
  const auto schema = load_schema(folder.write("schema.yaml", kSchema));
  REQUIRE(schema);
  for (const std::string piece : {"{{单位}}", "{{ ", "{{#问题}} {{/问题}}"}) {
    INFO(piece);
    const auto repeated = [&](std::size_t count) {
      std::string text;
      for (std::size_t i = 0; i < count; ++i)
        text += piece;
      return text;
    };
    const auto time = [&](const std::string& text) {
      return test::processor_time([&] {
        Errors errors;
        compile_template(text, *schema, "t.md", 1, errors);
        CHECK(errors.size() <= 200);
      });
    };
    CHECK(test::grows_linearly(time, repeated(10'000), repeated(20'000)));
  }
}

#include "station/paperwork.hpp"

#include "core/encoding.hpp"
#include "core/yaml.hpp"
#include "station/printing.hpp"
#include "tests/support/places.hpp"
#include "tests/support/temporary.hpp"

#include "render/font_config.hpp"

#include <catch2/catch.hpp>

#include <map>

using namespace fengqiao;
using namespace fengqiao::station;

namespace {

class TableResolver : public CitationResolver {
public:
  Result<ResolvedCitation> resolve(const std::string& typed) const override {
    static const std::map<std::string, ResolvedCitation> table{
        {"XD2023-2.6",
         {"XD2023-2.6", "《行动计划》主防·重复警情", "重复警情", "……", "行动计划", "", "2023-02", "期满",
          "规范性"}},
        {"甲法-3", {"甲法-3", "《甲法》第三条", "第三条", "……", "甲法", "", "2020-01-01", "现行", "法律"}},
    };
    const auto found = table.find(typed);
    if (found != table.end()) return found->second;
    return fail(ErrorCode::citation, "", "引据“" + typed + "”查不到", "相近的有：XD2023-2.6");
  }
};

// A workspace with one small template of its own.
struct Workspace {
  test::TemporaryFolder folder;
  TableResolver resolver;

  explicit Workspace(
      const std::string& body =
          "# {{单位}}日报\n\n{{本期}}起，环比{{环比}}\n\n{{#依据}}\n- {{事项}}：{{引据}}\n{{/依据}}\n\n"
          "{{#引据说明}}\n{{.}}\n\n{{/引据说明}}\n") {
    folder.write("templates/日报/小/template.md", "---\ntitle: 小日报\nalias: small\n---\n" + body);
    folder.write("templates/日报/小/schema.yaml", R"(type: object
required: [单位, 本期]
properties:
  单位: {type: string}
  本期: {type: integer}
  上一日: {type: integer}
  环比: {type: string, x-computed: true}
  依据: {type: array, items: {type: object, properties: {事项: {type: string}, 引据: {type: string, format: citation}}}}
)");
    folder.write("templates/日报/小/figures.yaml",
                 "figures:\n  - field: 环比\n    value: change(本期, 上一日)\n");
  }

  Prepared prepare(const std::string& name, const std::string& record, bool with_index = true) const {
    const render::TemplateLibrary library(folder.path() / "templates");
    PaperworkContext context;
    context.templates = &library;
    if (with_index) context.resolver = &resolver;
    auto prepared = station::prepare(folder.write(name, record), context);
    REQUIRE(prepared);
    for (const auto& problem : prepared->problems)
      UNSCOPED_INFO(to_text(problem));
    return *prepared;
  }

  PrintOptions options(bool draft) const { return {folder.path() / "templates/版式", "", draft}; }
};

const std::string kGood =
    "template: small\n单位: 城关所\n本期: 38\n上一日: 34\n依据:\n  - {事项: 重复警情, 引据: XD2023-2.6}\n"
    "  - {事项: 处置, 引据: 甲法-3}\n";

bool has(const Errors& errors, const std::string& text) {
  for (const auto& error : errors)
    if (to_text(error).find(text) != std::string::npos) return true;
  return false;
}

render::FontSet fonts() {
  return std::move(render::FontSet::open(render::default_font_config({test::font_dir()})).value());
}

} // namespace

TEST_CASE("a good record goes all the way: typed, computed, cited, filled, printed") {
  const Workspace workspace;
  const Prepared prepared = workspace.prepare("r.yaml", kGood);
  CHECK(prepared.problems.empty());
  CHECK(prepared.template_id == "日报/小");
  CHECK(prepared.name == "小日报");
  CHECK(prepared.markdown.find("38起，环比+11.76%") != std::string::npos);
  CHECK(prepared.markdown.find("重复警情：《行动计划》主防·重复警情（期满）") != std::string::npos);
  CHECK(prepared.markdown.find("处置：《甲法》第三条\n") != std::string::npos);
  CHECK(prepared.markdown.find("计划期已过") != std::string::npos); // 引据说明

  auto set = fonts();
  const auto pdf = print_pdf(prepared, workspace.options(false), set);
  REQUIRE(pdf);
  CHECK(pdf->pages == 1);
  CHECK(pdf->bytes.rfind("%PDF-", 0) == 0);
  const auto again = print_pdf(prepared, workspace.options(false), set);
  REQUIRE(again);
  CHECK(again->bytes == pdf->bytes);
  const auto html = print_html(prepared, workspace.options(false));
  REQUIRE(html);
  CHECK(html->find("城关所日报") != std::string::npos);
}

TEST_CASE("everything that is wrong with a record comes at once, citations last") {
  const Workspace workspace;
  const Prepared prepared = workspace.prepare(
      "r.yaml", "template: small\n本期: 两起\n多余: 1\n依据:\n  - {事项: 甲, 引据: 没有-1}\n");
  CHECK(has(prepared.problems, "缺少必填栏目“单位”"));
  CHECK(has(prepared.problems, "栏目“本期”应为整数，实际是“两起”"));
  CHECK(has(prepared.problems, "没有栏目“多余”"));
  CHECK(has(prepared.problems, "没有-1"));
  CHECK(exit_code(prepared.problems) == 4);
  CHECK(prepared.problems.back().code == ErrorCode::citation);
  auto set = fonts();
  const auto refused = print_pdf(prepared, workspace.options(false), set);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().size() == prepared.problems.size());
  CHECK_FALSE(print_html(prepared, workspace.options(false)));
  CHECK_FALSE(print_markdown(prepared, workspace.options(false)));
}

TEST_CASE("a record whose only fault is a citation ends with exit code 5") {
  const Workspace workspace;
  const Prepared prepared = workspace.prepare("r.yaml", kGood + "  - {事项: 丙, 引据: 没有-1}\n");
  REQUIRE(prepared.problems.size() == 1);
  CHECK(exit_code(prepared.problems) == 5);
  CHECK(has(prepared.problems, "XD2023-2.6"));
}

TEST_CASE("without an index, a record with citations says once how to make one, a record without prints") {
  const Workspace workspace;
  const Prepared cited = workspace.prepare("r.yaml", kGood, false);
  REQUIRE(cited.problems.size() == 1);
  CHECK(exit_code(cited.problems) == 5);
  CHECK(has(cited.problems, "fengqiao index"));
  CHECK(
      workspace.prepare("s.yaml", "template: small\n单位: 所\n本期: 0\n上一日: 0\n", false).problems.empty());
}

TEST_CASE(
    "an unknown template, a fault in a template and a broken record are named, and drafts still print") {
  struct Row {
    const char *body, *record, *problem, *shown;
  };
  const Row rows[] = {
      {"{{单位}}\n", "template: smell\n单位: 城关所\n", "没有模板“smell”", "单位: 城关所"},
      {"{{单位}}\n\n{{单味}}\n", "template: small\n单位: 城关所\n本期: 1\n",
       "template.md:7: 模式里没有栏目“单味”", "单位: 城关所"},
      {"{{单位}}\n", "template: small\n单位： 城关所\n", "全角冒号", "单位： 城关所"},
      {"{{单位}}\n", "单位: 城关所\n", "没有写用哪个模板", "单位: 城关所"},
      {"{{单位}}\n", "template: small\n单位: 城关所\n", "缺少必填栏目“本期”", "城关所"},
      {"[链接]({{单位}})\n", "template: small\n单位: 城关所\n本期: 1\n", "", "城关所"},
  };
  auto set = fonts();
  for (const auto& row : rows) {
    INFO(row.problem << row.body);
    const Workspace workspace(row.body);
    const Prepared prepared = workspace.prepare("r.yaml", row.record);
    CHECK(has(prepared.problems, row.problem) == (std::string(row.problem) != ""));
    CHECK(prepared.markdown.find(row.shown) != std::string::npos);
    CHECK_FALSE(print_pdf(prepared, workspace.options(false), set));
    const auto draft = print_pdf(prepared, workspace.options(true), set);
    REQUIRE(draft);
    CHECK(draft->pages >= 2); // the problems on a page of their own
    const auto markdown = print_markdown(prepared, workspace.options(true));
    REQUIRE(markdown);
    CHECK(markdown->rfind("> **草稿—未核验**", 0) == 0);
    CHECK(print_html(prepared, workspace.options(true)));
  }
}

TEST_CASE("a CSV form gives the same page and the same messages as the YAML record") {
  const Workspace workspace;
  const Prepared yaml = workspace.prepare("r.yaml", kGood);
  const Prepared csv = workspace.prepare(
      "r.csv", "栏目,填写\n模板,small\n单位,城关所\n本期,38\n上一日,34\n依据[1].事项,重复警情\n"
               "依据[1].引据,XD2023-2.6\n依据[2].事项,处置\n依据[2].引据,甲法-3\n");
  CHECK(csv.problems.empty());
  CHECK(csv.markdown == yaml.markdown);
  const Prepared wrong = workspace.prepare("w.csv", "模板,small\n单位,城关所\n本期,两起\n");
  CHECK(has(wrong.problems, "w.csv:3: 栏目“本期”应为整数，实际是“两起”"));
}

TEST_CASE("a CSV form in GB18030 is read, and the conversion is noted") {
  const Workspace workspace;
  const Prepared prepared = workspace.prepare(
      "r.csv", encode_gb18030("模板,small\n单位,示例县公安局城关派出所\n本期,1\n上一日,1\n").value());
  CHECK(prepared.problems.empty());
  REQUIRE(prepared.notes.size() == 1);
  CHECK(prepared.notes[0].find("GB18030") != std::string::npos);
}

TEST_CASE("plain Markdown goes the same way without a template") {
  const Workspace workspace;
  const Prepared prepared =
      workspace.prepare("a.md", "---\ntitle: 说明\ndate: 2026-03-09\n---\n# 说明\n\n正文 {{不是标签}}\n");
  CHECK(prepared.problems.empty());
  CHECK(prepared.properties.title == "说明");
  CHECK(prepared.first_line == 5);
  CHECK(prepared.markdown == "# 说明\n\n正文 {{不是标签}}\n");
  auto set = fonts();
  CHECK(print_pdf(prepared, workspace.options(false), set));
}

TEST_CASE("a page style is found by name, an unknown one names those that there are") {
  const Workspace workspace;
  workspace.folder.write("templates/版式/表册.yaml", "名称: 表册\n");
  const Prepared prepared = workspace.prepare("a.md", "---\nstyle: 表格\n---\n正文\n");
  const auto unknown = page_style(prepared, workspace.options(false));
  REQUIRE_FALSE(unknown);
  CHECK(has(unknown.error(), "“表册”"));
  CHECK_FALSE(page_style(prepared, {workspace.folder.path() / "templates/版式", "../日报", false}));
  PrintOptions chosen = workspace.options(false);
  chosen.style = "表册";
  REQUIRE(page_style(prepared, chosen));
  chosen.style = workspace.folder.write("我的.yaml", "名称: 我的\n");
  CHECK(page_style(prepared, chosen));
  chosen.style = "没有这个文件.yaml";
  const auto missing = page_style(prepared, chosen);
  REQUIRE_FALSE(missing);
  CHECK(has(missing.error(), "没有这个文件.yaml"));
  CHECK_FALSE(page_style(workspace.prepare("b.md", "---\nstyle: ../我的.yaml\n---\n正文\n"),
                         workspace.options(false))); // a paper does not choose files
  chosen.style = "材料";                             // known to the program
  CHECK(page_style(prepared, chosen));
}

TEST_CASE("a file that is none of ours, or is not there, is an error even for a draft") {
  const Workspace workspace;
  const render::TemplateLibrary library(workspace.folder.path() / "templates");
  PaperworkContext context;
  context.templates = &library;
  CHECK_FALSE(prepare(workspace.folder.path() / "没有.yaml", context));
  const auto sheet = prepare(workspace.folder.write("表.xlsx", "PK"), context);
  REQUIRE_FALSE(sheet);
  CHECK(sheet.error()[0].hint.find("CSV") != std::string::npos);
}

TEST_CASE("of a record with tens of thousands of faults the first 200 are named and the others counted") {
  const Workspace workspace;
  std::string record = "template,small\n单位,城关所\n";
  for (int i = 0; i < 60'000; ++i)
    record += "栏" + std::to_string(i) + ",1\n";
  const Prepared prepared = workspace.prepare("r.csv", record);
  REQUIRE(prepared.problems.size() == 201);
  CHECK(prepared.problems[0].hint != "");
  CHECK(prepared.problems[199].hint == ""); // a hint costs a look at the whole form
  CHECK(prepared.problems.back().message.find("另有 598") != std::string::npos);
  CHECK(exit_code(prepared.problems) == 4);
}

TEST_CASE("the front matter's date is read as people write it, one that is no day is named with its place") {
  struct Row {
    const char *written, *iso;
  };
  const Row rows[] = {{"2026年3月9日", "2026-03-09T00:00"},
                      {"2026-03-09T08:30", "2026-03-09T08:30"},
                      {"", ""},
                      {"2026-02-30", nullptr},
                      {"2026-03", nullptr},
                      {"昨天", nullptr}};
  auto set = fonts();
  for (const auto& row : rows) {
    INFO(row.written);
    const Workspace workspace;
    const Prepared prepared =
        workspace.prepare("a.md", std::string("---\ntitle: 说明\ndate: ") + row.written + "\n---\n正文\n");
    CHECK(print_pdf(prepared, workspace.options(true), set));
    CHECK((prepared.properties.date ? to_iso(*prepared.properties.date) : "") ==
          (row.iso == nullptr ? "" : row.iso));
    CHECK(prepared.problems.empty() == (row.iso != nullptr));
    if (row.iso != nullptr) continue;
    CHECK(has(prepared.problems, std::string("a.md:3: 文件头的日期“") + row.written + "”"));
    CHECK(exit_code(prepared.problems) == 4);
  }
}

TEST_CASE("a PDF's title, author and date are the document's own, whatever its file is called") {
  struct Row {
    const char *markdown, *title, *author, *date;
  };
  const Row rows[] = {
      {"---\nstyle: 公文\n发文机关: 示例县公安局\n发文字号: 示公发〔2026〕3号\n成文日期: 2026年3月9日\n---\n# 关于值班的通知\n\n正文。\n",
       "关于值班的通知", "示例县公安局", "2026-03-09T00:00"},
      {"---\n署名: 城关派出所\n发文机关: 示例县公安局\n---\n## 一、情况\n\n# 通报\n\n正文。\n", "通报",
       "城关派出所", ""},
      {"---\ntitle: 说明\nauthor: 某人\ndate: 2026-03-08\n成文日期: 2026-03-09\n---\n# 通报\n\n正文。\n",
       "说明", "某人", "2026-03-08T00:00"},
      {"## 一、情况\n\n没有大标题。\n", "甲", "", ""}, // only then the file's name
  };
  auto set = fonts();
  for (const auto& row : rows) {
    INFO(row.markdown);
    const Workspace workspace;
    const Prepared prepared = workspace.prepare("甲.md", row.markdown);
    const auto layout = lay_out(prepared, workspace.options(true), set);
    REQUIRE(layout);
    CHECK(layout->title == row.title);
    CHECK(layout->author == row.author);
    CHECK((layout->date ? to_iso(*layout->date) : "") == row.date);
  }
}

TEST_CASE("a template says which of a record's fields are its author and its date") {
  const auto properties = [](const std::string& head, const render::Value& record) {
    Errors problems;
    const auto out = document_properties(parse_yaml(head, "t.md").value(), "t.md", &record, {}, problems);
    CHECK(problems.empty());
    CHECK(out.title.empty());
    return out.author + (out.date ? "|" + to_iso(*out.date) : "");
  };
  render::Value record;
  record.set_path("单位", render::Value::of_text("城关派出所"));
  record.set_path("统计时段.止", render::Value::of_text("2026年3月9日24时"));
  CHECK(properties("title: 日报\nauthor: 单位\ndate: 统计时段.止\n", record) ==
        "城关派出所|2026-03-09T24:00");
  record.set_path("统计时段", render::Value());
  CHECK(properties("title: 日报\nauthor: 单位\ndate: 统计时段.止\n", record) == "城关派出所");
}

TEST_CASE("a draft prints whatever the file holds, with what is wrong in front") {
  std::string wide = "# 宽表\n\n", row;
  for (int i = 0; i < 70; ++i)
    row += "|甲";
  wide += row + "|\n";
  for (int i = 0; i < 70; ++i)
    wide += "|-";
  wide += "|\n" + row + "|\n";
  std::string many_pages = "# 多页\n\n";
  for (int i = 0; i < 5100; ++i)
    many_pages += "<!-- 另起一页 -->\n\n第" + std::to_string(i) + "页\n\n";
  auto set = fonts();
  const Workspace workspace;
  for (const auto& [text, shown] : {std::pair{wide, "宽表"}, std::pair{many_pages, "第9页"}}) {
    INFO(shown);
    const Prepared prepared = workspace.prepare("a.md", text);
    const auto refused = print_pdf(prepared, workspace.options(false), set);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().front().code == ErrorCode::limit);
    const auto draft = lay_out(prepared, workspace.options(true), set);
    REQUIRE(draft);
    CHECK(draft->pages.size() > 1);
    const auto html = print_html(prepared, workspace.options(true));
    REQUIRE(html);
    CHECK(html->find(shown) != std::string::npos);
  }
}

TEST_CASE("HTML names what parsing finds, images included, and a draft of it lists them") {
  struct Row {
    const char *body, *problem;
  };
  const Row rows[] = {{"[链接]({{单位}})\n", "template.md（填好后）"},
                      {"![图](a.png)\n", "图片“a.png”：没有这个文件"}};
  for (const auto& row : rows) {
    INFO(row.body);
    const Workspace workspace(row.body);
    const Prepared prepared =
        workspace.prepare("r.yaml", "template: small\n单位: 城关所\n本期: 1\n上一日: 1\n");
    CHECK(prepared.problems.empty());
    const auto refused = print_html(prepared, workspace.options(false));
    REQUIRE_FALSE(refused);
    CHECK(has(refused.error(), row.problem));
    const auto draft = print_html(prepared, workspace.options(true));
    REQUIRE(draft);
    CHECK(draft->find("草稿—未核验") != std::string::npos);
    CHECK(draft->find(row.problem) != std::string::npos);
  }
}

// Directives are read alike for pages and for HTML: followed, or told that they have no use.
#include "render/compose.hpp"
#include "render/directive.hpp"
#include "render/html_writer.hpp"
#include "tests/render/typesetter.hpp"

#include <catch2/catch.hpp>

using namespace fengqiao;
using namespace fengqiao::render;

namespace {

FontSet& fonts() {
  static FontSet set = test::default_fonts();
  return set;
}

MdNode tree_of(std::string_view markdown) {
  return parse_markdown(markdown, {}, "样.md").value();
}

Errors errors_on_pages(const MdNode& tree) {
  const auto layout = compose(tree, {}, fonts(), {.file = "样.md"});
  return layout ? Errors() : layout.error();
}

Errors errors_in_html(const MdNode& tree) {
  Errors problems;
  write_html(tree, {.file = "样.md", .problems = &problems});
  return problems;
}

std::string html(std::string_view markdown) {
  const std::string text = write_html(tree_of(markdown), {.file = "样.md"});
  return text.substr(text.find("<body>"));
}

bool has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

constexpr const char* kTable = "| 甲 | 乙 |\n|--|--|\n| 1 | 2 |\n";

} // namespace

TEST_CASE("A directive that meets the wrong kind of block is an error with its line, on pages and in HTML") {
  struct Row {
    std::string markdown, where, part;
  };
  const Row rows[] = {
      {"<!-- 表题 表一 -->\n\n一句话。\n\n" + std::string(kTable), "样.md:1", "“表题”后面不是表格"},
      {"文\n\n<!-- 列宽 1:3 -->\n\n- 项\n", "样.md:3", "“列宽”后面不是表格"},
      {"<!-- 对齐 左 右 -->\n\n文\n", "样.md:1", "“对齐”"},
      {"<!-- 表头 2 -->\n\n## 标题\n", "样.md:1", "“表头”"},
      {"<!-- 斜线表头 -->\n\n> 引文\n", "样.md:1", "“斜线表头”"},
      {"<!-- 图宽 50% -->\n\n文\n", "样.md:1", "“图宽”后面不是图片或图表"},
      {"<!-- 图宽 50% -->\n\n" + std::string(kTable), "样.md:1", "“图宽”"},
      {"<!-- 小字 -->\n\n- 项\n", "样.md:1", "“小字”后面不是段落"},
      {"<!-- 小字 -->\n\n## 标题\n", "样.md:1", "“小字”"},
      {"<!-- 署名 -->\n\n" + std::string(kTable), "样.md:1", "“署名”"},
      {"<!-- 居中 -->\n\n" + std::string(kTable), "样.md:1", "“居中”后面不是段落或标题"},
      {"<!-- 居中 -->\n\n<!-- 盖章处 -->\n\n文\n", "样.md:1", "“居中”"},
      {"文\n\n<!-- 表题 表一 -->\n", "样.md:3", "“表题”后面没有表格"},
      {"文\n\n<!-- 另起一页 -->\n", "样.md:3", "“另起一页”后面没有内容"},
      {"- 甲\n\n  <!-- 另起一页 -->\n- 乙\n", "样.md:3", "“另起一页”后面没有内容"},
      {"| 甲 |\n|--|\n| <!-- 居中 --> 一 |\n", "样.md:3", "“居中”夹在文字里"},
      {"一段<!-- 另起一页 -->文字\n", "样.md:1", "“另起一页”夹在文字里"},
      {"- <!-- 附件 1 -->\n\n  文\n", "样.md:1", "“附件”"},
  };
  for (const Row& row : rows) {
    INFO(row.markdown);
    const MdNode tree = tree_of(row.markdown);
    for (const Errors& errors : {errors_on_pages(tree), errors_in_html(tree)}) {
      REQUIRE(errors.size() == 1);
      CHECK(errors.front().code == ErrorCode::data);
      CHECK(errors.front().where == row.where);
      CHECK(has(errors.front().message, row.part));
      CHECK_FALSE(errors.front().hint.empty());
    }
  }
}

TEST_CASE("A directive whose words cannot be read is the same error on pages and in HTML") {
  for (const char* directive :
       {"列宽 宽窄", "对齐 上下", "表头 九", "图宽 很宽", "表题", "目录 9", "目录 三", "附件 甲"}) {
    INFO(directive);
    const MdNode tree = tree_of("文\n\n<!-- " + std::string(directive) + " -->\n\n" + kTable + "\n## 甲\n");
    const Errors pages = errors_on_pages(tree), web = errors_in_html(tree);
    REQUIRE_FALSE(pages.empty());
    CHECK(pages.front().where == "样.md:3");
    CHECK(pages == web);
  }
  const MdNode twice = tree_of("<!-- 表题 甲 -->\n<!-- 表题 乙 -->\n" + std::string(kTable));
  REQUIRE(errors_on_pages(twice).size() == 1);
  CHECK(errors_on_pages(twice).front().where == "样.md:2");
  CHECK(errors_in_html(twice) == errors_on_pages(twice));
}

TEST_CASE("Directives in their right places and notes to the author are no errors") {
  for (
      const char* markdown :
      {"<!-- 另起一页 -->\n<!-- 锚 甲 -->\n<!-- 居中 -->\n\n文\n", "<!-- 另起一页 -->\n\n- 项\n",
       "<!-- 表题：表一 -->\n<!-- 列宽 1：3 -->\n<!-- 对齐 左 右 -->\n<!-- 同页 -->\n| 甲 | 乙 |\n|--|--|\n| 1 | 2 |\n",
       "<!-- 目录 -->\n\n## 甲\n\n<!-- 署名 -->\n甲\n2026年3月9日\n\n<!-- 盖章处 -->\n",
       "文\n\n<!-- 锚 末尾 -->\n", "<!-- 表头说明见下 -->\n\n文\n",
       "<!-- 这份材料由综合指挥室起草 -->\n\n文\n", "文字<!-- 说明 -->里的说明\n",
       "<!-- 小字 -->\n\n[^1]: 注\n\n文[^1]\n"}) {
    INFO(markdown);
    const MdNode tree = tree_of(markdown);
    for (const Errors& errors : {errors_on_pages(tree), errors_in_html(tree)}) {
      if (!errors.empty()) UNSCOPED_INFO(to_text(errors.front()));
      CHECK(errors.empty());
    }
  }
}

TEST_CASE("A comment that is nearly a directive is a warning with what was meant, other notes are none") {
  const std::pair<const char*, const char*> nearly[] = {
      {"另起页", "另起一页"},   {"目 录", "目录"},    {"同", "同页"},           {"居中。", "居中"},
      {"表题表1 警情", "表题"}, {"列款 1:3", "列宽"}, {"另起一业", "另起一页"}, {"附件一", "附件"},
      {"署名 右", "署名"},      {"不缩近", "不缩进"}, {"斜线表格", "斜线表头"}, {"图宽80mm：", "图宽"}};
  for (const auto& [comment, meant] : nearly) {
    INFO(comment);
    if (is_directive(comment)) continue; // understood as it is
    const Errors warnings =
        mistyped_directives(tree_of("文\n\n<!-- " + std::string(comment) + " -->\n\n文\n"), "样.md");
    REQUIRE(warnings.size() == 1);
    CHECK(warnings.front().where == "样.md:3");
    CHECK(has(warnings.front().hint, meant));
  }
  for (const char* comment :
       {"另起一页", "目录 2", "引据附录", "插入 佐证页", "标题", "附注", "说明：本表由程序生成",
        "表头说明见下", "目录由程序生成", "正文", "以下由各所填写", ""}) {
    INFO(comment);
    CHECK(mistyped_directives(tree_of("<!-- " + std::string(comment) + " -->\n\n文\n"), "样.md").empty());
  }
}

TEST_CASE("HTML follows what it can of the directives") {
  CHECK(has(html("<!-- 小字 -->\n文\n"), "<p class=\"small\">文</p>"));
  CHECK(has(html("<!-- 不缩进 -->\n文\n"), "<p style=\"text-indent: 0\">文</p>"));
  CHECK(has(html("<!-- 同页 -->\n" + std::string(kTable)), "cellpadding=\"4\" class=\"together\">"));
  CHECK(has(html("<!-- 另起一页 -->\n\n1. 项\n"), "<ol class=\"page\">"));
  CHECK(has(html("<!-- 另起一页 -->\n\n- [ ] 项\n"), "<ul class=\"tasks page\">"));
  CHECK(has(html("文\n\n<!-- 接上 -->\n文\n"), "<p class=\"follows\">文</p>"));
  CHECK(has(html("<!-- 表题：表一 -->\n" + std::string(kTable)), "<caption>表一</caption>"));
  CHECK(has(html("<!-- 列宽 1：3 -->\n" + std::string(kTable)), "<col style=\"width: 25.0%\">"));
  CHECK(has(html("<!-- 对齐 右 小数点 -->\n" + std::string(kTable)),
            "<td align=\"right\">1</td><td align=\"right\">2</td>"));
  CHECK(has(html("<!-- 盖章处 -->\n"), "<div class=\"seal\">盖章处</div>"));
  const std::string signed_off = html("文\n\n<!-- 署名 -->\n示例派出所\n2026年3月9日\n");
  CHECK(has(signed_off, "align=\"right\""));
  CHECK(has(signed_off, "示例派出所<br>\n2026年3月9日</p>"));
  const std::string listed = html("# 题\n\n<!-- 目录 -->\n\n## 甲\n\n### 乙\n\n#### 丙\n");
  CHECK(has(listed, "<p style=\"margin-left: 0em\"><a href=\"#甲\">甲</a></p>\n"
                    "<p style=\"margin-left: 1em\"><a href=\"#乙\">乙</a></p>\n</div>"));
  CHECK(has(listed, "<h2 id=\"甲\">甲</h2>"));
  CHECK(has(listed, "<h4>丙</h4>"));
}

TEST_CASE("HTML says where a page number would stand, which it has not") {
  Errors warnings;
  write_html(tree_of("见第[页码](#甲)页。\n\n## 甲\n"), {.file = "样.md", .warnings = &warnings});
  REQUIRE(warnings.size() == 1);
  CHECK(warnings.front().where == "样.md:1");
}

TEST_CASE("A line end in the source is a space between Latin words only, in HTML and in lists of headings") {
  const std::string text = html("# 第一 hello\nworld 标题\n\n派出所\n工作 one\ntwo\n");
  CHECK(has(text, "派出所工作 one\ntwo</p>"));
  const MdNode tree = tree_of("第一 hello\nworld 标\n题\n---\n\n文\n");
  CHECK(write_html(tree).find("<title>第一 hello world 标题</title>") != std::string::npos);
  const auto layout = compose(tree, {}, fonts(), {.file = "样.md"});
  REQUIRE(layout);
  REQUIRE(layout->bookmarks.size() == 1);
  CHECK(layout->bookmarks.front().title == U"第一 hello world 标题");
}

TEST_CASE("A 公文's lists are numbered 一、（一）1. in HTML, too") {
  const std::string text = write_html(
      tree_of("# 题\n\n1. 甲\n   1. 乙\n2. 丙\n\n## 三、标题\n\n1. 丁\n\n   续\n"), {.paper_numbers = true});
  for (const char* part : {"<p>一、甲</p>", "<p>（一）乙</p>", "<p>二、丙</p>", "<p>（一）丁</p>\n<p>续</p>"})
    CHECK(has(text, part));
}

TEST_CASE("A note of two paragraphs stays two in HTML") {
  const std::string text = html("文[^1]\n\n[^1]: 甲段\n\n    乙段\n");
  CHECK(has(text, "[1] 甲段<p>乙段</p>"));
}

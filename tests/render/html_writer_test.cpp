#include "render/html_writer.hpp"

#include <catch2/catch.hpp>

using namespace fengqiao;
using namespace fengqiao::render;

namespace {

std::string html(std::string_view markdown, const TokenTable& tokens = {}) {
  return write_html(parse_markdown(markdown, tokens, "样.md").value());
}

bool has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

} // namespace

TEST_CASE("The file is a whole HTML5 document in Chinese") {
  const std::string text = html("# 日报");
  CHECK(text.starts_with("<!DOCTYPE html>\n<html lang=\"zh-CN\">"));
  CHECK(has(text, "<title>日报</title>"));
  CHECK(has(text, "<h1>日报</h1>"));
  CHECK(text.ends_with("</html>\n"));
}

TEST_CASE("A table keeps its caption, and a centred line its place") {
  const std::string text =
      html("<!-- 居中 -->\n时段\n\n正文\n\n<!-- 表题 表1 <警情> -->\n| 甲 |\n|---|\n| 1 |\n");
  CHECK(has(text, "<p align=\"center\" style=\"text-align: center; text-indent: 0\">时段</p>\n<p>正文</p>"));
  CHECK(has(text, "<caption>表1 &lt;警情&gt;</caption>"));
}

TEST_CASE("Tables have head, body, border and alignment") {
  const std::string text = html("| 甲 | 乙 |\n|--|--:|\n| 1 | 2 |");
  CHECK(has(text, "<table border=\"1\""));
  CHECK(has(
      text,
      "<thead>\n<tr><th>甲</th><th align=\"right\">乙</th></tr>\n</thead>\n<tbody>\n<tr><td>1</td><td align=\"right\">2</td></tr>\n</tbody>"));
}

TEST_CASE("Tasks, breaks, notes and page breaks are written") {
  const std::string text = html("- [x] 做\n- [ ] 未\n\n甲<br>乙[^1]\n\n<!-- 另起一页 -->\n## 二\n\n[^1]: 注");
  CHECK(has(text, "<li>☑ 做</li>"));
  CHECK(has(text, "<li>☐ 未</li>"));
  CHECK(has(text, "甲<br>\n乙<sup>"));
  CHECK(has(text, "<h2 class=\"page\">二</h2>"));
  CHECK(has(text, "[1] 注"));
}

TEST_CASE("Everything from the tree is escaped") {
  TokenTable tokens;
  const std::string text = html("# " + tokens.add("<script>alert('x')</script>&\"\x01", "甲") +
                                    "\n\n[甲](javascript:x) [乙](https://a.cn/?a=1&b=2)",
                                tokens);
  CHECK(has(text, "<h1>&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;&quot;\uFFFD</h1>"));
  CHECK_FALSE(has(text, "<script>"));
  CHECK_FALSE(has(text, "javascript:"));
  CHECK(has(text, "<a href=\"https://a.cn/?a=1&amp;b=2\">乙</a>"));
}

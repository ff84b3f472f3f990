#include "core/limits.hpp"
#include "render/markdown.hpp"
#include "tests/support/growth.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <ctime>
#include <functional>
#include <random>

using namespace fengqiao;
using namespace fengqiao::render;

namespace {

MdNode parse(std::string_view markdown, const TokenTable& tokens = {}) {
  auto tree = parse_markdown(markdown, tokens, "样.md");
  INFO((tree ? std::string() : to_text(tree.error().front())));
  REQUIRE(tree);
  return std::move(*tree);
}

Error first_error(std::string_view markdown, const TokenTable& tokens = {}) {
  const auto tree = parse_markdown(markdown, tokens, "样.md");
  REQUIRE_FALSE(tree);
  return tree.error().front();
}

// The tree's kinds, nested, without text: paragraph(text strong(text))
std::string shape(const MdNode& node) {
  static const char* const names[] = {"document",   "heading",   "p",    "list",  "item", "quote",
                                      "code_block", "chart",     "rule", "table", "row",  "cell",
                                      "note",       "directive", "t",    "soft",  "br",   "em",
                                      "strong",     "strike",    "code", "a",     "img",  "ref"};
  std::string out = names[static_cast<int>(node.kind)];
  if (node.children.empty()) return out;
  out += "(";
  for (const MdNode& child : node.children)
    out += (&child == &node.children.front() ? "" : " ") + shape(child);
  return out + ")";
}

std::string repeat(std::string_view piece, std::size_t bytes) {
  std::string out;
  while (out.size() < bytes)
    out += piece;
  return out;
}

// 500 values that would be markup if they were Markdown.
std::vector<std::string> hostile_values() {
  const std::vector<std::string> pieces{
      "|",      "#",       "*",    "**",   "_",    "<b>",      "</b>",       "<!-- 另起一页 -->",
      "{{x}}",  "{{{x}}}", "`",    "```",  "~~",   "[a](b)",   "![a](b)",    "[^1]",
      "- ",     "1. ",     "> ",   "    ", "\t",   "\\",       "&amp;",      "&#124;",
      "---",    "===",     "|--|", "[ ] ", "[x] ", "<script>", "http://a.b", "\r",
      "\u200b", "\u202e",  "：",   "字"};
  std::mt19937 random(7);
  std::vector<std::string> values(pieces.begin(), pieces.end());
  while (values.size() < 500) {
    std::string value;
    for (auto n = 1 + random() % 5; n > 0; --n)
      value += pieces[random() % pieces.size()];
    values.push_back(value);
  }
  return values;
}

} // namespace

TEST_CASE("Markdown becomes a tree of blocks and inlines") {
  struct Row {
    std::string_view markdown, tree;
  };
  const Row rows[] = {
      {"# 标题", "document(heading(t))"},
      {"正文**重点***强调*`码`~~删~~", "document(p(t strong(t) em(t) code strike(t)))"},
      {"一行\n两行<br>三行", "document(p(t soft t br t))"},
      {"- [x] 做\n- [ ] 未\n", "document(list(item(p(t)) item(p(t))))"},
      {"| 甲 | 乙 |\n|--|:-:|\n| 1 |", "document(table(row(cell(t) cell(t)) row(cell(t) cell)))"},
      {"<!-- 另起一页 -->\n# 题", "document(directive heading(t))"},
      {"文[^a]\n\n[^a]: 注", "document(p(t ref) note(p(t)))"},
      {"> 引\n\n---\n\n    x = 1", "document(quote(p(t)) rule code_block)"},
      {"    一段\n    二段", "document(p(t soft t))"}, // blanks typed as an indent
      {"5~10件、20~30件", "document(p(t))"},
      {"甲<b>乙</b><!-- 记号 -->丙", "document(p(t))"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.markdown);
    CHECK(shape(parse(row.markdown)) == row.tree);
  }
}

TEST_CASE("Emphasis opens and closes between Han characters and Chinese marks") {
  struct Row {
    std::string_view markdown, tree;
  };
  const Row rows[] = {
      {"**重点：**下一步", "document(p(strong(t) t))"},
      {"甲**“重点”**乙", "document(p(t strong(t) t))"},
      {"**一是**甲，**二是（乙）**丙", "document(p(strong(t) t strong(t) t))"},
      {"甲*，乙*", "document(p(t))"},
      {"2**3**4", "document(p(t strong(t) t))"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.markdown);
    CHECK(shape(parse(row.markdown)) == row.tree);
  }
  CHECK(parse("甲**“重点”**乙").children[0].children[1].children[0].text == "“重点”");
  CHECK(parse("```\n甲**“重点”**乙\n```").children[0].text == "甲**“重点”**乙\n");
}

TEST_CASE("Tables keep their alignment, header and line, tasks their state, notes their number") {
  const MdNode tree = parse(
      "甲[^b]乙[^a]\n\n| 左 | 中 | 右 |\n|:--|:-:|--:|\n| 1 | 2 | 3 |\n\n- [x] 是\n- [ ] 否\n\n[^a]: A\n[^b]: B\n");
  const MdNode& table = tree.children[1];
  CHECK(table.aligns == std::vector<MdAlign>{MdAlign::left, MdAlign::center, MdAlign::right});
  CHECK(table.line == 3);
  CHECK(table.children[0].header);
  CHECK_FALSE(table.children[1].header);
  CHECK(table.children[1].children[2].align == MdAlign::right);
  const MdNode& list = tree.children[2];
  CHECK((list.children[0].task && list.children[0].checked));
  CHECK((list.children[1].task && !list.children[1].checked));
  CHECK(tree.children[0].children[1].level == 1);
  CHECK(tree.children[3].level == 1);
  CHECK(tree.children[3].children[0].children[0].text == "B");
}

TEST_CASE("No value can change the tree, wherever it stands") {
  const auto values = hostile_values();
  REQUIRE(values.size() == 500);
  const std::string_view places[] = {"前@后", "@",     "# @", "| 甲 | @ |\n|--|--|\n| @ | 乙@ |",
                                     "- @",   "**@**", "> @"};
  for (const std::string_view where : places) {
    const auto fill = [&](const std::string& value, TokenTable& tokens) {
      std::string markdown;
      for (const char c : where)
        markdown += c == '@' ? tokens.add(value, "记录.yaml:3") : std::string(1, c);
      return markdown;
    };
    TokenTable plain_tokens;
    const std::string expected = shape(parse(fill("值", plain_tokens), plain_tokens));
    for (const std::string& value : values) {
      TokenTable tokens;
      const std::string markdown = fill(value, tokens);
      CAPTURE(where, value);
      const auto tree = parse_markdown(markdown, tokens, "样.md");
      REQUIRE(tree);
      REQUIRE(shape(*tree) == expected);
    }
  }
}

TEST_CASE("A value's line feeds become line breaks and its text keeps its origin") {
  TokenTable tokens;
  const MdNode tree = parse("前" + tokens.add("一\n二", "记录.yaml:12"), tokens);
  const auto& nodes = tree.children[0].children;
  REQUIRE(shape(tree) == "document(p(t t br t))");
  CHECK(nodes[1].text == "一");
  CHECK(nodes[1].origin == "记录.yaml:12");
  CHECK(nodes[3].text == "二");
  CHECK(nodes[0].origin.empty());
}

TEST_CASE("A value where no text can stand is an error with its line, and none is lost silently") {
  TokenTable tokens;
  const auto token = [&] { return tokens.add("值", "记录.yaml:2"); };
  const std::string texts[] = {"\n[链接](" + token() + ")",
                               "\n``` " + token() + "\n码\n```",
                               "\n<!-- " + token() + " -->",
                               "\n<a href=\"" + token() + "\">甲</a>",
                               "\n[^a]: " + token(),
                               "\n[" + token() + "]: 地址",
                               "甲\n\n| 甲 |\n|--|\n| 1 | " + token() + " |"};
  for (const std::string& text : texts) {
    CAPTURE(text);
    const Error error = first_error(text, tokens);
    CHECK(error.code == ErrorCode::data);
    CHECK(error.where.starts_with("样.md:"));
    CHECK(error.message.find("记录.yaml:2") != std::string::npos);
  }
}

TEST_CASE("Lines are counted from the given first line") {
  const auto tree = parse_markdown("\n# 题", {}, "样.md", 10);
  REQUIRE(tree);
  CHECK(tree->children[0].line == 11);
}

TEST_CASE("Text beyond the limits is refused with its line") {
  CHECK(first_error(std::string(limits::markdown_bytes + 1, 'a')).code == ErrorCode::limit);
  CHECK(first_error("\n" + std::string(limits::markdown_line_bytes + 1, 'a')).where == "样.md:2");
  CHECK(first_error(std::string(limits::nesting_depth + 1, '>') + "a").code == ErrorCode::limit);
  const auto table = [](std::size_t columns) {
    return repeat("|a", 2 * columns) + "|\n" + repeat("|-", 2 * columns) + "|\n";
  };
  parse(table(limits::table_columns));
  CHECK(first_error(table(limits::table_columns + 1)).code == ErrorCode::limit);
  const std::size_t rows = limits::table_cells / limits::table_columns;
  parse(table(limits::table_columns) + repeat("|a\n", 3 * (rows - 4)));
  CHECK(first_error(table(limits::table_columns) + repeat("|a\n", 3 * (rows + 1))).code == ErrorCode::limit);
}

TEST_CASE("Long but honest texts pass") {
  std::string table = "| 序号 | 事项 | 状态 |\n|--|--|--|\n";
  for (int i = 0; i < 10'000; ++i)
    table += "| " + std::to_string(i) + " | **重点**事项，- 与 [方括号] | - |\n";
  parse(table);
  std::string list;
  for (int i = 0; i < 10'000; ++i)
    list += "- **事项**：第" + std::to_string(i) + "条 [甲]\n";
  parse(list);
  parse(repeat("字", limits::markdown_line_bytes - 3));
}

TEST_CASE("Texts that are hard on cmark-gfm are answered or refused within bounds") {
  const std::pair<const char*, std::function<std::string(std::size_t)>> generators[] = {
      {"<?", [](std::size_t n) { return repeat("a<?", n); }},
      {"<!A", [](std::size_t n) { return repeat("a<!A ", n); }},
      {"cdata", [](std::size_t n) { return repeat("a<![CDATA[", n); }},
      {"image", [](std::size_t n) { return repeat("![[]()", n); }},
      {"brackets", [](std::size_t n) { return repeat("[", n); }},
      {"nested emphasis", [](std::size_t n) { return repeat("*a _b ", n / 2) + repeat("c_ d* ", n / 2); }},
      {"strong", [](std::size_t n) { return repeat("**a ", n / 2) + repeat("b** ", n / 2); }},
      {"backticks", [](std::size_t n) { return repeat("`a``", n); }},
      {"quotes", [](std::size_t n) { return std::string(n, '>') + "a"; }},
      {"quote lines", [](std::size_t n) { return repeat(repeat("> ", 128) + "a\n", n); }},
      {"list marks", [](std::size_t n) { return repeat(repeat("* ", 126) + "a\n", n); }},
      {"deeper list",
       [](std::size_t n) {
         std::string s;
         for (std::size_t i = 0; s.size() < n; ++i)
           s += std::string(2 * i, ' ') + "- a\n";
         return s;
       }},
      {"blank lines in lists",
       [](std::size_t n) {
         std::string s;
         for (std::size_t i = 0; i < 60; ++i)
           s += std::string(2 * i, ' ') + "- a\n";
         return s + std::string(n, '\n');
       }},
      {"wide table",
       [](std::size_t n) {
         return repeat("|a", n / 3) + "|\n" + repeat("|-", n / 3) + "|\n" + repeat("|a\n", n / 3);
       }},
      {"bars", [](std::size_t n) { return "|a|\n|-|\n" + std::string(n, '|'); }},
      {"rows of bars", [](std::size_t n) { return "|a|\n|-|\n" + repeat(std::string(1000, '|') + "\n", n); }},
      {"before a delimiter row", [](std::size_t n) { return repeat("a\n", n) + "|-|\n"; }},
      {"delimiter rows", [](std::size_t n) { return "a\n" + repeat(":-\n", n); }},
      {"long delimiter row", [](std::size_t n) { return "a\n" + repeat("-|", n) + "\n"; }},
      {"long definition",
       [](std::size_t n) { return "[a]: /" + std::string(n / 2, 'u') + "\n\n" + repeat("[a] ", n / 2); }},
      {"footnotes", [](std::size_t n) { return "[^a]: x\n\n" + repeat("[^a]", n); }},
      {"lines", [](std::size_t n) { return repeat("a\n", n); }},
  };
  // Of processor time: a plain text of a megabyte is the measure. What takes quadratic time takes thousands
  // of times as long.
  constexpr double times = 100;
  const std::string usual = repeat("警情平稳。\n\n", 1'000'000 / 17);
  const double measure = test::processor_time([&] { REQUIRE(parse_markdown(usual, {}, "样.md")); });
  for (const auto& [name, generate] : generators)
    for (const std::size_t bytes : {10'000u, 100'000u, 1'000'000u, 8'000'000u}) {
      const std::string text = generate(bytes);
      CAPTURE(name, bytes);
      const std::clock_t start = std::clock();
      const auto tree = parse_markdown(text, {}, "样.md");
      const double seconds = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
      CHECK(seconds < times * std::max(1.0, static_cast<double>(bytes) / 1e6) * measure);
      if (!tree) CHECK(tree.error().front().code == ErrorCode::limit);
    }
}

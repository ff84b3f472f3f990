#include "render/markdown.hpp"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

using namespace fengqiao;
using namespace fengqiao::render;

TEST_CASE("words that Markdown would drop without a word are errors with their line") {
  struct Case {
    std::string markdown, where, message;
  };
  const std::vector<Case> cases{
      {"| 事项 | 责任人 |\n|--|--|\n| 走访|登记 | 张某 |\n", "样.md:3",
       "表格这一行多出一格：“张某”印不出来（表头只有 2 栏）"},
      {"文\n\n事项 | 责任人\n--|--\n巡逻 | 李某 | 每日两次 | 不得遗漏\n", "样.md:5",
       "表格这一行多出一格：“每日两次 | 不得遗漏”印不出来（表头只有 2 栏）"},
      {"> | 甲 | 乙 |\n> |--|--|\n> | 1 | 2 | 3 |\n", "样.md:3",
       "表格这一行多出一格：“3”印不出来（表头只有 2 栏）"},
      {"- | 甲 | 乙 |\n  |--|--|\n  | 1 | 2 | 3 |\n", "样.md:3",
       "表格这一行多出一格：“3”印不出来（表头只有 2 栏）"},
      {"正文一\n\n<!-- 右对齐\n正文二\n\n正文三\n", "样.md:3", "注释没有写完，后面的文字都印不出来"},
      {"正文\n<!-- 居中 --> <!-- 目录\n正文\n", "样.md:2", "注释没有写完，后面的文字都印不出来"},
      {"正文[^甲]。\n\n第二段[^乙]。\n\n[^乙]: 说明\n", "样.md:1", "没有脚注“[^甲]”"},
      {"正文。\n\n[^未用]: 说明\n", "样.md:3", "脚注“未用”没有被引用，印不出来"},
      {"正文[^甲]。\n\n[^甲]: 一\n[^乙]: 二\n", "样.md:4", "脚注“乙”没有被引用，印不出来"},
      {"正文。\n\n[^甲]: 见[^乙]\n\n[^乙]: 见[^甲]\n", "样.md:3",
       "这条脚注只被别的脚注引用，正文里没有，印不出来"},
  };
  for (const auto& [markdown, where, message] : cases) {
    INFO(markdown);
    const auto tree = parse_markdown(markdown, {}, "样.md");
    REQUIRE_FALSE(tree);
    CHECK(tree.error().front().where == where);
    CHECK(tree.error().front().message == message);
    CHECK(tree.error().front().code == ErrorCode::data);
  }
}

TEST_CASE("what prints whole, or is no word, is no loss") {
  const std::vector<std::string> cases{
      "| 甲 | 乙 |\n|--|--|\n| 1 | 2 |\n| 3 |\n| 4 | 5 | |\n| 6 | 7 | |  |\n",
      "| 走访\\|登记 | 甲 |\n|--|--|\n| 1\\|2 | 3 |\n",
      "> | 甲 | 乙 |\n> |--|--|\n> | 1 | 2 |\n",
      "1. | 甲 | 乙 |\n   |--|--|\n   | 1 | 2 |\n",
      "1 | 2\n--|--\n3 | 4\n",
      "正文[^甲]，再一处[^甲]，[^乙]。\n\n[^甲]: 一\n\n    第二段\n[^乙]: 二\n",
      "> 引用[^甲]\n\n[^甲]: 一\n",
      "```\n[^甲]: 代码里的\n| a | b |\n```\n",
      "照印\\[^甲]。\n",
      "`[^甲]`\n",
      "<!-- 说明\n[^甲]: 注释里的\n-->\n正文\n",
      "[^甲]: 一\n\n正文[^甲]\n",
  };
  for (const auto& markdown : cases) {
    const auto tree = parse_markdown(markdown, {}, "样.md");
    INFO(markdown << (tree ? std::string() : to_text(tree.error().front())));
    CHECK(tree);
  }
}

TEST_CASE("a draft may lose words: it lists what is lost and prints the rest") {
  const auto tree = parse_markdown("正文。\n\n[^未用]: 说明\n", {}, "样.md", 1, Losses::allow);
  REQUIRE(tree);
  CHECK(tree->children.size() == 1);
}

// Statutes: where an article begins, its chapters, what scanning made of its number.
#include "indexer/policy_parser.hpp"

#include <catch2/catch.hpp>

using namespace fengqiao::indexer;

namespace {

std::vector<std::string> keys_of(const PolicyDocument& document) {
  std::vector<std::string> keys;
  keys.reserve(document.clauses.size());
  for (const auto& clause : document.clauses)
    keys.push_back(clause.key);
  return keys;
}

using Keys = std::vector<std::string>;
using Path = std::vector<std::string>;

} // namespace

TEST_CASE("a clause begins only where 第X条 and a blank begin a line") {
  struct Row {
    const char* text;
    Keys keys;
  };
  const Row rows[] = {
      {"# 法\n\n第一条 甲。\n\n第二条 乙。\n", {"1", "2"}},
      {"# 法\n\n第十条 甲。\n\n第十条之一 乙。\n", {"10", "10-1"}},
      {"# 法\n\n第二百八十七条之二　全角空格。\n", {"287-2"}},
      {"# 法\n\n第一条 依照本法\n第二条的规定办理。\n", {"1"}},
      {"# 法\n\n第一条 甲。\n\n“第二条 引文。”\n", {"1"}},
      {"# 法\n\n第一条 甲。\n第二条至第四条的规定，适用。\n", {"1"}},
      {"# 法\n\n第12条 阿拉伯数字。\n\n第１３条 全角数字。\n", {"12", "13"}},
      {"# 法\n\n第一百零三条 零。\n\n第一百〇四条 〇。\n", {"103", "104"}},
      {"# 法\n\n第二十一条 甲。\n\n第廿二条 乙。\n", {"21", "22"}},
      {"# 法\n\n**第一条** 加粗。\n", {"1"}},
      {"# 法\n\n### 第一条 作标题\n\n正文。\n", {"1"}},
      {"# 法\n\n前言一句。\n\n第一条 甲。\n", {"p1", "1"}},
  };
  for (const auto& row : rows) {
    INFO(row.text);
    CHECK(keys_of(parse_policy(row.text, "法.md").document) == row.keys);
  }
}

TEST_CASE("a clause knows its 编 章 节, its lines, and ends at the next heading") {
  const auto document =
      parse_policy("# 中华人民共和国样例法\n\n2012年10月26日 通过\n\n<!-- INFO END -->\n\n"
                   "## 第一编  总则\n\n### 第一章 任务\n\n第一条 甲。\n\n甲二款。\n\n"
                   "### 第二章 职责\n\n#### 第一节 岗位\n\n第二条 乙：\n\n（一）其一；\n\n（二）其二。\n\n"
                   "## 第二编 附则\n\n第三条 丙。\n",
                   "行政法/样例法(2012-10-26).md")
          .document;
  REQUIRE(keys_of(document) == Keys{"1", "2", "3"});
  CHECK(document.clauses[0].path == Path{"第一编 总则", "第一章 任务"});
  CHECK(document.clauses[0].text == "甲。\n甲二款。");
  CHECK(document.clauses[0].line == 11);
  CHECK(document.clauses[0].line_end == 13);
  CHECK(document.clauses[0].own_number == "第一条");
  CHECK(document.clauses[1].path == Path{"第一编 总则", "第二章 职责", "第一节 岗位"});
  CHECK(document.clauses[2].path == Path{"第二编 附则"});
}

TEST_CASE("chapters without Markdown marks are headings, and a table of contents is none of the text") {
  const auto document =
      parse_policy("中华人民共和国样例法\n\n（2020年1月2日通过）\n\n目　录\n\n第一章 总则\n第二章 附则\n\n"
                   "第一章 总则\n\n第一条 甲。\n\n第二章 附则\n\n第二条 乙。\n",
                   "样例法.txt")
          .document;
  REQUIRE(keys_of(document) == Keys{"1", "2"});
  CHECK(document.title == "中华人民共和国样例法");
  CHECK(document.date == "2020-01-02");
  CHECK(document.clauses[0].path == Path{"第一章 总则"});
  CHECK(document.clauses[1].path == Path{"第二章 附则"});
}

TEST_CASE("an article that scanning misread is found where it is the next one") {
  struct Row {
    const char* text;
    Keys keys;
  };
  const Row rows[] = {
      {"法\n第一条 甲。\n第二 条侦查人员讯问。\n笫三条　乙。\n第 四 条 丙。\n", {"1", "2", "3", "4"}},
      {"法\n第一条 甲。\n第三 条侦查人员。\n", {"1"}},     // not the next one
      {"法\n第一条 依照\n第二 条侦查人员。\n", {"1"}},     // a broken line
      {"法\n第一条 甲。\n第二 条的规定不适用。\n", {"1"}}, // a reference
  };
  for (const auto& [text, keys] : rows) {
    INFO(text);
    const auto document = parse_policy(text, "x.txt").document;
    CHECK(keys_of(document) == keys);
  }
}

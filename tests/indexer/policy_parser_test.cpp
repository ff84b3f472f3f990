// Odd texts: every one gives a document, with unique keys, in linear time.
#include "indexer/law_name.hpp"
#include "indexer/mentions.hpp"
#include "indexer/policy_parser.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

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

} // namespace

TEST_CASE("odd texts still give a document") {
  const std::string texts[] = {"",
                               "\n\n\n",
                               "# \n",
                               "---\nid: x\n",
                               "---\nid: [坏\n---\n# 标题\n\n第一条 甲。\n",
                               "第",
                               "第条",
                               "# 题\n第一条\n",
                               std::string(100'000, '#'),
                               "# 题\n\n" + std::string(5000, '('),
                               "{#1}\n## {#1}\n## {#1}\n"};
  for (const auto& text : texts) {
    INFO(text.substr(0, 40));
    const auto parsed = parse_policy(text, "样例.md");
    CHECK_FALSE(parsed.document.id.empty());
    CHECK_FALSE(parsed.document.title.empty());
  }
}

TEST_CASE("a repeated number is reported and keeps keys unique") {
  const auto parsed = parse_policy("# 法\n\n第一条 甲。\n\n第一条 乙。\n", "法.md");
  CHECK(keys_of(parsed.document) == Keys{"1", "p1"});
  REQUIRE(parsed.diagnostics.size() == 1);
  CHECK(parsed.diagnostics[0].line == 5);
}

TEST_CASE("a text of nothing but opening marks costs linear time, and a name at its end is still found") {
  const auto many = [](const std::string& mark) {
    std::string text;
    while (text.size() < (1 << 20))
      text += mark;
    return text;
  };
  PolicyDocument document;
  document.clauses.resize(2);
  document.clauses[0].text = many("《") + "刑法》";
  document.clauses[1].text = many("第") + "，依照刑法第三条";
  const Mentions mentions = mentions_of(document); // quadratic, this took minutes
  CHECK(std::find(mentions.titles.begin(), mentions.titles.end(), "刑法") != mentions.titles.end());
  CHECK(std::find(mentions.tails.begin(), mentions.tails.end(), "依照刑法") != mentions.tails.end());
  document.preamble = many("年") + "2012年10月26日通过";
  read_law_preamble(document);
  CHECK(document.date == "2012-10-26");
  CHECK(short_law_name(many("（2012") + "《刑法》").ends_with("刑法"));
}

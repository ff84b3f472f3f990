// Questions and answers, and cases: what is asked and what is answered are one clause.
#include "indexer/policy_parser.hpp"
#include "tests/indexer/index_fixture.hpp"

#include <catch2/catch.hpp>

using namespace fengqiao;
using namespace fengqiao::indexer;
using namespace fengqiao::test;

namespace {

// A line for each clause: its key (p where it cannot be cited), heading, text with / for line ends.
std::string clauses_of(const std::string& text) {
  std::string out;
  for (const Clause& clause : parse_policy(text, "样例.md").document.clauses) {
    std::string body = clause.text;
    std::replace(body.begin(), body.end(), '\n', '/');
    out += (clause.citable ? clause.key : "p") + "|" + clause.heading + "|" + body + "\n";
  }
  return out;
}

} // namespace

TEST_CASE("a question and its answer are one clause, however both are marked") {
  struct Row {
    const char *text, *clauses;
  };
  const Row rows[] = {
      {"居住证问答\n\n问：什么人可以办？\n答：居住半年以上的。\n\n问：多久办好？\n答：（1）十五日；\n（2）可以延长。\n",
       "p|什么人可以办？|居住半年以上的。\np|多久办好？|（1）十五日；/（2）可以延长。\n"},
      {"# 百问\n\n问题1：要带什么？\n\n答：\n\n一、身份证；\n\n二、照片。\n\n问题2：收费吗？\n\n**答：** 不收费。\n",
       "1|要带什么？|一、身份证；/二、照片。\n2|收费吗？|不收费。\n"},
      {"问答\n一、户口\n1. 问：怎么落户？\n答：到派出所申报。\n二、身份证\n1. 问：多大办？\n答：十六周岁。\n",
       "1.1|怎么落户？|到派出所申报。\n2.1|多大办？|十六周岁。\n"},
      {"问答\nQ1：要备案吗\nA：要。\nQ2：去哪里\nA：派出所。\nQ3：没有人答？\n",
       "1|要备案吗|要。\n2|去哪里|派出所。\n3|没有人答？|没有人答？\n"},
      {"案例\n案例一：甲案\n【基本案情】偷车。\n【处理结果】拘留。\n案例二：乙案\n【基本案情】赌博。\n",
       "1|甲案|【基本案情】偷车。/【处理结果】拘留。\n2|乙案|【基本案情】赌博。\n"},
      {"以案释法\n甲诈骗案\n【基本案情】诈骗。\n【典型意义】当心。\n乙殴打他人案\n【基本案情】打人。\n",
       "p|甲诈骗案|【基本案情】诈骗。/【典型意义】当心。\np|乙殴打他人案|【基本案情】打人。\n"},
      // no questions and answers: a rule that speaks of a question, articles
      {"规定\n一、问：不清楚的，问所长。\n二、甲。\n", "1||问：不清楚的，问所长。\n2||甲。\n"},
  };
  for (const Row& row : rows) {
    INFO(row.text);
    CHECK(clauses_of(row.text) == row.clauses);
  }
}

TEST_CASE("a search for what is asked brings the answer") {
  const TemporaryFolder folder;
  const auto index = folder.path() / "index";
  folder.write("政策/问答.txt", "居住证问答\n\n问：办居住证要带什么材料？\n答：身份证和近期照片。\n\n"
                                "问：居住证多久办好？\n答：十五日内。\n");
  updated(index, {folder.path() / "政策"});
  const auto found = search(index, "办居住证带什么材料");
  REQUIRE(found);
  REQUIRE(!found->hits.empty());
  CHECK(found->hits.front().snippet.text.find("身份证和近期照片") != std::string::npos);
}

TEST_CASE("the signature of a paper, 抄送 and who was present stand below no heading and in no clause") {
  const char* const papers[] = {
      "通告\n一、甲。\n五\n\n某县人民政府\n2024年1月15日\n",
      "方案\n一、要求\n（一）甲。（二）乙。\n\n某县公安局\n某县司法局\n2024年1月15日\n（此件公开发布）\n",
      "规定\n\n第一章 总则\n\n第一条 甲。\n\n某县公安局\n2024年1月15日\n\n抄送：县委政法委。\n",
      "纪要\n一、甲。\n二、乙。\n出席：甲某\n列席：乙某\n",
      "决定书\n\n现查明某事。\n\n某县公安局\n2024年2月3日\n",
  };
  const std::string_view named[] = {"落款", "抄送", "出席", "列席"};
  for (const char* paper : papers) {
    INFO(paper);
    std::size_t asides = 0;
    for (const Clause& clause : parse_policy(paper, "样例.txt").document.clauses) {
      const bool aside = std::find(std::begin(named), std::end(named), clause.heading) != std::end(named);
      asides += aside ? 1 : 0;
      if (aside) {
        CHECK_FALSE(clause.citable);
        CHECK(clause.path.empty());
      } else {
        CHECK(clause.text.find("某县") == std::string::npos);
        CHECK(clause.text.find("抄送") == std::string::npos);
        CHECK(clause.text.find("席：") == std::string::npos);
      }
    }
    CHECK(asides > 0);
  }
  const auto both = parse_policy(papers[1], "样例.txt").document.clauses.back();
  CHECK(both.text == "某县公安局\n某县司法局\n2024年1月15日\n（此件公开发布）");
  // in the middle of a rule it is a rule
  const auto rule =
      parse_policy("规定\n第一条 出勤按下列规定：\n请假：三日以上的报所长。\n第二条 甲。\n", "x.txt")
          .document;
  REQUIRE(rule.clauses.size() == 2);
  CHECK(rule.clauses[0].text == "出勤按下列规定：\n请假：三日以上的报所长。");
}

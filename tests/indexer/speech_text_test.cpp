// Speeches: 第一，第二， and 一是 二是 at the front of paragraphs count their points.
#include "indexer/policy_parser.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace fengqiao::indexer;

namespace {

// "2 第二: 乙。/二是丙。; …"; p for a paragraph without a number.
std::string points_of(const std::string& text) {
  std::string out;
  for (const Clause& clause : parse_policy(text, "x.txt").document.clauses) {
    std::string body = clause.text;
    std::replace(body.begin(), body.end(), '\n', '/');
    out += (out.empty() ? "" : "; ") + (clause.citable ? clause.key + " " + clause.own_number : "p") + ": " +
           body;
  }
  return out;
}

} // namespace

TEST_CASE("the points of a speech are clauses with all below them") {
  CHECK(points_of(
            "讲话\n同志们：\n我讲三点。\n第一，提高认识。甲。\n第二、突出重点。\n一是抓基础。\n二是抓防范。\n"
            "第三，加强领导。\n所长要亲自抓。\n谢谢大家！\n") ==
        "p: 同志们：; p: 我讲三点。; 1 第一: 提高认识。甲。; 2 第二: 突出重点。/一是抓基础。/二是抓防范。; "
        "3 第三: 加强领导。/所长要亲自抓。; p: 谢谢大家！");
  CHECK(points_of("小结\n主要做了三件事。\n一是抓基础。\n入户走访。\n二是抓防范。\n三要抓化解。\n") ==
        "p: 主要做了三件事。; 1 一是: 抓基础。/入户走访。; 2 二是: 抓防范。; 3 三要: 抓化解。");
}

TEST_CASE("ordinals inside other texts count nothing") {
  CHECK(points_of("简报\n第一，甲。\n以上。\n") == "p: 第一，甲。; p: 以上。"); // one only
  CHECK(points_of("方案\n一、甲。\n第一，乙。\n第二，丙。\n二、丁。\n") ==
        "1 一: 甲。/第一，乙。/第二，丙。; 2 二: 丁。");
  CHECK(points_of("通报\n第一季度发案下降。\n第二季度发案上升。\n") ==
        "p: 第一季度发案下降。; p: 第二季度发案上升。");
  CHECK(points_of("规定\n第一条 甲。\n第二条 第一，乙。\n第二，丙。\n") ==
        "1 第一条: 甲。; 2 第二条: 第一，乙。/第二，丙。");
}

// Long clauses cut into their measures.
#include "indexer/measures.hpp"

#include "tests/indexer/index_fixture.hpp"

#include "core/text.hpp"

using namespace fengqiao;
using namespace fengqiao::indexer;
using namespace fengqiao::test;

namespace {

std::string filler(std::size_t characters) {
  const std::string words = "各单位要把这项工作同日常勤务结合起来统筹安排并按季度报送进展情况";
  std::string out;
  while (count_code_points(out) + count_code_points(words) < characters)
    out += words;
  return out;
}

std::vector<std::string> texts_of(const std::string& text) {
  std::vector<std::string> out;
  for (const auto& measure : measures_of(text))
    out.push_back(text.substr(measure.begin, measure.end - measure.begin));
  return out;
}

std::vector<std::string> labels_of(const std::string& text) {
  std::vector<std::string> out;
  for (const auto& measure : measures_of(text))
    out.push_back(measure.label);
  return out;
}

} // namespace

TEST_CASE("a long paragraph is cut before the marks of its list, whatever their form") {
  const std::string body = filler(130) + "。";
  struct Row {
    const char *first, *second, *third;
  };
  const Row rows[] = {{"一是", "二是", "三是"},
                      {"（一）", "（二）", "（三）"},
                      {"(1)", "(2)", "(3)"},
                      {"1.", "2.", "3."},
                      {"①", "②", "③"},
                      {"1、", "2、", "3、"},
                      {"第一，", "第二，", "第三，"}};
  for (const auto& row : rows) {
    INFO(row.first);
    const std::string text = "重点抓好三件事：" + (row.first + body) + row.second + body + row.third + body;
    CHECK(labels_of(text) == std::vector<std::string>{"", row.first, row.second, row.third});
    CHECK(texts_of(text)[2] == row.second + body);
  }
}

TEST_CASE("a paragraph without a list is cut behind its sentences, never inside brackets") {
  const std::string sentence = filler(99) + "（" + filler(40) + "。）并入考核。";
  const std::string text = sentence + sentence + sentence;
  CHECK(texts_of(text) == std::vector<std::string>{sentence, sentence, sentence});
}

TEST_CASE("the measures of a clause hold all of its text, in order") {
  const std::string text = "前言" + filler(50) + "：一是" + filler(150) + "。二是" + filler(160) +
                           "1.5倍。三是" + filler(140) + "。\n" + filler(320) + "。" + filler(330) + "。";
  std::string joined;
  for (const auto& part : texts_of(text))
    joined += part;
  std::string wanted = text;
  wanted.erase(std::remove(wanted.begin(), wanted.end(), '\n'), wanted.end());
  CHECK(joined == wanted);
}

TEST_CASE("short clauses, and numbers that make no list, are left whole") {
  CHECK(measures_of("一是抓巡逻。二是抓调解。三是抓宣传。").empty());
  const std::string text = filler(310) + "一是" + filler(40); // no second
  CHECK(measures_of(text).empty());
}

TEST_CASE("the measure that answers is ranked, shown and told, and its clause is cited") {
  const TemporaryFolder folder;
  const std::string long_clause = "一、工作措施\n\n各所按下列措施推进：一是" + filler(150) + "。二是" +
                                  filler(150) +
                                  "。三是每周走访辖区独居老人，核对联系方式，留存走访记录。四是" +
                                  filler(150) + "。五是" + filler(150) + "。\n\n";
  std::string others = "# 走访台账\n\n";
  for (const char* number : {"一", "二", "三", "四"})
    others += std::string(number) + "、登记\n\n走访记录应当写明时间，由登记人" + number + "号签名。\n\n";
  folder.write("texts/行动计划.md",
               "# 平安行动计划\n\n" + long_clause + "二、附则\n\n本计划自印发之日起施行。\n");
  folder.write("texts/台账.md", others);
  updated(folder.path() / "index", {folder.path() / "texts"});
  const auto found = search(folder.path() / "index", "多久走访一次独居老人");
  REQUIRE(found);
  const Hit& hit = found->hits.front();
  CHECK(hit.document.data.title == "平安行动计划");
  CHECK(hit.clause.own_number == "一");
  CHECK(hit.best_item == "三是");
  CHECK(hit.measure == "三是每周走访辖区独居老人，核对联系方式，留存走访记录。");
  CHECK(hit.snippet.text == "…" + hit.measure + "…");
}

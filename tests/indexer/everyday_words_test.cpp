// The shipped page of everyday words: what people say and what the texts call it.
#include "core/file.hpp"
#include "core/fold.hpp"
#include "core/text.hpp"
#include "indexer/query_plan.hpp"
#include "tests/indexer/index_fixture.hpp"

#include <catch2/catch.hpp>

using namespace fengqiao;
using namespace fengqiao::test;

namespace {

indexer::Vocabulary shipped_words() {
  const auto list = shipped_corpus() / "vocabulary.yaml";
  const auto text = read_file(list, 1 << 20);
  REQUIRE(text);
  auto words = indexer::Vocabulary::parse(*text, list.string());
  REQUIRE(words);
  return *words;
}

const char* const kRules = "# 甲条例\n\n"
                           "第一条 饮酒后驾驶机动车的，暂扣机动车驾驶证。\n\n"
                           "第二条 产生噪声干扰他人正常生活的，给予警告。\n\n"
                           "第三条 禁止在住宅区内燃放烟花爆竹。\n\n"
                           "第四条 用人单位与劳动者解除劳动合同的，应当支付经济补偿。\n\n"
                           "第五条 拾得遗失物应当返还权利人。\n\n"
                           "第六条 出租人应当登记承租人的姓名。\n\n"
                           "第七条 发生交通事故的，应当立即停车。\n\n"
                           "第八条 借款人应当按照约定清偿债务。\n";

} // namespace

TEST_CASE("everyday words find the clauses that say the same in the words of law") {
  const TemporaryFolder folder;
  folder.write("texts/甲条例.md", kRules);
  indexer::UpdateRequest request;
  request.index = folder.path() / "index";
  request.add = {folder.path() / "texts"};
  request.vocabularies = {shipped_corpus() / "vocabulary.yaml"};
  REQUIRE(indexer::update_index(request));
  struct Row {
    const char *query, *clause;
  };
  const Row rows[] = {
      {"酒驾", "甲条例-1"},           {"酒后开车", "甲条例-1"},     {"邻居装修噪音大", "甲条例-2"},
      {"在楼下放鞭炮", "甲条例-3"},   {"老板炒鱿鱼", "甲条例-4"},   {"被公司辞退", "甲条例-4"},
      {"捡到手机不还", "甲条例-5"},   {"房东要做什么", "甲条例-6"}, {"车祸", "甲条例-7"},
      {"欠钱不还怎么办", "甲条例-8"},
  };
  for (const auto& row : rows) {
    INFO(row.query);
    const auto hits = found(request.index, row.query);
    REQUIRE_FALSE(hits.empty());
    CHECK(hits.front() == row.clause);
  }
}

TEST_CASE("the law's words are not answered with everyday ones where the list goes one way") {
  const auto words = shipped_words();
  const auto find = [&](const char* word) {
    const auto found = words.find_in(fold32(word));
    return found.empty() ? indexer::Vocabulary::Words{} : *found.front().words;
  };
  CHECK(find("老板").narrower == std::vector<std::string>{"用人单位", "雇主"});
  CHECK(find("用人单位").narrower.empty());
  CHECK(find("噪音").same == std::vector<std::string>{"噪声"});
  CHECK(find("噪声").same == std::vector<std::string>{"噪音"});
}

TEST_CASE("what a query means counts the list's other words, half as much as its own, together") {
  const auto words = shipped_words();
  const auto index = indexer::IndexReader::open(corpus_index());
  REQUIRE(index);
  const auto plan = indexer::plan_query("房东不修房顶", *index, words);
  REQUIRE(plan);
  REQUIRE(plan->beside.size() == 1);
  CHECK(to_utf8(plan->beside.front().first) == "出租人");
  CHECK(plan->beside.front().second == Approx(0.5));
}

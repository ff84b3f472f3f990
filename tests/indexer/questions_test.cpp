// Forty questions that people of a station ask, and the clause that answers each.
#include "tests/indexer/index_fixture.hpp"

#include <catch2/catch.hpp>

#include <iostream>

using namespace fengqiao;
using namespace fengqiao::test;

namespace {

struct Question {
  const char* text;
  std::vector<std::string> answers; // any of them among the first three
};

const std::vector<Question>& questions() {
  static const std::vector<Question> all{
      {"派出所要保留处置哪几类警情", {"ZF-5.4"}},
      {"民警一人管多少人口", {"JD2002-3.3"}},
      {"两个40%是什么", {"XD2023-1.3"}},
      {"一村一警什么时候全覆盖", {"XD2023-1.5"}},
      {"三张清单哪年做完", {"XD2020-2"}},
      {"谁来审定各岗日报", {"ZF-5.3"}},
      {"没事也要交日报吗", {"ZF-5.3"}},
      {"日报在哪个会上传看", {"ZF-5.3"}},
      {"交接班前要写完什么", {"ZF-5.3"}},
      {"联动日报写啥", {"ZF-5.3"}},
      {"绩效加分扣分写在哪份日报", {"ZF-5.3"}},
      {"警械设备坏了写哪份日报", {"ZF-5.3"}},
      {"派出所能办哪些刑案", {"ZF-4.1"}},
      {"警种把案子甩给派出所怎么追责", {"GS-4.1", "ZF-5.1"}},
      {"立案数下降33.66%是哪里", {"HM-1"}},
      {"侯马巡逻必到点有几个", {"HM-1"}},
      {"甘肃多少个派出所", {"GS-2.1"}},
      {"12345 工单几天办", {"GS-2.2"}},
      {"双向熟悉率", {"GS-4.1"}},
      {"打击指标跟发案怎么挂钩", {"HM-3.5"}},
      {"群众意见怎么进考核", {"HM-3.5"}},
      {"等级评定一级比例", {"JD2002-4.4"}},
      {"等级评定办法原文第几页", {"HB2002"}},
      {"社区警务建设意见在汇编哪页", {"HB2002"}},
      {"派出所办案装备配备标准哪页", {"HB2002"}},
      {"人民满意派出所活动通知", {"HB2002"}},
      {"值班领导在哪里值守", {"ZF-5.3"}},
      {"家暴怎么处置", {"XD2023-2.4"}},
      {"法治副校长谁管", {"XD2023-2.3"}},
      {"五防宣传防哪五个", {"XD2023-2.5"}},
      {"群防群治要朝哪四化", {"XD2023-1.6"}},
      {"民警要练哪四种能力", {"XD2023-3.1"}},
      {"谁先提出派出所主防", {"ZF-2.3"}},
      {"五句话什么时候定型", {"ZF-2.3"}},
      {"新民警下沉多少", {"ZF-5.2"}},
      {"暂住人口怎么管", {"JD2002-2.2"}},
      {"谁出租谁负责", {"JD2002-2.2"}},
      {"农村所怎么干", {"JD2002-2.8", "JD2002-3.7", "GS-4.2"}},
      {"一案双奖", {"GS-4.1"}},
  };
  return all;
}

// Questions known not to be answered among the first three: none.
// "派出所编制标准2024新版" is the fortieth: no document of the corpus answers it, so it has no row above.
constexpr std::size_t kKnownMisses = 0;

} // namespace

TEST_CASE("the clause that answers is among the first three") {
  std::size_t missed = 0, first = 0;
  for (const auto& question : questions()) {
    const auto hits = found(corpus_index(), question.text, 3);
    const auto answers = [&](const std::string& hit) {
      return std::find(question.answers.begin(), question.answers.end(), hit) != question.answers.end();
    };
    if (!hits.empty() && answers(hits.front())) ++first;
    if (std::any_of(hits.begin(), hits.end(), answers)) continue;
    ++missed;
    UNSCOPED_INFO("not among the first three: " << question.text);
  }
  std::cout << "questions answered first: " << first << ", among three: " << questions().size() - missed
            << " of " << questions().size() << "\n";
  for (const auto& question : questions()) {
    INFO(question.text);
    CHECK(search(corpus_index(), question.text)->answer != indexer::Answer::near);
  }
  CHECK(missed == kKnownMisses);
  CHECK(first >= 36);
}

TEST_CASE("a historic word is answered with its note") {
  const auto result = search(corpus_index(), "劳教人员");
  REQUIRE(result);
  CHECK(result->hits[0].citation == "JD2002-2.2");
  REQUIRE_FALSE(result->notes.empty());
  CHECK(result->notes[0].find("历史用语") != std::string::npos);
}

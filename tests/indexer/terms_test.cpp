#include "indexer/terms.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace fengqiao::indexer;

namespace {

std::vector<std::string> terms(std::string_view text) {
  std::vector<std::string> out;
  for (const auto& term : terms_of(term_text(text).text))
    out.push_back(term.text);
  return out;
}

using Texts = std::vector<std::string>;

} // namespace

TEST_CASE("Han become pairs and a last character, digits and Latin words stay whole") {
  struct Row {
    const char* text;
    Texts terms;
  };
  const Row rows[] = {
      {"派出所", {"派出", "出所", "所"}},
      {"毒", {"毒"}},
      {"110警情", {"110", "警情", "情"}},
      {"12345工单", {"12345", "工单", "单"}},
      {"两个40%", {"两个", "个", "40"}},
      {"２０２３年", {"2023", "年"}},
      {"XD2023-1.3", {"xd2023", "1", "3"}},
      {"所、队", {"所", "队"}},
      {"“两队一室”改革", {"两队", "队一", "一室", "室改", "改革", "革"}},
      {"", {}},
      {"，。！", {}},
  };
  for (const auto& row : rows) {
    INFO(row.text);
    CHECK(terms(row.text) == row.terms);
  }
}

TEST_CASE("width, traditional characters and case do not matter") {
  CHECK(terms("派出所主防") == terms("派出所主防"));
  CHECK(terms("兩個４０％") == terms("两个40%"));
  CHECK(terms("雙向熟悉率") == terms("双向熟悉率"));
  CHECK(terms("ＡＰＰ") == terms("app"));
}

TEST_CASE("what is counted for a clause is what a query looks for") {
  TermCounter counter;
  counter.add("派出所管派出所，110");
  auto counts = counter.take();
  std::sort(counts.begin(), counts.end(), [](const auto& a, const auto& b) { return a.term < b.term; });
  Texts counted;
  for (const auto& [term, times] : counts) {
    counted.push_back(term);
    CHECK(times == (term == "派出" || term == "出所" ? 2u : 1u));
  }
  Texts asked = terms("派出所管派出所，110");
  std::sort(asked.begin(), asked.end());
  asked.erase(std::unique(asked.begin(), asked.end()), asked.end());
  CHECK(counted == asked);
  CHECK(counter.take().empty());
}

TEST_CASE("a word longer than an index term may be is cut the same way in texts and queries") {
  const std::string word(5000, 'x');
  TermCounter counter;
  counter.add(word);
  const auto counts = counter.take();
  REQUIRE(counts.size() == 1);
  CHECK(counts[0].term.size() < 245);
  CHECK(terms(word) == Texts{counts[0].term});
}

// What ranking knows beyond the words of a clause.
#include "tests/indexer/index_fixture.hpp"

#include <catch2/catch.hpp>

using namespace fengqiao;
using namespace fengqiao::indexer;
using namespace fengqiao::test;

namespace {

const Hit& hit_of(const SearchResult& result, const std::string& citation) {
  const auto found = std::find_if(result.hits.begin(), result.hits.end(),
                                  [&](const Hit& hit) { return hit.citation == citation; });
  REQUIRE(found != result.hits.end());
  return *found;
}

} // namespace

TEST_CASE("a clause gains where a clause of another text that answers cites it, and nowhere else") {
  const TemporaryFolder folder;
  // Three clauses alike but for their numbers; an interpretation applies the second to what is asked, and
  // speaks of the third one's number in a law of its own.
  folder.write("texts/法律/甲法.md", "# 甲法\n\n第一条　责任按照规定承担。\n\n第二条　责任按照规定承担。\n\n"
                                     "第三条　责任按照规定承担。\n\n第四条　同本法第一条的责任。\n");
  folder.write("texts/司法解释/某解释.md",
               "# 关于审理某案件的解释\n\n第一条　高空抛物砸坏车辆的，责任依照《甲法》第二条认定。\n\n"
               "第二条　高空抛物的责任，依照本解释第三条认定。\n\n第三条　其他责任另行规定。\n");
  const auto index = folder.path() / "index";
  updated(index, {folder.path() / "texts"});
  const auto result = search(index, "高空抛物砸坏车辆谁的责任");
  REQUIRE(result);
  const Hit& cited = hit_of(*result, "甲法-2");
  CHECK(cited.evidence.citing > 0);
  CHECK(cited.score == Approx(cited.evidence.score()));
  for (const char* other : {"甲法-1", "甲法-3", "甲法-4"}) {
    CHECK(hit_of(*result, other).evidence.citing == 0);
    CHECK(hit_of(*result, other).score < cited.score);
  }
  for (const auto& hit : result->hits)
    if (hit.document.own_id != "甲法") CHECK(hit.evidence.citing == 0);
  CHECK(result->hits.front().clause.key == "1"); // who cites answers better than what is cited
  CHECK(result->hits.front().document.own_id != "甲法");
}

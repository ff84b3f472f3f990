// A word or its synonym, a number in either spelling: what a clause gets where it has one of them or both.
#include "core/numeral.hpp"
#include "tests/indexer/index_fixture.hpp"

#include <catch2/catch.hpp>

#include <map>
#include <set>

using namespace fengqiao;
using namespace fengqiao::indexer;
using namespace fengqiao::test;

namespace {

using Kind = QueryNode::Kind;

// A law of one clause for each of `texts`.
std::string law_of(const std::vector<std::string>& texts) {
  std::string out = "# 甲法\n";
  for (std::size_t i = 0; i < texts.size(); ++i)
    out += "\n第" + chinese_numeral(static_cast<int>(i) + 1) + "条　" + texts[i] + "\n";
  return out;
}

struct Words { // pairs of characters that occur nowhere else
  std::vector<std::string> own, same, narrower;
};

// What `best` of the words promises for a clause that has the terms of `has`, each of which is worth 1.
double promised(const Words& words, const std::set<std::string>& has) {
  const auto number = [&](const std::vector<std::string>& terms) {
    return static_cast<double>(
        std::count_if(terms.begin(), terms.end(), [&](const std::string& t) { return has.contains(t); }));
  };
  const auto whole = [&](const std::vector<std::string>& terms) {
    return number(terms) == static_cast<double>(terms.size());
  };
  if (whole(words.own)) return number(words.own);
  if (whole(words.same)) return number(words.same);
  return whole(words.narrower) ? 0.5 * number(words.narrower) : number(words.own);
}

QueryNode terms(Kind kind, const std::vector<std::string>& texts, double scale = 1) {
  QueryNode out{kind, {}, scale, {}};
  for (const auto& text : texts)
    out.children.push_back({Kind::term, text, 1, {}});
  return out;
}

} // namespace

// With OP_MAX, Xapian 1.4.22 reads freed memory here: both of the words end where the clauses that have them
// end, while so many good ones are known already that a clause without them cannot be among the best.
TEST_CASE("a word and its synonym may both end before the other words of the query") {
  const TemporaryFolder folder;
  std::vector<std::string> texts(2, "港口船舶，甲乙丙丁。");
  texts.resize(99, "港口船舶，戊己庚辛。");
  folder.write("texts/甲法.md", law_of(texts));
  const auto index = folder.path() / "index";
  updated(index, {folder.path() / "texts"});
  const auto reader = IndexReader::open(index);
  REQUIRE(reader);
  QueryNode query{Kind::any, {}, 1, {{Kind::term, "港口", 1, {}}, {Kind::best, {}, 1, {}}}};
  query.children.back().children = {terms(Kind::any, {"甲乙"}), terms(Kind::all, {"丙丁"})};
  const auto matches = reader->match(query, 1);
  REQUIRE(matches);
  CHECK(matches->front().clause == reader->spans().front().ref);
}

TEST_CASE("a clause gets the word's points, or those of a synonym that it has whole, never both") {
  const Words words{{"甲乙", "乙丙"}, {"丁戊", "戊己"}, {"庚辛", "辛壬"}};
  std::vector<std::string> all;
  for (const auto* list : {&words.own, &words.same, &words.narrower})
    all.insert(all.end(), list->begin(), list->end());
  // Every set of the six terms, so that all are equally rare and all clauses equally long.
  std::vector<std::string> texts;
  for (unsigned set = 0; set < 64; ++set) {
    std::string text = "事项";
    for (std::size_t i = 0; i < all.size(); ++i)
      text += "，" + ((set >> i & 1) != 0 ? all[i] : std::string("空白"));
    texts.push_back(text + "。");
  }
  const TemporaryFolder folder;
  folder.write("texts/甲法.md", law_of(texts));
  const auto index = folder.path() / "index";
  updated(index, {folder.path() / "texts"});
  const auto reader = IndexReader::open(index);
  REQUIRE(reader);

  const auto one = reader->match(terms(Kind::any, {"甲乙"}), 1);
  REQUIRE(one);
  QueryNode best{Kind::best, {}, 1, {}};
  best.children = {terms(Kind::any, words.own), terms(Kind::all, words.same),
                   terms(Kind::all, words.narrower, 0.5)};
  const auto matches = reader->match(best, 64);
  REQUIRE(matches);
  std::map<ClauseRef, double> scores;
  for (const auto& match : *matches)
    scores[match.clause] = match.score / one->front().score;
  const ClauseRef first = reader->spans().front().ref;
  for (unsigned set = 0; set < 64; ++set) {
    std::set<std::string> has;
    for (std::size_t i = 0; i < all.size(); ++i)
      if ((set >> i & 1) != 0) has.insert(all[i]);
    INFO(texts[set]);
    CHECK(scores[first + set] == Approx(promised(words, has)).epsilon(0.02));
  }
}

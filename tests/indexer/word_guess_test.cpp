// What a query that was typed by sound, or with a slip, may have meant.
#include "core/fold.hpp"
#include "indexer/word_guess.hpp"
#include "tests/indexer/index_fixture.hpp"

#include <catch2/catch.hpp>

using namespace fengqiao;
using namespace fengqiao::indexer;
using namespace fengqiao::test;

namespace {

constexpr const char* kList = "version: 1\ngroups:\n"
                              "  - {term: 负面清单, same: [办案负面清单]}\n"
                              "  - {term: 主防职责, related: [主防]}\n"
                              "  - {term: 反面确定, narrower: [否定]}\n"
                              "  - {term: 酒后开车, narrower: [饮酒后驾驶]}\n"
                              "  - {term: 执法, related: [办案]}\n  - {term: 质保, related: [保修]}\n";

class Guesses {
public:
  Guesses() {
    folder_.write(
        "texts/办法.md",
        "# 样例走访办法\n\n## 督导检查\n\n第一条 民警走访。\n\n第二条 列入负面清单的，不得办理。\n\n"
        "第三条 履行主防职责。\n\n第四条 饮酒后驾驶机动车的，处罚款。\n");
    updated(folder_.path() / "index", {folder_.path() / "texts"});
  }
  // "meant,other…" of each guess.
  [[nodiscard]] std::vector<std::string> of(const char* query) const {
    const auto index = IndexReader::open(folder_.path() / "index");
    REQUIRE(index);
    const auto vocabulary = Vocabulary::parse(kList, "v.yaml");
    REQUIRE(vocabulary);
    const std::u32string folded = fold32(query);
    const auto words = KnownWords::of(*index, *vocabulary, folded);
    REQUIRE(words);
    std::vector<std::string> out;
    for (const auto& guess : words->guesses(*index, folded)) {
      out.push_back(guess.typed + ">" + guess.meant);
      for (const auto& other : guess.others)
        out.back() += "," + other;
    }
    return out;
  }

private:
  TemporaryFolder folder_;
};

} // namespace

TEST_CASE("slips and pinyin are read as words of the collection, by sound before by look") {
  const Guesses guesses;
  struct Row {
    const char* query;
    std::vector<std::string> expected;
  };
  const Row rows[] = {
      {"负面轻单", {"负面轻单>负面清单"}}, // the same sound
      {"主防职贵", {"主防职贵>主防职责"}}, // one character that looks alike: four and more
      {"督导捡查", {"督导捡查>督导检查"}}, // a heading
      {"负面轻单和主防职贵", {"负面轻单>负面清单", "主防职贵>主防职责"}},
      {"负面青旦", {"负面青旦>负面清单"}}, // two characters, the same sound
      {"负面轻桌", {}},                    // two, of which one sounds otherwise
      {"夫面桌单", {}},
      {"致保", {}}, // words of two have too many that sound the same
      {"fumianqingdan", {"fumianqingdan>负面清单"}},
      {"fu mian'qing dan", {"fu mian'qing dan>负面清单"}},
      {"zhufangzhize", {"zhufangzhize>主防职责"}},
      {"zfzz", {"zfzz>主防职责"}},
      {"zf", {}},   // two letters are no initials
      {"GPS2", {}}, // a name with digits
  };
  for (const auto& row : rows) {
    INFO(row.query);
    CHECK(guesses.of(row.query) == row.expected);
  }
}

TEST_CASE("everyday words are guessed by their sound alone, behind the station's own") {
  const Guesses guesses;
  CHECK(guesses.of("酒后凯车") == std::vector<std::string>{"酒后凯车>酒后开车"});
  CHECK(guesses.of("酒后卖车").empty()); // by eye a right question would become another
  CHECK(guesses.of("fmqd") == std::vector<std::string>{"fmqd>负面清单,反面确定"});
  CHECK(guesses.of("jiuhoukaiche") == std::vector<std::string>{"jiuhoukaiche>酒后开车"});
}

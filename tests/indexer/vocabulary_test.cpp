#include "indexer/vocabulary.hpp"

#include "core/fold.hpp"
#include "indexer/text_limits.hpp"

#include <catch2/catch.hpp>

using namespace fengqiao;
using namespace fengqiao::indexer;

namespace {

constexpr const char* kList = R"(version: 1
groups:
  - term: 派出所
    same: [公安派出所]
    never: [司法所]
  - term: 社区民警
    same: [社区警]
    narrower: [片警]
    related: [驻村民警]
  - term: 政务110
    never: ["110"]
  - term: "110"
    same: [报警服务台, 政务110]
    never: [政务110]
  - term: 派出所主防
    same: [主防]
historic:
  - {term: 暂住人口, note: 今称流动人口}
)";

Vocabulary list() {
  auto parsed = Vocabulary::parse(kList, "v.yaml");
  REQUIRE(parsed);
  return *parsed;
}

using Words = std::vector<std::string>;

} // namespace

TEST_CASE("same works both ways, narrower one way, never is never followed") {
  const Vocabulary vocabulary = list();
  struct Row {
    const char* query;
    Words same, narrower;
  };
  const Row rows[] = {
      {"派出所", {"公安派出所"}, {}},     {"公安派出所", {"派出所"}, {}}, {"社区民警", {"社区警"}, {"片警"}},
      {"社区警", {"社区民警"}, {"片警"}}, {"110", {"报警服务台"}, {}},
  };
  for (const auto& row : rows) {
    INFO(row.query);
    const auto found = vocabulary.find_in(fold32(row.query));
    REQUIRE(found.size() == 1);
    CHECK(found[0].words->same == row.same);
    CHECK(found[0].words->narrower == row.narrower);
  }
  CHECK(vocabulary.find_in(fold32("片警")).empty());
  CHECK(vocabulary.find_in(fold32("司法所")).empty());
}

TEST_CASE("the longest word of the query is taken first") {
  const Vocabulary vocabulary = list();
  const auto found = vocabulary.find_in(fold32("什么是派出所主防，派出所怎么办"));
  REQUIRE(found.size() == 2);
  CHECK(found[0].word == "派出所主防");
  CHECK(found[0].at == 3);
  CHECK(found[1].word == "派出所");
}

TEST_CASE("historic words carry their note, and the packed form holds everything") {
  const Vocabulary vocabulary = *Vocabulary::unpacked(list().packed());
  const auto found = vocabulary.find_in(fold32("暂住人口怎么管"));
  REQUIRE(found.size() == 1);
  CHECK(found[0].words->note == "今称流动人口");
  CHECK(vocabulary.packed() == list().packed());
  CHECK(Vocabulary::unpacked("")->empty());
  const std::string packed = list().packed();
  for (std::size_t cut = 0; cut < packed.size(); ++cut)
    (void)Vocabulary::unpacked(packed.substr(0, cut)); // damaged: no crash
  CHECK_FALSE(Vocabulary::unpacked(packed.substr(0, packed.size() / 2)));
}

TEST_CASE("a station's own list is added to the shipped one") {
  Vocabulary vocabulary = list();
  auto own = Vocabulary::parse("groups:\n  - {term: 派出所, same: [所里]}\n", "own.yaml");
  REQUIRE(own);
  vocabulary.merge(*own);
  CHECK(vocabulary.find_in(fold32("派出所"))[0].words->same == Words{"公安派出所", "所里"});
  CHECK(vocabulary.find_in(fold32("所里"))[0].words->same == Words{"派出所"});
}

TEST_CASE("what one index forbids, another one's list does not bring back") {
  const auto stored = [](const char* yaml) {
    const auto parsed = Vocabulary::parse(yaml, "v.yaml");
    REQUIRE(parsed);
    return *Vocabulary::unpacked(parsed->packed());
  };
  Vocabulary both = stored("groups:\n  - {term: 派出所, same: [公安派出所], never: [司法所]}\n");
  both.merge(stored("groups:\n  - {term: 派出所, same: [司法所, 所里]}\n"));
  CHECK(both.find_in(fold32("派出所"))[0].words->same == Words{"公安派出所", "所里"});
}

TEST_CASE("faults of a list are told with their lines") {
  struct Row {
    const char* text;
    const char* where;
  };
  const Row rows[] = {{"groups:\n  - same: [甲]\n", "v.yaml:2"},
                      {"groups:\n  - term: 甲\n    same: 乙\n", "v.yaml:3"},
                      {"groups: 甲\n", "v.yaml:1"},
                      {"- 甲\n", "v.yaml:1"}};
  for (const auto& row : rows) {
    INFO(row.text);
    const auto parsed = Vocabulary::parse(row.text, "v.yaml");
    REQUIRE_FALSE(parsed);
    CHECK(parsed.error().front().where.starts_with(row.where));
  }
}

TEST_CASE("a group beyond its largest size is refused with its line, since each word would bear all others") {
  const auto of_words = [](std::size_t words) {
    std::string out = "groups:\n  - {term: 甲, same: [乙]}\n  - term: 词0\n    same: [词1";
    for (std::size_t i = 2; i + 1 < words; ++i)
      out += ", 词" + std::to_string(i);
    return Vocabulary::parse(out + "]\n    related: [末词]\n", "v.yaml");
  };
  REQUIRE(of_words(fengqiao::limits::synonym_group));
  CHECK(of_words(fengqiao::limits::synonym_group)->find_in(U"词7")[0].words->same.size() ==
        fengqiao::limits::synonym_group - 2);
  const auto refused = of_words(fengqiao::limits::synonym_group + 1);
  REQUIRE_FALSE(refused);
  REQUIRE(refused.error().size() == 1);
  CHECK(refused.error().front().code == fengqiao::ErrorCode::limit);
  CHECK(refused.error().front().where.starts_with("v.yaml:3"));
  CHECK(refused.error().front().message.find("101 个词，一组至多 100 个") != std::string::npos);
}

// Clauses far longer than any law has: what is done with them stays bounded.
#include "core/text.hpp"
#include "indexer/excerpt.hpp"
#include "indexer/policy_file.hpp"
#include "tests/indexer/index_fixture.hpp"

#include <catch2/catch.hpp>

using namespace fengqiao;
using namespace fengqiao::test;
using namespace fengqiao::indexer;

namespace {

constexpr std::string_view kSentence = "派出所应当做好各项基础工作，按月检查。";

std::string sentences(std::size_t bytes) {
  std::string out;
  while (out.size() + kSentence.size() <= bytes)
    out += kSentence;
  return out;
}

} // namespace

TEST_CASE(
    "however long a clause is, no more than an excerpt of it is looked at, and that has what is asked for") {
  struct Case {
    std::size_t before, behind; // bytes around the sentence with the term
    bool whole;
  };
  const std::size_t kMb = 1u << 20;
  for (const Case& each : {Case{0, 0, true}, Case{1000, 1000, true}, Case{60'000, 60'000, true},
                           Case{0, kMb, false}, Case{kMb, 0, false}, Case{kMb, kMb, false},
                           Case{100'000, 16 * kMb, false}, Case{16 * kMb, 100'000, false}}) {
    const std::string text = sentences(each.before) + "没有突出情况也要交零报告。" + sentences(each.behind);
    INFO(each.before << " " << each.behind);
    const std::string_view excerpt = excerpt_of(text, {{"零报", 5}, {"报告", 4}, {"基础", 0.1}});
    CHECK((excerpt.size() == text.size()) == each.whole);
    CHECK(excerpt.size() <= kExcerptBytes);
    CHECK(excerpt.find("也要交零报告。") != std::string_view::npos);
    CHECK_FALSE(first_invalid_utf8(std::string(excerpt)));
  }
}

TEST_CASE(
    "an excerpt begins with a sentence, or a character where there are none, without a hit with the text") {
  const std::string text = sentences(1u << 20) + "零报告" + sentences(1u << 20);
  CHECK(excerpt_of(text, {{"零报", 1}}).starts_with("派出所应当"));
  CHECK(excerpt_of(text, {{"火灾", 1}}).data() == text.data());
  CHECK(excerpt_of(text, {}).data() == text.data());
  std::string unbroken;
  for (int i = 0; i < 200'000; ++i)
    unbroken += i == 150'000 ? "零报" : "甲";
  CHECK_FALSE(first_invalid_utf8(std::string(excerpt_of(unbroken, {{"零报", 1}}))));
}

TEST_CASE("the passage of a very long clause is the one that was asked for, marked as cut out of it") {
  const TemporaryFolder folder;
  folder.write("文/办法.md", "# 试验办法\n\n第一条 " + sentences(900'000) + "没有突出情况也要交零报告。" +
                                 sentences(900'000) + "\n\n第二条 本办法自发布之日起施行。\n");
  updated(folder.path() / "索引", {folder.path() / "文"});
  const auto found = search(folder.path() / "索引", "零报告");
  REQUIRE(found);
  REQUIRE_FALSE(found->hits.empty());
  const Hit& hit = found->hits.front();
  CHECK(hit.clause.key == "1");
  CHECK(hit.snippet.text.find("零报告") != std::string::npos);
  CHECK(hit.snippet.text.starts_with("…"));
  CHECK(hit.snippet.text.ends_with("…"));
  CHECK(hit.clause.text.size() > 1'799'000);
}

TEST_CASE("a file with a clause beyond the limit is refused with its line, the others are indexed") {
  const TemporaryFolder folder;
  folder.write("文/大.md",
               "# 巨大办法\n\n第一条 短的一条。\n\n第二条 " + sentences(kLongestClause + 100) + "\n");
  folder.write("文/小.md", "# 试验办法\n\n第一条 每日零报告。\n");
  const auto report = updated(folder.path() / "索引", {folder.path() / "文"});
  REQUIRE(report.failed.size() == 1);
  const Error& error = report.failed.front();
  CHECK(error.code == ErrorCode::limit);
  CHECK(error.where.find("大.md:5") != std::string::npos);
  CHECK(error.message.find("第二条") != std::string::npos);
  CHECK(search(folder.path() / "索引", "零报告"));
}

TEST_CASE(
    "a # line of a hundred thousand characters is text, no heading that every clause below it repeats") {
  const TemporaryFolder folder;
  std::string text = "# 试验办法\n\n## " + sentences(300'000) + "\n\n";
  for (int i = 1; i <= 50; ++i)
    text += "第" + std::to_string(i) + "条 每日零报告。\n\n";
  folder.write("文/办法.md", text);
  updated(folder.path() / "索引", {folder.path() / "文"});
  const auto found = search(folder.path() / "索引", "零报告");
  REQUIRE(found);
  for (const auto& hit : found->hits)
    for (const auto& heading : hit.clause.path)
      CHECK(heading.size() < 3000);
}

TEST_CASE("where the only text cannot be indexed, the error says why, not that there is none") {
  const TemporaryFolder folder;
  folder.write("文/大.md", "# 巨大办法\n\n第一条 " + sentences(kLongestClause + 100) + "\n");
  const auto alone = update(folder.path() / "索引", {folder.path() / "文"});
  REQUIRE_FALSE(alone);
  CHECK(alone.error().code == ErrorCode::limit);
  CHECK(alone.error().where.find("大.md:3") != std::string::npos);
  folder.write("文/更大.md", "# 更大办法\n\n第一条 " + sentences(kLongestClause + 100) + "\n");
  const auto both = update(folder.path() / "索引", {folder.path() / "文"});
  REQUIRE_FALSE(both);
  CHECK(both.error().message.find("2 份文本都不能装入") != std::string::npos);
}

// What an index keeps through updates, kills and folders that are not there.
#include "core/file.hpp"
#include "core/text.hpp"
#include "indexer/generation.hpp"
#include "indexer/index_check.hpp"
#include "tests/indexer/index_fixture.hpp"

#include <fmt/format.h>

using namespace fengqiao;
using namespace fengqiao::test;
using namespace fengqiao::indexer;

namespace {

namespace fs = std::filesystem;

constexpr const char* kFruit = "# 样例法\n\n第一条 林檎由派出所登记。\n";
constexpr const char* kSame = "version: 1\ngroups:\n  - term: 林檎\n    same: [沙果]\n";

bool finds(const fs::path& index, const std::string& query) {
  const auto result = search(index, query);
  return result && result->answer != Answer::near;
}

// Texts whose characters differ from round to round, so that an update takes many blocks and gives them back.
std::string speech(int number, int round) {
  std::string out = fmt::format("# 讲话{}\n\n", number);
  for (int k = 1; k <= 12; ++k) {
    std::u32string text;
    for (int j = 0; j < 40; ++j)
      text += static_cast<char32_t>(0x4E00 +
                                    (number * 7919 + k * 104729 + j * (31 + round) * (number + 1)) % 9000);
    out += fmt::format("第{}条 {}。\n\n", k, to_utf8(text));
  }
  return out;
}

} // namespace

TEST_CASE("an index is sound after many texts were changed, though Xapian lost a block of its own") {
  const TemporaryFolder folder;
  constexpr int kTexts = 300;
  for (int i = 0; i < kTexts; ++i)
    folder.write(fmt::format("a/{}.md", i), speech(i, 0));
  const auto index = folder.path() / "index";
  updated(index, {folder.path() / "a"});
  for (int round = 1; round <= 3; ++round) {
    for (int i = 0; i < kTexts / 2; ++i) {
      const int number = (i * 2 + round) % kTexts;
      folder.write(fmt::format("a/{}.md", number), speech(number, round));
    }
    updated(index, {});
    const auto checked = check_index(index);
    REQUIRE(checked);
    INFO(round << (checked->problems.empty() ? "" : " " + checked->problems.front()));
    CHECK(checked->sound());
  }
}

TEST_CASE("words of a vocabulary stay while its folder or its sense is lost, and go when it is deleted") {
  const TemporaryFolder folder;
  folder.write("a/值班法.md", "# 值班法\n\n第一条 值班两人。\n");
  folder.write("b/样例法.md", kFruit);
  folder.write("b/vocabulary.yaml", kSame);
  const auto index = folder.path() / "index", lists = folder.path() / "b" / "vocabulary.yaml";
  updated(index, {folder.path() / "a", folder.path() / "b"});
  REQUIRE(finds(index, "沙果"));
  SECTION("the folder is away") {
    fs::rename(folder.path() / "b", folder.path() / "c");
    CHECK_FALSE(updated(index, {}).failed.empty());
    CHECK(finds(index, "沙果"));
    fs::rename(folder.path() / "c", folder.path() / "b");
    CHECK(updated(index, {}).failed.empty());
    CHECK(finds(index, "沙果"));
  }
  SECTION("the list has a fault") {
    folder.write("b/vocabulary.yaml", "version: 1\ngroups:\n  - term: 林檎\n    sam: [沙果]\n");
    const auto report = updated(index, {});
    REQUIRE_FALSE(report.failed.empty());
    CHECK(report.failed.front().where.find("vocabulary.yaml:4") != std::string::npos);
    CHECK(finds(index, "沙果"));
    folder.write("b/值班法.md", "# 备勤法\n\n第一条 备勤三人。\n"); // an update that writes keeps them, too
    CHECK(updated(index, {}).written);
    CHECK(finds(index, "沙果"));
  }
  SECTION("the list is deleted") {
    fs::remove(lists);
    CHECK(updated(index, {}).failed.empty());
    CHECK_FALSE(finds(index, "沙果"));
  }
}

TEST_CASE("a folder that never held a text and is gone does not stop the others") {
  const TemporaryFolder folder;
  folder.write("a/样例法.md", kFruit);
  fs::create_directory(folder.path() / "c");
  const auto index = folder.path() / "index";
  updated(index, {folder.path() / "a", folder.path() / "c"});
  fs::remove(folder.path() / "c");
  folder.write("a/值班法.md", "# 值班法\n\n第一条 值班两人。\n");
  const auto report = updated(index, {});
  CHECK(report.documents == 2);
  REQUIRE(report.failed.size() == 1);
  CHECK(report.failed[0].where.ends_with("/c"));
}

TEST_CASE("the list of folders follows the live generation, whatever a killed run left beside it") {
  const TemporaryFolder folder;
  folder.write("a/样例法.md", kFruit);
  folder.write("b/值班法.md", "# 值班法\n\n第一条 值班两人。\n");
  const auto index = folder.path() / "index", roots = index / "roots";
  updated(index, {folder.path() / "a"});
  const auto one = read_file(roots, 4096);
  updated(index, {folder.path() / "b"});
  const auto both = remembered_roots(index);
  REQUIRE(both.size() == 2);
  REQUIRE(write_file_atomically(roots, *one));
  CHECK(remembered_roots(index) == both);
  CHECK(updated(index, {}, {}, true).documents == 2);
  REQUIRE(write_file_atomically(roots, *one));
  { CHECK(IndexFolder::lock(index)); } // repairs it, for the day when the generation is lost
  fs::remove(index / "CURRENT");
  CHECK(remembered_roots(index) == both);
}

TEST_CASE("an update that cannot be made live says so and leaves the index as it was") {
  const TemporaryFolder folder;
  folder.write("a/样例法.md", kFruit);
  const auto index = folder.path() / "index";
  updated(index, {folder.path() / "a"});
  auto writer = IndexFolder::lock(index);
  REQUIRE(writer);
  const auto making = writer->copy_of_live();
  REQUIRE(making);
  fs::remove(index / "XAPIANDB");
  fs::create_directory(index / "XAPIANDB");
  const auto before = live_generation(index);
  const auto published = writer->publish(*making, remembered_roots(index));
  REQUIRE_FALSE(published);
  CHECK(published.error().message.find("不能换上新的索引") != std::string::npos);
  CHECK(published.error().hint.find("-o") == std::string::npos);
  CHECK(*live_generation(index) == *before);
  CHECK(finds(index, "林檎"));
}

TEST_CASE("a folder whose name has a line end is refused") {
  const TemporaryFolder folder;
  folder.write("a\nb/样例法.md", kFruit);
  const auto report = update(folder.path() / "index", {folder.path() / "a\nb"});
  REQUIRE_FALSE(report);
  CHECK(report.error().message.find("换行") != std::string::npos);
}

// What a power cut or kill leaves behind.
#include "indexer/generation.hpp"
#include "tests/indexer/index_fixture.hpp"

#include <catch2/catch.hpp>

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <random>

using namespace fengqiao;
using namespace fengqiao::test;
using namespace fengqiao::indexer;
namespace fs = std::filesystem;

namespace {

constexpr int kRounds = 24;

void write_corpus(const TemporaryFolder& folder, int round) {
  for (int i = 0; i < 60; ++i) {
    std::string text = "# 样例" + std::to_string(i) + "规定\n\n";
    for (int k = 1; k <= 20; ++k)
      text += "第" + std::to_string(k) + "条 第" + std::to_string(round) + "轮，派出所开展第" +
              std::to_string(i) + "项巡逻值守和矛盾纠纷排查化解工作。\n\n";
    folder.write("texts/规定" + std::to_string(i) + ".md", text);
  }
}

// Runs an update in a child and kills it after `microseconds`; true if it was still running.
bool kill_update(const fs::path& index, unsigned microseconds) {
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    UpdateRequest request;
    request.index = index;
    ::_exit(update_index(request) ? 0 : 1);
  }
  ::usleep(microseconds);
  ::kill(child, SIGKILL);
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFSIGNALED(status);
}

std::size_t leftovers(const fs::path& index) {
  std::size_t count = 0;
  for (const auto& entry : fs::directory_iterator(index)) {
    const std::string name = entry.path().filename().string();
    if (name != "CURRENT" && name != "lock" && name != "roots" && name != "XAPIANDB") ++count;
  }
  return count;
}

} // namespace

TEST_CASE("a leftover of a killed run is removed by the next one") {
  const TemporaryFolder folder;
  const fs::path index = folder.path() / "index";
  write_corpus(folder, 0);
  updated(index, {folder.path() / "texts"});
  folder.write("index/tmp-999-1/postlist.glass", "half a database");
  folder.write("index/gen-000099/postlist.glass", "renamed, but never made CURRENT");
  folder.write("index/.fengqiao.abcdef", "gen-");
  CHECK(found(index, "巡逻值守").size() == 10);
  updated(index);
  CHECK(leftovers(index) == 1);
  CHECK(found(index, "巡逻值守").size() == 10);
}

TEST_CASE("an update killed at any moment leaves the last good index, and the next run makes it whole") {
  const TemporaryFolder folder;
  const fs::path index = folder.path() / "index";
  write_corpus(folder, 0);
  const auto started = std::chrono::steady_clock::now();
  updated(index, {folder.path() / "texts"});
  const auto whole =
      std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - started);
  std::mt19937 random(20260309); // the same moments in every run, as far as the machine allows
  std::uniform_int_distribution<unsigned> moment(0, static_cast<unsigned>(whole.count()));
  int killed = 0;
  for (int round = 1; round <= kRounds; ++round) {
    write_corpus(folder, round);
    killed += kill_update(index, moment(random));
    const auto after = search(index, "巡逻值守", 5);
    INFO("round " << round);
    REQUIRE(after);
    const std::string text = after->hits[0].clause.text;
    const bool old_text = text.starts_with("第" + std::to_string(round - 1) + "轮");
    const bool new_text = text.starts_with("第" + std::to_string(round) + "轮");
    CHECK((old_text || new_text));
    CHECK(IndexReader::open(index)->clause_count() == 1200);
    updated(index);
    CHECK(search(index, "巡逻值守", 1)->hits[0].clause.text.starts_with("第" + std::to_string(round) + "轮"));
    CHECK(leftovers(index) == 1);
  }
  CHECK(killed >= kRounds / 3); // the test must have interrupted something
  const fs::path fresh = folder.path() / "fresh";
  updated(fresh, {folder.path() / "texts"});
  CHECK(found_in_full(index, "第3项巡逻") == found_in_full(fresh, "第3项巡逻"));
}

TEST_CASE("a first build that is killed leaves no index or a whole one, and the next run builds it") {
  const TemporaryFolder folder;
  write_corpus(folder, 0);
  for (const unsigned wait : {0u, 2000u, 20000u}) {
    const fs::path index = folder.path() / ("index" + std::to_string(wait));
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
      UpdateRequest request;
      request.index = index;
      request.add = {folder.path() / "texts"};
      ::_exit(update_index(request) ? 0 : 1);
    }
    ::usleep(wait);
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
    const bool whole = fs::exists(index / "CURRENT"); // it may have been quicker than the kill
    const auto left = IndexReader::open(index);
    CHECK(left.has_value() == whole);
    if (left) CHECK(left->clause_count() == 1200);
    updated(index, {folder.path() / "texts"});
    CHECK(IndexReader::open(index)->clause_count() == 1200);
    CHECK(leftovers(index) == 1);
  }
}

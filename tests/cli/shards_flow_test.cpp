// Several indexes as a user meets them: warnings, exit codes.
#include "tests/support/places.hpp"
#include "tests/support/program.hpp"
#include "tests/support/search_server.hpp"
#include "tests/support/temporary.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

using namespace fengqiao::test;
using nlohmann::json;

namespace {

const std::string& part(const char* name) {
  static const TemporaryFolder folder;
  static std::map<std::string, std::string> made;
  auto& index = made[name];
  if (index.empty()) {
    index = folder.path() / name;
    const Outcome outcome = run_fengqiao(index, {"index", source_dir() / "corpus" / name});
    INFO(outcome.err);
    REQUIRE(outcome.code == 0);
  }
  return index;
}

bool has_control_bytes(const std::string& text) {
  return std::any_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t'; });
}

} // namespace

TEST_CASE("two places are searched at once, and each hit says where it comes from") {
  const SearchServer server(part("规范性"));
  const Outcome outcome = run_fengqiao(part("研究"), {"--index", server.place(), "search", "派出所主防和警力",
                                                      "-n", "20", "--format", "json"});
  INFO(outcome.err);
  REQUIRE(outcome.code == 0);
  std::set<std::string> places;
  const json found = json::parse(outcome.out);
  for (const auto& hit : found.at("hits"))
    places.insert(hit.at("index").get<std::string>());
  CHECK(places == std::set<std::string>{part("研究"), server.place()});
  const Outcome shown = run_fengqiao(part("研究"), {"--index", server.place(), "show", "XD2023-1.3"});
  CHECK(shown.code == 0);
  CHECK(shown.out.find(server.place()) != std::string::npos);
  const Outcome citation =
      run_fengqiao(part("研究"), {"--index", server.place(), "search", "XD2023-1.3", "-n", "1"});
  CHECK(citation.out.find("XD2023-1.3") != std::string::npos);
}

TEST_CASE("a dead place warns and exits with 0, with --all-shards it is an error") {
  const std::string dead = "tcp://127.0.0.1:" + std::to_string(free_port());
  const Outcome outcome = run_fengqiao(part("研究"), {"--index", dead, "search", "没事也要交日报吗"});
  CHECK(outcome.code == 0);
  CHECK(outcome.out.find("ZF-5.3") != std::string::npos);
  CHECK(outcome.err.find("警告：" + dead) != std::string::npos);
  const Outcome strict =
      run_fengqiao(part("研究"), {"--index", dead, "--all-shards", "search", "没事也要交日报吗"});
  CHECK(strict.code == 1);
  CHECK(strict.out.empty());
  CHECK(strict.err.find(dead) != std::string::npos);
  const Outcome alone = run_fengqiao(dead, {"search", "没事也要交日报吗"});
  CHECK(alone.code == 1);
}

TEST_CASE("a query that finds nothing, or cannot be asked so, says nothing against the other machines") {
  const SearchServer server(part("规范性"));
  const auto search = [&](const char* query) {
    return run_fengqiao(part("研究"), {"--index", server.place(), "search", query});
  };
  for (const char* query : {"火星移民", "qqqqzz", "标题:不存在的文件"}) {
    const Outcome outcome = search(query);
    INFO(query + outcome.err);
    CHECK(outcome.code == 3);
    CHECK(outcome.err.find("没有找到") != std::string::npos);
    CHECK(outcome.err.find(server.place()) == std::string::npos);
  }
  const Outcome wrong = search("巡逻 类别:法规");
  CHECK(wrong.code == 2);
  CHECK(wrong.err.find(server.place()) == std::string::npos);
  const Outcome by_sound = search("shequjingwu");
  INFO(by_sound.err);
  CHECK(by_sound.code == 0);
  CHECK(by_sound.err.find("按“社区警务”检索") != std::string::npos);
}

TEST_CASE("what a bad server sends reaches no terminal") {
  const SearchServer good(part("规范性"));
  for (const std::size_t bytes : {0, 300, 5000}) {
    const BadServer bad(good.port(), bytes, BadServer::Manner::garbage);
    const Outcome outcome =
        run_fengqiao(part("研究"), {"--index", bad.place(), "search", "没事也要交日报吗"});
    CHECK(outcome.code == 0);
    CHECK(outcome.err.find("警告：" + bad.place()) != std::string::npos);
    CHECK_FALSE(has_control_bytes(outcome.out + outcome.err));
  }
}

TEST_CASE("verbs that write or describe one index refuse several") {
  CHECK(run_fengqiao(part("研究"), {"--index", part("规范性"), "index"}).code == 2);
  CHECK(run_fengqiao("tcp://127.0.0.1:7001", {"index", "--check"}).code == 2);
  const Outcome wrong = run_fengqiao("tcp://127.0.0.1", {"search", "日报"});
  CHECK(wrong.code == 2);
  CHECK(wrong.err.find("tcp://主机:端口") != std::string::npos);
}

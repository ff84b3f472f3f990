// Indexes of other machines through ssh, as a user meets them. A script stands in for ssh: it insists on the
// arguments that the program has to give, and runs the rest as sshd would, so that xapian-progsrv serves.
#include "tests/support/places.hpp"
#include "tests/support/program.hpp"
#include "tests/support/search_server.hpp"
#include "tests/support/temporary.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>

using namespace fengqiao::test;
using nlohmann::json;
namespace fs = std::filesystem;

namespace {

constexpr const char* kPatience = "60"; // seconds: 124 says that the program hung; nothing here takes ten

// What the hosts do: serve, refuse, do not answer, greet on the wrong channel, ….
constexpr const char* kSsh = R"sh(#!/bin/sh
[ "$1 $2 $3 $4 $5 $6 $7" = "-T -a -x -o BatchMode=yes -o ConnectTimeout=3" ] || exit 64
shift 7
[ "$1" = -p ] && { port=$2; shift 2; }
host=$1; shift
[ $# = 2 ] && [ "$1" = xapian-progsrv ] || exit 64
case $host in
shiju|zs@shengting) ;;
duankou) [ "$port" = 2222 ] || exit 64 ;;
jujue) echo 'Permission denied (publickey).' >&2; exit 255 ;;
meiyou) echo 'ssh: Could not resolve hostname meiyou' >&2; exit 255 ;;
mosheng) echo 'Host key verification failed.' >&2; exit 255 ;;
meizhuang) exec sh -c "no-such-program $2" ;;
bujiewen) sleep 30 ;;
jiedaoyiban) xapian-progsrv "$2" | { head -c 300; sleep 30; } ;;
wenhou) echo '欢迎'; exec "$@" ;;
tishi) printf 'Authorized use only \033[31m\n' >&2 ;;
qi*) # serves when three have come
  touch "$FENGQIAO_TEST_MEETING/$host"
  for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
    [ "$(ls "$FENGQIAO_TEST_MEETING" | wc -l)" = 3 ] && exec "$@"
    sleep 0.1
  done
  exit 255 ;;
*) exit 64 ;;
esac
exec sh -c "$*"
)sh";

struct Machines {
  TemporaryFolder folder;

  Machines() {
    fs::permissions(folder.write("bin/ssh", kSsh), fs::perms::owner_all);
    fs::create_directories(folder.path() / "meeting");
    for (const char* name : {"研究", "规范性", "资料"})
      REQUIRE(run_fengqiao(index(name), {"index", source_dir() / "corpus" / name}).code == 0);
  }
  [[nodiscard]] std::string index(const std::string& name) const { return folder.path() / name; }
  [[nodiscard]] std::string on(const std::string& host, const std::string& name) const {
    return "ssh://" + host + index(name);
  }
  [[nodiscard]] Outcome search(const std::vector<std::string>& places, const std::string& query,
                               const std::vector<std::string>& more = {}) const {
    std::vector<std::string> command{"timeout", kPatience, program_file(), "--corpus",
                                     source_dir() / "corpus"};
    for (const auto& place : places)
      command.insert(command.end(), {"--index", place});
    command.insert(command.end(), {"search", query});
    command.insert(command.end(), more.begin(), more.end());
    return run(command, {{"PATH", (folder.path() / "bin").string() + ":" + std::getenv("PATH")},
                         {"FENGQIAO_TEST_MEETING", folder.path() / "meeting"}});
  }
};

std::vector<json> hits(const Outcome& outcome) {
  INFO(outcome.err);
  REQUIRE(outcome.code == 0);
  return json::parse(outcome.out).at("hits").get<std::vector<json>>();
}

bool has_control_bytes(const std::string& text) {
  return std::any_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t'; });
}

} // namespace

TEST_CASE("one index here, one by ssh and one by tcp answer as one index of all texts") {
  const Machines machines;
  const SearchServer county(machines.index("资料"));
  const std::vector<std::string> places{machines.index("研究"), machines.on("zs@shengting", "规范性"),
                                        county.place()};
  const std::string merged = machines.index("合");
  REQUIRE(run_fengqiao(merged, {"index", source_dir() / "corpus"}).code == 0);
  const std::vector<std::string> twenty{"-n", "20", "--format", "json"};
  for (const char* query : {"没事也要交日报吗", "派出所主防和警力", "枪支管理", "XD2023-1.3", "\"零报告\"",
                            "fmqd", "(巡逻 或 值班) 与 派出所", "劳教人员", "机关:公安部 社区民警"}) {
    INFO(query);
    const Outcome joined = machines.search(places, query, twenty);
    CHECK(joined.err.find("警告") == std::string::npos);
    const auto several = hits(joined), one = hits(machines.search({merged}, query, twenty));
    REQUIRE(several.size() == one.size());
    CHECK(!one.empty());
    for (std::size_t i = 0; i < one.size(); ++i) {
      CHECK(several[i].at("citation") == one[i].at("citation"));
      CHECK(several[i].at("snippet") == one[i].at("snippet"));
      CHECK(std::abs(several[i].at("score").get<double>() - one[i].at("score").get<double>()) < 1e-3);
    }
  }
}

TEST_CASE("ssh is given the port, and what the other machine says beside the answers reaches nobody") {
  const Machines machines;
  for (const std::string& place : {machines.on("duankou:2222", "规范性"), machines.on("tishi", "规范性")}) {
    INFO(place);
    const Outcome outcome = machines.search({place}, "枪支管理", {"-n", "1"});
    CHECK(outcome.code == 0);
    CHECK(outcome.out.find("JD2002-2.4") != std::string::npos);
    CHECK(outcome.err.empty());
  }
}

TEST_CASE("ssh that fails, hangs or chatters leaves the other indexes' answers and a warning") {
  const Machines machines;
  const std::vector<std::string> fail_at_once{"jujue", "meiyou", "mosheng", "meizhuang"},
      some_keep_waiting{"bujiewen", "jujue", "jiedaoyiban", "wenhou"};
  const auto search_with = [&](const std::vector<std::string>& hosts) {
    std::vector<std::string> places{machines.index("研究")};
    for (const auto& host : hosts)
      places.push_back(machines.on(host, "规范性"));
    const Outcome outcome = machines.search(places, "没事也要交日报吗", {"-n", "1"});
    INFO(outcome.err);
    CHECK(outcome.code == 0);
    CHECK(outcome.out.find("ZF-5.3") != std::string::npos);
    CHECK(outcome.err.starts_with("警告："));
    CHECK(outcome.err.find("请先用 ssh 试着登录") != std::string::npos);
    CHECK_FALSE(has_control_bytes(outcome.out + outcome.err));
    std::size_t after = 0;
    for (std::size_t i = 1; i < places.size(); ++i) { // named in the order in which they were written
      CAPTURE(places[i]);
      after = outcome.err.find("警告：" + places[i], after);
      CHECK(after != std::string::npos);
    }
  };
  for (const auto& host : fail_at_once)
    search_with({host});
  search_with(some_keep_waiting); // all of them as long as one alone
  const Outcome strict = machines.search({machines.index("研究"), machines.on("jujue", "规范性")},
                                         "没事也要交日报吗", {"--all-shards"});
  CHECK(strict.code == 1);
  CHECK(strict.out.empty());
  CHECK(machines.search({machines.on("jujue", "规范性")}, "没事也要交日报吗").code == 1);
}

TEST_CASE("other machines are called all at once") {
  const Machines machines;
  const Outcome outcome =
      machines.search({machines.on("qi1", "研究"), machines.on("qi2", "规范性"), machines.on("qi3", "资料")},
                      "没事也要交日报吗", {"-n", "1"});
  INFO(outcome.err);
  CHECK(outcome.code == 0);
  CHECK(outcome.err.empty()); // alone, none of them would have been served
}

TEST_CASE("a host or folder that a shell or ssh could take for something else is refused") {
  const Machines machines;
  for (const char* place :
       {"ssh://-oProxyCommand=x/srv", "ssh://a@-b/srv", "ssh://-a@b/srv", "ssh://a b/srv", "ssh://a'b/srv",
        "ssh://a\"b/srv", "ssh://a;b/srv", "ssh://a$b/srv", "ssh://a/srv/a b", "ssh://a/srv/'",
        "ssh://a/srv/`x`", "ssh://a/$HOME", "ssh://a/srv\nx", "ssh://a:-1/srv", "ssh://a:99999/srv",
        "ssh:///srv", "ssh://a"}) {
    INFO(place);
    const Outcome outcome = machines.search({place}, "日报");
    CHECK(outcome.code == 2);
    CHECK(outcome.err.find("看不懂的索引位置") != std::string::npos);
    CHECK_FALSE(has_control_bytes(outcome.err));
  }
}

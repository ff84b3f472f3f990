// Several indexes searched as one: on this machine, behind Xapian's stock server, behind bad ones.
#include "tests/indexer/index_fixture.hpp"
#include "tests/support/search_server.hpp"

#include "indexer/index_place.hpp"

using namespace fengqiao;
using namespace fengqiao::indexer;
using namespace fengqiao::test;

namespace {

const char* const kParts[] = {"研究", "规范性", "资料"};

// The shipped corpus as one index, and as three.
struct Indexes {
  TemporaryFolder folder;
  std::filesystem::path merged = folder.path() / "merged";
  std::vector<std::filesystem::path> parts;

  Indexes() {
    std::vector<std::filesystem::path> roots;
    for (const char* part : kParts) {
      roots.push_back(shipped_corpus() / part);
      parts.push_back(folder.path() / part);
      build(parts.back(), {roots.back()});
    }
    build(merged, roots);
  }

  static void build(const std::filesystem::path& index, const std::vector<std::filesystem::path>& roots) {
    UpdateRequest request;
    request.index = index;
    request.add = roots;
    request.vocabularies = {shipped_corpus() / "vocabulary.yaml"};
    REQUIRE(update_index(request));
  }
};

const Indexes& indexes() {
  static const Indexes all;
  return all;
}

const char* const kQuestions[] = {
    "没事也要交日报吗",

    "一村一警什么时候全覆盖",
    "派出所能办哪些刑案",
    "甘肃多少个派出所",
    "双向熟悉率",
    "等级评定一级比例",
    "谁先提出派出所主防",
    "农村所怎么干",
    "派出所警力占比百分之四十",
    "一室两队",
    "负面轻单",
    "fmqd",

    "XD2023-1.3",
    "巡逻 类别:研究",
    "“零报告”",
    "治安*",
    "劳教人员",
    "状态:现行 日报",
};

std::string result_text(Result<SearchResult> found) {
  if (!found) return "error " + found.error().message;
  std::string out = std::to_string(static_cast<int>(found->answer)) + "\n";
  for (const auto& hit : found->hits)
    out += hit.citation + " " + hit.best_item + " " + hit.document.data.status + "\n";
  for (const auto& note : found->notes)
    out += note + "\n";
  return out;
}

std::string answer(Searcher& searcher, const std::string& question) {
  Query query;
  query.text = question;
  query.count = 20;
  return result_text(searcher.search(query));
}

Searcher searcher_of(const std::vector<std::string>& places, bool all = false) {
  auto searcher = Searcher::open(IndexPlaces{places, {}, all});
  INFO((searcher ? std::string() : to_text(searcher.error())));
  REQUIRE(searcher);
  return std::move(*searcher);
}

// Words of one character stand for all that begin with them; how often that is gets estimated, by each index
// a little differently. What they find first is the same.
const char* const kShortQuestions[] = {"两个40%是什么", "公发[2002]6号 二", "决定 四", "警", "枪 弹"};

std::string first_line(const std::string& text) {
  return text.substr(0, text.find('\n', 2));
}

void check_same_answers(const std::vector<std::string>& places) {
  auto merged = Searcher::open(indexes().merged);
  REQUIRE(merged);
  Searcher joined = searcher_of(places);
  for (const char* question : kQuestions) {
    INFO(question);
    CHECK(answer(joined, question) == answer(*merged, question));
  }
  for (const char* question : kShortQuestions) {
    INFO(question);
    CHECK(first_line(answer(joined, question)) == first_line(answer(*merged, question)));
  }
  CHECK(joined.index().unavailable().empty());
}

} // namespace

TEST_CASE("places of indexes are read, and what could be an option or a shell's word is refused") {
  struct Row {
    const char* typed;
    IndexPlace::Kind kind;
    const char *host, *folder;
    unsigned port;
  };
  const Row rows[] = {
      {"/srv/index", IndexPlace::Kind::folder, "", "/srv/index", 0},
      {"索引", IndexPlace::Kind::folder, "", "索引", 0},
      {"tcp://10.1.2.3:7001", IndexPlace::Kind::tcp, "10.1.2.3", "", 7001},
      {"tcp://[::1]:7001", IndexPlace::Kind::tcp, "::1", "", 7001},
      {"ssh://shiju/srv/索引", IndexPlace::Kind::ssh, "shiju", "/srv/索引", 0},
      {"ssh://zs@shiju:2222/srv/index", IndexPlace::Kind::ssh, "zs@shiju", "/srv/index", 2222},
  };
  for (const auto& row : rows) {
    INFO(row.typed);
    const auto place = parse_place(row.typed);
    REQUIRE(place);
    CHECK(place->kind == row.kind);
    CHECK(place->host == row.host);
    CHECK(place->folder == row.folder);
    CHECK(place->port == row.port);
  }
  for (const char* typed : {"tcp://10.1.2.3", "tcp://:7001", "tcp://host:0", "tcp://host:70000",
                            "tcp://host:7001/x", "ssh://host", "ssh://-oProxyCommand=x/srv",
                            "ssh://host/srv;reboot", "ssh://host/a b", "ssh://a@-b/srv", "http://x/y", ""}) {
    INFO(typed);
    const auto place = parse_place(typed);
    REQUIRE_FALSE(place);
    CHECK(place.error().code == ErrorCode::usage);
  }
}

TEST_CASE("three indexes of this machine answer as one index of all their texts") {
  std::vector<std::string> places;
  for (const auto& part : indexes().parts)
    places.push_back(part);
  check_same_answers(places);
  check_same_answers({places[2], places[0], places[1]});
}

TEST_CASE("three stock servers answer as one index of all their texts, in the same order") {
  const SearchServer first(indexes().parts[0]), second(indexes().parts[1]), third(indexes().parts[2]);
  check_same_answers({first.place(), second.place(), third.place()});
  check_same_answers({first.place(), indexes().parts[1], third.place()});
}

TEST_CASE("a text that two indexes hold is found once") {
  Searcher twice = searcher_of({indexes().merged, indexes().parts[0], indexes().parts[1]});
  auto merged = Searcher::open(indexes().merged);
  REQUIRE(merged);
  CHECK(twice.index().documents()->size() == merged->index().documents()->size());
  Query query;
  query.text = "没事也要交日报吗";
  const auto found = twice.search(query);
  REQUIRE(found);
  std::vector<std::string> citations;
  citations.reserve(found->hits.size());
  for (const auto& hit : found->hits)
    citations.push_back(hit.citation);
  CHECK(citations.front() == "ZF-5.3");
  CHECK(std::count(citations.begin(), citations.end(), "ZF-5.3") == 1);
}

TEST_CASE("a server follows the index that it serves through an update") {
  const TemporaryFolder folder;
  folder.write("a/办法.md", "# 值班办法\n\n第一条 值班员每日登记来访人员。\n");
  updated(folder.path() / "index", {folder.path() / "a"});
  const SearchServer server(folder.path() / "index");
  CHECK(searcher_of({server.place()}).index().clause_count() == 1);
  folder.write("a/细则.md", "# 巡逻细则\n\n第一条 夜间巡逻两人一组。\n\n第二条 巡逻应当留有记录。\n");
  updated(folder.path() / "index");
  CHECK(searcher_of({server.place()}).index().clause_count() == 3);
  folder.write("index/XAPIANDB", "glass gen-000001\n"); // as after a run that was killed at the worst moment
  updated(folder.path() / "index");
  CHECK(searcher_of({server.place()}).index().clause_count() == 3);
}

TEST_CASE("an index that cannot be reached is named, and the others answer") {
  const SearchServer first(indexes().parts[0]);
  SearchServer second(indexes().parts[1]);
  const std::string dead = "tcp://127.0.0.1:" + std::to_string(free_port());
  Searcher searcher = searcher_of({first.place(), dead, second.place(), "/没有这个文件夹"});
  REQUIRE(searcher.index().unavailable().size() == 2);
  CHECK(searcher.index().unavailable()[0].where == dead);
  CHECK(answer(searcher, "没事也要交日报吗").find("ZF-5.3") != std::string::npos);
  CHECK_FALSE(Searcher::open(IndexPlaces{{first.place(), dead}, {}, true}));
  CHECK_FALSE(Searcher::open(IndexPlaces{{dead}, {}, false}));
  CHECK_FALSE(Searcher::open(IndexPlaces{}));

  SECTION("one that goes away between two questions, too") {
    // The stock server's child goes on with an open connection: a relay that stops stands for the machine.
    const BadServer relay(second.port(), 60'000, BadServer::Manner::close);
    Searcher both = searcher_of({first.place(), relay.place()});
    for (const char* question : kQuestions)
      answer(both, question);
    for (int i = 0; i < 20; ++i)
      for (const char* question : kQuestions)
        answer(both, question);
    REQUIRE(both.index().unavailable().size() == 1);
    CHECK(both.index().unavailable().front().where == relay.place());
    CHECK(answer(both, "没事也要交日报吗").find("ZF-5.3") != std::string::npos);
  }
}

TEST_CASE("a server that closes, or sends garbage at any point, costs its own answers only") {
  const SearchServer first(indexes().parts[0]), second(indexes().parts[1]);
  for (const auto manner : {BadServer::Manner::close, BadServer::Manner::garbage})
    for (const std::size_t good : {0, 40, 1000, 9000, 14'000, 20'000, 40'000}) {
      INFO(good << (manner == BadServer::Manner::close ? " bytes, then closes" : " bytes, then garbage"));
      const BadServer bad(second.port(), good, manner);
      Searcher searcher = searcher_of({first.place(), bad.place()});
      const std::string text = answer(searcher, "没事也要交日报吗");
      CHECK(text.find("ZF-5.3") != std::string::npos);
      for (const auto& error : searcher.index().unavailable())
        CHECK(error.where == bad.place());
    }
}

TEST_CASE("a server that says nothing, or too much, is given up") {
  const SearchServer first(indexes().parts[0]), second(indexes().parts[1]);
  for (const auto manner : {BadServer::Manner::hang, BadServer::Manner::flood}) {
    const BadServer bad(second.port(), 1000, manner);
    Searcher searcher = searcher_of({first.place(), bad.place()});
    CHECK(answer(searcher, "没事也要交日报吗").find("ZF-5.3") != std::string::npos);
    REQUIRE(searcher.index().unavailable().size() == 1);
    CHECK(searcher.index().unavailable().front().where == bad.place());
  }
}

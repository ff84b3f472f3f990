// The program as an officer uses it: index the shipped corpus, look a clause up.
#include "tests/support/program.hpp"
#include "tests/support/temporary.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <sstream>

using namespace fengqiao::test;
using nlohmann::json;

namespace {

// One index of the shipped corpus for all tests of this program.
const std::string& corpus_index() {
  static const TemporaryFolder folder;
  static const std::string path = [] {
    const std::string index = folder.path() / "index";
    const Outcome outcome = run_fengqiao(index, {"index"});
    INFO(outcome.err);
    REQUIRE(outcome.code == 0);
    return index;
  }();
  return path;
}

json first_hit(const std::string& query) {
  const Outcome outcome = run_fengqiao(corpus_index(), {"search", query, "--format", "json", "-n", "3"});
  INFO(outcome.err);
  REQUIRE(outcome.code == 0);
  const json result = json::parse(outcome.out);
  REQUIRE(result.at("version") == 1);
  REQUIRE_FALSE(result.at("hits").empty());
  return result.at("hits").at(0);
}

} // namespace

TEST_CASE("a clerk's question finds its clause first") {
  struct Row {
    const char *query, *citation;
  };
  const Row rows[] = {
      {"没事也要交日报吗", "ZF-5.3"},     {"两个40%是什么", "XD2023-1.3"}, {"兩個４０％", "XD2023-1.3"},
      {"五防宣传防哪五个", "XD2023-2.5"}, {"XD2023-1.3", "XD2023-1.3"},    {"公发[2002]6号 四", "JD2002-4.4"},
  };
  for (const auto& row : rows) {
    INFO(row.query);
    if (std::string(row.query).find("四") != std::string::npos) {
      CHECK(first_hit(row.query).at("doc") == "JD2002");
      continue;
    }
    CHECK(first_hit(row.query).at("citation") == row.citation);
  }
}

TEST_CASE("every documented key of a JSON hit is there") {
  const json hit = first_hit("值班所领导在哪里值守");
  for (const char* key : {"rank", "score", "citation", "doc", "title", "number", "path", "source", "line",
                          "snippet", "text", "status"}) {
    INFO(key);
    CHECK(hit.contains(key));
  }
  CHECK(hit.at("path").is_array());
}

TEST_CASE("an explained hit shows the points that add up to its score, and the words that it has") {
  const Outcome outcome = run_fengqiao(
      corpus_index(), {"search", "没事也要交日报吗", "--explain", "--format", "json", "-n", "3"});
  REQUIRE(outcome.code == 0);
  for (const auto& hit : json::parse(outcome.out).at("hits")) {
    const json& why = hit.at("explain");
    double sum = 0;
    for (const char* part : {"words", "likeness", "citing", "law", "characters", "measure", "document"})
      sum += why.at(part).get<double>();
    CHECK(sum == Approx(hit.at("score").get<double>()));
    CHECK_FALSE(why.at("terms").empty());
  }
  const Outcome text = run_fengqiao(corpus_index(), {"search", "没事也要交日报吗", "--explain", "-n", "1"});
  CHECK(text.out.find("得分") != std::string::npos);
  CHECK(text.out.find("没事") != std::string::npos);
}

TEST_CASE("queries of a file are answered in one process, one object a hit") {
  const TemporaryFolder folder;
  const auto file = folder.write("q.tsv", "a\t三张清单哪年做完\nb\t双向熟悉率\n");
  const Outcome outcome =
      run_fengqiao(corpus_index(), {"search", "--queries", file, "--format", "jsonl", "-n", "2"});
  REQUIRE(outcome.code == 0);
  std::istringstream lines(outcome.out);
  std::vector<std::string> qids;
  for (std::string line; std::getline(lines, line);)
    qids.push_back(json::parse(line).at("qid"));
  REQUIRE(qids.size() >= 2);
  CHECK(qids.front() == "a");
  CHECK(qids.back() == "b");
  CHECK(std::is_sorted(qids.begin(), qids.end()));
}

TEST_CASE("filters narrow the hits") {
  const Outcome research =
      run_fengqiao(corpus_index(), {"search", "派出所主防", "--kind", "研究", "--format", "jsonl"});
  REQUIRE(research.code == 0);
  std::istringstream lines(research.out);
  for (std::string line; std::getline(lines, line);) {
    const std::string doc = json::parse(line).at("doc");
    CHECK((doc == "ZF" || doc == "HM" || doc == "GS"));
  }
  CHECK(run_fengqiao(corpus_index(), {"search", "派出所", "--from", "2030-01-01"}).code == 3);
}

TEST_CASE("queries of 1 to 200 characters are answered") {
  std::string long_query;
  while (long_query.size() < 600)
    long_query += "值班所领导在指挥室内值守并审定日报";
  long_query.resize(600); // 200 Han characters
  for (const std::string& query : {std::string("毒"), std::string("巡逻"), long_query}) {
    INFO(query);
    CHECK(run_fengqiao(corpus_index(), {"search", query}).code == 0);
  }
}

TEST_CASE("what is printed to a pipe has no colour, and show and list give the document's data") {
  const Outcome search = run_fengqiao(corpus_index(), {"search", "零报告"});
  CHECK(search.out.find('\x1b') == std::string::npos);
  CHECK(search.out.find("ZF-5.3") != std::string::npos);
  const Outcome show = run_fengqiao(corpus_index(), {"show", "《决定》四"});
  CHECK(show.code == 0);
  CHECK(show.out.find("公发〔2002〕6号") != std::string::npos);
  CHECK(show.out.find("待核") != std::string::npos);
  const Outcome list = run_fengqiao(corpus_index(), {"list"});
  for (const char* id : {"JD2002", "HB2002", "XD2020", "XD2023", "ZF", "HM", "GS", "GB12", "TZ100"})
    CHECK(list.out.find(id) != std::string::npos);
}

TEST_CASE("each kind of failure has its exit code and says what to do next") {
  const TemporaryFolder folder;
  const auto empty = folder.path() / "empty";
  std::filesystem::create_directories(empty);
  struct Row {
    std::string index;
    std::vector<std::string> arguments;
    int code;
    const char* message;
  };
  const Row rows[] = {
      {corpus_index(), {"search", "魑魅魍魉"}, 3, "没有"},
      {corpus_index(), {"show", "XD2023-9.9"}, 5, "XD2023"},
      {corpus_index(), {"show", "不存在的文件-1"}, 5, "不存在的文件"},
      {folder.path() / "none", {"search", "派出所"}, 1, "fengqiao index"},
      {folder.path() / "new", {"index", empty}, 4, "empty"},
      {folder.path() / "new", {"index", folder.path() / "missing"}, 1, "missing"},
      {corpus_index(), {"search"}, 2, "检索"},
      {corpus_index(), {"search", "x", "--from", "去年"}, 2, "日期"},
      {corpus_index(), {"frobnicate"}, 2, "没有这个命令"},
      {corpus_index(), {"search", "a", "-n", "0"}, 2, "--count"},
  };
  for (const auto& row : rows) {
    INFO(row.arguments[0] + " " + row.message);
    const Outcome outcome = run_fengqiao(row.index, row.arguments);
    INFO(outcome.err);
    CHECK(outcome.code == row.code);
    CHECK((outcome.err + outcome.out).find(row.message) != std::string::npos);
  }
}

TEST_CASE("output does not depend on the locale") {
  const auto in = [&](const std::string& locale) {
    return run_fengqiao(corpus_index(), {"search", "零报告", "--format", "json"}, {{"LC_ALL", locale}});
  };
  CHECK(in("C").out == in("C.UTF-8").out);
  CHECK(in("C").code == 0);
}

TEST_CASE("a batch excludes words on the command line, and goes on behind a question that is too long") {
  const TemporaryFolder folder;
  std::string too_long;
  while (too_long.size() < 6000)
    too_long += "值班";
  const auto file = folder.write("问.tsv", "q1\t零报告\nq2\t" + too_long + "\nq3\t零报告\n");
  CHECK(run_fengqiao(corpus_index(), {"search", "零报告", "--queries", file}).code == 2);
  const Outcome batch = run_fengqiao(corpus_index(), {"search", "--queries", file, "-n", "1"});
  INFO(batch.err);
  CHECK(batch.code == 7);
  CHECK(batch.err.find("问.tsv:2") != std::string::npos);
  CHECK(batch.out.find("== q1") != std::string::npos);
  CHECK(batch.out.find("== q3") != std::string::npos);
}

TEST_CASE("a batch names the line of a question that contradicts itself, and asks the others") {
  const TemporaryFolder folder;
  const auto file = folder.write("问.tsv", "q1\t零报告\nq2\t日期:2024..2020 巡逻\nq3\t零报告\n");
  const Outcome batch =
      run_fengqiao(corpus_index(), {"search", "--queries", file, "--format", "json", "-n", "1"});
  INFO(batch.err);
  CHECK(batch.code == 2);
  CHECK(batch.err.find("问.tsv:2") != std::string::npos);
  CHECK(json::parse(batch.out).at("results").size() == 3);
}

TEST_CASE("a batch names the line that is no question, and asks the others") {
  const TemporaryFolder folder;
  const auto file = folder.write("问.tsv", "q1\t零报告\n没有制表符的一行\nq3\t\nq4\t零报告\n");
  const Outcome batch = run_fengqiao(corpus_index(), {"search", "--queries", file, "-n", "1"});
  INFO(batch.err);
  CHECK(batch.code == 2);
  CHECK(batch.err.find("问.tsv:2") != std::string::npos);
  CHECK(batch.err.find("问.tsv:3") != std::string::npos);
  CHECK(batch.out.find("== q1") != std::string::npos);
  CHECK(batch.out.find("== q4") != std::string::npos);
}

TEST_CASE("a question of a batch that finds nothing has a line of its own") {
  const TemporaryFolder folder;
  const auto file = folder.write("问.tsv", "q1\t零报告\nq2\t魑魅魍魉\n");
  const Outcome batch =
      run_fengqiao(corpus_index(), {"search", "--queries", file, "--format", "jsonl", "-n", "1"});
  std::istringstream lines(batch.out);
  std::vector<json> all;
  for (std::string line; std::getline(lines, line);)
    all.push_back(json::parse(line));
  REQUIRE(all.size() == 2);
  CHECK(all[0].at("match") == "ranked");
  CHECK(all[1] == json{{"qid", "q2"}, {"query", "魑魅魍魉"}, {"match", "near"}, {"hits", 0}});
}

TEST_CASE("what the corpus does not hold is said first, with near clauses and exit code 3") {
  const Outcome text = run_fengqiao(corpus_index(), {"search", "2024新版编制标准"});
  CHECK(text.code == 3);
  CHECK(text.out.starts_with("未收录，以下为相近条款\n"));
  const auto match = [&](const char* query) {
    const Outcome outcome = run_fengqiao(corpus_index(), {"search", query, "--format", "json"});
    return json::parse(outcome.out).at("match").get<std::string>();
  };
  CHECK(match("森林公安评定五级分数") == "near");
  CHECK(match("魑魅魍魉") == "near");
  CHECK(match("XD2023-1.99") == "near");
  CHECK(match("日报谁审") == "ranked");
  CHECK(match("没事也要交日报吗") == "ranked");
  CHECK(match("公发[2002]6号 四") == "exact");
}

TEST_CASE("a query typed by sound is answered and says how it was read") {
  for (const char* query : {"负面轻单", "fumianqingdan", "fu mian qing dan", "fmqd", "FMQD"}) {
    INFO(query);
    const Outcome outcome = run_fengqiao(corpus_index(), {"search", query});
    CHECK(outcome.code == 0);
    CHECK(outcome.err.find("按“负面清单”检索") != std::string::npos);
    CHECK(outcome.out.find("负面清单") != std::string::npos);
  }
}

TEST_CASE("pinyin beside other words is read, too, and what the index has in Latin letters is left alone") {
  struct Row {
    const char *query, *note;
  };
  for (const Row& row :
       {Row{"shequjingwu 巡逻", "按“社区警务”检索（所写：shequjingwu）"},
        Row{"日报 fmqd", "按“负面清单”检索（所写：fmqd）"},
        Row{"fengqiaoshi", "按“枫桥式”检索（所写：fengqiaoshi）"},
        Row{"巡逻xunluo", "按“巡逻”检索（所写：xunluo）"}, Row{"App ribao", "按“日报”检索（所写：ribao）"}}) {
    INFO(row.query);
    const Outcome outcome = run_fengqiao(corpus_index(), {"search", row.query});
    INFO(outcome.err);
    CHECK(outcome.code == 0);
    CHECK(outcome.err.find(row.note) != std::string::npos);
  }
  for (const char* query : {"GPS 日报", "v2ray 日报", "OFD 日报"}) {
    INFO(query);
    const Outcome outcome = run_fengqiao(corpus_index(), {"search", query});
    CHECK(outcome.code == 0);
    CHECK(outcome.err.find("所写") == std::string::npos);
  }
  const TemporaryFolder folder;
  const std::string texts =
      folder.write("t/平台.txt",
                   "样例平台使用规定\n\n第一条 台账用App填报，附件为PDF。\n\n第二条 扫码进入 shequ 模块。\n");
  const std::string index = folder.path() / "index";
  REQUIRE(run_fengqiao(index, {"index", folder.path() / "t"}).code == 0);
  for (const char* query : {"PDF 附件", "app 台账", "shequ 模块"}) {
    const Outcome outcome = run_fengqiao(index, {"search", query});
    INFO(query + outcome.err);
    CHECK(outcome.code == 0);
    CHECK(outcome.err.find("所写") == std::string::npos);
  }
  CHECK(run_fengqiao(index, {"search", "tianbao 台账"}).err.find("按“填报”检索") != std::string::npos);
}

TEST_CASE("fields, phrases and operators work in a sentence of either width") {
  const auto code = [&](const char* query) { return run_fengqiao(corpus_index(), {"search", query}).code; };
  CHECK(code("状态：期满 “五防”") == 0);
  CHECK(code("（巡逻 或 值班） 与 派出所") == 0);
  CHECK(code("类别:法规 巡逻") == 2);
  CHECK(code("日期:2023..2019 巡逻") == 2);
  const Outcome kinds = run_fengqiao(corpus_index(), {"search", "巡逻", "--kind", "法规"});
  CHECK(kinds.code == 2);
  CHECK(kinds.err.find("规范性、法律、行政法规") != std::string::npos);
}

TEST_CASE("control characters of a query never reach the terminal") {
  for (const std::string& query : {std::string("\x1b]52;c;aGk=\x07"), std::string("零报告\x1b[31m"),
                                   std::string("\"\x1b[2J\""), std::string("fmqd\x9b\x1b[1m"),
                                   std::string("标题:\x1b[0m\xe2\x80\xae"), std::string("状态:\x1b[31m")}) {
    const Outcome outcome = run_fengqiao(corpus_index(), {"search", query});
    for (const std::string& text : {outcome.out, outcome.err}) {
      CHECK(text.find('\x1b') == std::string::npos);
      CHECK(text.find('\x07') == std::string::npos);
      CHECK(text.find("\xe2\x80\xae") == std::string::npos);
    }
  }
}

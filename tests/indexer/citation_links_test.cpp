#include "indexer/citation_links.hpp"
#include "indexer/labels.hpp"
#include "tests/indexer/index_fixture.hpp"

using namespace fengqiao;
using namespace fengqiao::test;
using namespace fengqiao::indexer;

namespace {

std::string keys(const std::vector<LinkedClause>& links) {
  std::string out;
  for (const auto& link : links)
    out += (out.empty() ? "" : " ") + citation_key(link.document, link.clause);
  return out;
}

struct LinkedCorpus {
  TemporaryFolder folder;
  std::optional<IndexReader> index;

  LinkedCorpus() {
    folder.write("laws/样例法.md", "# 中华人民共和国样例法\n\n（2010年1月1日通过，自2010年5月1日起施行）\n\n"
                                   "第一条 为了举例。\n\n第二条 违反第一条的，警告。\n\n"
                                   "第三条 依照本法第一条至第二条办理。\n");
    folder.write(
        "laws/举例条例.md",
        "# 举例条例\n\n（2015年1月1日公布）\n\n第一条 依照《中华人民共和国样例法》第二条、第九条。\n\n"
        "第二条 依照样例法第一条，《不在这里的法》第五条。\n");
    updated(folder.path() / "index", {folder.path() / "laws"});
    index = *IndexReader::open(folder.path() / "index");
  }

  std::pair<LinkedCitations, std::vector<LinkedClause>> of(const std::string& citation) {
    const auto located = IndexResolver(*index).locate(citation);
    REQUIRE(located);
    const auto clause = index->clause(located->clauses.front());
    REQUIRE(clause);
    CitationLinks links(*index);
    const auto cites = links.cited_by(located->document, *clause);
    const auto citing = links.citing(located->document, *clause);
    REQUIRE(cites);
    REQUIRE(citing);
    return {*cites, *citing};
  }
};

} // namespace

TEST_CASE("a clause knows what it cites, and what cites it") {
  LinkedCorpus corpus;
  struct Row {
    const char *citation, *cites, *cited_by;
  };
  const Row rows[] = {
      {"样例法-1", "", "举例条例-2 样例法-2 样例法-3"},
      {"样例法-2", "样例法-1", "举例条例-1 样例法-3"},
      {"样例法-3", "样例法-1 样例法-2", ""},
      {"举例条例-1", "样例法-2", ""},
      {"举例条例-2", "样例法-1", ""},
  };
  for (const auto& row : rows) {
    INFO(row.citation);
    auto [cites, citing] = corpus.of(row.citation);
    std::sort(citing.begin(), citing.end(), [](const LinkedClause& a, const LinkedClause& b) {
      return citation_key(a.document, a.clause) < citation_key(b.document, b.clause);
    });
    CHECK(keys(cites.found) == row.cites);
    CHECK(keys(citing) == row.cited_by);
  }
  CHECK(corpus.of("举例条例-2").first.not_found == std::vector<std::string>{"《不在这里的法》第五条"});
}

TEST_CASE("前条 and declared names are links, seen from both ends, and counted by part of the text") {
  const TemporaryFolder folder;
  folder.write("t/样例法.md",
               "# 中华人民共和国样例法\n\n（2010年1月1日通过）\n\n第一条 登记。\n\n"
               "第一条之一 查验。\n\n第二条 违反前条规定的，警告。\n\n第三条 有前两条情形的，罚款。\n");
  folder.write(
      "t/举例条例.md",
      "# 举例条例\n\n（2015年1月1日公布）\n\n第一条 根据《中华人民共和国样例法》（以下简称样法）、"
      "《没有的法》（以下简称样例法）制定。\n\n第二条 依照样法第二条处理。\n\n第三条 依照样例法第一条处理。\n");
  updated(folder.path() / "index", {folder.path() / "t"});
  const auto index = IndexReader::open(folder.path() / "index");
  REQUIRE(index);
  struct Row {
    const char *citation, *cites, *cited_by;
  };
  const Row rows[] = {{"样例法-2", "样例法-1-1", "举例条例-2 样例法-3"},
                      {"样例法-1-1", "", "样例法-2 样例法-3"},
                      {"样例法-3", "样例法-1-1 样例法-2", ""},
                      {"举例条例-2", "样例法-2", ""},
                      {"举例条例-3", "", ""}};
  for (const auto& row : rows) {
    INFO(row.citation);
    const auto located = IndexResolver(*index).locate(row.citation);
    REQUIRE(located);
    const auto clause = index->clause(located->clauses.front());
    CitationLinks links(*index);
    CHECK(keys(links.cited_by(located->document, *clause)->found) == row.cites);
    auto citing = *links.citing(located->document, *clause);
    std::sort(citing.begin(), citing.end(), [](const LinkedClause& a, const LinkedClause& b) {
      return citation_key(a.document, a.clause) < citation_key(b.document, b.clause);
    });
    CHECK(keys(citing) == row.cited_by);
  }
}

TEST_CASE("who cites a clause is listed in the same order, whether the index was built at once or in steps") {
  const TemporaryFolder folder;
  const auto text = [&](int i) {
    folder.write("t/办法" + std::to_string(i) + ".md",
                 "# 样例办法" + std::to_string(i) + "\n\n第一条 依照《甲法》第一条办理。\n");
  };
  const auto citing = [&](const std::filesystem::path& path) {
    const auto index = IndexReader::open(path).value();
    const auto cited = IndexResolver(index).locate("甲法-1").value();
    const auto linked =
        CitationLinks(index).citing(cited.document, index.clause(cited.clauses.front()).value());
    return keys(linked.value());
  };
  folder.write("t/甲法.md", "# 甲法\n\n第一条 登记。\n");
  for (int i = 30; i > 20; --i)
    text(i);
  updated(folder.path() / "steps", {folder.path() / "t"});
  for (int i = 1; i <= 20; ++i)
    text(i);
  updated(folder.path() / "steps");
  updated(folder.path() / "once", {folder.path() / "t"});
  const std::string order = citing(folder.path() / "once");
  CHECK(std::count(order.begin(), order.end(), ' ') == 29);
  CHECK(order.starts_with("样例办法1-1 样例办法10-1 样例办法11-1 "));
  CHECK(citing(folder.path() / "steps") == order);
}

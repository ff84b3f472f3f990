// Citations that lead nowhere are told, and those that only seem to are not.
#include "indexer/dangling.hpp"

#include "indexer/citation_links.hpp"
#include "indexer/policy_parser.hpp"
#include "indexer/text_report.hpp"
#include "tests/indexer/index_fixture.hpp"

#include <catch2/catch.hpp>

using namespace fengqiao;
using namespace fengqiao::indexer;
using namespace fengqiao::test;

namespace {

// "5 本办法第九条; …": line and words of what a text of articles cites of itself and does not have.
std::string dangling_of(const std::string& text, const char* file = "样例办法.md") {
  std::string out;
  for (const auto& each : dangling_own(parse_policy(text, file).document))
    out += (out.empty() ? "" : "; ") + std::to_string(each.line) + " " + each.written;
  return out;
}

} // namespace

TEST_CASE("a text's citations of articles that it does not have are told, with their lines") {
  const std::string head = "样例办法\n第一条 甲。\n第二条 乙。\n第三条 ";
  CHECK(dangling_of(head + "违反本办法第九条的，通报。\n") == "4 本办法第九条");
  CHECK(dangling_of(head + "违反第一条和第十条的，通报。\n") == "4 第十条");
  CHECK(dangling_of(head + "依照本办法第五条至第七条处理。\n") == "4 本办法第五条至第七条");
  CHECK(dangling_of(head + "依照本规范第二条之一处理。\n") == "4 本规范第二条之一");
  CHECK(dangling_of(head + "丙。\n附件1：细则\n第一条 丁。\n第二条 违反第九条的，通报。\n") == "7 第九条");
}

TEST_CASE("what may be another text's article, or a text that is not whole, is not told") {
  const std::string head = "样例办法\n第一条 甲。\n第二条 乙。\n第三条 ";
  for (const char* text :
       {"依照本办法第一条、第三条处理。", "违反前条的，通报。", "依照《样例法》第九条处理。",
        "依照样例法第四十条、第五十条处理。", "依照《样例条例》第二条和该条例第九条处理。",
        "构成样例法第八条规定的甲，或者第九条规定的乙的。", "依照样例法分则第三章、第九条处理。",
        "增加一条：“违反本办法第九条的，通报。”", "将第九条修改为：“第九条 丙。”依照《样例决定》。",
        "第1至9项见表。"}) {
    INFO(text);
    CHECK(dangling_of(head + text + "\n").empty());
  }
  CHECK(dangling_of("样例办法\n第一条 甲。\n第五条 违反本办法第九条的。\n第七条 乙。\n").empty()); // gaps
  CHECK(dangling_of("关于修改样例办法的决定\n第一条 甲。\n第二条 乙。\n第三条 删去第九条。\n").empty());
  CHECK(
      dangling_of("# 样例办法\n\n一、甲。\n\n二、违反第九条的，通报。\n\n三、乙。\n").empty()); // no articles
}

TEST_CASE("show tells the articles that a text of the index has in no edition") {
  const TemporaryFolder folder;
  const auto index = folder.path() / "index";
  folder.write(
      "法/样例法（2010）.md",
      "# 样例法\n\n（2010年1月1日通过）\n\n第一条 甲。\n\n第二条 乙。\n\n第三条 丙。\n\n第四条 丁。\n");
  folder.write("法/样例法（2020）.md",
               "# 样例法\n\n（2020年1月1日通过）\n\n第一条 甲。\n\n第二条 乙。\n\n第三条 丙。\n");
  folder.write(
      "法/新办法.md",
      "# 新办法\n\n（2021年1月1日公布）\n\n第一条 依照样例法第九条处理。\n\n"
      "第二条 依照样例法第四条、《样例法》第一条和第八条处理。\n\n第三条 依照《没有的法》第二条处理。\n");
  folder.write("法/旧办法.md", "# 旧办法\n\n（2005年1月1日公布）\n\n第一条 依照《样例法》第九条处理。\n");
  updated(index, {folder.path() / "法"});
  const auto reader = IndexReader::open(index);
  REQUIRE(reader);
  CitationLinks links(*reader);
  const auto not_found = [&](const char* id, std::uint32_t at) {
    const auto refs = reader->named(id);
    const auto document = reader->document(refs->front());
    return links.cited_by(*document, *reader->clause(document->ref + at))->not_found;
  };
  using Words = std::vector<std::string>;
  CHECK(not_found("新办法", 0) == Words{"样例法第九条"});
  CHECK(not_found("新办法", 1) == Words{"《样例法》第八条"}); // the older edition has a fourth
  CHECK(not_found("新办法", 2) == Words{"《没有的法》第二条"});
  CHECK(not_found("旧办法", 0).empty()); // of an edition that is not here
}

TEST_CASE("the report names the file and the line of a citation that leads nowhere") {
  const TemporaryFolder folder;
  folder.write("规定/样例规范.md",
               "# 样例规范\n\n第一条 甲。\n\n第二条 依照本规范第八条处理。\n\n第三条 乙。\n");
  const auto report = report_texts({folder.path() / "规定"});
  REQUIRE(report);
  REQUIRE(report->odd.size() == 1);
  CHECK(report->odd[0].line == 5);
  CHECK(report->odd[0].text.find("本规范第八条") != std::string::npos);
}

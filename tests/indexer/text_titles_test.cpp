// Several texts in one file: each is cited by its own name, and one text is not cut into several.
#include "indexer/text_titles.hpp"

#include "indexer/policy_parser.hpp"
#include "tests/indexer/index_fixture.hpp"

#include <catch2/catch.hpp>

using namespace fengqiao;
using namespace fengqiao::indexer;
using namespace fengqiao::test;

namespace {

// "值班制度: 1 2; 枪支制度: 1" for the texts of a file and their clauses; those without a number are p.
std::string texts_of(const std::string& text) {
  const ParsedPolicy parsed = parse_policy(text, "样例.md");
  std::vector<const PolicyDocument*> documents{&parsed.document};
  for (const auto& further : parsed.further)
    documents.push_back(&further);
  std::string out;
  for (const PolicyDocument* document : documents) {
    out += (out.empty() ? "" : "; ") + document->title + ":";
    for (const Clause& clause : document->clauses)
      out += " " + (clause.citable ? clause.key : "p");
  }
  return out;
}

} // namespace

TEST_CASE("a title that stands alone above a count that begins anew is a text of its own") {
  struct Row {
    const char *text, *texts;
  };
  const Row rows[] = {
      {"值班制度\n\n1. 甲。\n2. 乙。\n（1）丙；\n\n枪支管理制度\n\n1. 丁。\n2. 戊。\n",
       "值班制度: 1 2; 枪支管理制度: 1 2"},
      {"# 值班办法\n\n一、甲。\n\n二、乙。\n\n# 备勤办法（试行）\n\n一、丙。\n\n二、丁。\n",
       "值班办法: 1 2; 备勤办法（试行）: 1 2"},
      {"值班规定\n第一条 甲。\n第二条 乙\n备勤规定\n（2024年3月1日印发）\n为了备勤，制定本规定。\n第一章 总则\n第一条 丙。\n",
       "值班规定: 1 2; 备勤规定: p 1"},
      {"制度汇编\n目录\n一、值班制度\n二、备勤制度\n值班制度\n1. 甲。\n2. 乙。\n备勤制度\n1. 丙。\n2. 丁。\n",
       "制度汇编: 1 2; 值班制度: 1 2; 备勤制度: 1 2"},
      {"# 职责汇编\n\n## 所长职责\n\n1. 甲。\n2. 乙。\n\n## 民警职责\n\n1. 丙。\n2. 丁。\n",
       "职责汇编: p; 所长职责: 1 2; 民警职责: 1 2"},
      {"规定汇编\n一、值班规定\n第一条 甲。\n二、备勤规定\n第一条 乙。\n",
       "规定汇编: p; 值班规定: 1; 备勤规定: 1"},
      {"关于印发值班规定的通知\n各所：\n一、请学习。\n二、请落实。\n某县公安局\n2024年5月1日\n值班规定\n第一条 甲。\n",
       "关于印发值班规定的通知: p 1 2 p; 值班规定: 1"},
  };
  for (const Row& row : rows) {
    INFO(row.text);
    CHECK(texts_of(row.text) == row.texts);
  }
}

TEST_CASE("what only looks like a title does not cut a text") {
  const char* const whole[] = {
      // sections of one text, and a notice with the rule that it brings
      "# 勤务办法\n\n## 值班制度\n\n1. 甲。\n\n## 备勤制度\n\n1. 乙。\n",
      "勤务方案\n一、要求\n1. 甲。\n工作职责\n1. 乙。\n",
      "关于印发《值班规定》的通知\n一、请学习。\n二、请落实。\n值班规定\n第一条 甲。\n第二条 乙。\n",
      // an annex, a sentence that goes on, a count that does not begin anew, another level's count
      "通知\n一、甲。\n二、乙。\n附件1\n值班制度\n一、丙。\n二、丁。\n",
      "规定\n一、甲，按照\n值班备勤管理制度，\n一、乙。\n",
      "规定\n一、各所执行下列制度：\n值班备勤制度\n一、乙。\n",
      "规定\n一、甲。\n值班备勤制度\n二、乙。\n",
      "意见\n一、甲。\n值班备勤制度\n1. 乙。\n2. 丙。\n",
  };
  for (const char* text : whole) {
    INFO(text);
    CHECK(parse_policy(text, "样例.md").further.empty());
  }
}

TEST_CASE("texts of one file share what its front matter says and are told") {
  const auto parsed =
      parse_policy("---\nid: ZD\ntitle: 值班制度\nissuer: 某派出所\ndate: 2024-05-01\nstatus: 现行\n"
                   "kind: 规范性\n---\n\n1. 甲[^1]。\n\n2. 乙。\n\n枪支管理制度\n\n1. 丙[^2]。\n\n2. 丁。\n\n"
                   "[^1]: 头注。\n[^2]: 尾注。\n",
                   "x.md");
  CHECK(parsed.document.id == "ZD");
  REQUIRE(parsed.further.size() == 1);
  const PolicyDocument& second = parsed.further[0];
  CHECK(second.id == "枪支管理制度");
  CHECK(second.issuer == "某派出所");
  CHECK(second.date == "2024-05-01");
  CHECK(second.status == "现行");
  CHECK(second.kind == "规范性");
  CHECK(second.file == "x.md");
  REQUIRE(parsed.document.clauses.size() == 2);
  CHECK(parsed.document.clauses[0].text == "甲。\n注：头注。");
  REQUIRE(second.clauses.size() == 2);
  CHECK(second.clauses[0].text == "丙。\n注：尾注。");
  CHECK(second.clauses[0].line == 16);
  REQUIRE(parsed.diagnostics.size() == 1);
  CHECK(parsed.diagnostics[0].line == 14);
  CHECK(parsed.diagnostics[0].message.find("《枪支管理制度》（第 14 行起）") != std::string::npos);
}

TEST_CASE("each text of a file is found and cited by its own name, and goes with its file") {
  const TemporaryFolder folder;
  const auto index = folder.path() / "index", texts = folder.path() / "制度";
  folder.write(
      "制度/内务.txt",
      "值班备勤制度\n\n1. 严禁酒后上岗。\n2. 严禁脱岗。\n\n枪支管理制度\n\n1. 枪弹分离存放。\n2. 双人双锁。\n");
  folder.write("制度/其他.txt", "请假制度\n\n一、事先请假。\n二、事后销假。\n");
  const auto built = updated(index, {texts});
  CHECK(built.documents == 3);
  const auto second = IndexResolver::open(index)->resolve("枪支管理制度-2");
  REQUIRE(second);
  CHECK(second->text == "双人双锁。");
  const auto first = IndexResolver::open(index)->resolve("值班备勤制度-1");
  REQUIRE(first);
  CHECK(first->text == "严禁酒后上岗。");
  const auto found = search(index, "枪弹存放");
  REQUIRE(found);
  REQUIRE(!found->hits.empty());
  CHECK(found->hits.front().citation == "枪支管理制度-1");

  SECTION("a change of the file replaces all of its texts") {
    folder.write(
        "制度/内务.txt",
        "值班备勤制度\n\n1. 严禁饮酒。\n2. 严禁脱岗。\n\n车辆管理制度\n\n1. 派车登记。\n2. 归还钥匙。\n");
    CHECK(updated(index).documents == 3);
    CHECK_FALSE(IndexResolver::open(index)->resolve("枪支管理制度-2"));
    const auto other = IndexResolver::open(index)->resolve("车辆管理制度-2");
    REQUIRE(other);
    CHECK(other->text == "归还钥匙。");
  }
  SECTION("without the file, all of them are gone") {
    std::filesystem::remove(texts / "内务.txt");
    const auto after = updated(index);
    CHECK(after.removed == 1);
    CHECK(after.documents == 1);
    CHECK(after.clauses == 2);
  }
}

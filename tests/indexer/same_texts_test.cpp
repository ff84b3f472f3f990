// One text in several files.
#include "core/encoding.hpp"
#include "indexer/same_texts.hpp"
#include "tests/indexer/index_fixture.hpp"

#include <catch2/catch.hpp>

using namespace fengqiao;
using namespace fengqiao::indexer;
using namespace fengqiao::test;

namespace {

const std::string kNotice = "样例县公安局关于夜间巡逻的通知\n样公通〔2024〕3号\n各派出所：\n"
                            "一、每晚出动两个巡逻组。\n二、巡逻情况当日录入。\n样例县公安局\n2024年5月6日\n";

std::vector<StoredDocument> documents_of(const std::filesystem::path& index) {
  const auto reader = IndexReader::open(index);
  REQUIRE(reader);
  const auto documents = reader->documents();
  REQUIRE(documents);
  return *documents;
}

std::string name_of(const std::string& path) {
  return std::filesystem::path(path).filename().string();
}

} // namespace

TEST_CASE("a text that several files hold is one document, whichever came first and however it is encoded") {
  const TemporaryFolder folder;
  const auto index = folder.path() / "index";
  folder.write("甲/通知.txt", kNotice);
  folder.write("乙/通知gbk.txt", *encode_gb18030(kNotice));
  folder.write("乙/别的.txt", "巡逻记录填写说明\n记录当日填写。\n");
  updated(index, {folder.path() / "甲", folder.path() / "乙"});
  const auto check = [&](const std::filesystem::path& where) {
    const auto documents = documents_of(where);
    REQUIRE(documents.size() == 2);
    const auto notice = std::find_if(documents.begin(), documents.end(),
                                     [](const auto& d) { return d.data.number == "样公通〔2024〕3号"; });
    REQUIRE(notice != documents.end());
    CHECK(notice->data.id == "样例县公安局关于夜间巡逻的通知");
    REQUIRE(notice->same_texts.size() == 1);
    CHECK(notice->data.file == "通知gbk.txt"); // 乙 before 甲
    CHECK(name_of(notice->same_texts[0]) == "通知.txt");
    CHECK(found(where, "“巡逻组”") == std::vector<std::string>{"样例县公安局关于夜间巡逻的通知-1"});
  };
  check(index);
  const auto steps = folder.path() / "steps";
  updated(steps, {folder.path() / "甲"});
  updated(steps, {folder.path() / "乙"});
  check(steps);
  CHECK(found_in_full(index, "巡逻 录入") == found_in_full(steps, "巡逻 录入"));
  CHECK(updated(steps).written == false);
}

TEST_CASE("where one of two files of a text goes or changes, the other keeps the text") {
  const TemporaryFolder folder;
  const auto index = folder.path() / "index";
  folder.write("甲/通知.txt", kNotice);
  const auto second = folder.write("乙/通知.txt", kNotice);
  updated(index, {folder.path() / "甲", folder.path() / "乙"});
  REQUIRE(documents_of(index).size() == 1);
  SECTION("the folder of the one that stands for both is taken out") {
    const auto report = updated(index, {}, {folder.path() / "乙"});
    CHECK(report.removed == 1);
    CHECK(report.unchanged == 1);
    const auto documents = documents_of(index);
    REQUIRE(documents.size() == 1);
    CHECK(documents[0].root == (folder.path() / "甲").string());
    CHECK(documents[0].same_texts.empty());
  }
  SECTION("one of them is deleted") {
    std::filesystem::remove(second);
    folder.write("乙/别的.txt", "别的\n别的文字。\n");
    updated(index);
    CHECK(found(index, "“巡逻组”") == std::vector<std::string>{"样例县公安局关于夜间巡逻的通知-1"});
  }
  SECTION("one of them is changed") {
    std::string changed = kNotice;
    changed.replace(changed.find("两个"), 6, "三个");
    folder.write("乙/通知.txt", changed);
    updated(index);
    CHECK(documents_of(index).size() == 2);
    folder.write("乙/通知.txt", kNotice);
    updated(index);
    const auto documents = documents_of(index);
    REQUIRE(documents.size() == 1);
    CHECK(documents[0].data.id == "样例县公安局关于夜间巡逻的通知");
    CHECK(documents[0].same_texts.size() == 1);
  }
  SECTION("the folder of the one that stands for both is not there, and the other one changes") {
    std::filesystem::rename(folder.path() / "乙", folder.path() / "away");
    folder.write("甲/通知.txt", kNotice + "三、按月通报。\n");
    REQUIRE(update(index));
    CHECK(documents_of(index).size() == 2);
    CHECK_FALSE(found(index, "巡逻组").empty());
    std::filesystem::rename(folder.path() / "away", folder.path() / "乙");
    folder.write("甲/通知.txt", kNotice);
    updated(index);
    CHECK(documents_of(index).size() == 1);
  }
}

TEST_CASE(
    "the file that says most of itself stands for a text, and files that contradict each other are two") {
  const TemporaryFolder folder;
  const auto index = folder.path() / "index";
  const std::string body = "\n一、每晚出动两个巡逻组。\n\n二、巡逻情况当日录入。\n";
  folder.write("a.md", "---\ntitle: 夜间巡逻规定\n---\n" + body);
  folder.write("b.md", "---\ntitle: 夜间巡逻规定\nissuer: 样例县公安局\nstatus: 现行\n---\n" + body);
  updated(index, {folder.path() / "a.md", folder.path() / "b.md"});
  const auto documents = documents_of(index);
  REQUIRE(documents.size() == 1);
  CHECK(documents[0].data.issuer == "样例县公安局");
  CHECK(documents[0].data.status == "现行");
  folder.write("c.md", "---\ntitle: 夜间巡逻规定\nissuer: 另一县公安局\n---\n" + body);
  updated(index, {folder.path() / "c.md"});
  CHECK(documents_of(index).size() == 2);
}

TEST_CASE("one text is told from others by its words, not by blanks and lines") {
  Clause clause;
  clause.key = "1";
  clause.text = "（2024年　印发）";
  clause.line = 3;
  Clause other = clause;
  other.text = "（2024年 印发）";
  other.line = 30;
  CHECK(text_digest({clause}) == text_digest({other}));
  other.key = "2";
  CHECK(text_digest({clause}) != text_digest({other}));
  CHECK(text_digest({}).size() == 16);
}

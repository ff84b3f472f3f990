#include "indexer/document_names.hpp"
#include "indexer/edition.hpp"
#include "indexer/law_name.hpp"
#include "tests/support/growth.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

using namespace fengqiao::indexer;

TEST_CASE("the newest edition owns the id, whatever order the texts arrive in") {
  std::vector<EditionInput> texts{{"公司法", "", "2018-10-26", "a"},
                                  {"公司法", "", "2023-12-29", "b"},
                                  {"公司法", "", "2013-12-28", "c"},
                                  {"民法典", "物权编", "2020-05-28", "d"},
                                  {"民法典", "总则", "2020-05-28", "e"}};
  std::sort(texts.begin(), texts.end(), [](const auto& a, const auto& b) { return a.file < b.file; });
  do {
    const auto names = name_editions(texts);
    for (std::size_t i = 0; i < texts.size(); ++i) {
      const std::string& file = texts[i].file;
      INFO(file);
      CHECK(names[i].id == (file == "a"   ? "公司法@2018"
                            : file == "b" ? "公司法"
                            : file == "c" ? "公司法@2013"
                                          : "民法典"));
      CHECK(names[i].superseded == (file == "a" || file == "c"));
      if (file == "b") CHECK(names[i].alias == "公司法@2023");
    }
  } while (std::next_permutation(texts.begin(), texts.end(),
                                 [](const auto& a, const auto& b) { return a.file < b.file; }));
}

TEST_CASE("a text without a date is no edition of another, and two issuers never share a bare id") {
  const auto undated =
      name_editions({{"法", "", "2012-10-26", "a"}, {"法", "", "", "b"}, {"法", "", "2005", "c"}});
  CHECK(undated[0].id == "法");
  CHECK(undated[1].id == "法@无日期");
  CHECK_FALSE(undated[1].superseded);
  CHECK(undated[2].superseded);
  const auto offices = name_editions({{"值班制度", "", "2021", "a", "甲派出所"},
                                      {"值班制度", "", "2023", "b", "乙派出所"},
                                      {"值班制度", "", "2019", "c", "甲派出所"},
                                      {"值班制度", "", "2024", "d", ""}});
  CHECK(offices[0].id == "值班制度@甲派出所");
  CHECK(offices[1].id == "值班制度@乙派出所");
  CHECK(offices[2].id == "值班制度@甲派出所@2019");
  CHECK(offices[3].id == "值班制度@无机关");
  CHECK_FALSE(offices[0].superseded);
  CHECK(offices[2].superseded);
}

TEST_CASE("two editions of one year are told apart by the day, two of one day by a number") {
  const auto names = name_editions({{"法", "", "2024-01-01", "a"},
                                    {"法", "", "2018-03-01", "b"},
                                    {"法", "", "2018-10-26", "c"},
                                    {"法", "", "2018-10-26", "d"}});
  CHECK(names[0].id == "法");
  CHECK(names[1].id == "法@20180301");
  CHECK(names[3].id == "法@20181026");
  CHECK(names[2].id == "法@20181026_2");
}

TEST_CASE("texts with ids of their own are editions where they share a base, a part, an issuer and a kind") {
  const auto text = [](const char* id, const char* date, const char* base, const char* issuer = "甲局",
                       const char* draft = "", const char* kind = "原文") {
    return EditionInput{id, "", date, std::string(id) + date, issuer, base, kind, draft};
  };
  const auto names = name_editions(
      {text("走访办法", "2019", "走访办法"), text("走访办法试行", "2018", "走访办法"),
       text("走访办法修订", "2024", "走访办法"), text("走访办法", "2021", "走访办法"),
       text("走访办法实施细则", "2025", "走访办法实施细则"),
       text("走访办法", "2025", "", "甲局", "征求意见稿"), text("ZF", "2026", "走访办法", "乙局"),
       text("ZY", "2026", "走访办法", "甲局", "", "摘编")});
  struct Expected {
    const char *id, *base;
    bool superseded;
    std::size_t newest;
  };
  const Expected rows[] = {{"走访办法@2019", "走访办法", true, 2},
                           {"走访办法试行", "走访办法", true, 2},
                           {"走访办法修订", "走访办法", false, 2},
                           {"走访办法@2021", "走访办法", true, 2},
                           {"走访办法实施细则", "", false, 4},
                           {"走访办法@征求意见稿", "", false, 5},
                           {"ZF", "", false, 6},
                           {"ZY", "", false, 7}};
  for (std::size_t i = 0; i < std::size(rows); ++i) {
    INFO(rows[i].id << " " << names[i].id);
    CHECK(names[i].id == rows[i].id);
    CHECK(names[i].base == rows[i].base);
    CHECK(names[i].superseded == rows[i].superseded);
    CHECK(names[i].newest == rows[i].newest);
  }
}

TEST_CASE("a base is the name without what says which edition it is, and only of texts that have editions") {
  struct Row {
    const char *name, *base, *draft;
  };
  for (const Row& row : {
           Row{"走访办法", "走访办法", ""},
           {"走访办法（修订）", "走访办法", ""},
           {"走访办法(修正)", "走访办法", ""},
           {"走访办法（试行）（2020年修订）", "走访办法", ""},
           {"走访办法（2021年修订试行）", "走访办法", ""},
           {"走访办法（暂行）", "走访办法", ""},
           {"走访办法（修订版）", "走访办法", ""},
           {"走访办法实施细则（试行）", "走访办法实施细则", ""},
           {"走访暂行办法", "走访暂行办法", ""},
           {"走访办法（修订稿）", "走访办法修订稿", ""},
           {"宪法修正案（1988年）", "宪法修正案1988年", ""},
           {"刑法修正案（八）", "刑法修正案八", ""},
           {"行动计划（2023—2025年）", "行动计划20232025年", ""},
           {"关于做好值班工作的通知", "", ""},
           {"关于某案的批复", "", ""},
           {"走访办法（征求意见稿）", "走访办法", "征求意见稿"},
           {"走访办法（2024年修订草案）", "走访办法", "草案"},
           {"走访办法（2024年征求意见稿）", "走访办法", "征求意见稿"},
           {"走访办法送审稿", "走访办法", "送审稿"},
           {"关于《走访办法（征求意见稿）》公开征求意见的公告", "走访办法", "征求意见稿"},
       }) {
    INFO(row.name);
    CHECK(edition_base(row.name) == row.base);
    CHECK(draft_word(row.name) == row.draft);
  }
  CHECK(draft_word("关于《走访办法（草案）》的说明").empty());
}

TEST_CASE("issuers that differ in marks only are one issuer, and no two texts get one id") {
  const std::vector<EditionInput> texts = [] {
    std::vector<EditionInput> out(3);
    for (auto& text : out)
      text.id = "联动办法";
    out[0].issuer = "公安部、司法部", out[0].date = "2020-01-01", out[0].file = "a.md";
    out[1].issuer = "公安部 司法部", out[1].date = "2021-01-01", out[1].file = "b.md";
    out[2].issuer = "某县公安局", out[2].date = "2022-01-01", out[2].file = "c.md";
    return out;
  }();
  const auto names = name_editions(texts);
  CHECK(names[0].id != names[1].id);
  CHECK(names[1].id != names[2].id);
  CHECK(names[0].newest == 1);
  CHECK(names[0].superseded);
}

namespace {

std::vector<StoredDocument> minutes(std::size_t count) {
  std::vector<StoredDocument> out(count);
  for (std::size_t i = 0; i < count; ++i) {
    out[i].own_id = out[i].data.title = out[i].data.short_title = "会议纪要";
    out[i].data.file = std::to_string(i) + ".txt";
    out[i].data.kind = "资料";
    if (i % 2 == 1) out[i].data.date = std::to_string(2001 + i % 12) + "-05-" + std::to_string(10 + i % 5);
  }
  return out;
}

void name_all(std::vector<StoredDocument>& documents) {
  std::vector<StoredDocument*> all;
  for (auto& document : documents)
    all.push_back(&document);
  name_documents(all);
}

} // namespace

TEST_CASE("thousands of texts of one title each have an id and a mark of their own") {
  auto documents = minutes(300);
  name_all(documents);
  std::vector<const StoredDocument*> all;
  std::set<std::string> ids;
  for (const auto& document : documents) {
    all.push_back(&document);
    ids.insert(document.data.id);
  }
  CHECK(ids.size() == documents.size());
  for (const auto& document : documents) {
    INFO(document.data.id << " " << document.mark);
    const auto meant = document.mark.empty() ? meant_by_name(all, document.data.short_title)
                                             : meant_with(all, document.mark);
    REQUIRE_FALSE(meant.empty());
    CHECK(meant.front()->data.id == document.data.id);
  }
}

TEST_CASE("naming thousands of texts of one title costs about linear time") {
  const auto time = [](std::size_t count) {
    const auto documents = minutes(count);
    return fengqiao::test::processor_time([&] {
      auto named = documents;
      name_all(named);
    });
  };
  CHECK(fengqiao::test::grows_linearly(time, std::size_t{2000}, std::size_t{4000}));
}

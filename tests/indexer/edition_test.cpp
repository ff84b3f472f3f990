#include "indexer/edition.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

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

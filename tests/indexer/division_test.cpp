// Divisions as citations: 编, 章, 节, 附则, annexes; what a text has of them and what it has not.
#include "indexer/citation_query.hpp"
#include "indexer/division.hpp"
#include "tests/indexer/query_checks.hpp"

#include <catch2/catch.hpp>

using namespace fengqiao;
using namespace fengqiao::indexer;
using namespace fengqiao::test;

namespace {

const std::filesystem::path& texts() {
  static const TemporaryFolder folder;
  static const std::filesystem::path path = [] {
    folder.write("t/法律/巡防法.md",
                 "# 中华人民共和国巡防法\n\n## 第一章 总　则\n\n第一条 为了巡防，制定本法。\n\n"
                 "## 第二章 巡逻、盘查的程序\n\n### 第一节 巡逻\n\n第二条 每天巡逻。\n\n第三条 两人一组。\n\n"
                 "### 第二节 盘查\n\n第四条 可以盘查。\n\n## 第三章 附则\n\n第五条 自公布之日起施行。\n");
    folder.write("t/法律/刑罚法.md",
                 "# 中华人民共和国刑罚法\n\n## 第一编 总则\n\n### 第一章 任务\n\n第一条 任务。\n\n"
                 "### 第二章 刑罚\n\n第二条 刑罚。\n\n## 第二编 分则\n\n### 第一章 财产罪\n\n"
                 "第三条 盗窃。\n\n第四条 诈骗。\n");
    folder.write("t/办法.md", "# 样例宿舍办法\n\n第一条 宿舍应当整洁。\n\n第二条 检查按附件。\n\n"
                              "附件1：检查标准\n\n一、地面整洁。\n\n二、床铺整齐。\n\n附件2：扣分表\n\n"
                              "| 项目 | 扣分 |\n|---|---|\n| 地面 | 5 |\n");
    folder.write("t/走访.md",
                 "# 样例走访规定（试行）\n\n## 第一章 总则\n\n第一条 走访。\n\n## 第二章 次数\n\n"
                 "第二条 每周一次。\n\n## 第十一章 附则\n\n第三条 施行。\n");
    folder.write("t/细则.md",
                 "# 样例值班细则\n\n第一条 按附表值班。\n\n附表：值班表\n\n周一甲组，周二乙组。\n");
    const std::string code = "# 中华人民共和国民事典\n\n# ",
                      day = "\n\n2020年5月28日 某会通过\n\n<!-- INFO END -->\n\n";
    folder.write("t/民事/总则.md", code + "总则编" + day + "## 第一章 基本规定\n\n第一条 平等。\n");
    folder.write("t/民事/侵权.md", code + "侵权编" + day +
                                       "## 第一章 一般规定\n\n第二条 过错责任。\n\n## 第二章 损害赔偿\n\n"
                                       "第三条 赔偿。\n");
    updated(folder.path() / "index", {folder.path() / "t"});
    return folder.path() / "index";
  }();
  return path;
}

const IndexResolver& resolver() {
  static const IndexResolver out = *IndexResolver::open(texts());
  return out;
}

std::vector<std::string> clauses_of(const std::string& typed) {
  std::vector<std::string> out;
  for (const auto& clause : resolver().clauses(typed).value_or(std::vector<ResolvedCitation>{}))
    out.push_back(clause.key);
  return out;
}

} // namespace

TEST_CASE("what is typed of a division is read step by step") {
  for (const char* certain :
       {"第三章", "第 3 章", "第三章第一节", "第二编第一章", "第二编第一分编第三章", "总则", "附　则", "分则",
        "附件", "附件1", "附件 一", "附表二", "附录", "附件1第一章", "第一章总则"}) {
    INFO(certain);
    const auto division = Division::parse(certain);
    REQUIRE(division);
    CHECK(division->certain());
  }
  for (const char* uncertain :
       {"侵权责任编", "处罚程序一章", "第四章处罚程序", "处罚的种类和适用", "附件管理"}) {
    INFO(uncertain);
    const auto division = Division::parse(uncertain);
    REQUIRE(division);
    CHECK_FALSE(division->certain());
  }
  for (const char* none : {"", " ", "《》", "附件1、2"})
    CHECK_FALSE(Division::parse(none));
}

TEST_CASE("a clause lies in the divisions that its headings name") {
  const auto depth = [](const char* typed, std::vector<std::string> path, const char* key = "3",
                        std::size_t part = 0) {
    Clause clause;
    clause.key = key;
    clause.path = std::move(path);
    return Division::parse(typed)->depth_in(clause, part);
  };
  CHECK(depth("第三章", {"第三章 罚则", "第一节 罚款"}) == 1);
  CHECK(depth("第3章第1节", {"第三章 罚则", "第一节 罚款"}) == 2);
  CHECK(depth("第一节", {"第三章 罚则", "第一节 罚款"}) == 2);
  CHECK(depth("罚则", {"第三章 罚　则"}) == 1);
  CHECK(depth("罚则一章", {"第三章罚则"}) == 1);
  CHECK(depth("第三章罚则", {"第三章 罚则"}) == 1);
  CHECK(depth("第三章总则", {"第三章 罚则"}) == 0);
  CHECK(depth("第四章", {"第三章 罚则"}) == 0);
  CHECK(depth("第一章第三节", {"第三章 罚则", "第一节 罚款"}) == 0);
  CHECK(depth("第三编", {"物权编"}, "3", 3) == 1);
  CHECK(depth("第三编", {"附则"}, "3", 3) == 0);
  CHECK(depth("附件1", {"附件1 2023年计划"}) == 1);
  CHECK(depth("附件2", {"附件：乙表"}, "附件2.1") == 1);
  CHECK(depth("附件12", {"附件1 2023年计划"}) == 0);
  CHECK(depth("附件", {"附件3：表"}) == 1);
  CHECK(depth("附表", {"附件3：表"}) == 0);
  CHECK(depth("人身权利财产权利罪", {"第四章 人身权利、财产权利罪"}) == 1);
}

TEST_CASE("a citation of a division is all of its clauses, and its key and label mean it again") {
  struct Row {
    const char *typed, *key, *label;
    std::vector<std::string> clauses;
  };
  const Row rows[] = {
      {"巡防法第二章", "巡防法-第二章", "《巡防法》第二章", {"巡防法-2", "巡防法-3", "巡防法-4"}},
      {"《中华人民共和国巡防法》 第 2 章",
       "巡防法-第二章",
       "《巡防法》第二章",
       {"巡防法-2", "巡防法-3", "巡防法-4"}},
      {"巡防法第二章第二节", "巡防法-第二章第二节", "《巡防法》第二章第二节", {"巡防法-4"}},
      {"巡防法第二节", "巡防法-第二章第二节", "《巡防法》第二章第二节", {"巡防法-4"}},
      {"《巡防法》巡逻、盘查的程序",
       "巡防法-第二章",
       "《巡防法》第二章",
       {"巡防法-2", "巡防法-3", "巡防法-4"}},
      {"巡防法总则", "巡防法-第一章", "《巡防法》第一章", {"巡防法-1"}},
      {"巡防法附则", "巡防法-第三章", "《巡防法》第三章", {"巡防法-5"}},
      {"刑罚法分则", "刑罚法-第二编", "《刑罚法》第二编", {"刑罚法-3", "刑罚法-4"}},
      {"刑罚法第二编第一章", "刑罚法-第二编第一章", "《刑罚法》第二编第一章", {"刑罚法-3", "刑罚法-4"}},
      {"刑罚法分则第一章", "刑罚法-第二编第一章", "《刑罚法》第二编第一章", {"刑罚法-3", "刑罚法-4"}},
      {"民事典侵权编", "民事典-侵权编", "《民事典》侵权编", {"民事典-2", "民事典-3"}},
      {"民事典第二编", "民事典-侵权编", "《民事典》侵权编", {"民事典-2", "民事典-3"}},
      {"民事典侵权编第二章", "民事典-侵权编第二章", "《民事典》侵权编第二章", {"民事典-3"}},
      {"样例宿舍办法附件1",
       "样例宿舍办法-附件1",
       "《样例宿舍办法》附件1",
       {"样例宿舍办法-附件1.1", "样例宿舍办法-附件1.2"}},
      {"样例宿舍办法附件一第二项",
       "样例宿舍办法-附件1.2",
       "《样例宿舍办法》附件1·二",
       {"样例宿舍办法-附件1.2"}},
  };
  for (const Row& row : rows)
    for (const std::string& typed : {std::string(row.typed), std::string(row.key), std::string(row.label)}) {
      INFO(typed);
      const auto found = resolver().resolve(typed);
      INFO((found ? std::string() : to_text(found.error())));
      REQUIRE(found);
      CHECK(found->key == row.key);
      CHECK(found->label == row.label);
      CHECK(clauses_of(typed) == row.clauses);
    }
  const auto table = resolver().resolve("样例宿舍办法附件2");
  REQUIRE(table);
  CHECK(table->text.find("地面") != std::string::npos);
  // The only annex, which bears no number.
  for (const char* only : {"样例值班细则附表1", "样例值班细则附表"}) {
    const auto found = resolver().resolve(only);
    REQUIRE(found);
    CHECK(found->label == "《样例值班细则》附表");
    CHECK(found->text.find("周二乙组") != std::string::npos);
  }
}

TEST_CASE("a division that is not there, or that is several, is told with what there is") {
  const std::pair<const char*, const char*> rows[] = {
      {"巡防法第九章", "《巡防法》没有“第九章”"},
      {"巡防法第二章第三节", "第一节 巡逻、第二节 盘查"},
      {"巡防法附件1", "《巡防法》没有“附件1”"},
      {"民事典第三编", "有 总则编、侵权编"},
      {"样例值班细则第一章", "《样例值班细则》没有“第一章”"},
      {"刑罚法第一章", "刑罚法-第一编第一章、刑罚法-第二编第一章"},
      {"民事典第一章", "民事典-总则编第一章、民事典-侵权编第一章"},
      {"没有的法第一章", "索引里没有文件“没有的法”"},
  };
  for (const auto& [typed, told] : rows) {
    INFO(typed);
    const auto found = resolver().resolve(typed);
    REQUIRE_FALSE(found);
    CHECK(found.error().code == ErrorCode::citation);
    CHECK(to_text(found.error()).find(told) != std::string::npos);
  }
}

TEST_CASE("a query that cites a division gets its clauses first, in their order") {
  const CitedFirst rows[] = {
      {"巡防法第二章", {"巡防法-2", "巡防法-3", "巡防法-4"}},
      {"《巡防法》第二章的规定", {"巡防法-2", "巡防法-3", "巡防法-4"}},
      {"请问巡防法 第二章 第一节 有哪些内容", {"巡防法-2", "巡防法-3"}},
      {"巡防法附则", {"巡防法-5"}},
      {"刑罚法分则", {"刑罚法-3", "刑罚法-4"}},
      {"《样例走访规定（试行）》第二章的规定", {"样例走访规定试行-2"}},
      {"样例走访规定（试行） 第 二 章", {"样例走访规定试行-2"}},
      {"样例走访规定（试行） 第十 一 章", {"样例走访规定试行-3"}},
      {"民事典侵权编", {"民事典-2", "民事典-3"}},
      {"样例宿舍办法附件1", {"样例宿舍办法-附件1.1", "样例宿舍办法-附件1.2"}},
      {"样例宿舍办法附件一第二项", {"样例宿舍办法-附件1.2"}},
  };
  check_cited_first(texts(), rows);
  struct Row {
    const char *typed, *note, *first;
    Answer answer;
  };
  const Row told[] = {
      {"巡防法第九章", "没有“第九章”，有 第一章 总", "巡防法-1", Answer::near},
      {"刑罚法第一章", "有几处“第一章”", "刑罚法-1", Answer::ranked},
      {"《巡防法》附件1", "没有“附件1”", "巡防法-1", Answer::near},
      {"没有的法第一章", "没有叫“没有的法”的文件", "", Answer::near},
      {"巡防法（2005年）第二章", "索引里没有《巡防法》2005年的版本", "", Answer::near},
  };
  for (const Row& row : told) {
    INFO(row.typed);
    const auto result = search(texts(), row.typed);
    REQUIRE(result);
    CHECK(result->answer == row.answer);
    CHECK(tells(*result, row.note));
    if (*row.first) CHECK(result->hits.front().citation == row.first);
  }
  // A sentence that ends in 章 or 编 is none.
  const auto words = search(texts(), "巡逻的人要盖公章");
  if (words) CHECK(words->answer != Answer::exact);
}

TEST_CASE("a clause or a division without the name of a text is told, and lists of them are") {
  for (const char* typed :
       {"2条", "第二条", "第二、三条", "第2-3条", "第二条第一款的规定", "第二章", "第二章第一节"}) {
    INFO(typed);
    CHECK(cites_without_name(typed));
    if (const auto result = search(texts(), typed)) CHECK(tells(*result, "没有写是哪一份文件"));
  }
  for (const char* typed : {"巡防法第二条", "第二条 巡防法", "总则", "巡逻", "条", "第二条巡逻", "", "二"})
    CHECK_FALSE(cites_without_name(typed));
}

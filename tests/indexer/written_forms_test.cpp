// Citations as officers write them: lists of 款 and 项, short and old names, numbers in other spellings.
#include "indexer/cited_clauses.hpp"
#include "tests/indexer/query_checks.hpp"

#include <catch2/catch.hpp>

using namespace fengqiao;
using namespace fengqiao::test;
using namespace fengqiao::indexer;

namespace {

const std::filesystem::path& texts() {
  static const TemporaryFolder folder;
  static const std::filesystem::path path = [] {
    const char* numbers[] = {"一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"};
    std::string articles;
    for (const char* number : numbers)
      articles += "第" + std::string(number) +
                  "条 有下列行为之一的：\n\n（一）甲；\n\n（二）乙；\n\n（三）丙。\n\n从重。\n\n";
    folder.write(
        "t/法律/治安.md",
        "# 中华人民共和国巡防管理处罚法\n\n## 第一章 总则\n\n" + articles +
            "## 第二章 附则\n\n第十三条 施行。\n\n第十三条之一 甲。\n\n第十三条之二 乙。\n\n第十三条之三 丙。\n");
    folder.write("t/法律/诉讼.md", "# 中华人民共和国巡防诉讼法\n\n" + articles);
    folder.write("t/条例.md", "# 看护所条例\n\n" + articles);
    folder.write("t/修正.md", "# 巡防法修正案（十一）\n\n第一条 修改。\n");
    folder.write("t/决定.md",
                 "---\nid: JD\ntitle: 关于巡防工作的决定\nshort: 巡防决定\nnumber: 样发〔2002〕6号\n---\n\n"
                 "一、加强值班。\n\n二、加强巡逻。\n");
    folder.write(
        "t/通知.md",
        "---\ntitle: 关于值班的通知\nnumber: 样通字〔2005〕100号\n---\n\n一、值班。\n\n二、备勤。\n");
    updated(folder.path() / "index", {folder.path() / "t"});
    return folder.path() / "index";
  }();
  return path;
}

std::string located(const std::string& typed) {
  const auto index = IndexReader::open(texts()).value();
  std::string out;
  for (const auto& each : cited_clauses(index, typed, "", {}).located)
    out += (out.empty() ? "" : " ") + each.key;
  return out;
}

} // namespace

TEST_CASE("several 款 or 项 of one clause are each cited") {
  const std::pair<const char*, const char*> rows[] = {
      {"巡防管理处罚法第三条第一款、第二款", "巡防管理处罚法-3.1 巡防管理处罚法-3.2"},
      {"巡防管理处罚法第3条第1款和第2款", "巡防管理处罚法-3.1 巡防管理处罚法-3.2"},
      {"巡防管理处罚法第三条第一款第一项、第三项", "巡防管理处罚法-3.1(1) 巡防管理处罚法-3.1(3)"},
      {"巡防管理处罚法第三条第一款第（一）、（三）项", "巡防管理处罚法-3.1(1) 巡防管理处罚法-3.1(3)"},
      {"巡防管理处罚法第三条第（一）、（二）、（三）项",
       "巡防管理处罚法-3(1) 巡防管理处罚法-3(2) 巡防管理处罚法-3(3)"},
      {"巡防管理处罚法第三条第一、二款", "巡防管理处罚法-3.1 巡防管理处罚法-3.2"},
      {"巡防管理处罚法第3条1、2款", "巡防管理处罚法-3.1 巡防管理处罚法-3.2"},
      {"巡防管理处罚法第3条第1款第1-3项",
       "巡防管理处罚法-3.1(1) 巡防管理处罚法-3.1(2) 巡防管理处罚法-3.1(3)"},
      {"巡防管理处罚法第十三条之一、之二", "巡防管理处罚法-13-1 巡防管理处罚法-13-2"},
      {"巡防管理处罚法第十三条之一至之三", "巡防管理处罚法-13-1 巡防管理处罚法-13-2 巡防管理处罚法-13-3"},
      {"巡防管理处罚法第三条第一款第一项、第四条", "巡防管理处罚法-3.1(1) 巡防管理处罚法-4"},
      {"巡防管理处罚法第三条第一款第一项和第二款", "巡防管理处罚法-3.1(1) 巡防管理处罚法-3.2"},
  };
  for (const auto& [typed, expected] : rows) {
    INFO(typed);
    CHECK(located(typed) == expected);
    const auto result = search(texts(), typed);
    REQUIRE(result);
    CHECK(result->answer == Answer::exact);
    CHECK(result->notes.empty());
  }
}

TEST_CASE("words in front, old numerals, lists of papers and of chapters are read as they are meant") {
  const CitedFirst rows[] = {
      {"违反了《巡防管理处罚法》第三条", {"巡防管理处罚法-3"}},
      {"帮我查一下巡防管理处罚法3条", {"巡防管理处罚法-3"}},
      {"巡防管理处罚法（修订）第3条", {"巡防管理处罚法-3"}},
      {"触犯巡防管理处罚法第三条", {"巡防管理处罚法-3"}},
      {"依据《巡防管理处罚法》第三条之规定", {"巡防管理处罚法-3"}},
      {"巡防管理处罚法第拾贰条", {"巡防管理处罚法-12"}},
      {"巡防管理处罚法·3", {"巡防管理处罚法-3"}},
      {"看护所条例3", {"看护所条例-3"}},
      {"巡防法修正案11第1条", {"巡防法修正案十一-1"}},
      {"巡防决定第二部分", {"JD-2"}},
      {"样发2002 6号", {"JD-1", "JD-2"}},
      {"样发2002年第6号 二", {"JD-2"}},
      {"样通字2005-100号", {"关于值班的通知-1", "关于值班的通知-2"}},
      {"样发〔2002〕6号、巡防管理处罚法第3条", {"JD-1", "JD-2", "巡防管理处罚法-3"}},
      {"样通字〔2005〕100号、样发〔2002〕6号", {"关于值班的通知-1", "关于值班的通知-2", "JD-1", "JD-2"}},
      {"巡防管理处罚法第3条、样发〔2002〕6号二", {"巡防管理处罚法-3", "JD-2"}},
      {"巡防管理处罚法第二章、巡防诉讼法第3条",
       {"巡防管理处罚法-13", "巡防管理处罚法-13-1", "巡防管理处罚法-13-2", "巡防管理处罚法-13-3",
        "巡防诉讼法-3"}},
      {"巡防管理处罚法附则第13条", {"巡防管理处罚法-13"}},
  };
  check_cited_first(texts(), rows);
}

TEST_CASE("a name that is only guessed, and a chapter in which the clause is not, are told") {
  struct Row {
    const char *typed, *first, *note;
  };
  const Row rows[] = {
      {"巡诉法3", "巡防诉讼法-3", "按简称理解为《巡防诉讼法》"},
      {"巡防诉讼3条", "巡防诉讼法-3", "《巡防诉讼法》"},
      {"巡防管理处罚法第二章第三条", "巡防管理处罚法-3", "不在“第二章”里，在 第一章 总则"},
      {"巡防管理处罚发第3条", "巡防管理处罚法-3", "按“巡防管理处罚法”检索"},
      {"巡防总则第3条", "", "索引里没有叫“巡防总则”的文件"},
      {"《巡防管理处罚法》（2005修正）第3条", "巡防管理处罚法-3", "2005"},
      {"盗窃意见第一条", "", "索引里没有叫“盗窃意见”的文件"},
  };
  for (const Row& row : rows) {
    INFO(row.typed);
    const auto result = search(texts(), row.typed);
    if (!result) {
      CHECK(to_text(result.error()).find(row.note) != std::string::npos);
      continue;
    }
    CHECK(tells(*result, row.note));
    if (*row.first) CHECK(result->hits.front().citation == row.first);
  }
}

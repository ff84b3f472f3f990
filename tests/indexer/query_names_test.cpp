// Names in a query: numbers that no text bears, abbreviations alone, a text and what is asked of it.
#include "indexer/citation_query.hpp"
#include "indexer/citation_tail.hpp"
#include "indexer/named_text.hpp"
#include "indexer/number_lookup.hpp"
#include "tests/indexer/query_checks.hpp"

#include <catch2/catch.hpp>

using namespace fengqiao;
using namespace fengqiao::indexer;
using namespace fengqiao::test;

namespace {

const std::filesystem::path& texts() {
  static const TemporaryFolder folder;
  static const std::filesystem::path path = [] {
    const auto paper = [&](const std::string& name, const std::string& number, const std::string& text) {
      folder.write("t/" + name + ".md", "---\ntitle: " + name + "\nnumber: " + number + "\n---\n\n" + text);
    };
    folder.write(
        "t/法律/治安.md",
        "# 中华人民共和国治安管理处罚法\n\n第一条 为了维护治安管理处罚秩序，制定治安管理处罚法。\n\n"
        "第二条 治安管理处罚法适用于治安管理处罚。\n\n第三条 以营利为目的参与赌博赌资较大的，拘留。\n\n"
        "第四条 有下列行为的：\n\n（一）盗窃的；\n\n（二）诈骗的。\n\n有前款第一项行为的，从重。\n");
    folder.write("t/法律/诉讼.md",
                 "# 中华人民共和国民事诉讼法\n\n第一条 民事诉讼的传唤。\n\n第二条 期间。\n");
    folder.write(
        "t/法律/刑诉.md",
        "# 中华人民共和国刑事诉讼法\n\n第一条 刑事诉讼的期间和送达。\n\n第二条 对嫌疑人可以传唤。\n");
    folder.write("t/法律/人警.md", "# 中华人民共和国人民警察法\n\n第一条 警察。\n\n第二条 盘问检查。\n");
    folder.write("t/法律/武警.md", "# 中华人民共和国人民武装警察法\n\n第一条 武警。\n\n第二条 执勤。\n");
    folder.write("t/解释.md", "# 某院关于赌博案件的解释\n\n第一条 赌博赌资较大，是指参与赌博赌资五千元。\n");
    paper("巡逻工作的通知", "样公通字〔2005〕100号", "一、加强巡逻。\n\n二、加强值班。\n");
    paper("样例令的规定", "样例部令第127号", "第一条 登记。\n\n第二条 查验。\n");
    updated(folder.path() / "index", {folder.path() / "t"});
    return folder.path() / "index";
  }();
  return path;
}

} // namespace

TEST_CASE("a 文号 that the index has not is told, with the nearest of its code") {
  for (const char* typed : {"样公通字[2099]1号", "样公通字〔2004〕100号 二", "样公通字（2006）100 号"}) {
    INFO(typed);
    const auto result = search(texts(), typed);
    REQUIRE(result);
    CHECK(result->answer == Answer::near);
    CHECK(tells(*result, "没有文号是“样公通字〔20"));
    CHECK(tells(*result, "样公通字〔2005〕100号"));
    CHECK(result->hits.front().document.data.number == "样公通字〔2005〕100号");
  }
  const auto order = search(texts(), "样例部令第9999号");
  REQUIRE(order);
  CHECK(order->answer == Answer::near);
  CHECK(tells(*order, "没有文号是“样例部令第9999号”"));
  const auto words = search(texts(), "样公通字〔2099〕1号 加强巡逻");
  REQUIRE(words);
  CHECK(tells(*words, "没有文号是"));
  CHECK(found(texts(), "样例部令127号第二条").front() == "样例令的规定-2");
  CHECK(found(texts(), "样公通字[2005]100号 二").front() == "巡逻工作的通知-2");
}

TEST_CASE("a text that begins with other words than a 文号 has none at its front") {
  CHECK_FALSE(number_at_front("关于印发某办法的通知 样公通字〔2005〕100号"));
  CHECK_FALSE(number_at_front("令第3号"));
  CHECK_FALSE(number_at_front("派出所的号"));
  REQUIRE(number_at_front("样例部令 127 号第38条"));
  CHECK(number_at_front("样例部令 127 号第38条")->number == "样例部令第127号");
  CHECK(number_at_front("样例部令 127 号第38条")->rest == "第38条");
}

TEST_CASE("numbers joined by dashes, dots and brackets are 条, 款 and 项") {
  const std::pair<const char*, const char*> rows[] = {
      {"治安管理处罚法4-1-2", "第一款第（二）项"},
      {"治安管理处罚法-4.1.2", "第一款第（二）项"},
      {"治安管理处罚法4.1.2", "第一款第（二）项"},
      {"治安管理处罚法4（1）（2）", "第一款第（二）项"},
      {"治安管理处罚法4.2", "第二款"},
      {"治安管理处罚法§4", ""},
      {"治安管理处罚法第四", ""},
  };
  for (const auto& [typed, item] : rows) {
    INFO(typed);
    const auto result = search(texts(), typed);
    REQUIRE(result);
    CHECK(result->answer == Answer::exact);
    CHECK(result->notes.empty());
    CHECK(result->hits.front().citation == "治安管理处罚法-4");
    CHECK(result->hits.front().best_item == item);
  }
  const auto absent = search(texts(), "治安管理处罚法4-2-9");
  REQUIRE(absent);
  CHECK(absent->hits.front().citation == "治安管理处罚法-4");
  CHECK(tells(*absent, "没有所写的款、项"));
  CHECK_FALSE(tells(*absent, "之"));
  CHECK_FALSE(citation_tail(U"治安管理处罚法2020.12.26"));
  CHECK_FALSE(citation_tail(U"43.2.3"));
}

TEST_CASE("a clause without its text, and a name that several texts fit, are told") {
  for (const char* typed : {"43条", "第四十三条"}) {
    const auto result = search(texts(), typed);
    if (result) CHECK(tells(*result, "没有写是哪一份文件"));
  }
  const auto several = search(texts(), "警察法 2");
  REQUIRE(several);
  CHECK(several->answer == Answer::near);
  CHECK(tells(*several, "请写明是哪一份"));
}

TEST_CASE("an abbreviation alone is the text that it fits, and several are listed") {
  const std::pair<const char*, const char*> rows[] = {{"民诉法", "民事诉讼法"}, {"刑诉法", "刑事诉讼法"}};
  for (const auto& [typed, meant] : rows) {
    INFO(typed);
    const auto result = search(texts(), typed);
    REQUIRE(result);
    CHECK(result->answer == Answer::ranked);
    CHECK(result->hits.front().citation == std::string(meant) + "-1");
    CHECK(tells(*result, "按简称理解为《" + std::string(meant) + "》"));
  }
  const auto several = search(texts(), "警察法");
  REQUIRE(several);
  CHECK(tells(*several, "可能是几份文件的简称"));
  CHECK(tells(*several, "人民武装警察法"));
  CHECK(several->hits[0].document.data.short_title != several->hits[1].document.data.short_title);
  CHECK_FALSE(search(texts(), "依法"));
}

TEST_CASE("what is asked of a named text is looked for in that text") {
  for (const char* typed : {"治安管理处罚法 赌博", "治安管理处罚法关于赌博的规定", "《治安管理处罚法》赌博",
                            "治安管理处罚法赌博怎么规定"}) {
    INFO(typed);
    const auto result = search(texts(), typed);
    REQUIRE(result);
    CHECK(result->answer == Answer::ranked);
    CHECK(result->hits.front().citation == "治安管理处罚法-3");
    CHECK(tells(*result, "在《治安管理处罚法》里检索"));
  }
  CHECK(found(texts(), "刑事诉讼法 传唤").front() == "刑事诉讼法-2");
  // Of two texts in marks both.
  const auto both = search(texts(), "《民事诉讼法》和《刑事诉讼法》关于传唤的规定");
  REQUIRE(both);
  CHECK(tells(*both, "在《民事诉讼法》、《刑事诉讼法》里检索"));
  // What the text does not speak of is looked for everywhere.
  const auto elsewhere = search(texts(), "民事诉讼法 赌博赌资");
  REQUIRE(elsewhere);
  CHECK_FALSE(tells(*elsewhere, "里检索"));
}

TEST_CASE("a word that only begins like a name names no text") {
  const auto index = IndexReader::open(texts());
  REQUIRE(index);
  for (const char* typed : {"民事诉讼法院管辖", "民事诉讼法", "民事诉讼法和刑事诉讼法的区别", "赌博怎么处罚",
                            "《没有的法》赌博", "《《《", "民事诉讼法律关系"}) {
    INFO(typed);
    CHECK_FALSE(text_named_in(*index, typed));
  }
  const auto named = text_named_in(*index, "根据民事诉讼法的规定，期间怎么算？");
  REQUIRE(named);
  CHECK(named->words == "期间怎么算");
}

#include "indexer/resolver.hpp"

#include "tests/indexer/index_fixture.hpp"

#include <catch2/catch.hpp>

using namespace fengqiao;
using namespace fengqiao::test;
using namespace fengqiao::indexer;

namespace {

// A few small laws with the names that make trouble.
const IndexResolver& laws() {
  static const TemporaryFolder folder;
  static const IndexResolver resolver = [] {
    const auto law = [&](const std::string& file, const std::string& title, const std::string& part,
                         const std::string& date, const std::string& text) {
      folder.write("laws/" + file, "# " + title + "\n\n" + (part.empty() ? "" : "# " + part + "\n\n") + date +
                                       " 通过\n\n<!-- INFO END -->\n\n" + text);
    };
    law("行政法/治安管理处罚法(2012-10-26).md", "中华人民共和国治安管理处罚法", "", "2012年10月26日",
        "第四十二条 有下列行为之一的：\n\n（一）写恐吓信的；\n\n（二）公然侮辱他人的。\n\n"
        "第四十三条 殴打他人的，处拘留。\n\n有下列情形之一的，处罚：\n\n（一）结伙殴打的；\n\n（二）殴打残疾人的。\n");
    law("行政法/治安管理处罚法(2005-08-28).md", "中华人民共和国治安管理处罚法", "", "2005年8月28日",
        "第四十三条 旧文。\n");
    law("刑法/刑法.md", "中华人民共和国刑法", "", "2020年12月26日",
        "第二百八十七条 利用计算机。\n\n第二百八十七条之一 利用信息网络。\n");
    law("行政法规/道路交通安全法实施条例.md", "中华人民共和国道路交通安全法实施条例", "", "2017年10月7日",
        "第一条 丁。\n");
    law("民法典/总则.md", "中华人民共和国民法典", "总则", "2020年5月28日", "第一条 总则第一条。\n");
    law("民法典/物权编.md", "中华人民共和国民法典", "物权编", "2020年5月28日", "第二百零五条 物权。\n");
    law("行政法/人民警察法.md", "中华人民共和国人民警察法", "", "2012年10月26日", "第一条 甲。\n");
    law("行政法/人民武装警察法.md", "中华人民共和国人民武装警察法", "", "2020年6月20日", "第一条 乙。\n");
    law("诉讼/刑事诉讼法.md", "中华人民共和国刑事诉讼法", "", "2018年10月26日", "第一条 丙。\n");
    folder.write("laws/vocabulary.yaml", "version: 1\ngroups:\n  - term: 刑事诉讼法\n    same: [刑诉法]\n");
    const auto index = folder.path() / "index";
    updated(index, {folder.path() / "laws"});
    return *IndexResolver::open(index);
  }();
  return resolver;
}

struct Row {
  const char *typed, *key, *label;
};

void check_rows(const IndexResolver& resolver, std::initializer_list<Row> rows) {
  for (const auto& row : rows) {
    INFO(row.typed);
    const auto resolved = resolver.resolve(row.typed);
    INFO((resolved ? std::string() : to_text(resolved.error())));
    REQUIRE(resolved);
    CHECK(resolved->key == row.key);
    CHECK(resolved->label == row.label);
    CHECK_FALSE(resolved->text.empty());
  }
}

} // namespace

TEST_CASE("citations of the shipped corpus resolve and print as a page wants them") {
  check_rows(corpus(), {
                           {"XD2023-1.3", "XD2023-1.3", "《行动计划（2023—2025）》基层提振·警力"},
                           {"xd2023-1.3", "XD2023-1.3", "《行动计划（2023—2025）》基层提振·警力"},
                           {"JD2002-2.1", "JD2002-2.1", "《决定》二·主要职责"},
                           {"JD2002-2.1(a)", "JD2002-2.1(a)", "《决定》二·主要职责(a)"},
                           {"JD2002-0", "JD2002-0", "《决定》序言定性"},
                           {"《决定》2.1（a）", "JD2002-2.1(a)", "《决定》二·主要职责(a)"},
                           {"公发（2002）6号 2.1", "JD2002-2.1", "《决定》二·主要职责"},
                           {"公发[2002]6号 四", "JD2002-4", "《决定》四"},
                           {"公安部关于改革和加强公安派出所工作的决定", "JD2002", "《决定》"},
                           {"ZF-5.3", "ZF-5.3", "《主防研究》对策建议·综合指挥室与日报告"},
                           {"GS-4.2", "GS-4.2", "《甘肃调研》对策·硬软巧实力"},
                           {"HM-1", "HM-1", "《侯马经验》侯马做法与数字"},
                           {"GB12", "GB12", "《对接联动意见》"},
                           {"《对接联动意见》", "GB12", "《对接联动意见》"},
                           {"国办发〔2022〕12号", "GB12", "《对接联动意见》"},
                           {"TZ100", "TZ100", "《机制意见》"},
                           {"HB2002", "HB2002", "《文件汇编》"},
                           {"XD2020-2", "XD2020-2", "《行动计划（2020—2022）》三张清单"},
                       });
}

TEST_CASE("every clause key of the shipped corpus resolves to itself") {
  const auto reader = IndexReader::open(corpus_index());
  REQUIRE(reader);
  std::size_t resolved = 0;
  const auto documents = reader->documents();
  REQUIRE(documents);
  for (const auto& document : *documents) {
    const auto keys = reader->clause_keys(document.ref);
    REQUIRE(keys);
    for (const auto& key : *keys) {
      if (key.starts_with('p')) continue;
      const auto found = corpus().resolve(document.data.id + "-" + key);
      INFO(document.data.id + "-" + key);
      REQUIRE(found);
      CHECK(found->key == document.data.id + "-" + key);
      CHECK(found->status == document.data.status);
      ++resolved;
    }
  }
  CHECK(resolved > 80);
}

TEST_CASE("what a page prints as a citation is understood when it is typed") {
  for (const char* key : {"JD2002-2.1", "JD2002-2.1(a)", "XD2023-1.3", "ZF-5.3", "GB12", "JD2002-0"}) {
    const auto printed = corpus().resolve(key);
    REQUIRE(printed);
    for (const std::string& typed : {printed->label, printed->label + "（" + printed->status + "）"}) {
      if (printed->status == "现行" && typed != printed->label) continue;
      INFO(typed);
      const auto again = corpus().resolve(typed);
      REQUIRE(again);
      CHECK(again->key == key);
    }
  }
  const auto wrong = corpus().resolve("《决定》没有这一节");
  REQUIRE_FALSE(wrong);
  CHECK(wrong.error().code == ErrorCode::citation);
  CHECK_FALSE(wrong.error().hint.empty());
}

TEST_CASE("laws are cited by id, by title, by abbreviation, with 款 and 项") {
  check_rows(
      laws(),
      {
          {"治安管理处罚法-43", "治安管理处罚法-43", "《治安管理处罚法》第四十三条"},
          {"治安管理处罚法-43.2", "治安管理处罚法-43.2", "《治安管理处罚法》第四十三条第二款"},
          {"治安管理处罚法-43.2(2)", "治安管理处罚法-43.2(2)",
           "《治安管理处罚法》第四十三条第二款第（二）项"},
          {"《治安管理处罚法》第四十三条第二款", "治安管理处罚法-43.2", "《治安管理处罚法》第四十三条第二款"},
          {"《中华人民共和国治安管理处罚法》第四十三条", "治安管理处罚法-43", "《治安管理处罚法》第四十三条"},
          {"治安管理处罚法@2012-43", "治安管理处罚法-43", "《治安管理处罚法》第四十三条"},
          {"治安管理处罚法@2005-43", "治安管理处罚法@2005-43", "《治安管理处罚法》（2005年）第四十三条"},
          {"刑法-287-1", "刑法-287-1", "《刑法》第二百八十七条之一"},
          {"刑法第二百八十七条之一", "刑法-287-1", "《刑法》第二百八十七条之一"},
          {"民法典205条", "民法典-205", "《民法典》第二百零五条"},
          {"民法典-1", "民法典-1", "《民法典》第一条"},
          {"刑诉法1条", "刑事诉讼法-1", "《刑事诉讼法》第一条"},
          {"民法典", "民法典", "《民法典》"},
      });
  CHECK(laws().resolve("治安管理处罚法-42(2)")->text == "公然侮辱他人的。");
  CHECK(laws().resolve("治安管理处罚法@2005-43")->status == "已修改");
}

TEST_CASE("a missing document is never replaced by one whose name only fits, a person who looks is told") {
  struct Case {
    const char *typed, *nearest, *shown; // shown: what show finds for it; empty: refused there too
  };
  const Case cases[] = {
      {"治安处罚法43条2款", "治安管理处罚法", "治安管理处罚法-43.2"},
      {"武装警察法-1", "人民武装警察法", "人民武装警察法-1"},
      {"诉讼法-1", "刑事诉讼法", "刑事诉讼法-1"},
      {"道路交通安全法-1", "道路交通安全法实施条例", ""},
      {"《刑事法》第一条", "刑事诉讼法", "刑事诉讼法-1"},
      {"民法-1", "民法典", ""},
  };
  for (const auto& [typed, nearest, shown] : cases) {
    INFO(typed);
    for (const bool all : {false, true}) {
      const auto error =
          all ? laws().clauses(typed).map([](auto) {}) : laws().resolve(typed).map([](auto) {});
      REQUIRE_FALSE(error);
      CHECK(error.error().code == ErrorCode::citation);
      CHECK(error.error().hint.find("最接近的是") != std::string::npos);
      CHECK(error.error().hint.find(nearest) != std::string::npos);
    }
    const auto located = laws().locate(typed);
    CHECK((located ? located->key : "") == shown);
    if (located) CHECK(guess_note(*located).find("按简称理解为《") != std::string::npos);
  }
  CHECK(guess_note(*laws().locate("治安管理处罚法-43")).empty());
  CHECK(guess_note(*laws().locate("刑诉法1条")).empty()); // the word list says so
  REQUIRE(laws().locate_exactly("治安处罚法43条"));
  CHECK(laws().locate_exactly("治安处罚法43条")->by_abbreviation);
}

TEST_CASE("an item of a paper is not the article of that number, nor the other way round") {
  const TemporaryFolder folder;
  folder.write("texts/通知.txt",
               "关于印发值班办法的通知\n某公发〔2023〕12号\n一、提高认识。\n二、抓好落实。\n\n"
               "第一条 值班两人。\n第二条 写清时间。\n第三条 交接清楚。\n");
  folder.write("texts/公文.txt", "加强巡逻的意见\n一、目标。\n二、做法。各所每夜两次。\n");
  updated(folder.path() / "index", {folder.path() / "texts"});
  const auto texts = *IndexResolver::open(folder.path() / "index");
  for (const char* typed :
       {"某公发〔2023〕12号 二", "《关于印发值班办法的通知》二（一）", "《加强巡逻的意见》第二条"}) {
    INFO(typed);
    const auto resolved = texts.resolve(typed);
    REQUIRE_FALSE(resolved);
    CHECK(resolved.error().code == ErrorCode::citation);
    CHECK(resolved.error().hint.find("-2") != std::string::npos);
  }
  CHECK(texts.resolve("某公发〔2023〕12号 二").error().message.find("只有写成“条”的那一条") !=
        std::string::npos);
  CHECK(texts.resolve("《加强巡逻的意见》第二条").error().message.find("只有公文里这个号的条目") !=
        std::string::npos);
  CHECK(texts.resolve("某公发〔2023〕12号第二条")->text == "写清时间。");
  CHECK(texts.resolve("某公发〔2023〕12号 2")->text == "写清时间。");
  CHECK(texts.resolve("《加强巡逻的意见》二")->text == "做法。各所每夜两次。");
  CHECK_FALSE(laws().resolve("《治安管理处罚法》四十三"));
}

TEST_CASE("a citation of an older edition is never given the newest one") {
  const TemporaryFolder folder;
  const auto law = [&](const std::string& day, const std::string& text) {
    folder.write("laws/细则(" + day + ").md", "# 中华人民共和国专利法实施细则\n\n" + day.substr(0, 4) + "年" +
                                                  day.substr(5, 2) + "月" + day.substr(8) +
                                                  "日 公布\n\n<!-- INFO END -->\n\n第十条 " + text + "\n");
  };
  law("2023-12-11", "新。");
  law("2002-12-28", "旧。");
  law("2018-03-01", "三月。");
  law("2018-10-26", "十月。");
  updated(folder.path() / "index", {folder.path() / "laws"});
  const auto laws = *IndexResolver::open(folder.path() / "index");
  struct Row {
    const char *typed, *text;
  };
  for (const auto& [typed, text] : {Row{"《专利法实施细则（2002年修订）》第十条", "旧。"},
                                    {"中华人民共和国专利法实施细则(2002修订)第十条", "旧。"},
                                    {"《专利法实施细则》（2002年）第十条", "旧。"},
                                    {"专利法实施细则@2002-10", "旧。"},
                                    {"《专利法实施细则（2023年修订）》第十条", "新。"},
                                    {"《专利法实施细则》（2023）第十条", "新。"},
                                    {"《专利法实施细则（2018年10月26日修订）》第十条", "十月。"},
                                    {"专利法实施细则第十条", "新。"}}) {
    INFO(typed);
    const auto resolved = laws.resolve(typed);
    INFO((resolved ? std::string() : to_text(resolved.error())));
    REQUIRE(resolved);
    CHECK(resolved->text == text);
    const auto printed = laws.resolve(resolved->label);
    REQUIRE(printed);
    CHECK(printed->text == text);
  }
  for (const char* typed : {"《专利法实施细则（2010年修订）》第十条", "专利法实施细则@2010-10",
                            "《专利法实施细则》（2010年）第十条", "专利法实施细则(2010修订)第十条"}) {
    INFO(typed);
    for (const Names names : {Names::known, Names::fitting}) {
      const auto located = laws.locate(typed, names);
      REQUIRE_FALSE(located);
      CHECK(located.error().code == ErrorCode::citation);
      CHECK(located.error().message.find("索引里没有这个版本") != std::string::npos);
      CHECK(located.error().hint.find("专利法实施细则@2002（2002-12-28）") != std::string::npos);
    }
  }
  const auto two = laws.resolve("《专利法实施细则（2018年修订）》第十条");
  REQUIRE_FALSE(two);
  CHECK(two.error().message.find("对应几份文件") != std::string::npos);
}

TEST_CASE("a citation that does not resolve names what is near") {
  struct Bad {
    const IndexResolver& resolver;
    const char *typed, *told;
  };
  const Bad rows[] = {
      {corpus(), "XD2023-1.11", "XD2023-1.10"},
      {corpus(), "XD2023-9.9", "XD2023-2.9"},
      {corpus(), "XD2023-1.4（警力）", "XD2023-1.4 是“两队一室”，不是“警力”"},
      {corpus(), "XD2023-1.4（警力）", "XD2023-1.3（警力）"},
      {corpus(), "《决丁》二·安全防范", "JD2002-2.5"},
      {corpus(), "XD2020-2.4", "XD2023-2.4"},
      {corpus(), "GB12-3", "写作 GB12"},
      {corpus(), "JD2002-2.1(z)", "没有这一款"},
      {corpus(), "派出所等级评定办法-3", "fengqiao list"},
      {corpus(), "行动计划-1.3", "XD2020"},
      {laws(), "治安管理处罚法-44", "治安管理处罚法-43"},
      {laws(), "治安管理处罚法-43.3", "没有这一款"},
      {laws(), "警察法1条", "人民武装警察法"},
      {laws(), "", "空的"},
      {laws(), "治安管理处罚法 第零条", ""},
  };
  for (const auto& row : rows) {
    INFO(row.typed);
    const auto resolved = row.resolver.resolve(row.typed);
    REQUIRE_FALSE(resolved);
    CHECK(resolved.error().code == ErrorCode::citation);
    CHECK((resolved.error().message + resolved.error().hint).find(row.told) != std::string::npos);
  }
}

TEST_CASE("a 目 below a 项 is cited by its number, and what of a clause is not there is said") {
  const TemporaryFolder folder;
  folder.write("t/样例规定.md",
               "# 样例规定\n\n（2020年1月1日公布）\n\n第一条 登记。\n\n第二条 派出所做以下工作：\n\n"
               "（一）走访；\n\n（二）检查：\n\n1.出租房；\n\n2.旅馆业，\n\n每月两次。\n\n（三）宣传。\n\n"
               "前款工作每月小结。\n");
  updated(folder.path() / "index", {folder.path() / "t"});
  const auto resolver = IndexResolver::open(folder.path() / "index");
  REQUIRE(resolver);
  struct Row {
    const char *typed, *key, *text;
  };
  for (const Row& row : {
           Row{"《样例规定》第二条第二项第1目", "样例规定-2(2)目1", "出租房；"},
           {"《样例规定》第二条第一款第（二）项第1目", "样例规定-2.1(2)目1", "出租房；"},
           {"样例规定第2条第1款第2项第一目", "样例规定-2.1(2)目1", "出租房；"},
           {"样例规定-2.1(2)目2", "样例规定-2.1(2)目2", "旅馆业，每月两次。"},
       }) {
    INFO(row.typed);
    const auto found = resolver->resolve(row.typed);
    INFO((found ? std::string() : to_text(found.error())));
    REQUIRE(found);
    CHECK(found->key == row.key);
    CHECK(found->text == row.text);
    const auto again = resolver->resolve(found->label);
    REQUIRE(again);
    CHECK(again->text == row.text);
  }
  const std::pair<const char*, const char*> missing[] = {
      {"样例规定第二条第三款", "这一条有 2 款"},          {"样例规定第二条第一款第（四）项", "这一款有 3 项"},
      {"样例规定第二条第二款第（一）项", "这一款不分项"}, {"样例规定第二条第（二）项第3目", "这一项有 2 目"},
      {"样例规定第二条第（一）项第1目", "这一项不分目"},
  };
  for (const auto& [typed, told] : missing) {
    INFO(typed);
    const auto found = resolver->resolve(typed);
    REQUIRE_FALSE(found);
    CHECK(found.error().message.find(told) != std::string::npos);
  }
  const auto result = search(folder.path() / "index", "样例规定第二条第二项第1目");
  REQUIRE(result);
  CHECK(result->answer == Answer::exact);
  CHECK(result->hits.front().citation == "样例规定-2");
}

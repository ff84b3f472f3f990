// From the query language to what is found, on small corpora.
#include "core/pinyin.hpp"
#include "core/text.hpp"
#include "indexer/citation_query.hpp"
#include "indexer/numeral_forms.hpp"
#include "tests/indexer/index_fixture.hpp"
#include "tests/support/growth.hpp"

#include <catch2/catch.hpp>

using namespace fengqiao;
using namespace fengqiao::test;
using namespace fengqiao::indexer;

namespace {

const std::filesystem::path& law_index() {
  static const TemporaryFolder folder;
  static const std::filesystem::path path = [] {
    folder.write(
        "texts/甲法.md",
        "# 中华人民共和国甲法\n\n第一条 巡逻和值班。\n\n第二条 只有巡逻，比例为40%。\n\n"
        "第三条 只有值班，每隔二十五日报告一次。\n\n第四条 依照第二条办理，十五日内答复，GB编号。\n");
    folder.write("texts/乙办法.md", "# 乙办法\n\n第一条 巡逻。\n\n第二条 治安检查。\n");
    updated(folder.path() / "index", {folder.path() / "texts"});
    return folder.path() / "index";
  }();
  return path;
}

using Citations = std::vector<std::string>;

Citations sorted(Citations citations) {
  std::sort(citations.begin(), citations.end());
  return citations;
}

} // namespace

TEST_CASE("phrases, prefixes and operators choose the hits") {
  struct Row {
    const char* query;
    Citations hits;
  };
  const Row rows[] = {
      {"巡逻 AND 值班", {"甲法-1"}},
      {"巡逻 与 值班", {"甲法-1"}},
      {"巡逻 非 值班", {"乙办法-1", "甲法-2"}},
      {"NOT 巡逻", {"乙办法-2", "甲法-3", "甲法-4"}},
      {"(巡逻 OR 值班) AND 只有", {"甲法-2", "甲法-3"}},
      {"“只有巡逻”", {"甲法-2"}},
      {"\"只有 值班\"", {"甲法-3"}},
      {"“15日”", {"甲法-4"}},
      {"“只有巡逻” OR “五日内答复”", {"甲法-2"}}, // not in 十五日内
      {"“二十五日报告”", {"甲法-3"}},
      {"“百分之四十”", {"甲法-2"}},
      {"“第2条办理”", {"甲法-4"}},
      {"治安*", {"乙办法-2"}},
      {"gb*", {"甲法-4"}},
      {"巡* NOT 标题:甲法", {"乙办法-1"}},
      {"巡逻 文件:乙办法", {"乙办法-1"}},
      {"标题:乙办法", {"乙办法-1", "乙办法-2"}},
  };
  for (const auto& row : rows) {
    INFO(row.query);
    CHECK(sorted(found(law_index(), row.query)) == row.hits);
  }
}

TEST_CASE("a citation finds its clause first, however it is typed") {
  for (const char* query : {"甲法第二条", "甲法2条", "甲法 2", "《中华人民共和国甲法》第二条", "第二条 甲法",
                            "甲 法 第 二 条", "【甲法】第２条", "（甲法）第2条", "根据甲法第二条的规定",
                            "甲法第2条是什么？", "甲法第二条第九款", "“甲法”第二条"}) {
    INFO(query);
    const auto result = search(law_index(), query);
    REQUIRE(result);
    CHECK(result->hits.front().citation == "甲法-2");
    CHECK(result->answer == Answer::exact);
  }
  CHECK(citation_readings(std::string(10'000, 'x')).empty());
  CHECK(citation_readings("巡逻防控条例").front().citation.clause.empty());
}

TEST_CASE("numbers meet in either spelling") {
  CHECK(with_arabic_numerals(U"第四十三条百分之四十") == U"第43条40%");
  CHECK(with_chinese_numerals(U"第43条40%2023年") == U"第四十三条百分之四十二〇二三年");
  CHECK(with_chinese_numerals(U"xd2023和3.5和123456") == U"xd2023和3.5和123456");
}

TEST_CASE("a long run of numerals is no number and is read once") {
  const auto run = [](std::size_t size) { return U"走访群众" + std::u32string(size, U'一') + U"。"; };
  CHECK(with_arabic_numerals(U"三五十人") == U"三50人");
  CHECK(with_arabic_numerals(run(17)) == run(17));
  CHECK(with_arabic_numerals(U"百分之" + run(30)) == U"百分之" + run(30));
  CHECK(fengqiao::test::grows_linearly(
      [&](std::size_t size) {
        const std::u32string text = run(size);
        return fengqiao::test::processor_time([&] { (void)with_arabic_numerals(text); });
      },
      std::size_t{5000}, std::size_t{10'000}));
}

TEST_CASE("characters are read as people type them") {
  CHECK(pinyin_of(U'负') == "fu");
  CHECK(pinyin_of(U'x').empty());
  CHECK(blurred_pinyin("zhang") == blurred_pinyin("zan"));
  CHECK(blurred_pinyin("shi") == "si");
}

TEST_CASE("typing by sound is a fallback and never overrides a query that finds its words") {
  const auto notes = [](const char* query) {
    const auto result = search(corpus_index(), query, 3);
    return result ? result->notes : std::vector<std::string>{};
  };
  const auto guessed = [&](const char* query) {
    for (const auto& note : notes(query))
      if (note.starts_with("按“")) return true;
    return false;
  };
  CHECK(guessed("负面轻单"));
  CHECK(guessed("主防职贵"));
  CHECK(guessed("zhufang"));
  CHECK_FALSE(guessed("负面清单"));
  CHECK_FALSE(guessed("派出所主防"));
  CHECK_FALSE(guessed("110"));
}

TEST_CASE("a character with two readings is found by either of them") {
  const TemporaryFolder folder;
  folder.write(
      "texts/办法.md",
      "# 样例办法\n\n第一条 调解纠纷，调查案情。\n\n第二条 重复报警，重点部位。\n\n第三条 没收弹药。\n");
  const auto index = folder.path() / "index";
  updated(index, {folder.path() / "texts"});
  struct Row {
    const char *typed, *meant;
  };
  for (const auto& [typed, meant] : {Row{"tiaojie", "调解"},
                                     {"diaocha", "调查"},
                                     {"chongfu", "重复"},
                                     {"zhongdian", "重点"},
                                     {"moshou", "没收"},
                                     {"danyao", "弹药"}}) {
    INFO(typed);
    const auto result = search(index, typed);
    REQUIRE(result);
    REQUIRE_FALSE(result->notes.empty());
    CHECK(result->notes.front().find(std::string("按“") + meant + "”检索") != std::string::npos);
  }
}

TEST_CASE("questions without an answer are near, questions with one are not") {
  // A subject that no document here covers.
  for (const char* query :
       {"2024新版编制标准", "派出所编制标准2024新版", "森林公安评定五级分数", "退休民警体检安排",
        "枪支保管柜钥匙管理", "高等数学极限怎么求", "警犬训练周期多少天", "枫桥式扣分细则"}) {
    INFO(query);
    const auto result = search(corpus_index(), query, 3);
    CHECK((!result || result->answer == Answer::near));
  }
  // The same in the few words that people type.
  for (const char* query :
       {"12345 工单几天办", "谁来审定各岗日报", "警械设备坏了写哪份日报", "交接班前要写完什么", "日报谁审",
        "谁看日报", "工单几天办结", "清单几张", "啥叫主防", "警察管几人", "日报给谁看", "一村一警几年"}) {
    INFO(query);
    const auto result = search(corpus_index(), query, 3);
    REQUIRE(result);
    CHECK(result->answer == Answer::ranked);
  }
}

TEST_CASE("a number in front of what it counts has another spelling, a name does not") {
  struct Row {
    const char32_t* text;
    const char32_t* numbers; // each with its other spellings
  };
  const Row rows[] = {
      {U"第43条", U"43=四十三"},
      {U"第四十三条第二款", U"四十三=43 二=2"},
      {U"十五日以下或者5日以上", U"十五=15 5=五"},
      {U"3人以上2个月", U"3=三 2=二/两"},
      {U"第2款2年", U"2=二 2=二/两"},
      {U"百分之四十和40%", U"百分之四十=40% 40%=百分之四十"},
      {U"2023年二〇二三年", U"2023=二〇二三 二〇二三=2023"},
      {U"一百零三条", U"一百零三=103"},
      {U"110接警12345工单", U""},
      {U"二十大报告统一规定一般第三人同一项目", U""},
      {U"33.66%xd2023年123456元", U""},
      {U"0日三五人四十十三条", U""},
  };
  for (const auto& row : rows) {
    std::u32string out;
    for (const auto& number : counted_numbers(row.text)) {
      out += (out.empty() ? U"" : U" ") + std::u32string(row.text).substr(number.at, number.size);
      for (std::size_t i = 0; i < number.others.size(); ++i)
        out += (i == 0 ? U"=" : U"/") + number.others[i];
    }
    CHECK(to_utf8(out) == to_utf8(row.numbers));
  }
}

TEST_CASE("a question with a number finds the clause that has it in the other spelling") {
  const TemporaryFolder folder;
  folder.write("texts/甲法.md",
               "# 甲法\n\n"
               "第一条　当事人应当在五日内提出申请。\n\n第二条　当事人应当在十五日内提出申请。\n\n"
               "第三条　当事人应当在30日内提出申请。\n\n第四条　当事人应当在5日内说明理由。\n\n"
               "第五条　三人以上共同申请的，推选代表。\n\n第六条　3人以上共同值班的，设组长。\n\n"
               "第七条　警力占比不低于百分之四十。\n\n第八条　警力占比不低于50%。\n\n"
               "第九条　依照乙法第四十三条办理。\n\n第十条　依照乙法第143条办理。\n\n"
               "第十一条　二人以上值守两个月。\n");
  const auto index = folder.path() / "index";
  updated(index, {folder.path() / "texts"});
  const std::pair<const char*, const char*> rows[] = {
      {"15日内提出申请", "甲法-2"},       {"十五日内提出申请", "甲法-2"},
      {"三十日内提出申请", "甲法-3"},     {"30日内提出申请", "甲法-3"},
      {"5日内提出申请吗", "甲法-1"},      {"五日内说明理由吗", "甲法-4"},
      {"3人以上共同申请", "甲法-5"},      {"三人以上共同值班", "甲法-6"},
      {"警力占比40%", "甲法-7"},          {"警力占比百分之五十", "甲法-8"},
      {"依照乙法第43条办理吗", "甲法-9"}, {"依照乙法第一百四十三条办理吗", "甲法-10"},
      {"2个月怎么算", "甲法-11"},
  };
  for (const auto& [query, citation] : rows) {
    INFO(query);
    const auto hits = found(index, query);
    REQUIRE_FALSE(hits.empty());
    CHECK(hits.front() == citation);
  }
}

TEST_CASE("a query that finds nothing is told what could be asked instead") {
  const TemporaryFolder folder;
  folder.write("texts/甲办法.md",
               "---\nid: 甲办法\nissuer: 样例县公安局\nstatus: 期满\n---\n# 甲办法\n\n第一条 "
               "社区民警走访。\n\n第二条 巡逻防控。\n");
  folder.write("texts/乙要点.md", "# 乙要点\n\n## 督导检查\n\n每月一次。\n");
  folder.write("texts/vocabulary.yaml",
               "version: 1\ngroups:\n  - term: 社区民警\n    narrower: [片警]\n  - term: 巡逻防控\n");
  const auto index = folder.path() / "index";
  updated(index, {folder.path() / "texts"});
  struct Row {
    const char *query, *hint;
  };
  const Row rows[] = {
      {"片警", "试试：社区民警"},
      {"状态:现行 走访", "去掉 状态:现行 有 1 条"},
      {"机关：不存在局", "索引里的机关有：样例县公安局"},
      {"巡控", "相近的词：巡逻防控"},
      {"督检", "相近的词：督导检查"},
      {"火星移民", "fengqiao list"},
  };
  for (const auto& row : rows) {
    INFO(row.query);
    const auto result = search(index, row.query);
    REQUIRE_FALSE(result);
    CHECK(result.error().code == ErrorCode::not_found);
    INFO(result.error().hint);
    CHECK(result.error().hint.find(row.hint) != std::string::npos);
  }
}

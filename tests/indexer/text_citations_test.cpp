#include "indexer/text_citations.hpp"

#include "indexer/text_limits.hpp"
#include "tests/support/growth.hpp"

#include <catch2/catch.hpp>

using namespace fengqiao::indexer;

namespace {

// 刑法:234,235 · 本:5 · ~依照刑法:12, each citation of the text.
std::string read(const std::string& text, const CitingPlace& place = {}) {
  std::string out;
  for (const auto& citation : text_citations(text, place)) {
    if (!out.empty()) out += " ";
    const bool own = citation.document == TextCitation::Document::own;
    const bool tail = citation.document == TextCitation::Document::tail;
    out += own ? "本:" : (tail ? "~" : "") + citation.name + ":";
    for (std::size_t i = 0; i < citation.keys.size(); ++i)
      out += (i ? "," : "") + citation.keys[i];
  }
  return out;
}

std::string repeated(const std::string& unit, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i)
    out += unit;
  return out;
}

std::size_t keys_in(const std::string& text) {
  std::size_t out = 0;
  for (const auto& citation : text_citations(text))
    out += citation.keys.size();
  return out;
}

} // namespace

TEST_CASE("citations in a text are read with their documents, lists and ranges") {
  struct Row {
    const char *text, *expected;
  };
  const Row rows[] = {
      {"依照《中华人民共和国刑法》第二百三十四条的规定", "中华人民共和国刑法:234"},
      {"《治安管理处罚法》（2012年修正）第四十三条第二款", "治安管理处罚法:43"},
      {"《刑法》第二百八十七条之一、第二百八十七条之二", "刑法:287-1,287-2"},
      {"违反本法第五条至第八条的", "本:5,6,7,8"},
      {"本条例第十条第一款、第三款和第十二条", "本:10,12"},
      {"本法第十条第一款第（三）项、第（四）项", "本:10"},
      {"本法第十条第一款至第三款、第十五条", "本:10,15"},
      {"有第二十六条情形的", "本:26"},
      {"依照刑法第一百二十条之一", "~依照刑法:120-1"},
      {"依照合同法第六十一条、第六十二条", "~依照合同法:61,62"},
      {"《集会游行示威法》第二十八条；该法第三十条", "集会游行示威法:28 集会游行示威法:30"},
      {"依照《民法典》合同编第三条", "民法典:3"},
      {"《刑法》第二章第三条", "刑法:3"},
      {"《刑法》规定的第二条", "刑法:2"},
      {"《刑法》（2020年修正）分则第三条", "刑法:3"},
      {"依照民法典合同编第三条", "~依照民法典:3"},
      {"违反刑法规定的第二条", "~违反刑法:2"},
      {"依照本法第二章第三条", "本:3"},
      {"前款规定的第三条", "本:3"},
      {"刑法修正案（八）第二条", "~刑法修正案（八）:2"},
      {"公发〔2002〕6号第三条", "~公发〔2002〕6号:3"},
      {"公安部第12号令第三条", ""},
      {"《刑法》处罚第三条", ""},
      {"（一）第三条规定的行为", "本:3"},
      {"规定如下：\n（一）第三条规定的行为", "本:3"},
      {"将第五条修改为：“第五条　国家", "本:5"},
      {"第43条", "本:43"},
      {"第一款、第二项", ""},
      {"第条 第 条 第零条", ""},
      {"本法第九条至第三条", "本:9,3"},
      {"本法第一条至第九千条", "本:1,9000"},
      {"《没有收尾的第五条", "本:5"},
  };
  for (const auto& row : rows) {
    INFO(row.text);
    CHECK(read(row.text) == row.expected);
  }
}

TEST_CASE("each citing term stands once, and no text could give it") {
  CHECK(citing_terms("本法第五条、第六条，违反本法第五条") == std::vector<std::string>{":5", ":6"});
}

TEST_CASE("a text of nothing but citations costs linear time, whatever stands between them") {
  const auto time = [](const std::string& text) {
    return fengqiao::test::processor_time([&] { (void)text_citations(text); });
  };
  for (const std::string unit : {"1号第一条。", "，）第一条。", "第一条。", "、第一条",
                                 "《甲》第一条。该法第一条。", "）号第一条，", "〕6号第一条，"}) {
    INFO(unit);
    CHECK(fengqiao::test::grows_linearly(time, repeated(unit, 3000), repeated(unit, 6000)));
  }
  const auto placed = [](const std::string& text) {
    const CitingPlace place{{"2", "1"}, {{"甲法", "甲管理法"}}};
    return fengqiao::test::processor_time([&] { (void)text_citations(text, place); });
  };
  for (const std::string unit :
       {"第一条。", "前条。", "前条和第一条", "《甲》。该法第一条“", "甲法第一条。"}) {
    INFO(unit);
    CHECK(fengqiao::test::grows_linearly(placed, repeated(unit, 3000), repeated(unit, 6000)));
  }
  const auto parts = [](std::size_t times) { return "第一条" + repeated("第一款", times) + "第二条"; };
  CHECK(fengqiao::test::grows_linearly(time, parts(20'000), parts(40'000)));
}

TEST_CASE("ranges without end name a bounded number of clauses, each of them still its ends") {
  using fengqiao::limits::range_clauses;
  CHECK(keys_in("第1至200条") == 200);
  CHECK(keys_in(repeated("本法第一条至第二百条。", 10)) == 2000);
  for (const auto& [unit, ends] :
       {std::pair{"第1至200条。", 2}, {"第一条至第二百条。", 2}, {"第一条至第二百条、", 2}}) {
    INFO(unit);
    CHECK(keys_in(repeated(unit, 3000)) <= range_clauses + 3000 * static_cast<std::size_t>(ends));
  }
  CHECK(keys_in("第" + repeated("1至200、", 3000) + "1条") <= range_clauses + 6001);
  CHECK(citing_terms("第" + repeated("1至200、", 3000) + "1条").size() == 200);
}

TEST_CASE("前条 is the article in front, where the place of the clause is known") {
  const CitingPlace place{{"43-1", "43", "42"}, {}};
  struct Row {
    const char *text, *expected;
  };
  for (const Row& row : {
           Row{"违反前条规定的，处警告。", "本:43-1"},
           {"以前条第一款规定期限的最后一日", "本:43-1"},
           {"依照前条第一款、第三款和第五十条", "本:43-1,50"},
           {"有前两条规定情形的", "本:43,43-1"},
           {"前三条规定的义务", "本:42,43,43-1"},
           {"目前条件成熟的", ""},
           {"违反前条款的", ""},
           {"提前条件和空前条例", ""},
           {"修改为：“违反前条规定的，处警告。”", ""},
       }) {
    INFO(row.text);
    CHECK(read(row.text, place) == row.expected);
    CHECK(read(row.text).find("43-1") == std::string::npos);
  }
  CHECK(read("前两条规定", {{"1"}, {}}).empty());
}

TEST_CASE("a name that the text declares for another one means that one") {
  std::vector<DeclaredName> names;
  add_declared_names("根据《中华人民共和国甲管理法》（以下简称甲法）、《乙实施条例》(以下称《条例》)制定。",
                     names);
  add_declared_names(
      "依照《丙规定》（2020年修正）（以下简称丙规）和《丁》（以下简称本法）；《戊》（以下统称戊）；"
      "《甲》、《乙》（以下简称甲、乙）；甲局（以下简称局）",
      names);
  CHECK(names == std::vector<DeclaredName>{{"甲法", "中华人民共和国甲管理法"}, {"条例", "乙实施条例"}});
  const CitingPlace place{{}, names};
  struct Row {
    const char *text, *expected;
  };
  for (const Row& row : {
           Row{"甲法第五条的罚款", "中华人民共和国甲管理法:5"},
           {"依照甲法规定的第五条", "中华人民共和国甲管理法:5"},
           {"《条例》第六条", "乙实施条例:6"},
           {"依照条例第六条", "乙实施条例:6"},
           {"违反戊实施条例第六条", "~违反戊实施条例:6"},
           {"违反本条例第六条", "本:6"},
           {"第六条", "本:6"},
       }) {
    INFO(row.text);
    CHECK(read(row.text, place) == row.expected);
  }
}

TEST_CASE(
    "该法 means the text named before if it is of that kind, and what is quoted cites nothing of this text") {
  struct Row {
    const char *text, *expected;
  };
  for (const Row& row : {
           Row{"根据《甲条例》，依照该条例第一条", "甲条例:1"},
           {"《甲法》第一条、《乙办法》第二条，该办法第三条", "甲法:1 乙办法:2 乙办法:3"},
           {"《甲法》第一条、《乙办法》第二条，该法第三条", "甲法:1 乙办法:2"},
           {"《甲法典》实施前，该法第三条", "甲法典:3"},
           {"《甲法》第一条，按照《乙法》执行，该法第三条", "甲法:1 乙法:3"},
           {"按照该规定第三条", ""},
           {"增加一条：“违反本法第五条、第六条的，依照《刑法》第三条处理。”本法第七条", "刑法:3 本:7"},
       }) {
    INFO(row.text);
    CHECK(read(row.text) == row.expected);
  }
}

// What stands above a text: title, days, 文号, kind, front matter.
#include "core/text.hpp"
#include "indexer/law_name.hpp"
#include "indexer/policy_parser.hpp"
#include "indexer/text_limits.hpp"

#include <catch2/catch.hpp>

using namespace fengqiao::indexer;

namespace {

std::vector<std::string> keys_of(const PolicyDocument& document) {
  std::vector<std::string> keys;
  keys.reserve(document.clauses.size());
  for (const auto& clause : document.clauses)
    keys.push_back(clause.key);
  return keys;
}

using Keys = std::vector<std::string>;

std::string repeated(const std::string& unit, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i)
    out += unit;
  return out;
}

} // namespace

TEST_CASE("title, part, dates, kind and id of law files") {
  struct Row {
    const char *text, *file;
    const char *id, *part, *date, *kind;
  };
  const Row rows[] = {
      {"# 中华人民共和国治安管理处罚法\n\n2005年8月28日 通过\n\n2012年10月26日 修正\n\n<!-- INFO END -->\n\n第一条 甲。\n",
       "行政法/治安管理处罚法(2012-10-26).md", "治安管理处罚法", "", "2012-10-26", "法律"},
      {"# 中华人民共和国民法典\n\n# 物权编\n\n2020年5月28日 通过\n\n2021年1月1日 施行\n\n<!-- INFO END -->\n\n第二百零五条 甲。\n",
       "民法典/物权编.md", "民法典", "物权编", "2020-05-28", "法律"},
      {"# 艾滋病防治条例\n\n<!-- INFO END -->\n\n第一条 甲。\n", "行政法规/艾滋病防治条例(2006-01-29).md",
       "艾滋病防治条例", "", "2006-01-29", "行政法规"},
      {"# 最高人民法院关于适用《中华人民共和国公司法》若干问题的规定（二）\n\n<!-- INFO END -->\n\n第一条 甲。\n",
       "司法解释/x.md", "最高人民法院关于适用公司法若干问题的规定二", "", "", "司法解释"},
      {"# 中华人民共和国刑法修正案（四）\n\n<!-- INFO END -->\n\n一、甲。\n\n二、乙。\n",
       "刑法/刑法修正案（四）.md", "刑法修正案四", "", "", "法律"},
      {"# 中华人民共和国宪法修正案（1988年）\n\n<!-- INFO END -->\n\n第一条 甲。\n", "宪法/x.md",
       "宪法修正案1988年", "", "", "法律"},
      {"# 机动车登记规定（2021年修订）\n\n<!-- INFO END -->\n\n第一条 甲。\n", "部门规章/公安部/x.md",
       "机动车登记规定", "", "", "部门规章"},
  };
  for (const auto& row : rows) {
    INFO(row.file);
    const auto document = parse_policy(row.text, row.file).document;
    CHECK(document.id == row.id);
    CHECK(document.part == row.part);
    CHECK(document.date == row.date);
    CHECK(document.kind == row.kind);
    CHECK(document.status == "待核");
  }
}

TEST_CASE("what stands below a title is in the preamble only where it tells days, makers or numbers") {
  struct Row {
    const char *text, *first, *preamble;
  };
  const Row rows[] = {
      {"某县公安局处警规范\n接到110指令后3日内回访\n一、甲。\n二、乙。\n", "接到110指令后3日内回访", ""},
      {"值班规定\n（一）两人值班。\n（二）写日志。\n", "两人值班。", ""},
      {"# 飞行管理\n\n> 本办法适用于无人机黑飞处置\n\n一、甲。\n\n二、乙。\n", "本办法适用于无人机黑飞处置",
       "本办法适用于无人机黑飞处置"},
      {"值班办法\n（2023年3月1日某县公安局印发）\n某公发〔2023〕12号\n第一条 甲。\n第二条 乙。\n", "甲。",
       "（2023年3月1日某县公安局印发）\n某公发〔2023〕12号"},
      {"值班法\n二〇一二年十月二十六日通过\n第一条 甲。\n", "甲。", "二〇一二年十月二十六日通过"},
  };
  for (const auto& [text, first, preamble] : rows) {
    INFO(text);
    const auto document = parse_policy(text, "x.txt").document;
    REQUIRE_FALSE(document.clauses.empty());
    CHECK(document.clauses[0].text == first);
    CHECK(document.preamble == preamble);
  }
  const auto digest =
      parse_policy("---\nid: X\ntext: 摘编\n---\n\n# 意见\n\n> 这里是摘编。\n\n## 一 {#1}\n\n甲。\n", "x.md");
  CHECK(keys_of(digest.document) == Keys{"1"});
}

TEST_CASE("days of a law: passed, made public and in force, in one line and in Chinese numerals") {
  struct Row {
    const char *preamble, *date, *effective;
  };
  const Row rows[] = {
      {"（2005年8月28日常务委员会通过 2005年8月28日主席令公布 自2006年3月1日起施行）", "2005-08-28",
       "2006-03-01"},
      {"（二〇一二年十月二十六日常务委员会修订）", "2012-10-26", ""},
      {"2012年10月26日修正\n2013年1月1日施行", "2012-10-26", "2013-01-01"},
      {"自2006年3月1日起施行", "2006-03-01", "2006-03-01"},
  };
  for (const auto& [preamble, date, effective] : rows) {
    INFO(preamble);
    const auto document =
        parse_policy("治安法\n" + std::string(preamble) + "\n第一条 甲。\n", "x.txt").document;
    CHECK(document.date == date);
    CHECK(document.effective == effective);
  }
}

TEST_CASE("what is written in 条 is a law only by its name or its maker") {
  struct Row {
    const char *text, *kind;
  };
  const Row rows[] = {
      {"某县公安局值班办法\n第一条 甲。\n", "资料"},
      {"中华人民共和国国籍法\n第一条 甲。\n", "法律"},
      {"关于禁毒的决定\n（1990年12月28日全国人民代表大会常务委员会通过）\n第一条 甲。\n", "法律"}};
  for (const auto& [text, kind] : rows)
    CHECK(parse_policy(text, "x.txt").document.kind == kind);
}

TEST_CASE("days of the front matter are read in every usual form, what is none is named and left out") {
  const auto parsed = parse_policy(
      "---\nid: 样例\ndate: 去年三月\neffective: 2024年1月1日\n---\n\n# 样例规定\n\n第一条 值班。\n",
      "样例.md");
  CHECK(parsed.document.effective == "2024-01-01");
  CHECK(parsed.document.date.empty());
  REQUIRE(parsed.diagnostics.size() == 1);
  CHECK(parsed.diagnostics[0].line == 3);
  CHECK(parsed.diagnostics[0].message.find("去年三月") != std::string::npos);
}

TEST_CASE("文号 and orders at the head of a plain text are read in every usual writing") {
  const std::pair<const char*, const char*> rows[] = {
      {"公发[2002]6号", "公发〔2002〕6号"},
      {"样公发（2023） 12 号", "样公发〔2023〕12号"},
      {"样公发〔２０２３〕　６　号", "样公发〔2023〕6号"},
      {"样例省人民政府令第12号", "样例省人民政府令第12号"},
      {"（根据2011年1月8日国务院令第588号修订）", "国务院令第588号"},
      {"（2023年第6号）", ""},
  };
  for (const auto& [line, number] : rows) {
    INFO(line);
    CHECK(parse_policy("样例规定\n" + std::string(line) + "\n第一条 值班。\n", "样例.txt").document.number ==
          number);
  }
}

TEST_CASE("front matter that is never closed is text, and is told of") {
  const auto parsed = parse_policy("---\nid: 样例\n\n# 样例规定\n\n第一条 值班。\n", "样例.md");
  REQUIRE_FALSE(parsed.diagnostics.empty());
  CHECK(parsed.diagnostics[0].line == 1);
  CHECK(parsed.diagnostics[0].message.find("---") != std::string::npos);
  CHECK(parsed.document.id != "样例");
}

TEST_CASE("文号 and days below a Markdown title are facts of the text, as they are in plain text") {
  struct Row {
    const char *text, *number, *date, *first;
  };
  const Row rows[] = {
      {"# 样例县公安局关于开展专项行动的通知\n\n样公通〔2024〕3号\n\n各派出所：\n\n一、甲。\n\n二、乙。\n",
       "样公通〔2024〕3号", "2024", "各派出所："},
      {"# 样例规定\n\n2012年10月26日通过\n\n样公发[2012]6号\n\n第一条 甲。\n", "样公发〔2012〕6号",
       "2012-10-26", "甲。"},
      {"# 样例规定\n\n（一）两人值班。\n\n（二）写日志。\n", "", "", "两人值班。"},
      {"# 飞行管理\n\n（本办法由治安大队解释）\n\n一、甲。\n\n二、乙。\n", "", "",
       "（本办法由治安大队解释）"},
      {"# 飞行管理\n\n接到110指令后3日内回访\n\n一、甲。\n\n二、乙。\n", "", "", "接到110指令后3日内回访"},
  };
  for (const auto& [text, number, date, first] : rows) {
    INFO(text);
    const auto document = parse_policy(text, "x.md").document;
    CHECK(document.number == number);
    CHECK(document.date == date);
    REQUIRE_FALSE(document.clauses.empty());
    CHECK(document.clauses[0].text == first);
  }
}

TEST_CASE("facts of the front matter that are too long are cut, with a word about it") {
  const auto parsed = parse_policy("---\ntitle: " + repeated("甲", 30'000) +
                                       "\nissuer: " + repeated("乙", 300) + "\n---\n第一条 丙。\n",
                                   "x.md");
  using fengqiao::limits::title_chars;
  CHECK(fengqiao::count_code_points(parsed.document.title) == title_chars + 1); // and …
  CHECK(parsed.document.issuer == repeated("乙", title_chars));
  REQUIRE(parsed.diagnostics.size() == 1);
  CHECK(parsed.diagnostics[0].line == 2);
  CHECK(parsed.diagnostics[0].message.find("title 超过 300 个字") != std::string::npos);
}

TEST_CASE("the congress of a place is read from the line that says when it passed its regulation") {
  const std::pair<const char*, const char*> rows[] = {
      {"（2023年9月27日样例市第八届人民代表大会常务委员会第十次会议通过　2023年11月30日样例省第十四届人民代表大会"
       "常务委员会第六次会议批准）",
       "样例市人民代表大会常务委员会"},
      {"2020年1月1日样例自治县第九届人民代表大会第一次会议通过", "样例自治县人民代表大会"},
      {"（2012年10月26日第十一届全国人民代表大会常务委员会第二十九次会议通过）", ""},
      {"样例市第八届人民代表大会代表选举办法", ""},
  };
  for (const auto& [line, congress] : rows)
    CHECK(local_congress(line) == congress);
}

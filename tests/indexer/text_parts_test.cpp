// Papers in which several counts meet: annexes and notes of annexes, a notice and the rule that it brings,
// parts, levels in other orders, chapters that lost their blank.
#include "indexer/text_parts.hpp"

#include "indexer/citation_links.hpp"
#include "indexer/level_order.hpp"
#include "indexer/policy_parser.hpp"
#include "indexer/structure_check.hpp"
#include "indexer/text_citations.hpp"

#include <catch2/catch.hpp>

#include <sstream>

using namespace fengqiao;
using namespace fengqiao::indexer;

namespace {

// "2.1 主要任务>一 text" a line for each clause: key (- where it cannot be cited), path, first line of the
// text.
std::string outline(const std::string& text) {
  std::ostringstream out;
  for (const Clause& clause : parse_policy(text, "样例.txt", "政策").document.clauses) {
    std::string path;
    for (const auto& heading : clause.path)
      path += (path.empty() ? "" : ">") + heading;
    out << (clause.citable ? clause.key : "-") << "|" << path << "|"
        << clause.text.substr(0, clause.text.find('\n')) << "\n";
  }
  return out.str();
}

std::vector<std::string> remarks(const std::string& text) {
  const ParsedPolicy parsed = parse_policy(text, "样例.txt", "政策");
  std::vector<std::string> out;
  out.reserve(parsed.diagnostics.size());
  for (const auto& diagnostic : parsed.diagnostics)
    out.push_back(diagnostic.message);
  for (const auto& diagnostic : structure_remarks(parsed.document))
    out.push_back(diagnostic.message);
  return out;
}

} // namespace

TEST_CASE("a note that lists the annexes of a paper is no clause and takes no number") {
  const std::string paper =
      "关于加强值守工作的意见\n某公发〔2023〕7号\n各派出所：\n一、总体要求\n做到值守到位。\n"
      "二、主要任务\n（一）带班。每日带班。\n（二）报告。每日报告。\n附件：1.带班表\n"
      "      2.日报样式\n某县公安局\n2023年8月9日\n附件1\n带班表\n星期一　甲\n";
  const std::string all = outline(paper);
  INFO(all);
  CHECK(all.find("2.1|二、主要任务|带班。每日带班。") != std::string::npos);
  CHECK(all.find("|附件：1.带班表") != std::string::npos);
  CHECK(all.find("\n2|") == std::string::npos);
  CHECK(all.find("|附件1|带班表") != std::string::npos);
  CHECK(remarks(paper).empty());
  const std::string one =
      outline("关于值守的意见\n一、要求。到位。\n二、任务。带班。\n附件：带班表\n某县公安局\n2023年8月9日\n");
  CHECK(one.find("|附件：带班表\n") != std::string::npos);
}

TEST_CASE("an annex that counts from one again has keys with its name, also where the text does not reach") {
  const std::string rule =
      "宿舍办法\n第一条 甲。\n第二条 乙。\n附件1：标准\n第一条 子。\n第二条 丑。\n第三条 寅。\n"
      "附件2\n一、卯。全部。\n二、辰。全部。\n";
  CHECK(outline(rule) == "1||甲。\n2||乙。\n附件1.1|附件1：标准|子。\n附件1.2|附件1：标准|丑。\n"
                         "附件1.3|附件1：标准|寅。\n附件2.1|附件2|卯。全部。\n附件2.2|附件2|辰。全部。\n");
  const auto told = remarks(rule);
  REQUIRE(told.size() == 2);
  CHECK(told[0].find("附件1的条款号和前面的重复") != std::string::npos);
  CHECK(told[0].find("宿舍办法-附件1.1") != std::string::npos);
  // The first repeated number renames those in front of it, too; an annex alone keeps the plain numbers.
  CHECK(outline("通知\n二、甲。全部。\n三、乙。全部。\n附件\n一、子。全部。\n二、丑。全部。\n") ==
        "2||甲。全部。\n3||乙。全部。\n附件.1|附件|子。全部。\n附件.2|附件|丑。全部。\n");
  CHECK(outline("通知\n请执行。\n附件\n第一条 子。\n第二条 丑。\n") ==
        "-||请执行。\n1|附件|子。\n2|附件|丑。\n");
}

TEST_CASE("a notice and the rule that it brings each keep their numbers") {
  const std::string notice =
      "某县公安局关于印发《值班办法》的通知\n某公通〔2024〕21号\n各派出所：\n一、学习。全部。\n"
      "二、落实。全部。\n某县公安局\n2024年5月1日\n";
  const std::string rule = "第一章 总则\n第一条 为规范值班，制定本办法。\n第二条 每日值班。\n";
  for (const char* head : {"值班办法\n", "附件：值班办法\n", "附件\n值班办法\n"}) {
    const std::string all = outline(notice + head + rule);
    INFO(all);
    CHECK(all.find("通知.1||学习。全部。") != std::string::npos);
    CHECK(all.find("通知.2||落实。全部。") != std::string::npos);
    CHECK(all.find("\n1|") != std::string::npos);
    CHECK(all.find("|每日值班。") != std::string::npos);
  }
}

TEST_CASE("one line that begins like an article does not make a statute of a paper") {
  const std::string all =
      outline("工作要点\n一、思路\n坚持主防。\n二、重点\n（一）推进巡逻。依照办法第二条执行。\n"
              "第三条 误写的一条。\n（二）推进走访。每月走访。\n三、保障\n到位。\n");
  INFO(all);
  CHECK(all.find("2.2|二、重点|推进走访。每月走访。") != std::string::npos);
  CHECK(all.find("3|") != std::string::npos);
}

TEST_CASE("chapters that lost their blank are chapters, and articles behind them are found") {
  CHECK(
      outline(
          "甲规定\n\n第一章总则\n\n第一条为了加强管理，制定本规定。\n\n第二条出租人应当登记。\n\n第二章职责\n\n"
          "第三条派出所每月检查一次。\n\n第四条综合指挥室汇总。\n") ==
      "1|第一章总则|为了加强管理，制定本规定。\n2|第一章总则|出租人应当登记。\n3|第二章职责|派出所每月检查一次。\n"
      "4|第二章职责|综合指挥室汇总。\n");
}

TEST_CASE("附则 without a number ends the article above it and heads the articles below") {
  const std::string all =
      outline("条例\n第一编 总则\n第一章 一般规定\n第一条 甲。\n第二条 乙。\n附则\n第三条 丙。\n");
  INFO(all);
  CHECK(all.find("3|附则|丙。") != std::string::npos);
  CHECK(all.find("2|第一编 总则>第一章 一般规定|乙。\n") != std::string::npos);
}

TEST_CASE("parts in which 一、 begins again belong to the keys") {
  const std::string all =
      outline("三年方案\n第一部分 总体要求\n一、指导思想\n坚持领导。\n二、工作目标\n达到四成。\n"
              "第二部分 主要任务\n一、做强社区\n（一）配齐民警。一社区一警。\n（二）建好警务室。每区一个。\n"
              "二、做优防控\n巡逻。\n附则\n由市局解释。\n");
  INFO(all);
  CHECK(all.find("1.1|第一部分 总体要求|坚持领导。") != std::string::npos);
  CHECK(all.find("2.1.2|第二部分 主要任务>一、做强社区|建好警务室。每区一个。") != std::string::npos);
  CHECK(all.find("2.2|第二部分 主要任务|巡逻。") != std::string::npos);
  CHECK(all.find("-|附则|由市局解释。") != std::string::npos);
}

TEST_CASE("levels are ordered by what begins again inside what, whichever styles a text leaves out") {
  const std::vector<std::pair<std::string, std::vector<std::string>>> styles{
      {"一、", {"一、", "二、"}},    {"（一）", {"（一）", "（二）"}}, {"1.", {"1.", "2."}},
      {"（1）", {"（1）", "（2）"}}, {"1）", {"1）", "2）"}},          {"①", {"①", "②"}}};
  for (std::size_t outer = 0; outer < styles.size(); ++outer)
    for (std::size_t inner = 0; inner < styles.size(); ++inner) {
      if (outer == inner) continue;
      const auto& out = styles[outer].second;
      const auto& in = styles[inner].second;
      const std::string text = out[0] + "甲\n" + in[0] + "子。\n" + in[1] + "丑。\n" + out[1] + "乙\n" +
                               in[0] + "寅。\n" + in[1] + "卯。\n";
      const auto lines = source_lines(text);
      const auto depths = nesting_depths(lines);
      INFO(styles[outer].first << " → " << styles[inner].first);
      const auto level = [&](const std::string& mark) {
        return static_cast<std::size_t>(numbered_line(mark + "甲")->level);
      };
      CHECK(depths[level(out[0])] < depths[level(in[0])]);
    }
}

TEST_CASE("citations inside a text name 文号, numbered amendments and lists, and never the text itself") {
  using Document = TextCitation::Document;
  struct Row {
    const char* text;
    Document document;
    const char *name, *bracket, *keys;
  };
  const Row rows[] = {
      {"依照刑法修正案（八）第二条", Document::tail, "依照刑法修正案（八）", "", "2"},
      {"依照公发〔2002〕6号第三条", Document::tail, "依照公发〔2002〕6号", "", "3"},
      {"依照公发[2002]6号文件第三条", Document::tail, "依照公发[2002]6号", "", "3"},
      {"依照《派出所规定》（公发〔2002〕6号）第三条", Document::titled, "派出所规定", "公发〔2002〕6号", "3"},
      {"依照《公司法》（2018年修正）第三条", Document::titled, "公司法", "2018年修正", "3"},
      {"违反第二、三条规定", Document::own, "", "", "2 3"},
      {"违反本法第二至四条规定", Document::own, "", "", "2 3 4"},
      {"违反《甲法》第二、三条和第五条", Document::titled, "甲法", "", "2 3 5"},
      {"（一）第三条规定的行为", Document::own, "", "", "3"},
  };
  for (const auto& row : rows) {
    INFO(row.text);
    const auto found = text_citations(row.text);
    REQUIRE(found.size() == 1);
    CHECK(found.front().document == row.document);
    CHECK(found.front().name == row.name);
    CHECK(found.front().bracket == row.bracket);
    std::string keys;
    for (const auto& key : found.front().keys)
      keys += (keys.empty() ? "" : " ") + key;
    CHECK(keys == row.keys);
  }
  CHECK(text_citations("| 档次 | 条款 |\n| 第一条 轻微 | 警告 |").empty());
  const auto two = text_citations("依照《乙办法》第二条、《甲条例》第一条处理，该条例第三条除外");
  REQUIRE(two.size() == 3);
  CHECK(two.back().name == "甲条例");
}

TEST_CASE("an excerpt whose first article was misread by scanning begins with that article") {
  CHECK(outline(
            "刑诉规定\n第一百二十七 条 甲人员应当甲。\n第一百二十八 条侦查人员应当乙。\n笫一百二十九条 丙。\n"
            "第一百三十条 丁。\n") == "127||甲人员应当甲。\n128||侦查人员应当乙。\n129||丙。\n130||丁。\n");
}

TEST_CASE("a rule is known by its own name, also where the notice that brings it is the file") {
  const auto document =
      parse_policy("某县公安局关于印发《值班办法》的通知\n某公通〔2024〕21号\n各派出所：\n"
                   "一、学习。全部。\n某县公安局\n2024年5月1日\n值班办法\n第一条 甲。\n第二条 乙。\n",
                   "a.txt", "政策")
          .document;
  CHECK(document.short_title == "值班办法");
  CHECK(document.id == "值班办法");
  CHECK(document.number == "某公通〔2024〕21号");
  const auto headed =
      parse_policy("# 关于值守的通知\n\n某公通〔2024〕3号\n\n一、甲。\n\n二、乙。\n", "b.md", "政策")
          .document;
  CHECK(headed.number == "某公通〔2024〕3号");
  CHECK(headed.clauses.size() == 2);
  CHECK(parse_policy("# 办法\n\n第一条 甲。\n", "c.md", "政策").document.id == "办法");
  CHECK(
      parse_policy("---\nid: 登记办法@2018\n---\n# 登记办法\n\n第一条 甲。\n", "d.md", "政策").document.id ==
      "登记办法");
}

TEST_CASE("an annex of which only the name is there is a clause with that name") {
  const std::string all =
      outline("值班规定\n第一条 值班两人。\n附件1：带班表\n星期一　甲\n附件2：反馈单样式\n");
  INFO(all);
  CHECK(all.find("|附件2：反馈单样式|附件2：反馈单样式\n") != std::string::npos);
}

TEST_CASE("two annexes of one number never share a key") {
  const std::string paper = "测试通知\n一、甲。\n二、乙。\n附件1\n一、苹果。\n二、梨。\n三、桃。\n"
                            "附件1\n三、香蕉。\n一、葡萄。\n";
  std::vector<std::string> keys;
  for (const Clause& clause : parse_policy(paper, "样例.txt", "政策").document.clauses)
    if (clause.citable) keys.push_back(clause.key);
  std::sort(keys.begin(), keys.end());
  CHECK(std::adjacent_find(keys.begin(), keys.end()) == keys.end());
  const auto told = remarks(paper);
  CHECK(std::any_of(told.begin(), told.end(),
                    [](const std::string& text) { return text.find("附件1.3") != std::string::npos; }));
}

TEST_CASE("rows of a table that name another text's articles are no articles of this one") {
  const std::string head = "罪名补充规定\n\n作如下补充。\n\n| 刑法条文 | 罪名 |\n|---|---|\n";
  for (const char* rows :
       {"| 第一百五十一条 | 走私罪 |\n| 第二百零一条 | 逃税罪 |\n", "| 第一条 | 甲罪 |\n| 第三条 | 乙罪 |\n",
        "| 第二条 | 甲罪 |\n| 第三条 | 乙罪 |\n"}) {
    INFO(rows);
    for (const Clause& clause : parse_policy(head + rows, "样例.txt", "政策").document.clauses)
      CHECK_FALSE(clause.citable);
  }
  const auto own =
      parse_policy(head + "| 第一条 | 甲 |\n| 第一条之一 | 乙 |\n| 第二条 | 丙 |\n", "样例.txt", "政策");
  CHECK(std::count_if(own.document.clauses.begin(), own.document.clauses.end(),
                      [](const Clause& clause) { return clause.citable; }) == 3);
}

#include "indexer/law_name.hpp"
#include "indexer/mentions.hpp"
#include "indexer/policy_parser.hpp"

#include "indexer/clause_items.hpp"

#include "core/text.hpp"
#include "indexer/text_limits.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

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
using Path = std::vector<std::string>;

} // namespace

TEST_CASE("a clause begins only where 第X条 and a blank begin a line") {
  struct Row {
    const char* text;
    Keys keys;
  };
  const Row rows[] = {
      {"# 法\n\n第一条 甲。\n\n第二条 乙。\n", {"1", "2"}},
      {"# 法\n\n第十条 甲。\n\n第十条之一 乙。\n", {"10", "10-1"}},
      {"# 法\n\n第二百八十七条之二　全角空格。\n", {"287-2"}},
      {"# 法\n\n第一条 依照本法\n第二条的规定办理。\n", {"1"}},
      {"# 法\n\n第一条 甲。\n\n“第二条 引文。”\n", {"1"}},
      {"# 法\n\n第一条 甲。\n第二条至第四条的规定，适用。\n", {"1"}},
      {"# 法\n\n第12条 阿拉伯数字。\n\n第１３条 全角数字。\n", {"12", "13"}},
      {"# 法\n\n第一百零三条 零。\n\n第一百〇四条 〇。\n", {"103", "104"}},
      {"# 法\n\n**第一条** 加粗。\n", {"1"}},
      {"# 法\n\n### 第一条 作标题\n\n正文。\n", {"1"}},
      {"# 法\n\n前言一句。\n\n第一条 甲。\n", {"p1", "1"}},
  };
  for (const auto& row : rows) {
    INFO(row.text);
    CHECK(keys_of(parse_policy(row.text, "法.md").document) == row.keys);
  }
}

TEST_CASE("a clause knows its 编 章 节, its lines, and ends at the next heading") {
  const auto document =
      parse_policy("# 中华人民共和国样例法\n\n2012年10月26日 通过\n\n<!-- INFO END -->\n\n"
                   "## 第一编  总则\n\n### 第一章 任务\n\n第一条 甲。\n\n甲二款。\n\n"
                   "### 第二章 职责\n\n#### 第一节 岗位\n\n第二条 乙：\n\n（一）其一；\n\n（二）其二。\n\n"
                   "## 第二编 附则\n\n第三条 丙。\n",
                   "行政法/样例法(2012-10-26).md")
          .document;
  REQUIRE(keys_of(document) == Keys{"1", "2", "3"});
  CHECK(document.clauses[0].path == Path{"第一编 总则", "第一章 任务"});
  CHECK(document.clauses[0].text == "甲。\n甲二款。");
  CHECK(document.clauses[0].line == 11);
  CHECK(document.clauses[0].line_end == 13);
  CHECK(document.clauses[0].own_number == "第一条");
  CHECK(document.clauses[1].path == Path{"第一编 总则", "第二章 职责", "第一节 岗位"});
  CHECK(document.clauses[2].path == Path{"第二编 附则"});
}

TEST_CASE("chapters without Markdown marks are headings, and a table of contents is none of the text") {
  const auto document =
      parse_policy("中华人民共和国样例法\n\n（2020年1月2日通过）\n\n目　录\n\n第一章 总则\n第二章 附则\n\n"
                   "第一章 总则\n\n第一条 甲。\n\n第二章 附则\n\n第二条 乙。\n",
                   "样例法.txt")
          .document;
  REQUIRE(keys_of(document) == Keys{"1", "2"});
  CHECK(document.title == "中华人民共和国样例法");
  CHECK(document.date == "2020-01-02");
  CHECK(document.clauses[0].path == Path{"第一章 总则"});
  CHECK(document.clauses[1].path == Path{"第二章 附则"});
}

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

TEST_CASE("keyed headings of a digest are clauses, lettered lines their items") {
  const auto parsed = parse_policy(
      "---\nid: JD2002\ntitle: 决定全称\nshort: 决定\nnumber: 公发〔2002〕6号\ndate: 2002-06-14\n"
      "status: 待核\nkind: 规范性\ntext: 摘编\n---\n\n# 决定全称\n\n> 说明。\n\n"
      "## 序言定性 {#0}\n\n序言。\n\n## 二、职责\n\n### 主要职责 {#2.1}\n\n共两项。\n\n- (a) 信息。\n- (b) 人口。\n",
      "规范性/JD2002.md");
  CHECK(parsed.diagnostics.empty());
  const auto& document = parsed.document;
  CHECK(document.id == "JD2002");
  CHECK(document.short_title == "决定");
  CHECK(document.number == "公发〔2002〕6号");
  REQUIRE(keys_of(document) == Keys{"0", "2.1"});
  CHECK(document.clauses[0].path.empty());
  CHECK(document.clauses[0].line == 16);
  CHECK(document.clauses[1].path == Path{"二、职责"});
  CHECK(document.clauses[1].heading == "主要职责");
  const auto items = clause_items(document.clauses[1].own_number, document.clauses[1].text);
  REQUIRE(items.size() == 2);
  CHECK(find_item(items, "(b)")->text == "人口。");
}

TEST_CASE("公文 numbering gives keys by level, an item with text keeps what is below it") {
  struct Row {
    const char* text;
    Keys keys;
  };
  const Row rows[] = {
      {"# 意见\n\n一、总体要求\n\n（一）指导思想。坚持主防。\n\n（二）基本原则。坚持预防。\n\n二、主要任务\n\n正文一段。\n",
       {"1.1", "1.2", "2"}},
      {"# 规定\n\n一、下列情形属于甲：\n\n（一）其一；\n\n（二）其二。\n\n二、本规定自公布之日起施行。\n",
       {"1", "2"}},
      {"# 规定\n\n## 一、管辖\n\n1.海事案件由海事法院管辖。\n\n2.其他案件除外。\n\n## 二、附则\n\n自公布之日起施行。\n",
       {"1.1", "1.2", "2"}},
      {"# 通知\n\n各单位：\n\n一、甲。\n\n二、乙。\n", {"p1", "1", "2"}},
  };
  for (const auto& row : rows) {
    INFO(row.text);
    CHECK(keys_of(parse_policy(row.text, "x.md").document) == row.keys);
  }
}

TEST_CASE("a table in a text without numbers is one clause, one whose rows are articles has one for each") {
  const auto plain = parse_policy("# 清单\n\n各所警力如下：\n\n| 所名 | 民警 |\n|---|---|\n| 城关所 | 12 |\n"
                                  "| 河东所 | 9 |\n\n以上。\n",
                                  "x.md")
                         .document;
  CHECK(keys_of(plain) == Keys{"p1", "p2", "p3"});
  CHECK(plain.clauses.at(1).text == "| 所名 | 民警 |\n|---|---|\n| 城关所 | 12 |\n| 河东所 | 9 |");
  const auto rules =
      parse_policy(
          "# 考核细则\n\n制定本细则。\n\n| 序号 | 条目 | 内容 | 分值 |\n|---|---|---|---|\n"
          "| 1 | 第一条 | 5分钟内出警 | 10 |\n| 2 | 第二条 | 每日零报告 | 5 |\n|  |  | 漏报扣1分 |  |\n\n附注。\n",
          "x.md")
          .document;
  CHECK(keys_of(rules) == Keys{"p1", "1", "2", "p2"});
  CHECK(rules.clauses.at(1).own_number == "第一条");
  CHECK(rules.clauses.at(1).text == "内容：5分钟内出警\n分值：10");
  CHECK(rules.clauses.at(2).text == "内容：每日零报告\n分值：5\n内容：漏报扣1分");
  CHECK(rules.clauses.at(2).line == 8);
}

TEST_CASE("a notice's annex whose table holds the articles is cited by them") {
  const auto notice =
      parse_policy(
          "# 关于印发《样例县考核细则》的通知\n\n各派出所：\n\n一、现印发考核细则。\n\n二、请遵照执行。\n\n附件\n\n"
          "样例县考核细则\n\n| 条目 | 内容 |\n|---|---|\n| 第一条 | 出警 |\n| 第二条 | 日报 |\n",
          "x.md")
          .document;
  const auto keys = keys_of(notice);
  CHECK(std::find(keys.begin(), keys.end(), "2") != keys.end());
  CHECK(notice.clauses.back().own_number == "第二条");
  CHECK(notice.clauses.back().text == "内容：日报");
  CHECK(notice.short_title == "样例县考核细则");
}

TEST_CASE("text without numbers is cut by headings, else by paragraphs, and cannot be cited by clause") {
  const auto sections =
      parse_policy("# 资料\n\n## 甲\n\n一段。\n\n二段。\n\n## 乙\n\n三段。\n", "x.md").document;
  CHECK(keys_of(sections) == Keys{"p1", "p2"});
  CHECK(sections.clauses[0].heading == "甲");
  CHECK_FALSE(sections.clauses[0].citable);
  const auto paragraphs = parse_policy("# 批复\n\n你院请示收悉。\n\n答复如下。\n", "x.md").document;
  CHECK(keys_of(paragraphs) == Keys{"p1", "p2"});
}

TEST_CASE("odd texts still give a document") {
  const std::string texts[] = {"",
                               "\n\n\n",
                               "# \n",
                               "---\nid: x\n",
                               "---\nid: [坏\n---\n# 标题\n\n第一条 甲。\n",
                               "第",
                               "第条",
                               "# 题\n第一条\n",
                               std::string(100'000, '#'),
                               "# 题\n\n" + std::string(5000, '('),
                               "{#1}\n## {#1}\n## {#1}\n"};
  for (const auto& text : texts) {
    INFO(text.substr(0, 40));
    const auto parsed = parse_policy(text, "样例.md");
    CHECK_FALSE(parsed.document.id.empty());
    CHECK_FALSE(parsed.document.title.empty());
  }
}

TEST_CASE("a repeated number is reported and keeps keys unique") {
  const auto parsed = parse_policy("# 法\n\n第一条 甲。\n\n第一条 乙。\n", "法.md");
  CHECK(keys_of(parsed.document) == Keys{"1", "p1"});
  REQUIRE(parsed.diagnostics.size() == 1);
  CHECK(parsed.diagnostics[0].line == 5);
}

TEST_CASE("款 and 项 of a clause, and the items of a 公文 clause") {
  const std::string article =
      "有下列行为的，处罚：\n（一）其一；\n（二）其二。\n情节较轻的，从轻。\n（一）另一。";
  const auto items = clause_items("第四十三条", article);
  struct Row {
    const char *suffix, *text;
  };
  const Row rows[] = {{".1", "有下列行为的，处罚：\n（一）其一；\n（二）其二。"},
                      {".1(2)", "其二。"},
                      {".2", "情节较轻的，从轻。\n（一）另一。"},
                      {".2(1)", "另一。"},
                      {"(2)", "其二。"}};
  for (const auto& row : rows) {
    INFO(row.suffix);
    REQUIRE(find_item(items, row.suffix));
    CHECK(find_item(items, row.suffix)->text == row.text);
  }
  CHECK_FALSE(find_item(items, "(1)")); // two 款 have one
  CHECK_FALSE(find_item(items, ".3"));
  CHECK(find_item(items, ".1(2)")->label == "第一款第（二）项");
  CHECK(find_item(clause_items("二", "甲：\n（一）子；\n（二）丑。"), ".2")->text == "丑。");
}

TEST_CASE("款 and 项 hold what is below them, and a broken line is no 款") {
  struct Row {
    const char *number, *text, *suffix, *expected;
  };
  const Row rows[] = {
      {"第一条", "甲：\n（一）乙：\n1．丙；\n2．丁。\n（二）戊。", ".1(1)", "乙：\n1．丙；\n2．丁。"},
      {"第一条", "甲：\n（一）乙：\n1．丙；\n2．丁。\n（二）戊。", ".1",
       "甲：\n（一）乙：\n1．丙；\n2．丁。\n（二）戊。"},
      {"第一条", "甲：\n1．丙；\n2．丁。", ".1", "甲：\n1．丙；\n2．丁。"},
      {"第一条", "殴打他人的，处五日以上\n十日以下拘留。\n有下列情形的，从重。", ".1",
       "殴打他人的，处五日以上十日以下拘留。"},
      {"第一条", "殴打他人的，处五日以上\n十日以下拘留。\n有下列情形的，从重。", ".2",
       "有下列情形的，从重。"},
      {"第一条", "甲：\n（一）结伙\n殴打的；\n（二）乙。\n丙。", ".1(1)", "结伙殴打的；"},
      {"第一条", "甲：\n（一）结伙\n殴打的；\n（二）乙。\n丙。", ".2", "丙。"},
      {"第七条", "外国人可以申请：\n一、近亲属；\n二、定居的。\n批准后生效。", ".1(2)", "定居的。"},
      {"第七条", "外国人可以申请：\n一、近亲属；\n二、定居的。\n批准后生效。", "(1)", "近亲属；"},
      {"第七条", "外国人可以申请：\n一、近亲属；\n二、定居的。\n批准后生效。", ".2", "批准后生效。"},
      {"第七条", "甲：\n一、乙：\n（一）丙。\n二、丁。", ".1(1)", "乙：\n（一）丙。"},
      {"第七条", "甲：\n㈠乙；\n㈡丙。", ".1(2)", "丙。"},
      {"第七条", "甲：\n（一）乙：\n１．总吨位三百吨的；\n２．其他。", ".1(1)",
       "乙：\n１．总吨位三百吨的；\n２．其他。"},
      {"二", "甲：\n（一）乙：\n1．丙。\n2．丁。\n（二）戊。", ".1", "乙：\n1．丙。\n2．丁。"},
  };
  for (const auto& [number, text, suffix, expected] : rows) {
    INFO(text << " " << suffix);
    const auto found = find_item(clause_items(number, text), suffix);
    REQUIRE(found);
    CHECK(found->text == expected);
  }
  CHECK(clause_items("第七条", "甲：\n一、乙；\n二、丙。").back().label == "第一款第（二）项");
  CHECK(clause_items("第七条", "甲。\n一、乙；\n二、丙。").back().label == "第三款");
}

TEST_CASE("short items are clauses, but not where a list of headings stands before the text") {
  const auto plan =
      parse_policy("检查方案\n一、工作目标\n（一）可防性案件发案下降\n二、检查内容\n1．值班日志\n"
                   "2．枪弹库双人双锁\n三、工作要求\n（一）加强领导。各所照办。\n",
                   "方案.txt")
          .document;
  REQUIRE(keys_of(plan) == Keys{"1.1", "2.1", "2.2", "3.1"});
  CHECK(plan.clauses[2].text == "枪弹库双人双锁");
  CHECK(plan.clauses[2].heading.empty());
  const auto listed = parse_policy("方案\n一、总则\n二、任务\n三、保障\n\n一、总则\n\n甲。\n\n二、任务\n\n"
                                   "（一）乙。\n\n三、保障\n\n丙。\n",
                                   "方案.txt")
                          .document;
  std::string text;
  for (const auto& clause : listed.clauses)
    if (clause.citable) text += clause.key + "=" + clause.text + " ";
  CHECK(text == "1=甲。 2.1=乙。 3=丙。 ");
}

TEST_CASE("an annex that counts from one again is cited with its name") {
  struct Row {
    const char* text;
    Keys keys;
  };
  const Row rows[] = {
      {"通知\n一、甲。\n二、乙。\n附件：样表\n一、丙。\n二、丁。\n三、戊。\n四、己。\n",
       {"1", "2", "附件.1", "附件.2", "附件.3", "附件.4"}},
      {"办法\n第一条 甲。\n第二条 乙。\n附件1\n第一条 丙。\n第三条 丁。\n附件2\n第三条 戊。\n",
       {"1", "2", "附件1.1", "附件1.3", "附件2.3"}},
  };
  for (const auto& row : rows) {
    INFO(row.text);
    CHECK(keys_of(parse_policy(row.text, "x.txt").document) == row.keys);
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

TEST_CASE("a table of contents ends where the text repeats it, whatever blanks it has") {
  const auto paper =
      parse_policy("方案\n目录\n一、 总体要求\n二、 主要任务\n一、总体要求\n甲。\n二、主要任务\n乙。\n",
                   "x.txt")
          .document;
  REQUIRE(keys_of(paper) == Keys{"1", "2"});
  CHECK(paper.clauses[0].text == "甲。");
  const auto bare = parse_policy("方案\n目录\n一、总体要求。\n二、主要任务。\n", "x.txt").document;
  CHECK(keys_of(bare) == Keys{"1", "2"});
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

TEST_CASE("an article that scanning misread is found where it is the next one") {
  struct Row {
    const char* text;
    Keys keys;
  };
  const Row rows[] = {
      {"法\n第一条 甲。\n第二 条侦查人员讯问。\n笫三条　乙。\n第 四 条 丙。\n", {"1", "2", "3", "4"}},
      {"法\n第一条 甲。\n第三 条侦查人员。\n", {"1"}},     // not the next one
      {"法\n第一条 依照\n第二 条侦查人员。\n", {"1"}},     // a broken line
      {"法\n第一条 甲。\n第二 条的规定不适用。\n", {"1"}}, // a reference
  };
  for (const auto& [text, keys] : rows) {
    INFO(text);
    const auto document = parse_policy(text, "x.txt").document;
    CHECK(keys_of(document) == keys);
  }
}

TEST_CASE("a text of nothing but opening marks costs linear time, and a name at its end is still found") {
  const auto many = [](const std::string& mark) {
    std::string text;
    while (text.size() < (1 << 20))
      text += mark;
    return text;
  };
  PolicyDocument document;
  document.clauses.resize(2);
  document.clauses[0].text = many("《") + "刑法》";
  document.clauses[1].text = many("第") + "，依照刑法第三条";
  const Mentions mentions = mentions_of(document); // quadratic, this took minutes
  CHECK(std::find(mentions.titles.begin(), mentions.titles.end(), "刑法") != mentions.titles.end());
  CHECK(std::find(mentions.tails.begin(), mentions.tails.end(), "依照刑法") != mentions.tails.end());
  document.preamble = many("年") + "2012年10月26日通过";
  read_law_preamble(document);
  CHECK(document.date == "2012-10-26");
  CHECK(short_law_name(many("（2012") + "《刑法》").ends_with("刑法"));
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

TEST_CASE("a notice that brings a rule bears the rule's name where the rule stands in the same file") {
  struct Row {
    const char *text, *id, *short_title;
  };
  const Row rows[] = {
      {"样例县公安局关于印发《样例县值班办法》的通知\n各派出所：\n请照办。\n样例县值班办法\n第一条 甲。\n第二条 乙。\n",
       "样例县值班办法", "样例县值班办法"},
      {"# 关于印发《值班办法（试行）》的通知\n\n请照办。\n\n附件\n\n## 值班办法（试行）\n\n第一条 甲。\n",
       "值班办法试行", "值班办法（试行）"},
      {"关于印发《值班办法》的通知\n一、甲。\n二、乙。\n附件：值 班 办 法\n一、丙。\n二、丁。\n", "值班办法",
       "值班办法"},
      {"关于印发《值班办法》的通知\n一、照办。\n二、上报。\n", "关于印发值班办法的通知",
       "关于印发《值班办法》的通知"}, // the rule is another file's
      {"关于印发《甲办法》和《乙办法》的通知\n请照办。\n甲办法\n第一条 甲。\n第二条 乙。\n",
       "关于印发甲办法和乙办法的通知", "关于印发甲办法和乙办法的通知"},
  };
  for (const auto& [text, id, short_title] : rows) {
    INFO(text);
    const auto document = parse_policy(text, "x.txt").document;
    CHECK(document.id == id);
    CHECK(document.short_title == short_title);
  }
}

namespace {

std::string repeated(const std::string& unit, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i)
    out += unit;
  return out;
}

} // namespace

TEST_CASE("what every clause repeats is short: a long # line is text, unless it has a number") {
  const auto longest = repeated("甲", fengqiao::limits::heading_chars),
             article = "第一条 " + repeated("丙", 500);
  const auto document = parse_policy("# 试验办法\n\n## " + longest + "\n\n### " + longest + "乙\n\n#### " +
                                         article + "\n\n第二条 丁。\n",
                                     "x.md")
                            .document;
  REQUIRE(document.clauses.size() == 3);
  CHECK(document.clauses[0].text == "### " + longest + "乙");
  CHECK(document.clauses[1].key == "1");
  CHECK(document.clauses[2].path == Path{longest});
  std::string headings = "# 试验办法\n\n";
  for (std::size_t level = 2; level < 7; ++level)
    headings +=
        repeated("#", level) + " " + repeated("甲乙丙丁", 240) + " {#" + std::to_string(level) + "}\n\n";
  std::size_t stored = 0;
  for (const auto& clause :
       parse_policy(headings + repeated("#### 小节\n\n甲。\n\n", 100), "x.md").document.clauses)
    for (const auto& heading : clause.path)
      stored = std::max(stored, fengqiao::count_code_points(heading));
  CHECK(stored <= fengqiao::limits::title_chars + 1); // and …
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

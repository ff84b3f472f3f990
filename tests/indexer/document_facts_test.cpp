// 文号 and 施行 days as papers write them.
#include "indexer/document_number.hpp"
#include "indexer/effective_day.hpp"
#include "indexer/policy_parser.hpp"

#include <catch2/catch.hpp>

using namespace fengqiao;
using namespace fengqiao::indexer;

TEST_CASE("a 文号 is read with the office in brackets in the middle of its code") {
  struct Row {
    const char *line, *number;
  };
  for (const auto& [line, number] : {
           Row{"样公（城）行罚决字〔2024〕123号", "样公（城）行罚决字〔2024〕123号"},
           {"甘公(刑)字[2023]5号样例通知", "甘公（刑）字〔2023〕5号"},
           {"样公（网安）〔2023〕15号", "样公（网安）〔2023〕15号"},
           {"根据《样例办法（试行）》样公通〔2024〕3号", "样公通〔2024〕3号"},
           {"（2019）公通字〔2003〕5号", "公通字〔2003〕5号"},
           {"公 发 （2002） 6 号", "公发〔2002〕6号"},
           {"（城）〔2024〕3号", ""},
       }) {
    INFO(line);
    CHECK(bracketed_number(line) == number);
  }
}

TEST_CASE("the day from which a text is in force is the one that it says of itself") {
  struct Row {
    const char *line, *day; // 当日: when it is published
  };
  for (const auto& [line, day] : {
           Row{"本法自2021年6月1日起施行。", "2021-06-01"},
           {"本办法自二〇二三年三月九日起执行，1999年1月1日起施行的办法同时废止。", "2023-03-09"},
           {"本规定自公布之日起施行。", "当日"},
           {"2021年6月1日以前施行的，从其规定。", ""},
           {"自2021年6月1日起三年内报告。", ""},
       }) {
    INFO(line);
    const auto found = effective_day(line);
    CHECK((!found ? "" : found->when_published ? "当日" : to_iso(found->date)) == day);
  }
}

TEST_CASE("a text's own last article gives the day of its effect, a revised one's is its first edition's") {
  struct Row {
    const char *head, *last, *effective;
  };
  for (const auto& [head, last, effective] : {
           Row{"（2020年10月17日修订）", "本法自2021年6月1日起施行。", "2021-06-01"},
           {"（2020年10月17日修订）", "本法自1992年1月1日起施行。", ""},
           {"（2020年10月17日修订）", "本法自公布之日起施行。", ""},
           {"", "本法自2021年6月1日起施行。", "2021-06-01"},
           {"（2018年3月1日公布 自2018年5月1日起施行）", "本法自2019年6月1日起施行。", "2018-05-01"},
           {"（2015年4月24日修订 2021年4月29日修正 自2015年9月1日起施行）", "本法施行前的，从旧。", ""},
       }) {
    INFO(head << last);
    const std::string text =
        std::string("样例法\n") + head + "\n\n第一条 甲。\n\n第二条 乙。\n\n第三条 " + last + "\n";
    CHECK(parse_policy(text, "样例法.txt", "政策").document.effective == effective);
  }
}

namespace {

const char* const kNotice = "样例县公安局文件\n"
                            "样公通〔2024〕33号\n"
                            "样例县公安局关于印发《夏季行动方案》的通知\n"
                            "各派出所：\n"
                            "现将《夏季行动方案》印发给你们，请认真贯彻执行。\n"
                            "样例县公安局\n"
                            "2024年6月20日\n"
                            "夏季行动方案\n"
                            "一、工作目标\n"
                            "盗窃案件同比下降。\n"
                            "二、工作要求\n"
                            "（一）加强领导。所长负责。\n"
                            "（二）严肃纪律。逐级通报。\n";

// The same lines as a person would type them in Markdown, the title marked.
std::string as_markdown(std::string_view text, std::string_view title) {
  std::string out;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = text.find('\n', begin);
    const std::string_view line = text.substr(begin, end - begin);
    out += (line == title ? "# " : "") + std::string(line) + "\n\n";
    begin = end + 1;
  }
  return out;
}

std::string facts_of(const PolicyDocument& d) {
  return d.id + "|" + d.title + "|" + d.short_title + "|" + d.issuer + "|" + d.number + "|" + d.date + "|" +
         d.effective + "|" + d.status + "|" + d.kind;
}

} // namespace

TEST_CASE("a paper that is indexed as it is says the same of itself as an imported one") {
  const std::string expected =
      "夏季行动方案|样例县公安局关于印发《夏季行动方案》的通知|夏季行动方案|样例县公安局|"
      "样公通〔2024〕33号|2024-06-20||待核|规范性";
  const auto text = parse_policy(kNotice, "方案.txt", "收文");
  CHECK(facts_of(text.document) == expected);
  const auto markdown =
      parse_policy(as_markdown(kNotice, "样例县公安局关于印发《夏季行动方案》的通知"), "方案.md", "收文");
  CHECK(facts_of(markdown.document) == expected);
  REQUIRE(text.document.clauses.size() == markdown.document.clauses.size());
  for (std::size_t i = 0; i < text.document.clauses.size(); ++i) {
    CHECK(text.document.clauses[i].key == markdown.document.clauses[i].key);
    CHECK(text.document.clauses[i].path == markdown.document.clauses[i].path);
    CHECK(text.document.clauses[i].text == markdown.document.clauses[i].text);
  }
  CHECK(text.document.clauses.back().key == "2.2");
  CHECK(text.document.clauses.back().line == 13);
}

TEST_CASE("facts of a paper without front matter") {
  struct Row {
    const char *text, *facts;
  };
  for (
      const auto& [text, facts] : {
          Row{"样例县公安局\n\n# 关于禁止燃放烟花爆竹的通告\n\n样公告〔2024〕2号\n\n一、禁止燃放。\n\n二、禁止销售。\n",
              "样例县公安局关于禁止燃放烟花爆竹的通告|样例县公安局关于禁止燃放烟花爆竹的通告|"
              "样例县公安局关于禁止燃放烟花爆竹的通告|样例县公安局|样公告〔2024〕2号|2024||待核|规范性"},
          {"关于调整值班的通知\n各所：\n一、甲。\n二、乙。\n样例县公安局办公室　2024年5月20日\n",
           "关于调整值班的通知|关于调整值班的通知|关于调整值班的通知|样例县公安局办公室||2024-05-20||待核|规范性"},
          {"样例县公安局会议纪要\n〔2024〕第7期\n样例县公安局办公室　2024年5月20日\n关于警车管理的会议纪要\n"
           "会议议定：\n一、甲。\n二、乙。\n",
           "关于警车管理的会议纪要|关于警车管理的会议纪要|关于警车管理的会议纪要|样例县公安局办公室||2024-05-20||待核|规范性"},
          {"治安样例法典\n第一条　甲。\n第二条　本法典自2021年1月1日起施行。\n",
           "治安样例法典|治安样例法典|治安样例法典||||2021-01-01|待核|法律"},
      }) {
    INFO(text);
    CHECK(facts_of(parse_policy(text, "甲.txt", "收文").document) == facts);
  }
}

TEST_CASE("two years' plans are ordered by the years in their numbers where nothing else dates them") {
  CHECK(year_of_number("样公通〔2024〕33号") == "2024");
  CHECK(year_of_number("样公（城）〔2024〕33号") == "2024");
  CHECK(year_of_number("公安部令第146号").empty());
  CHECK(year_of_number("〔20〕1号").empty());
  const auto plan =
      parse_policy("---\ntitle: 夏季行动方案\nnumber: 样公通〔2025〕41号\n---\n\n一、甲。\n\n二、乙。\n",
                   "方案.md", "收文");
  CHECK(plan.document.date == "2025");
}

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
           {"", "本法自2021年6月1日起施行。", ""},
           {"（2018年3月1日公布 自2018年5月1日起施行）", "本法自2019年6月1日起施行。", "2018-05-01"},
           {"（2015年4月24日修订 2021年4月29日修正 自2015年9月1日起施行）", "本法施行前的，从旧。", ""},
       }) {
    INFO(head << last);
    const std::string text =
        std::string("样例法\n") + head + "\n\n第一条 甲。\n\n第二条 乙。\n\n第三条 " + last + "\n";
    CHECK(parse_policy(text, "样例法.txt", "政策").document.effective == effective);
  }
}

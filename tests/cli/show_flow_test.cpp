// fengqiao show: links, editions, outline and a day in the past, as a user sees them.
#include "tests/support/program.hpp"
#include "tests/support/temporary.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace fengqiao::test;
using nlohmann::json;

namespace {

struct Station {
  TemporaryFolder folder;
  std::string index = folder.path() / "index";

  Station() {
    folder.write(
        "法/样例法（2005）.md",
        "---\ntitle: 样例法\ndate: 2005-01-01\neffective: 2005-06-01\n---\n\n# 样例法\n\n## 第一章 总则\n\n"
        "第一条 公安派出所应当登记来访人员的姓名和事由。\n\n"
        "## 第二章 罚则\n\n第二条 违反第一条的，警告。\n");
    folder.write(
        "法/样例法（2012）.md",
        "---\ntitle: 样例法\ndate: 2012-01-01\neffective: 2012-06-01\n---\n\n# 样例法\n\n## 第一章 总则\n\n"
        "第一条 为了规范工作，制定本法。\n\n"
        "第二条 公安派出所应当登记来访人员的姓名、事由和电话。\n\n"
        "## 第二章 罚则\n\n第三条 违反本法第二条的，警告。\n");
    folder.write("法/举例条例.md",
                 "# 举例条例\n\n（2015年1月1日公布）\n\n第一条 依照《样例法》第二条登记。\n");
    const Outcome built = run_fengqiao(index, {"index", folder.path() / "法"});
    INFO(built.err);
    REQUIRE(built.code == 0);
  }

  json shown(std::vector<std::string> arguments, int code = 0) const {
    arguments.insert(arguments.begin(), "show");
    arguments.insert(arguments.end(), {"--format", "json"});
    const Outcome outcome = run_fengqiao(index, arguments);
    INFO(outcome.err);
    REQUIRE(outcome.code == code);
    return json::parse(outcome.out);
  }
};

std::string citations(const json& list) {
  std::string out;
  for (const auto& each : list)
    out += (out.empty() ? "" : " ") + each.at("citation").get<std::string>();
  return out;
}

} // namespace

TEST_CASE("show follows the links of a clause, both ways, and finds it in the other edition") {
  const Station station;
  const json clause = station.shown({"样例法-2"});
  CHECK(clause.at("cites").empty());
  CHECK((citations(clause.at("cited_by")) == "举例条例-1 样例法-3" ||
         citations(clause.at("cited_by")) == "样例法-3 举例条例-1"));
  REQUIRE(clause.at("editions").size() == 1);
  CHECK(clause.at("editions").at(0).at("citation") == "样例法@2005-1");
  CHECK(clause.at("editions").at(0).at("same_text") == false);
  CHECK(citations(station.shown({"样例法@2005-2"}).at("cites")) == "样例法@2005-1");
  const Outcome text = run_fengqiao(station.index, {"show", "样例法-3"});
  CHECK(text.code == 0);
  CHECK(text.out.find("引用（1 条）") != std::string::npos);
  CHECK(text.out.find("其他版本") != std::string::npos);
}

TEST_CASE("show --outline lists the whole document with its headings, and marks the cited clause") {
  const Station station;
  const json outline = station.shown({"样例法-3", "--outline"}).at("outline");
  std::string lines;
  for (const auto& line : outline)
    lines +=
        std::to_string(line.at("level").get<int>()) +
        (line.contains("citation") ? line.at("own_number").get<std::string>() + (line.at("cited") ? "!" : "")
                                   : line.at("heading").get<std::string>()) +
        "|";
  CHECK(lines == "0第一章 总则|1第一条|1第二条|0第二章 罚则|1第三条!|");
}

TEST_CASE("show --at gives the edition of that day, or says why it cannot") {
  const Station station;
  struct Row {
    const char *day, *verdict, *citation;
    int code;
  };
  const Row rows[] = {
      {"2004-12-31", "not_yet", "样例法@2005-1", 3},  {"2005年6月1日", "in_force", "样例法@2005-1", 0},
      {"2012-05-31", "in_force", "样例法@2005-1", 0}, {"2012", "cannot_tell", "样例法@2005-1", 0},
      {"2020-01-01", "cannot_tell", "样例法-2", 0}, // a plain law file does not say whether it is in force
  };
  for (const auto& row : rows) {
    INFO(row.day);
    const json result = station.shown({"样例法-2", "--at", row.day}, row.code);
    CHECK(result.at("at").at("verdict") == row.verdict);
    CHECK(result.at("citation") == row.citation);
  }
  const Outcome wrong = run_fengqiao(station.index, {"show", "样例法-2", "--at", "去年"});
  CHECK(wrong.code == 2);
  const Outcome early = run_fengqiao(station.index, {"show", "样例法-2", "--at", "1999-01-01"});
  CHECK(early.code == 3);
  CHECK(early.out.find("还没有施行") != std::string::npos);
}

TEST_CASE("editions are known by what their names share, drafts and texts of the future are told as such") {
  const TemporaryFolder folder;
  const std::string index = folder.path() / "index";
  const auto text = [&](const std::string& file, const std::string& head, const std::string& clause) {
    folder.write("文/" + file, "---\nissuer: 样例县公安局\n" + head +
                                   "---\n\n第一条 为了规范走访，制定本办法。\n\n第二条 " + clause + "\n");
  };
  text("1.md", "title: 走访办法\ndate: 2019-01-01\neffective: 2019-02-01\n", "民警每周走访1次。");
  text("2.md", "title: 走访办法（2021年修订）\ndate: 2021-01-01\neffective: 2021-02-01\n",
       "民警每周走访3次。");
  text("3.md", "title: 走访办法（修订）\ndate: 2024-01-01\neffective: 2024-02-01\nstatus: 现行\n",
       "民警每周走访5次。");
  text("4.md", "title: 走访办法（征求意见稿）\ndate: 2025-01-01\nstatus: 现行\n", "民警每周走访6次。");
  text("5.md", "title: 走访办法实施细则\ndate: 2025-06-01\n", "民警每周走访7次。");
  text("6.md", "id: KH2018\ntitle: 考核办法\ndate: 2018-03-01\nstatus: 现行\n", "2018年考核。");
  text("7.md", "id: KH2023\ntitle: 考核办法\ndate: 2023-03-01\nstatus: 现行\n", "2023年考核。");
  text("8.md", "id: 巡逻办法@2020\ntitle: 巡逻办法\n", "每天两次。");
  text("9.md", "title: 巡逻办法\ndate: 2099-01-01\neffective: 2099-02-01\nstatus: 现行\n", "每天四次。");
  const Outcome built = run_fengqiao(index, {"index", folder.path() / "文"});
  INFO(built.err);
  REQUIRE(built.code == 0);
  CHECK(built.err.find("不会是现行的") != std::string::npos);

  struct Row {
    const char *citation, *day, *out; // what the answer says
    int code;
  };
  for (const Row& row : {
           Row{"《走访办法》第二条", "2024-06-01", "走访办法修订　有效", 0},
           {"走访办法-2", "2022-06-01", "走访办法@2021　有效", 0},
           {"走访办法@2019-2", "2020-01-01", "走访办法@2019　有效", 0},
           {"走访办法实施细则-2", "2026-01-01", "走访办法实施细则　不能断定", 0},
           {"走访办法征求意见稿-2", "2026-01-01", "不是施行的文本", 3},
           {"《考核办法》第二条", "2019-01-01", "KH2018　有效", 0},
           {"《考核办法》第二条", "今天", "KH2023　有效", 0},
           {"巡逻办法-2", "今天", "巡逻办法@2020　有效", 0},
           {"《考核办法》第二条", "", "2023年考核", 0},
           {"KH2018-2", "", "提示：《考核办法》（2018年）有更新的版本 KH2023", 0},
           {"走访办法征求意见稿-2", "", "征求意见稿，没有施行；正式文本有 走访办法修订", 0},
           {"走访办法征求意见稿-2", "", "效力：待核", 0},
           {"巡逻办法-2", "", "尚未施行（自 2099-02-01 起施行）；今天有效的是 巡逻办法@2020-2", 0},
       }) {
    INFO(row.citation << " " << row.day);
    std::vector<std::string> arguments{"show", row.citation};
    if (*row.day != 0) arguments.insert(arguments.end(), {"--at", row.day});
    const Outcome shown = run_fengqiao(index, arguments);
    INFO(shown.out << shown.err);
    CHECK(shown.code == row.code);
    CHECK(shown.out.find(row.out) != std::string::npos);
  }
  const Outcome found = run_fengqiao(index, {"search", "每天四次"});
  CHECK(found.out.find("现行 · 尚未施行（自 2099-02-01 起施行）") != std::string::npos);
  const Outcome draft = run_fengqiao(index, {"search", "民警每周走访6次"});
  CHECK(draft.out.find("征求意见稿，没有施行") != std::string::npos);
}

// fengqiao show: links, editions, outline and a day in the past, as a user sees them.
#include "core/numeral.hpp"
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
  CHECK(citations(clause.at("cited_by")) == "举例条例-1 样例法-3");
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

TEST_CASE("show prints a division: its outline and the text of all its clauses") {
  const Station station;
  const Outcome text = run_fengqiao(station.index, {"show", "样例法", "第一章"});
  CHECK(text.code == 0);
  CHECK(text.out.starts_with("《样例法》第一章\n"));
  CHECK(text.out.find("共 2 条：\n  第一章 总则\n    样例法-1　第一条") != std::string::npos);
  CHECK(text.out.find("样例法-2　第一章 总则 › 第二条") != std::string::npos);
  CHECK(text.out.find("公安派出所应当登记来访人员的姓名、事由和电话。\n") != std::string::npos);
  CHECK(text.out.find("违反本法第二条的") == std::string::npos);
  const json chapter = station.shown({"《样例法》罚则", "--outline"});
  CHECK(chapter.at("citation") == "样例法-第二章");
  CHECK(citations(chapter.at("clauses")) == "样例法-3");
  REQUIRE(chapter.at("outline").size() == 2);
  CHECK(chapter.at("outline").at(0).at("heading") == "第二章 罚则");
  CHECK(citations(station.shown({"样例法第一章", "--at", "2010-01-01"}).at("clauses")) == "样例法@2005-1");
  CHECK(citations(station.shown({"样例法（2005年）第二章"}).at("clauses")) == "样例法@2005-2");
  const Outcome absent = run_fengqiao(station.index, {"show", "样例法第三章"});
  CHECK(absent.code == 5);
  CHECK(absent.err.find("《样例法》没有“第三章”") != std::string::npos);
  CHECK(absent.err.find("有 第一章 总则、第二章 罚则") != std::string::npos);
  CHECK(run_fengqiao(station.index, {"search", "样例法第三章"}).code == 3);
}

TEST_CASE("show takes lists and ranges, of one text or of several, in their order") {
  const Station station;
  const auto shown = [&](const std::string& typed, int code = 0) {
    std::string out;
    const json all = station.shown({typed}, code);
    for (const auto& each : all.at("citations"))
      out += (out.empty() ? "" : " ") + each.at("citation").get<std::string>();
    return out;
  };
  CHECK(shown("样例法第1-3条") == "样例法-1 样例法-2 样例法-3");
  CHECK(shown("样例法第三条、第一条") == "样例法-3 样例法-1");
  CHECK(shown("样例法第二、三条") == "样例法-2 样例法-3");
  CHECK(shown("举例条例第一条和《样例法》第二条") == "举例条例-1 样例法-2");
  const Outcome nameless = run_fengqiao(station.index, {"show", "第一、二条"});
  CHECK(nameless.code == 5);
  CHECK(nameless.err.find("没有写是哪一份文件") != std::string::npos);
  CHECK(shown("样例法第二条、第九条、第三条", 5) == "样例法-2 样例法-3");
  const Outcome text = run_fengqiao(station.index, {"show", "样例法第2至9条"});
  CHECK(text.code == 5);
  CHECK(text.out.find("提示：《样例法》没有第四条") != std::string::npos);
  CHECK(text.out.find("\n《样例法》第三条\n") != std::string::npos);
  CHECK(text.out.find("编号：样例法\n") == text.out.rfind("编号：样例法\n")); // the document once
  station.folder.write("法/分项法.md", "# 分项法\n\n第一条 有下列行为的：\n\n（一）甲；\n\n（二）乙。\n");
  REQUIRE(run_fengqiao(station.index, {"index"}).code == 0);
  const Outcome items = run_fengqiao(station.index, {"show", "分项法第一条第（一）、（二）项"});
  CHECK(items.out.find("（一）项：甲；") != std::string::npos);
  CHECK(items.out.find("（二）项：乙。") != std::string::npos);
  CHECK(items.out.find("有下列行为的") == items.out.rfind("有下列行为的")); // the clause once
  std::string many = "# 长法\n";
  for (int i = 1; i <= 60; ++i)
    many += "\n第" + fengqiao::chinese_numeral(i) + "条 第" + std::to_string(i) + "项。\n";
  station.folder.write("法/长法.md", many);
  REQUIRE(run_fengqiao(station.index, {"index"}).code == 0);
  const json most = station.shown({"长法第1-30条、第31-60条"});
  CHECK(most.at("citations").size() == 50);
  CHECK(most.at("citations").at(49).at("citation") == "长法-50");
}

TEST_CASE(
    "a bare name means the newest edition, and every output says from when it holds and which was before") {
  const TemporaryFolder folder;
  const std::string index = folder.path() / "index";
  for (const char* year : {"2012", "2098"})
    folder.write(std::string("法/") + year + ".md",
                 "---\ntitle: 样治法\nkind: 法律\ndate: " + std::string(year) + "-06-01\neffective: " + year +
                     "-12-01\n---\n\n第一条 " + year + "年的巡防。\n");
  REQUIRE(run_fengqiao(index, {"index", folder.path() / "法"}).code == 0);
  const std::string from = "《样治法》自 2098-12-01 起施行，以前的版本是 样治法@2012";
  for (const char* typed : {"样治法第一条", "样治法", "《样治法》"}) {
    INFO(typed);
    const Outcome text = run_fengqiao(index, {"search", typed});
    CHECK(text.out.find("样治法-1") < text.out.find("样治法@2012-1"));
    CHECK(text.err.find("提示：" + from) != std::string::npos);
    const json found = json::parse(run_fengqiao(index, {"search", typed, "--format", "json"}).out);
    CHECK(found.at("match") == "exact");
    CHECK(found.at("notes") == json::array({from}));
    CHECK(found.at("hits").at(0).at("effective") == "2098-12-01");
    const Outcome shown = run_fengqiao(index, {"show", typed});
    CHECK(shown.out.find("施行：2098-12-01") != std::string::npos);
    CHECK(shown.out.find("自 2098-12-01 起施行") != std::string::npos);
    CHECK(shown.out.find("样治法@2012　2012-06-01") != std::string::npos);
  }
  const json old = json::parse(run_fengqiao(index, {"search", "样治法@2012第一条", "--format", "json"}).out);
  CHECK(old.at("notes").empty());
  CHECK(run_fengqiao(index, {"list"}).out.find("2098-06-01 · 自 2098-12-01 起施行 · 法律") !=
        std::string::npos);
}

// fengqiao diff as a person uses it: two versions of a small law, from files and from the index.
#include "tests/support/places.hpp"
#include "tests/support/program.hpp"
#include "tests/support/temporary.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>

using namespace fengqiao::test;
using nlohmann::json;

namespace {

constexpr const char* kOld = "# 值守办法\n\n2019年3月1日 通过\n\n<!-- INFO END -->\n\n"
                             "第一条 值守民警每班不少于二人，由值班所领导带班。\n\n"
                             "第二条 巡逻覆盖率不低于40%，重点部位每日巡查3次。\n\n"
                             "第三条 纸质台账一式两份，分别留存备查。\n\n"
                             "第四条 本办法由指挥室负责解释。\n";
constexpr const char* kNew = "# 值守办法\n\n2023年5月1日 通过\n\n<!-- INFO END -->\n\n"
                             "第一条 值守民警每班不少于二人，由值班所领导带班。\n\n"
                             "第二条 巡逻覆盖率不低于50%，重点部位每日巡查5次。\n\n"
                             "第三条 接到 <b>求助</b> | 警情后立即派警，*不得* 推诿。\n\n"
                             "第四条 值守记录当日归档。\n\n"
                             "第五条 本办法由指挥室负责解释。\n";

// Both versions, as files and in an index with the shipped corpus.
struct Desk {
  TemporaryFolder folder;
  std::string old_file = folder.write("laws/值守办法(2019-03-01).md", kOld);
  std::string new_file = folder.write("laws/值守办法(2023-05-01).md", kNew);
  std::string index = folder.path() / "index";

  Desk() {
    const Outcome outcome = run_fengqiao(index, {"index", folder.path() / "laws", source_dir() / "corpus"});
    INFO(outcome.err);
    REQUIRE(outcome.code == 0);
  }
};

const Desk& desk() {
  static const Desk instance;
  return instance;
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

} // namespace

TEST_CASE("two versions of a law are compared clause by clause") {
  const Outcome outcome = run_fengqiao(desk().index, {"diff", "值守办法@2019", "值守办法"});
  INFO(outcome.out + outcome.err);
  REQUIRE(outcome.code == 0);
  CHECK(has(outcome.out, "沿用 1 条，修改 1 条，移动 1 条，新增 2 条，删除 1 条"));
  CHECK(has(outcome.out, "巡逻覆盖率不低于[-40%-]{+50%+}，重点部位每日巡查[-3次-]{+5次+}。"));
  CHECK(has(outcome.out, "数字：40%→50%，3次→5次"));
  CHECK(has(outcome.out, "移动　第四条 → 第五条"));
  CHECK(has(outcome.out, "[-纸质台账一式两份，分别留存备查。-]"));
  CHECK(has(outcome.out, "2019-03-01"));
  CHECK_FALSE(has(outcome.out, "值班所领导带班"));
  CHECK_FALSE(has(outcome.out, "\x1b"));
  CHECK(
      has(run_fengqiao(desk().index, {"diff", "值守办法@2019", "值守办法", "--all"}).out, "值班所领导带班"));
}

TEST_CASE("two files are compared without an index, as the index would compare them") {
  const std::string none = desk().folder.path() / "none";
  const auto clauses = [&](const std::string& index, const std::string& from, const std::string& to) {
    const Outcome outcome = run_fengqiao(index, {"diff", from, to, "--format", "json"});
    INFO(outcome.err);
    REQUIRE(outcome.code == 0);
    return json::parse(outcome.out).at("clauses");
  };
  const json by_file = clauses(none, desk().old_file, desk().new_file);
  CHECK(by_file == clauses(desk().index, "值守办法@2019", "值守办法"));
  CHECK(by_file == clauses(desk().index, desk().old_file, "《值守办法》"));
}

TEST_CASE("the documented keys of the JSON are there") {
  const Outcome outcome =
      run_fengqiao(desk().index, {"diff", desk().old_file, desk().new_file, "--format", "json", "--all"});
  REQUIRE(outcome.code == 0);
  const json result = json::parse(outcome.out);
  CHECK(result.at("version") == 1);
  CHECK(result.at("from").at("date") == "2019-03-01");
  CHECK(result.at("to").at("title") == "值守办法");
  CHECK(result.at("summary") == json{{"same", 1},
                                     {"edited", 1},
                                     {"moved", 1},
                                     {"added", 2},
                                     {"removed", 1},
                                     {"merged", 0},
                                     {"split", 0}});
  REQUIRE(result.at("clauses").size() == 6);
  for (const auto& clause : result.at("clauses"))
    for (const char* key : {"kind", "from", "to", "from_label", "to_label", "changes", "figures"}) {
      INFO(key);
      CHECK(clause.contains(key));
    }
  const json& edited = result.at("clauses").at(1);
  CHECK(edited.at("kind") == "edited");
  CHECK(edited.at("from") == "2");
  CHECK(edited.at("changes").at(1) == json{{"op", "delete"}, {"text", "40%"}});
  CHECK(edited.at("changes").at(2) == json{{"op", "insert"}, {"text", "50%"}});
  CHECK(edited.at("figures").at(0) == json{{"from", "40%"}, {"to", "50%"}});
  CHECK(result.at("clauses").at(2).at("kind") == "removed");
  CHECK(result.at("clauses").at(2).at("to").is_null());
}

TEST_CASE("the Markdown table can be rendered, and what the texts say stays text") {
  const Outcome table =
      run_fengqiao(desk().index, {"diff", desk().old_file, desk().new_file, "--format", "markdown"});
  REQUIRE(table.code == 0);
  CHECK(has(table.out, "| 原条款 | 新条款 | 变化 |"));
  CHECK(has(table.out, "“40%”改为“50%”"));
  const auto file = desk().folder.write("对照表.md", table.out);
  const std::string html = desk().folder.path() / "对照表.html";
  const Outcome render = run_fengqiao(desk().index, {"render", file, "--to", "html", "-o", html});
  INFO(render.err);
  REQUIRE(render.code == 0);
  CHECK(has(slurp(html), "&lt;b&gt;求助&lt;/b&gt; | 警情后立即派警，*不得* 推诿。"));
}

TEST_CASE("two plans of the corpus are compared, and one text with itself has no changes") {
  const Outcome plans = run_fengqiao(desk().index, {"diff", "XD2020", "行动计划（2023—2025）"});
  INFO(plans.err);
  CHECK(plans.code == 0);
  CHECK(has(plans.out, "（XD2020）"));
  CHECK(has(plans.out, "三张清单"));
  const Outcome same = run_fengqiao(desk().index, {"diff", "XD2023", "XD2023"});
  CHECK(same.code == 0);
  CHECK(has(same.out, "没有变化"));
}

TEST_CASE("plans are compared under their own numbers, and a clause that became part of another is said so") {
  const TemporaryFolder folder;
  const std::string from = folder.write(
      "旧方案.txt", "样例县三年方案（2020—2022年）\n\n"
                    "一、主要任务\n（一）推进视频建设。新增视频1.2万路，由科信部门牵头。\n"
                    "（二）规范值班备勤。值班所领导在指挥室值守，每日22时前审定日报。\n\n"
                    "二、保障措施\n（一）加强领导。各所成立由所长任组长的工作专班，每月调度一次。\n"
                    "（二）强化考核。工作成效占绩效考核的15%。\n");
  const std::string to = folder.write(
      "新方案.txt", "样例县三年方案（2023—2025年）\n\n"
                    "一、主要任务\n（一）推进视频建设。新增视频1.5万路，由科信部门牵头。\n"
                    "（二）规范值班备勤。值班所领导在指挥室值守，每日22时前审定日报。\n\n"
                    "二、保障措施\n（一）加强领导。各所成立由所长任组长的工作专班，每月调度一次。"
                    "强化考核。工作成效占绩效考核的20%。\n");
  const std::string none = folder.path() / "none";
  const Outcome text = run_fengqiao(none, {"diff", from, to});
  INFO(text.out + text.err);
  REQUIRE(text.code == 0);
  CHECK(has(text.out, "沿用 1 条，修改 2 条，移动 0 条，新增 0 条，删除 0 条，并入 1 条\n"));
  CHECK(has(text.out, "修改　一（一）\n"));
  CHECK(has(text.out, "并入　二（二） → 二（一）\n"));
  CHECK(has(text.out, "占绩效考核的[-15%-]{+20%+}。"));
  CHECK(has(text.out, "数字：15%→20%"));
  const json parts = json::parse(run_fengqiao(none, {"diff", from, to, "--format", "json"}).out);
  CHECK(parts.at("summary").at("merged") == 1);
  const json& merged = parts.at("clauses").at(2);
  CHECK(merged.at("kind") == "merged");
  CHECK(merged.at("from") == "2.2");
  CHECK(merged.at("to") == "2.1");
  CHECK(merged.at("figures").at(0) == json{{"from", "15%"}, {"to", "20%"}});
  const Outcome table = run_fengqiao(none, {"diff", from, to, "--format", "markdown"});
  CHECK(has(table.out, "| 二（一） | 并入二（一）<br>数字：15%→20%"));
  const Outcome back = run_fengqiao(none, {"diff", to, from, "--format", "markdown"});
  CHECK(has(back.out, "由二（一）分出<br>数字：20%→15%"));
}

TEST_CASE("a text that is not there ends with 3 and names the nearest, wrong usage with 2") {
  struct Row {
    std::vector<std::string> arguments;
    int code;
    const char* message;
  };
  const Row rows[] = {
      {{"diff", "派出所行动计划草稿", "XD2023"}, 3, "XD2023"},
      {{"diff", "XD2023", "XD2033"}, 3, "XD2023"},
      {{"diff", "没有.md", "XD2023"}, 3, "没有.md"},
      {{"diff", "XD2023"}, 2, "新文件"},
      {{"diff", "XD2020", "XD2023", "--format", "pdf"}, 2, "--format"},
  };
  for (const auto& row : rows) {
    const Outcome outcome = run_fengqiao(desk().index, row.arguments);
    INFO(row.message + outcome.err);
    CHECK(outcome.code == row.code);
    CHECK(has(outcome.err, row.message));
  }
}

TEST_CASE("diff -o prints the comparison as a table with what was struck out, what is new and each figure") {
  const std::string pdf = desk().folder.path() / "对照表.pdf", text = desk().folder.path() / "对照表.txt";
  const Outcome outcome =
      run_fengqiao(desk().index, {"diff", "值守办法@2019", "值守办法", "--all", "-o", pdf});
  INFO(outcome.out + outcome.err);
  REQUIRE(outcome.code == 0);
  CHECK(has(outcome.out, "已生成 " + pdf + "（"));
  REQUIRE(std::system(("pdftotext -layout '" + pdf + "' '" + text + "'").c_str()) == 0);
  std::ifstream stream(text);
  std::string page((std::istreambuf_iterator<char>(stream)), {});
  page.erase(std::remove(page.begin(), page.end(), ' '), page.end());
  INFO(page);
  for (const char* part : {"条款对照表", "沿用1条，修改1条，移动1条，新增2条，删除1条", "表1改变的数字",
                           "2019-03-01", "2023-05-01", "第二条40%50%", "第二条3次5次", "沿用", "修改", "新增",
                           "删除", "移动", "第四条→第五条", "<b>求助</b>|警情后立即派警", "值班所领导带班"})
    CHECK(has(page, part));

  const std::string again = desk().folder.path() / "再印.pdf";
  REQUIRE(run_fengqiao(desk().index, {"diff", "值守办法@2019", "值守办法", "--all", "-o", again}).code == 0);
  CHECK(std::system(("cmp -s '" + pdf + "' '" + again + "'").c_str()) == 0);
}

TEST_CASE("two plans are compared as a page, with their status") {
  const std::string pdf = desk().folder.path() / "计划.pdf", text = desk().folder.path() / "计划.txt";
  REQUIRE(run_fengqiao(desk().index, {"diff", "XD2020", "XD2023", "-o", pdf}).code == 0);
  REQUIRE(std::system(("pdftotext -layout '" + pdf + "' '" + text + "'").c_str()) == 0);
  std::ifstream stream(text);
  const std::string page((std::istreambuf_iterator<char>(stream)), {});
  CHECK(has(page, "XD2020"));
  CHECK(has(page, "期满"));
  CHECK(has(page, "三张清单"));
}

TEST_CASE("diff -o refuses what it cannot write") {
  const Outcome name = run_fengqiao(desk().index, {"diff", "XD2020", "XD2023", "-o", "对照表.docx"});
  CHECK(name.code != 0);
  CHECK(has(name.err, "-o 只写 PDF"));
  const Outcome both =
      run_fengqiao(desk().index, {"diff", "XD2020", "XD2023", "--format", "json", "-o", "对照表.pdf"});
  CHECK(both.code != 0);
  CHECK(has(both.err, "-o 和 --format 不能一起用"));
}

// A folder of office papers, imported, indexed and searched as a clerk would.
#include "core/encoding.hpp"
#include "tests/support/docx_writer.hpp"
#include "tests/support/program.hpp"
#include "tests/support/temporary.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace fengqiao::test;

TEST_CASE("import shows what it guessed and from where, and the texts can be searched at once") {
  const TemporaryFolder folder;
  const std::string body = docx_paragraph("样例县公安局值班规定") + docx_paragraph("（2024年6月3日印发）") +
                           docx_paragraph("值班所领导应当在岗在位。", 1) +
                           docx_paragraph("备勤民警十分钟内到达。", 1);
  folder.write("收文/值班规定.docx", docx(body, docx_list({{"chineseCounting", "第%1条"}})));
  folder.write("收文/坏.pdf", "%PDF-1.7 坏的");
  const std::string index = folder.path() / "index", from = folder.path() / "收文",
                    into = folder.path() / "政策";
  const Outcome imported = run_fengqiao(index, {"import", from, "--into", into});
  INFO(imported.out + imported.err);
  CHECK(imported.code == 4);
  CHECK(imported.out.find("样例县公安局值班规定（第 15 行）") != std::string::npos);
  CHECK(imported.out.find("2024-06-03（第 17 行") != std::string::npos);
  CHECK(imported.out.find("没有看出：") != std::string::npos);
  CHECK(imported.out.find("导入 1 份，未变 0 份，没有导入 1 份") != std::string::npos);
  CHECK(imported.err.find("坏.pdf") != std::string::npos);
  REQUIRE(run_fengqiao(index, {"index", into}).code == 0);
  const Outcome shown = run_fengqiao(index, {"show", "样例县公安局值班规定-2"});
  CHECK(shown.out.find("备勤民警十分钟内到达。") != std::string::npos);
  const Outcome json = run_fengqiao(index, {"import", from, "--into", into, "--format", "json"});
  const auto report = nlohmann::json::parse(json.out);
  CHECK(report["version"] == 1);
  CHECK(report["papers"][0]["unchanged"] == true);
  CHECK(report["failed"].size() == 1);
}

TEST_CASE("a table that was printed comes back from the PDF as a table, over the page, too") {
  const TemporaryFolder folder;
  std::string rows;
  for (int i = 1; i <= 60; ++i)
    rows += "| " + std::to_string(i) + " | 第" + std::to_string(i) +
            "警务室 | 负责实有人口登记、矛盾纠纷排查和安全防范宣传，每周到岗不少于四个工作日 |\n";
  folder.write("清单.md", "# 样例县警务室清单\n\n一、清单\n\n| 序号 | 名称 | 职责 |\n|:-:|:--|:--|\n" + rows +
                              "\n二、要求\n\n公示民警姓名。\n");
  const std::string index = folder.path() / "index", pdf = folder.path() / "收/清单.pdf";
  std::filesystem::create_directories(folder.path() / "收");
  const Outcome printed = run_fengqiao(index, {"render", folder.path() / "清单.md", "-o", pdf});
  INFO(printed.err);
  REQUIRE(printed.code == 0);
  REQUIRE(run_fengqiao(index, {"import", pdf, "--into", folder.path() / "政策"}).code == 0);
  const std::string text = slurp(folder.path() / "政策/清单.md");
  INFO(text);
  CHECK(text.find("| 序号 | 名称 | 职责 |\n|---|---|---|\n| 1 | 第1警务室 |") != std::string::npos);
  CHECK(
      text.find(
          "| 60 | 第60警务室 | 负责实有人口登记、矛盾纠纷排查和安全防范宣传，每周到岗不少于四个工作日 |\n\n二、要求\n") !=
      std::string::npos);
  CHECK(text.find("| 序号 |") == text.rfind("| 序号 |"));
}

TEST_CASE("index names the papers that want importing") {
  const TemporaryFolder folder;
  folder.write("政策/甲.md", "# 样例规定\n\n第一条 甲。\n");
  folder.write("政策/乙.docx", "PK");
  const Outcome outcome = run_fengqiao(folder.path() / "index", {"index", folder.path() / "政策"});
  CHECK(outcome.code == 0);
  CHECK(outcome.err.find("乙.docx") != std::string::npos);
  CHECK(outcome.err.find("fengqiao import") != std::string::npos);
}

TEST_CASE("index --report lists what looks odd with file and line, and leaves the index alone") {
  const TemporaryFolder folder;
  folder.write("政策/缺.md", "# 样例规定\n\n第一条 甲。\n\n第三条 丙。\n\n第三条 重。\n");
  folder.write("政策/旧.txt", *fengqiao::encode_gb18030("样例办法\n第一条 甲。\n"));
  folder.write("政策/坏.txt", "派\xE5\x87所");
  const std::string index = folder.path() / "index";
  const Outcome told = run_fengqiao(index, {"index", "--report", folder.path() / "政策"});
  CHECK(told.code == 4);
  CHECK(told.out.find("缺.md:5：可能缺条") != std::string::npos);
  CHECK(told.out.find("缺.md:7：") != std::string::npos);
  CHECK(told.out.find("旧.txt：编码是 GB18030") != std::string::npos);
  CHECK(told.err.find("坏.txt") != std::string::npos);
  CHECK_FALSE(std::filesystem::exists(index));
  const auto json = nlohmann::json::parse(
      run_fengqiao(index, {"index", "--report", folder.path() / "政策", "--format", "json"}).out);
  CHECK(json["files"] == 2);
  CHECK(json["odd"][0]["line"] == 5);
  CHECK(run_fengqiao(index, {"index", "--report"}).code == 3);
  for (const char* other : {"--rebuild", "--learn", "--check"})
    CHECK(run_fengqiao(index, {"index", "--report", other}).code == 2);
}

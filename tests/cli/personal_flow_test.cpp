// A number that a clerk typed into a report appears nowhere: no page, no message, no file.
#include "tests/support/places.hpp"
#include "tests/support/program.hpp"
#include "tests/support/temporary.hpp"

#include <catch2/catch.hpp>

using namespace fengqiao::test;
namespace fs = std::filesystem;

namespace {

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

const std::string kPhone = "13912345678", kIdentity = "620102199003070018";

std::string sample_with(const std::string& from, const std::string& to) {
  std::string text = slurp(source_dir() / "templates/日报/支撑保障/sample.yaml");
  const auto at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

void is_clean(const std::string& text) {
  CHECK_FALSE(contains(text, kPhone));
  CHECK_FALSE(contains(text, kIdentity));
}

} // namespace

TEST_CASE("personal numbers of a record are masked in PDF, HTML, Markdown, JSON and messages") {
  const TemporaryFolder folder;
  const fs::path record = folder.write(
      "支撑保障.yaml", sample_with("夜间多人聚集", "报警人" + kPhone + "，证号" + kIdentity + "，12345转来"));
  const auto program = [&](std::vector<std::string> arguments) {
    return run_fengqiao(folder.path() / "index", std::move(arguments));
  };
  const fs::path pdf = folder.path() / "日报.pdf";
  const Outcome printed = program({"render", record, "-o", pdf});
  REQUIRE(printed.code == 0);
  CHECK(contains(printed.err, "有 2 处身份证号或电话号码，打印时已遮盖"));
  is_clean(printed.err);
  const std::string page = pdf_text(pdf, false);
  is_clean(page);
  CHECK(contains(page, "139****5678"));
  CHECK(contains(page, "12345"));
  for (const char* to : {"html", "md"}) {
    const Outcome out = program({"render", record, "--to", to, "-o", "-"});
    CHECK(out.code == 0);
    is_clean(out.out);
  }
  const Outcome checked = program({"check", record});
  CHECK(checked.code == 0);
  CHECK(contains(checked.out, "支撑保障.yaml:19: 栏目“治安问题[1].情形”里有 2 处"));
  is_clean(checked.out);
  is_clean(program({"check", record, "--format", "json"}).out);
  CHECK(contains(slurp(record), kPhone)); // the record itself is never rewritten
}

TEST_CASE("a personal number in the wrong field is quoted masked, and in a draft, too") {
  const TemporaryFolder folder;
  const auto program = [&](std::vector<std::string> arguments) {
    return run_fengqiao(folder.path() / "index", std::move(arguments));
  };
  const fs::path wrong = folder.write(
      "错.yaml", sample_with("轮次: 12", "轮次: 报警人的电话号码和证件号码是" + kPhone + "和" + kIdentity));
  const fs::path unreadable = folder.write("坏.yaml", "template: 没有这种\n填报: " + kPhone + "\n");
  const fs::path broken = folder.write("断.yaml", "填报: \"" + kIdentity + "\n提交: [\n");
  for (const auto& record : {wrong, unreadable, broken}) {
    CAPTURE(record);
    for (const char* format : {"text", "json"}) {
      const Outcome checked = program({"check", record, "--format", format});
      CHECK(checked.code != 0);
      is_clean(checked.out + checked.err);
    }
    const fs::path pdf = folder.path() / "草稿.pdf";
    const Outcome draft = program({"render", record, "--draft", "-o", pdf});
    REQUIRE(draft.code == 0);
    is_clean(draft.out + draft.err);
    is_clean(pdf_text(pdf, false));
    for (const char* to : {"html", "md"})
      is_clean(program({"render", record, "--draft", "--to", to, "-o", "-"}).out);
  }
}

TEST_CASE("an office's own telephone in a letter is not masked") {
  const TemporaryFolder folder;
  std::string text = slurp(source_dir() / "templates/公文/通知/sample.yaml");
  const auto at = text.find("0000-0000000");
  REQUIRE(at != std::string::npos);
  text.replace(at, 12, "0931-8123456");
  const Outcome out = run_fengqiao(folder.path() / "index",
                                   {"render", folder.write("通知.yaml", text), "--to", "md", "-o", "-"});
  CHECK(contains(out.out, "0931-8123456"));
}

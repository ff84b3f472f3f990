// fengqiao new, check, pack and verify of an assessment pack, as a clerk and the county bureau use them.
#include "tests/support/places.hpp"
#include "tests/support/program.hpp"
#include "tests/support/shipped.hpp"
#include "tests/support/temporary.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <filesystem>

using namespace fengqiao::test;
namespace fs = std::filesystem;

namespace {

// The sample, as `new --sample` makes it.
struct Pack {
  TemporaryFolder place;
  std::string folder = place.path() / "申报包", pdf = place.path() / "包.pdf";
  Pack() { REQUIRE(program({"new", "枫桥式/申报包", "--sample", "-o", folder}).code == 0); }
};

} // namespace

TEST_CASE("a pack is made from the sample, verified, tampered with and verified again") {
  const Pack pack;
  has(program({"check", pack.folder}).out, "可以打印");
  const Outcome made = program({"pack", pack.folder, "-o", pack.pdf, "--attach"});
  INFO(made.err);
  REQUIRE(made.code == 0);
  has(made.out, "总分 93.73，推荐；个人信息遮盖 3 处");
  const std::string line = slurp(pack.pdf + ".sha256"), digest = line.substr(0, 64);
  CHECK(line == digest + "  包.pdf\n");
  has(made.out, digest);

  CHECK(program({"verify", pack.pdf, "--sha256", line}).code == 0); // pasted with the file's name
  const Outcome sound = program({"verify", pack.pdf, "--evidence", pack.folder, "--sha256", digest});
  CHECK(sound.code == 0);
  has(sound.out, "没有发现改动");
  pack.place.write("申报包/佐证/公示.png", "别的内容");
  const Outcome swapped = program({"verify", pack.pdf, "--evidence", pack.folder, "--format", "json"});
  CHECK(swapped.code == 4);
  const auto json = nlohmann::json::parse(swapped.out);
  CHECK(json.at("version") == 1);
  CHECK(json.at("ok") == false);
  CHECK(json.at("total") == "93.73");
  CHECK(json.at("differs").size() == 1);
  CHECK(json.at("notes").size() == 1);
  for (const auto* key : {"file", "kind", "sha256", "station", "year", "result", "program", "sound"})
    CHECK(json.contains(key));
  pack.place.write("包.pdf", slurp(pack.pdf) + "\n");
  const Outcome changed = program({"verify", pack.pdf, "--sha256", digest});
  CHECK(changed.code == 4);
  has(changed.out, "不符：整个文件的 SHA-256 与公函上的不一致");
  CHECK(program({"verify", pack.place.path() / "没有.pdf"}).code == 3);
  const Outcome mistyped = program({"verify", pack.pdf, "--sha256", digest.substr(1)});
  CHECK(mistyped.code == 2); // not called a changed file
  has(mistyped.err, "请照抄全部");
}

TEST_CASE("an empty pack has its forms, and check lists all that is missing") {
  const TemporaryFolder place;
  const std::string folder = place.path() / "新包";
  REQUIRE(program({"new", "fengqiao-pack", "-o", folder}).code == 0);
  for (const auto* name : {"申报.yaml", "评分.yaml", "案例/案例一.md", "品牌做法.md", "佐证"})
    CHECK(fs::exists(fs::path(folder) / name));
  const std::string form = slurp(fs::path(folder) / "申报.yaml");
  has(form, "template: 枫桥式/申报包");
  CHECK(form.find("评分项") == std::string::npos); // not asked for: the program fills it in
  const Outcome checked = program({"check", folder});
  CHECK(checked.code == 4);
  has(checked.out, "申报.yaml");
  has(checked.out, "评分.yaml");
  CHECK(program({"new", "枫桥式/申报包", "-o", folder}).code == 1); // nothing is overwritten
  CHECK(program({"new", "枫桥式/申报包"}).code == 2);
}

TEST_CASE("a pack that cannot be made leaves no file, and nobody's number in what is said") {
  const Pack pack;
  pack.place.write("申报包/佐证/等级通报.pdf", "%PDF-1.7 张某 13912345678");
  const Outcome refused = program({"pack", pack.folder, "-o", pack.pdf});
  CHECK(refused.code == 4);
  has(refused.err, "评分.yaml:46");
  has(refused.err, "PDF 已损坏");
  CHECK((refused.err + refused.out).find("13912345678") == std::string::npos);
  CHECK_FALSE(fs::exists(pack.pdf));
  CHECK_FALSE(fs::exists(pack.pdf + ".sha256"));
  CHECK(program({"pack", pack.folder, "-o", pack.pdf, "--draft"}).code == 0);
}

TEST_CASE("office files become PDF where there is a converter, else the message says how to go on") {
  const Pack pack;
  const fs::path evidence = fs::path(pack.folder) / "佐证";
  pack.place.write("申报包/佐证/说明.docx", "PK 样例");
  const std::string figures = slurp(fs::path(pack.folder) / "评分.yaml");
  std::string changed = figures;
  changed.replace(changed.find("佐证/公示.png"), std::string("佐证/公示.png").size(), "佐证/说明.docx");
  pack.place.write("申报包/评分.yaml", changed);

  const std::string tools = pack.place.path() / "工具";
  const fs::path nothing = pack.place.write("空工具/x", "").parent_path();
  const Outcome without = program({"pack", pack.folder, "-o", pack.pdf}, {{"PATH", nothing.string()}});
  CHECK(without.code == 4);
  has(without.err, "本机没有 LibreOffice");
  has(without.err, "另存为 PDF");

  // A stand-in for LibreOffice: it "converts" to a PDF that lies ready.
  const fs::path soffice =
      pack.place.write("工具/soffice", "#!/bin/sh\nwhile [ \"$1\" != --outdir ]; do shift; done\ncp '" +
                                           (evidence / "等级通报.pdf").string() + "' \"$2/in.pdf\"\n");
  fs::permissions(soffice, fs::perms::owner_all);
  const Outcome with = program({"pack", pack.folder, "-o", pack.pdf}, {{"PATH", tools + ":/usr/bin:/bin"}});
  INFO(with.err);
  CHECK(with.code == 0);

  // Converters that fail, and one that says it has converted.
  for (const auto& [script, told] :
       {std::pair<const char*, const char*>{"exit 1", "LibreOffice 不能把“佐证/说明.docx”转换成 PDF"},
        {"while [ \"$1\" != --outdir ]; do shift; done\necho nothing > \"$2/in.pdf\"", "PDF 已损坏"}}) {
    pack.place.write("工具/soffice", std::string("#!/bin/sh\n") + script + "\n");
    const Outcome bad = program({"pack", pack.folder, "-o", pack.pdf}, {{"PATH", tools + ":/usr/bin:/bin"}});
    CHECK(bad.code == 4);
    has(bad.err, told);
    has(bad.err, "评分.yaml:");
  }
}

TEST_CASE("a real converter gives the same pack twice, and the digest of the original") {
  if (run({"sh", "-c", "command -v soffice"}).code != 0) {
    WARN("LibreOffice is not installed: nothing was converted");
    return;
  }
  const Pack pack;
  const std::string original = "{\\rtf1\\ansi Mediation record 400 of 392\\par}";
  pack.place.write("申报包/佐证/说明.rtf", original);
  std::string figures = slurp(fs::path(pack.folder) / "评分.yaml");
  const std::string picture = "佐证/公示.png";
  figures.replace(figures.find(picture), picture.size(), "佐证/说明.rtf");
  pack.place.write("申报包/评分.yaml", figures);
  const Outcome made = program({"pack", pack.folder, "-o", pack.pdf});
  INFO(made.err);
  REQUIRE(made.code == 0);
  has(pdf_text(pack.pdf), "Mediation record 400 of 392");
  const std::string again = pack.place.path() / "再.pdf";
  REQUIRE(program({"pack", pack.folder, "-o", again}).code == 0);
  CHECK(slurp(pack.pdf) == slurp(again));
  has(program({"verify", pack.pdf, "--evidence", pack.folder}).out, "9 份佐证原文件与清单一致");
}

// The pack's folder and its pages: what is read, refused, scored and printed.
#include "station/pack/pack.hpp"

#include "core/digest.hpp"
#include "station/pack/manifest.hpp"
#include "station/pack/verify.hpp"
#include "tests/support/pack_sample.hpp"
#include "tests/support/program.hpp"
#include "tests/support/temporary.hpp"

#include <catch2/catch.hpp>

#include <sys/stat.h>

#include <filesystem>

namespace fengqiao::station::pack {
namespace {

namespace fs = std::filesystem;

using test::has;
using test::texts;
using Bench = test::PackSample;

std::string total_of(const PackFolder& folder) {
  return to_fixed(folder.result.total, 2);
}

} // namespace

TEST_CASE("the sample pack scores the 93.73 of the worked example, and is recommended") {
  const Bench bench;
  const PackFolder folder = bench.read();
  CHECK(texts(folder.problems).empty());
  CHECK(texts(folder.warnings).empty());
  CHECK(total_of(folder) == "93.73");
  CHECK(folder.standard->levels[folder.result.level].name == "推荐");
  CHECK(folder.evidence.size() == 9);
  CHECK(folder.masked == 3);
}

TEST_CASE("missing evidence scores 0 by the standard's switch, and so does expired evidence") {
  const Bench bench;
  fs::remove(bench.folder / "佐证/隐患整改.png"); // P3: 4.50
  const PackFolder missing = bench.read();
  CHECK(total_of(missing) == "89.23");
  has(texts(missing.warnings), "证据 E-2026-004 的文件“佐证/隐患整改.png”不在，按缺失处理");
  CHECK(texts(missing.problems).empty());

  const Bench other;
  other.replace("评分.yaml", "有效至: 2026-12-31", "有效至: 2026-01-14"); // S1, S2: 7.75 + 6.00
  const PackFolder expired = other.read();
  CHECK(total_of(expired) == "79.98");
  CHECK(expired.evidence[5].expired);

  const Bench none;
  none.replace("评分.yaml", "文件: 佐证/隐患整改.png, ", "");
  CHECK(total_of(none.read()) == "89.23");
}

TEST_CASE("evidence that cannot be used is told with file and line, each one, and the rest is read") {
  const Bench bench;
  const auto put = [&](const std::string& from, const std::string& to) {
    bench.replace("评分.yaml", from, to);
  };
  put("佐证/调处台账.pdf", "../别处.pdf");
  bench.place.write("别处.pdf", "%PDF-1.4");
  fs::remove(bench.folder / "佐证/立案统计.pdf");
  fs::create_symlink("等级通报.pdf", bench.folder / "佐证/立案统计.pdf");
  fs::remove(bench.folder / "佐证/调解机制.pdf");
  REQUIRE(mkfifo((bench.folder / "佐证/调解机制.pdf").c_str(), 0600) == 0);
  const std::string whole = test::slurp(bench.folder / "佐证/群众调查.pdf");
  bench.place.write("申报包/佐证/群众调查.pdf", whole.substr(0, whole.size() / 2));
  const fs::path notice = bench.folder / "佐证/等级通报.pdf", locked = bench.folder / "佐证/锁.pdf";
  REQUIRE(test::run({"qpdf", "--encrypt", "", "secret", "256", "--", notice, locked}).code == 0);
  fs::rename(locked, notice);
  bench.place.write("申报包/佐证/公示.png",
                    std::string("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x4e\x20\0\0\x4e\x20\x08\x02\0\0\0", 29) +
                        std::string("\xcd\x9b\x9d\x9b\0\0\0\0IEND\xae\x42\x60\x82", 16));
  put("编号: E-2026-005", "编号: E-2026-004");
  const PackFolder folder = bench.read();
  const std::string told = texts(folder.problems);
  for (const auto* part :
       {"佐证文件“../别处.pdf”", "佐证/立案统计.pdf", "佐证/调解机制.pdf", "PDF 已损坏",
        "PDF 加了密或设了使用限制", "佐证文件“佐证/公示.png”", "证据编号“E-2026-004”用了两次"})
    has(told, part);
  has(told, "评分.yaml:3"); // the line of the list
  CHECK(folder.problems.size() == 7);
  CHECK(folder.evidence[3].file); // E-2026-004 is sound
}

TEST_CASE("an encrypted file with a password and an OFD are refused with what to do") {
  const Bench bench;
  const fs::path notice = bench.folder / "佐证/等级通报.pdf", locked = bench.folder / "佐证/锁.pdf";
  REQUIRE(test::run({"qpdf", "--encrypt", "open", "secret", "256", "--", notice, locked}).code == 0);
  fs::rename(locked, notice);
  bench.place.write("申报包/佐证/通知.ofd", "PK\x03\x04 OFD");
  bench.replace("评分.yaml", "佐证/公示.png", "佐证/通知.ofd");
  const std::string told = texts(bench.read().problems);
  has(told, "PDF 加了密，打不开");
  has(told, "请去掉密码，另存一份再用");
  has(told, "OFD");
  has(told, "另存为 PDF");
}

TEST_CASE("a folder's texts outside it are not read, and two names of one station are refused") {
  const Bench bench;
  bench.place.write("外面.md", "外面的字");
  bench.replace("申报.yaml", "案例/案例二.md", "../外面.md");
  bench.replace("申报.yaml", "单位: 示例县公安局城关派出所", "单位: 示例县公安局城西派出所");
  const std::string told = texts(bench.read().problems);
  has(told, "“案例”栏写的“../外面.md”");
  has(told, "评分数据里写的是“示例县公安局城关派出所”");
}

TEST_CASE("the pack has its parts in order, evidence with header lines, and the same bytes each time") {
  const Bench bench;
  const auto built = bench.build();
  if (!built) FAIL(texts(built.error()));
  const std::string file = bench.pdf, bytes = test::slurp(file);
  CHECK(built->sha256 == sha256_hex(bytes));
  REQUIRE(bench.build());
  CHECK(bytes == test::slurp(file));
  CHECK(bench.place.count() == 2); // the folder and the pack: nothing is left beside it
  CHECK(test::run({"qpdf", "--check", file}).code == 0);
  const std::string text = test::without_spaces(test::pdf_text(file));
  std::size_t at = text.find("申报层级"); // behind the 目录
  for (const auto* part :
       {"二、前置条件核验", "三、评分表", "四、指标同比环比", "五、矛盾化解案例", "六、群众评议汇总",
        "七、品牌做法", "八、等级评定结果与否决查询", "九、公示情况", "十、审核意见", "十一、佐证材料",
        "E-2026-001·第1页/共1页", "E-2026-003·第1页/共2页", "E-2026-003·第2页/共2页", "附录一", "附录二"}) {
    INFO(part);
    const std::size_t next = text.find(part, at);
    REQUIRE(next != std::string::npos);
    at = next;
  }
  has(text, "图1主要指标本年相当于上年的比例");
  has(text, "图2主要指标各季度相当于第一季度的比例");
  has(text, "77.50%");      // 62 of 80
  has(text, "78.57%");      // 88 of 112
  has(text, "访调对接");    // of an evidence page
  has(text, "139****5678"); // masked
  CHECK(text.find("13912345678") == std::string::npos);
  has(text, "93.73");
  has(text, sha256_hex(test::slurp(bench.folder / "佐证/公示.png")).substr(0, 32));
  const std::string json = test::run({"qpdf", "--json", file}).out;
  for (const auto* part : {"E-2026-001 矛盾纠纷调处台账摘录", "附录二"})
    has(json, part);
}

TEST_CASE("a pack without indicators to compare has no charts of them") {
  const Bench bench;
  const std::string form = test::slurp(bench.folder / application_file);
  const auto begin = form.find("指标对比:"), end = form.find("案例:");
  bench.replace(application_file, form.substr(begin, end - begin), "");
  const auto built = bench.build();
  if (!built) FAIL(texts(built.error()));
  test::has_not(test::without_spaces(test::pdf_text(bench.pdf)), "图1");
}

TEST_CASE("a draft is made whatever is wrong, and says what") {
  const Bench bench;
  bench.place.write("申报包/佐证/群众调查.pdf", "%PDF-1.4 nothing");
  CHECK_FALSE(bench.build());
  CHECK(bench.place.count() == 1); // nothing half-written
  const auto draft = bench.build(true);
  if (!draft) FAIL(texts(draft.error()));
  const std::string text = test::pdf_text(bench.pdf);
  has(text, "草稿—未核验");
  has(text, "这份佐证没有收入");
}

TEST_CASE("the manifest reads back, and its seal notices a byte") {
  Manifest manifest;
  manifest.program = "fengqiao test";
  manifest.station = "示例派出所";
  manifest.files.push_back({"佐证", "E-2026-001", "佐证/a.pdf", std::string(64, 'a'), 12, 3, true});
  manifest.pages.push_back({std::string(64, 'b'), "封面"});
  const std::string json = to_json(manifest);
  const auto read = parse_manifest(json);
  REQUIRE(read);
  CHECK(to_json(*read) == json);
  CHECK_FALSE(parse_manifest("{}"));
  CHECK_FALSE(parse_manifest("{\"kind\":"));
  const test::TemporaryFolder place;
  const std::string file = place.path() / "a.pdf";
  auto pdf = NewFile::beside(file);
  REQUIRE(pdf);
  REQUIRE(pdf->append("before" + json + "behind"));
  REQUIRE(seal(*pdf, json));
  std::string bytes = pdf->bytes().text();
  const std::string sealed = bytes.substr(6, json.size());
  auto facts = read_seal(pdf->bytes(), sealed);
  REQUIRE(facts);
  CHECK(facts->told == facts->found);
  bytes.back() = '!';
  facts = read_seal(bytes, sealed);
  REQUIRE(facts);
  CHECK(facts->told != facts->found);
  CHECK_FALSE(read_seal(bytes + sealed, sealed)); // twice
}

} // namespace fengqiao::station::pack

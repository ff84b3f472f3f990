// Foreign pages on pages of ours, and digests of what a PDF shows.
#include "render/qpdf_merge.hpp"

#include "core/digest.hpp"
#include "render/compose.hpp"
#include "render/pdf_writer.hpp"
#include "tests/render/typesetter.hpp"
#include "tests/support/program.hpp"
#include "tests/support/temporary.hpp"

#include <catch2/catch.hpp>

#include <string>

namespace fengqiao::render {
namespace {

std::string pdf_of(const std::string& markdown) {
  FontSet fonts = test::default_fonts();
  const auto tree = parse_markdown(markdown, {}, "试.md");
  REQUIRE(tree);
  const auto layout = compose(*tree, PageStyle(), fonts, {});
  REQUIRE(layout);
  const auto pdf = write_pdf(*layout, fonts);
  REQUIRE(pdf);
  return *pdf;
}

// Where a PDF goes that is written piece by piece.
struct Written {
  std::string pdf;
  WritePdf write = [this](std::string_view bytes) {
    pdf += bytes;
    return Result<void>();
  };
};

std::string placed(const ByteRange& ours, const std::vector<ByteRange>& sources,
                   const std::vector<PdfPlacement>& placements) {
  Written out;
  REQUIRE(place_pdf_pages(ours, sources, placements, out.write));
  return out.pdf;
}

const std::string kTwoPages = "甲的第一页\n\n<!-- 另起一页 -->\n甲的第二页\n";

std::string changed(const test::TemporaryFolder& folder, const std::string& pdf,
                    const std::vector<std::string>& options) {
  const std::string in = folder.write("in.pdf", pdf).string(), out = folder.path() / "out.pdf";
  std::vector<std::string> command{"qpdf", in};
  command.insert(command.end(), options.begin(), options.end());
  command.push_back(out);
  REQUIRE(test::run(command).code == 0);
  return test::slurp(out);
}

} // namespace

TEST_CASE("foreign pages are drawn on ours, as text, the same bytes each time") {
  const std::string ours = pdf_of("# 我们的\n\n我们的字\n"), theirs = pdf_of(kTwoPages);
  const std::vector<PdfPlacement> places{{0, 0, 1, 28, 300, 300, 300}};
  const std::string merged = placed(ours, {theirs}, places);
  const test::TemporaryFolder folder;
  const auto in_file = ByteRange::open(folder.write("t.pdf", theirs), theirs.size());
  REQUIRE(in_file);
  CHECK(merged == placed(ours, {*in_file}, places));
  const std::string file = folder.write("m.pdf", merged).string();
  CHECK(test::run({"qpdf", "--check", file}).code == 0);
  const std::string text = test::pdf_text(file);
  CHECK(text.find("我们的字") != text.npos);
  CHECK(text.find("甲的第二页") != text.npos);
  CHECK(text.find("甲的第一页") == text.npos);
  CHECK(inspect_pdf(merged, "m")->size() == 1);
}

TEST_CASE("what cannot be used is refused: damaged, cut off, encrypted, no PDF") {
  const test::TemporaryFolder folder;
  const std::string whole = pdf_of(kTwoPages);
  REQUIRE(inspect_pdf(whole, "好.pdf"));
  CHECK(inspect_pdf(whole, "好.pdf")->front().width == Approx(595.28).margin(0.1));
  for (const std::size_t length : {std::size_t{0}, std::size_t{9}, whole.size() / 2, whole.size() - 40})
    CHECK_FALSE(inspect_pdf(whole.substr(0, length), "坏.pdf"));
  for (const char* password : {"", "open"}) {
    const auto refused =
        inspect_pdf(changed(folder, whole, {"--encrypt", password, "owner", "256", "--"}), "锁.pdf");
    REQUIRE_FALSE(refused);
    CHECK(refused.error().where == "锁.pdf");
    CHECK(refused.error().message.find("加了密") != std::string::npos);
  }
}

TEST_CASE("a turned page has its sides exchanged") {
  const test::TemporaryFolder folder;
  const auto sizes = inspect_pdf(changed(folder, pdf_of(kTwoPages), {"--rotate=+90:2"}), "转.pdf");
  REQUIRE(sizes);
  CHECK((*sizes)[0].height > (*sizes)[0].width);
  CHECK((*sizes)[1].width > (*sizes)[1].height);
}

TEST_CASE("digests of pages stay when the file is written anew, and change with what a page shows") {
  const test::TemporaryFolder folder;
  const std::string pdf = pdf_of("# 甲\n\n字\n\n<!-- 另起一页 -->\n## 乙\n\n字\n");
  const auto before = read_pdf_contents(pdf, "a");
  REQUIRE(before);
  REQUIRE(before->pages.size() == 2);
  const auto anew = read_pdf_contents(
      changed(folder, pdf, {"--object-streams=generate", "--stream-data=uncompress", "--linearize"}), "b");
  REQUIRE(anew);
  CHECK(anew->pages == before->pages);
  CHECK(anew->rest == before->rest);
  const auto turned = read_pdf_contents(changed(folder, pdf, {"--rotate=+90:2"}), "c");
  REQUIRE(turned);
  CHECK(turned->pages[0] == before->pages[0]);
  CHECK(turned->pages[1] != before->pages[1]);
  const auto other = read_pdf_contents(pdf_of("# 甲\n\n字\n\n<!-- 另起一页 -->\n## 丙\n\n字\n"), "d");
  REQUIRE(other);
  CHECK(other->pages[1] != before->pages[1]);
  CHECK(other->rest != before->rest); // bookmarks
}

TEST_CASE("attached files come back as they went in") {
  const std::string bytes("a\0b\r\n", 5);
  const std::string json = "{\"a\": 1}", pdf = pdf_of("字\n");
  const std::vector<PdfAttachment> files{{"清单.json", "application/json", json, true},
                                         {"原件.bin", "application/octet-stream", bytes, false}};
  Written out;
  REQUIRE(attach_files(pdf, files, out.write));
  CHECK(out.pdf.find(json) != std::string::npos);
  const auto contents = read_pdf_contents(out.pdf, "a", "清单.json");
  REQUIRE(contents);
  CHECK(contents->asked == json);
  CHECK(contents->attachments.at("清单.json") == sha256_hex(json));
  CHECK(contents->attachments.at("原件.bin") == sha256_hex(bytes));
  CHECK(read_pdf_contents(out.pdf, "a", "没有")->asked.empty());
}

TEST_CASE("what cannot be written ends the writing, with its own error") {
  const std::string pdf = pdf_of("字\n");
  const auto full = attach_files(pdf, {{"a.bin", "application/octet-stream", pdf, false}},
                                 [](std::string_view) { return fail(ErrorCode::general, "盘", "磁盘已满"); });
  REQUIRE_FALSE(full);
  CHECK(full.error().message == "磁盘已满");
}

TEST_CASE("objects nested without end are refused, not followed") {
  std::string pdf = "%PDF-1.4\n";
  std::vector<std::size_t> places;
  const auto object = [&](const std::string& text) {
    places.push_back(pdf.size());
    pdf += std::to_string(places.size()) + " 0 obj\n" + text + "\nendobj\n";
  };
  object("<</Type/Catalog/Pages 2 0 R>>");
  object("<</Type/Pages/Kids[3 0 R]/Count 1>>");
  object("<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]/Resources<</ExtGState<</A 4 0 R>>>>>>");
  for (int i = 0; i < 20000; ++i)
    object("<</N " + std::to_string(i + 5) + " 0 R>>");
  object("<<>>");
  const std::size_t table = pdf.size();
  pdf += "xref\n0 " + std::to_string(places.size() + 1) + "\n0000000000 65535 f \n";
  for (const std::size_t at : places) {
    const std::string digits = std::to_string(at);
    pdf += std::string(10 - digits.size(), '0') + digits + " 00000 n \n";
  }
  pdf += "trailer<</Size " + std::to_string(places.size() + 1) + "/Root 1 0 R>>\nstartxref\n" +
         std::to_string(table) + "\n%%EOF\n";
  const auto refused = inspect_pdf(pdf, "深.pdf");
  REQUIRE_FALSE(refused);
  CHECK(refused.error().message.find("嵌套过深") != std::string::npos);
  CHECK_FALSE(read_pdf_contents(pdf, "深.pdf"));
}

} // namespace fengqiao::render

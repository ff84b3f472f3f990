// Its old smart pointers are not used here; without this its headers warn.
#define POINTERHOLDER_TRANSITION 4

#include "core/text.hpp"
#include "render/icc_profile.hpp"
#include "render/pdf_writer.hpp"
#include "render/qpdf_archive.hpp"
#include "tests/render/typesetter.hpp"
#include "tests/support/program.hpp"
#include "tests/support/temporary.hpp"

#include <catch2/catch.hpp>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <qpdf/QPDFWriter.hh>

#include <algorithm>
#include <functional>

using namespace fengqiao;
using namespace fengqiao::render;

namespace {

using Object = QPDFObjectHandle;

std::string archived() {
  static const std::string bytes = [] {
    FontSet fonts = test::default_fonts();
    PageLayout layout = test::one_line(fonts, "派出所工作日报：张𠮷，☑ 已办。");
    layout.title = "日报 <甲> & 乙";
    layout.author = "示例派出所";
    layout.date = DateTime{{2026, 3, 9}, 8, 30};
    layout.bookmarks.push_back({U"日报", 0, 0, 100});
    const auto written = write_pdf(layout, fonts);
    REQUIRE(written);
    auto made = make_archival(*written);
    if (!made) FAIL(made.error().message);
    CHECK(make_archival(*written).value() == *made);
    CHECK(made->size() < written->size() + 1500); // packing pays for profile and metadata
    return *made;
  }();
  return bytes;
}

// The archived file with something changed in it.
std::string changed(const std::function<void(QPDF&)>& change) {
  const std::string bytes = archived();
  QPDF document;
  document.processMemoryFile("PDF", bytes.data(), bytes.size());
  change(document);
  QPDFWriter writer(document);
  writer.setOutputMemory();
  writer.setStreamDataMode(qpdf_s_preserve);
  writer.setStaticID(true);
  writer.write();
  const auto out = writer.getBufferSharedPointer();
  return {reinterpret_cast<const char*>(out->getBuffer()), out->getSize()};
}

Object first_page(QPDF& document) {
  return document.getAllPages().at(0);
}

Object link(const std::string& action) {
  return Object::parse("<< /Type /Annot /Subtype /Link /F 4 /Rect [0 0 9 9] /A " + action + " >>");
}

} // namespace

TEST_CASE("a page of ours becomes an archival file that passes every check and says so") {
  const std::string bytes = archived();
  CHECK(pdfa_faults(bytes).empty());
  CHECK(bytes.starts_with("%PDF-1.7"));
  CHECK(bytes.find("<pdfaid:part>2</pdfaid:part>") != std::string::npos);
  CHECK(bytes.find("日报 &lt;甲&gt; &amp; 乙") != std::string::npos);
  CHECK(bytes.find("2026-03-09T08:30:00") != std::string::npos);
  const test::TemporaryFolder folder;
  const std::string file = folder.write("a.pdf", bytes);
  CHECK(test::run({"qpdf", "--check", file}).code == 0);
  CHECK(test::pdf_text(file).find("张𠮷，☑ 已办。") != std::string::npos);
}

TEST_CASE("each thing that PDF/A-2b forbids is found") {
  struct Row {
    const char* fault;
    std::function<void(QPDF&)> change;
  };
  const Row rows[] = {
      {"输出意图", [](QPDF& d) { d.getRoot().removeKey("/OutputIntents"); }},
      {"元数据", [](QPDF& d) { d.getRoot().removeKey("/Metadata"); }},
      {"不一致",
       [](QPDF& d) { d.getTrailer().getKey("/Info").replaceKey("/Title", Object::newString("x")); }},
      {"附件",
       [](QPDF& d) {
         d.getRoot().replaceKey("/Names", Object::parse("<< /EmbeddedFiles << /Names [] >> >>"));
       }},
      {"脚本",
       [](QPDF& d) {
         first_page(d).replaceKey("/Annots", Object::newArray({link("<< /S /JavaScript /JS (x) >>")}));
       }},
      {"不许可的动作",
       [](QPDF& d) { first_page(d).replaceKey("/Annots", Object::newArray({link("<< /S /Launch >>")})); }},
      {"链接以外的批注",
       [](QPDF& d) {
         first_page(d).replaceKey(
             "/Annots", Object::newArray({Object::parse("<< /Type /Annot /Subtype /Text /F 4 >>")}));
       }},
      {"可打印",
       [](QPDF& d) {
         first_page(d).replaceKey(
             "/Annots", Object::newArray({Object::parse("<< /Type /Annot /Subtype /Link /F 2 >>")}));
       }},
      {"可选内容", [](QPDF& d) { d.getRoot().replaceKey("/OCProperties", Object::newDictionary()); }},
      {"表单", [](QPDF& d) { d.getRoot().replaceKey("/AcroForm", Object::newDictionary()); }},
      {"没有嵌入",
       [](QPDF& d) {
         for (auto& object : d.getAllObjects())
           if (object.isDictionary() && object.hasKey("/FontFile2")) object.removeKey("/FontFile2");
       }},
      {"ToUnicode",
       [](QPDF& d) {
         for (auto& object : d.getAllObjects())
           if (object.isDictionary() && object.hasKey("/ToUnicode")) object.removeKey("/ToUnicode");
       }},
  };
  for (const auto& row : rows) {
    INFO(row.fault);
    const auto faults = pdfa_faults(changed(row.change));
    const bool found = std::ranges::any_of(
        faults, [&](const std::string& fault) { return fault.find(row.fault) != std::string::npos; });
    CHECK(found);
  }
}

TEST_CASE("a file that cannot conform makes no claim") {
  const std::string bytes =
      changed([](QPDF& document) { document.getRoot().replaceKey("/AcroForm", Object::newDictionary()); });
  const auto made = make_archival(bytes);
  REQUIRE(made);
  CHECK(made->find("pdfaid:part>") == std::string::npos);
  CHECK(made->find("日报 &lt;甲&gt; &amp; 乙") != std::string::npos);
}

TEST_CASE("what is no PDF is an error") {
  CHECK_FALSE(make_archival("这不是 PDF"));
  CHECK_FALSE(make_archival(archived().substr(0, 500)));
  CHECK(pdfa_faults("这不是 PDF").size() == 1);
}

TEST_CASE("the colour profile is as long as it says and names its signature") {
  const std::string profile = srgb_profile();
  REQUIRE(profile.size() > 128);
  std::size_t size = 0;
  for (std::size_t i = 0; i < 4; ++i)
    size = size << 8 | static_cast<unsigned char>(profile[i]);
  CHECK(size == profile.size());
  CHECK(profile.substr(36, 4) == "acsp");
  CHECK(profile.substr(12, 8) == "mntrRGB ");
}

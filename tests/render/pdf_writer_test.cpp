#include "render/pdf_content.hpp"
#include "render/pdf_writer.hpp"
#include "tests/render/typesetter.hpp"
#include "tests/support/program.hpp"
#include "tests/support/temporary.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <limits>
#include <sstream>

using namespace fengqiao;
using namespace fengqiao::render;
using test::default_fonts;
using test::one_line;
using test::set_line;

namespace {

class Written {
public:
  Written(const PageLayout& layout, FontSet& fonts)
      : bytes_(write(layout, fonts)), file_(folder_.write("a.pdf", bytes_)) {}

  const std::string& bytes() const { return bytes_; }
  std::string text() const { return test::pdf_text(file_); }
  std::string tool(const std::string& name) const { return test::run({name, file_}).out; }
  std::string complaints() const { return test::run({"pdftotext", file_, "-"}).err; }

private:
  static std::string write(const PageLayout& layout, FontSet& fonts) {
    auto pdf = write_pdf(layout, fonts);
    INFO((pdf ? std::string{} : fengqiao::to_text(pdf.error())));
    REQUIRE(pdf);
    return *pdf;
  }
  test::TemporaryFolder folder_;
  std::string bytes_, file_;
};

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

// The pen's place before each character of a page with one run, from its operators, in points.
std::vector<double> pen_places(const std::string& content, const SubsetPlan& plan, const TextRun& run) {
  const std::vector<GlyphCode> glyphs = plan.glyphs(run);
  std::vector<double> places;
  double pen = glyphs.front().left * run.size / 1000, spacing = 0; // the pen is at the glyph's box
  std::istringstream words(content.substr(0, content.find('[')));
  for (std::string word, before; words >> word; before = word)
    if (word == "Tc") spacing = std::stod(before);
  std::size_t at = content.find('['), character = 0;
  for (const std::size_t end = content.find("]TJ", at); at < end;) {
    if (content[at] == '<') {
      for (++at; content[at] != '>'; at += 4) {
        const GlyphCode& glyph = glyphs[character++];
        places.push_back(pen - glyph.left * run.size / 1000);
        pen += glyph.width * run.size / 1000 + spacing;
      }
      ++at;
    } else if (content[at] == '[') {
      ++at;
    } else {
      std::size_t used = 0;
      pen -= std::stod(content.substr(at), &used) * run.size / 1000;
      at += used;
    }
  }
  return places;
}

// Two pages with all the parts that a daily report has, in all five roles.
PageLayout report(FontSet& fonts) {
  const char* lines[] = {
      "　　今日全所接报警情四十七起，其中刑事警情三起、治安警情十一起，",
      "群众求助十一起，总量环比下降百分之六点二。张𠮷、王𬭚两名民警于",
      "处置完毕。社区民警走访重点人员二十三人次，排查矛盾纠纷九起，化",
      "法所、综治中心联合调处。值班领导、带班民警均在岗在位。全日无命",
      "群体性事件。“两抢一盗”案件同比减少四成；电信网络诈骗案件立案",
      "涉及刷单返利、冒充客服两类，已推送反诈宣传短信六百五十条。夜间",
      "业街区、学校周边、城中村出租屋等重点部位，查获违禁管制刀具一把",
  };
  PageLayout layout;
  layout.title = "质态监督日报";
  for (std::size_t number = 0; number < 2; ++number) {
    Page& page = layout.pages.emplace_back();
    set_line(page, fonts, FontRole::title, 22, 170, 140, "枫桥派出所质态监督日报");
    set_line(page, fonts, FontRole::heiti, 16, 79, 200, "　　一、警情概况");
    double y = 230;
    for (const char* line : lines)
      set_line(page, fonts, FontRole::fangsong, 16, 79, y += 29.6, line, 15.79);
    set_line(page, fonts, FontRole::kaiti, 16, 79, y += 29.6, "　　（一）矛盾纠纷排查化解情况");
    set_line(page, fonts, FontRole::fangsong, 16, 79, y += 29.6, "☐ 未办　☑ 已办　80.5%");
    page.boxes.push_back({79, y + 20, 442, 24, {0.9, 0.9, 0.9}});
    page.rules.push_back({79, y + 20, 521, y + 20, 0.75});
    set_line(page, fonts, FontRole::songti, 14, 460, 760, number == 0 ? "— 1 —" : "— 2 —");
    layout.bookmarks.push_back({U"一、警情概况 𠮷", 0, number, 190});
    layout.bookmarks.push_back({U"（一）排查化解", 1, number, 400});
  }
  return layout;
}

} // namespace

TEST_CASE("marks squeezed into each other stay in one line of extracted text") {
  FontSet fonts = default_fonts();
  PageLayout layout;
  Page& page = layout.pages.emplace_back();
  set_line(page, fonts, FontRole::fangsong, 16, 79, 140,
           "落实“派出所主防”，按照（2023—2025年）要求：“两队一室”（含值守）。");
  for (TextRun& run : page.runs)
    for (std::size_t i = 0; i + 1 < run.text.size(); ++i) {
      const bool marks =
          contains("”，", to_utf8(run.text.substr(i, 1))) || contains("：）", to_utf8(run.text.substr(i, 1)));
      if (marks) run.advances[i] -= run.size / 2;
    }
  const Written pdf(layout, fonts);
  std::string text = pdf.text();
  std::erase(text, ' ');
  CHECK(contains(text, "落实“派出所主防”，按照（2023—2025年）要求：“两队一室”（含值守）。"));
}

TEST_CASE("text is extracted as it was set, rare characters and tick boxes included") {
  FontSet fonts = default_fonts();
  const std::string lines[] = {
      "张𠮷、王𬭚两名民警",
      "☐未办☑已办☒退回✓核对〓缺字",
      "〔2002〕6号，“两抢一盗”同比下降80.5%；2023—2025年……",
      "喆珺玥翀堃祎⑪㎡",
  };
  PageLayout layout;
  Page& page = layout.pages.emplace_back();
  double y = 100;
  for (const auto& line : lines)
    set_line(page, fonts, FontRole::fangsong, 16, 80, y += 30, line, 15.79);
  const Written pdf(layout, fonts);
  for (const auto& line : lines) {
    INFO(pdf.text());
    CHECK(contains(pdf.text(), line));
  }
  CHECK(pdf.complaints().empty());
}

TEST_CASE("text is extracted in all five roles without spaces between near characters") {
  FontSet fonts = default_fonts();
  for (const FontRole role : kFontRoles)
    for (const double pitch : {14.9, 15.79, 16.0, 16.8}) {
      PageLayout layout;
      set_line(layout.pages.emplace_back(), fonts, role, 16, 80, 120, "派出所加强矛盾纠纷排查，张𠮷。",
               pitch);
      const Written pdf(layout, fonts);
      INFO(role_name(role) << " " << pitch);
      CHECK(contains(pdf.text(), "派出所加强矛盾纠纷排查，张𠮷。"));
    }
}

TEST_CASE("every font of a report is embedded as a subset with a ToUnicode map") {
  FontSet fonts = default_fonts();
  const Written pdf(report(fonts), fonts);
  std::istringstream listing(pdf.tool("pdffonts"));
  std::string line;
  std::getline(listing, line);
  std::getline(listing, line);
  int count = 0;
  while (std::getline(listing, line)) {
    INFO(line);
    CHECK(contains(line, "CID TrueType"));
    CHECK(contains(line, "yes yes yes"));
    ++count;
  }
  CHECK(count >= 6); // five roles and the built-in face
}

TEST_CASE("a two-page report with all five roles is at most 130 KB") {
  FontSet fonts = default_fonts();
  CHECK(Written(report(fonts), fonts).bytes().size() <= 130'000);
}

TEST_CASE("the same layout gives the same bytes, and nothing of the clock") {
  FontSet first = default_fonts(), second = default_fonts();
  const Written a(report(first), first), b(report(second), second);
  CHECK(a.bytes() == b.bytes());
  CHECK(a.bytes() == Written(report(first), first).bytes());
  CHECK_FALSE(contains(a.bytes(), "/ID"));
  CHECK_FALSE(contains(a.bytes(), "CreationDate"));
}

TEST_CASE("document properties come from the layout, characters outside the BMP included") {
  FontSet fonts = default_fonts();
  PageLayout layout = one_line(fonts, "正文");
  layout.title = "质态监督日报（张𠮷）";
  layout.author = "枫桥派出所";
  layout.date = DateTime{{2026, 3, 9}, 8, 30};
  const std::string info = Written(layout, fonts).tool("pdfinfo");
  CHECK(contains(info, "质态监督日报（张𠮷）"));
  CHECK(contains(info, "枫桥派出所"));
  CHECK(contains(info, "日报"));
  CHECK(contains(info, "fengqiao"));
  CHECK(contains(info, "Mar  9 08:30:00 2026"));

  layout.date = DateTime{{2026, 3, 9}, 0, 0};
  CHECK(contains(Written(layout, fonts).tool("pdfinfo"), "Mar  9 00:00:00 2026"));
  layout.date = DateTime{{2026, 3, 9}, 24, 0};
  CHECK(contains(Written(layout, fonts).tool("pdfinfo"), "Mar  9 23:59:59 2026"));
}

TEST_CASE("bookmarks keep their titles and nesting") {
  FontSet fonts = default_fonts();
  PageLayout layout = one_line(fonts, "正文");
  layout.bookmarks = {{U"一、张𠮷", 0, 0, 100},
                      {U"（一）概况", 1, 0, 200},
                      {U"跳级", 5, 0, 250},
                      {U"二、王𬭚", 0, 0, 300}};
  const Written pdf(layout, fonts);
  // Titles are UTF-16 in hexadecimal: 一、张𠮷 and 二、王𬭚.
  CHECK(contains(pdf.bytes(), "FEFF4E0030015F20D842DFB7"));
  CHECK(contains(pdf.bytes(), "FEFF4E8C3001738BD872DF5A"));
  CHECK(contains(pdf.bytes(), "/Outlines"));
  CHECK(pdf.complaints().empty());

  layout.bookmarks = {{U"无处可去", 0, 1, 0}};
  CHECK_FALSE(write_pdf(layout, fonts));
}

TEST_CASE("characters stand where the run's advances put them, to 1/1000 em") {
  FontSet fonts = default_fonts();
  PageLayout layout = one_line(fonts, "今日接报“警情”47起，环比下降6.2%。全日无命案");
  TextRun& run = layout.pages[0].runs[0];
  REQUIRE(layout.pages[0].runs.size() == 1);
  for (std::size_t i = 0; i < run.advances.size(); ++i)
    run.advances[i] += (i % 3 == 0 ? -3.137 : 0.217) + 0.0031 * static_cast<double>(i);
  const auto plan = SubsetPlan::make(layout, fonts);
  REQUIRE(plan);
  const std::string content =
      page_content(layout.pages[0], *plan, {[](std::size_t) { return "F1"; }, nullptr});
  const auto places = pen_places(content, *plan, run);
  REQUIRE(places.size() == run.text.size());
  double wanted = 0;
  for (std::size_t i = 0; i < places.size(); ++i) {
    CHECK(std::abs(places[i] - wanted) <= run.size / 1000 + 1e-9);
    wanted += run.advances[i];
  }
}

TEST_CASE("evenly spread text is written as one string with character spacing") {
  FontSet fonts = default_fonts();
  PageLayout layout;
  set_line(layout.pages.emplace_back(), fonts, FontRole::fangsong, 16, 80, 120, "派出所加强矛盾纠纷排查",
           15.79);
  const auto plan = SubsetPlan::make(layout, fonts);
  REQUIRE(plan);
  const std::string content =
      page_content(layout.pages[0], *plan, {[](std::size_t) { return "F1"; }, nullptr});
  INFO(content);
  CHECK(contains(content, "Tc\n"));
  CHECK(content.find('<') == content.rfind('<'));
}

TEST_CASE("a watermark is drawn and leaves the extracted text alone") {
  FontSet fonts = default_fonts();
  PageLayout layout = report(fonts);
  const Written plain(layout, fonts);
  const auto face = fonts.measure(FontRole::heiti, U'草')->face;
  for (Page& page : layout.pages)
    page.watermark = Watermark{.text = U"草稿—未核验", .face = face, .size = 72, .angle = {}};
  const Written marked(layout, fonts);
  CHECK(marked.text() == plain.text());
  CHECK(marked.bytes().size() > plain.bytes().size() + 500);
  CHECK(marked.bytes().size() < plain.bytes().size() + 10'000); // one form for both pages
  CHECK(marked.complaints().empty());
}

TEST_CASE("bold and coloured text is extracted like any other") {
  FontSet fonts = default_fonts();
  PageLayout layout = one_line(fonts, "依法依规");
  layout.pages[0].runs[0].bold = true;
  layout.pages[0].runs[0].color = {0.8, 0, 0};
  CHECK(contains(Written(layout, fonts).text(), "依法依规"));
}

TEST_CASE("a face is drawn as finely as the largest size that it is shown in asks for") {
  FontSet fonts = default_fonts();
  const auto bytes_at = [&](double size) {
    PageLayout layout = one_line(fonts, "示例县公安局文件");
    layout.pages[0].runs.push_back(layout.pages[0].runs[0]);
    layout.pages[0].runs[1].y += 200;
    layout.pages[0].runs[1].size = size;
    return Written(layout, fonts).bytes().size();
  };
  CHECK(bytes_at(24) == bytes_at(22));
  CHECK(bytes_at(56) > bytes_at(22) + 300);
  CHECK(bytes_at(22) + 300 < bytes_at(56)); // whatever was printed before
}

TEST_CASE("a face with more characters than one subset holds gets a second one") {
  FontSet fonts = default_fonts();
  PageLayout layout;
  Page& page = layout.pages.emplace_back();
  TextRun run;
  run.size = 4;
  for (char32_t c = 0x4E00; c < 0x9FA6; ++c) {
    const auto glyph = fonts.measure(FontRole::heiti, c);
    if (!glyph || fonts.face_name(glyph->face) != "FandolHei-Regular") continue;
    run.face = glyph->face;
    run.text += c;
    run.advances.push_back(4);
  }
  REQUIRE(run.text.size() > 6000);
  const std::u32string whole = run.text;
  // Lines of 100; the last one mixes the first and the last character, of different subsets.
  run.x = 20;
  for (std::size_t begin = 0; begin < whole.size(); begin += 100) {
    run.text = whole.substr(begin, 100);
    run.advances.assign(run.text.size(), 4);
    run.y = 20 + static_cast<double>(begin) / 10;
    page.runs.push_back(run);
  }
  run.text = {whole.front(), whole.back(), whole.front(), whole.back()};
  run.advances.assign(4, 4);
  run.y += 20;
  page.runs.push_back(run);

  const Written pdf(layout, fonts);
  CHECK(contains(pdf.text(), to_utf8(run.text)));
  CHECK(contains(pdf.text(), to_utf8(whole.substr(5950, 50))));
  CHECK(contains(pdf.text(), to_utf8(whole.substr(6000, 50))));
  CHECK(contains(pdf.tool("pdffonts"), "FandolHei-Regular-2"));
}

TEST_CASE("a layout without pages is refused, an empty page is not") {
  FontSet fonts = default_fonts();
  const auto refused = write_pdf({}, fonts);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == ErrorCode::general);

  PageLayout layout;
  layout.pages.emplace_back();
  CHECK(contains(Written(layout, fonts).tool("pdfinfo"), "Pages:           1"));
}

TEST_CASE("layouts that no page can hold are refused, not written") {
  FontSet fonts = default_fonts();
  const PageLayout good = one_line(fonts, "正文");
  const double nan = std::numeric_limits<double>::quiet_NaN();
  struct Row {
    const char* name;
    void (*spoil)(PageLayout&, double);
  };
  const Row rows[] = {
      {"advances do not match", [](PageLayout& l, double) { l.pages[0].runs[0].advances.pop_back(); }},
      {"size 0", [](PageLayout& l, double) { l.pages[0].runs[0].size = 0; }},
      {"x is not a number", [](PageLayout& l, double n) { l.pages[0].runs[0].x = n; }},
      {"advance is not a number", [](PageLayout& l, double n) { l.pages[0].runs[0].advances[0] = n; }},
      {"face not opened", [](PageLayout& l, double) { l.pages[0].runs[0].face = 999; }},
      {"character not in face", [](PageLayout& l, double) { l.pages[0].runs[0].text[0] = 0x10FFFD; }},
      {"colour out of range", [](PageLayout& l, double) { l.pages[0].runs[0].color.red = 2; }},
      {"page too large", [](PageLayout& l, double) { l.pages[0].width = 20'000; }},
      {"watermark face not opened",
       [](PageLayout& l, double) {
         l.pages[0].watermark = Watermark{.text = U"草", .face = 999, .size = 60, .angle = {}};
       }},
      {"box is not a number",
       [](PageLayout& l, double n) {
         l.pages[0].boxes.push_back({n, 0, 1, 1, {}});
       }},
      {"rule is not a number",
       [](PageLayout& l, double n) {
         l.pages[0].rules.push_back({n, 0, 1, 1, 1, {}});
       }},
  };
  for (const auto& row : rows) {
    INFO(row.name);
    PageLayout layout = good;
    row.spoil(layout, nan);
    CHECK_FALSE(write_pdf(layout, fonts));
  }
}

TEST_CASE("the number of pages is bounded") {
  FontSet fonts = default_fonts();
  PageLayout layout;
  layout.pages.resize(5001);
  const auto refused = write_pdf(layout, fonts);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == ErrorCode::limit);
  layout.pages.resize(5000);
  CHECK(write_pdf(layout, fonts));
}

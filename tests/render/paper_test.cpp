// A 公文 against GB/T 9704—2012, read back from the finished PDF: where its elements stand, how large, in
// which face, to 0.3 mm.
#include "core/file.hpp"
#include "core/front_matter.hpp"
#include "core/limits.hpp"
#include "render/compose.hpp"
#include "render/paper_check.hpp"
#include "render/pdf_writer.hpp"
#include "render/rich_text.hpp"
#include "tests/render/typesetter.hpp"
#include "tests/support/program.hpp"
#include "tests/support/temporary.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <set>
#include <sstream>

using namespace fengqiao;
using namespace fengqiao::render;

namespace {

constexpr double kMm = kPointsPerMillimetre;
constexpr double kLine = 29.61; // points from line to line

FontSet& fonts() {
  static FontSet set = test::default_fonts();
  return set;
}

PageStyle style(const std::string& name) {
  const auto path = test::source_dir() / "templates" / "版式" / (name + ".yaml");
  const auto read = read_page_style(read_text(path, limits::record_file_bytes)->text, path.string());
  for (const auto& error : read ? Errors{} : read.error())
    UNSCOPED_INFO(to_text(error));
  REQUIRE(read);
  return *read;
}

Result<PageLayout, Errors> try_paper(const std::string& text, const std::string& style_name = "公文") {
  const auto head = split_front_matter(text, "样.md");
  REQUIRE(head);
  ComposeOptions options{.file = "样.md"};
  Errors problems;
  options.paper = read_elements(element_texts(head->data, "样.md"), problems);
  if (!problems.empty()) return fail_all(problems);
  return compose(parse_markdown(head->body, {}, "样.md", head->body_line).value(), style(style_name), fonts(),
                 options);
}

struct Word { // points from the page's top left corner
  std::size_t page = 0;
  double left = 0, right = 0, top = 0, foot = 0; // top and foot of the font's box
  std::string text;
};

struct Stroke {
  std::size_t page = 0;
  double x1 = 0, x2 = 0, y = 0, width = 0;
  bool red = false;
};

double attribute(const std::string& line, const std::string& name) {
  const auto at = line.find(name + "=\"");
  return std::stod(line.substr(at + name.size() + 2));
}

class Finished {
public:
  explicit Finished(const PageLayout& layout) {
    const auto bytes = write_pdf(layout, fonts());
    REQUIRE(bytes);
    file_ = folder_.write("a.pdf", *bytes);
    read_words();
    read_strokes();
  }

  std::vector<Word> words;
  std::vector<Stroke> strokes;

  const Word& word(std::string_view text, std::size_t page = 1) const {
    for (const Word& word : words)
      if (word.page == page && word.text.find(text) != std::string::npos) return word;
    FAIL("not on page " << page << ": " << text);
    return words.front();
  }

  // The size of a word in the face that the role has for the character.
  double size(const Word& word, FontRole role, char32_t c) const {
    const auto vertical = fonts().vertical(fonts().measure(role, c)->face);
    return (word.foot - word.top) / (vertical.ascent + vertical.descent);
  }
  // The top of its characters' squares.
  double top(const Word& word, FontRole role, char32_t c) const {
    const auto vertical = fonts().vertical(fonts().measure(role, c)->face);
    return word.top + (vertical.ascent - kEmAscent) * size(word, role, c);
  }

  std::string fonts_list() const { return test::run({"pdffonts", file_}).out; }

private:
  void read_words() {
    std::istringstream lines(test::run({"pdftotext", "-bbox", file_, "-"}).out);
    std::size_t page = 0;
    for (std::string line; std::getline(lines, line);) {
      if (line.find("<page") != std::string::npos) ++page;
      const auto begin = line.find("<word");
      if (begin == std::string::npos) continue;
      const auto text = line.find('>', begin) + 1;
      words.push_back({page, attribute(line, "xMin"), attribute(line, "xMax"), attribute(line, "yMin"),
                       attribute(line, "yMax"), line.substr(text, line.find("</word>") - text)});
    }
  }

  void read_strokes() {
    std::istringstream lines(test::run({"qpdf", "--qdf", "--object-streams=disable", file_, "-"}).out);
    std::size_t page = 0;
    bool red = false;
    double width = 0, x1 = 0;
    for (std::string line; std::getline(lines, line);) {
      std::istringstream words_of(line);
      std::vector<std::string> parts;
      for (std::string part; words_of >> part;)
        parts.push_back(part);
      if (line.starts_with("%% Contents for page")) page = std::stoul(parts.back());
      // Strings of text hold any byte: only whole numbers in front of an operator count.
      const auto number = [&](std::size_t i) {
        char* end = nullptr;
        const double value = std::strtod(parts[i].c_str(), &end);
        return *end == '\0' ? value : std::nan("");
      };
      for (std::size_t i = 0; i < parts.size(); ++i) {
        if (parts[i] == "RG" && i >= 3) red = number(i - 3) == 1 && number(i - 2) == 0;
        if (parts[i] == "G") red = false;
        if (parts[i] == "w" && i >= 1) width = number(i - 1);
        if (parts[i] == "m" && i >= 2) x1 = number(i - 2);
        if (parts[i] == "l" && i >= 2 && std::isfinite(number(i - 1)))
          strokes.push_back({page, x1, number(i - 2), 841.89 - number(i - 1), width, red});
      }
    }
  }

  test::TemporaryFolder folder_;
  std::string file_;
};

auto within(double millimetres) {
  return Approx(millimetres).margin(0.3);
}

std::string filler(int paragraphs) {
  std::string out;
  for (int i = 0; i < paragraphs; ++i)
    out += "各单位要结合实际制定方案，明确责任，细化措施，确保工作落到实处，并按时报送工作情况。\n\n";
  return out;
}

const std::string kNotice =
    "---\n"
    "发文机关: 示例县公安局\n份号: 12\n密级: 机密★1年\n紧急程度: 特急\n"
    "发文字号: 示公发[2026]第03号\n主送: [各派出所, 局属各单位]\n"
    "附件: [1. 事项表, 分工表]\n成文日期: 2026-03-09\n印章: 有\n附注: 此件公开发布\n"
    "抄送: 市公安局\n印发机关: 示例县公安局办公室\n印发日期: 2026-03-10\n---\n"
    "# 关于开展宣传工作的通知\n\n现通知如下。\n\n## 一、总体要求\n\n" +
    filler(12) + "### （一）任务\n\n" + filler(8) +
    "<!-- 附件 1 -->\n\n# 事项表\n\n附件正文。\n\n<!-- 附件 2 -->\n\n# 分工表\n\n另一附件。\n";

PageLayout paper(const std::string& text, const std::string& style_name = "公文") {
  auto layout = try_paper(text, style_name);
  for (const auto& error : layout ? Errors{} : layout.error())
    UNSCOPED_INFO(to_text(error));
  REQUIRE(layout);
  return std::move(*layout);
}

const Finished& notice() {
  static const Finished pdf(paper(kNotice));
  return pdf;
}

} // namespace

TEST_CASE("公文: the head stands where GB/T 9704 7.2 puts it") {
  const Finished& pdf = notice();
  const double top = 37, left = 28;
  // 份号, 密级, 紧急程度: first, second, third line, from the left edge
  const Word &serial = pdf.word("000012"), &secrecy = pdf.word("机密★"), &urgency = pdf.word("特急");
  CHECK(serial.left / kMm == within(left));
  CHECK(secrecy.left / kMm == within(left));
  CHECK(pdf.size(secrecy, FontRole::heiti, U'机') == Approx(16).margin(0.1));
  CHECK(pdf.top(secrecy, FontRole::heiti, U'机') / kMm == within(top + kLine / kMm));
  CHECK(pdf.top(urgency, FontRole::heiti, U'特') / kMm == within(top + 2 * kLine / kMm));
  // 发文机关标志: its upper edge 35 mm below the type area's, in the middle
  const Word& mark = pdf.word("示例县公安局文件");
  const double size = pdf.size(mark, FontRole::title, U'示');
  double ink = 0, foot = 0;
  for (const char32_t c : U"示例县公安局文件")
    if (c != 0) {
      ink = std::max(ink, fonts().measure(FontRole::title, c)->top);
      foot = std::min(foot, fonts().measure(FontRole::title, c)->bottom);
    }
  const double base = pdf.top(mark, FontRole::title, U'示') + kEmAscent * size;
  CHECK((base - ink * size) / kMm == within(top + 35));
  CHECK((mark.left + mark.right) / 2 / kMm == within(left + 78));
  // 发文字号: two lines below the mark, in the middle; the red line 4 mm below it, as wide as the type area
  const Word& number = pdf.word("示公发〔");
  CHECK(pdf.size(number, FontRole::fangsong, U'示') == Approx(16).margin(0.1));
  const double number_top = pdf.top(number, FontRole::fangsong, U'示');
  CHECK((number_top - (base - foot * size)) / kMm == within(2 * kLine / kMm));
  const auto red =
      std::find_if(pdf.strokes.begin(), pdf.strokes.end(), [](const Stroke& s) { return s.red; });
  REQUIRE(red != pdf.strokes.end());
  CHECK((red->y - number_top - 16) / kMm == within(4));
  CHECK(red->x1 / kMm == within(left));
  CHECK((red->x2 - red->x1) / kMm == within(156));
  // the title two lines below, 主送 one line below it, from the left edge
  const Word& title = pdf.word("关于开展");
  CHECK(pdf.size(title, FontRole::title, U'关') == Approx(22).margin(0.1));
  const double title_top = pdf.top(title, FontRole::title, U'关');
  CHECK((title_top - red->y) / kMm == within(2 * kLine / kMm));
  const Word& recipients = pdf.word("各派出所");
  CHECK(recipients.left / kMm == within(left));
  // title characters 22 pt on a pitch of 36 pt, then one empty line
  CHECK((pdf.top(recipients, FontRole::fangsong, U'各') - title_top) / kMm == within((36 + kLine) / kMm));
}

TEST_CASE("公文: levels of headings have their faces, all in 三号") {
  const Finished& pdf = notice();
  const Word& first = pdf.word("一、总体要求");
  CHECK(pdf.size(first, FontRole::heiti, U'总') == Approx(16).margin(0.1));
  CHECK(first.left / kMm == within(28 + 2 * 156.0 / 28));
  const Word& second = pdf.word("（一）任务", 2);
  CHECK(pdf.size(second, FontRole::kaiti, U'任') == Approx(16).margin(0.1));
  const std::string list = pdf.fonts_list();
  for (const FontRole role :
       {FontRole::fangsong, FontRole::heiti, FontRole::kaiti, FontRole::songti, FontRole::title})
    CHECK(list.find(fonts().face_name(fonts().measure(role, U'一')->face)) != std::string::npos);
}

TEST_CASE("公文: a page of text has 22 lines of 28 characters in 156 by 225 mm") {
  const Finished pdf(paper("---\n发文机关: 示例县公安局\n---\n# 题\n\n" + filler(60)));
  std::set<long> lines;
  double left = 1e9, right = 0, top = 1e9, foot = 0;
  for (const Word& word : pdf.words) {
    if (word.page != 2 || word.text.find("—") != std::string::npos) continue;
    const double y = pdf.top(word, FontRole::fangsong, U'各');
    if (y > (37 + 226) * kMm) continue; // the page number
    lines.insert(std::lround(y));
    left = std::min(left, word.left), right = std::max(right, word.right);
    top = std::min(top, y), foot = std::max(foot, y + 16);
  }
  CHECK(lines.size() == 22);
  CHECK(left / kMm == within(28));
  CHECK(right / kMm <= 28 + 156 + 0.3);
  CHECK(top / kMm == within(37));
  CHECK(foot / kMm == within(37 + 225));
}

TEST_CASE("公文: page numbers — 1 — stand 7 mm below the type area, outside, one character in") {
  const Finished& pdf = notice();
  for (const std::size_t page : {1, 2, 3}) {
    std::vector<Word> parts;
    for (const Word& word : pdf.words)
      if (word.page == page && word.top > (37 + 225 + 4) * kMm) parts.push_back(word);
    REQUIRE_FALSE(parts.empty());
    std::string text;
    double left = 1e9, right = 0;
    for (const Word& word : parts) {
      text += word.text;
      left = std::min(left, word.left), right = std::max(right, word.right);
    }
    CHECK(text == "—" + std::to_string(page) + "—");
    const double size = pdf.size(parts.front(), FontRole::songti, U'—');
    CHECK(size == Approx(14).margin(0.1));
    const double base = pdf.top(parts.front(), FontRole::songti, U'—') + kEmAscent * size;
    const double dash = base - fonts().measure(FontRole::songti, U'—')->top * size;
    CHECK(dash / kMm == within(37 + 225 + 7));
    if (page % 2 == 1)
      CHECK(right / kMm == within(28 + 156 - 14 / kMm));
    else
      CHECK(left / kMm == within(28 + 14 / kMm));
  }
}

TEST_CASE("公文: with a seal the date stands four characters in and the signature is centred on it") {
  const Finished& pdf = notice();
  const double em = 442.2 / 28;
  const auto text = std::find_if(pdf.words.begin(), pdf.words.end(),
                                 [](const Word& w) { return w.text.find("附件：") != std::string::npos; });
  REQUIRE(text != pdf.words.end());
  const std::size_t page = text->page;
  double date_left = 1e9, date_right = 0, date_top = 0;
  const Word& day = pdf.word("日", page);
  for (const Word& word : pdf.words)
    if (word.page == page && std::abs(word.top - day.top) < 8 && word.left > 250) {
      date_left = std::min(date_left, word.left), date_right = std::max(date_right, word.right);
      date_top = word.top;
    }
  CHECK(date_top > 0);
  CHECK(date_right / kMm == within((79.37 + 442.2 - 4 * em) / kMm));
  const Word& name = pdf.word("示例县公安局", page);
  CHECK((name.left + name.right) / 2 / kMm == within((date_left + date_right) / 2 / kMm));
  // 附件说明: one line below the text, two characters in
  CHECK(text->left / kMm == within((79.37 + 2 * em) / kMm));
  // 附注: the line below the date, two characters in
  CHECK(pdf.word("（此件公开发布）", page).left / kMm == within((79.37 + 2 * em) / kMm).margin(0.6));
}

TEST_CASE("公文: attachments have pages of their own, 附件1 in 黑体 at the top left, the title on line 3") {
  const Finished& pdf = notice();
  const std::size_t last = pdf.words.back().page;
  const Word& label = pdf.word("附件", last);
  CHECK(label.left / kMm == within(28));
  CHECK(pdf.top(label, FontRole::heiti, U'附') / kMm == within(37));
  CHECK(pdf.size(label, FontRole::heiti, U'附') == Approx(16).margin(0.1));
  CHECK(pdf.top(pdf.word("分工表", last), FontRole::title, U'分') / kMm == within(37 + 2 * kLine / kMm));
  CHECK(pdf.word("事项表", last - 1).page == last - 1);
}

TEST_CASE("公文: 版记 ends on the last page's type area, thick rules outside, a thin one inside") {
  const Finished& pdf = notice();
  const std::size_t last = pdf.words.back().page;
  std::vector<Stroke> rules;
  for (const Stroke& stroke : pdf.strokes)
    if (stroke.page == last) rules.push_back(stroke);
  REQUIRE(rules.size() == 3);
  CHECK(rules[0].width == Approx(0.99).margin(0.02));
  CHECK(rules[1].width == Approx(0.71).margin(0.02));
  CHECK(rules[2].width == Approx(0.99).margin(0.02));
  CHECK(rules[2].y / kMm == within(37 + 225));
  CHECK((rules[0].x2 - rules[0].x1) / kMm == within(156));
  const Word &copies = pdf.word("抄送", last), &office = pdf.word("示例县公安局办公室", last);
  CHECK(pdf.size(copies, FontRole::fangsong, U'抄') == Approx(14).margin(0.1));
  CHECK(copies.left / kMm == within(28 + 14 / kMm));
  CHECK(copies.right - copies.left == Approx(8 * 14).margin(1)); // 抄送：市公安局。 with a whole colon
  CHECK(office.left / kMm == within(28 + 14 / kMm));
  CHECK(pdf.word("印发", last).right / kMm == within(28 + 156 - 14 / kMm));
}

TEST_CASE("公文: without a seal the signature ends two characters in; a longer date moves it to the left") {
  const double em = 442.2 / 28, right = 79.37 + 442.2;
  const std::string head = "---\n发文机关: 示例县公安局\n成文日期: 2026-03-09\n署名: ";
  const Finished longer(paper(head + "示例县公安局治安管理大队办公室\n---\n# 题\n\n文。\n"));
  CHECK(longer.word("治安管理大队").right / kMm == within((right - 2 * em) / kMm));
  CHECK(longer.word("2026").left / kMm == within((longer.word("治安管理大队").left + 2 * em) / kMm));
  const Finished shorter(paper(head + "县局\n---\n# 题\n\n文。\n"));
  CHECK(shorter.word("日").right / kMm == within((right - 2 * em) / kMm));
  CHECK(shorter.word("2026").left / kMm == within((shorter.word("县局").left + 2 * em) / kMm));
}

TEST_CASE("公文: for a higher office the number stands left and 签发人 right; a joint issue names all") {
  const Finished pdf(
      paper("---\n发文机关: [示例县公安局, 示例县司法局, 示例县教育局]\n发文字号: 示公发〔2026〕9号\n"
            "签发人: [甲某某, 乙某, 丙某某]\n主送: 示例县人民政府\n---\n# 报告\n\n" +
            filler(3)));
  const double em = 442.2 / 28;
  const Word &number = pdf.word("示公发"), &third = pdf.word("丙某某"), &first = pdf.word("甲某某");
  CHECK(number.left / kMm == within(28 + em / kMm));
  CHECK(pdf.size(third, FontRole::kaiti, U'丙') == Approx(16).margin(0.1));
  CHECK(pdf.top(third, FontRole::kaiti, U'丙') ==
        Approx(pdf.top(number, FontRole::fangsong, U'示')).margin(0.5));
  CHECK(third.right == Approx(first.right).margin(0.5)); // of as many characters
  CHECK(pdf.word("文件").left > pdf.word("示例县司法局").right);
  CHECK(pdf.word("示例县教育局").top > pdf.word("示例县司法局").top);
}

TEST_CASE(
    "公文: each name of a sealed joint issue stands in the middle under its seal, and no two seals meet") {
  struct Row {
    std::vector<const char*> names;
    std::size_t lines;
  };
  for (const Row& row : {Row{{"示例县公安局", "示例县教育局", "示例县司法局"}, 1},
                         Row{{"示例县公安局", "示例县教育局", "示例县司法局", "示例县财政局"}, 2},
                         Row{{"示例县公安局", "示例县司法局", "示例县市场监督管理局"}, 1},
                         Row{{"示例县公安局", "示例县住房和城乡建设局", "示例县市场监督管理局"}, 2},
                         Row{{"示例县公安局", "示例县司法局", "示例县民政局", "示例县教育局", "示例县财政局",
                              "示例县卫生健康局", "示例县人力资源和社会保障局"},
                             3}}) {
    std::string names;
    for (const char* name : row.names)
      names += (names.empty() ? "" : ", ") + std::string(name);
    INFO(names);
    const Finished pdf(paper("---\n发文机关: [" + names + "]\n发文字号: 示公发〔2026〕9号\n印章: 有\n" +
                             "成文日期: 2026-12-29\n主送: 各派出所\n---\n# 通知\n\n" + filler(10)));
    const std::size_t page = pdf.words.back().page;
    REQUIRE(page > 1); // the first page names them in red, too
    std::vector<const Word*> found;
    std::set<long> lines;
    for (const char* name : row.names) {
      found.push_back(&pdf.word(name, page));
      lines.insert(std::lround(found.back()->top));
    }
    CHECK(lines.size() == row.lines);
    for (std::size_t i = 0; i < found.size(); ++i)
      for (std::size_t j = i + 1; j < found.size(); ++j) {
        const double dx = (found[j]->left + found[j]->right - found[i]->left - found[i]->right) / 2,
                     dy = found[j]->top - found[i]->top;
        CHECK(std::hypot(dx, dy) / kMm >= 44.9); // a seal is 42 mm across
      }
    CHECK(found[0]->left >= 28 * kMm - 0.5);
    CHECK(found.back()->right <= (28 + 156) * kMm + 0.5);
  }
}

TEST_CASE("公文: 签名章 leaves its place, the post stands beside it, the date a line below") {
  const Finished pdf(
      paper("---\n发文机关: 示例县公安局\n发文字号: 示公〔2026〕5号\n签发人: 样例甲\n印章: 签名章\n"
            "职务: 局长\n成文日期: 2026-03-09\n主送: 示例市公安局\n---\n# 报告\n\n现报告如下。"));
  const double em = 442.2 / 28;
  const Word &post = pdf.word("局长"), &day = pdf.word("日");
  CHECK(day.right / kMm == within((79.37 + 442.2 - 4 * em) / kMm));
  CHECK(post.right < 79.37 + 442.2 - 4 * em - 20 * kMm); // the stamp's width and two characters
  CHECK(day.top - post.top > 29);
}

TEST_CASE("信函: mark 30 mm from the paper's edge, double red lines of 170 mm, no page number on page 1") {
  const Finished pdf(paper("---\n发文机关: 示例县公安局\n发文字号: 示公函〔2026〕8号\n主送: 示例县教育局\n"
                           "抄送: 市公安局\n---\n# 关于协助排查的函\n\n" +
                               filler(14),
                           "信函"));
  const Word& mark = pdf.word("示例县公安局");
  const double size = pdf.size(mark, FontRole::title, U'示');
  double ink = 0;
  for (const char32_t c : {U'示', U'例', U'县', U'公', U'安', U'局'})
    ink = std::max(ink, fonts().measure(FontRole::title, c)->top);
  CHECK((pdf.top(mark, FontRole::title, U'示') + (kEmAscent - ink) * size) / kMm == within(30));
  std::vector<Stroke> red;
  for (const Stroke& stroke : pdf.strokes)
    if (stroke.red) red.push_back(stroke);
  REQUIRE(red.size() == 4);
  CHECK(red[0].width > red[1].width);
  CHECK(red[2].width < red[3].width);
  for (const Stroke& stroke : red)
    CHECK((stroke.x2 - stroke.x1) / kMm == within(170));
  CHECK((841.89 - red[3].y) / kMm == Approx(20).margin(0.5));
  CHECK(pdf.word("号").right / kMm == within(28 + 156));
  for (const Word& word : pdf.words)
    if (word.page == 1) CHECK(word.top < (37 + 225) * kMm);
  CHECK(pdf.word("2", 2).page == 2);
}

TEST_CASE("纪要: the labels of its rolls are in 黑体 and further lines begin behind the colon") {
  const Finished pdf(
      paper("---\n发文机关: 示例县公安局\n标志: 示例县公安局局务会议纪要\n出席: [甲某, 乙某, 丙某, 丁某, "
            "戊某, 己某, 庚某, 辛某, 壬某, 癸某]\n---\n会议决定。\n",
            "纪要"));
  CHECK(pdf.word("局务会议纪要").page == 1);
  CHECK(pdf.size(pdf.word("出席"), FontRole::heiti, U'出') == Approx(16).margin(0.1));
}

TEST_CASE("Elements of a 公文 that cannot be right are refused with their line") {
  const auto [front_matter, expected] = GENERATE(table<std::string, std::string>({
      {"发文机关: 甲局\n发文字号: 三号文", "发文字号“三号文”读不懂"},
      {"发文机关: 甲局\n发文字号: 甲发〔26〕3号", "发文字号“甲发〔26〕3号”读不懂"},
      {"发文机关: 甲局\n成文日期: 2026-02-30", "成文日期“2026-02-30”不是日历上的某一天"},
      {"发文机关: 甲局\n印章: 大红", "印章不能是“大红”"},
      {"发文字号: 甲发〔2026〕3号", "有“发文字号”就要有“发文机关”"},
      {"发文机关: 甲局\n份号: 1234567", "份号“1234567”应当是不超过六位的数字"},
      {"发文机关: 甲局\n发文字号: [甲, 乙]", "“发文字号”只能写一个"},
      {"印发机关: 甲办", "有“印发机关”就要有“印发日期”"},
      {"发文机关: 甲局\n密级: 绝蜜", "密级不能是“绝蜜”"},
      {"发文机关: 甲局\n密级: 机密★", "密级不能是“机密★”"},
      {"发文机关: 甲局\n密级: 机密1年", "密级不能是“机密1年”"},
      {"发文机关: 甲局\n紧急程度: 很急", "紧急程度不能是“很急”"},
      {"发文机关: 甲局\n成文日期: 2026-03-01\n印章: 签名章", "加盖签名章要写签发人的职务"},
  }));
  INFO(front_matter);
  const auto layout = try_paper("---\n" + front_matter + "\n---\n# 题\n\n文\n");
  REQUIRE_FALSE(layout);
  CHECK(layout.error().front().message == expected);
  CHECK(layout.error().front().where.starts_with("样.md:"));
}

TEST_CASE(
    "Without elements the style 公文 sets a plain text, for any document that only wants its type area") {
  const PageLayout layout = paper("# 某办法\n\n第一条　为了……\n");
  CHECK(layout.pages.size() == 1);
  CHECK(layout.pages[0].rules.empty());
}

TEST_CASE(
    "公文: a text of a few lines stays on the first page however many attachments its sign-off follows") {
  const std::string line = "现将有关文件印发给你们，请认真贯彻执行，有问题请报局办公";
  for (const int lines : {1, 2, 3, 4})
    for (const int attachments : {0, 1, 2, 3, 4, 6})
      for (const char* seal : {"有", "无"}) {
        std::string text =
            "---\n发文机关: 示例县公安局\n发文字号: 示公发〔2026〕13号\n主送: 各派出所，局属各单位\n"
            "成文日期: 2026-12-09\n印章: " +
            std::string(seal) + "\n附件: [";
        for (int i = 0; i < attachments; ++i)
          text += (i > 0 ? ", 管理办法" : "管理办法") + std::to_string(i);
        text += "]\n---\n# 示例县公安局关于印发《案件管理办法》等文件的通知\n\n";
        for (int i = 0; i < lines; ++i)
          text += line;
        INFO(lines << " 行，" << attachments << " 个附件，印章" << seal);
        const Finished pdf(paper(text + "。\n"));
        CHECK(pdf.word("现将").page == 1);
        const std::size_t last = pdf.words.back().page; // of the sign-off
        if (last == 1) continue;
        const std::string first_word = std::find_if(pdf.words.begin(), pdf.words.end(), [&](const Word& w) {
                                         return w.page == last;
                                       })->text;
        // what the sign-off follows on its page: an attachment's name or a line of the text
        CHECK(first_word.find("2026") == std::string::npos);
        CHECK(first_word.find("示例县公安局") == std::string::npos);
      }
}

TEST_CASE("公文: a 主送 that leaves no room for the text on the first page is refused with its line") {
  std::string text = "---\n发文机关: 示例县公安局\n主送: [";
  for (int i = 0; i < 60; ++i)
    text += (i > 0 ? ", 示例县某某单位之" : "示例县某某单位之") + std::to_string(i);
  text += "]\n---\n# 关于某事的通知\n\n";
  const auto layout = try_paper(text + filler(9));
  REQUIRE_FALSE(layout);
  CHECK(layout.error().front().message == "主送太长，首页没有正文");
  CHECK(layout.error().front().where == "样.md:3");
}

TEST_CASE("公文: a mark that does not fit is refused with the line of the element that it prints") {
  const std::string rest = "主送: 各所\n成文日期: 2026-03-09\n---\n# 题\n\n文。\n";
  const std::string name = "示例县社会治安综合治理和平安建设领导小组办公室及其成员单位联席会议办公室";
  const auto issuer = try_paper("---\n份号: 1\n发文机关: " + name + name + name + "\n" + rest);
  REQUIRE_FALSE(issuer);
  CHECK(issuer.error().front().where == "样.md:3");
  const auto mark = try_paper("---\n发文机关: 甲局\n标志: " + name + name + name + "\n" + rest);
  REQUIRE_FALSE(mark);
  CHECK(mark.error().front().where == "样.md:3");
}

TEST_CASE("公文: long elements of one line wrap or stand one below the other, none over another one") {
  const Finished pdf(paper(
      "---\n发文机关: 示例县平安办\n发文字号: 示平安办发〔2026〕123号\n签发人: [阿卜杜热西提·买买提依明, "
      "古丽娜尔·阿不都热合曼, 王强]\n主送: 各所\n成文日期: 2026-12-09\n署名: "
      "示例县社会治安综合治理和平安建设领导小组办公室\n抄送: 市公安局\n印发机关: "
      "示例县社会治安综合治理和平安建设领导小组办公室\n印发日期: 2026-12-10\n---\n# 请示\n\n" +
      filler(4)));
  const Word &number = pdf.word("示平安办发"), &first = pdf.word("阿卜杜热西提"), &last = pdf.word("王强");
  CHECK(last.top == Approx(number.top).margin(6));
  CHECK(first.top < number.top - 50); // three rows of one name
  CHECK(last.left > pdf.word("123").right);
  CHECK(pdf.word("签发人").left > 28 * kMm);
  const std::size_t page = pdf.words.back().page;
  const Word& printed = pdf.word("印发", page);
  CHECK(printed.top > pdf.word("示例县社会治安", page).top + 10);
  for (const Word& word : pdf.words) {
    CHECK(word.left >= 28 * kMm - 0.5);
    CHECK(word.right <= (28 + 156) * kMm + 0.5);
  }
}

TEST_CASE("公文: an element of one line that is wider than the type area is refused with its line") {
  const std::string name = "示例县社会治安综合治理和平安建设领导小组办公室联合工作专班综合协调组";
  const auto [front_matter, expected] = GENERATE_COPY(table<std::string, std::string>({
      {"署名: " + name, "“署名”太长，一行排不下"},
      {"发文字号: " + name + "〔2026〕3号", "“发文字号”太长，一行排不下"},
      {"发文字号: 甲发〔2026〕3号\n签发人: " + name, "签发人太长，与发文字号排不在一行"},
      {"印章: 签名章\n职务: " + name, "“职务”太长，一行排不下"},
  }));
  const auto layout =
      try_paper("---\n发文机关: 甲局\n成文日期: 2026-03-09\n" + front_matter + "\n---\n# 题\n\n文\n");
  REQUIRE_FALSE(layout);
  CHECK(layout.error().front().message == expected);
  const int lines = static_cast<int>(std::count(front_matter.begin(), front_matter.end(), '\n'));
  CHECK(layout.error().front().where == "样.md:" + std::to_string(4 + lines));
}

TEST_CASE("公文: a 抄送 longer than a page is refused with its line, a shorter one stays in the type area") {
  const auto with_copies = [](int count) {
    std::string text = "---\n发文机关: 示例县公安局\n成文日期: 2026-03-09\n抄送: [";
    for (int i = 0; i < count; ++i)
      text += (i > 0 ? ", 示例县某某局" : "示例县某某局") + std::to_string(i);
    return text + "]\n---\n# 题\n\n文\n";
  };
  const Finished pdf(paper(with_copies(80)));
  for (const Word& word : pdf.words)
    if (word.text.find("—") == std::string::npos) CHECK(word.top >= 36 * kMm);
  const auto refused = try_paper(with_copies(110));
  REQUIRE_FALSE(refused);
  CHECK(refused.error().front().message == "抄送太长，版记一面排不下");
  CHECK(refused.error().front().where == "样.md:4");
}

TEST_CASE("信函: a joint letter bears the leading office's mark") {
  const Finished pdf(paper("---\n发文机关: [示例县公安局, 示例县司法局, 示例县市场监督管理局]\n"
                           "成文日期: 2026-03-09\n印章: 有\n---\n# 函\n\n" +
                               filler(20),
                           "信函"));
  const Word& mark = pdf.word("示例县公安局");
  CHECK(mark.top < 35 * kMm);
  for (const Word& word : pdf.words)
    if (word.text.find("示例县司法局") != std::string::npos) CHECK(word.page > 1); // in the sign-off
}

TEST_CASE(
    "公文: a mark too long for one line stands on two, in the middle, not smaller than its least size") {
  const Finished pdf(paper("---\n发文机关: 示例县社会治安综合治理和平安建设领导小组办公室\n"
                           "成文日期: 2026-03-09\n---\n# 关于通报表扬的通知\n\n正文一段。\n"));
  const Word *upper = &pdf.words[0], *lower = &pdf.words[1];
  CHECK(upper->text == "示例县社会治安综合治理"); // broken where the sense allows it
  CHECK(lower->text == "和平安建设领导小组办公室文件");
  CHECK(lower->top > upper->top + 20);
  CHECK(pdf.size(*upper, FontRole::title, U'示') >= 22);
  for (const Word* line : {upper, lower})
    CHECK((line->left + line->right) / 2 / kMm == within(28 + 78));
}

TEST_CASE("公文: one attachment bears no number, in the list and on its page") {
  const std::string rest = "成文日期: 2026-03-09\n附件: [事项表]\n---\n# 题\n\n文。\n\n<!-- 附件 1 -->\n\n# "
                           "事项表\n\n内容。\n";
  const Finished pdf(paper("---\n发文机关: 示例县公安局\n" + rest));
  CHECK(pdf.words.size() > 3);
  CHECK(pdf.word("附件", 2).text == "附件");
  CHECK(pdf.word("附件：", 1).text.find('1') == std::string::npos);
}

TEST_CASE("纪要: a roll of names without a date does not stand alone on a page") {
  for (int paragraphs = 1; paragraphs < 30; ++paragraphs) {
    const Finished pdf(paper("---\n发文机关: 示例县公安局\n标志: 局务会议纪要\n出席: [甲某, 乙某]\n---\n" +
                                 filler(paragraphs),
                             "纪要"));
    const Word& label = *std::find_if(pdf.words.begin(), pdf.words.end(),
                                      [](const Word& w) { return w.text.find("出席") != std::string::npos; });
    const auto above = std::count_if(pdf.words.begin(), pdf.words.end(), [&](const Word& w) {
      return w.page == label.page && w.top < label.top - 5;
    });
    INFO(paragraphs);
    CHECK(above > 0);
  }
}

TEST_CASE("公文: what a paper lacks and where its attachments contradict each other is told with its place") {
  const auto findings = [](const std::string& text, const std::string& style_name) {
    const auto head = split_front_matter(text, "样.md");
    REQUIRE(head);
    Errors ignored, problems, warnings;
    const auto elements = read_elements(element_texts(head->data, "样.md"), ignored);
    check_paper(parse_markdown(head->body, {}, "样.md", head->body_line).value(), elements,
                *style(style_name).paper, "样.md", "样.md", problems, warnings);
    std::string out;
    for (const auto& problem : problems)
      out += "错 " + problem.where + " " + problem.message + "\n";
    for (const auto& warning : warnings)
      out += "警 " + warning.where + " " + warning.message + "\n";
    return out;
  };
  const std::string whole = "发文机关: 甲局\n发文字号: 甲发〔2026〕3号\n主送: 各所\n成文日期: 2026-03-09\n";
  const std::string text = "---\n# 题\n\n文。\n\n";
  CHECK(findings("---\n" + whole + text, "公文").empty());
  CHECK(findings("---\nstyle: 公文\n" + text, "公文") == "错 样.md 没有“发文机关”\n错 样.md 没有“成文日期”\n"
                                                         "警 样.md 没有“发文字号”\n警 样.md 没有“主送”\n");
  CHECK(findings("---\n标志: 甲局令\n成文日期: 2026-03-09\n" + text, "信函") ==
        "警 样.md 没有“发文字号”\n警 样.md 没有“主送”\n");
  CHECK(findings("---\n标志: 局务会议纪要\n" + text, "纪要").empty());
  CHECK(findings("---\n" + whole + "印发机关: 甲办\n印发日期: 2026-03-01\n" + text, "公文") ==
        "警 样.md:7 印发日期 2026年3月1日 早于成文日期 2026年3月9日\n");
  CHECK(findings("---\n" + whole + "附件: [甲, 乙, 丙]\n" + text +
                     "<!-- 附件 1 -->\n\n# 别的\n\n<!-- 附件 3 -->\n\n# 丙\n",
                 "公文") == "警 样.md:6 附件说明列了 3 个，文后有 2 个\n"
                            "警 样.md:14 附件的标题“别的”与附件说明里的“甲”不同\n"
                            "警 样.md:16 第 2 个附件写的是“附件3”\n");
  CHECK(findings("---\n" + whole + text + "<!-- 附件 1 -->\n\n文。\n", "公文") ==
        "警 样.md:11 文后有附件，文件头没有附件说明\n");
  CHECK(findings("---\n" + whole + "附件: [甲表]\n" + text + "<!-- 附件 -->\n\n文。\n", "公文") ==
        "警 样.md:12 附件“甲表”没有标题\n");
  CHECK(findings("---\n" + whole + "附件: [《甲 表》]\n" + text + "<!-- 附件 7 -->\n\n# 甲表\n", "公文")
            .empty());
}

TEST_CASE("材料: the two lines of a 署名 stay two lines as they were written") {
  const Finished pdf(paper("# 题\n\n文。\n\n<!-- 署名 -->\n示例县公安局\n2026年3月9日\n", "材料"));
  CHECK(pdf.word("2026").top > pdf.word("示例县公安局").top + 20);
  CHECK(pdf.word("2026").left > pdf.word("示例县公安局").left + 20);
}

TEST_CASE("公文: no page bears the 版记 alone") {
  for (int paragraphs = 3; paragraphs < 40; ++paragraphs) {
    INFO(paragraphs);
    const Finished pdf(
        paper("---\n发文机关: 示例县公安局\n成文日期: 2026-03-09\n抄送: 市公安局\n印发机关: 甲办\n"
              "印发日期: 2026-03-10\n---\n# 题\n\n" +
              filler(paragraphs)));
    const Word& copies = *std::find_if(pdf.words.begin(), pdf.words.end(), [](const Word& w) {
      return w.text.find("抄送") != std::string::npos;
    });
    CHECK(copies.page == pdf.words.back().page);
    CHECK(std::any_of(pdf.words.begin(), pdf.words.end(),
                      [&](const Word& w) { return w.page == copies.page && w.top < copies.top - 20; }));
  }
}

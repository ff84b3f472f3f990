// A 公文 against GB/T 9704—2012: where its elements stand, how large, in which face, to 0.3 mm.
#include "tests/render/papers.hpp"

#include <set>

using namespace fengqiao;
using namespace fengqiao::render;
using namespace fengqiao::test;

namespace {

const std::string kNotice =
    "---\n"
    "发文机关: 示例县公安局\n份号: 12\n密级: 机密★1年\n紧急程度: 特急\n"
    "发文字号: 示公发[2026]第03号\n主送: [各派出所, 局属各单位]\n"
    "附件: [1. 事项表, 分工表]\n成文日期: 2026-03-09\n印章: 有\n附注: 此件公开发布\n"
    "抄送: 市公安局\n印发机关: 示例县公安局办公室\n印发日期: 2026-03-10\n---\n"
    "# 关于开展宣传工作的通知\n\n现通知如下。\n\n## 一、总体要求\n\n" +
    filler(12) + "### （一）任务\n\n" + filler(8) +
    "<!-- 附件 1 -->\n\n# 事项表\n\n附件正文。\n\n<!-- 附件 2 -->\n\n# 分工表\n\n另一附件。\n";

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

TEST_CASE("公文: without a seal the signature ends two characters in, a longer date moves it to the left") {
  const double em = 442.2 / 28, right = 79.37 + 442.2;
  const std::string head = "---\n发文机关: 示例县公安局\n成文日期: 2026-03-09\n署名: ";
  const Finished longer(paper(head + "示例县公安局治安管理大队办公室\n---\n# 题\n\n文。\n"));
  CHECK(longer.word("治安管理大队").right / kMm == within((right - 2 * em) / kMm));
  CHECK(longer.word("2026").left / kMm == within((longer.word("治安管理大队").left + 2 * em) / kMm));
  const Finished shorter(paper(head + "县局\n---\n# 题\n\n文。\n"));
  CHECK(shorter.word("日").right / kMm == within((right - 2 * em) / kMm));
  CHECK(shorter.word("2026").left / kMm == within((shorter.word("县局").left + 2 * em) / kMm));
}

TEST_CASE("公文: for a higher office the number stands left and 签发人 right, a joint issue names all") {
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

TEST_CASE("材料: the two lines of a 署名 stay two lines as they were written") {
  const Finished pdf(paper("# 题\n\n文。\n\n<!-- 署名 -->\n示例县公安局\n2026年3月9日\n", "材料"));
  CHECK(pdf.word("2026").top > pdf.word("示例县公安局").top + 20);
  CHECK(pdf.word("2026").left > pdf.word("示例县公安局").left + 20);
}

TEST_CASE(
    "命令: mark 20 mm below the type area's edge, the number two lines below, the text two lines further") {
  const Finished pdf(
      paper("---\n发文机关: 示例县公安局\n发文字号: 第3号\n成文日期: 2026-03-09\n印章: 签名章\n"
            "职务: 局　长\n---\n《示例规定》已经局务会议通过，现予公布，自公布之日起施行。\n",
            "命令"));
  const Word &mark = pdf.word("示例县公安局令"), &number = pdf.word("第"), &text = pdf.word("《示例规定》");
  const double size = pdf.size(mark, FontRole::title, U'示');
  double ink = 0, foot = 0;
  for (const char32_t c : std::u32string(U"示例县公安局令")) {
    ink = std::max(ink, fonts().measure(FontRole::title, c)->top);
    foot = std::min(foot, fonts().measure(FontRole::title, c)->bottom);
  }
  const double base = pdf.top(mark, FontRole::title, U'示') + kEmAscent * size;
  CHECK((base - ink * size) / kMm == within(37 + 20));
  const double number_top = pdf.top(number, FontRole::fangsong, U'第');
  CHECK((number_top - (base - foot * size)) / kMm == within(2 * kLine / kMm));
  CHECK((pdf.top(text, FontRole::fangsong, U'《') - number_top - 16) / kMm == within(2 * kLine / kMm));
  CHECK(std::none_of(pdf.strokes.begin(), pdf.strokes.end(), [](const Stroke& s) { return s.red; }));
  CHECK(pdf.word("局", 1).page == 1);
}

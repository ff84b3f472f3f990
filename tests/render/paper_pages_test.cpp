// What of a 公文 stands on which page: text on the first, a sign-off never alone, 版记 on the last.
#include "render/paper_tree.hpp"
#include "tests/render/papers.hpp"

#include <map>

using namespace fengqiao;
using namespace fengqiao::render;
using namespace fengqiao::test;

namespace {

const std::string kShort =
    "---\n发文机关: 示例县公安局\n主送: 各派出所\n成文日期: 2026-03-09\n抄送: 市公安局\n---\n# 关于某事的通知\n\n";

} // namespace

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

TEST_CASE("公文: a 主送 that leaves no room for the text on the first page moves to the 版记, above 抄送") {
  std::string text = "---\n发文机关: 示例县公安局\n主送: [";
  for (int i = 0; i < 60; ++i)
    text += (i > 0 ? ", 示例县某某单位之" : "示例县某某单位之") + std::to_string(i);
  text += "]\n成文日期: 2026-03-09\n抄送: 市公安局\n---\n# 关于某事的通知\n\n";
  Errors notes;
  const auto layout = try_paper(text + filler(9), "公文", &notes);
  REQUIRE(layout);
  REQUIRE(notes.size() == 1);
  CHECK(notes.front().where == "样.md:3");
  CHECK(notes.front().message == "主送太长，首页排不下正文，已移到版记（抄送之上）");
  const Finished pdf(*layout);
  CHECK(pdf.word("各单位要").page == 1);
  const std::size_t last = pdf.words.back().page;
  const Word &names = pdf.word("主送：", last), &copies = pdf.word("抄送：", last);
  CHECK(names.left == Approx(copies.left).margin(0.1));
  CHECK(copies.top > pdf.word("59。", last).top + 10);
  CHECK(pdf.size(names, FontRole::fangsong, U'主') == Approx(14).margin(0.1));
  std::size_t rules = 0;
  for (const Stroke& stroke : pdf.strokes)
    rules += stroke.page == last ? 1 : 0;
  CHECK(rules == 2); // none between 主送 and 抄送
}

TEST_CASE("公文: a short 主送 stays where it belongs, and nobody is told anything") {
  Errors notes;
  const auto layout = try_paper(kShort + filler(9), "公文", &notes);
  REQUIRE(layout);
  CHECK(notes.empty());
  CHECK(Finished(*layout).word("各派出所：").page == 1);
}

TEST_CASE("公文: a 抄送 of any length is printed to its last name, and the 版记 ends the last page") {
  for (const int count : {1, 60, 80, 95, 110, 250, 400}) {
    INFO(count);
    std::string text = "---\n发文机关: 示例县公安局\n成文日期: 2026-03-09\n抄送: [", names;
    for (int i = 0; i < count; ++i) {
      const std::string name = "示例县某某局" + std::to_string(i);
      text += (i > 0 ? ", " : "") + name;
      names += (i > 0 ? "，" : "抄送：") + name;
    }
    const Finished pdf(paper(text + "]\n印发机关: 甲办\n印发日期: 2026-03-10\n---\n# 题\n\n" + filler(2)));
    std::string printed;
    for (const Word& word : pdf.words) {
      if (word.top > (37 + 225 + 2) * kMm) continue; // the page number
      CHECK(word.top >= 36 * kMm);
      CHECK(word.foot <= (37 + 225 + 2) * kMm);
      printed += word.text;
    }
    CHECK(printed.find(names + "。甲办2026年3月10日印发") != std::string::npos);
    double lowest = 0;
    for (const Stroke& stroke : pdf.strokes)
      if (stroke.page == pdf.words.back().page) lowest = std::max(lowest, stroke.y);
    CHECK(lowest / kMm == within(37 + 225));
  }
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

TEST_CASE("公文: the 版记 stands on the last page, below the end of a footnote that goes on there") {
  for (const int sentences : {5, 20, 30, 40, 44, 48, 52, 56, 60, 70, 80, 100, 120}) {
    INFO(sentences);
    std::string note;
    for (int i = 0; i < sentences; ++i)
      note += "注释说明第" + std::to_string(i) + "句，供参考，不作为依据。";
    const Finished pdf(paper(kShort + filler(4) + "末段引注[^甲]。\n\n[^甲]: " + note + "终了\n"));
    const std::size_t last = pdf.words.back().page;
    const Word& copies = pdf.word("抄送", last);
    const auto end = std::find_if(pdf.words.begin(), pdf.words.end(),
                                  [](const Word& w) { return w.text.find("终了") != std::string::npos; });
    REQUIRE(end != pdf.words.end());
    CHECK(end->page == last);
    CHECK(end->foot < copies.top);
  }
}

TEST_CASE("纪要: a page of text is left with no more than four empty lines for the sake of the names") {
  const std::string names = "]\n请假: [法制大队大队长]\n列席: [城关派出所所长, 河湾派出所所长]\n---\n";
  for (int paragraphs = 1; paragraphs < 24; ++paragraphs) {
    INFO(paragraphs);
    const Finished pdf(paper("---\n发文机关: 示例县公安局\n标志: 局务会议纪要\n"
                             "出席: [局长, 政委, 分管副局长, 办公室主任, 治安管理大队大队长" +
                                 names + filler(paragraphs),
                             "纪要"));
    std::map<std::size_t, double> foot;
    for (const Word& word : pdf.words)
      if (word.top < (37 + 224) * kMm) foot[word.page] = std::max(foot[word.page], word.foot);
    foot.erase(std::prev(foot.end())); // the last page ends where it ends
    for (const auto& [page, y] : foot)
      CHECK(((37 + 225) * kMm - y) / kLine < 4.2);
  }
}

TEST_CASE("An anchor and a page break before an attachment are at its page, with any style") {
  for (const bool headed : {false, true}) {
    const auto tree = parse_markdown(
        "# 题\n\n见[附件](#附表)。\n\n<!-- 另起一页 -->\n<!-- 锚 附表 -->\n<!-- 附件 1 -->\n\n# 附表名\n\n文\n",
        {}, "样.md");
    const PageStyle paper = style("公文"), plain;
    const auto layout = headed ? compose(*tree, paper, fonts(), {.file = "样.md"})
                               : compose(with_elements(*tree, {}, {}), plain, fonts(), {.file = "样.md"});
    REQUIRE(layout);
    REQUIRE(layout->pages.size() == 2);
    const auto anchor = std::ranges::find(layout->anchors, "附表", &Anchor::name);
    REQUIRE(anchor != layout->anchors.end());
    CHECK(anchor->page == 1);
    CHECK(layout->pages[1].runs.front().text == U"附件");
  }
}

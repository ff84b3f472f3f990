// Papers of the other formats, made by the tests.
#include "core/encoding.hpp"
#include "core/process.hpp"
#include "indexer/readers/html_source.hpp"
#include "indexer/readers/paper.hpp"
#include "indexer/readers/plain_text.hpp"
#include "indexer/readers/printed_lines.hpp"
#include "indexer/readers/superscript.hpp"
#include "tests/support/zip_writer.hpp"

#include <catch2/catch.hpp>

using namespace fengqiao;
using namespace fengqiao::indexer;
using namespace fengqiao::test;

namespace {

using Texts = std::vector<std::string>;

Texts texts_of(const std::vector<Block>& blocks) {
  Texts out;
  for (const Block& block : blocks)
    out.push_back(block.text);
  return out;
}

// A line of 16-point characters on A4 at row `row`, `indent` characters in.
PrintedLine line(int page, int row, const std::string& text, double indent = 0) {
  const double left = 80 + indent * 16, top = 100 + row * 28;
  return {page, left, left + static_cast<double>(text.size()) / 3 * 16, top, top + 16, 595, 842, text};
}

const std::string kFull =
    "值班所领导应当在岗在位组织当日接处警并且审定当日三份报告按时上传"; // a full line, 32 characters

} // namespace

TEST_CASE("printed lines become paragraphs: hard line ends, page numbers and running heads go") {
  std::vector<PrintedLine> lines;
  for (int page = 1; page <= 3; ++page) {
    PrintedLine head = line(page, 0, "样例县公安局规定"),
                foot = line(page, 0, "— " + std::to_string(page) + " —");
    head.top = 30, head.bottom = 46, foot.top = 800, foot.bottom = 816;
    lines.push_back(head);
    lines.push_back(line(page, 0, "甲" + kFull.substr(6), 2));
    for (int row = 1; row < 10; ++row)
      lines.push_back(line(page, row, kFull));
    lines.push_back(line(page, 10, "以上。"));
    lines.push_back(line(page, 11, "短段。", 2));
    lines.push_back(foot);
  }
  const Texts texts = texts_of(join_printed_lines(lines));
  REQUIRE(texts.size() == 6);
  CHECK(texts[0].starts_with("甲"));
  CHECK(texts[0].ends_with("上传以上。"));
  CHECK(texts[1] == "短段。");
  for (const auto& text : texts)
    CHECK(text.find("样例县公安局规定") == std::string::npos);
}

TEST_CASE(
    "a paragraph goes on over a page, and a numbered line at the margin begins one behind a full stop") {
  const std::string stop = kFull.substr(0, kFull.size() - 3) + "。";
  std::vector<PrintedLine> lines{
      line(1, 0, "第一条 " + kFull.substr(12), 2), line(1, 1, kFull), line(2, 0, kFull), line(2, 1, stop),
      line(2, 2, "第二条 " + kFull.substr(12)),    line(2, 3, "完。")};
  const Texts texts = texts_of(join_printed_lines(lines));
  REQUIRE(texts.size() == 2);
  CHECK(texts[0].ends_with("。"));
  CHECK(texts[1].starts_with("第二条"));
  CHECK(join_printed_lines({}).empty());
}

TEST_CASE("text files: encodings are told, machine-made line ends are joined, typed ones are kept") {
  const std::string law = "样例县规定\n\n　　第一条　为了规范值班，制定本规定。\n";
  for (const auto& [bytes, name] : {std::pair(law, "UTF-8 文本"),
                                    {"\xEF\xBB\xBF" + law, "UTF-8（带 BOM） 文本"},
                                    {*encode_gb18030(law), "GB18030 文本"}}) {
    const auto paper = read_paper(bytes, "样例.txt");
    REQUIRE(paper);
    CHECK(paper->format == name);
    CHECK(texts_of(paper->blocks) == Texts{"样例县规定", "第一条 为了规范值班，制定本规定。"});
  }
  std::string cut;
  for (int i = 0; i < 4; ++i)
    cut += "　　" + kFull.substr(0, 90) + "\n" + kFull + "\n" + kFull + "\n完。\n";
  const auto joined = read_plain(cut, "样例.txt");
  REQUIRE(joined);
  CHECK(joined->blocks.size() == 4);
  CHECK(joined->remarks.size() == 1);
  CHECK(read_plain("一行\n二行\n三行\n", "样例.txt")->blocks.size() == 3);
}

TEST_CASE("lines that were cut behind so many characters are joined, however wide their digits are") {
  const auto paper = read_plain("样例县公安局关于加强夜间巡逻防控工作的通知\n\n各派出所：\n"
                                "　　一、明确巡逻时段。每日22时至次日5时为重点时段，各所不得\n"
                                "少于2组警力，每组不少于3人，其中民警不少于1人，辅警不少于\n2人。\n"
                                "　　二、落实必巡点位。学校、医院等重点部位每2小时巡逻一次，\n"
                                "超过30分钟未上传的视为脱岗。\n"
                                "　　三、严格督导考核。巡逻覆盖率低于90%的，扣减当月绩效2分，\n"
                                "并在全县通报。\n样例县公安局\n",
                                "样例.txt");
  REQUIRE(paper);
  CHECK(
      texts_of(paper->blocks) ==
      Texts{
          "样例县公安局关于加强夜间巡逻防控工作的通知", "各派出所：",
          "一、明确巡逻时段。每日22时至次日5时为重点时段，各所不得少于2组警力，每组不少于3人，其中民警不少于"
          "1人，辅警不少于2人。",
          "二、落实必巡点位。学校、医院等重点部位每2小时巡逻一次，超过30分钟未上传的视为脱岗。",
          "三、严格督导考核。巡逻覆盖率低于90%的，扣减当月绩效2分，并在全县通报。", "样例县公安局"});
}

TEST_CASE("page numbers of a text file go, and the sentence that one of them cut in two goes on") {
  const auto paper =
      read_plain("样例规定\n\n第一条 涉案财物应当在24小时内由专人\n- 1 -\n登记。\n第二条 双人双锁。\n\n"
                 "— 2 —\n\n第三条 贵重物品应当\n第 3 页 共 4 页\n密封。\n-4-\n",
                 "样例.txt");
  REQUIRE(paper);
  CHECK(texts_of(paper->blocks) == Texts{"样例规定", "第一条 涉案财物应当在24小时内由专人登记。",
                                         "第二条 双人双锁。", "第三条 贵重物品应当密封。"});
  REQUIRE(paper->remarks.size() == 1);
  CHECK(paper->remarks[0].starts_with("4 处页码没有导入"));
  // A single one, numbers that do not rise, figures without a mark: text.
  for (const char* text : {"甲\n- 1 -\n乙\n", "甲\n- 2 -\n乙\n- 1 -\n丙\n", "甲\n1\n乙\n2\n丙\n"})
    CHECK(read_plain(text, "样例.txt")->remarks.empty());
}

TEST_CASE("lines that are joined leave the numbers of the others as they are") {
  const std::string text =
      "样例规定\n\n第一条 由专人\n- 1 -\n登记。\n第二条 双人双锁。\n- 2 -\n\n第三条 密封。\n";
  CHECK(plain_text(text).text ==
        "样例规定\n\n第一条 由专人登记。\n\n\n第二条 双人双锁。\n\n\n第三条 密封。\n");
  const std::string typed = "　　第一条 甲。\n\n\t第二条 乙\n丙。";
  CHECK(plain_text(typed).text == typed);
  CHECK(plain_text("").text.empty());
}

TEST_CASE("a text whose characters stand apart is read as one") {
  const auto paper = read_plain(
      "样 例 县 公 安 局 辅 警 管 理 办 法\n\n第 一 条   辅 警 在 民 警 带 领 下 开 展 工 作 ， 不 得 单 独 执 法 。\n"
      "第 二 条   满 分 1 0 0 分 ， 低 于 6 0 . 5 % 的 ， 使 用 App 登 记 ， 自 2024 年 起 。\n",
      "样例.txt");
  REQUIRE(paper);
  CHECK(texts_of(paper->blocks) == Texts{"样例县公安局辅警管理办法",
                                         "第一条 辅警在民警带领下开展工作，不得单独执法。",
                                         "第二条 满分100分，低于60.5%的，使用App登记，自2024年起。"});
  CHECK(paper->remarks.size() == 1);
  CHECK(texts_of(read_plain("姓 名 张某\n巡逻 2 次", "样例.txt")->blocks) ==
        Texts{"姓 名 张某", "巡逻 2 次"});
}

TEST_CASE("the content decides over the extension, and what is unknown is named") {
  CHECK(read_paper("", "空.docx").error().message.find("空") != std::string::npos);
  CHECK(read_paper("字节", "数据.dat").error().message.find(".dat") != std::string::npos);
  CHECK(read_paper("不是 PDF", "假.pdf").error().code == ErrorCode::data);
  CHECK(read_paper(stored_zip({{"a.txt", "甲"}}), "包.docx").error().hint.find("另存") != std::string::npos);
  CHECK(read_paper(std::string("\xD0\xCF\x11\xE0", 4) + std::string(600, '\0'), "坏.docx").error().where ==
        "坏.docx");
  CHECK(needs_import("A/通知.DOCX"));
  CHECK_FALSE(needs_import("通知.md"));
}

TEST_CASE("OFD text comes in page order, pieces of one line joined") {
  const auto text = [](const char* boundary, const char* said) {
    return std::string("<ofd:TextObject Boundary=\"") + boundary +
           "\" Size=\"5\"><ofd:TextCode X=\"0\" Y=\"5\">" + said + "</ofd:TextCode></ofd:TextObject>";
  };
  const std::string xmlns = " xmlns:ofd=\"http://www.ofdspec.org/2016\"";
  const std::string ofd = stored_zip(
      {{"OFD.xml", "<ofd:OFD" + xmlns +
                       "><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"},
       {"Doc_0/Document.xml",
        "<ofd:Document" + xmlns +
            "><ofd:Pages><ofd:Page BaseLoc=\"P/0.xml\"/><ofd:Page BaseLoc=\"P/1.xml\"/></ofd:Pages></ofd:Document>"},
       {"Doc_0/P/1.xml", "<ofd:Page" + xmlns + ">" + text("50 60 40 6", "第二页。") + "</ofd:Page>"},
       {"Doc_0/P/0.xml", "<ofd:Page" + xmlns + ">" + text("60 60 30 6", "乙。") +
                             text("30 60 30 6", "甲接着") + text("50 80 30 6", "次行。") + "</ofd:Page>"}});
  const auto paper = read_paper(ofd, "样例.ofd");
  REQUIRE(paper);
  CHECK(paper->format == "OFD（2 页）");
  CHECK(texts_of(paper->blocks) == Texts{"甲接着乙。", "次行。", "第二页。"});
  CHECK_FALSE(read_paper(stored_zip({{"OFD.xml", "<ofd:OFD/>"}}), "空.ofd"));
}

TEST_CASE("HTML through pandoc: headings, tables, lists and notes, nothing outside is opened") {
  if (!program_installed("pandoc")) {
    CHECK(read_paper("<html></html>", "a.html").error().hint.find("apt install pandoc") != std::string::npos);
    return;
  }
  const std::string page =
      "<html><head><meta charset=\"gb2312\"><script>坏</script></head><body><h1>通知</h1><p>甲<br>乙</p>"
      "<ol><li>其一</li></ol><table><tr><th>项</th><th>数</th></tr><tr><td>人</td><td>1</td></tr></table>"
      "<img src=\"file:///etc/hostname\"><iframe src=\"/etc/passwd\"></iframe></body></html>";
  const auto paper = read_paper(*encode_gb18030(page), "样例.html");
  REQUIRE(paper);
  CHECK(paper->format == "HTML（GB18030）");
  CHECK(texts_of(paper->blocks) ==
        Texts{"通知", "甲", "乙", "1. 其一", "| 项 | 数 |\n|---|---|\n| 人 | 1 |"});
  CHECK(paper->blocks[0].kind == BlockKind::heading);
}

TEST_CASE("what a page does not show is left out and told, and a list that counts in Chinese does so") {
  if (!program_installed("pandoc")) return;
  const auto paper = read_paper(
      "<html><body><!-- <p style='display:none'> --><p>第一条 甲。</p>"
      "<div style=\"color:red; display : none\"><p>隐<b>藏</b></p><div>还是隐藏</div></div><p hidden>隐</p>"
      "<ol style='list-style-type:cjk-ideographic'><li>登记；</li><li><p>检查。</p></li></ol>"
      "<ol start=11 style=\"list-style-type: simp-chinese-formal\"><li>上报</li></ol><ol><li>其一</li></ol>"
      "<p>罚款<s>50</s>元，<del>60</del>70元。</p><script>var a='<div style=\"display:none\">';</script>"
      "<p style='display:none'>没有结尾的一段",
      "样例.html");
  REQUIRE(paper);
  CHECK(texts_of(paper->blocks) == Texts{"第一条 甲。", "一、登记；", "二、检查。", "壹拾壹、上报", "1. 其一",
                                         "罚款元，70元。", "没有结尾的一段"});
  const auto told = [&](const std::string& remark) {
    return std::find(paper->remarks.begin(), paper->remarks.end(), remark) != paper->remarks.end();
  };
  CHECK(told("2 处网页上不显示的文字没有导入"));
  CHECK(told("2 处划去的字（删除线）没有导入；要保留的话，请对照原件补上"));
}

TEST_CASE("lines that a web page prints around a text are left out and told") {
  if (!program_installed("pandoc")) return;
  const auto paper =
      read_paper("<html><body><div>首页 &gt; 法规</div><p>第一条 甲。</p><p>来源：某县的甲。</p>"
                 "<p>来源：市人大　责任编辑：某某　浏览次数：1</p><p>上一篇：乙</p></body></html>",
                 "样例.html");
  REQUIRE(paper);
  CHECK(texts_of(paper->blocks) == Texts{"第一条 甲。", "来源：某县的甲。"});
  REQUIRE_FALSE(paper->remarks.empty());
  CHECK(paper->remarks.front().find("首页 > 法规；来源：市人大") != std::string::npos);
}

TEST_CASE("a page of broken tags is read in bounded time and stays as it is") {
  for (const char* piece : {"<a<a", "<p style=\"", "<div hidden='\"", "<!--", "<script><", "<p hidden>"}) {
    std::string page;
    while (page.size() < 300'000)
      page += piece;
    const HtmlSource source = html_source(page);
    INFO(piece);
    CHECK(source.text == page);
    CHECK(source.hidden == 0);
  }
}

TEST_CASE("HTML tables keep every cell under its heading past merged ones, a layout table is taken apart") {
  if (!program_installed("pandoc")) return;
  const auto paper =
      read_paper("<html><body><table><tr><td><p>框内</p><table><tr><th>类别</th><th>项目</th><th>数</th></tr>"
                 "<tr><td rowspan=2>治安</td><td>巡逻</td><td>5</td></tr><tr><td>走访</td><td>3</td></tr>"
                 "<tr><td colspan=2>合计</td><td>8</td></tr></table></td></tr></table></body></html>",
                 "表.html");
  REQUIRE(paper);
  CHECK(texts_of(paper->blocks) ==
        Texts{"框内",
              "| 类别 | 项目 | 数 |\n|---|---|---|\n| 治安 | 巡逻 | 5 |\n|  | 走访 | 3 |\n| 合计 |  | 8 |"});
}

TEST_CASE("HTML whose merged cells reach over everything, and lists that begin at the largest number") {
  if (!program_installed("pandoc")) return;
  std::string page = "<html><body><table><tr>";
  for (int i = 0; i < 70; ++i)
    page += "<td colspan=60>甲</td>";
  page += "</tr>";
  for (int i = 0; i < 60; ++i)
    page += "<tr><td>乙</td><td>丙</td></tr>";
  const auto paper = read_paper(
      page + "</table><ol start=2147483647><li>其一</li><li>其二</li></ol></body></html>", "表.html");
  REQUIRE(paper);
  REQUIRE(paper->blocks.size() == 70 + 2 * 60 + 2);
  CHECK(paper->blocks[70].text == "乙");
  CHECK(paper->blocks[190].text == "1000000. 其一");
  CHECK(paper->blocks[191].text == "1000001. 其二");
  CHECK(std::any_of(paper->remarks.begin(), paper->remarks.end(), [](const std::string& remark) {
    return remark.find("1 个表太大") != std::string::npos;
  }));
}

TEST_CASE("in a paper of short lines, titles, chapters and articles stand alone, and a full line goes on") {
  std::vector<PrintedLine> lines{line(1, 0, "值班管理办法"),
                                 line(1, 1, "第一章 总则"),
                                 line(1, 2, "第一条 " + kFull),
                                 line(1, 3, "并且签字。"),
                                 line(1, 4, "第二条 " + kFull),
                                 line(1, 5, "第三章的规定除外。"),
                                 line(1, 6, "第二章 附则"),
                                 line(1, 7, "第三条 自印发之日起施行。"),
                                 line(1, 8, "1."),
                                 line(1, 9, "固定电话；"),
                                 line(1, 10, "请认真贯彻执行。"),
                                 line(1, 11, "样例县公安局")};
  lines.front().bottom += 8;
  CHECK(texts_of(join_printed_lines(lines)) ==
        Texts{"值班管理办法", "第一章 总则", "第一条 " + kFull + "并且签字。",
              "第二条 " + kFull + "第三章的规定除外。", "第二章 附则", "第三条 自印发之日起施行。",
              "1.固定电话；", "请认真贯彻执行。", "样例县公安局"});
}

TEST_CASE("raised figures of a web page never run into the figure in front of them") {
  if (!program_installed("pandoc")) return;
  const auto paper =
      read_paper("<html><body><p>巡逻10<sup>2</sup>米，达到40%<a href=\"#fn1\"><sup>1</sup></a>以上。</p>"
                 "<p id=\"fn1\">依据某法。<a href=\"#r1\">↩︎</a></p></body></html>",
                 "样例.html");
  REQUIRE(paper);
  CHECK(texts_of(paper->blocks) == Texts{"巡逻10²米，达到40%[注1]以上。", "依据某法。"});
  CHECK(superscript("-1") == "⁻¹");
  CHECK(superscript("注") == "注");
  CHECK(superscript("12345") == "12345");
}

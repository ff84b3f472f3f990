#include "core/encoding.hpp"
#include "indexer/dates_in_text.hpp"
#include "indexer/importing/corpus_markdown.hpp"
#include "indexer/importing/import_papers.hpp"
#include "indexer/policy_parser.hpp"
#include "tests/support/docx_writer.hpp"
#include "tests/support/temporary.hpp"
#include "tests/support/zip_writer.hpp"

#include <catch2/catch.hpp>

#include <sys/stat.h>

#include <random>

using namespace fengqiao;
using namespace fengqiao::indexer;
using namespace fengqiao::test;

namespace {

Paper paper_of(const std::vector<std::string>& lines) {
  Paper paper;
  paper.format = "测试";
  for (const auto& line : lines)
    paper.blocks.push_back({BlockKind::paragraph, 0, line, false});
  return paper;
}

} // namespace

TEST_CASE("chapters that are marked as titles do not hide the title above them") {
  Paper paper =
      paper_of({"样例县公安局文件", "样例县值班规定", "总则", "第一条 甲。", "附则", "第二条 乙。"});
  for (const std::size_t i : {std::size_t{2}, std::size_t{4}})
    paper.blocks[i] = {BlockKind::heading, 1, paper.blocks[i].text, false};
  CHECK(guess_facts(paper, "文件").document.title == "样例县值班规定");
  paper.blocks[1].text = "编号一";
  CHECK(guess_facts(paper, "文件").document.title == "总则"); // nothing above looks like one
}

TEST_CASE("dates in sentences, in Arabic and Chinese figures") {
  const auto found = dates_in(
      "自２０２３年３月９日起，至 2024 年 12 月 31 日止；二○二三年一月二十八日；2023年2月30日；某年1月1日");
  REQUIRE(found.size() == 3);
  CHECK(found[0].date == Date{2023, 3, 9});
  CHECK(found[1].date == Date{2024, 12, 31});
  CHECK(found[2].date == Date{2023, 1, 28});
  CHECK(is_only_a_date("二〇二四年六月三日"));
  CHECK_FALSE(is_only_a_date("2024年6月3日印发"));
}

TEST_CASE("title, 文号, issuer, dates, status and kind are read from the head and the signature") {
  struct Row {
    std::vector<std::string> lines;
    const char *title, *number, *issuer, *date, *effective, *status, *kind, *id;
  };
  const Row rows[] = {
      {{"样例县公安局文件", "样公发[2024]12号", "关于印发《样例县值班规定（试行）》的通知", "各派出所：",
        "本规定自2024年7月1日起施行。", "样例县公安局", "2024年6月3日"},
       "关于印发《样例县值班规定（试行）》的通知",
       "样公发〔2024〕12号",
       "样例县公安局",
       "2024-06-03",
       "2024-07-01",
       "待核",
       "规范性",
       "关于印发样例县值班规定试行的通知"},
      {{"中华人民共和国样例法", "（2005年8月28日通过 根据2012年10月26日决定修正 2013年1月1日起施行）",
        "第一条 甲。", "第二条 本法自2006年3月1日起施行。"},
       "中华人民共和国样例法",
       "",
       "",
       "2012-10-26",
       "2013-01-01",
       "待核",
       "法律",
       "样例法"},
      {{"样例登记规定（已废止）", "（公安部令第12号）", "第一条 甲。", "第二条 本规定自公布之日起施行。"},
       "样例登记规定",
       "公安部令第12号",
       "公安部",
       "",
       "",
       "已废止",
       "部门规章",
       "样例登记规定"},
      {{"样例省公安厅", "关于加强巡逻工作的意见", "一、提高认识", "根据公发〔2002〕6号文件，制定本意见。"},
       "样例省公安厅关于加强巡逻工作的意见",
       "",
       "样例省公安厅",
       "",
       "",
       "待核",
       "规范性",
       "样例省公安厅关于加强巡逻工作的意见"},
      {{"样例县公安局关于公布已废止规范性文件目录的通知", "样公发（2023）１５ 号", "各派出所：", "一、甲"},
       "样例县公安局关于公布已废止规范性文件目录的通知",
       "样公发〔2023〕15号",
       "样例县公安局",
       "2023",
       "",
       "待核",
       "规范性",
       "样例县公安局关于公布已废止规范性文件目录的通知"},
      {{"附件1", "样例派出所考核办法", "第一条 甲。"},
       "样例派出所考核办法",
       "",
       "",
       "",
       "",
       "待核",
       "资料",
       "样例派出所考核办法"},
      {{"一、没有标题的文件", "二、第二项"}, "文件名", "", "", "", "", "待核", "资料", "文件名"},
  };
  for (const Row& row : rows) {
    INFO(row.title);
    const PaperFacts facts = guess_facts(paper_of(row.lines), "文件名");
    CHECK(facts.document.title == row.title);
    CHECK(facts.document.number == row.number);
    CHECK(facts.document.issuer == row.issuer);
    CHECK(facts.document.date == row.date);
    CHECK(facts.document.effective == row.effective);
    CHECK(facts.document.status == row.status);
    CHECK(facts.document.kind == row.kind);
    CHECK(facts.document.id == row.id);
  }
}

TEST_CASE("what import writes is read back as the same fields and clauses, whatever the text holds") {
  Paper paper = paper_of({"题目: \"引号\" #1 【甲】规定", "# 不是标题", "---", "| 竖线", "> 引用",
                          "<!-- INFO END -->", "第一条 甲。"});
  const PaperFacts facts = guess_facts(paper, "x");
  const auto markdown = corpus_markdown(paper, facts, "a: b.docx");
  INFO(markdown.text);
  const ParsedPolicy parsed = parse_policy(markdown.text, "x.md");
  CHECK(parsed.diagnostics.empty());
  CHECK(parsed.document.title == "题目: \"引号\" #1 【甲】规定");
  CHECK(parsed.document.source_note == "导入自 a: b.docx（测试）");
  REQUIRE(parsed.document.clauses.size() == 2);
  CHECK(parsed.document.clauses[0].text == "＃ 不是标题\n———\n｜ 竖线\n＞ 引用\n＜!-- INFO END -->");
  CHECK(parsed.document.clauses[1].key == "1");
  CHECK(parsed.document.clauses[1].line == markdown.lines[6]);
}

TEST_CASE("a folder is imported past bad files, keeps its shape, and the second run changes nothing") {
  const TemporaryFolder folder;
  const auto from = folder.path() / "收文", into = folder.path() / "政策";
  const std::string docx_bytes = docx(docx_paragraph("样例规定") + docx_paragraph("甲。", 1),
                                      docx_list({{"chineseCounting", "第%1条"}}));
  folder.write("收文/一/规定.docx", docx_bytes);
  folder.write("收文/一/规定.txt", *encode_gb18030("样例规定乙\n第一条 乙。\n"));
  folder.write("收文/坏.docx", docx_bytes.substr(0, 100));
  folder.write("收文/半字.txt", "派\xE5\x87所");
  folder.write("收文/已有.md", "# 不动\n");
  folder.write("收文/包.zip", stored_zip({{"子/通知.txt", "样例通知\n各所：\n一、甲\n二、乙\n"},
                                          {"里.zip", docx_bytes},
                                          {"__MACOSX/子/._通知.txt", "\x05\x16"},
                                          {"子/~$通知.docx", "锁"}}));
  std::filesystem::create_symlink("/etc/passwd", from / "链接.txt");
  REQUIRE(mkfifo((from / "管道.txt").c_str(), 0600) == 0);
  ImportRequest request{{from}, into, {}};
  const auto first = import_papers(request);
  REQUIRE(first);
  CHECK(first->papers.size() == 3);
  CHECK(first->failed.size() == 2);
  CHECK(first->skipped.size() == 3); // link, FIFO, archive in an archive
  CHECK(slurp(into / "一/规定.md").find("第一条 甲。") != std::string::npos);
  CHECK(slurp(into / "一/规定.txt.md").find("第一条 乙。") != std::string::npos);
  CHECK(slurp(into / "包/子/通知.md").find("一、甲") != std::string::npos);
  CHECK_FALSE(std::filesystem::exists(into / "链接.md"));
  const auto second = import_papers(request);
  REQUIRE(second);
  for (const auto& paper : second->papers)
    CHECK(paper.unchanged);
  folder.write("政策/一/规定.md", "# 人改过的\n");
  const auto third = import_papers(request);
  REQUIRE(third);
  CHECK(third->papers.size() == 2);
  CHECK(third->failed.size() == 3);
  CHECK(slurp(into / "一/规定.md") == "# 人改过的\n");
  CHECK(import_papers({{folder.path() / "没有"}, into, {}}).error().code == ErrorCode::not_found);
}

TEST_CASE("a paper in which no clause is found is imported with a word about it") {
  const TemporaryFolder folder;
  folder.write("收文/标题.txt", "样例通知\n");
  const auto report = import_papers({{folder.path() / "收文"}, folder.path() / "政策", {}});
  REQUIRE(report);
  REQUIRE(report->papers.size() == 1);
  CHECK(report->papers[0].clauses == 0);
  REQUIRE_FALSE(report->papers[0].remarks.empty());
  CHECK(report->papers[0].remarks.back().find("没有认出条款") != std::string::npos);
}

TEST_CASE("damaged texts in four encodings are refused with the place or still read as what they were") {
  // What must never happen: bytes of one encoding taken for another without a word.
  const std::string original =
      "第一条 为了规范派出所值班备勤工作，保证接处警及时到位，维护辖区治安秩序，制定本规定。\n"
      "第二条 值班所领导应当在岗在位，组织当日接处警，审定当日三份报告。\n";
  std::string utf16le = "\xFF\xFE", utf16be = "\xFE\xFF";
  for (const char16_t c : std::u16string(u"第一条 为了规范派出所值班备勤工作。值班所领导应当在岗在位。")) {
    utf16le += {static_cast<char>(c & 0xFF), static_cast<char>(c >> 8)};
    utf16be += {static_cast<char>(c >> 8), static_cast<char>(c & 0xFF)};
  }
  const std::string texts[] = {original, *encode_gb18030(original), utf16le, utf16be};
  std::mt19937 random(20260309);
  std::size_t refused = 0, read = 0, wrong = 0;
  for (const std::string& text : texts) {
    for (int round = 0; round < 2500; ++round) {
      std::string bytes = text;
      const std::size_t at = 2 + random() % (bytes.size() - 2);
      if (round % 3 == 0)
        bytes[at] = static_cast<char>(random());
      else if (round % 3 == 1)
        bytes.erase(at, 1);
      else
        bytes.insert(at, 1, static_cast<char>(random()));
      const auto decoded = decode(bytes, "x");
      if (!decoded) {
        ++refused;
        continue;
      }
      ++read;
      if (&text == &texts[0]) wrong += decoded->encoding != Encoding::utf8;
      if (&text == &texts[1]) wrong += decoded->encoding != Encoding::gb18030;
    }
  }
  INFO(refused << " refused, " << read << " read");
  CHECK(refused > 2000);
  CHECK(read > 500);
  CHECK(wrong == 0);
}

TEST_CASE("a file of the same name and another kind that comes in a second run gets a name of its own") {
  const TemporaryFolder folder;
  const auto from_text = folder.write("收/通知.txt", "样例通知\n\n一、甲。\n");
  const auto from_word =
      folder.write("收/通知.docx", docx(docx_paragraph("样例通知") + docx_paragraph("一、乙。")));
  const auto import_one = [&](const std::string& file) {
    ImportRequest request;
    request.from = {file};
    request.into = folder.path() / "文";
    auto report = import_papers(request);
    REQUIRE(report);
    return *report;
  };
  CHECK(import_one(from_text).papers.at(0).written.filename() == "通知.md");
  CHECK(import_one(from_word).papers.at(0).written.filename() == "通知.docx.md");
  const auto again = import_one(from_word);
  REQUIRE(again.papers.size() == 1);
  CHECK(again.papers[0].written.filename() == "通知.docx.md");
  CHECK(again.papers[0].unchanged);
  folder.write("收/通知.txt", "样例通知\n\n一、甲改。\n");
  const auto changed = import_one(from_text);
  REQUIRE(changed.failed.size() == 1);
  CHECK(changed.failed[0].message.find("已有内容不同的文件") != std::string::npos);
}

TEST_CASE("minutes and bulletins are known by what stands below their head") {
  const auto minutes = guess_facts(
      paper_of({"样例县公安局", "会 议 纪 要", "〔2024〕第7期", "样例县公安局办公室　2024年5月20日",
                "派出所主防工作推进会会议纪要", "5月18日召开推进会，现纪要如下：", "一、关于值班"}),
      "纪要");
  CHECK(minutes.document.title == "派出所主防工作推进会会议纪要");
  CHECK(minutes.document.issuer == "样例县公安局");
  CHECK(minutes.document.date == "2024-05-20");
  const auto bulletin =
      guess_facts(paper_of({"样例县公安工作简报", "第12期　2024年6月3日", "一、基本情况。甲。"}), "简报");
  CHECK(bulletin.document.title == "样例县公安工作简报");
  CHECK(bulletin.document.date == "2024-06-03");
}

TEST_CASE("a web page is named by its window's title, an order by what it makes known") {
  Paper page = paper_of({"首页 > 政务公开", "样例县公安局关于规范犬只管理的通告", "样公告〔2024〕2号",
                         "为规范养犬，现通告如下：", "一、登记。甲。", "打印 关闭"});
  page.blocks.insert(
      page.blocks.begin() + 1,
      {BlockKind::table, 0, "| 索引号 | 0001 |\n|---|---|\n| 成文日期 | 2024年2月18日 |", false});
  page.page_title = "样例县公安局关于规范犬只管理的通告_样例县政府网";
  const auto facts = guess_facts(page, "g");
  CHECK(facts.document.title == "样例县公安局关于规范犬只管理的通告");
  CHECK(facts.document.number == "样公告〔2024〕2号");
  CHECK(facts.document.date == "2024-02-18");
  const auto markdown = corpus_markdown(page, facts, "g.html");
  CHECK(markdown.text.find("> | 索引号 | 0001 |\n> |---|---|\n> | 成文日期 | 2024年2月18日 |\n") !=
        std::string::npos);

  for (const bool one_line : {false, true}) {
    std::vector<std::string> lines{
        "样例省人民政府令",
        "第88号",
        "《样例省犬只管理规定》已经省政府常务会议通过，现予公布，自2022年7月1日起施行。",
        "省长 某某",
        "2022年5月20日",
        "样例省犬只管理规定",
        "第一章 总则",
        "第一条 为管理犬只，制定本规定。"};
    if (one_line) {
      lines[0] += lines[1];
      lines.erase(lines.begin() + 1);
    }
    const auto order = guess_facts(paper_of(lines), "令");
    CHECK(order.document.title == "样例省犬只管理规定");
    CHECK(order.document.id == "样例省犬只管理规定");
    CHECK(order.document.number == "样例省人民政府令第88号");
    CHECK(order.document.issuer == "样例省人民政府");
    CHECK(order.document.date == "2022-05-20");
    CHECK(order.document.effective == "2022-07-01");
  }
  const auto alone = guess_facts(
      paper_of({"关于修改规定的决定", "样例省人民政府令第88号", "《样例省犬只管理规定》现予修改。"}), "令");
  CHECK(alone.document.title == "关于修改规定的决定");
  CHECK(alone.document.number == "样例省人民政府令第88号");
}

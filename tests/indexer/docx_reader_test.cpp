#include "core/limits.hpp"
#include "indexer/readers/list_number.hpp"
#include "indexer/readers/paper.hpp"
#include "tests/support/docx_writer.hpp"
#include "tests/support/growth.hpp"
#include "tests/support/zip_writer.hpp"

#include <catch2/catch.hpp>

using namespace fengqiao;
using namespace fengqiao::indexer;
using namespace fengqiao::test;

namespace {

using Texts = std::vector<std::string>;

Texts texts_of(const std::string& bytes) {
  const auto paper = read_docx(bytes, "样例.docx");
  REQUIRE(paper);
  Texts out;
  for (const Block& block : paper->blocks)
    out.push_back(block.text);
  return out;
}

} // namespace

TEST_CASE("automatic numbers of a DOCX come out as Word shows them") {
  const std::string list =
      docx_list({{"chineseCounting", "第%1条"}, {"japaneseCounting", "（%2）"}, {"decimal", "%3."}});
  CHECK(texts_of(docx(docx_paragraph("甲", 1) + docx_paragraph("子", 1, 1) + docx_paragraph("丑", 1, 1) +
                          docx_paragraph("一", 1, 2) + docx_paragraph("乙", 1) + docx_paragraph("寅", 1, 1),
                      list)) == Texts{"第一条 甲", "（一）子", "（二）丑", "1. 一", "第二条 乙", "（一）寅"});
  CHECK(texts_of(docx(docx_paragraph("总则", 1) + docx_paragraph("内", 1, 1),
                      docx_list({{"decimal", "%1"}, {"decimal", "%1.%2"}}))) == Texts{"1 总则", "1.1 内"});
  CHECK(texts_of(docx(docx_paragraph("甲", 1) + docx_paragraph("乙", 0) + docx_paragraph("丙", 99), list)) ==
        Texts{"第一条 甲", "乙", "丙"});
  CHECK(texts_of(docx(docx_paragraph("点", 1), docx_list({{"bullet", "·"}}))) == Texts{"- 点"});
}

TEST_CASE(
    "a numbered paragraph counts on over other text, restarts where it says so, and takes its list from a style") {
  const std::string restarted =
      docx_list({{"chineseCounting", "%1、"}}) +
      "<w:num w:numId=\"2\"><w:abstractNumId w:val=\"7\"/><w:lvlOverride w:ilvl=\"0\">"
      "<w:startOverride w:val=\"5\"/></w:lvlOverride></w:num>";
  CHECK(texts_of(docx(docx_paragraph("甲", 1) + docx_paragraph("间") + docx_paragraph("乙", 1) +
                          docx_paragraph("丙", 2) + docx_paragraph("丁", 2),
                      restarted)) == Texts{"一、甲", "间", "二、乙", "五、丙", "六、丁"});
  const std::string tied =
      "<w:abstractNum w:abstractNumId=\"3\"><w:lvl w:ilvl=\"0\"><w:numFmt w:val=\"chineseCounting\"/>"
      "<w:pStyle w:val=\"Z\"/><w:lvlText w:val=\"第%1章\"/></w:lvl></w:abstractNum>"
      "<w:num w:numId=\"4\"><w:abstractNumId w:val=\"3\"/></w:num>";
  const std::string styles =
      "<w:style w:type=\"paragraph\" w:styleId=\"Y\"><w:name w:val=\"heading 1\"/><w:pPr>"
      "<w:numPr><w:numId w:val=\"4\"/></w:numPr><w:outlineLvl w:val=\"0\"/></w:pPr></w:style>"
      "<w:style w:type=\"paragraph\" w:styleId=\"Z\"><w:name w:val=\"章\"/><w:basedOn w:val=\"Y\"/></w:style>";
  const auto paper =
      read_docx(docx(docx_paragraph("总则", -1, 0, "<w:pStyle w:val=\"Z\"/>"), tied, styles), "样例.docx");
  REQUIRE(paper);
  REQUIRE(paper->blocks.size() == 1);
  CHECK(paper->blocks[0].text == "第一章 总则");
  CHECK(paper->blocks[0].kind == BlockKind::heading);
}

TEST_CASE("deleted revisions, hidden text and field codes are no text, inserted and boxed text is") {
  const std::string body =
      "<w:p><w:r><w:t>甲</w:t></w:r><w:del><w:r><w:delText>删</w:delText><w:t>删</w:t></w:r></w:del>"
      "<w:ins><w:r><w:t>增</w:t></w:r></w:ins><w:r><w:rPr><w:vanish/></w:rPr><w:t>隐</w:t></w:r>"
      "<w:r><w:instrText>PAGE</w:instrText></w:r><w:hyperlink><w:r><w:t>链</w:t></w:r></w:hyperlink>"
      "<w:r><w:tab/><w:t>乙</w:t><w:br/><w:t>次行</w:t></w:r></w:p>"
      "<w:p><w:r><w:pict><w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p></w:txbxContent></w:pict></w:r></w:p>"
      "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val=\"Table of Contents\"/></w:docPartObj></w:sdtPr>"
      "<w:sdtContent><w:p><w:r><w:t>目录项</w:t></w:r></w:p></w:sdtContent></w:sdt>";
  CHECK(texts_of(docx(body)) == Texts{"甲增链 乙", "次行", "框"});
}

TEST_CASE("tables keep merged cells in place, a frame of one column is text, footnotes stand at the end") {
  const auto cell = [](const std::string& text, const std::string& properties = "") {
    return "<w:tc><w:tcPr>" + properties + "</w:tcPr>" + docx_paragraph(text) + "</w:tc>";
  };
  const std::string body = "<w:tbl><w:tr>" + cell("岗|位", "<w:gridSpan w:val=\"2\"/>") + cell("数") +
                           "</w:tr><w:tr>" + cell("甲", "<w:vMerge w:val=\"restart\"/>") + cell("乙") +
                           cell("1") + "</w:tr><w:tr>" + cell("藏", "<w:vMerge/>") + cell("丙") + cell("2") +
                           "</w:tr></w:tbl>" + "<w:tbl><w:tr>" + cell("框内") + "</w:tr><w:tr><w:tc>" +
                           "<w:tbl><w:tr>" + cell("里一") + cell("里二") +
                           "</w:tr></w:tbl></w:tc></w:tr></w:tbl>" +
                           "<w:p><w:r><w:t>文</w:t><w:footnoteReference w:id=\"2\"/></w:r></w:p>";
  const std::string notes = "<w:footnote w:id=\"2\"><w:p><w:r><w:t>注文</w:t></w:r></w:p></w:footnote>";
  CHECK(texts_of(docx(body, "", "", notes)) ==
        Texts{"| 岗｜位 |  | 数 |\n|---|---|---|\n| 甲 | 乙 | 1 |\n|  | 丙 | 2 |", "框内",
              "| 里一 | 里二 |\n|---|---|", "文[^1]", "[^1]: 注文"});
}

TEST_CASE("each numbering format writes what Word writes") {
  struct Row {
    int value;
    const char *format, *shown;
  };
  const Row rows[] = {{43, "chineseCounting", "四十三"},
                      {103, "chineseCountingThousand", "一百零三"},
                      {20, "ideographDigital", "二〇"},
                      {12, "chineseLegalSimplified", "壹拾贰"},
                      {3, "ideographTraditional", "丙"},
                      {2, "ideographZodiac", "丑"},
                      {1, "decimalEnclosedCircle", "①"},
                      {21, "decimalEnclosedCircleChinese", "㉑"},
                      {36, "decimalEnclosedCircle", "㊱"},
                      {3, "decimalEnclosedParen", "⑶"},
                      {3, "decimalEnclosedFullstop", "⒊"},
                      {12, "decimalFullWidth", "１２"},
                      {7, "decimalZero", "07"},
                      {14, "upperRoman", "XIV"},
                      {9, "lowerRoman", "ix"},
                      {28, "upperLetter", "BB"},
                      {3, "lowerLetter", "c"},
                      {11, "ideographTraditional", "11"},
                      {5, "noSuchFormat", "5"},
                      {0, "chineseCounting", "零"},
                      {1, "bullet", ""}};
  for (const Row& row : rows) {
    INFO(row.format << " " << row.value);
    CHECK(list_number(row.value, row.format) == row.shown);
  }
}

TEST_CASE("a damaged or hostile DOCX is refused by name") {
  const std::string good = docx(docx_paragraph("甲"));
  const std::string entity =
      "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>"
      "<w:document><w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>";
  std::string deep, close;
  for (int i = 0; i < 5000; ++i) {
    deep += "<w:sdt><w:sdtContent>";
    close = "</w:sdtContent></w:sdt>" + close;
  }
  const std::pair<const char*, std::string> rows[] = {
      {"cut", good.substr(0, good.size() / 2)},
      {"no document", stored_zip({{"word/styles.xml", "<a/>"}})},
      {"entity", stored_zip({{"word/document.xml", entity}})},
      {"bad XML", stored_zip({{"word/document.xml", "<w:document><w:body>"}})},
      {"bad styles", stored_zip({{"word/document.xml", "<document/>"}, {"word/styles.xml", "<a"}})},
      {"deep", docx(deep + close)},
      {"bomb", deflated_zip({{"word/document.xml", "<a>" + std::string(70u << 20, ' ') + "</a>"}})},
      {"XML that is a PDF", stored_zip({{"word/document.xml", "%PDF-1.7"}})},
  };
  for (const auto& [what, bytes] : rows) {
    INFO(what);
    const auto paper = read_paper(bytes, "样例.docx");
    REQUIRE_FALSE(paper);
    CHECK(paper.error().where.starts_with("样例.docx"));
  }
  // Odd, but readable: numbers that no list has, styles that name themselves as their base.
  const std::string circle =
      "<w:style w:type=\"paragraph\" w:styleId=\"A\"><w:basedOn w:val=\"A\"/></w:style>";
  CHECK(texts_of(docx(docx_paragraph("甲", 1, 77, "<w:pStyle w:val=\"A\"/>"), docx_list({}), circle)) ==
        Texts{"甲"});
}

TEST_CASE("ticks and boxes of symbol fonts become characters, and what nobody knows is told") {
  const auto symbol = [](const std::string& font, const std::string& place) {
    return "<w:r><w:sym w:font=\"" + font + "\" w:char=\"" + place + "\"/></w:r>";
  };
  const auto line = [](const std::string& runs) {
    return "<w:p>" + runs + "<w:r><w:t>合格</w:t></w:r></w:p>";
  };
  const std::string body =
      line(symbol("Wingdings", "F0FE")) + line(symbol("Wingdings", "F0A8")) +
      line(symbol("Wingdings", "F0FC")) + line(symbol("Wingdings 2", "F052")) +
      line(symbol("Wingdings 2", "F0A3")) + line(symbol("Symbol", "F0B4")) +
      line(symbol("Wingdings", "F082")) + line(symbol("宋体", "2713")) +
      line("<w:r><w:rPr><w:rFonts w:ascii=\"Wingdings 2\"/></w:rPr><w:t>\xEF\x81\x92</w:t></w:r>") +
      line("<w:r><w:fldChar><w:ffData><w:checkBox><w:default w:val=\"0\"/><w:checked/></w:checkBox>"
           "</w:ffData></w:fldChar></w:r>") +
      line("<w:r><w:fldChar><w:ffData><w:checkBox><w:default w:val=\"0\"/></w:checkBox></w:ffData>"
           "</w:fldChar></w:r>") +
      line(symbol("Wingdings", "F021"));
  const auto paper = read_docx(docx(body), "样例.docx");
  REQUIRE(paper);
  Texts texts;
  for (const Block& block : paper->blocks)
    texts.push_back(block.text);
  CHECK(texts == Texts{"☑合格", "□合格", "√合格", "☑合格", "□合格", "×合格", "②合格", "✓合格", "☑合格",
                       "☑合格", "□合格", "〓合格"});
  REQUIRE(paper->remarks.size() == 1);
  CHECK(paper->remarks.front().find("1 处符号字体") != std::string::npos);
}

TEST_CASE("the main part of a DOCX and what belongs to it are found by the package's own relations") {
  const std::string start =
      "<w:document xmlns:w=\"w\"><w:body><w:p><w:pPr><w:pStyle w:val=\"Z\"/></w:pPr><w:r><w:t>总则</w:t></w:r>"
      "</w:p></w:body></w:document>";
  const std::string styles = "<w:styles xmlns:w=\"w\"><w:style w:type=\"paragraph\" w:styleId=\"Z\">"
                             "<w:name w:val=\"heading 1\"/></w:style></w:styles>";
  const std::string types = "<Types><Override PartName=\"/word/document2.xml\" "
                            "ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml."
                            "document.main+xml\"/></Types>";
  const std::string package = "<Relationships><Relationship Type=\"http://x/officeDocument\" "
                              "Target=\"/word/document2.xml\"/></Relationships>";
  const std::string own = "<Relationships><Relationship Type=\"http://x/styles\" Target=\"styles2.xml\"/>"
                          "</Relationships>";
  const std::vector<std::pair<std::string, std::string>> body{
      {"word/document2.xml", start}, {"word/_rels/document2.xml.rels", own}, {"word/styles2.xml", styles}};
  for (const auto& [name, text] : {std::pair{std::string("_rels/.rels"), package},
                                   std::pair{std::string("[Content_Types].xml"), types}}) {
    INFO(name);
    auto entries = body;
    entries.emplace_back(name, text);
    const auto paper = read_paper(deflated_zip(entries), "样例.docx");
    REQUIRE(paper);
    REQUIRE(paper->blocks.size() == 1);
    CHECK(paper->blocks.front().text == "总则");
    CHECK(paper->blocks.front().level == 2);
  }
}

TEST_CASE("a spreadsheet, slides or a picture is told by its name or by what it holds, with what to do") {
  const std::pair<std::string, std::string> rows[] = {{"台账.xls", "表格"}, {"汇报.ppt", "演示文稿"},
                                                      {"公告.jpg", "图片"}, {"汇编.rar", "压缩包"},
                                                      {"清单.et", "表格"},  {"手册.epub", "电子书"}};
  for (const auto& [name, what] : rows) {
    INFO(name);
    const auto paper = read_paper("字节", name);
    REQUIRE_FALSE(paper);
    CHECK(paper.error().message == "是" + what + "，不能导入");
    CHECK_FALSE(paper.error().hint.empty());
  }
  const auto renamed = read_paper(deflated_zip({{"xl/workbook.xml", "<workbook/>"}}), "其实是表.docx");
  REQUIRE_FALSE(renamed);
  CHECK(renamed.error().message == "是表格，不能导入");
}

TEST_CASE("a sentence that was left in a heading's style is a paragraph, a numbered one stays a heading") {
  const std::string style = "<w:pStyle w:val=\"T\"/>";
  const auto paper = read_docx(
      docx(docx_paragraph("第一章 总则", -1, 0, style) + docx_paragraph("不编号的说明。", -1, 0, style) +
               docx_paragraph("（一）加强领导。", -1, 0, style) + docx_paragraph("各派出所：", -1, 0, style),
           {}, "<w:style w:type=\"paragraph\" w:styleId=\"T\"><w:name w:val=\"heading 1\"/></w:style>"),
      "样例.docx");
  REQUIRE(paper);
  REQUIRE(paper->blocks.size() == 4);
  CHECK(paper->blocks[0].kind == BlockKind::heading);
  CHECK(paper->blocks[1].kind == BlockKind::paragraph);
  CHECK(paper->blocks[2].kind == BlockKind::heading);
  CHECK(paper->blocks[3].kind == BlockKind::paragraph);
}

namespace {

std::string row(std::size_t cells, int span) {
  std::string out = "<w:tr>";
  for (std::size_t i = 0; i < cells; ++i)
    out += "<w:tc><w:tcPr><w:gridSpan w:val=\"" + std::to_string(span) + "\"/></w:tcPr>" +
           docx_paragraph("甲") + "</w:tc>";
  return out + "</w:tr>";
}

} // namespace

TEST_CASE("a table beyond its limits becomes paragraphs, and merged cells make no gigabytes") {
  const auto read = [](std::size_t cells, int span, std::size_t rows) {
    std::string body = "<w:tbl>" + row(cells, span);
    for (std::size_t i = 0; i < rows; ++i)
      body += row(2, 1);
    const auto paper = read_docx(docx(body + "</w:tbl>"), "样例.docx");
    REQUIRE(paper);
    return *paper;
  };
  const auto columns = limits::table_columns;
  const Paper widest = read(2, static_cast<int>(columns / 2), 1);
  REQUIRE(widest.blocks.size() == 1);
  CHECK(widest.blocks[0].kind == BlockKind::table);
  CHECK(widest.remarks.empty());
  const Paper wider = read(columns + 1, 1, 1);
  CHECK(wider.blocks.size() == columns + 1 + 2);
  CHECK(wider.blocks[0].kind == BlockKind::paragraph);
  REQUIRE(wider.remarks.size() == 1);
  CHECK(wider.remarks[0].find("1 个表太大") != std::string::npos);
  const Paper bomb = read(2000, 1'000'000, 3000);
  CHECK(bomb.blocks.size() == 2000 + 2 * 3000);
  const Paper deep = read(1, static_cast<int>(columns), limits::table_cells / columns);
  CHECK(deep.blocks.size() == 1 + 2 * (limits::table_cells / columns));
}

TEST_CASE("footnotes by the thousand cost linear time") {
  const auto file = [](std::size_t notes) {
    std::string body, texts;
    for (std::size_t i = 1; i <= notes; ++i) {
      const std::string id = std::to_string(i);
      body += "<w:p><w:r><w:footnoteReference w:id=\"" + id + "\"/></w:r></w:p>";
      texts += "<w:footnote w:id=\"" + id + "\"><w:p><w:r><w:t>注</w:t></w:r></w:p></w:footnote>";
    }
    return docx(body, {}, {}, texts);
  };
  const auto time = [](const std::string& bytes) {
    return processor_time([&] { REQUIRE(read_docx(bytes, "样例.docx")); });
  };
  CHECK(grows_linearly(time, file(5000), file(10'000)));
}

TEST_CASE("a list that begins at the largest number counts on from a million") {
  std::string list = docx_list({{"decimal", "%1."}});
  const std::string start = "<w:start w:val=\"1";
  REQUIRE(list.find(start) != std::string::npos);
  list.replace(list.find(start), start.size(), "<w:start w:val=\"2147483647");
  CHECK(texts_of(docx(docx_paragraph("甲", 1) + docx_paragraph("乙", 1), list)) ==
        Texts{"1000000. 甲", "1000001. 乙"});
}

#include "tests/station/ledger_fixture.hpp"
#include "tests/support/zip_writer.hpp"

#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <random>

using namespace fengqiao;
using namespace fengqiao::station;
using namespace fengqiao::test;
namespace fs = std::filesystem;

namespace {

const std::string kHeader = "接警编号,报警时间,警情类别,是否重复\n";

std::string calls(int from, int to, const char* category = "刑事警情") {
  std::string out = kHeader;
  for (int i = from; i < to; ++i)
    out += "JQ" + std::to_string(i) + ",2026-03-09 08:05," + category + ",否\n";
  return out;
}

bool has(const FileImport& file, const char* text) {
  return all_problems(file).find(text) != std::string::npos;
}

std::string text_cell(const std::string& text) {
  return "<c t=\"inlineStr\"><is><t>" + text + "</t></is></c>";
}

// A workbook of one sheet: a row of heads, and rows as they stand in the file.
std::string one_sheet(const std::vector<std::string>& heads, const std::string& rows) {
  std::string cells;
  for (const auto& head : heads)
    cells += text_cell(head);
  return stored_zip(
      {{"xl/workbook.xml",
        "<workbook><sheets><sheet name=\"甲\" sheetId=\"1\" r:id=\"r1\" xmlns:r=\"u\"/></sheets></workbook>"},
       {"xl/_rels/workbook.xml.rels",
        "<Relationships><Relationship Id=\"r1\" Target=\"worksheets/sheet1.xml\"/></Relationships>"},
       {"xl/worksheets/sheet1.xml",
        "<worksheet><sheetData><row r=\"1\">" + cells + "</row>" + rows + "</sheetData></worksheet>"}});
}

// The calls A1 and A2, in whatever form they came.
void check_two_calls(const LedgerFolder& folder, const FileImport& done) {
  INFO(all_problems(done));
  CHECK(done.added == 2);
  CHECK(done.bad == 0);
  const auto rows = folder.open().rows({"警情", {}});
  REQUIRE(rows);
  REQUIRE(rows->size() == 2);
  CHECK(rows->at(0).cells == std::vector<std::string>{"A2", "2026-03-09 00:00", "纠纷", "", "否", ""});
  CHECK(rows->at(1).cells == std::vector<std::string>{"A1", "2026-03-09 08:05", "非警务", "", "是", ""});
}

} // namespace

TEST_CASE("importing the same file twice changes nothing, a changed row is updated with its history kept") {
  LedgerFolder folder;
  const FileImport first = folder.import_text("一.csv", calls(0, 10));
  CHECK(first.added == 10);
  const FileImport again = folder.import_text("一.csv", calls(0, 10));
  CHECK(again.known);
  CHECK(again.added + again.changed == 0);
  CHECK(folder.open().imports()->size() == 2); // that it was there again is noted
  std::string text = calls(0, 12);
  text.replace(text.find("JQ3,"), std::string("JQ3,2026-03-09 08:05,刑事警情").size(),
               "JQ3,2026-03-09 08:05,群众求助");
  const FileImport changed = folder.import_text("二.csv", text);
  CHECK(changed.added == 2);
  CHECK(changed.changed == 1);
  CHECK(changed.same == 9);
  CHECK(folder.count({"警情", {{"类别", Match::is, {"求助"}}}}) == 1);
  const auto history = folder.open().history("警情");
  REQUIRE(history);
  REQUIRE(history->size() == 1);
  CHECK(history->at(0).row == "JQ3");
  CHECK(history->at(0).before.find("\"类别\":\"刑事\"") != std::string::npos);
  CHECK(history->at(0).file == "二.csv");
  CHECK(history->at(0).line == 5);
  // The older file again: known, so it does not bring the old content back, and it says so.
  const FileImport older = folder.import_text("一.csv", calls(0, 10));
  CHECK(older.known);
  CHECK(older.differing == 1);
  CHECK(again.differing == 0);
  CHECK(folder.count({"警情", {{"类别", Match::is, {"求助"}}}}) == 1);
}

TEST_CASE("every text form of an export gives the same rows") {
  const std::string plain =
      "接警编号,报警时间,警情类别,是否重复\nA1,2026/3/9 8:05,非警务警情,是\nA2,2026年3月9日,矛盾纠纷,否\n";
  std::string semicolon = plain, tab = plain, crlf;
  std::replace(semicolon.begin(), semicolon.end(), ',', ';');
  std::replace(tab.begin(), tab.end(), ',', '\t');
  for (const char c : plain)
    crlf += c == '\n' ? std::string("\r\n") : std::string(1, c);
  const std::pair<const char*, std::string> forms[] = {
      {"逗号.csv", plain},
      {"分号.csv", semicolon},
      {"制表符.xls", tab},
      {"行尾.csv", crlf},
      {"标记.csv", "\xEF\xBB\xBF" + crlf},
      {"国标.csv", encode_gb18030(plain).value()},
      {"引号.csv",
       "\"接警编号\",\"报警时间\",\"警情类别\",\"是否重复\"\n\"A1\",\"2026/3/9 8:05\",\"非警务警情\",\"是\"\n"
       "A2,2026年3月9日,\"矛盾纠纷\",否"},
      {"标题.csv", "某所警情表,,,\n\n" + plain + "合计,2,,\n"},
      {"两行表头.csv",
       "接警编号,报警,,标记\n,时间,警情类别,是否重复\nA1,2026/3/9 8:05,非警务警情,是\nA2,20260309,矛盾纠纷,否\n"},
      {"网页.xls",
       "<html><head><style>td{a:b}</style></head><body><table><tr><th>接警编号</th><th>报警时间</th><th>警情类别"
       "</th><th>是否重复</th></tr><tr><td>A1</td><td>2026/3/9&nbsp;8:05</td><td>&#38750;警务警情</td><td>是</td>"
       "</tr><tr><td>A2<td>2026-03-09<td>矛盾纠纷<td>否</table></body></html>"},
  };
  for (const auto& [name, text] : forms) {
    INFO(name);
    LedgerFolder folder;
    const FileImport done = folder.import_text(name, text);
    check_two_calls(folder, done);
  }
}

TEST_CASE("workbooks as Excel and old Excel save them give the same rows as text") {
  for (const char* name : {"警情.xls", "警情.xlsx"}) {
    INFO(name);
    LedgerFolder folder;
    const FileImport done = folder.import(source_dir() / "tests/data/ledger" / name);
    check_two_calls(folder, done);
  }
}

TEST_CASE("formulas give the value last computed and are mentioned, one without a value is refused") {
  const auto book = [](const std::string& cell) {
    return one_sheet({"日期", "项目", "数"},
                     "<row r=\"3\"><c r=\"A3\"><v>46090</v></c><c r=\"B3\" t=\"str\"><v>巡查</v></c>" + cell +
                         "</row>");
  };
  LedgerFolder folder;
  const FileImport done = folder.import_text("算.xlsx", book("<c r=\"C3\"><f>SUM(A1:A2)</f><v>12</v></c>"));
  INFO(all_problems(done));
  CHECK(done.added == 1);
  REQUIRE(done.remarks.size() == 1);
  CHECK(done.remarks[0].find("有 1 格是公式") == 0);
  CHECK(folder.open().rows({"日计数", {}})->at(0).line == 3);
  CHECK(has(folder.import_text("没算.xlsx", book("<c r=\"C3\"><f>SUM(A1:A2)</f></c>")),
            "没算.xlsx:3:3: 这一格是公式"));
  CHECK(has(folder.import_text("错.xlsx", book("<c r=\"C3\" t=\"e\"><v>#REF!</v></c>")),
            "“数”是表格公式的错误值：“#REF!”"));
}

TEST_CASE("numbers in a workbook give the ids that the text export gives") {
  const auto book = [](const std::string& rows) {
    return one_sheet({"接警编号", "报警时间", "警情类别"}, rows);
  };
  const auto row = [](const std::string& attributes, const std::string& id) {
    return "<row " + attributes + ">" + id + text_cell("2026-03-09 08:05") + text_cell("刑事") + "</row>";
  };
  LedgerFolder folder;
  CHECK(folder
            .import_text("甲.csv", "接警编号,报警时间,警情类别\n12345,2026-03-09 08:05,刑事\n202603090001,"
                                   "2026-03-09 08:05,刑事\nQ10,2026-03-09 08:05,刑事\n")
            .added == 3);
  const FileImport done = folder.import_text(
      "乙.xlsx", book(row("r=\"2\"", "<c><v>12345.0</v></c>") +
                      row("r=\"3\" hidden=\"1\"", "<c t=\"n\"><v>2.02603090001E11</v></c>") +
                      row("r=\"4\"", "<c t=\"e\"><v>#N/A</v></c>") +
                      row("r=\"5\"", "<c><v>620102202603090017</v></c>")));
  INFO(all_problems(done));
  CHECK(done.added == 0);
  CHECK(done.same == 2);
  CHECK(done.bad == 2);
  CHECK(has(done, "乙.xlsx:4:1: “编号”是表格公式的错误值：“#N/A”"));
  CHECK(has(done, "乙.xlsx:5:1: “编号”编号被表格程序改成了科学计数法"));
  CHECK(std::find(done.remarks.begin(), done.remarks.end(),
                  "有 1 行在工作表里是隐藏的，也读了；不要的请删去后再导入") != done.remarks.end());
  const FileImport guarded = folder.import_text(
      "丙.csv",
      "接警编号,报警时间,警情类别\n\"=\"\"12345\"\"\",2026-03-09 08:05,刑事\n'Q10,2026-03-09 08:05,刑事\n");
  INFO(all_problems(guarded));
  CHECK(guarded.same == 2);
  CHECK(folder.count({"警情", {}}) == 3);
}

TEST_CASE("days without a year do not lie ahead, and those that do are pointed out") {
  const std::string text = "接警编号,报警时间,警情类别\nA1,12月31日 08:00,刑事\nA2,2026-12-30 08:00,刑事\n";
  LedgerFolder folder; // imports on 10 March 2026
  const FileImport done = folder.import_text("甲.csv", text);
  CHECK(done.added == 2);
  CHECK(folder.count({"警情", {{"接报时刻", Match::within, {"2025-12-31", "2026-01-01"}}}}) == 1);
  CHECK(std::find(done.remarks.begin(), done.remarks.end(),
                  "有 1 格的日期在今天以后（第一处是第 3 行的“接报时刻”），请核对") != done.remarks.end());
}

TEST_CASE("the number of a case is no person's, however long, and is kept as it is") {
  LedgerFolder folder;
  const FileImport done = folder.import_text("人员.csv", "文书编号,措施,时刻,案件编号\nA1,传唤,2026-03-09,"
                                                         "620102202603090017\nA2,传唤,2026-03-09,"
                                                         "620102199003070018\n");
  CHECK(done.masked == 0);
  CHECK(done.added == 1);
  CHECK(folder.open().rows({"人员", {}})->at(0).cells[3] == "620102202603090017");
  CHECK(has(done, "编号像是身份证号"));
  CHECK(all_problems(done).find("199003070018") == std::string::npos);
}

TEST_CASE("bad rows are named with file, line and column, and the good ones go on unless it is strict") {
  const std::string text = kHeader + "B1,2026-02-30 08:00,刑事警情,否\n" // line 2
                                     "B2,2026-13-01,刑事警情,否\n"
                                     "B3,26-3-9,刑事警情,否\n"
                                     "B4,2026-03-09,火警,否\n"
                                     ",2026-03-09,刑事警情,否\n"
                                     "B6,2026-03-09,刑事警情,也许\n"
                                     "B7,2026-03-09,刑事警情,否,多一格\n"
                                     "B8,2026-03-09,刑事警情,否\n"
                                     "B8,2026-03-09,治安警情,否\n"
                                     "B8,2026-03-09,刑事警情,否\n"
                                     "620102199003070018,2026-03-09,刑事警情,否\n"
                                     "B9,,刑事警情,否\n";
  LedgerFolder folder;
  const FileImport done = folder.import_text("坏.csv", text);
  INFO(all_problems(done));
  CHECK(done.added == 1);
  CHECK(done.bad == 10);
  for (const char* expected :
       {"坏.csv:2:2: “接报时刻”没有这一天或这一时刻：“2026-02-30 08:00”",
        "坏.csv:3:2: ", "坏.csv:4:2: “接报时刻”年份只有两位", "坏.csv:5:3: “类别”认不出的值：“火警”",
        "坏.csv:6:1: “编号”是空的", "坏.csv:7:4: “重复”应是“是”或“否”",
        "坏.csv:8:5: 这一行有 5 格，表头只有 4 格", "坏.csv:10:1: “编号”与第 9 行的相同，内容却不同",
        "坏.csv:12:1: “编号”编号像是身份证号", "坏.csv:13:2: “接报时刻”是空的"})
    CHECK(has(done, expected));
  CHECK(all_problems(done).find("199003070018") == std::string::npos);
  CHECK(folder.count({"警情", {}}) == 1);
  LedgerFolder strict;
  CHECK_FALSE(strict.import_text("坏.csv", text, "", true).imported);
  CHECK(strict.import_text("好.csv", calls(0, 1), "", true).added == 1);
  CHECK(strict.count({"警情", {}}) == 1);
  // The same bad file again: the same rows are named, nothing is changed.
  const FileImport again = folder.import_text("坏.csv", text);
  CHECK(again.known);
  CHECK(again.bad == 10);
}

TEST_CASE("a count that is negative, a text or broken is refused, 0 is not blank") {
  LedgerFolder folder;
  const FileImport done = folder.import_text(
      "装备.csv",
      "日期,名称,应有,完好,维修,待报废\n2026-03-09,甲,-1,0,0,0\n2026-03-09,乙,五,0,0,0\n2026-03-09,丙,1.5,0,0,0\n"
      "2026-03-09,丁,,0,0,0\n2026-03-09,戊,0,0,0,0\n");
  INFO(all_problems(done));
  CHECK(done.added == 1);
  CHECK(has(done, ":2:3: “应有”不能是负数"));
  CHECK(has(done, ":3:3: “应有”应是整数"));
  CHECK(has(done, ":4:3: “应有”应是整数"));
  CHECK(has(done, ":5:3: “应有”是空的"));
}

TEST_CASE("only mapped columns are kept, and numbers of persons do not reach the ledger") {
  LedgerFolder folder;
  const FileImport done = folder.import_text(
      "投诉.csv",
      "登记编号,登记时间,类别,姓名,联系电话,反映事项\nT1,2026-03-09,投诉,某某,13912345678,回电13912345678，证件"
      "620102199003070018\n");
  CHECK(done.added == 1);
  CHECK(done.masked == 2);
  REQUIRE(done.remarks.size() == 2);
  CHECK(done.remarks[0] == "没有导入的列：姓名、联系电话");
  CHECK(done.remarks[1] == "没有找到的选填栏：来源、办理、结果、办结时刻");
  CHECK(folder.open().rows({"投诉举报", {}})->at(0).cells[4] == "回电139****5678，证件620102************");
  for (const auto& entry : fs::directory_iterator(folder.folder.path())) {
    if (entry.path().extension() == ".csv") continue;
    INFO(entry.path());
    const std::string bytes = slurp(entry.path());
    CHECK(bytes.find("13912345678") == std::string::npos);
    CHECK(bytes.find("199003070018") == std::string::npos);
    CHECK(bytes.find("某某") == std::string::npos);
    struct stat info {};
    REQUIRE(::stat(entry.path().c_str(), &info) == 0);
    CHECK((info.st_mode & 077) == 0);
  }
}

TEST_CASE("a file that is no known table is refused as a whole and says what is missing") {
  LedgerFolder folder;
  const FileImport near = folder.import_text("近.csv", "接警编号,警情类别,出警人\nA,刑事,某\n");
  CHECK_FALSE(near.imported);
  CHECK(has(near, "最像“警情”，但没有找到：接报时刻"));
  CHECK(has(folder.import_text("远.csv", "甲,乙\n1,2\n"), "认不出是哪种表，第一行是：甲、乙"));
  CHECK(has(folder.import_text("空.csv", ""), "文件里没有表格"));
  CHECK(has(folder.import_text("引.csv", kHeader + "A1,\"2026-03-09,刑事,否\n"), "引.csv:2: 引号没有结束"));
  CHECK(has(folder.import_text("零.csv", std::string("a\0b,c\n", 6)), "不是文本文件"));
  CHECK(has(folder.import_text("网页.xls", "<html><body>请登录</body></html>"), "是网页，里面没有表格"));
  CHECK(
      has(folder.import_text("旧.xls", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 garbage"), "不是能读的 XLS 工作簿"));
  std::string locked = "\xD0\xCF\x11\xE0";
  for (const char c : std::string("EncryptedPackage"))
    locked += {c, '\0'};
  CHECK(has(folder.import_text("密.xlsx", locked), "工作簿有打开密码"));
  CHECK(has(folder.import_text("半.xlsx", "PK\x03\x04 half a file"), "半.xlsx"));
  CHECK(has(folder.import(folder.folder.path()), "是文件夹"));
  CHECK(folder.count({"警情", {}}) == 0);
}

TEST_CASE(
    "a file named after one table whose few columns fit another is asked about, not taken for the other") {
  LedgerFolder folder;
  const std::string few = "编号,时间,类别\nA1,2026-03-09 08:05,刑事\n"; // the cases have 编号 and 类别, too
  const FileImport file = folder.import_text("警情.csv", few);
  CHECK_FALSE(file.imported);
  CHECK(has(file, "文件名写的是“警情”，表头却只对得上“案件”（没有对上的表头：时间）"));
  CHECK(folder.count({"案件", {}}) == 0);
  CHECK(folder.import_text("案件导出.csv", few).imported);
  CHECK(folder.count({"案件", {}}) == 1);
}

TEST_CASE("files of 60 and more columns are read, thousands are refused") {
  LedgerFolder folder;
  std::string header = kHeader.substr(0, kHeader.size() - 1), row = "A1,2026-03-09,刑事警情,否";
  for (int i = 0; i < 60; ++i) {
    header += ",备用" + std::to_string(i);
    row += ",x";
  }
  CHECK(folder.import_text("宽.csv", header + "\n" + row + "\n").added == 1);
  std::string wide = "甲";
  for (int i = 0; i < 2000; ++i)
    wide += ",乙";
  CHECK(has(folder.import_text("太宽.csv", wide + "\n"), "超过 1024 列"));
}

TEST_CASE("cells and quotes that cross the blocks of a large file come out whole") {
  LedgerFolder folder;
  std::string text = "绩效编号,日期,类别,分值,事由\n";
  for (int i = 0; i < 30000; ++i)
    text += "J" + std::to_string(i) + ",2026-03-09,加分,1,\"第" + std::to_string(i) +
            "项，\"\"样例\"\"\n第二行\"\n";
  REQUIRE(text.size() > (std::size_t{1} << 20));
  CHECK(folder.import_text("大.csv", text).added == 30000);
  CHECK(folder.count({"绩效", {{"事由", Match::is, {"第29999项，\"样例\"\n第二行"}}}}) == 1);
}

TEST_CASE("a ledger that is newer, damaged or another database is refused, and nothing changes") {
  LedgerFolder folder;
  folder.import_text("一.csv", calls(0, 3));
  ImportRequest request;
  request.ledger = folder.ledger;
  request.mapping = &standard();
  request.files = {folder.folder.write("二.csv", calls(3, 6))};
  request.wait_ms = 20;
  const auto refused = [&](ErrorCode code, const char* text) {
    const auto done = import_files(request);
    REQUIRE_FALSE(done);
    INFO(to_text(done.error()));
    CHECK(done.error().code == code);
    CHECK(to_text(done.error()).find(text) != std::string::npos);
  };
  // Byte 60 to 63 of an SQLite file: the user version, bytes 68 to 71: the application id.
  const std::string whole = slurp(folder.ledger);
  std::string other = whole;
  other[63] = ledger_version + 1;
  folder.folder.write("台账.sqlite", other);
  refused(ErrorCode::data, "更新版本的程序");
  CHECK(Ledger::open(folder.ledger).error().code == ErrorCode::data);
  CHECK(slurp(folder.ledger) == other);
  other = whole;
  other[71] = 1;
  folder.folder.write("台账.sqlite", other);
  refused(ErrorCode::data, "不是 fengqiao 的台账");
  folder.folder.write("台账.sqlite", "这不是数据库，只是一段够长的文字；这不是数据库，只是一段够长的文字。");
  refused(ErrorCode::data, "不是台账");
  folder.folder.write("台账.sqlite", whole);
  CHECK(import_files(request)->at(0).added == 3);
}

TEST_CASE("a disk that fills up leaves the ledger as it was") {
  LedgerFolder folder;
  folder.import_text("一.csv", calls(0, 3));
  const fs::path more = folder.folder.write("二.csv", calls(3, 40000));
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) { // no file may grow beyond 1 MiB
    ::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{1 << 20, 1 << 20};
    ::setrlimit(RLIMIT_FSIZE, &limit);
    ImportRequest request;
    request.ledger = folder.ledger;
    request.mapping = &standard();
    request.files = {more};
    ::_exit(import_files(request) ? 0 : 42);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  CHECK(WIFEXITED(status));
  CHECK(WEXITSTATUS(status) == 42);
  CHECK(folder.count({"警情", {}}) == 3);
  CHECK(folder.import(more).added == 39997);
}

TEST_CASE("an import killed at any moment has taken whole files only, and the next run completes it") {
  constexpr int kRounds = 12, kRows = 4000;
  LedgerFolder folder;
  folder.import_text("零.csv", calls(0, 1));
  std::mt19937 random(20260309);
  std::uniform_int_distribution<unsigned> moment(500, 60000);
  int killed = 0;
  for (int round = 0; round < kRounds; ++round) {
    const int from = 1 + round * kRows;
    const fs::path file = folder.folder.write("表.csv", calls(from, from + kRows));
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
      ImportRequest request;
      request.ledger = folder.ledger;
      request.mapping = &standard();
      request.files = {file};
      ::_exit(import_files(request) ? 0 : 1);
    }
    ::usleep(moment(random));
    ::kill(child, SIGKILL);
    int status = 0;
    ::waitpid(child, &status, 0);
    killed += WIFSIGNALED(status) ? 1 : 0;
    INFO("round " << round);
    const auto after = folder.count({"警情", {}});
    CHECK((after == from || after == from + kRows));
    const FileImport done = folder.import(file);
    CHECK(done.added + done.same == kRows);
    CHECK(folder.count({"警情", {}}) == from + kRows);
  }
  CHECK(killed >= kRounds / 3); // the test must have interrupted something
}

// What can stand in the way of a ledger: another program, permissions, a full disk, a file of any length.
#include "station/ledger/schema.hpp"
#include "station/ledger/sqlite.hpp"
#include "tests/station/ledger_fixture.hpp"
#include "tests/support/zip_writer.hpp"

#include <grp.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>

using namespace fengqiao;
using namespace fengqiao::station;
using namespace fengqiao::test;
namespace fs = std::filesystem;

namespace {

std::string calls(int from, int to) {
  std::string out = "接警编号,报警时间,警情类别\n";
  for (int i = from; i < to; ++i)
    out += "JQ" + std::to_string(i) + ",2026-03-09 08:05,刑事警情\n";
  return out;
}

ImportRequest request_for(const LedgerFolder& folder, const fs::path& file) {
  ImportRequest request;
  request.ledger = folder.ledger;
  request.mapping = &standard();
  request.files = {file};
  request.wait_ms = 20;
  return request;
}

constexpr int kNotPossible = 77; // the machine does not let a test do this

// Runs `work` in a process of its own; its exit code, or −1 where a signal ended it.
template <class Work> int in_child(const Work& work) {
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) ::_exit(work());
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

// What the import in a child came to: the error's exit code where it says `text`, 99 where it says another.
int told(const Result<std::vector<FileImport>>& done, const char* text) {
  if (done) return 0;
  return to_text(done.error()).find(text) == std::string::npos ? 99 : static_cast<int>(done.error().code);
}

} // namespace

TEST_CASE("a ledger that another program is writing is waited for, then told, and it loses nothing") {
  LedgerFolder folder;
  folder.import_text("一.csv", calls(0, 3));
  const fs::path more = folder.folder.write("二.csv", calls(3, 6));
  {
    const auto other = open_for_writing(folder.ledger, 20);
    REQUIRE(other);
    auto writing = Transaction::begin(*other);
    REQUIRE(writing);
    REQUIRE(other->execute("DELETE FROM \"警情\""));
    CHECK(in_child([&] { return told(import_files(request_for(folder, more)), "台账正被别的程序使用"); }) ==
          static_cast<int>(ErrorCode::locked));
    CHECK(folder.count({"警情", {}}) == 3); // readers see the ledger as it was, and need not wait
  }
  CHECK(folder.count({"警情", {}}) == 3); // the other program gave up
  CHECK(folder.import(more).added == 3);
}

TEST_CASE("a ledger that may not be written is told before anything is read, and can still be looked at") {
  LedgerFolder folder;
  folder.import_text("一.csv", calls(0, 3));
  const fs::path more = folder.folder.write("二.csv", calls(3, 6));
  ::chmod(folder.folder.path().c_str(), 0555);
  ::chmod(folder.ledger.c_str(), 0444);
  const auto as_somebody = [&](const auto& work) {
    return in_child([&] { // root may write anything
      if (::geteuid() == 0 && (::setgroups(0, nullptr) != 0 || ::setgid(65534) != 0 || ::setuid(65534) != 0))
        return kNotPossible;
      return work();
    });
  };
  CHECK(as_somebody([&] { return told(import_files(request_for(folder, more)), "台账不能写入"); }) ==
        static_cast<int>(ErrorCode::locked));
  CHECK(as_somebody([&] {
          const auto ledger = Ledger::open(folder.ledger, 20);
          return ledger && ledger->count({"警情", {}}).value_or(0) == 3 ? 0 : 1;
        }) == 0);
  ::chmod(folder.folder.path().c_str(), 0755);
  ::chmod(folder.ledger.c_str(), 0600);
  CHECK(folder.import(more).added == 3);
}

TEST_CASE("on a disk that is full an import says so and leaves the ledger as it was") {
  LedgerFolder folder;
  const fs::path disk = folder.folder.path() / "小盘";
  fs::create_directory(disk);
  folder.import_text("一.csv", calls(0, 3));
  const fs::path more = folder.folder.write("二.csv", calls(3, 40000));
  const int code = in_child([&] {
    if (::unshare(CLONE_NEWNS) != 0 && ::unshare(CLONE_NEWUSER | CLONE_NEWNS) != 0) return kNotPossible;
    if (::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0) return kNotPossible;
    if (::mount("none", disk.c_str(), "tmpfs", 0, "size=1m") != 0) return kNotPossible;
    fs::copy_file(folder.ledger, disk / "台账.sqlite");
    auto request = request_for(folder, more);
    request.ledger = disk / "台账.sqlite";
    const int full = told(import_files(request), "磁盘已满，台账没有改动");
    const auto ledger = Ledger::open(request.ledger, 20);
    if (!ledger || ledger->count({"警情", {}}).value_or(0) != 3) return 98;
    request.files = {folder.folder.write("三.csv", calls(3, 6))};
    const auto small = import_files(request);
    return small && small->at(0).added == 3 ? full : 97; // there is room for a few
  });
  if (code == kNotPossible)
    WARN("no file system can be mounted here");
  else
    CHECK(code == static_cast<int>(ErrorCode::general));
}

TEST_CASE("an export of any length takes the same memory") {
  const LedgerFolder folder;
  const auto peak_kib = [&](int megabytes) {
    const fs::path file = folder.folder.path() / (std::to_string(megabytes) + ".csv");
    std::ofstream out(file, std::ios::binary);
    out << "接警编号,报警时间,警情类别,备注\n";
    const std::string remark(16000, 'x');
    for (int i = 0; i < megabytes * 64; ++i)
      out << "JQ" << i << ",2026-03-09 08:05,刑事警情," << remark << '\n';
    REQUIRE(out.flush());
    long peak = -1;
    int ends[2];
    REQUIRE(::pipe(ends) == 0);
    CHECK(in_child([&] {
            rusage before{}, after{};
            ::getrusage(RUSAGE_SELF, &before);
            auto request = request_for(folder, file);
            request.ledger = folder.folder.path() / (std::to_string(megabytes) + ".sqlite");
            const auto done = import_files(request);
            ::getrusage(RUSAGE_SELF, &after);
            const long grown = after.ru_maxrss - before.ru_maxrss;
            return done && done->at(0).added == megabytes * 64 && ::write(ends[1], &grown, sizeof grown) > 0
                       ? 0
                       : 1;
          }) == 0);
    CHECK(::read(ends[0], &peak, sizeof peak) == static_cast<ssize_t>(sizeof peak));
    ::close(ends[0]);
    ::close(ends[1]);
    return peak;
  };
  const long small = peak_kib(8), large = peak_kib(64);
  INFO(small << " KiB, " << large << " KiB");
  CHECK(large < small + 8 * 1024);
}

TEST_CASE("a workbook whose header cells were merged over two rows is read by both rows") {
  const auto text = [](const char* at, const char* words) {
    return std::string("<c r=\"") + at + "\" t=\"inlineStr\"><is><t>" + words + "</t></is></c>";
  };
  const std::string sheet =
      "<worksheet><sheetData><row r=\"1\">" + text("A1", "某所装备盘点表") + "</row><row r=\"2\">" +
      text("A2", "日期") + text("B2", "名称") + text("C2", "数量") + "</row><row r=\"3\">" +
      text("C3", "应有") + text("D3", "完好") + text("E3", "维修") + text("F3", "待报废") +
      "</row><row r=\"4\">" + text("A4", "2026-03-09") + text("B4", "对讲机") +
      "<c r=\"C4\"><v>120</v></c><c r=\"D4\"><v>118</v></c><c r=\"E4\"><v>2</v></c><c r=\"F4\"><v>0</v></c></row>"
      "</sheetData><mergeCells count=\"4\"><mergeCell ref=\"A1:F1\"/><mergeCell ref=\"A2:A3\"/><mergeCell "
      "ref=\"B2:B3\"/><mergeCell ref=\"C2:F2\"/></mergeCells></worksheet>";
  LedgerFolder folder;
  const FileImport done = folder.import_text(
      "合并.xlsx",
      stored_zip(
          {{"xl/workbook.xml",
            "<workbook><sheets><sheet name=\"甲\" sheetId=\"1\" r:id=\"r1\" xmlns:r=\"u\"/></sheets></workbook>"},
           {"xl/_rels/workbook.xml.rels",
            "<Relationships><Relationship Id=\"r1\" Target=\"worksheets/sheet1.xml\"/></Relationships>"},
           {"xl/worksheets/sheet1.xml", sheet}}));
  INFO(all_problems(done));
  CHECK(done.added == 1);
  REQUIRE(done.remarks.size() == 1);
  CHECK(done.remarks[0] == "有 4 处合并的单元格，只有左上角一格有内容");
  CHECK(folder.open().rows({"装备", {}})->at(0).cells ==
        std::vector<std::string>{"2026-03-09", "对讲机", "120", "118", "2", "0"});
}

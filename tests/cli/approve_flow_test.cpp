// 审定 as the officer on duty does it: what is approved stays what was approved.
#include "tests/support/places.hpp"
#include "tests/support/program.hpp"
#include "tests/support/temporary.hpp"

#include <catch2/catch.hpp>

using namespace fengqiao::test;
namespace fs = std::filesystem;

namespace {

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

void put(const fs::path& file, const std::string& from, const std::string& to) {
  std::string text = slurp(file);
  const auto at = text.find(from);
  INFO(from);
  REQUIRE(at != std::string::npos);
  text.replace(at, from.size(), to);
  fs::remove(file);
  std::FILE* stream = std::fopen(file.c_str(), "wb");
  REQUIRE(stream != nullptr);
  std::fwrite(text.data(), 1, text.size(), stream);
  std::fclose(stream);
}

struct Station {
  TemporaryFolder folder;
  std::string root = folder.path() / "城关所";
  fs::path record = fs::path(root) / "记录/2026-03-09/支撑保障.yaml";

  Station() {
    REQUIRE(run({"init", root, "--name", "示例县公安局城关派出所"}).code == 0);
    const fs::path exports = source_dir() / "templates/样例/台账";
    REQUIRE(run({"ledger", "import", exports / "日计数.csv", exports / "装备.csv", exports / "巡查问题.csv"})
                .code == 0);
    REQUIRE(run({"daily", "--date", "2026-03-09"}).code == 0);
  }
  void fill() const {
    put(record, "填报:", "填报: 样例甲");
    put(record, "值班所领导:", "值班所领导: 样例乙");
    put(record, "提交时刻:", "提交时刻: 2026-03-10T07:52");
  }
  [[nodiscard]] Outcome run(std::vector<std::string> arguments) const {
    if (arguments.front() != "init") arguments.insert(arguments.begin(), {"--workspace", root});
    return run_fengqiao(folder.path() / "index", std::move(arguments));
  }
  [[nodiscard]] Outcome approve(std::vector<std::string> more) const {
    std::vector<std::string> arguments{"approve", record, "--by"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run(std::move(arguments));
  }
};

fs::path beside(const Station& station, const std::string& name) {
  return station.record.parent_path() / name;
}

const std::string kAt = "2026-03-10T08:10";

} // namespace

TEST_CASE("what is incomplete is not approved, and nothing is written") {
  const Station station;
  const Outcome refused = station.approve({"样例乙", "--at", kAt});
  CHECK(refused.code == 4);
  CHECK(contains(refused.err, "栏目“填报”没有填写"));
  CHECK(contains(refused.err, "什么也没有写"));
  CHECK_FALSE(fs::exists(beside(station, "支撑保障.审定.yaml")));
  CHECK_FALSE(fs::exists(beside(station, "支撑保障.pdf")));
}

TEST_CASE("an unapproved report says so on its pages, in HTML and in Markdown") {
  const Station station;
  station.fill();
  put(station.record, "状态: 草稿", "状态: 已审定");
  put(station.record, "审定时刻:", "审定时刻: 2026-03-10T08:10");
  const fs::path pdf = station.folder.path() / "未审定.pdf";
  const Outcome printed = station.run({"render", station.record, "-o", pdf});
  REQUIRE(printed.code == 0);
  CHECK(contains(printed.err, "没有审定文件，按“待审”打印"));
  CHECK_FALSE(contains(pdf_text(pdf), "已审定"));
  CHECK_FALSE(contains(pdf_text(pdf), "08:10"));
  for (const char* to : {"html", "md"})
    CHECK(
        contains(station.run({"render", station.record, "--to", to, "-o", "-"}).out, "还没有值班所领导审定"));
  REQUIRE(station.approve({"样例乙", "--at", kAt}).code == 0);
  for (const char* to : {"html", "md"})
    CHECK_FALSE(
        contains(station.run({"render", station.record, "--to", to, "-o", "-"}).out, "还没有值班所领导审定"));
  // The watermark is drawn, not written: the file without it is smaller by its outlines.
  CHECK(fs::file_size(pdf) > fs::file_size(beside(station, "支撑保障.pdf")));
}

TEST_CASE("an approved report prints as approved, byte for byte, and its record is not touched") {
  const Station station;
  station.fill();
  const std::string before = slurp(station.record);
  const Outcome done = station.approve({"样例乙", "--at", kAt});
  INFO(done.err);
  REQUIRE(done.code == 0);
  CHECK(slurp(station.record) == before);
  const std::string seal = slurp(beside(station, "支撑保障.审定.yaml"));
  for (const char* line : {"审定人: 样例乙", "审定时刻: 2026-03-10T08:10", "交班时刻: 2026-03-10T08:30",
                           "迟报: 否", "文书: 支撑保障.pdf"})
    CHECK(contains(seal, line));
  const fs::path printed = station.folder.path() / "再印.pdf";
  REQUIRE(station.run({"render", station.record, "-o", printed}).code == 0);
  CHECK(slurp(printed) == slurp(beside(station, "支撑保障.pdf")));
  CHECK(contains(pdf_text(printed), "已审定"));
  const Outcome verified = station.run({"verify", station.record});
  CHECK(verified.code == 0);
  CHECK(contains(verified.out, "与审定时一致"));
  CHECK(contains(verified.out, "就是审定时生成的 PDF"));
  CHECK(station.run({"verify", beside(station, "支撑保障.pdf")}).code == 0);
  CHECK(station.run({"verify", printed, "--record", station.record}).code == 0);
  CHECK(contains(station.run({"check", station.record}).out, "已审定，可以打印"));
  const Outcome all = station.run(
      {"check", station.record, beside(station, "支撑保障.审定.yaml"), beside(station, "支撑保障.pdf")});
  CHECK(all.code == 0);
  CHECK(contains(all.err, "支撑保障.审定.yaml 随 支撑保障.yaml 一起检查"));
  CHECK(contains(all.err, "支撑保障.pdf 随 支撑保障.yaml 一起检查"));
  const Outcome json = station.run({"verify", station.record, "--format", "json"});
  CHECK(contains(json.out, "\"kind\": \"approval\""));
  CHECK(contains(json.out, "\"state\": \"已审定\""));
}

TEST_CASE("an approved record that was changed is found by check, render, verify and approve") {
  const Station station;
  station.fill();
  REQUIRE(station.approve({"样例乙", "--at", kAt}).code == 0);
  put(station.record, "维修: 2", "维修: 2 ");
  const std::string changed = "样例乙 于2026年3月10日08:10审定以后，这份记录改动过";
  const Outcome checked = station.run({"check", station.record});
  CHECK(checked.code == 4);
  CHECK(contains(checked.out, changed));
  const Outcome printed = station.run({"render", station.record, "-o", station.folder.path() / "印.pdf"});
  CHECK(printed.code == 4);
  CHECK(contains(printed.err, changed));
  const Outcome verified = station.run({"verify", station.record});
  CHECK(verified.code == 4);
  CHECK(contains(verified.out, changed));
  const Outcome refused = station.approve({"样例乙", "--at", "2026-03-10T08:20"});
  CHECK(refused.code == 4);
  CHECK(contains(refused.err, "--again"));
  CHECK(station.approve({"样例乙", "--comment", "补光"}).code == 4);
  REQUIRE(station.approve({"样例乙", "--at", "2026-03-10T08:20", "--again", "--reason", "数字更正"}).code ==
          0);
  CHECK(station.run({"check", station.record}).code == 0);
  const Outcome history = station.run({"verify", station.record});
  CHECK(history.code == 0);
  CHECK(contains(history.out, "重新审定：数字更正"));
}

TEST_CASE("an approved PDF that was changed is found by check, render and verify") {
  const Station station;
  station.fill();
  REQUIRE(station.approve({"样例乙", "--at", kAt}).code == 0);
  const fs::path paper = beside(station, "支撑保障.pdf");
  const std::string sound = slurp(paper);
  put(paper, "%PDF-1.", "%PDF-2.");
  CHECK(station.run({"check", station.record}).code == 4);
  const Outcome verified = station.run({"verify", paper});
  CHECK(verified.code == 4);
  CHECK(contains(verified.out, "与审定时生成的 PDF 不同"));
  const Outcome printed = station.run({"render", station.record, "-o", paper});
  CHECK(printed.code == 0);
  CHECK(contains(printed.err, "这份 PDF 改动过或被替换，已按审定的记录重新生成"));
  CHECK(slurp(paper) == sound);
  CHECK(station.run({"check", station.record}).code == 0);
}

TEST_CASE("a report is approved once, a second time changes nothing, another officer has to say so") {
  const Station station;
  station.fill();
  REQUIRE(station.approve({"样例乙", "--at", kAt}).code == 0);
  const std::string seal = slurp(beside(station, "支撑保障.审定.yaml"));
  const Outcome again = station.approve({"样例乙", "--at", "2026-03-10T09:00"});
  CHECK(again.code == 0);
  CHECK(contains(again.out, "没有改动，不用再审定"));
  CHECK(slurp(beside(station, "支撑保障.审定.yaml")) == seal);
  const Outcome other = station.approve({"样例丙", "--at", "2026-03-10T09:00"});
  CHECK(other.code == 4);
  CHECK(contains(other.err, "换人审定加 --again"));
}

TEST_CASE("a withdrawn report is 未审定 again, says why, and may be approved anew") {
  const Station station;
  station.fill();
  CHECK(station.approve({"样例乙", "--withdraw", "--reason", "数字有误"}).code == 4); // nothing to withdraw
  REQUIRE(station.approve({"样例乙", "--at", kAt}).code == 0);
  CHECK(station.approve({"样例乙", "--withdraw"}).code == 2); // no reason
  const Outcome withdrawn =
      station.approve({"样例乙", "--at", "2026-03-10T08:15", "--withdraw", "--reason", "数字有误"});
  CHECK(withdrawn.code == 0);
  CHECK(contains(withdrawn.out, "原来的 PDF 不要再用"));
  const Outcome verified = station.run({"verify", beside(station, "支撑保障.pdf")});
  CHECK(verified.code == 4);
  CHECK(contains(verified.out, "审定已经撤销"));
  CHECK(contains(verified.out, "数字有误"));
  CHECK(contains(station.run({"check", station.record}).out, "审定已撤销，可以打印"));
  CHECK(station.approve({"样例丙", "--at", "2026-03-10T08:25"}).code == 0);
  CHECK(station.run({"verify", station.record}).code == 0);
}

TEST_CASE("点评部署 is added after the approval, on the paper, and the earlier print still verifies") {
  const Station station;
  station.fill();
  const Outcome early = station.approve({"样例教", "--comment", "请街道配合", "--as", "教导员"});
  CHECK(early.code == 4);
  CHECK(contains(early.err, "还没有审定，不能补点评部署"));
  REQUIRE(station.approve({"样例乙", "--at", kAt}).code == 0);
  const fs::path paper = beside(station, "支撑保障.pdf"), first = station.folder.path() / "晨会前.pdf";
  fs::copy_file(paper, first);
  REQUIRE(
      station.approve({"样例教", "--comment", "请街道配合，当事人电话13912345678", "--as", "教导员"}).code ==
      0);
  CHECK(contains(pdf_text(paper), "请街道配合"));
  CHECK_FALSE(contains(pdf_text(paper), "13912345678"));
  CHECK(contains(slurp(beside(station, "支撑保障.审定.yaml")), "审定人: 样例乙"));
  CHECK(station.run({"verify", station.record}).code == 0);
  const Outcome earlier = station.run({"verify", first, "--record", station.record});
  CHECK(earlier.code == 0);
  CHECK(contains(earlier.out, "补录点评部署以前生成的 PDF"));
}

TEST_CASE("what was approved stays, though the ledger goes on") {
  const Station station;
  station.fill();
  REQUIRE(station.approve({"样例乙", "--at", kAt}).code == 0);
  const std::string later =
      "盘点日期,装备名称,应有数,完好数,送修数,待报废数\n2026-03-09,执法记录仪,40,30,10,0\n";
  REQUIRE(station.run({"ledger", "import", station.folder.write("装备.csv", later)}).code == 0);
  const Outcome checked = station.run({"check", station.record});
  CHECK(checked.code == 0);
  CHECK(contains(checked.out, "警告"));
  CHECK(station.approve({"样例乙", "--comment", "补光"}).code == 0);
}

TEST_CASE("the filler does not approve where the station forbids it, however the name is written") {
  const Station station;
  station.fill();
  put(station.record, "填报: 样例甲", "填报: 值班岗（样例甲、样例丁）");
  put(fs::path(station.root) / "派出所.yaml", "填报人不得自审: 否", "填报人不得自审: 是");
  for (const char* name : {"样例甲", "样例丁", " 样例甲 "}) {
    const Outcome refused = station.approve({name, "--at", kAt});
    CHECK(refused.code == 4);
    CHECK(contains(refused.err, "不能审定自己填的记录"));
  }
  CHECK(station.approve({"样例乙", "--at", kAt}).code == 0);
  const Outcome back = station.approve({"样例甲", "--at", kAt, "--withdraw", "--reason", "我要改"});
  CHECK(back.code == 4);
  CHECK(contains(back.err, "不能撤销自己填的记录"));
}

TEST_CASE("a report that was submitted after hand-over is marked 迟报 in the approval and on the page") {
  const Station station;
  station.fill();
  put(station.record, "提交时刻: 2026-03-10T07:52", "提交时刻: 2026-03-10T08:31");
  const Outcome done = station.approve({"样例乙", "--at", "2026-03-10T08:40"});
  REQUIRE(done.code == 0);
  CHECK(contains(done.out, "（迟报）"));
  CHECK(contains(done.err, "晚于交班时刻"));
  CHECK(contains(slurp(beside(station, "支撑保障.审定.yaml")), "迟报: 是"));
  CHECK(contains(pdf_text(beside(station, "支撑保障.pdf")), "迟报"));
  CHECK(contains(station.run({"verify", station.record}).out, "（迟报）"));
}

TEST_CASE("a hand-over that the clerk moved is not the station's") {
  const Station station;
  station.fill();
  put(station.record, "交班时刻: 2026-03-10T08:30", "交班时刻: 2026-03-10T18:30");
  const Outcome refused = station.approve({"样例乙", "--at", kAt});
  CHECK(refused.code == 4);
  CHECK(contains(refused.err, "交班时刻是2026年3月10日18:30，应是2026年3月10日08:30"));
}

TEST_CASE("the wrong file, day or moment is refused with what to do instead") {
  const Station station;
  station.fill();
  const auto refused = [&](const std::vector<std::string>& more, int code, const std::string& says) {
    const Outcome outcome = station.approve(more);
    INFO(outcome.err);
    CHECK(outcome.code == code);
    CHECK(contains(outcome.err, says));
  };
  refused({"样例乙", "--at", "昨晚"}, 2, "2026-03-10T08:10");
  refused({"样例乙", "--at", "2026-02-30T08:10"}, 2, "不是时刻");
  refused({" ", "--at", kAt}, 2, "--by 是空的");
  refused({"样例乙", "--at", "2026-03-10T07:00"}, 4, "审定不能早于提交");
  refused({"样例乙", "--at", kAt, "-o", station.record}, 4, "应是一个 PDF 文件");
  refused({"样例乙", "--at", kAt, "--again", "--comment", "补光"}, 2, "一次只用一个");
  fs::create_symlink(station.record, beside(station, "链接.pdf"));
  refused({"样例乙", "--at", kAt, "-o", beside(station, "链接.pdf")}, 4, "是一个链接");

  fs::copy_file(station.record, beside(station, "支撑保障.更新.yaml"));
  const Outcome update =
      station.run({"approve", beside(station, "支撑保障.更新.yaml"), "--by", "样例乙", "--at", kAt});
  CHECK(update.code == 4);
  CHECK(contains(update.err, "这不是当天的日报记录"));
  fs::create_directory(fs::path(station.root) / "记录/2026-03-08");
  fs::copy_file(station.record, fs::path(station.root) / "记录/2026-03-08/支撑保障.yaml");
  const Outcome day = station.run(
      {"approve", fs::path(station.root) / "记录/2026-03-08/支撑保障.yaml", "--by", "样例乙", "--at", kAt});
  CHECK(day.code == 4);
  CHECK(contains(day.err, "记录放在 2026-03-08 的文件夹里"));
  REQUIRE(station.approve({"样例乙", "--at", kAt}).code == 0);
  const Outcome seal =
      station.run({"approve", beside(station, "支撑保障.审定.yaml"), "--by", "样例乙", "--at", kAt});
  CHECK(seal.code == 2);
  CHECK(contains(seal.err, "这是审定文件，不是记录"));
  fs::copy_file(station.record, beside(station, "支撑保障.csv"));
  const Outcome twin =
      station.run({"approve", beside(station, "支撑保障.csv"), "--by", "样例乙", "--at", kAt});
  CHECK(twin.code == 4);
  CHECK(contains(twin.err, "是另一份记录的审定"));
  CHECK(station.run({"approve", station.folder.path() / "没有.yaml", "--by", "样例乙"}).code == 3);
  for (const fs::path& wrong : {station.record.parent_path(), beside(station, "支撑保障.pdf")})
    CHECK(contains(station.run({"approve", wrong, "--by", "样例乙", "--at", kAt}).err, "这不是日报的记录"));
  CHECK(station.run({"verify", station.folder.path() / "没有.yaml"}).code == 3);
}

TEST_CASE("the two-column form is approved like the YAML record") {
  const Station station;
  fs::remove(station.record);
  REQUIRE(station.run({"daily", "--date", "2026-03-09", "--format", "csv"}).code == 0);
  const fs::path form = beside(station, "支撑保障.csv");
  put(form, "\n填报,", "\n填报,样例甲");
  put(form, "\n值班所领导,", "\n值班所领导,样例乙");
  put(form, "\n提交时刻,", "\n提交时刻,2026-03-10T07:52");
  const std::string before = slurp(form);
  const Outcome done = station.run({"approve", form, "--by", "样例乙", "--at", kAt});
  INFO(done.err);
  REQUIRE(done.code == 0);
  CHECK(slurp(form) == before);
  CHECK(contains(slurp(beside(station, "支撑保障.审定.yaml")), "记录: 支撑保障.csv"));
  CHECK(station.run({"verify", form}).code == 0);
  put(form, "样例甲", "样例丁");
  CHECK(station.run({"verify", form}).code == 4);
}

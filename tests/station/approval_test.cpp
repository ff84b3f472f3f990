// The file beside a record that holds its 审定: what it promises when somebody touches it.
#include "station/daily/approval.hpp"
#include "station/daily/approval_verify.hpp"

#include "core/digest.hpp"
#include "tests/support/edit.hpp"
#include "tests/support/temporary.hpp"

#include <catch2/catch.hpp>

using namespace fengqiao;
using namespace fengqiao::station;
using test::TemporaryFolder;
namespace fs = std::filesystem;

namespace {

constexpr const char* kRecord = "template: 日报/支撑保障\n";
constexpr const char* kPaper = "%PDF-1.7 样例";

ApprovalFile sample() {
  Approval approval;
  approval.record_digest = sha256_hex(kRecord);
  approval.by = "样例乙";
  approval.at = {{2026, 3, 10}, 8, 10};
  approval.due = DateTime{{2026, 3, 10}, 8, 30};
  approval.paper = "支撑保障.pdf";
  approval.paper_digest = sha256_hex(kPaper);
  approval.comments = {{"所长", "请街道配合：补光\n月底前"}};
  return {"支撑保障.yaml",
          approval,
          {{"样例丙",
            {{2026, 3, 10}, 8, 0},
            std::string(64, 'a'),
            "撤销",
            "样例丙",
            {{2026, 3, 10}, 8, 5},
            "数字有误"}}};
}

struct Approved {
  TemporaryFolder folder;
  fs::path record = folder.write("支撑保障.yaml", kRecord);
  fs::path paper = folder.write("支撑保障.pdf", kPaper);
  fs::path file = folder.write("支撑保障.审定.yaml", approval_text(sample()));

  void replace(const std::string& from, const std::string& to) const {
    (void)folder.write("支撑保障.审定.yaml", test::replaced(test::slurp(file), from, to));
  }
};

} // namespace

TEST_CASE("an approval reads back as it was written, history and comments with it") {
  const Approved approved;
  const auto loaded = load_approval(approved.record);
  REQUIRE(loaded);
  REQUIRE(*loaded);
  CHECK(approval_text(**loaded) == approval_text(sample()));
  REQUIRE((*loaded)->current);
  CHECK((*loaded)->current->comments == sample().current->comments);
  CHECK((*loaded)->ended.at(0).reason == "数字有误");
  const auto check = check_approval(approved.record);
  CHECK(check.state == ApprovalState::in_force);
  CHECK(check.problems.empty());
  CHECK_FALSE(check.paper);
}

TEST_CASE("an approval file that was edited by hand does not count, whatever was edited") {
  const std::pair<const char*, const char*> edits[] = {
      {"审定人: 样例乙", "审定人: 样例甲"},
      {"T08:10", "T07:10"},
      {"迟报: 否", "迟报: 是"},
      {"审定人: 样例乙", "审定人: 样例乙\n审定人: 样例甲"}, // twice
      {"状态: 已审定", "状态: 已撤销"},
      {"事由: 数字有误", "事由: 无"},
      {"历次:", "备注: 补\n历次:"},
      {"记录摘要: ", "记录摘要: &a "},
      {"封记: ", "封记: 0"},
      {"文书: 支撑保障.pdf", "文书: /etc/hostname"},
      {"点评:", "点评"},
      {"T08:10", "T25:10"},
      {"交班时刻: 2026-03-10T08:30\n", ""},
      {"改过的不作数。", "改过的不作数。 "},
  };
  for (const auto& [from, to] : edits) {
    CAPTURE(from, to);
    const Approved approved;
    approved.replace(from, to);
    const auto check = check_approval(approved.record);
    CHECK(check.state == ApprovalState::unreadable);
    REQUIRE_FALSE(check.problems.empty());
    CHECK(check.problems[0].code == ErrorCode::data);
    CHECK(check.problems[0].where.find("支撑保障.审定.yaml") != std::string::npos);
    CHECK(check.problems[0].hint.find("fengqiao approve") != std::string::npos);
  }
}

TEST_CASE("a link, a folder, an empty file or rubbish in place of the approval is no approval") {
  const Approved approved;
  fs::rename(approved.file, approved.folder.path() / "别处.yaml");
  SECTION("a link to a sound one") {
    fs::create_symlink("别处.yaml", approved.file);
  }
  SECTION("a link that leads nowhere") {
    fs::create_symlink("没有.yaml", approved.file);
  }
  SECTION("a folder") {
    fs::create_directory(approved.file);
  }
  SECTION("an empty file") {
    (void)approved.folder.write("支撑保障.审定.yaml", "");
  }
  SECTION("bytes") {
    (void)approved.folder.write("支撑保障.审定.yaml", std::string("\0\xff\x01", 3));
  }
  SECTION("deep nesting") {
    (void)approved.folder.write("支撑保障.审定.yaml", std::string(5000, '['));
  }
  const auto check = check_approval(approved.record);
  CHECK(check.state == ApprovalState::unreadable);
  CHECK_FALSE(check.problems.empty());
}

TEST_CASE("a record or a PDF that was changed after approval is told apart, and what to do is said") {
  const Approved approved;
  SECTION("the record") {
    (void)approved.folder.write("支撑保障.yaml", std::string(kRecord) + " ");
    const auto check = check_approval(approved.record);
    CHECK(check.state == ApprovalState::changed);
    CHECK(check.problems.at(0).message == "样例乙 于2026年3月10日08:10审定以后，这份记录改动过");
    CHECK(check.problems.at(0).hint.find("--again") != std::string::npos);
    CHECK_FALSE(verify_approval(approved.record, {}).whole());
  }
  SECTION("the PDF") {
    (void)approved.folder.write("支撑保障.pdf", "%PDF-1.7 别的");
    const auto check = check_approval(approved.record);
    CHECK(check.state == ApprovalState::in_force);
    REQUIRE(check.paper);
    CHECK_FALSE(check.paper_gone);
    CHECK(check.paper->hint.find("fengqiao render") != std::string::npos);
    const auto verified = verify_approval(approved.record, approved.paper);
    CHECK(verified.sound.size() == 1); // the record
    CHECK(verified.differs.size() == 1);
  }
  SECTION("the PDF is gone") {
    fs::remove(approved.paper);
    CHECK(check_approval(approved.record).paper_gone);
    CHECK(verify_approval(approved.record, {}).whole());
  }
}

TEST_CASE("the approval of one record does not count for another") {
  const Approved approved;
  const auto csv = approved.folder.write("支撑保障.csv", "栏目,填写\n");
  CHECK(check_approval(csv).state == ApprovalState::none);
  const auto other = approved.folder.write("联动协作.yaml", kRecord);
  fs::copy_file(approved.file, approved.folder.path() / "联动协作.审定.yaml");
  CHECK(check_approval(other).state == ApprovalState::none);
}

TEST_CASE("a withdrawn approval leaves its history and nothing in force") {
  ApprovalFile file = sample();
  file.current.reset();
  const Approved approved;
  (void)approved.folder.write("支撑保障.审定.yaml", approval_text(file));
  const auto check = check_approval(approved.record);
  CHECK(check.state == ApprovalState::withdrawn);
  CHECK_FALSE(check.approval);
  const auto verified = verify_approval(approved.record, approved.paper);
  CHECK_FALSE(verified.whole());
  CHECK(verified.notes.at(0).find("数字有误") != std::string::npos);
}

TEST_CASE("personal numbers are masked in an approval's names, comments and reasons") {
  ApprovalFile file = sample();
  file.current->comments = {{"所长", "联系13912345678"}};
  file.ended[0].reason = "证件号620102199003070012有误";
  const std::string text = approval_text(file);
  CHECK(text.find("13912345678") == std::string::npos);
  CHECK(text.find("139****5678") != std::string::npos);
  CHECK(text.find("620102199003070012") == std::string::npos);
}

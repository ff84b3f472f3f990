// Checklists as a clerk works with them: drafted from clauses, checked, confirmed, printed with the clauses
// behind them, turned into tick lists; and noticed again when a clause changes.
#include "tests/support/places.hpp"
#include "tests/support/program.hpp"
#include "tests/support/temporary.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace fengqiao::test;
using Json = nlohmann::json;

namespace {

// A corpus of one document that can change, its index, and a checklist on it.
struct Station {
  TemporaryFolder folder;
  std::string index = folder.path() / "index";
  std::string list = folder.path() / "清单.yaml";
  std::string confirmed = folder.path() / "清单.依据.yaml";

  explicit Station(const std::string& basis = "[BF-1.1, BF-1.2]") {
    set_policy("巡逻必到点每班签到一次。", "现行");
    folder.write("清单.yaml",
                 "template: 清单/减负清单\n单位: 示例派出所\n清单日期: 2026-03-09\n来源说明: 样例\n条目:\n"
                 "  - {编号: JF-01, 事项: 甲, 对象: 任务, 办法: 乙, 归口: 丙, 核查: 丁, 责任岗: 社区队, "
                 "频次: 每周, 载体: 台账, 依据: " +
                     basis + "}\n" +
                     "  - {编号: JF-02, 事项: 戊, 对象: 会议, 办法: 己, 归口: 庚, 核查: 辛, 责任岗: 综指室, "
                     "频次: 每月, 载体: 登记, 依据: [BF-1.2, 默认]}\n");
  }

  void set_policy(const std::string& text, const std::string& status, const std::string& more = {}) {
    folder.write("corpus/办法.md",
                 "---\nid: BF\ntitle: 示例办法\nshort: 办法\nstatus: " + status +
                     "\nkind: 规范性\ntext: 原文\n---\n# 示例办法\n\n## 总则\n\n### 巡逻 {#1.1}\n\n" + text +
                     "\n\n### 走访 {#1.2}\n\n**每月**走访 <b>| 一次 |</b>。\n\n" + more);
    REQUIRE(run_fengqiao(index, {"index", folder.path() / "corpus"}).code == 0);
  }

  Outcome operator()(std::vector<std::string> arguments) const {
    return run_fengqiao(index, std::move(arguments));
  }
};

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t out = 0;
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + part.size()))
    ++out;
  return out;
}

// Blanks, and the ideographic ones, taken out: how pdftotext sees gaps is no promise.
std::string without_spaces(const std::string& text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i)
    if (text.compare(i, 3, "\u3000") == 0)
      i += 2;
    else if (text[i] != ' ' && text[i] != '\n')
      out += text[i];
  return out;
}

bool has(const std::string& text, const std::string& part) {
  INFO(text);
  return text.find(part) != std::string::npos;
}

} // namespace

TEST_CASE("a clause that changes after it was confirmed is listed, printed on, and confirmed again") {
  Station station;
  const Outcome first = station({"check", station.list});
  CHECK(first.code == 0);
  CHECK(has(first.out, "有 2 条依据还没有确认过"));
  const std::string record = slurp(station.list);
  REQUIRE(station({"check", station.list, "--accept"}).code == 0);
  const std::string digests = slurp(station.confirmed);
  CHECK(slurp(station.list) == record); // a person's file is never rewritten
  CHECK_FALSE(has(station({"check", station.list}).out, "确认过"));
  station.set_policy("巡逻必到点每班签到　一次。", "现行"); // a blank is no change
  CHECK(station({"check", station.list}).code == 0);

  station.set_policy("巡逻必到点每班签到两次。", "现行");
  const Outcome changed = station({"check", station.list});
  CHECK(changed.code == 4);
  CHECK(has(changed.out, "清单.yaml:6: 依据 BF-1.1"));
  CHECK(has(changed.out, "JF-01"));
  CHECK(has(changed.out, "签到一次"));
  CHECK(has(changed.out, "签到两次"));
  const Json json = Json::parse(station({"check", station.list, "--format", "json"}).out)["files"][0];
  REQUIRE(json["reviews"].size() == 1);
  CHECK(json["reviews"][0]["kind"] == "changed");
  CHECK(json["reviews"][0]["citation"] == "BF-1.1");
  CHECK(json["reviews"][0]["items"][0]["item"] == "JF-01");
  const Outcome printed = station({"render", station.list, "-o", station.folder.path() / "清单.pdf"});
  CHECK(printed.code == 0); // the print goes on
  CHECK(has(printed.err, "与上次确认时不同"));

  REQUIRE(station({"check", station.list, "--accept"}).code == 0);
  CHECK(station({"check", station.list}).code == 0);
  station.set_policy("巡逻必到点每班签到一次。", "现行");
  CHECK(station({"check", station.list}).code == 4);
  REQUIRE(station({"check", station.list, "--accept"}).code == 0);
  CHECK(slurp(station.confirmed) == digests); // the same clauses give the same bytes
}

TEST_CASE("a moved text, a deleted clause and a changed status are told apart") {
  Station station;
  REQUIRE(station({"check", station.list, "--accept"}).code == 0);
  station.set_policy("另有新规定。", "现行", "### 签到 {#1.3}\n\n巡逻必到点每班签到一次。\n");
  CHECK(has(station({"check", station.list}).out, "原来的文字现在是 BF-1.3"));
  station.set_policy("巡逻必到点每班签到一次。", "已废止");
  const Outcome status = station({"check", station.list});
  CHECK(status.code == 4);
  CHECK(has(status.out, "时效由“现行”变为“已废止”"));

  station.folder.write(
      "corpus/办法.md",
      "---\nid: BF\ntitle: 示例办法\nshort: 办法\nstatus: 现行\n---\n# 示例办法\n\n## 总则\n\n"
      "### 走访 {#1.2}\n\n改了。\n\n### 巡逻 {#1.4}\n\n巡逻必到点每班签到一次。\n");
  REQUIRE(station({"index", station.folder.path() / "corpus"}).code == 0);
  const std::string before = slurp(station.confirmed);
  const Outcome lost = station({"check", station.list, "--accept"});
  CHECK(lost.code != 0);
  CHECK(has(lost.out, "上次确认的文字现在是 BF-1.4"));
  CHECK(slurp(station.confirmed) == before); // nothing is confirmed while a citation does not resolve
}

TEST_CASE("the appendix prints each cited clause once, as it is written, linked both ways") {
  const Station station;
  const std::string pdf = station.folder.path() / "清单.pdf", html = station.folder.path() / "清单.html";
  REQUIRE(station({"render", station.list, "-o", pdf}).code == 0);
  const std::string text = pdf_text(pdf);
  CHECK(count(text, "附：引据条文") == 1);
  CHECK(count(text, "巡逻必到点每班签到一次。") == 1);
  const std::string dense = without_spaces(text);
  CHECK(has(dense, "**每月**走访<b>|一次|</b>。")); // a clause is data, never markup
  CHECK(has(dense, "BF-1.2《示例办法》现行·原文"));
  REQUIRE(station({"render", station.list, "--to", "html", "-o", html}).code == 0);
  const std::string page = slurp(html);
  for (const char* link : {"href=\"#引据1\"", "id=\"引据1\"", "href=\"#引据2处2\"", "id=\"引据2处2\""}) {
    INFO(link);
    CHECK(count(page, link) == (std::string(link) == "href=\"#引据2\"" ? 2 : 1));
  }
  CHECK(count(page, "href=\"#引据2\"") == 2); // cited by two items
  REQUIRE(run({"qpdf", "--check", pdf}).code == 0);
  const std::string qdf = run({"qpdf", "--qdf", "--object-streams=disable", pdf, "-"}).out;
  CHECK(count(qdf, "/Subtype /Link") >= 6); // three citations, three ways back

  REQUIRE(station({"render", station.list, "--no-appendix", "-o", pdf}).code == 0);
  CHECK(count(pdf_text(pdf), "引据条文") == 0);
  const std::string without = station.folder.write("无附录.yaml", "附录: 否\n" + slurp(station.list));
  REQUIRE(station({"render", without, "-o", pdf}).code == 0);
  CHECK(count(pdf_text(pdf), "引据条文") == 0);
}

TEST_CASE("an unknown clause is refused with file, line and the nearest clauses, words print as they are") {
  const Station station("[BF-1.11, 二手材料, 公开资料]");
  const Outcome refused = station({"render", station.list, "-o", station.folder.path() / "清单.pdf"});
  CHECK(refused.code == 5);
  CHECK(has(refused.err, "清单.yaml:6"));
  CHECK(has(refused.err, "BF-1.1（巡逻）"));
  const Station good("[二手材料, 公开资料]");
  const std::string pdf = good.folder.path() / "清单.pdf";
  REQUIRE(good({"render", good.list, "-o", pdf}).code == 0);
  for (const char* word : {"二手材料", "公开资料", "默认"})
    CHECK(has(pdf_text(pdf), word));
}

TEST_CASE("a tick list says where its list comes from, and what the marks of its citations mean") {
  const Station station("[BF-1.1, 公开资料]");
  const std::string pdf = station.folder.path() / "勾核.pdf";
  for (const char* form : {"每周", "逐人"}) {
    REQUIRE(station({"render", station.list, "--tick", form, "-o", pdf}).code == 0);
    const std::string text = without_spaces(pdf_text(pdf));
    CHECK(has(text, "清单来源：样例。"));
    CHECK(has(text, "取自公开网页等资料的节录"));
  }
}

TEST_CASE("clauses that are asked for twice are drafted once") {
  const Station station;
  const Outcome once = station({"new", "清单/权责清单", "--from-clauses", "BF-1"});
  const Outcome twice =
      station({"new", "清单/权责清单", "--from-clauses", "BF-1.2", "--from-clauses", "BF-1"});
  REQUIRE(twice.code == 0);
  CHECK(count(once.out, "编号: QZ-") == 2);
  CHECK(count(twice.out, "编号: QZ-") == 2);
  CHECK(count(twice.out, "BF-1.2（") == 1);
}

TEST_CASE("tick lists: a sheet for each person, the post's items, the week's days, a place to sign") {
  const Station station;
  const std::string pdf = station.folder.path() / "勾核.pdf";
  REQUIRE(station({"render", station.list, "--tick", "每周", "--post", "社区队", "--who", "样例甲", "--who",
                   "样例乙", "--week", "2026-03-11", "-o", pdf})
              .code == 0);
  const std::string text = pdf_text(pdf);
  CHECK(count(text, "JF-01") == 2);
  CHECK(count(text, "JF-02") == 0);
  CHECK(count(text, "☐") == 14);
  for (const char* part :
       {"样例甲", "样例乙", "2026 年 3 月 9 日至 2026 年 3 月 15 日", "3/15", "责任人（签名）"})
    CHECK(has(text, part));
  CHECK(count(text, "\f") == 2); // no empty page
  REQUIRE(station({"render", station.list, "--tick", "逐人", "-o", pdf}).code == 0);
  CHECK(count(pdf_text(pdf), "☐") == 2);
  CHECK(
      has(station({"render", station.list, "--tick", "每周", "--post", "巡警", "-o", pdf}).err, "“社区队”"));
  CHECK(has(station({"render", station.list, "--tick", "每年", "-o", pdf}).err, "“逐人”"));
  CHECK(station({"render", station.list, "--post", "社区队", "-o", pdf}).code == 2);
  CHECK(station({"render", station.list, "--tick", "每周", "--week", "2026-02-30", "-o", pdf}).code == 2);
  CHECK(has(
      station({"render", source_dir() / "templates/日报/质态监督/sample.yaml", "--tick", "每周", "-o", pdf})
          .err,
      "不是清单"));
}

TEST_CASE("a checklist is drafted from the clauses under a citation, and only the rest has to be filled in") {
  const Station station;
  for (const char* format : {"yaml", "csv"}) {
    INFO(format);
    const std::string draft = station.folder.path() / (std::string("草.") + format);
    const Outcome made =
        station({"new", "清单/风险隐患排查清单", "--from-clauses", "BF-1", "--format", format, "-o", draft});
    INFO(made.err);
    REQUIRE(made.code == 0);
    CHECK(has(made.out, "起草 2 项"));
    const std::string text = slurp(draft);
    for (const char* part : {"FX-01", "FX-02", "BF-1.1（巡逻）", "BF-1.2（走访）"})
      CHECK(has(text, part));
    const Outcome checked = station({"check", draft});
    CHECK(checked.code == 4); // what is left to fill in
    CHECK_FALSE(has(checked.out, "查不到"));
    CHECK_FALSE(has(checked.out, "“条目[1].依据”"));
    CHECK(has(checked.out, "条目[2].分级"));
  }
  CHECK(station({"new", "清单/权责清单", "--from-clauses", "BF-9"}).code == 5);
  CHECK(station({"new", "日报/质态监督", "--from-clauses", "BF-1"}).code == 4);
}

TEST_CASE("the records that rest on a clause are found below a folder, in text and JSON") {
  const Station station;
  const std::string folder = station.folder.path();
  REQUIRE(station({"check", station.list, "--accept"}).code == 0); // the companion file is no record
  const Outcome text = station({"show", "BF-1.2", "--cited-by", folder});
  CHECK(text.code == 0);
  CHECK(has(text.out, "清单.yaml:6　JF-01"));
  CHECK(has(text.out, "清单.yaml:7　JF-02"));
  const Json json = Json::parse(station({"show", "BF", "--cited-by", folder, "--format", "json"}).out);
  CHECK(json["cited_by"].size() == 3);
  CHECK(json["cited_by"][0]["relation"] == "part");
  CHECK(json["records"] == 1);
  station.folder.write("corpus/更多.md",
                       "---\nid: DUO\ntitle: 更多\n---\n# 更多\n\n## 总则\n\n### 甲 {#1.1}\n\n乙。\n");
  REQUIRE(station({"index", station.folder.path() / "corpus"}).code == 0);
  CHECK(station({"show", "DUO-1.1", "--cited-by", folder}).code == 3);
  CHECK(station({"show", "BF-1.9", "--cited-by", folder}).code == 5);
}

TEST_CASE("a checklist may rest on a chapter, and show --cited-by knows what lies in it") {
  Station station("[BF-总则, 《示例办法》第二章]");
  station.set_policy("巡逻必到点每班签到一次。", "现行", "## 第二章 罚则\n\n### 通报 {#2.1}\n\n予以通报。\n");
  const Outcome checked = station({"check", station.list});
  INFO(checked.out << checked.err);
  CHECK(checked.code == 0);
  const Json inside =
      Json::parse(station({"show", "BF-2.1", "--cited-by", station.folder.path(), "--format", "json"}).out);
  REQUIRE(inside["cited_by"].size() == 1);
  CHECK(inside["cited_by"][0]["relation"] == "whole");
  CHECK(inside["cited_by"][0]["citation"] == "BF-2"); // its clauses are 2.1, 2.2, …
  const Json chapter =
      Json::parse(station({"show", "BF-总则", "--cited-by", station.folder.path(), "--format", "json"}).out);
  CHECK(chapter["cited_by"][0]["relation"] == "same");
  CHECK(chapter["cited_by"][1]["relation"] == "part"); // BF-1.2
}

TEST_CASE("a report that says it is approved has to say when") {
  const Station station;
  std::string record = slurp(source_dir() / "templates/日报/质态监督/sample.yaml");
  const auto at = record.find("审定时刻:");
  REQUIRE(at != std::string::npos);
  record.replace(at, record.find('\n', at) - at, "审定时刻:");
  const Outcome approved = station({"check", station.folder.write("日报.yaml", record)});
  CHECK(approved.code == 4);
  CHECK(has(approved.out, "栏目“审定时刻”没有填写，而“状态”是“已审定”"));
  const auto status = record.find("状态: 已审定");
  record.replace(status, std::string("状态: 已审定").size(), "状态: 待审");
  CHECK_FALSE(has(station({"check", station.folder.write("日报.yaml", record)}).out, "审定时刻"));
}

TEST_CASE("what only looks filled in is not: zero-width characters") {
  const Station station;
  const std::string record = station.folder.write(
      "空.yaml", "template: 清单/减负清单\n单位: \"\xE2\x80\x8B\"\n清单日期: 2026-03-09\n"
                 "来源说明: \xEF\xBB\xBF\xE2\x80\x8D\n条目: 无\n");
  const Outcome checked = station({"check", record});
  CHECK(has(checked.out, "“单位”没有填写"));
  CHECK(has(checked.out, "“来源说明”没有填写"));
}

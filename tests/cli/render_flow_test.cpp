// The program as a clerk uses it: records in, pages out; mistakes named, nothing half-written.
#include "core/encoding.hpp"
#include "core/text.hpp"
#include "tests/support/places.hpp"
#include "tests/support/program.hpp"
#include "tests/support/shipped.hpp"
#include "tests/support/temporary.hpp"

#include <catch2/catch.hpp>

#include <sstream>

using namespace fengqiao::test;
namespace fs = std::filesystem;

namespace {

const std::string kTemplates = source_dir() / "templates/";

struct Sample {
  const char* file;
  std::vector<const char*> texts; // that the page has to show
};

const std::vector<Sample>& samples() {
  static const std::vector<Sample> all = {
      {"日报/质态监督/sample.yaml",
       {"质态监督", "38", "+11.76%", "−7.32%", "5.26%", "83.33%", "示例县公安局城关派出所"}},
      {"日报/联动协作/sample.yaml", {"联动协作", "57.14%", "+40.00%", "66.67%"}},
      {"日报/支撑保障/sample.yaml", {"支撑保障", "96.97%", "100.00%", "98.33%"}},
      {"清单/权责清单/sample.yaml", {"QZ-01", "QZ-24", "《决定》", "（期满）"}},
      {"清单/负面清单/sample.yaml", {"FM-01", "FM-22", "二手材料"}},
      {"公文/通知/sample.yaml", {"示例县公安局文件", "示公发〔2026〕3", "附件：1.", "日印发", "—4—"}},
      {"公文/函/sample.yaml", {"示公函〔2026〕8", "专此函达", "示例县教育局："}},
      {"公文/纪要/sample.yaml", {"局务会议纪要", "出席：", "第3期"}},
      {"等级评定/评分报告/sample.yaml", {"96.82", "一级", "采用软件默认"}},
      {"清单/基础信息采集清单/sample.yaml", {"CJ-01", "CJ-22", "不出人名"}},
      {"清单/减负清单/sample.yaml", {"JF-01", "JF-20", "《甘肃调研》"}},
      {"清单/非警务警情分流清单/sample.yaml", {"FL-01", "FL-22", "分流台账"}},
      {"清单/风险隐患排查清单/sample.yaml", {"FX-01", "FX-22", "整改期限"}},
  };
  return all;
}

} // namespace

TEST_CASE(
    "every shipped sample prints: right text, fonts embedded as subsets, bookmarks, the same bytes twice") {
  for (const auto& sample : samples()) {
    INFO(sample.file);
    const TemporaryFolder folder;
    const std::string first = folder.path() / "一.pdf", second = folder.path() / "二.pdf";
    const Outcome outcome = program({"render", kTemplates + sample.file, "-o", first});
    INFO(outcome.err);
    REQUIRE(outcome.code == 0);
    REQUIRE(program({"render", kTemplates + sample.file, "-o", second}).code == 0);
    CHECK(slurp(first) == slurp(second));
    const std::string text = pdf_text(first);
    for (const char* expected : sample.texts) {
      INFO(expected << "\n" << text);
      CHECK(text.find(expected) != std::string::npos);
    }
    CHECK(text.find("草稿") == std::string::npos);
    const Outcome fonts = run({"pdffonts", first});
    REQUIRE(fonts.code == 0);
    std::istringstream lines(fonts.out);
    std::string line;
    std::getline(lines, line);
    std::getline(lines, line);
    int count = 0;
    while (std::getline(lines, line)) {
      ++count;
      INFO(line);
      CHECK(line.find("yes yes yes") != std::string::npos); // emb sub uni
    }
    CHECK(count > 0);
    // Small objects are packed: qpdf lays them open.
    CHECK(run({"qpdf", "--object-streams=disable", first, "-"}).out.find("/Outlines") != std::string::npos);
    CHECK(run({"qpdf", "--check", first}).code == 0);
    const bool letter = std::string_view(sample.file).starts_with("公文/函"); // its first page has no number
    CHECK((without_spaces(pdf_text(first, false)).find("—1—") != std::string::npos) != letter);
  }
}

TEST_CASE("a long list repeats its table header on each page") {
  const TemporaryFolder folder;
  const std::string pdf = folder.path() / "清单.pdf";
  REQUIRE(program({"render", kTemplates + "清单/权责清单/sample.yaml", "--no-appendix", "-o", pdf}).code ==
          0);
  const std::string text = pdf_text(pdf);
  std::size_t pages = 0, headers = 0;
  for (const char c : text)
    if (c == '\f') ++pages;
  for (auto at = text.find("编号"); at != std::string::npos; at = text.find("编号", at + 1))
    ++headers;
  CHECK(pages >= 2);
  CHECK(headers >= pages);
}

TEST_CASE("data cannot become markup") {
  const TemporaryFolder folder;
  const std::vector<std::string> hostile = {"a|b|c",
                                            "# 标题",
                                            "**粗**",
                                            "<b>x</b>",
                                            "{{x}}",
                                            "{{{x}}}",
                                            "- 列表",
                                            "1. 项",
                                            "![i](x)",
                                            "[l](javascript:x)",
                                            "`code`",
                                            "> 引",
                                            "&lt;",
                                            "\\\\",
                                            "~~删~~",
                                            "***",
                                            "<!-- 另起一页 -->"};
  std::string sample = slurp(kTemplates + "日报/支撑保障/sample.yaml");
  const auto at = sample.find("示例县公安局城关派出所");
  REQUIRE(at != std::string::npos);
  for (const auto& value : hostile) {
    INFO(value);
    std::string changed = sample;
    std::string quoted = "'";
    for (const char c : value)
      quoted += c == '\'' ? std::string("''") : std::string(1, c);
    changed.replace(at, std::string("示例县公安局城关派出所").size(), quoted + "'");
    const auto file = folder.write("记录.yaml", changed);
    const std::string pdf = folder.path() / "出.pdf";
    const Outcome outcome = program({"render", file, "-o", pdf});
    INFO(outcome.err);
    REQUIRE(outcome.code == 0);
    CHECK(without_spaces(pdf_text(pdf, false)).find(without_spaces(value)) != std::string::npos);
  }
}

TEST_CASE("every mistake of a record is named at once, with exit code 4, and no PDF is left behind") {
  const TemporaryFolder folder;
  std::string record = slurp(kTemplates + "日报/质态监督/sample.yaml");
  record += "\n不存在的栏目: 1\n";
  const auto replace = [&](const std::string& from, const std::string& to) {
    const auto at = record.find(from);
    INFO(from);
    REQUIRE(at != std::string::npos);
    record.replace(at, from.size(), to);
  };
  replace("刑事: [2, 3, 4]", "刑事: [两起, 3, 4]");
  replace("类别: 城区", "类别: 郊区");
  const auto file = folder.write("坏.yaml", record);
  const std::string pdf = folder.path() / "坏.pdf";
  const Outcome outcome = program({"render", file, "-o", pdf});
  INFO(outcome.err);
  CHECK(outcome.code == 4);
  for (const char* part : {"坏.yaml:", "不存在的栏目", "刑事", "两起", "城区"})
    CHECK(outcome.err.find(part) != std::string::npos);
  CHECK_FALSE(fs::exists(pdf));
  CHECK(folder.count() == 1);

  SECTION("a draft prints all the same, with the problems first and marked on each page") {
    const Outcome draft = program({"render", file, "-o", pdf, "--draft"});
    INFO(draft.err);
    CHECK(draft.code == 0);
    const std::string text = pdf_text(pdf, false);
    CHECK(text.find("草稿") != std::string::npos);
    CHECK(text.find("不存在的栏目") != std::string::npos);
    CHECK(text.find("接报警") != std::string::npos);
  }
}

TEST_CASE("a citation that does not resolve is refused with exit code 5 and the nearest clauses") {
  const TemporaryFolder folder;
  std::string record = slurp(kTemplates + "清单/权责清单/sample.yaml");
  const auto at = record.find("XD2023-2.2");
  REQUIRE(at != std::string::npos);
  record.replace(at, 10, "XD2023-2.99");
  const auto file = folder.write("清单.yaml", record);
  const std::string pdf = folder.path() / "清单.pdf";
  const Outcome outcome = program({"render", file, "-o", pdf});
  INFO(outcome.err);
  CHECK(outcome.code == 5);
  CHECK(outcome.err.find("XD2023-2.99") != std::string::npos);
  CHECK(outcome.err.find("清单.yaml:") != std::string::npos);
  CHECK_FALSE(fs::exists(pdf));
}

TEST_CASE("the two-column CSV form works like the YAML record") {
  const TemporaryFolder folder;
  for (const char* id : {"日报/质态监督", "日报/联动协作", "日报/支撑保障"}) {
    INFO(id);
    const std::string csv = folder.path() / "记录.csv", yaml = folder.path() / "记录.yaml";
    REQUIRE(program({"new", id, "--format", "csv", "--sample", "-o", csv}).code == 0);
    REQUIRE(program({"new", id, "--sample", "-o", yaml}).code == 0);
    const std::string from_csv = folder.path() / "csv.pdf", from_yaml = folder.path() / "yaml.pdf";
    const Outcome outcome = program({"render", csv, "-o", from_csv});
    INFO(outcome.err);
    REQUIRE(outcome.code == 0);
    REQUIRE(program({"render", yaml, "-o", from_yaml}).code == 0);
    CHECK(pdf_text(from_csv) == pdf_text(from_yaml));
    const std::string utf8 = slurp(csv);
    const auto gb = folder.write(
        "国标.csv", *fengqiao::encode_gb18030(utf8.starts_with("\xEF\xBB\xBF") ? utf8.substr(3) : utf8));
    const Outcome converted = program({"render", gb, "-o", folder.path() / "gb.pdf"});
    CHECK(converted.code == 0);
    CHECK(converted.err.find("GB18030") != std::string::npos);
    fs::remove(csv);
    fs::remove(yaml);
  }
}

TEST_CASE("plain Markdown prints, too, and HTML keeps headings and tables") {
  const TemporaryFolder folder;
  const auto file = folder.write(
      "通知.md",
      "# 样例通知\n\n## 一、总体要求\n\n正文一段，含**加粗**与“引号”。\n\n| 项 | 数 |\n|---|--:|\n| 甲 | 1 |\n\n- [x] 已办\n- [ ] 未办\n");
  const std::string pdf = folder.path() / "通知.pdf", html = folder.path() / "通知.html";
  REQUIRE(program({"render", file, "-o", pdf}).code == 0);
  const std::string text = pdf_text(pdf);
  for (const char* expected : {"样例通知", "一、总体要求", "☑", "☐", "已办"})
    CHECK(text.find(expected) != std::string::npos);
  REQUIRE(program({"render", file, "--to", "html", "-o", html}).code == 0);
  const std::string page = slurp(html);
  for (const char* expected : {"<h1", "<h2", "<table", "<th", "utf-8"})
    CHECK(page.find(expected) != std::string::npos);
}

TEST_CASE("HTML and Markdown of a 公文 hold what stands around its text") {
  const TemporaryFolder folder;
  const std::string html = folder.path() / "通知.html", markdown = folder.path() / "通知.md";
  const std::string sample = kTemplates + "公文/通知/sample.yaml";
  REQUIRE(program({"render", sample, "--to", "html", "-o", html}).code == 0);
  const std::string page = slurp(html);
  std::size_t last = 0;
  for (const char* expected : {"示例县公安局文件", "示公发〔2026〕3号", "<h1", "各派出所", "附件：1.",
                               "2026年", "附件1", "抄送：", "印发"}) {
    INFO(expected);
    const auto at = page.find(expected, last);
    REQUIRE(at != std::string::npos);
    last = at;
  }
  REQUIRE(program({"render", sample, "--to", "md", "-o", markdown}).code == 0);
  const std::string again = folder.path() / "再印.pdf";
  const Outcome outcome = program({"render", markdown, "-o", again});
  INFO(outcome.err);
  REQUIRE(outcome.code == 0);
  const std::string text = pdf_text(again);
  for (const char* expected : {"示例县公安局文件", "示公发〔2026〕3", "附件：1.", "日印发"})
    CHECK(text.find(expected) != std::string::npos);
}

TEST_CASE(
    "a PDF's properties are the paper's: its heading, its office, its day, whatever the file is called") {
  const TemporaryFolder folder;
  const auto file = folder.write(
      "随便.md",
      "---\nstyle: 公文\n发文机关: 示例县公安局\n发文字号: 示公发〔2026〕9号\n主送: 各派出所\n成文日期: 2026-03-09\n---\n"
      "# 关于样例的通知\n\n正文一段。\n");
  const std::string pdf = folder.path() / "一.pdf";
  const Outcome outcome = program({"render", file, "-o", pdf});
  INFO(outcome.err);
  REQUIRE(outcome.code == 0);
  const std::string info = run({"pdfinfo", pdf}).out;
  INFO(info);
  CHECK(info.find("关于样例的通知") != std::string::npos);
  CHECK(info.find("示例县公安局") != std::string::npos);
  CHECK(info.find("Mar  9") != std::string::npos);
}

TEST_CASE("check refuses what render would refuse when it writes, with the file's name") {
  const TemporaryFolder folder;
  const auto linked = folder.write("链.md", "[长](https://a.cn/" + std::string(200'000, 'a') + ")\n");
  const Outcome checked = program({"check", linked}),
                printed = program({"render", linked, "-o", folder.path() / "一.pdf"});
  CHECK(checked.code != 0);
  CHECK(checked.code == printed.code);
  CHECK(checked.out.find("链.md") != std::string::npos);
}

TEST_CASE("bad input of every kind: exit code, message, nothing half-written") {
  const TemporaryFolder folder;
  const std::string good = kTemplates + "日报/质态监督/sample.yaml";
  const auto binary = folder.write("二进制.yaml", std::string("PK\x03\x04\0\0", 6));
  const auto damaged = folder.write("损坏.yaml", "template: 日报/质\xE6\xE6态监督\n");
  const auto unknown = folder.write("未知.yaml", "template: 日报/质量监督\n");
  const auto no_template = folder.write("无模板.yaml", "单位: 样例\n");
  const auto rare = folder.write("生僻.md", "# 样例\n\n这个字\U000E0100没有字体。\n\n\uE123\n");
  const auto before = folder.count();
  struct Row {
    std::vector<std::string> arguments;
    int code;
    const char* message;
  };
  const std::string out = folder.path() / "out.pdf";
  const Row rows[] = {
      {{"render", binary, "-o", out}, 4, "NUL"},
      {{"render", damaged, "-o", out}, 4, "个字节"},
      {{"render", unknown, "-o", out}, 4, "质态监督"},
      {{"render", no_template, "-o", out}, 4, "模板"},
      {{"render", folder.path() / "没有.yaml", "-o", out}, 3, "没有.yaml"},
      {{"render", good, "-o", "/proc/出.pdf"}, 1, "不能写入"},
      {{"render", good, "-o", folder.path() / "无此文件夹" / "出.pdf"}, 1, "不存在"},
      {{"render", rare, "-o", out}, 4, "U+E123"},
  };
  for (const auto& row : rows) {
    INFO(row.arguments[1] << " → " << row.message);
    const Outcome outcome = program(row.arguments);
    INFO(outcome.err);
    CHECK(outcome.code == row.code);
    CHECK(outcome.err.find(row.message) != std::string::npos);
  }
  CHECK(folder.count() == before);
}

TEST_CASE("a record that an approval or another program may hold is never rewritten") {
  const TemporaryFolder folder;
  const auto record = folder.write("日报.yaml", slurp(kTemplates + "日报/联动协作/sample.yaml"));
  const Outcome outcome = program({"render", record, "-o", record});
  CHECK(outcome.code != 0);
  CHECK(slurp(record) == slurp(kTemplates + "日报/联动协作/sample.yaml"));
}

TEST_CASE("files printed side by side have the bytes of each printed alone, and a bad one stops no other") {
  const TemporaryFolder folder;
  std::vector<std::string> arguments{"render", "-j", "3", "-o", folder.path() / "打印/"};
  std::vector<std::string> files;
  for (const char* sample :
       {"日报/质态监督", "清单/负面清单", "日报/联动协作", "等级评定/评分报告", "日报/支撑保障"})
    files.push_back(kTemplates + sample + "/sample.yaml");
  std::vector<std::string> copies;
  for (std::size_t i = 0; i < files.size(); ++i)
    copies.push_back(folder.write("记录/" + std::to_string(i) + ".yaml", slurp(files[i])));
  const auto bad = folder.write("记录/坏.yaml", "template: 日报/质量监督\n");
  copies.insert(copies.begin() + 2, bad);
  arguments.insert(arguments.end(), copies.begin(), copies.end());
  const Outcome outcome = program(arguments);
  INFO(outcome.err);
  CHECK(outcome.code == 4);
  CHECK(outcome.err.find("共 6 份，生成 5 份，1 份没有生成") != std::string::npos);
  std::size_t place = 0; // told in the order of the files
  for (std::size_t i = 0; i < files.size(); ++i) {
    const std::string name = std::to_string(i) + ".pdf";
    const std::size_t told = outcome.out.find("打印/" + name);
    REQUIRE(told != std::string::npos);
    CHECK(told >= place);
    place = told;
    const std::string alone = folder.path() / "单独.pdf";
    REQUIRE(program({"render", copies[i < 2 ? i : i + 1], "-o", alone}).code == 0);
    CHECK(slurp(alone) == slurp(folder.path() / "打印" / name));
  }
  CHECK_FALSE(std::filesystem::exists(folder.path() / "打印/坏.pdf"));
}

TEST_CASE("several inputs: not into standard output, and no folder where nothing was printed") {
  const TemporaryFolder folder;
  const auto first = folder.write("一.yaml", "单位: 样例\n"),
             second = folder.write("二.yaml", "单位: 样例\n");
  const Outcome dash = program({"render", first, second, "-o", "-"});
  CHECK(dash.code == 2);
  CHECK(dash.err.find("标准输出") != std::string::npos);
  CHECK_FALSE(fs::exists("-"));
  const fs::path out = folder.path() / "打印";
  CHECK(program({"render", first, second, "-o", out}).code == 4);
  CHECK_FALSE(fs::exists(out));
  const auto good = folder.write("三.md", "# 样例\n");
  CHECK(program({"render", first, good, "-o", out}).code == 4);
  CHECK(fs::exists(out / "三.pdf"));
}

TEST_CASE("a template folder whose name is no UTF-8 is listed and checked all the same") {
  const TemporaryFolder folder;
  const std::string name = "templates/\xC8\xD5\xB1\xA8";
  folder.write(name + "/template.md", "---\ntitle: 日报\n---\n# {{单位}}\n");
  folder.write(name + "/schema.yaml", "type: object\nproperties:\n  单位: {type: string}\n");
  const std::string templates = folder.path() / "templates";
  for (const char* format : {"text", "json", "jsonl"}) {
    INFO(format);
    const Outcome listed = program({"templates", "--templates", templates, "--format", format});
    CHECK(listed.code == 0);
    CHECK_FALSE(fengqiao::first_invalid_utf8(listed.out));
    const Outcome checked = program({"check", templates, "--format", format});
    CHECK(checked.code == 0);
    CHECK_FALSE(fengqiao::first_invalid_utf8(checked.out));
  }
}

TEST_CASE("names that the system refuses are an error of that name, not of the program") {
  const std::string name(300, 'a');
  const std::string record = kTemplates + "日报/联动协作/sample.yaml";
  const std::vector<std::vector<std::string>> calls = {{"render", record, "-o", name},
                                                       {"render", name + ".yaml"},
                                                       {"render", record, "--style", name + ".yaml"},
                                                       {"render", record, "--style", name},
                                                       {"check", name},
                                                       {"check", record, "--templates", name},
                                                       {"new", "日报/联动协作", "-o", name},
                                                       {"templates", "--templates", name}};
  for (const auto& call : calls) {
    INFO(call[0] << " " << call[1].substr(0, 20));
    const Outcome outcome = program(call);
    INFO(outcome.err);
    CHECK(outcome.code != 0);
    CHECK(outcome.err.find("程序内部错误") == std::string::npos);
  }
  const Outcome index = run_fengqiao(name, {"check", record});
  INFO(index.err);
  CHECK(index.err.find("程序内部错误") == std::string::npos);
}

TEST_CASE("a station's own fonts print its papers, and one that is missing stops the print at its line") {
  const TemporaryFolder folder;
  const std::string font = slurp(font_dir() / "FandolKai-Regular.otf");
  folder.write("字体/仿宋_GB2312.otf", font);
  const std::string list = folder.write("字体.yaml", "仿宋: 字体/仿宋_GB2312.otf\n"),
                    paper = folder.write("样.md", "# 样例\n\n张𠮷的材料。\n"), pdf = folder.path() / "样.pdf";
  const auto has_font = [&](const char* name) {
    return run({"pdffonts", pdf}).out.find(name) != std::string::npos;
  };
  REQUIRE(program({"render", paper, "-o", pdf, "--fonts", list}).code == 0);
  CHECK(has_font("FandolKai-Regular"));
  CHECK_FALSE(has_font("FandolFang-Regular"));
  CHECK(without_spaces(pdf_text(pdf)).find("张𠮷的材料。") != std::string::npos);

  const std::string station = folder.path() / "所";
  REQUIRE(program({"init", station}).code == 0);
  const std::string told = folder.path() / "所/派出所.yaml";
  std::string yaml = slurp(told);
  yaml.insert(yaml.find("路径:"), "  仿宋: ../字体/仿宋_GB2312.otf\n  黑体: 没有.ttf\n");
  folder.write("所/派出所.yaml", yaml);
  const Outcome refused = program({"render", paper, "-o", station + "/样.pdf", "--workspace", station});
  CHECK(refused.code == 4);
  CHECK(refused.err.find("派出所.yaml:11:7: 黑体用不了") != std::string::npos);
  CHECK(refused.err.find("没有.ttf") != std::string::npos);
  CHECK_FALSE(fs::exists(station + "/样.pdf"));
  folder.write("所/没有.ttf", font);
  CHECK(program({"render", paper, "-o", pdf, "--workspace", station}).code == 0);
}

TEST_CASE(
    "a member of the front matter that nothing reads is pointed out, and the element it may have meant") {
  const TemporaryFolder folder;
  const std::string paper =
      folder.write("样.md", "---\nstyle: 公文\ntitle: 样\n备考: 无\n发文鸡关: 示例县公安局\n"
                            "标志: 示例县公安局令\n成文日期: 2026-03-09\n"
                            "发文字号: 示公〔2026〕1号\n主送: 各所\n---\n# 样例\n\n正文。\n");
  const Outcome outcome = program({"render", paper, "-o", folder.path() / "样.pdf"});
  CHECK(outcome.code == 0);
  CHECK(outcome.err.find("样.md:5:1: 文件头里的“发文鸡关”没有用上") != std::string::npos);
  CHECK(outcome.err.find("是不是“发文机关”？") != std::string::npos);
  CHECK(outcome.err.find("样.md:4:1: 文件头里的“备考”没有用上") != std::string::npos);
  CHECK(outcome.err.find("没有“") == std::string::npos);
}

TEST_CASE("a 公文 without 发文机关 or 成文日期 is refused, one without 主送 prints with a warning") {
  const TemporaryFolder folder;
  const std::string bare = folder.write("空.md", "---\nstyle: 公文\n---\n# 样例\n\n正文。\n");
  const Outcome refused = program({"render", bare, "-o", folder.path() / "空.pdf"});
  CHECK(refused.code == 4);
  CHECK(refused.err.find("空.md: 没有“发文机关”") != std::string::npos);
  CHECK(refused.err.find("空.md: 没有“成文日期”") != std::string::npos);
  const std::string few = folder.write(
      "少.md", "---\nstyle: 公文\n发文机关: 示例县公安局\n成文日期: 2026-03-09\n---\n# 样例\n\n正文。\n");
  const Outcome printed = program({"render", few, "-o", folder.path() / "少.pdf"});
  CHECK(printed.code == 0);
  CHECK(printed.err.find("警告：" + few + ": 没有“主送”") != std::string::npos);
  const Outcome checked = program({"check", few});
  CHECK(checked.code == 0);
  CHECK(checked.out.find("没有“主送”") != std::string::npos);
  // only its type area is wanted
  const std::string plain = folder.write("文.md", "# 样例\n\n正文。\n");
  const Outcome wanted = program({"render", plain, "--style", "公文", "-o", folder.path() / "文.pdf"});
  CHECK(wanted.code == 0);
  CHECK(wanted.err.empty());
}

TEST_CASE("a 主送 of many names prints in the 版记, and the clerk is told so by render and by check") {
  const TemporaryFolder folder;
  std::string text = "---\nstyle: 公文\n发文机关: 示例县公安局\n发文字号: 示公发〔2026〕3号\n主送: [";
  for (int i = 0; i < 60; ++i)
    text += (i > 0 ? ", 示例县某某单位之" : "示例县某某单位之") + std::to_string(i);
  const std::string paper =
      folder.write("通知.md", text + "]\n成文日期: 2026-03-09\n---\n# 样例\n\n正文一段。\n");
  const std::string pdf = (folder.path() / "通知.pdf").string();
  const Outcome printed = program({"render", paper, "-o", pdf});
  CHECK(printed.code == 0);
  CHECK(printed.err.find("通知.md:5: 主送太长，首页排不下正文，已移到版记") != std::string::npos);
  const std::string read = run({"pdftotext", "-layout", pdf, "-"}).out;
  CHECK(read.find("主送：示例县某某单位之") != std::string::npos);
  CHECK(read.find("正文一段") < read.find("主送："));
  CHECK(program({"check", paper}).out.find("已移到版记") != std::string::npos);
}

TEST_CASE("a style that no page can hold is refused with its line") {
  const TemporaryFolder folder;
  const std::string style = folder.write("本所.yaml", "名称: 本所\n正文:\n  字号: 三号\n  行距: 12\n");
  const Outcome outcome = program({"render", folder.write("说明.md", "# 样例\n\n正文。\n"), "--style", style,
                                   "-o", (folder.path() / "说明.pdf").string()});
  CHECK(outcome.code == 4);
  CHECK(outcome.err.find("本所.yaml:3:3: “正文”的行距 12.0 磅小于字号 16 磅") != std::string::npos);
}

TEST_CASE("a style that there is not is refused with the line that names it") {
  const TemporaryFolder folder;
  const std::string paper = folder.write("样.md", "---\ntitle: 样\nstyle: 公闻\n---\n# 样例\n");
  const Outcome outcome = program({"render", paper, "-o", folder.path() / "样.pdf"});
  CHECK(outcome.code == 4);
  CHECK(outcome.err.find("样.md:3: 没有版式“公闻”") != std::string::npos);
}

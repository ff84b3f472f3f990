// Every example of the manual is real output. After a change of the program's output:
//
//   FENGQIAO_RENEW_MANUAL=1 build/release/tests/fengqiao_cli_test "the manual*"; git diff docs README.md
//
// writes the chapters anew; a person reads what has changed before it is committed. What an example needs
// beyond the shipped corpus and templates is made here or lies in tests/data/manual. A chapter that leaves
// lines out says so.
#include "tests/support/console_examples.hpp"
#include "tests/support/docx_writer.hpp"
#include "tests/support/edit.hpp"
#include "tests/support/places.hpp"
#include "tests/support/search_server.hpp"

#include <catch2/catch.hpp>

#include <filesystem>

using namespace fengqiao::test;
namespace fs = std::filesystem;

namespace {

fs::path shipped(const std::string& path) {
  return source_dir() / path;
}

// A folder of tests/data/manual, in the home.
void copy_sample(const ManualChapter& chapter, const std::string& name) {
  fs::copy(shipped("tests/data/manual/" + name), chapter.home() / name, fs::copy_options::recursive);
}

std::string paragraphs(const std::vector<std::string>& texts, int list = -1) {
  std::string out;
  for (const auto& text : texts)
    out += docx_paragraph(text, list);
  return out;
}

// A workspace with the sample of the three reports on each day of a week. From the second day on there is no
// more to be put right than was found the day before.
void write_week(const ManualChapter& chapter, const std::string& folder, const std::string& name,
                const std::string& kind) {
  chapter.write(folder + "/派出所.yaml",
                "名称: " + name + "\n类别: " + kind + "\n上级: 示例县公安局\n交班时刻: \"08:30\"\n");
  const std::string done = "  - {类别: 上日, 事项: 更正接处警类别代码";
  const auto day = [](int number) {
    return "2026-03-" + std::string(number < 10 ? "0" : "") + std::to_string(number);
  };
  for (const char* report : {"质态监督", "联动协作", "支撑保障"}) {
    const std::string sample = all_replaced(slurp(shipped("templates/日报") / report / "sample.yaml"),
                                            "示例县公安局城关派出所", name);
    for (int i = 9; i <= 15; ++i) {
      std::string text = all_replaced(sample, day(10), "（次日）");
      text = all_replaced(all_replaced(text, day(9), day(i)), "（次日）", day(i + 1));
      if (const auto third = text.find(done); i > 9 && third != text.npos)
        text.erase(third, text.find('\n', third) + 1 - third);
      chapter.write(folder + "/记录/" + day(i) + "/" + report + ".yaml", text);
    }
  }
}

} // namespace

TEST_CASE("the manual: the README's first look is real output") {
  ManualChapter chapter("README.md");
  chapter.play();
}

TEST_CASE("the manual: every example of 检索 is real output") {
  ManualChapter chapter("docs/manual/检索.md");
  copy_sample(chapter, "本局文件");
  copy_sample(chapter, "走访文件");
  chapter.prepare("fengqiao index");
  chapter.prepare("fengqiao index 本局文件 走访文件");
  chapter.play();
}

TEST_CASE("the manual: every example of 索引 is real output") {
  ManualChapter chapter("docs/manual/索引.md");
  copy_sample(chapter, "本局文件");
  chapter.play_to("坏了的，说明是哪份文件的哪一条");
  const std::string clauses = chapter.prepare("find .local/share/fengqiao/index/ -name docdata.glass");
  chapter.edit(clauses.substr(0, clauses.find('\n')), "值班领导提醒", "值班领寻提醒"); // a byte went bad
  chapter.play();
}

TEST_CASE("the manual: every example of 导入 is real output") {
  ManualChapter chapter("docs/manual/导入.md");
  copy_sample(chapter, "收文");
  chapter.prepare("cd 收文 && iconv -f UTF-8 -t GB18030 元宵节安保.txt > o && mv o 元宵节安保.txt && cd ..");
  chapter.write("收文/值班备勤规定.docx",
                docx(paragraphs({"样例县公安局", "关于印发《样例县公安派出所值班备勤规定（试行）》的通知",
                                 "样公发〔2024〕12号", "各派出所：",
                                 "现将《样例县公安派出所值班备勤规定（试行）》印发给你们，"
                                 "请认真执行。",
                                 "样例县公安派出所值班备勤规定（试行）"}) +
                         paragraphs({"为了规范值班备勤工作，制定本规定。",
                                     "值班所领导应当在岗在位，值班时间不得离开辖区。",
                                     "备勤民警接到通知后十分钟内到达。",
                                     "本规定自2024年7月1日起施行，有效期二年。2019年印发的《"
                                     "样例县派出所值班办法》同时废止。"},
                                    1) +
                         paragraphs({"样例县公安局", "2024年6月3日"}),
                     docx_list({{"chineseCounting", "第%1条"}})));
  chapter.play_to("`fengqiao index --report 政策` 不动索引");
  copy_sample(chapter, "核对文件");
  chapter.prepare("mv 核对文件/缺条.md 政策");
  chapter.play();
}

TEST_CASE("the manual: every example of 多机 is real output") {
  ManualChapter chapter("docs/manual/多机.md");
  const std::string corpus = shipped("corpus");
  chapter.prepare("fengqiao --index home/本所 index " + corpus + "/规范性");
  chapter.prepare("fengqiao --index 县局索引 index " + corpus + "/研究");
  const SearchServer county(chapter.home() / "县局索引");
  chapter.here("127.0.0.1:7001", "127.0.0.1:" + std::to_string(county.port()));
  chapter.here("127.0.0.1:7002", "127.0.0.1:" + std::to_string(free_port()));
  chapter.play();
}

TEST_CASE("the manual: every example of 台账 is real output") {
  ManualChapter chapter("docs/manual/台账.md");
  chapter.play_to("## 导入");
  fs::copy(shipped("templates/样例/台账"), chapter.home() / "城关所/导出");
  chapter.write("城关所/坏.csv", "接警编号,报警时间,警情类别,处警岗位,是否重复,是否反馈超时\n"
                                 "JQ20260310901,2026-02-30 08:00,刑事警情,办案岗,否,否\n"
                                 "JQ20260310902,2026-03-10 09:10,火警,办案岗,否,否\n"
                                 "JQ20260310903,2026-03-10 09:40,纠纷警情,社区岗,否,否\n");
  chapter.play();
}

TEST_CASE("the manual: every example of 日报 is real output") {
  ManualChapter chapter("docs/manual/日报.md");
  const std::string day = "城关所/记录/2026-03-09/", support = day + "支撑保障.yaml";
  fs::create_directories(chapter.home() / "样例");
  fs::copy(shipped("templates/样例/台账"), chapter.home() / "样例/台账");
  chapter.prepare("fengqiao index");
  chapter.play_to("三份都填好");
  for (const char* report : {"质态监督", "联动协作", "支撑保障"}) {
    const std::string record = day + report + ".yaml";
    chapter.edit(record, "\n填报:", "\n填报: 样例甲");
    chapter.edit(record, "\n值班所领导:", "\n值班所领导: 样例乙");
    chapter.edit(record, "\n提交时刻:", "\n提交时刻: 2026-03-10T07:52");
  }
  chapter.edit(day + "质态监督.yaml", "\n质态问题:", "\n质态问题: 无");
  chapter.edit(day + "联动协作.yaml", "\n突出问题:", "\n突出问题: 无");
  chapter.play_to("记录改过一个数以后");
  const std::string approved = slurp(chapter.home() / support);
  chapter.edit(support, "轮次: 12", "轮次: 13");
  chapter.play_to("## 五、个人信息");
  chapter.write(support, approved);
  chapter.prepare("mkdir 收起 && mv 记录/2026-03-09/支撑保障.审定.yaml 记录/2026-03-09/支撑保障.pdf 收起");
  chapter.edit(support, "处置: 已派巡逻力量到场处置", "处置: 已联系13912345678");
  chapter.play_to("## 六、晨会传阅");
  chapter.write(support, approved);
  chapter.prepare("mv 收起/* 记录/2026-03-09/ && rm 支撑保障.pdf");
  chapter.play();
}

TEST_CASE("the manual: every example of 汇总 is real output") {
  ManualChapter chapter("docs/manual/汇总.md");
  chapter.prepare("fengqiao index");
  write_week(chapter, "全县/城关所", "示例县公安局城关派出所", "城区");
  write_week(chapter, "全县/河湾所", "示例县公安局河湾派出所", "农村");
  chapter.prepare(
      "for day in 全县/*/记录/*; do for record in $day/*.yaml; do fengqiao approve $record --by 样例 "
      "--at $(date -d \"${day##*/} +1 day\" +%FT08:10) > /dev/null || exit; done; done");
  chapter.prepare("cd 全县/城关所 && rm 记录/2026-03-12/质态监督.* 记录/2026-03-15/支撑保障.审定.yaml");
  chapter.play_to("## 二、全县各所");
  chapter.prepare("cd ../..");
  chapter.play_to("按完整率从高到低排");
  chapter.write("全县/山口所/派出所.yaml", "类别: 农村\n交班时刻: \"08:30\"\n");
  chapter.play();
}

TEST_CASE("the manual: every example of 清单 is real output") {
  ManualChapter chapter("docs/manual/清单.md");
  chapter.prepare("fengqiao index");
  chapter.play_to("## 依据怎样写");
  const std::string list = slurp(chapter.home() / "权责清单.yaml");
  chapter.edit("权责清单.yaml", "依据: [XD2023-2.2]", "依据: [XD2023-2.22]");
  chapter.play_to("## 条款变了没有");
  chapter.write("权责清单.yaml", list);
  chapter.prepare("rm 起草.yaml");
  chapter.play();
}

TEST_CASE("the manual: every example of 等级评定 is real output") {
  ManualChapter chapter("docs/manual/等级评定.md");
  chapter.prepare("fengqiao index");
  chapter.play_to("## 二、一个所");
  const std::pair<const char*, const char*> samples[] = {
      {"甲", "城关"}, {"乙", "河口"}, {"丙", "东街"}, {"甲-枫桥式", "城关枫桥式"}};
  for (const auto& [sample, name] : samples)
    chapter.write(std::string(name) + ".yaml",
                  slurp(shipped("templates/等级评定/样例/" + std::string(sample) + ".yaml")));
  chapter.play_to("与上年比");
  for (const char* name : {"城关", "河口", "东街"})
    chapter.write("2026/" + std::string(name) + ".yaml",
                  replaced(slurp(chapter.home() / (std::string(name) + ".yaml")), "2025", "2026"));
  chapter.play_to("## 五、换成本县的标准");
  chapter.write("我的标准.yaml", slurp(shipped("templates/等级评定/标准.yaml")));
  chapter.play();
}

TEST_CASE("the manual: every example of 申报包 is real output") {
  ManualChapter chapter("docs/manual/申报包.md");
  chapter.prepare("fengqiao index");
  chapter.play_to("## 检查");
  chapter.prepare(
      "cp -r 申报包 好; head -c 3000 好/佐证/群众调查.pdf > 申报包/佐证/群众调查.pdf; rm 申报包/佐证/隐患整改.png");
  chapter.edit("申报包/评分.yaml", "佐证/立案统计.pdf", "../别处.pdf");
  chapter.edit("申报包/评分.yaml", "编号: E-2026-005", "编号: E-2026-004");
  chapter.play_to("## 汇成 PDF");
  chapter.prepare("rm -r 申报包; mv 好 申报包");
  chapter.play_to("（`--sha256` 要写全");
  chapter.prepare("qpdf --rotate=+90:6 申报包.pdf 改.pdf; printf ' ' >> 申报包/佐证/公示.png");
  chapter.play();
}

TEST_CASE("the manual: every example of 版式 is real output") {
  ManualChapter chapter("docs/manual/版式.md");
  const std::string head = "---\nstyle: 公文\n发文机关: 示例县公安局\n",
                    title = "---\n# 关于夏季防范的通知\n\n";
  chapter.write("试.md", head + "日期: 2026-03-09\n发文字号: 示公发〔2026〕3号\n主送: [各派出所]\n" + title +
                             "现将有关事项通知如下。\n");
  chapter.play_to("首页总有正文");
  std::string all;
  for (int i = 1; i <= 60; ++i)
    all += "第" + std::to_string(i) + "社区警务室、";
  chapter.write("通知.md", head + "发文字号: 示公发〔2026〕3号\n主送: " + all +
                               "局属各单位\n成文日期: 2026-03-09\n" + title + "现将有关事项通知如下。\n");
  chapter.play_to("## 指令");
  chapter.write("试.md", "# 材料\n\n<!-- 表题 各所警力 -->\n\n正文。\n\n<!-- 另起页 -->\n\n正文。\n");
  chapter.play_to("`--to html` 照着办");
  chapter.write("试.md", "# 材料\n\n<!-- 锚 附表一 -->\n\n见[附表二](#附表二)。\n");
  chapter.play_to("## 改版式");
  chapter.write("说明.md", "# 说明\n\n正文。\n");
  chapter.write("本所.yaml", "名称: 本所\n脚注:\n  标号字号: 9\n");
  chapter.play_to("一面纸放不下的");
  chapter.write("本所.yaml", "名称: 本所\n\n正文:\n  行距: 12\n");
  chapter.play_to("## 用本单位的字体");
  chapter.prepare("fengqiao init 本所 --name 示例县公安局城关派出所 && cd 本所");
  chapter.prepare("fengqiao new 公文/通知 --sample -o 通知.yaml");
  chapter.edit("本所/派出所.yaml", "\n字体:", "\n字体:\n  小标宋: 字体/方正小标宋.ttf");
  chapter.play();
}

TEST_CASE("the manual: every example of 表格图表 is real output") {
  ManualChapter chapter("docs/manual/表格图表.md");
  chapter.write("报告.md", "# 报告\n\n![走访现场](照片/2.png)\n");
  chapter.play_to("`--to html` 和 `--to md`");
  const auto report = [](const std::string& number) {
    return "```图表\n类型: 折线\n标题: 近三日警情\n单位: 起\n横轴: [3日, 4日, 5日]\n数列:\n  刑事: [3, 2, null]\n"
           "  治安: [11, " +
           number + ", 12]\n```\n";
  };
  chapter.write("报告.md", report("9"));
  chapter.play_to("写错了不打印");
  chapter.write("报告.md", "# 报告\n\n近三日警情如下。\n\n" + report("九"));
  chapter.play();
}

TEST_CASE("the manual: every example of 其他表 is real output") {
  ManualChapter chapter("docs/manual/其他表.md");
  chapter.prepare("fengqiao index");
  chapter.play_to("### 移送单为什么印不出来");
  chapter.prepare("fengqiao new 工作表/非警务事项移送单 --sample -o 移送.yaml");
  chapter.edit("移送.yaml", "违法犯罪: 否", "违法犯罪: 是");
  chapter.play();
}

// The verbs of a station's own figures: init, ledger, daily, approve, report.
#include "cli/options_table.hpp"

namespace fengqiao::cli {
namespace {

void add_init(CLI::App& verb, InitOptions& o) {
  verb.add_option("文件夹", o.folder, "要建立的文件夹")->required()->type_name("");
  verb.add_option("--name", o.name, "本所全称，如 示例县公安局城关派出所")->type_name("名称");
  verb.add_option("--class", o.station_class, "城区 或 农村")
      ->check(CLI::IsMember({"城区", "农村"}).description(""))
      ->type_name("类别");
  verb.add_option("--superior", o.superior, "上级公安机关")->type_name("名称");
}

void add_ledger(CLI::App& verb, LedgerOptions& o) {
  verb.add_option("动作", o.action, "import 导入、show 查看、export 导出、stats 统计")
      ->required()
      ->check(CLI::IsMember({"import", "show", "export", "stats"}).description(""))
      ->type_name("");
  verb.add_option("文件或种类", o.files, "import：导出的表（CSV、XLSX、XLS）；show、export：种类，如 警情")
      ->type_name("");
  verb.add_option("--kind", o.kind, "种类，或 栏目对照.yaml 里的一段；缺省由表头认出")->type_name("种类");
  verb.add_flag("--strict", o.strict, "import：有一行有误，整份文件就不导入");
  verb.add_option("--year", o.year, "import：没写年份的日期（3月9日）算哪一年；缺省为今年")
      ->check(CLI::Range(1900, 2100).description(""))
      ->type_name("年");
  verb.add_option("--from", o.from, "show、export：从这一天起")->type_name("日期");
  verb.add_option("--to", o.to, "show、export：到这一天止（含）")->type_name("日期");
  verb.add_option("--where", o.where,
                  "show、export：条件，如 类别=刑事；写几个则都要符合；等号后面空着表示没有填")
      ->allow_extra_args(false)
      ->type_name("栏目=值");
  verb.add_option("-n,--count", o.count, "show：最多列几行")->type_name("行数");
  verb.add_option("-o,--output", o.output, "export：写入文件；缺省写到屏幕")->type_name("文件");
  add_format(verb, o.format);
}

void add_daily(CLI::App& verb, DailyOptions& o) {
  verb.add_option("--date", o.date, "统计日，如 2026-03-09、3月9日、昨天；缺省为昨天")->type_name("日期");
  verb.add_option("--format", o.format, "yaml 或 csv（两栏表，可用 WPS、Excel 打开）")
      ->check(CLI::IsMember({"yaml", "csv"}).description(""))
      ->type_name("格式");
  verb.add_flag("--update", o.update, "已有的记录不动，另写一份“….更新”：数取自现在的台账，其余照原来的");
  verb.add_option("--explain", o.explain, "列出一个数背后的台账行，如 接报警.刑事；不写记录")
      ->type_name("栏目");
  verb.add_flag("--brief", o.brief, "打印晨会传阅：要情、上日整改、签阅表、走势图和三份日报，合成一份 PDF");
  verb.add_option("-o,--output", o.output, "--brief 的 PDF；缺省是工作区的 输出/晨会-日期.pdf")
      ->type_name("文件");
  verb.add_flag("--draft", o.draft, "--brief：有问题也打印，问题列在首页，每页标“草稿—未核验”");
}

void add_approve(CLI::App& verb, ApproveOptions& o) {
  verb.add_option("记录", o.record, "要审定的记录（.yaml 或 .csv）")->required()->type_name("");
  verb.add_option("--by", o.by, "审定人")->required()->type_name("姓名");
  verb.add_option("--at", o.at, "审定时刻，如 2026-03-10T08:10；缺省为现在")->type_name("时刻");
  verb.add_option("--comment", o.comment, "给已审定的日报补录点评部署")->type_name("文字");
  verb.add_option("--as", o.role, "点评的人：所长 或 教导员")
      ->check(CLI::IsMember({"所长", "教导员"}).description(""))
      ->type_name("职务");
  verb.add_option("-o,--output", o.output, "PDF 写到哪里；缺省在记录旁边")->type_name("文件");
  verb.add_flag("--again", o.again, "审定以后改动过的，或换人，重新审定；原来的审定留有记载");
  verb.add_flag("--withdraw", o.withdraw, "撤销审定，退回重填；要写 --reason");
  verb.add_option("--reason", o.reason, "撤销或重新审定的事由")->type_name("文字");
}

void add_report(CLI::App& verb, ReportOptions& o) {
  verb.add_option("文件夹", o.folders, "所的工作区，或放着各所工作区的文件夹，可以写几个；缺省为现在的工作区")
      ->type_name("");
  verb.add_flag("--week", o.week, "汇总一周（周一至周日）");
  verb.add_flag("--month", o.month, "汇总一月");
  verb.add_option("--date", o.date, "哪一周、哪一月：里面的任何一天；缺省为昨天")->type_name("日期");
  verb.add_option("--from", o.from, "从这一天起")->type_name("日期");
  verb.add_option("--to", o.to, "到这一天止（含）；缺省为昨天")->type_name("日期");
  verb.add_option("-o,--output", o.output, "另打印成 PDF")->type_name("文件");
  verb.add_option("--format", o.format, "text、csv（一所一行，可用 WPS、Excel 打开）或 json")
      ->check(CLI::IsMember({"text", "csv", "json"}).description(""))
      ->type_name("格式");
  verb.add_option("-j,--jobs", o.jobs, "同时读几个所；缺省为处理器核心数")
      ->check(CLI::Range(1, 256).description(""))
      ->type_name("个数");
}

} // namespace

std::vector<VerbRow> station_verbs() {
  return {
      {"init",
       "建立本所的工作区文件夹",
       {"fengqiao init 城关所 --name 示例县公安局城关派出所 --class 城区", "cd 城关所"},
       InitOptions{},
       adder(add_init)},
      {"ledger",
       "台账：导入各平台的导出表，查看、导出、统计",
       {"fengqiao ledger import 警情.csv 案件.xlsx",
        "fengqiao ledger show 警情 --from 2026-03-09 --to 2026-03-09"},
       LedgerOptions{},
       adder(add_ledger)},
      {"daily",
       "由台账准备一天的三份日报；打印晨会传阅",
       {"fengqiao daily --date 2026-03-09", "fengqiao daily --date 2026-03-09 --explain 接报警.刑事",
        "fengqiao daily --date 2026-03-09 --brief"},
       DailyOptions{},
       adder(add_daily)},
      {"approve",
       "审定一份日报：记下审定人、时刻和摘要，打印 PDF",
       {"fengqiao approve 记录/2026-03-09/质态监督.yaml --by 姓名",
        "fengqiao approve 记录/2026-03-09/质态监督.yaml --by 姓名 --comment 当日补传 --as 教导员"},
       ApproveOptions{},
       adder(add_approve)},
      {"report",
       "日报汇总：一周、一月或一段时间，一个所或全县各所",
       {"fengqiao report --month --date 2026-03-09 -o 三月.pdf", "fengqiao report --week 全县/ --format csv"},
       ReportOptions{},
       adder(add_report)},
  };
}

} // namespace fengqiao::cli

// The verbs of paperwork: templates, new, check, render.
#include "cli/options_table.hpp"

namespace fengqiao::cli {
namespace {

void add_render(CLI::App& verb, RenderOptions& o) {
  verb.add_option("文件", o.files, "记录（.yaml 或 .csv）、Markdown（.md），或放着记录的文件夹")
      ->required()
      ->type_name("");
  verb.add_option("-o,--output", o.output, "输出文件；多个输入时为文件夹")->type_name("路径");
  verb.add_option("--date", o.date, "印这一天的各份日报：文件写一个所的工作区，或放着各所工作区的文件夹")
      ->type_name("日期");
  verb.add_option("--to", o.to, "输出为 pdf、md 或 html")
      ->check(CLI::IsMember({"pdf", "md", "html"}).description(""))
      ->type_name("格式");
  verb.add_option("--style", o.style, "版式名（材料、表册、表册横排），或版式文件（我的.yaml）")
      ->type_name("版式");
  verb.add_option("-j,--jobs", o.jobs, "同时排几份（缺省：每个处理器核心一份）")
      ->check(CLI::Range(1, 64).description(""))
      ->type_name("份数");
  verb.add_option("--tick", o.tick, "由清单印勾核表：每周、逐人")->type_name("样式");
  verb.add_option("--post", o.post, "勾核表只列这个责任岗的事项")->type_name("责任岗");
  verb.add_option("--who", o.people, "勾核表的责任人，每人一张")->allow_extra_args(false)->type_name("姓名");
  verb.add_option("--week", o.week, "勾核表是哪一天所在的一周")->type_name("日期");
  verb.add_flag_callback(
      "--no-appendix", [&o] { o.appendix = false; }, "不印引据附录（所引条款的全文）");
  verb.add_flag("--draft", o.draft, "有问题也打印：问题列在首页，每页标“草稿—未核验”");
}

void add_new(CLI::App& verb, NewOptions& o) {
  verb.add_option("模板", o.template_id, "模板名，如 日报/质态监督 或 daily-quality")
      ->required()
      ->type_name("");
  verb.add_option("-o,--output", o.output, "写入文件；缺省写到屏幕")->type_name("文件");
  verb.add_option("--format", o.format, "yaml 或 csv（两栏表，可用 WPS、Excel 打开）")
      ->check(CLI::IsMember({"yaml", "csv"}).description(""))
      ->type_name("格式");
  verb.add_flag("--sample", o.sample, "填入样例数据");
  verb.add_option("--from-clauses", o.from_clauses, "由这条引据之下的条款起草清单，每条一项")
      ->allow_extra_args(false)
      ->type_name("引据");
}

void add_check(CLI::App& verb, CheckOptions& o) {
  verb.add_option("文件", o.files, "记录文件，或模板文件夹")->required()->type_name("");
  verb.add_flag("--accept", o.accept, "确认依据现在的文字，记入旁边的 <清单>.依据.yaml");
  add_format(verb, o.format);
}

void add_templates(CLI::App& verb, TemplatesOptions& o) {
  add_format(verb, o.format);
}

} // namespace

std::vector<VerbRow> paper_verbs() {
  return {
      {"templates",
       "列出模板",
       {"fengqiao templates", "fengqiao templates --format json"},
       TemplatesOptions{},
       adder(add_templates)},
      {"new",
       "生成一份待填的记录",
       {"fengqiao new 日报/质态监督 -o 今日.yaml",
        "fengqiao new 清单/权责清单 --from-clauses XD2023-2 -o 权责清单.yaml"},
       NewOptions{},
       adder(add_new)},
      {"check",
       "检查记录：一次列出所有会妨碍打印的问题",
       {"fengqiao check 今日.yaml", "fengqiao check 权责清单.yaml --accept"},
       CheckOptions{},
       adder(add_check)},
      {"render",
       "把记录或 Markdown 打印成 PDF",
       {"fengqiao render 今日.yaml -o 今日.pdf",
        "fengqiao render 权责清单.yaml --tick 每周 --post 社区队 -o 勾核表.pdf",
        "fengqiao render 全县/ --date 2026-03-09 -o 打印/"},
       RenderOptions{},
       adder(add_render)},
  };
}

} // namespace fengqiao::cli

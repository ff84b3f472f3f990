#include "cli/options_table.hpp"

#include <map>

namespace fengqiao::cli {
namespace {

const std::map<std::string, Format>& format_names() {
  static const std::map<std::string, Format> names{
      {"text", Format::text}, {"json", Format::json}, {"jsonl", Format::jsonl}};
  return names;
}

void add_format(CLI::App& verb, Format& format) {
  verb.add_option("--format", format, "输出格式：text、json 或 jsonl")
      ->transform(CLI::CheckedTransformer(format_names()).description(""))
      ->type_name("格式");
}

void add_common(CLI::App& app, CommonOptions& common) {
  app.add_option("--index", common.index,
                 "索引所在文件夹（缺省：$FENGQIAO_INDEX 或 ~/.local/share/fengqiao/index）")
      ->type_name("文件夹");
  app.add_option("--corpus", common.corpus, "随附语料所在文件夹")->type_name("文件夹");
  app.add_option("--templates", common.templates, "模板所在文件夹")->type_name("文件夹");
  app.add_option("--fonts", common.fonts, "先在这些文件夹里找字体")
      ->allow_extra_args(false)
      ->type_name("文件夹");
}

void add_index(CLI::App& verb, IndexOptions& o) {
  verb.add_option("路径", o.paths, "要装入的文件夹；不写则更新已装入的各文件夹和随附语料")->type_name("");
  verb.add_option("--remove", o.remove, "把这个文件夹移出索引")->allow_extra_args(false)->type_name("文件夹");
  verb.add_flag("--rebuild", o.rebuild, "从头重建");
  add_format(verb, o.format);
}

void add_search(CLI::App& verb, SearchOptions& o) {
  verb.add_option("检索词", o.query, "词、整句问题或引据")->type_name("");
  verb.add_option("--queries", o.queries_file, "批量检索：每行 编号<Tab>检索词")->type_name("文件");
  verb.add_option("-n,--count", o.count, "最多列出几条")
      ->check(CLI::Range(1, 1000).description(""))
      ->type_name("条数");
  verb.add_option("--doc", o.documents, "只在这些文件中找（键、标题、简称或文号）")
      ->allow_extra_args(false)
      ->type_name("文件");
  verb.add_option("--issuer", o.issuers, "只找这些发文机关的")->allow_extra_args(false)->type_name("机关");
  verb.add_option("--kind", o.kinds,
                  "只找这些类别的（规范性、法律、行政法规、部门规章、司法解释、地方法规、研究、资料）")
      ->allow_extra_args(false)
      ->type_name("类别");
  verb.add_option("--status", o.statuses, "只找这些时效的（现行、已修改、已废止、期满、待核）")
      ->allow_extra_args(false)
      ->type_name("时效");
  verb.add_option("--from", o.date_from, "成文日期不早于")->type_name("日期");
  verb.add_option("--to", o.date_to, "成文日期不晚于")->type_name("日期");
  add_format(verb, o.format);
}

void add_show(CLI::App& verb, ShowOptions& o) {
  verb.add_option("引据", o.citation, "如 XD2023-1.3、《治安管理处罚法》第四十三条")
      ->required()
      ->type_name("");
  verb.add_option("-C,--context", o.neighbours, "前后各多显示几条")
      ->check(CLI::Range(0, 50).description(""))
      ->type_name("条数");
  add_format(verb, o.format);
}

void add_list(CLI::App& verb, ListOptions& o) {
  verb.add_option("--issuer", o.issuers, "只列这些发文机关的")->allow_extra_args(false)->type_name("机关");
  verb.add_option("--kind", o.kinds, "只列这些类别的")->allow_extra_args(false)->type_name("类别");
  verb.add_option("--status", o.statuses, "只列这些时效的")->allow_extra_args(false)->type_name("时效");
  add_format(verb, o.format);
}

void add_diff(CLI::App& verb, DiffOptions& o) {
  verb.add_option("原文件", o.from,
                  "索引里的文件（键、标题、简称、文号，如 治安管理处罚法@2005），或文本文件的路径")
      ->required()
      ->type_name("");
  verb.add_option("新文件", o.to, "同上")->required()->type_name("");
  verb.add_option("--format", o.format, "输出格式：text、json 或 markdown（对照表，可用 render 打印）")
      ->check(CLI::IsMember({"text", "json", "markdown"}).description(""))
      ->type_name("格式");
  verb.add_flag("--all", o.all, "没有变化的条款也列出");
}

void add_render(CLI::App& verb, RenderOptions& o) {
  verb.add_option("文件", o.files, "记录（.yaml 或 .csv）或 Markdown（.md）")->required()->type_name("");
  verb.add_option("-o,--output", o.output, "输出文件；多个输入时为文件夹")->type_name("路径");
  verb.add_option("--to", o.to, "输出为 pdf、md 或 html")
      ->check(CLI::IsMember({"pdf", "md", "html"}).description(""))
      ->type_name("格式");
  verb.add_option("--style", o.style, "版式名（材料、表册、表册横排），或版式文件（我的.yaml）")
      ->type_name("版式");
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
}

void add_check(CLI::App& verb, CheckOptions& o) {
  verb.add_option("文件", o.files, "记录文件，或模板文件夹")->required()->type_name("");
  add_format(verb, o.format);
}

void add_templates(CLI::App& verb, TemplatesOptions& o) {
  add_format(verb, o.format);
}

template <class T> std::function<void(CLI::App&, VerbOptions&)> adder(void (*add)(CLI::App&, T&)) {
  return [add](CLI::App& app, VerbOptions& options) { add(app, std::get<T>(options)); };
}

std::vector<VerbRow> verb_table() {
  const auto no_options = [](CLI::App&, VerbOptions&) {};
  return {
      {"index",
       "把政策文本装入索引（只处理新增、改动和消失的文件）",
       {"fengqiao index", "fengqiao index 本局文件/"},
       IndexOptions{},
       adder(add_index)},
      {"search",
       "检索条款",
       {"fengqiao search 没事也要交日报吗", "fengqiao search 枫桥式 --status 现行 -n 5 --format json"},
       SearchOptions{},
       adder(add_search)},
      {"show",
       "显示一条引据的全文",
       {"fengqiao show XD2023-1.3", "fengqiao show 《决定》四 -C 1"},
       ShowOptions{},
       adder(add_show)},
      {"list",
       "列出索引中的文件",
       {"fengqiao list", "fengqiao list --kind 规范性 --format json"},
       ListOptions{},
       adder(add_list)},
      {"diff",
       "逐条比较两份文件：沿用、修改、移动、新增、删除",
       {"fengqiao diff XD2020 XD2023", "fengqiao diff 旧办法.txt 新办法.txt --format markdown > 对照表.md"},
       DiffOptions{},
       adder(add_diff)},
      {"templates",
       "列出模板",
       {"fengqiao templates", "fengqiao templates --format json"},
       TemplatesOptions{},
       adder(add_templates)},
      {"new",
       "生成一份待填的记录",
       {"fengqiao new 日报/质态监督 -o 今日.yaml", "fengqiao new daily-quality --format csv -o 今日.csv"},
       NewOptions{},
       adder(add_new)},
      {"check",
       "检查记录：一次列出所有会妨碍打印的问题",
       {"fengqiao check 今日.yaml", "fengqiao check 今日.csv --format json"},
       CheckOptions{},
       adder(add_check)},
      {"render",
       "把记录或 Markdown 打印成 PDF",
       {"fengqiao render 今日.yaml -o 今日.pdf", "fengqiao render 通知.md --style 材料"},
       RenderOptions{},
       adder(add_render)},
      {"completion",
       "输出 bash 补全脚本",
       {"fengqiao completion > ~/.local/share/bash-completion/completions/fengqiao"},
       CompletionOptions{},
       no_options},
      {"manual", "输出手册页（man 格式）", {"fengqiao manual | man -l -"}, ManualOptions{}, no_options},
  };
}

} // namespace

CommandLine::CommandLine() : verbs(verb_table()) {
  app.set_help_flag();
  app.add_flag("-h,--help", help);
  app.add_flag("-V,--version", version);
  add_common(app, common);
  app.fallthrough(); // common options are understood behind the verb, too
  for (auto& row : verbs) {
    CLI::App* verb = app.add_subcommand(row.name, row.summary);
    verb->set_help_flag("--help", "");
    verb->fallthrough();
    row.add(*verb, row.options);
  }
}

VerbRow& CommandLine::row_of(const CLI::App& verb) {
  for (auto& row : verbs)
    if (verb.get_name() == row.name) return row;
  return verbs.front();
}

} // namespace fengqiao::cli

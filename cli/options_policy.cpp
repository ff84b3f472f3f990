// The verbs of policy knowledge: index, search, show, list, diff.
#include "cli/options_table.hpp"

namespace fengqiao::cli {
namespace {

void add_index(CLI::App& verb, IndexOptions& o) {
  verb.add_option("路径", o.paths, "要装入的文件夹；不写则更新已装入的各文件夹和随附语料")->type_name("");
  verb.add_option("--remove", o.remove, "把这个文件夹移出索引")->allow_extra_args(false)->type_name("文件夹");
  verb.add_flag("--rebuild", o.rebuild, "从头重建");
  verb.add_flag("--learn", o.learn, "从装入的文本重新学词向量（要五千条以上），以后一直用它；缺省用随附的");
  verb.add_flag("--report", o.report,
                "不动索引，只列出文本里看着不对的地方：缺条、重号、次序、空文件、编码、时效");
  verb.add_flag("--check", o.check, "核对索引是否完好：每个文件的每个字节、每条的文字");
  add_format(verb, o.format);
}

void add_search(CLI::App& verb, SearchOptions& o) {
  verb.add_option("检索词", o.query, "词、整句问题或引据")->type_name("");
  verb.add_option("--queries", o.queries_file, "批量检索：每行 编号<Tab>检索词")->type_name("文件");
  verb.add_option("-n,--count", o.count, "最多列出几条（1 到 1000）")
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
  verb.add_flag("--explain", o.explain, "说明每一条为什么排在那里");
  verb.add_option("--from", o.date_from, "成文日期不早于")->type_name("日期");
  verb.add_option("--to", o.date_to, "成文日期不晚于")->type_name("日期");
  add_format(verb, o.format);
}

void add_show(CLI::App& verb, ShowOptions& o) {
  verb.add_option("引据", o.citation,
                  "如 XD2023-1.3、《治安管理处罚法》第四十三条、刑法第264-266条、治安管理处罚法第三章")
      ->required()
      ->type_name("");
  verb.add_option("-C,--context", o.neighbours, "前后各多显示几条（0 到 50）")
      ->check(CLI::Range(0, 50).description(""))
      ->type_name("条数");
  verb.add_option("--cited-by", o.cited_by, "列出这个文件夹里以它为依据的清单和记录")->type_name("文件夹");
  verb.add_flag("--outline", o.outline, "只列提纲：章节、条号和标题");
  verb.add_option("--at", o.at, "显示那一天有效的版本，如 2010-05-01；不能断定时说明缺什么")
      ->type_name("日期");
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
  verb.add_option("-o", o.output, "打印成 PDF 对照表（原文、新文、说明三栏，A4 横排），如 -o 对照表.pdf")
      ->type_name("文件");
  verb.add_flag("--all", o.all, "没有变化的条款也列出");
}

void add_import(CLI::App& verb, ImportOptions& o) {
  verb.add_option("文件", o.paths, "Word、WPS、ODT、PDF、OFD、网页、文本，装有这些的 ZIP，或它们所在的文件夹")
      ->required()
      ->type_name("");
  verb.add_option("--into", o.into, "写到这个文件夹")->required()->type_name("文件夹");
  add_format(verb, o.format);
}

} // namespace

std::vector<VerbRow> policy_verbs() {
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
       {"fengqiao diff XD2020 XD2023", "fengqiao diff 旧办法.txt 新办法.txt --all -o 对照表.pdf"},
       DiffOptions{},
       adder(add_diff)},
      {"import",
       "把 Word、PDF 等文件变成语料文本，填好看得出的各栏",
       {"fengqiao import 收文/ --into 政策/", "fengqiao import 通知.docx 办法.pdf --into 政策/"},
       ImportOptions{},
       adder(add_import)},
  };
}

} // namespace fengqiao::cli

// The verbs of the county bureau: grade, pack, verify.
#include "cli/options_table.hpp"

namespace fengqiao::cli {
namespace {

void add_grade(CLI::App& verb, GradeOptions& o) {
  verb.add_option("文件", o.files,
                  "评分数据（.yaml，或一所一行的 .csv、.xlsx、.xls）；几个所一起评就同时汇总全县")
      ->required()
      ->type_name("");
  verb.add_option("-o,--output", o.output,
                  "打印：一个所写 PDF 文件；几个所写 PDF 文件（全县汇总）或文件夹（另有各所报告）")
      ->type_name("路径");
  verb.add_option("--standard", o.standard, "评分标准文件（缺省：记录的 template 所对应的标准）")
      ->type_name("文件");
  verb.add_option("--what-if", o.suppositions,
                  "假设某项是另一个数：A4=98%、A4=2950/2976、G3=是、V3=否；可以写几次")
      ->allow_extra_args(false)
      ->type_name("项=数");
  verb.add_option("--last", o.last, "上年度的结果（grade --format csv 的输出），列出升降")->type_name("文件");
  verb.add_option("--quota", o.quota,
                  "配额核对办法：全部/合格，目标/上限，四舍五入/向下/向上，如 合格,上限,向下")
      ->type_name("办法");
  verb.add_flag("--draft", o.draft, "有问题也打印：问题列在首页，每页标“草稿—未核验”");
  verb.add_option("--format", o.format, "text、json 或 csv")
      ->check(CLI::IsMember({"text", "json", "csv"}).description(""))
      ->type_name("格式");
}

void add_pack(CLI::App& verb, PackOptions& o) {
  verb.add_option("文件夹", o.folder, "申报包文件夹（fengqiao new 枫桥式/申报包 -o 文件夹）")
      ->required()
      ->type_name("");
  verb.add_option("-o,--output", o.output, "写成的 PDF；另写一份 .sha256")->required()->type_name("文件");
  verb.add_flag("--attach", o.attach, "把佐证原文件也附在 PDF 里");
  verb.add_flag("--draft", o.draft, "有问题也打印：问题列在首页，每页标“草稿—未核验”");
}

void add_verify(CLI::App& verb, VerifyOptions& o) {
  verb.add_option("文件", o.file, "收到的申报包 PDF；审定过的日报记录，或它的 PDF")
      ->required()
      ->type_name("");
  verb.add_option("--evidence", o.evidence, "申报包文件夹：逐份核对佐证原文件")->type_name("文件夹");
  verb.add_option("--sha256", o.sha256, "公函上写的 SHA-256")->type_name("摘要");
  verb.add_option("--record", o.record, "日报的 PDF 不在记录旁边时，写它的记录")->type_name("记录");
  add_format(verb, o.format);
}

} // namespace

std::vector<VerbRow> county_verbs() {
  return {
      {"grade",
       "等级评定：评分、定级、列出失分项；几个所一起评时汇总全县",
       {"fengqiao grade 甲.yaml -o 甲.pdf", "fengqiao grade 全县.csv --last 上年结果.csv -o 全县.pdf"},
       GradeOptions{},
       adder(add_grade)},
      {"pack",
       "把枫桥式申报包文件夹汇成一份 PDF：评分、案例、佐证、清单",
       {"fengqiao new 枫桥式/申报包 --sample -o 申报包", "fengqiao pack 申报包 -o 申报包.pdf --attach"},
       PackOptions{},
       adder(add_pack)},
      {"verify",
       "核对申报包、审定过的日报有没有被改动",
       {"fengqiao verify 申报包.pdf --sha256 公函上的摘要", "fengqiao verify 申报包.pdf --evidence 申报包",
        "fengqiao verify 记录/2026-03-09/质态监督.yaml"},
       VerifyOptions{},
       adder(add_verify)},
  };
}

} // namespace fengqiao::cli

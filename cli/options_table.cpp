#include "cli/options_table.hpp"

#include <algorithm>
#include <iterator>
#include <map>

namespace fengqiao::cli {
namespace {

const std::map<std::string, Format>& format_names() {
  static const std::map<std::string, Format> names{
      {"text", Format::text}, {"json", Format::json}, {"jsonl", Format::jsonl}};
  return names;
}

void add_common(CLI::App& app, CommonOptions& common) {
  app.add_option(
         "--index", common.indexes,
         "索引所在文件夹（缺省：$FENGQIAO_INDEX 或 ~/.local/share/fengqiao/index）；检索、查看时可以写几个，"
         "也可以是别的机器：tcp://主机:端口、ssh://主机/文件夹")
      ->allow_extra_args(false)
      ->type_name("位置");
  app.add_flag("--all-shards", common.all_shards, "几个索引里有一个不能用就报错，不用其余的代替");
  app.add_option("--corpus", common.corpus, "随附语料所在文件夹")->type_name("文件夹");
  app.add_option("--templates", common.templates, "模板所在文件夹")->type_name("文件夹");
  app.add_option("--fonts", common.fonts, "先在这些文件夹里找字体；或本单位的字体文件表（字体.yaml）")
      ->allow_extra_args(false)
      ->type_name("路径");
  app.add_option("--workspace", common.workspace, "本所的工作区（缺省：从当前文件夹往上找 派出所.yaml）")
      ->type_name("文件夹");
}

std::vector<VerbRow> reference_verbs() {
  const auto no_options = [](CLI::App&, VerbOptions&) {};
  return {
      {"completion",
       "输出 bash 补全脚本",
       {"fengqiao completion > ~/.local/share/bash-completion/completions/fengqiao"},
       CompletionOptions{},
       no_options},
      {"manual", "输出手册页（man 格式）", {"fengqiao manual | man -l -"}, ManualOptions{}, no_options},
  };
}

// The order in which help and man page list them.
std::vector<VerbRow> verb_table() {
  std::vector<VerbRow> rows;
  for (auto* group : {policy_verbs, paper_verbs, station_verbs, county_verbs, reference_verbs}) {
    auto more = group();
    rows.insert(rows.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
  }
  return rows;
}

} // namespace

void add_format(CLI::App& verb, Format& format) {
  verb.add_option("--format", format, "输出格式：text、json 或 jsonl")
      ->transform(CLI::CheckedTransformer(format_names()).description(""))
      ->type_name("格式");
}

CommandLine::CommandLine(const std::vector<std::string>* arguments) : verbs(verb_table()) {
  const auto may_be_asked_for = [&](const char* verb) {
    return arguments == nullptr || std::find(arguments->begin(), arguments->end(), verb) != arguments->end();
  };
  app.set_help_flag();
  app.add_flag("-h,--help", help);
  app.add_flag("-V,--version", version);
  add_common(app, common);
  app.fallthrough(); // common options are understood behind the verb, too
  for (auto& row : verbs) {
    CLI::App* verb = app.add_subcommand(row.name, row.summary);
    verb->set_help_flag("--help", "");
    verb->fallthrough();
    if (may_be_asked_for(row.name)) row.add(*verb, row.options);
  }
}

VerbRow& CommandLine::row_of(const CLI::App& verb) {
  for (auto& row : verbs)
    if (verb.get_name() == row.name) return row;
  return verbs.front();
}

} // namespace fengqiao::cli

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

} // namespace

std::vector<VerbRow> station_verbs() {
  return {
      {"init",
       "建立本所的工作区文件夹",
       {"fengqiao init 城关所 --name 示例县公安局城关派出所 --class 城区", "cd 城关所"},
       InitOptions{},
       adder(add_init)},
  };
}

} // namespace fengqiao::cli

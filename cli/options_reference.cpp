// Help, man page and completion, made from the table of verbs and options.
#include "cli/build_paths.hpp"
#include "cli/console.hpp"
#include "cli/options_table.hpp"
#include "core/text.hpp"

namespace fengqiao::cli {
namespace {

struct ExitCodeText {
  int code;
  const char* meaning;
};
constexpr ExitCodeText kExitCodes[] = {
    {0, "完成"},         {1, "出错"},   {2, "用法不对"}, {3, "没有找到"}, {4, "数据不完整或有误"},
    {5, "引据无法解析"}, {6, "被占用"}, {7, "超出上限"}};

// roff reads a leading dot or quote as a request, and backslashes as escapes.
std::string roff(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\\')
      out += "\\e";
    else if (c == '-')
      out += "\\-";
    else
      out += c;
  }
  return starts_with_any(out, {".", "'"}) ? "\\&" + out : out;
}

std::string usage_line(const VerbRow& row, const CLI::App& verb) {
  std::string out = std::string("fengqiao ") + row.name;
  for (const auto& option : option_texts(verb))
    if (option.flag.empty()) out += " " + option.names;
  return out + " [选项…]";
}

} // namespace

std::vector<OptionText> option_texts(const CLI::App& app) {
  std::vector<OptionText> out;
  for (const auto* option : app.get_options()) {
    if (option->get_description().empty()) continue; // help flags
    OptionText text{"", "", option->get_description()};
    if (option->get_positional()) {
      text.names = option->get_name(true);
    } else {
      text.names = option->get_name(false, true);
      text.flag = option->get_lnames().empty() ? "-" + option->get_snames().front()
                                               : "--" + option->get_lnames().front();
      if (option->get_expected_max() > 0) text.names += " " + option->get_type_name();
    }
    out.push_back(std::move(text));
  }
  return out;
}

std::string root_help(const CommandLine& line) {
  std::string out = "fengqiao " + std::string(kVersion) +
                    "：派出所文书工具——查条款、填日报、打清单和等级评定表（离线、中文、A4）\n\n"
                    "用法：fengqiao [公共选项] 命令 [参数…]\n\n命令：\n";
  for (const auto& row : line.verbs)
    out += "  " + padded(row.name, 11) + " " + row.summary + "\n";
  out += "\n公共选项：\n";
  for (const auto& option : option_texts(line.app))
    out += "  " + padded(option.names, 25) + " " + option.description + "\n";
  out += "\n每个命令的参数和例子：fengqiao 命令 --help\n退出码：";
  for (const auto& [code, meaning] : kExitCodes)
    out += (code == 0 ? "" : "，") + std::to_string(code) + " " + meaning;
  return out + "\n";
}

std::string verb_help(const VerbRow& row, const CLI::App& verb) {
  std::string out = std::string("fengqiao ") + row.name + "：" + row.summary + "\n\n用法：" +
                    usage_line(row, verb) + "\n\n";
  for (const auto& option : option_texts(verb))
    out += "  " + padded(option.names, 25) + " " + option.description + "\n";
  out += "\n例：\n";
  for (const auto& example : row.examples)
    out += "  " + example + "\n";
  return out;
}

std::string manual_page() {
  CommandLine line;
  std::string out =
      ".TH FENGQIAO 1 \"\" \"fengqiao " + std::string(kVersion) +
      "\"\n.SH 名称\nfengqiao \\- 派出所文书工具\n.SH 用法\n.B fengqiao\n[公共选项] 命令 [参数…]\n.SH 命令\n";
  for (auto& row : line.verbs) {
    const CLI::App& verb = *line.app.get_subcommand(row.name);
    out += ".SS " + roff(usage_line(row, verb)) + "\n" + roff(row.summary) + "\n";
    for (const auto& option : option_texts(verb))
      out += ".TP\n.B " + roff(option.names) + "\n" + roff(option.description) + "\n";
    out += ".PP\n例：\n.nf\n";
    for (const auto& example : row.examples)
      out += roff(example) + "\n";
    out += ".fi\n";
  }
  out += ".SH 公共选项\n";
  for (const auto& option : option_texts(line.app))
    out += ".TP\n.B " + roff(option.names) + "\n" + roff(option.description) + "\n";
  out += ".SH 退出码\n";
  for (const auto& [code, meaning] : kExitCodes)
    out += ".TP\n.B " + std::to_string(code) + "\n" + meaning + "\n";
  return out;
}

std::string bash_completion() {
  CommandLine line;
  std::string verbs, cases;
  for (auto& row : line.verbs) {
    verbs += std::string(verbs.empty() ? "" : " ") + row.name;
    std::string flags;
    for (const auto& option : option_texts(*line.app.get_subcommand(row.name)))
      if (!option.flag.empty()) flags += option.flag + " ";
    for (const auto& option : option_texts(line.app))
      flags += option.flag + " ";
    cases += "    " + std::string(row.name) + ") words=\"" + flags + "--help\" ;;\n";
  }
  return "# fengqiao 的 bash 补全；由 fengqiao completion 生成\n"
         "_fengqiao() {\n"
         "  local current=${COMP_WORDS[COMP_CWORD]} word words=\"" +
         verbs +
         " --help --version\"\n"
         "  COMPREPLY=()\n"
         "  for word in \"${COMP_WORDS[@]:1:COMP_CWORD-1}\"; do\n"
         "    case $word in\n" +
         cases +
         "    esac\n"
         "  done\n"
         "  [[ $current == -* || $COMP_CWORD == 1 ]] || return 0\n"
         "  mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$current\")\n"
         "}\n"
         "complete -o default -F _fengqiao fengqiao\n";
}

} // namespace fengqiao::cli

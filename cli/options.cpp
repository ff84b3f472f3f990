#include "cli/options.hpp"

#include "cli/build_paths.hpp"
#include "cli/console.hpp"
#include "cli/options_table.hpp"
#include "core/encoding.hpp"
#include "core/text.hpp"

#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <string_view>
#include <vector>

namespace fengqiao::cli {
namespace {

// "Value 0 not in range 1 to 1000", "xml not in {text,json}" → ：只能是 1 到 1000, ：只能是 text、json; empty
// where the message tells no choice.
std::string choice_of(std::string_view message) {
  if (const auto range = message.find("not in range"); range != message.npos) {
    std::vector<std::string> numbers;
    for (std::size_t i = range; i < message.size(); ++i) {
      const std::size_t end = std::min(message.find_first_not_of("0123456789.", i), message.size());
      if (end == i) continue;
      numbers.emplace_back(message.substr(i, end - i));
      i = end;
    }
    return numbers.size() == 2 ? "：只能是 " + numbers[0] + " 到 " + numbers[1] : "";
  }
  const auto open = message.find("not in {"), close = message.rfind('}');
  if (open == message.npos || close == message.npos) return {};
  std::string out;
  for (const char c : message.substr(open + 8, close - open - 8))
    out += c == ',' ? std::string("、") : std::string(1, c);
  return "：只能是 " + out;
}

// CLI11's terse English messages, as a clerk can use them. They read "subject: detail" or "text: subject".
std::string friendly(const CLI::ParseError& e, bool have_verb) {
  const std::string what = e.what();
  const auto colon = what.find(": ");
  const std::string before = what.substr(0, colon),
                    after = colon == what.npos ? what : what.substr(colon + 2);
  switch (static_cast<CLI::ExitCodes>(e.get_exit_code())) {
  case CLI::ExitCodes::ExtrasError:
    return (have_verb ? "多余或认不出的参数：" : "没有这个命令：") + after;
  case CLI::ExitCodes::RequiredError:
    return "缺少参数：" + what.substr(0, what.find(" is required"));
  case CLI::ExitCodes::ValidationError:
    return "参数 " + before + " 的值不对" + choice_of(after);
  case CLI::ExitCodes::ConversionError:
    return "参数的值不对：" + after;
  case CLI::ExitCodes::ArgumentMismatch:
    return "参数 " + before + " 后面少了值，或给多了值";
  default:
    return what;
  }
}

// Arguments arrive as bytes; everything behind this door is UTF-8. A terminal set to GB18030 is understood.
Result<std::vector<std::string>> utf8_arguments(int argc, char** argv) {
  std::vector<std::string> out;
  for (int i = argc - 1; i > 0; --i) { // CLI11 takes them reversed
    const std::string argument = argv[i];
    if (!first_invalid_utf8(argument)) {
      out.push_back(argument);
      continue;
    }
    auto decoded = decode(argument, "第 " + std::to_string(i) + " 个参数");
    if (!decoded)
      return fail(ErrorCode::usage, decoded.error().where, "不是有效的 UTF-8 文字", "请检查终端的编码设置");
    out.push_back(std::move(decoded->text));
  }
  return out;
}

} // namespace

std::variant<Options, int> parse_options(int argc, char** argv) {
  auto arguments = utf8_arguments(argc, argv);
  if (!arguments) return report(arguments.error());
  CommandLine line(&*arguments);
  try {
    line.app.parse(*arguments);
  } catch (const CLI::CallForHelp&) {
    const CLI::App& verb = *line.app.get_subcommands().front();
    print(verb_help(line.row_of(verb), verb));
    return finish(0);
  } catch (const CLI::ParseError& e) {
    return report(Error{ErrorCode::usage, "", friendly(e, !line.app.get_subcommands().empty()),
                        "看用法：fengqiao --help，或 fengqiao 命令 --help"});
  }
  if (line.version) {
    print(std::string("fengqiao ") + kVersion + "\n");
    return finish(0);
  }
  if (line.help || line.app.get_subcommands().empty()) {
    print(root_help(line));
    return finish(line.help ? 0 : static_cast<int>(ErrorCode::usage));
  }
  Options options{line.common, std::move(line.row_of(*line.app.get_subcommands().front()).options)};
  options.common.color = isatty(STDOUT_FILENO) == 1 && std::getenv("NO_COLOR") == nullptr;
  options.common.progress = isatty(STDERR_FILENO) == 1;
  return options;
}

} // namespace fengqiao::cli

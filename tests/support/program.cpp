#include "tests/support/program.hpp"
#include "tests/support/places.hpp"

#include "tests/support/temporary.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>

namespace fengqiao::test {
namespace {

std::string shell_quoted(const std::string& text) {
  std::string out = "'";
  for (const char c : text)
    out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

} // namespace

Outcome run(const std::vector<std::string>& command, const std::map<std::string, std::string>& environment) {
  const TemporaryFolder place;
  const std::string out = place.path() / "out", err = place.path() / "err";
  std::string line;
  for (const auto& [name, value] : environment)
    line += name + "=" + shell_quoted(value) + " ";
  for (const auto& argument : command)
    line += shell_quoted(argument) + " ";
  line += "</dev/null >" + shell_quoted(out) + " 2>" + shell_quoted(err);
  const int status = std::system(line.c_str());
  return {WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status), slurp(out), slurp(err)};
}

Outcome run_fengqiao(const std::string& index_folder, std::vector<std::string> arguments,
                     std::map<std::string, std::string> environment) {
  std::vector<std::string> command{program_file(),          "--index", index_folder, "--corpus",
                                   source_dir() / "corpus", "--fonts", font_dir()};
  if (std::find(arguments.begin(), arguments.end(), "--templates") == arguments.end())
    command.insert(command.end(), {"--templates", source_dir() / "templates"});
  command.insert(command.end(), arguments.begin(), arguments.end());
  return run(command, environment);
}

std::string pdf_text(const std::string& file, bool layout) {
  std::vector<std::string> command{"pdftotext", "-enc", "UTF-8"};
  if (layout) command.emplace_back("-layout");
  command.insert(command.end(), {file, "-"});
  const Outcome outcome = run(command);
  INFO(outcome.err);
  REQUIRE(outcome.code == 0);
  return outcome.out;
}

} // namespace fengqiao::test

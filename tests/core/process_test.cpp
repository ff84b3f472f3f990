#include "core/process.hpp"

#include "tests/support/temporary.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>

using namespace fengqiao;

namespace {

ChildProcess shell(const std::string& script) {
  ChildProcess child;
  child.program = "sh";
  child.package = "dash";
  child.arguments = {"-c", script};
  child.seconds = 20;
  return child;
}

} // namespace

TEST_CASE("a child's output, error output and exit code come back, its input is what it was given") {
  const auto said = run_child(shell("echo 好; echo 坏 >&2; exit 3"));
  REQUIRE(said);
  CHECK(said->out == "好\n");
  CHECK(said->err == "坏\n");
  CHECK(said->code == 3);
  ChildProcess echo = shell("cat");
  CHECK(run_child(echo)->out.empty()); // not the terminal
  echo.input = std::string(3'000'000, 'x');
  CHECK(run_child(echo)->out == echo.input); // more than a pipe holds, both ways at once
  echo.arguments = {"-c", "head -c 5"};
  CHECK(run_child(echo)->out == "xxxxx"); // it does not read to the end
  CHECK(run_child(shell("kill -9 $$"))->code == 128 + 9);
}

TEST_CASE("arguments and names go to the child as they are, and no shell reads them") {
  ChildProcess child{"printf", "coreutils", {"%s|", "$(id)", "a b", "'; ls", "-x"}};
  CHECK(run_child(child)->out == "$(id)|a b|'; ls|-x|");
  child = shell("pwd; echo $NAME");
  child.folder = "/";
  child.environment["NAME"] = "样例";
  CHECK(run_child(child)->out == "/\n样例\n");
}

TEST_CASE("a missing program is named with the package that has it") {
  ChildProcess child{"fengqiao-no-such-program", "pandoc", {}};
  const auto outcome = run_child(child);
  REQUIRE_FALSE(outcome);
  CHECK(outcome.error().code == ErrorCode::not_found);
  CHECK(outcome.error().hint.find("apt install pandoc") != std::string::npos);
  CHECK_FALSE(program_installed("fengqiao-no-such-program"));
  CHECK(program_installed("sh"));
  child.program = "/etc/passwd";
  CHECK_FALSE(run_child(child));
}

TEST_CASE("time, output and memory of a child are bounded, and its own children end with it") {
  ChildProcess slow = shell("sleep 60 & sleep 60");
  slow.seconds = 1;
  const auto late = run_child(slow);
  REQUIRE_FALSE(late);
  CHECK(late.error().code == ErrorCode::limit);
  CHECK(late.error().message.find("1 秒") != std::string::npos);
  ChildProcess loud = shell("yes");
  loud.output_bytes = 1'000'000;
  CHECK(run_child(loud).error().code == ErrorCode::limit);
  ChildProcess hungry = shell("head -c 400000000 /dev/zero | tail -c 300000000 | wc -c");
  hungry.memory_bytes = 64u << 20;
  const auto outcome = run_child(hungry);
  REQUIRE(outcome);
  CHECK(outcome->out.find("300000000") == std::string::npos);
  // A grandchild that keeps the output open does not keep us waiting.
  const auto left = run_child(shell("sleep 60 & echo 走了"));
  REQUIRE(left);
  CHECK(left->out == "走了\n");
}

TEST_CASE("a child without network has none, and is still who it was, its files are bounded") {
  ChildProcess who{"id", "coreutils", {"-u"}};
  const auto before = run_child(who);
  who.offline = true;
  const auto after = run_child(who);
  REQUIRE(before);
  REQUIRE(after);
  CHECK(after->out == before->out);

  ChildProcess devices{"cat", "coreutils", {"/proc/net/dev"}};
  devices.offline = true;
  const auto seen = run_child(devices);
  REQUIRE(seen);
  const auto allowed = run_child({"unshare", "util-linux", {"--user", "--net", "true"}});
  if (allowed && allowed->code == 0)
    CHECK(std::count(seen->out.begin(), seen->out.end(), ':') == 1); // lo
  else
    WARN("this system lets nobody give up the network");

  const test::TemporaryFolder folder;
  ChildProcess writer{"sh", "dash", {"-c", "head -c 100000 /dev/zero > large"}};
  writer.folder = folder.path();
  writer.file_bytes = 1000;
  const auto written = run_child(writer);
  REQUIRE(written);
  CHECK(std::filesystem::file_size(folder.path() / "large") == 1000);
}

TEST_CASE("a work folder is private and goes with all that is in it") {
  std::filesystem::path path;
  {
    const auto folder = WorkFolder::make();
    REQUIRE(folder);
    path = folder->path();
    CHECK((std::filesystem::status(path).permissions() & std::filesystem::perms::all) ==
          std::filesystem::perms::owner_all);
    std::filesystem::create_directories(path / "a/b");
    std::ofstream(path / "a/b/c") << "x";
  }
  CHECK_FALSE(std::filesystem::exists(path));
}

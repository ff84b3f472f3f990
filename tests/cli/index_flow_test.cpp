// What fengqiao index tells a person about many texts, and about none.
#include "tests/support/places.hpp"
#include "tests/support/program.hpp"
#include "tests/support/temporary.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <sstream>

using namespace fengqiao::test;

namespace fs = std::filesystem;

namespace {

std::size_t lines_with(const std::string& text, const std::string& what) {
  std::size_t count = 0;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);)
    count += line.find(what) != std::string::npos;
  return count;
}

} // namespace

TEST_CASE("a flood of notes ends at the twentieth with the number of the others") {
  const TemporaryFolder folder;
  for (int i = 0; i < 30; ++i)
    folder.write("讲话/" + std::to_string(i) + ".txt",
                 "在全县会议上的讲话\n同志们：\n今天讲第" + std::to_string(i) + "件事。\n");
  const Outcome outcome = run_fengqiao(folder.path() / "index", {"index", folder.path() / "讲话"});
  INFO(outcome.err);
  CHECK(outcome.code == 0);
  CHECK(lines_with(outcome.err, "分不清新旧") == 20);
  CHECK(lines_with(outcome.err, "还有 9 处提示没有列出") == 1);
}

TEST_CASE("a program that was copied without its corpus says where it looked for it") {
  const TemporaryFolder folder;
  fs::copy_file(program_file(), folder.path() / "fengqiao");
  fs::copy_file(program_file().parent_path() / "fengqiao-office.so", folder.path() / "fengqiao-office.so");
  const Outcome outcome = run({folder.path() / "fengqiao", "--index", folder.path() / "index", "index"});
  INFO(outcome.err);
  if (outcome.code == 0) return; // another copy is installed on this machine, corpus and all
  CHECK(outcome.code == 1);
  CHECK(outcome.err.find("没有找到随附的语料") != std::string::npos);
  CHECK(outcome.err.find((folder.path() / "../share/fengqiao/corpus").lexically_normal().string()) !=
        std::string::npos);
  CHECK(outcome.err.find("--corpus") != std::string::npos);
}

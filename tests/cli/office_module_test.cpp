// The module that the verbs of the office are in: found where the program is, reported where it is not.
#include "tests/support/places.hpp"
#include "tests/support/program.hpp"
#include "tests/support/temporary.hpp"

#include <catch2/catch.hpp>

#include <filesystem>

using namespace fengqiao::test;
namespace fs = std::filesystem;

namespace {

constexpr const char* kModule = "fengqiao-office.so";

std::string libraries_of(const fs::path& program) {
  const Outcome loaded = run({program, "--version"}, {{"LD_TRACE_LOADED_OBJECTS", "1"}});
  REQUIRE(loaded.code == 0);
  return loaded.out;
}

} // namespace

TEST_CASE(
    "a program without its module answers at once what the index tells, and says what is missing for the rest") {
  const TemporaryFolder place;
  const std::string index = place.path() / "索引";
  const std::string corpus = source_dir() / "corpus";
  REQUIRE(run_fengqiao(index, {"index"}).code == 0);
  const fs::path lonely = place.path() / "fengqiao";
  fs::copy_file(program_file(), lonely);
  CHECK(run({lonely, "--corpus", corpus, "--index", index, "search", "没事也要交日报吗"}).code == 0);
  CHECK(run({lonely, "--corpus", corpus, "--index", index, "show", "XD2023-1.3"}).code == 0);
  CHECK(run({lonely, "--index", index, "list"}).code == 0);
  for (const std::vector<std::string>& verb :
       std::vector<std::vector<std::string>>{{"templates"}, {"show", "XD2023-1.3", "--cited-by", index}}) {
    std::vector<std::string> command{lonely, "--index", index};
    command.insert(command.end(), verb.begin(), verb.end());
    const Outcome outcome = run(command);
    CHECK(outcome.code == 1);
    CHECK(outcome.out.empty());
    CHECK(outcome.err.find("程序不完整") != std::string::npos);
    CHECK(outcome.err.find(kModule) != std::string::npos);
  }
}

TEST_CASE("a module of another program is refused by name, not run") {
  const TemporaryFolder place;
  fs::copy_file(program_file(), place.path() / "fengqiao");
  place.write(kModule, "no module at all");
  const Outcome outcome = run({place.path() / "fengqiao", "templates"});
  CHECK(outcome.code == 1);
  CHECK(outcome.err.find("程序不完整") != std::string::npos);
}

TEST_CASE("a search loads no library that only printing, papers and ledgers need") {
  const std::string loaded = libraries_of(program_file());
  for (const char* needed : {"libxapian", "libstdc++"})
    CHECK(loaded.find(needed) != std::string::npos);
  for (const char* heavy : {"libqpdf", "libgnutls", "libarchive", "libxml2", "libicu", "libhpdf",
                            "libfreetype", "libsqlite3", "libcmark"}) {
    INFO(heavy);
    CHECK(loaded.find(heavy) == std::string::npos);
  }
}

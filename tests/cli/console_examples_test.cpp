// The judge of the manual's examples is itself judged.
#include "tests/support/console_examples.hpp"
#include "tests/support/places.hpp"

#include <catch2/catch.hpp>

#include <filesystem>

using namespace fengqiao::test;
using Lines = std::vector<std::string>;

TEST_CASE("a chapter's examples are the commands of its blocks, with what stands below each") {
  const auto found = console_examples(
      {"$ none", "```", "$ one", "a", "", "$ two", "```", "text", "```yaml", "b", "$ three", "```", "c"});
  REQUIRE(found.size() == 3);
  CHECK(found[0].command == "one");
  CHECK(found[0].line == 2);
  CHECK(found[0].printed == Lines{"a", ""});
  CHECK(found[1].printed.empty());
  CHECK(found[2].printed.empty());
}

TEST_CASE("an example is true where each line is, and a mark stands for lines that are there") {
  struct Row {
    Lines printed, real;
    bool same;
  };
  for (const auto& [printed, real, same] : {Row{{}, {}, true},
                                            {{"a"}, {"a"}, true},
                                            {{"a"}, {"b"}, false},
                                            {{"a"}, {"a", "b"}, false},
                                            {{"a", "b"}, {"a"}, false},
                                            {{"a", "…", "c"}, {"a", "b", "b", "c"}, true},
                                            {{"a", "…", "c"}, {"a", "c"}, false}, // nothing was left out
                                            {{"…"}, {"a", "b"}, true},
                                            {{"…", "b", "…"}, {"a", "b", "b", "c"}, true},
                                            {{"a…"}, {"ab"}, false}, // only a line of its own is a mark
                                            {{"用时 0.1 秒"}, {"用时 12.3 秒"}, true},
                                            {{"用时 0.1 秒"}, {"用时 很久"}, false},
                                            {{std::string(64, 'a')}, {std::string(64, 'b')}, true},
                                            {{std::string(64, 'a')}, {std::string(63, 'b')}, false}}) {
    CAPTURE(printed, real);
    CHECK(says(printed, real) == same);
  }
}

TEST_CASE("a renewed example says what is real, and leaves out where it left out") {
  struct Row {
    Lines printed, real, renewed;
  };
  for (const auto& row : {Row{{"a"}, {"b"}, {"b"}},
                          {{}, {"a"}, {"a"}},
                          {{"a", "b"}, {"a"}, {"a"}},
                          {{"a", "…", "c"}, {"a", "b", "c", "d"}, {"a", "…", "c", "d"}},
                          {{"a", "…", "c"}, {"x", "b", "b", "c"}, {"x", "…", "c"}},
                          {{"a", "…", "y"}, {"a", "b", "b", "z"}, {"a", "…", "z"}},
                          {{"a", "…", "c"}, {"a", "c"}, {"a", "c"}},
                          {{"用时 0.1 秒", "b"}, {"用时 0.2 秒", "c"}, {"用时 0.1 秒", "c"}}}) {
    CAPTURE(row.printed, row.real);
    const Lines made = renewed(row.printed, row.real);
    CHECK(made == row.renewed);
    CHECK(says(made, row.real));
  }
}

TEST_CASE("every chapter of the manual is played") {
  const std::string test = slurp(source_dir() / "tests/cli/manual_test.cpp");
  for (const auto& chapter : std::filesystem::directory_iterator(source_dir() / "docs/manual")) {
    CAPTURE(chapter.path());
    CHECK(test.find("docs/manual/" + chapter.path().filename().string()) != test.npos);
  }
}

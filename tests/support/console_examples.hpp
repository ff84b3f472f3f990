// The examples of a chapter of the manual, played as a reader would: each line `$ …` of a code block is run,
// and what the chapter prints below it has to be what comes out.
#pragma once

#include "tests/support/temporary.hpp"

#include <cstddef>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace fengqiao::test {

// One command of a chapter and the lines below it.
struct Example {
  std::size_t line = 0;             // of the command, from 0
  std::string command;              // without "$ "
  std::vector<std::string> printed; // the lines behind it, to the next command or the end of the block
};

// The examples of a Markdown text, in its order.
std::vector<Example> console_examples(const std::vector<std::string>& chapter);

// Is `real` what `printed` says? A line "…" stands for one or more lines.
bool says(const std::vector<std::string>& printed, const std::vector<std::string>& real);

// `printed` made true: the lines of `real`, with "…" where `printed` leaves lines out.
std::vector<std::string> renewed(const std::vector<std::string>& printed,
                                 const std::vector<std::string>& real);

// A chapter, played in a home of its own: /home/民警 as the chapter calls it. Commands run in a shell, one
// after the other, with the program of this build, the shipped corpus and templates; `cd` lasts to the next
// one. What depends on the machine is made equal on both sides: the home, the place of the shipped data, the
// seconds of an update, digests.
//
// With FENGQIAO_RENEW_MANUAL=1 in the environment the chapter is written anew with what came out, instead of
// failing; what has changed is then read with `git diff docs README.md`.
class ManualChapter {
public:
  explicit ManualChapter(const std::string& file); // relative to the source tree
  ~ManualChapter() = default;
  ManualChapter(const ManualChapter&) = delete;
  ManualChapter& operator=(const ManualChapter&) = delete;

  [[nodiscard]] std::filesystem::path home() const { return place_.path() / "home"; }
  // Writes a file below the home.
  std::filesystem::path write(const std::string& file, std::string_view bytes) const;
  // Changes a text below the home: `to` where `from` first stands.
  void edit(const std::string& file, const std::string& from, const std::string& to) const;
  // Runs a command as the examples are run, and fails the test where it fails. Returns what it printed.
  std::string prepare(const std::string& command);
  // What the chapter writes (a port), and what it is here; in commands and in outputs.
  void here(const std::string& written, const std::string& real) { here_[written] = real; }

  // Plays the examples in front of the first line (from the last one played on) that begins so.
  void play_to(std::string_view line);
  // Plays the rest of them, and writes the chapter where that was asked for.
  void play();

private:
  struct Played {
    int code;
    std::vector<std::string> lines;
  };
  Played shell(const std::string& command);
  [[nodiscard]] std::string as_written(std::string text) const;
  void play_before(std::size_t line);
  void play(const Example& example);

  TemporaryFolder place_;
  std::filesystem::path file_, folder_; // the chapter; where the next command runs
  std::vector<std::string> lines_;
  std::vector<Example> examples_;
  std::size_t next_ = 0; // example
  std::map<std::string, std::string> here_;
  std::map<std::size_t, std::vector<std::string>> anew_; // by example
};

} // namespace fengqiao::test

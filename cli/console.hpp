// What every verb prints with: results to standard output, messages and progress to standard error.
#pragma once

#include "core/error.hpp"
#include "core/result.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace fengqiao::cli {

// Writes to standard output. A closed pipe or full disk is remembered; finish() reports it.
void print(std::string_view text);

// The text with blanks behind it, up to that many columns of a terminal.
std::string padded(const std::string& text, int width);

// The columns of a line: of the terminal that standard output is (COLUMNS goes before what the terminal
// says), from 20 to 400; 80 elsewhere, so that what goes into a file or a pipe is the same everywhere.
std::size_t line_columns();

// Flushes standard output; returns `code`, or 1 after a message if what was printed did not arrive.
int finish(int code);

// Prints "错误：…" with its hint to standard error; returns the error's exit code.
int report(const Error& error);
int report(const Errors& errors);

// "警告：…", "提示：…" to standard error.
void warn(std::string_view text);
void note(std::string_view text);

// One line on standard error that is rewritten in place on a terminal; elsewhere a line at the start and at
// every tenth part. Nothing is printed for work that takes less than half a second.
class Progress {
public:
  Progress(std::string label, bool terminal);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  void step(std::size_t done, std::size_t total);

private:
  std::string label_;
  bool terminal_;
  bool shown_ = false;
  std::size_t last_tenth_ = 0;
  long long started_ms_ = 0, last_ms_ = 0;
};

} // namespace fengqiao::cli

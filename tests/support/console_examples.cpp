#include "tests/support/console_examples.hpp"

#include "tests/support/edit.hpp"
#include "tests/support/places.hpp"
#include "tests/support/program.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <regex>

namespace fengqiao::test {
namespace {

namespace fs = std::filesystem;
using Lines = std::vector<std::string>;

constexpr std::string_view kCommand = "$ ", kFence = "```", kLeftOut = "…";
constexpr const char* kHome = "/home/民警";

// What differs from run to run, or with every version of the program, and how both sides are read.
struct Machine {
  const char *pattern, *same;
};
constexpr Machine kMachines[] = {
    {"用时 [0-9.]+ 秒", "用时 0.1 秒"},
    {"\\b[0-9a-f]{64}\\b", "（64 位摘要）"},
    {"SHA-256 [0-9a-f]{8}…", "SHA-256 （摘要）…"},
};

Lines lines_of(const std::string& text) {
  Lines out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    out.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return out;
}

std::string joined(const Lines& lines) {
  std::string out;
  for (const auto& line : lines)
    out += line + "\n";
  return out;
}

std::string on_any_machine(std::string line) {
  for (const auto& [pattern, same] : kMachines)
    line = std::regex_replace(line, std::regex(pattern), same);
  return line;
}

bool same(const std::string& a, const std::string& b) {
  return on_any_machine(a) == on_any_machine(b);
}

std::string shell_quoted(const std::string& text) {
  return "'" + all_replaced(text, "'", "'\\''") + "'";
}

void write_file(const fs::path& file, std::string_view bytes) {
  fs::create_directories(file.parent_path());
  std::ofstream(file, std::ios::binary | std::ios::trunc) << bytes;
}

// For each line of `printed` the line of `real` that it is, in order, as many as can be: none is -1.
std::vector<int> paired(const Lines& printed, const Lines& real) {
  const std::size_t n = printed.size(), m = real.size();
  std::vector<std::vector<int>> length(n + 1, std::vector<int>(m + 1));
  for (std::size_t i = n; i-- > 0;)
    for (std::size_t j = m; j-- > 0;)
      length[i][j] =
          same(printed[i], real[j]) ? length[i + 1][j + 1] + 1 : std::max(length[i + 1][j], length[i][j + 1]);
  std::vector<int> out(n, -1);
  for (std::size_t i = 0, j = 0; i < n && j < m;)
    if (same(printed[i], real[j]))
      out[i++] = static_cast<int>(j++);
    else if (length[i + 1][j] >= length[i][j + 1])
      ++i;
    else
      ++j;
  return out;
}

std::string difference(const Lines& printed, const Lines& real) {
  const auto pairs = paired(printed, real);
  std::string out;
  std::size_t j = 0;
  for (std::size_t i = 0; i < printed.size(); ++i) {
    if (pairs[i] < 0) out += "- " + printed[i] + "\n";
    for (; pairs[i] >= 0 && j < static_cast<std::size_t>(pairs[i]); ++j)
      out += "+ " + real[j] + "\n";
    if (pairs[i] >= 0) out += "  " + real[j++] + "\n";
  }
  for (; j < real.size(); ++j)
    out += "+ " + real[j] + "\n";
  return out;
}

} // namespace

std::vector<Example> console_examples(const Lines& chapter) {
  std::vector<Example> out;
  bool block = false, example = false;
  for (std::size_t i = 0; i < chapter.size(); ++i) {
    const std::string_view line = chapter[i];
    if (line.starts_with(kFence)) {
      block = !block;
      example = false;
    } else if (block && line.starts_with(kCommand)) {
      out.push_back({i, std::string(line.substr(kCommand.size())), {}});
      example = true;
    } else if (example) {
      out.back().printed.emplace_back(line);
    }
  }
  return out;
}

bool says(const Lines& printed, const Lines& real) {
  // reached[j]: the lines of `printed` so far can be the first j of `real`.
  std::vector<char> reached(real.size() + 1);
  reached[0] = 1;
  for (const auto& line : printed) {
    std::vector<char> then(real.size() + 1);
    bool before = false;
    for (std::size_t j = 0; j < real.size(); ++j) {
      before = before || reached[j];
      then[j + 1] = line == kLeftOut ? before : reached[j] && same(line, real[j]);
    }
    reached = std::move(then);
  }
  return reached.back() != 0;
}

Lines renewed(const Lines& printed, const Lines& real) {
  if (says(printed, real)) return printed;
  const auto pairs = paired(printed, real);
  Lines out;
  std::size_t i = 0, j = 0;
  while (i < printed.size() || j < real.size()) {
    // Lines that are not paired, up to the next pair.
    std::size_t end = i;
    while (end < printed.size() && pairs[end] < 0)
      ++end;
    const std::size_t until = end < printed.size() ? static_cast<std::size_t>(pairs[end]) : real.size();
    const auto mark = std::find(printed.begin() + static_cast<std::ptrdiff_t>(i),
                                printed.begin() + static_cast<std::ptrdiff_t>(end), std::string(kLeftOut)) -
                      printed.begin();
    const auto left_out = static_cast<std::size_t>(mark);
    if (left_out < end) { // as many lines in front of the mark and behind it as there were
      const std::size_t head = std::min(until, j + left_out - i);
      const std::size_t tail = std::max(head, until - std::min(until, end - left_out - 1));
      out.insert(out.end(), real.begin() + static_cast<std::ptrdiff_t>(j),
                 real.begin() + static_cast<std::ptrdiff_t>(head));
      if (head < tail) out.emplace_back(kLeftOut);
      j = tail;
    }
    out.insert(out.end(), real.begin() + static_cast<std::ptrdiff_t>(j),
               real.begin() + static_cast<std::ptrdiff_t>(until));
    i = end;
    j = until;
    if (i < printed.size()) {
      out.push_back(same(printed[i], real[j]) ? printed[i] : real[j]);
      ++i;
      ++j;
    }
  }
  return out;
}

ManualChapter::ManualChapter(const std::string& file)
    : file_(source_dir() / file), folder_(home()), lines_(lines_of(slurp(file_))),
      examples_(console_examples(lines_)) {
  fs::create_directories(home());
  const auto program = place_.path() / "bin/fengqiao";
  write_file(program, fmt::format("#!/bin/sh\nexec {} --corpus {} --templates {} --fonts {} \"$@\"\n",
                                  shell_quoted(program_file()), shell_quoted(source_dir() / "corpus"),
                                  shell_quoted(source_dir() / "templates"), shell_quoted(font_dir())));
  fs::permissions(program, fs::perms::owner_all);
}

fs::path ManualChapter::write(const std::string& file, std::string_view bytes) const {
  write_file(home() / file, bytes);
  return home() / file;
}

void ManualChapter::edit(const std::string& file, const std::string& from, const std::string& to) const {
  write(file, replaced(slurp(home() / file), from, to));
}

ManualChapter::Played ManualChapter::shell(const std::string& command) {
  const auto where = place_.path() / "where";
  std::string real = command;
  for (const auto& [written, here] : here_)
    real = all_replaced(real, written, here);
  const Outcome outcome = run({"sh", "-c",
                               fmt::format("cd {} || exit\nexec 2>&1\n{}\ncode=$?\npwd > {}\nexit $code",
                                           shell_quoted(folder_), real, shell_quoted(where))},
                              {{"HOME", home()},
                               {"PATH", (place_.path() / "bin").string() + ":" + std::getenv("PATH")},
                               {"XDG_DATA_HOME", ""},
                               {"FENGQIAO_INDEX", ""}});
  if (const auto lines = lines_of(slurp(where)); !lines.empty()) folder_ = lines.front();
  Lines lines = lines_of(as_written(outcome.out + outcome.err));
  while (!lines.empty() && lines.back().empty()) // a chapter's block has no empty line at its end
    lines.pop_back();
  return {outcome.code, std::move(lines)};
}

std::string ManualChapter::prepare(const std::string& command) {
  const auto [code, lines] = shell(command);
  INFO(command << "\n" << joined(lines));
  REQUIRE(code == 0);
  return joined(lines);
}

// As the chapter would print it.
std::string ManualChapter::as_written(std::string text) const {
  text = all_replaced(text, home(), kHome);
  text = all_replaced(text, source_dir(), "/usr/share/fengqiao");
  for (const auto& [written, real] : here_)
    text = all_replaced(text, real, written);
  return text;
}

void ManualChapter::play(const Example& example) {
  constexpr int kShellFailed = 126; // no such program, or a signal ended it
  const auto [code, real] = shell(example.command);
  const bool true_now = says(example.printed, real);
  if (!true_now && std::getenv("FENGQIAO_RENEW_MANUAL")) {
    anew_[next_] = renewed(example.printed, real);
    return;
  }
  if (!true_now)
    std::cerr << file_.string() << ":" << example.line + 1 << ": $ " << example.command << "\n"
              << difference(example.printed, real)
              << "-: printed, +: real; with FENGQIAO_RENEW_MANUAL=1 this test writes what is real\n\n";
  INFO(example.command);
  CHECK(true_now);
  CHECK(code < kShellFailed);
}

void ManualChapter::play_before(std::size_t line) {
  for (; next_ < examples_.size() && examples_[next_].line < line; ++next_)
    play(examples_[next_]);
}

void ManualChapter::play_to(std::string_view line) {
  std::size_t i = next_ == 0 ? 0 : examples_[next_ - 1].line;
  while (i < lines_.size() && !lines_[i].starts_with(line))
    ++i;
  if (i == lines_.size()) FAIL(file_.string() << " has no line that begins with " << line);
  play_before(i);
}

void ManualChapter::play() {
  play_before(lines_.size());
  CHECK_FALSE(examples_.empty());
  const bool omits = std::any_of(examples_.begin(), examples_.end(), [](const Example& e) {
    return std::find(e.printed.begin(), e.printed.end(), kLeftOut) != e.printed.end();
  });
  const bool says_so = std::any_of(lines_.begin(), lines_.end(), [](const std::string& line) {
    return line.find("省去的行") != line.npos;
  });
  INFO(file_.string() << ": a chapter that leaves lines out has to say so: “…”是省去的行");
  CHECK((!omits || says_so));
  if (anew_.empty()) return;
  for (std::size_t i = examples_.size(); i-- > 0;)
    if (const auto lines = anew_.find(i); lines != anew_.end()) {
      const auto begin = lines_.begin() + static_cast<std::ptrdiff_t>(examples_[i].line + 1);
      const auto at = lines_.erase(begin, begin + static_cast<std::ptrdiff_t>(examples_[i].printed.size()));
      lines_.insert(at, lines->second.begin(), lines->second.end());
    }
  write_file(file_, joined(lines_));
}

} // namespace fengqiao::test

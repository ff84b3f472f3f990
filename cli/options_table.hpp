// The one table of verbs and options; private to cli/options*.cpp, where CLI11 is. Help, man page and
// completion are made from it.
#pragma once

#include "cli/options.hpp"

#include <CLI/CLI.hpp>

#include <functional>
#include <string>
#include <variant>
#include <vector>

namespace fengqiao::cli {

// One row a verb: its name, what it does, two examples, and its options.
struct VerbRow {
  const char* name;
  const char* summary;
  std::vector<std::string> examples;
  VerbOptions options; // the defaults, then what was parsed
  std::function<void(CLI::App&, VerbOptions&)> add;
};

// Ties a function over the options of one verb to its row.
template <class T> std::function<void(CLI::App&, VerbOptions&)> adder(void (*add)(CLI::App&, T&)) {
  return [add](CLI::App& app, VerbOptions& options) { add(app, std::get<T>(options)); };
}

// --format text|json|jsonl, for verbs that list things.
void add_format(CLI::App& verb, Format& format);

// The rows by subject, one file each.
std::vector<VerbRow> policy_verbs();  // options_policy.cpp
std::vector<VerbRow> paper_verbs();   // options_paper.cpp
std::vector<VerbRow> station_verbs(); // options_station.cpp
std::vector<VerbRow> county_verbs();  // options_county.cpp

// The parser with its targets. Not movable: CLI11 holds pointers into it.
struct CommandLine {
  CLI::App app;
  CommonOptions common;
  std::vector<VerbRow> verbs;
  bool help = false, version = false;

  // Knows all verbs, but has only the options of those that are among `arguments`: to make them all takes
  // longer than to parse one. Without `arguments`, for the man page and completion, those of all.
  explicit CommandLine(const std::vector<std::string>* arguments = nullptr);
  CommandLine(const CommandLine&) = delete;
  CommandLine& operator=(const CommandLine&) = delete;
  VerbRow& row_of(const CLI::App& verb);
};

// One option of a verb as help, man page and completion show it.
struct OptionText {
  std::string names; // "-n,--count 条数", or the name of a positional
  std::string flag;  // "--count"; empty for a positional
  std::string description;
};
std::vector<OptionText> option_texts(const CLI::App& app);

std::string root_help(const CommandLine& line);
std::string verb_help(const VerbRow& row, const CLI::App& verb);

} // namespace fengqiao::cli

// The office: the verbs that read papers, count and print (cli/commands.hpp says which), in a module of their
// own that is loaded when one of them is asked for. Their libraries (qpdf, libarchive and the thirty that
// these bring along) take longer to load than a search of a small index takes from start to end.
//
// The module has its own copy of all that both sides use; they share nothing but the symbol below. It lies
// beside the program in a build tree, in lib/fengqiao of an installation (run path in cli/CMakeLists.txt).
#pragma once

#include "cli/options.hpp"

#include <concepts>

namespace fengqiao::cli {

// What the program answers itself, from the index alone or from nothing. `show` is both: with --cited-by it
// reads records.
template <class Verb>
concept AnsweredAtOnce = std::same_as<Verb, SearchOptions> || std::same_as<Verb, ListOptions> ||
    std::same_as<Verb, CompletionOptions> || std::same_as<Verb, ManualOptions>;

// The module's one symbol, `fengqiao_office`.
struct Office {
  const char* options_digest; // of the cli/options.hpp that it was compiled with
  int (*run)(const Options&); // runs the verb, flushes what it printed, returns the exit code
};

// Loads the module and has it run the verb. A module that is missing or belongs to another build is reported
// (exit code 1).
int run_in_office(const Options& options);

} // namespace fengqiao::cli

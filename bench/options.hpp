// The options of a benchmark's command line.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace fengqiao::bench {

struct Option {
  std::string_view name;                   // "-n"
  std::function<void(std::string)> set;    // gets the next word
  std::function<void()> turn_on = nullptr; // for an option without a value
};

// Goes through the words; one that is no option goes to `word`.
inline void read_options(int argc, char** argv, const std::vector<Option>& options,
                         const std::function<void(std::string)>& word) {
  for (int i = 1; i < argc; ++i) {
    const std::string_view written = argv[i];
    const auto option =
        std::find_if(options.begin(), options.end(), [&](const Option& one) { return one.name == written; });
    if (option == options.end())
      word(std::string(written));
    else if (option->turn_on)
      option->turn_on();
    else
      option->set(i + 1 < argc ? argv[++i] : "");
  }
}

// At least 1.
inline std::size_t whole_number(const std::string& text) {
  return static_cast<std::size_t>(std::max(1, std::atoi(text.c_str())));
}

} // namespace fengqiao::bench

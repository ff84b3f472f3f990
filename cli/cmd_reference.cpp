#include "cli/commands.hpp"
#include "cli/console.hpp"

namespace fengqiao::cli {

int run(const CommonOptions&, const CompletionOptions&) {
  print(bash_completion());
  return 0;
}

int run(const CommonOptions&, const ManualOptions&) {
  print(manual_page());
  return 0;
}

} // namespace fengqiao::cli

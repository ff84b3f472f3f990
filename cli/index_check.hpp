// fengqiao index --check: what is damaged, and what to run.
#pragma once

#include "cli/options.hpp"

namespace fengqiao::cli {

// 0: sound; 4: damaged.
int check_index(const CommonOptions& common, const IndexOptions& options);

} // namespace fengqiao::cli

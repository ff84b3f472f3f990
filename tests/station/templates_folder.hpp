// Where the shipped templates lie.
#pragma once

#include "tests/support/places.hpp"

namespace fengqiao::test {

inline const std::filesystem::path templates = source_dir() / "templates";

} // namespace fengqiao::test

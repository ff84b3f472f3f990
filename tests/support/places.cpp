#include "tests/support/places.hpp"

#include <cstdlib>

namespace fengqiao::test {

std::filesystem::path source_dir() {
  return FENGQIAO_SOURCE_DIR;
}

std::filesystem::path font_dir() {
  const char* given = std::getenv("FENGQIAO_FONT_DIR");
  return given != nullptr ? given : FENGQIAO_TEST_FONT_DIR;
}

std::filesystem::path program_file() {
  return FENGQIAO_PROGRAM;
}

} // namespace fengqiao::test

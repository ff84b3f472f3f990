// Where the tests find the source tree, the fonts and the program.
#pragma once

#include <filesystem>

namespace fengqiao::test {

std::filesystem::path source_dir();
std::filesystem::path font_dir();     // the fonts that set-up fetches, or $FENGQIAO_FONT_DIR
std::filesystem::path program_file(); // the fengqiao that has just been built

} // namespace fengqiao::test

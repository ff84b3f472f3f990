// Where the program finds its data: told by an option, beside the source tree when run from build/, else
// installed.
#pragma once

#include "cli/options.hpp"
#include "core/result.hpp"

#include <filesystem>
#include <vector>

namespace fengqiao::cli {

Result<std::filesystem::path> corpus_folder(const CommonOptions& common);
// Where it is looked for when no option names it.
std::vector<std::filesystem::path> corpus_places();
Result<std::filesystem::path> templates_folder(const CommonOptions& common);

// --fonts names a list of a station's own font files (render/font_choice.hpp) rather than a folder.
bool is_font_list(const std::filesystem::path& path);

// Folders that may hold font files, --fonts first; the fonts that set-up unpacked; those installed with the
// program.
std::vector<std::filesystem::path> font_folders(const CommonOptions& common);

// --index, else $FENGQIAO_INDEX (several separated by ;), else $XDG_DATA_HOME/fengqiao/index, else
// ~/.local/share/fengqiao/index. At least one.
std::vector<std::string> index_places(const CommonOptions& common);

// The one index that a verb writes or describes. Error (usage): several, or one on another machine.
Result<std::filesystem::path> index_folder(const CommonOptions& common);

} // namespace fengqiao::cli

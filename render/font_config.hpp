// Which font files each role uses: the operator's own, then the default ones where they are found on this
// machine.
#pragma once

#include "render/font.hpp"

#include <filesystem>
#include <map>
#include <vector>

namespace fengqiao::render {

// The default chains. A file is looked for by name in `extra_dirs`, in order, then in the system's font
// folders; one that is nowhere stays in the chain (in the first folder), so that FontSet::open can say what
// is missing. Costs stat calls only. `overrides` come first in their role's chain (whether they exist is for
// the caller to check and report):
//   default_font_config({"build/fonts"}, {{FontRole::title, {{"/opt/fonts/FZXBSJW.TTF"}}}})
FontConfig default_font_config(const std::vector<std::filesystem::path>& extra_dirs,
                               const std::map<FontRole, std::vector<FontSource>>& overrides = {});

} // namespace fengqiao::render

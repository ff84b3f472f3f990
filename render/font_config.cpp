#include "render/font_config.hpp"

#include <array>
#include <optional>
#include <system_error>

namespace fengqiao::render {
namespace fs = std::filesystem;
namespace {

struct DefaultFont {
  FontRole role;
  const char* file;
  int index = 0; // of the SC face in Debian's collections; the family name decides
  const char* family = "";
};

// In order of preference within a role. Fandol has 6,638 of the 8,105 characters of 《通用规范汉字表》; the
// fonts behind it have the others, HanaMin the rare ones.
constexpr std::array kDefaultFonts{
    DefaultFont{FontRole::fangsong, "FandolFang-Regular.otf"},
    DefaultFont{FontRole::fangsong, "LXGWWenKai-Light.ttf"},
    DefaultFont{FontRole::fangsong, "HanaMinA.ttf"},
    DefaultFont{FontRole::fangsong, "HanaMinB.ttf"},
    DefaultFont{FontRole::heiti, "FandolHei-Regular.otf"},
    DefaultFont{FontRole::heiti, "NotoSansCJK-Regular.ttc", 2, "Noto Sans CJK SC"},
    DefaultFont{FontRole::heiti, "HanaMinA.ttf"},
    DefaultFont{FontRole::heiti, "HanaMinB.ttf"},
    DefaultFont{FontRole::kaiti, "FandolKai-Regular.otf"},
    DefaultFont{FontRole::kaiti, "LXGWWenKai-Regular.ttf"},
    DefaultFont{FontRole::kaiti, "HanaMinA.ttf"},
    DefaultFont{FontRole::kaiti, "HanaMinB.ttf"},
    DefaultFont{FontRole::songti, "FandolSong-Regular.otf"},
    DefaultFont{FontRole::songti, "NotoSerifCJK-Regular.ttc", 2, "Noto Serif CJK SC"},
    DefaultFont{FontRole::songti, "HanaMinA.ttf"},
    DefaultFont{FontRole::songti, "HanaMinB.ttf"},
    DefaultFont{FontRole::title, "NotoSerifCJK-Bold.ttc", 2, "Noto Serif CJK SC"},
    DefaultFont{FontRole::title, "FandolSong-Bold.otf"},
    DefaultFont{FontRole::title, "HanaMinA.ttf"},
    DefaultFont{FontRole::title, "HanaMinB.ttf"},
};

constexpr std::array kSystemDirs{
    "/usr/share/fonts/opentype/noto",
    "/usr/share/fonts/truetype/lxgw-wenkai",
    "/usr/share/fonts/truetype/hanazono",
    "/usr/share/fonts/opentype/fandol",
    "/usr/share/texlive/texmf-dist/fonts/opentype/public/fandol",
    "/usr/local/share/fonts",
    "/usr/share/fonts",
};

std::optional<fs::path> find_file(const std::vector<fs::path>& dirs, const char* name) {
  for (const fs::path& dir : dirs) {
    std::error_code error;
    if (fs::path file = dir / name; fs::is_regular_file(file, error)) return file;
  }
  return std::nullopt;
}

} // namespace

FontConfig default_font_config(const std::vector<fs::path>& extra_dirs,
                               const std::map<FontRole, std::vector<FontSource>>& overrides) {
  std::vector<fs::path> dirs = extra_dirs;
  dirs.insert(dirs.end(), kSystemDirs.begin(), kSystemDirs.end());

  FontConfig config;
  for (const auto& [role, sources] : overrides)
    config.chains[static_cast<std::size_t>(role)] = sources;
  for (const DefaultFont& font : kDefaultFonts) {
    const fs::path file = find_file(dirs, font.file).value_or(dirs.front() / font.file);
    config.chains[static_cast<std::size_t>(font.role)].push_back({file, font.index, font.family});
  }
  return config;
}

} // namespace fengqiao::render

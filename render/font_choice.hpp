// The fonts that a station names itself, in a YAML map (the 字体 of 派出所.yaml, or a file of its own):
//
//   仿宋: 字体/仿宋_GB2312.ttf               # from the folder of the YAML file, or a whole path
//   小标宋: [字体/方正小标宋.ttf, 字体/补字.ttf] # in order of preference
//   宋体: {文件: 字体/宋体.ttc, 序号: 1}      # a face of a collection, counted from 0
//
// They stand before the default ones of their role, which still supply the characters that they lack.
#pragma once

#include "core/data_node.hpp"
#include "core/result.hpp"
#include "render/font.hpp"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace fengqiao::render {

struct FontChoice {
  FontRole role = FontRole::fangsong;
  FontSource source;
  std::string where; // file:line:column that names it
};

// Reads the map; opens no font. Errors (ErrorCode::data with line and column): a role that does not exist,
// with those that do; a value that names no file.
Result<std::vector<FontChoice>, Errors> read_font_choices(const DataNode& map, const std::string& file,
                                                          const std::filesystem::path& folder);

// The same from a file that is nothing but the map, or has it under 字体.
Result<std::vector<FontChoice>, Errors> load_font_choices(const std::filesystem::path& file);

// The choices as default_font_config takes them. Each file is opened once, so that what cannot be used is
// told by the line that names it: missing, no regular file, too large, damaged, without outlines, without Han
// characters, not to be embedded.
Result<std::map<FontRole, std::vector<FontSource>>, Errors>
chosen_fonts(const std::vector<FontChoice>& choices);

} // namespace fengqiao::render

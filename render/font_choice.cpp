#include "render/font_choice.hpp"

#include "core/file.hpp"
#include "core/limits.hpp"
#include "core/text.hpp"
#include "core/yaml.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>

namespace fengqiao::render {
namespace fs = std::filesystem;
namespace {

constexpr int kMostFaces = 64; // of a collection

std::optional<FontRole> role_of(std::string_view name) {
  const auto at = std::ranges::find(kFontRoles, name, role_name);
  return at == kFontRoles.end() ? std::nullopt : std::optional(*at);
}

std::string role_names() {
  std::string names;
  for (const FontRole role : kFontRoles)
    names += (names.empty() ? "" : "、") + std::string(role_name(role));
  return names;
}

class ChoiceReader {
public:
  ChoiceReader(std::string file, fs::path folder) : file_(std::move(file)), folder_(std::move(folder)) {}

  Result<std::vector<FontChoice>, Errors> read(const DataNode& map) {
    if (!map.is_map()) fault(map.line, map.column, "字体应是“仿宋: 文件”这样的几行");
    for (const DataMember& member : map.members) {
      const auto role = role_of(member.key);
      if (!role)
        fault(member.line, member.column, fmt::format("没有“{}”这种字体", printable(member.key)));
      else
        take(*role, member.value);
    }
    if (!errors_.empty()) return fail_all(std::move(errors_));
    return std::move(choices_);
  }

private:
  void fault(int line, int column, std::string message) {
    errors_.push_back({ErrorCode::data, place(file_, line, column), std::move(message),
                       fmt::format("可写的字体：{}；如 仿宋: 字体/仿宋_GB2312.ttf", role_names())});
  }

  void take(FontRole role, const DataNode& value) {
    if (value.is_list()) {
      for (const DataNode& item : value.items)
        take_one(role, item);
    } else {
      take_one(role, value);
    }
  }

  void take_one(FontRole role, const DataNode& value) {
    const DataNode* name = value.is_map() ? value.find("文件") : &value;
    if (name == nullptr || !name->is_scalar() || name->scalar.empty())
      return fault(value.line, value.column, fmt::format("“{}”没有写字体文件", role_name(role)));
    int index = 0;
    for (const DataMember& member : value.members) {
      if (member.key == "文件") continue;
      const std::string text = member.key == "序号" ? member.value.scalar : std::string();
      const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), index);
      if (error != std::errc{} || stop != text.data() + text.size() || index < 0 || index >= kMostFaces)
        return fault(member.line, member.column, "字体只有“文件”和“序号”（从 0 数起）两项");
    }
    choices_.push_back({role, {folder_ / name->scalar, index, {}}, place(file_, name->line, name->column)});
  }

  std::string file_;
  fs::path folder_;
  std::vector<FontChoice> choices_;
  Errors errors_;
};

} // namespace

Result<std::vector<FontChoice>, Errors> read_font_choices(const DataNode& map, const std::string& file,
                                                          const fs::path& folder) {
  return ChoiceReader(file, folder).read(map);
}

Result<std::vector<FontChoice>, Errors> load_font_choices(const fs::path& file) {
  const auto text = read_text(file, limits::record_file_bytes);
  if (!text) return fail_all({text.error()});
  const auto data = parse_yaml(text->text, file.string());
  if (!data) return fail_all(data.error());
  const DataNode* fonts = data->find("字体");
  return read_font_choices(fonts != nullptr ? *fonts : *data, file.string(), file.parent_path());
}

Result<std::map<FontRole, std::vector<FontSource>>, Errors>
chosen_fonts(const std::vector<FontChoice>& choices) {
  std::map<FontRole, std::vector<FontSource>> fonts;
  Errors errors;
  for (const FontChoice& choice : choices) {
    if (auto fault = font_fault(choice.source))
      errors.push_back({ErrorCode::data, choice.where,
                        fmt::format("{}用不了：{}：{}", role_name(choice.role), fault->where, fault->message),
                        "改正路径（相对路径从写它的文件所在的文件夹算起），换一个完好的字体，"
                        "或删去这一行，用缺省的字体"});
    fonts[choice.role].push_back(choice.source);
  }
  if (!errors.empty()) return fail_all(std::move(errors));
  return fonts;
}

} // namespace fengqiao::render

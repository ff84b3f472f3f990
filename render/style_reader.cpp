#include "render/style_reader.hpp"

#include <charconv>
#include <cmath>

namespace fengqiao::render {
namespace {

struct SizeName {
  std::string_view name;
  double points;
};
// 号 and points as word processors convert them.
constexpr std::array kSizeNames{SizeName{"初号", 42}, SizeName{"小初", 36},   SizeName{"一号", 26},
                                SizeName{"小一", 24}, SizeName{"二号", 22},   SizeName{"小二", 18},
                                SizeName{"三号", 16}, SizeName{"小三", 15},   SizeName{"四号", 14},
                                SizeName{"小四", 12}, SizeName{"五号", 10.5}, SizeName{"小五", 9},
                                SizeName{"六号", 7.5}};

} // namespace

bool read_number(std::string_view text, double& out) {
  double value = 0;
  const char* end = text.data() + text.size();
  const auto [stop, fault] = std::from_chars(text.data(), end, value);
  if (fault != std::errc{} || stop != end) return false;
  out = value;
  return true;
}

bool read_color(std::string_view text, Color& out) {
  if (text.size() != 7 || text.front() != '#') return false;
  unsigned value = 0;
  const char* end = text.data() + text.size();
  const auto [stop, fault] = std::from_chars(text.data() + 1, end, value, 16);
  if (fault != std::errc{} || stop != end) return false;
  out = {((value >> 16) & 255) / 255.0, ((value >> 8) & 255) / 255.0, (value & 255) / 255.0};
  return true;
}

MapReader::MapReader(const DataNode& map, std::string name, const std::string& file, Errors& errors,
                     bool whole)
    : map_(map), name_(std::move(name)), file_(file), errors_(errors), whole_(whole) {
  if (!map.is_map()) report(map, fmt::format("“{}”应当是一组“键: 值”", name_), {});
}

const DataNode* MapReader::find(std::string_view key) {
  known_.push_back(key);
  const DataNode* node = map_.find(key);
  if (!node && whole_ && map_.is_map())
    report(map_, fmt::format("“{}”里缺“{}”这一项", name_, key), "参照随附的同类版式补上");
  return node;
}

void MapReader::number(std::string_view key, double& out, double low, double high, double factor) {
  const DataNode* node = find(key);
  if (!node) return;
  double value = 0;
  if (!node->is_scalar() || !read_number(node->scalar, value) || !(value >= low && value <= high))
    return report(*node, fmt::format("“{}”应当是 {} 到 {} 之间的数", key, low, high), {});
  out = value * factor;
}

void MapReader::count(std::string_view key, int& out, int low, int high) {
  double value = out;
  number(key, value, low, high);
  if (value != std::floor(value)) return report(*map_.find(key), fmt::format("“{}”应当是整数", key), {});
  out = static_cast<int>(value);
}

void MapReader::size(std::string_view key, double& out) {
  const std::string text = map_.text(key);
  for (const auto& [name, points] : kSizeNames)
    if (text == name) {
      known_.push_back(key);
      out = points;
      return;
    }
  number(key, out, 4, 120);
}

void MapReader::text(std::string_view key, std::string& out) {
  const DataNode* node = find(key);
  if (!node) return;
  if (!node->is_scalar()) return report(*node, fmt::format("“{}”应当是一段文字", key), {});
  out = node->scalar;
}

void MapReader::font(std::string_view key, FontRole& out) {
  std::array<Choice<FontRole>, kFontRoles.size()> roles;
  for (std::size_t i = 0; i < roles.size(); ++i)
    roles[i] = {role_name(kFontRoles[i]), kFontRoles[i]};
  choice(key, out, roles);
}

void MapReader::color(std::string_view key, Color& out) {
  const DataNode* node = find(key);
  if (!node) return;
  if (!node->is_scalar() || !read_color(node->scalar, out))
    report(*node, fmt::format("“{}”应当是一个颜色", key), "写成 \"#FF0000\"，加引号");
}

void MapReader::finish() {
  for (const DataMember& member : map_.members) {
    bool known = false;
    std::string names;
    for (const std::string_view key : known_) {
      known = known || key == member.key;
      names += (names.empty() ? "" : "、") + std::string(key);
    }
    if (!known)
      errors_.push_back({ErrorCode::data, place(file_, member.line, member.column),
                         fmt::format("“{}”里没有“{}”这一项", name_, member.key), "可用：" + names});
  }
}

void MapReader::report(const DataNode& node, std::string message, std::string hint) {
  errors_.push_back(
      {ErrorCode::data, place(file_, node.line, node.column), std::move(message), std::move(hint)});
}

} // namespace fengqiao::render

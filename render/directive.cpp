#include "render/directive.hpp"

#include "core/text.hpp"
#include "render/table_model.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <utility>

namespace fengqiao::render {
namespace {

// The rest of "列宽 1:3:1" behind its name; nullopt if the comment is another.
std::optional<std::string_view> argument(std::string_view text, std::string_view name) {
  if (!text.starts_with(name)) return std::nullopt;
  text.remove_prefix(name.size());
  // "表头说明见下" is a note to the author.
  if (!text.empty() && static_cast<unsigned char>(text.front()) >= 0x80 && !text.starts_with("："))
    return std::nullopt;
  for (const std::string_view colon : {":", "："})
    if (text.starts_with(colon)) text.remove_prefix(colon.size());
  return trim(text);
}

// 1:3:1, with full-width colons or spaces too.
std::vector<double> read_proportion(std::string_view text) {
  std::vector<double> widths;
  while (!text.empty()) {
    double value = 0;
    const auto [stop, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (fault != std::errc{} || !(value > 0 && value <= 1000)) return {};
    widths.push_back(value);
    text.remove_prefix(static_cast<std::size_t>(stop - text.data()));
    const std::string_view before = text;
    for (const std::string_view separator : {":", "：", ",", "，", "、", " "})
      if (text.starts_with(separator)) {
        text.remove_prefix(separator.size());
        break;
      }
    text = trim(text);
    if (!text.empty() && text.size() == before.size()) return {};
  }
  return widths;
}

// 左 中 右 小数点, one a column; - leaves a column as it is.
std::vector<ColumnAlign> read_columns(std::string_view text) {
  static constexpr std::array<std::pair<std::string_view, ColumnAlign>, 7> kNames{{
      {"左", ColumnAlign::left},
      {"居中", ColumnAlign::center},
      {"中", ColumnAlign::center},
      {"右", ColumnAlign::right},
      {"小数点", ColumnAlign::decimal},
      {"-", ColumnAlign::none},
      {"—", ColumnAlign::none},
  }};
  std::vector<ColumnAlign> columns;
  while (!(text = trim(text)).empty()) {
    const auto* name =
        std::ranges::find_if(kNames, [&](const auto& entry) { return text.starts_with(entry.first); });
    if (name == kNames.end()) return {};
    columns.push_back(name->second);
    text.remove_prefix(name->first.size());
    for (const std::string_view separator : {":", "：", ",", "，", "、"})
      if (text.starts_with(separator)) {
        text.remove_prefix(separator.size());
        break;
      }
  }
  return columns;
}

std::size_t read_count(std::string_view text, std::size_t most) {
  std::size_t value = 0;
  const auto [stop, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
  const std::string_view unit = trim(text.substr(static_cast<std::size_t>(stop - text.data())));
  return fault == std::errc{} && value <= most && (unit.empty() || unit == "行") ? value : 0;
}

} // namespace

std::optional<ImageWidth> read_image_width(std::string_view text) {
  text = trim(text);
  if (text.starts_with(':')) text = trim(text.substr(1));
  double value = 0;
  const auto [stop, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (fault != std::errc{} || !(value > 0 && value <= 1000)) return std::nullopt;
  const std::string_view unit = trim(text.substr(static_cast<std::size_t>(stop - text.data())));
  if (unit == "mm" || unit == "毫米" || unit.empty()) return ImageWidth{value * kPointsPerMillimetre, 0};
  if (unit == "cm" || unit == "厘米") return ImageWidth{10 * value * kPointsPerMillimetre, 0};
  if (unit == "%" || unit == "％") return ImageWidth{0, value / 100};
  return std::nullopt;
}

std::vector<double> read_widths(std::string_view text) {
  const auto widths = argument(trim(text), "列宽");
  return widths ? read_proportion(*widths) : std::vector<double>{};
}

std::size_t read_header_rows(std::string_view text) {
  const auto rows = argument(trim(text), "表头");
  return rows ? read_count(*rows, kMostHeaderRows) : 0;
}

void read_directive(const MdNode& node, Directives& directives, Setting& setting) {
  const std::string_view text = trim(node.text);
  directives.line = node.line;
  if (text == "另起一页")
    directives.page_break = true;
  else if (text == "另编页码")
    directives.page_one = true;
  else if (text == "署名")
    directives.sign_off = true;
  else if (text == "接上")
    directives.follows = true;
  else if (text == "小字")
    directives.small = true;
  else if (text == "不缩进")
    directives.no_indent = true;
  else if (text == "同页")
    directives.together = true;
  else if (text == "居中")
    directives.align = MdAlign::center;
  else if (text == "右对齐")
    directives.align = MdAlign::right;
  else if (text == "斜线表头")
    directives.diagonal_head = true;
  else if (const auto anchor = given_anchor(text)) {
    if (!anchor->empty()) directives.anchors.push_back(*anchor);
  } else if (const auto caption = argument(text, "表题"))
    directives.caption = *caption;
  else if (const auto widths = argument(text, "列宽")) {
    directives.widths = read_proportion(*widths);
    if (directives.widths.empty())
      setting.problem(ErrorCode::data, node.line, fmt::format("列宽读不懂：“{}”", *widths),
                      "每栏一个正数，用冒号隔开，如 <!-- 列宽 1:3:1 -->");
  } else if (const auto columns = argument(text, "对齐")) {
    directives.columns = read_columns(*columns);
    if (directives.columns.empty())
      setting.problem(ErrorCode::data, node.line, fmt::format("对齐读不懂：“{}”", *columns),
                      "每栏写左、中、右、小数点或 -，如 <!-- 对齐 左 小数点 右 -->");
  } else if (const auto rows = argument(text, "表头")) {
    directives.header_rows = read_count(*rows, kMostHeaderRows);
    if (directives.header_rows == 0)
      setting.problem(ErrorCode::data, node.line, fmt::format("表头读不懂：“{}”", *rows),
                      fmt::format("写表头的行数，1 到 {}，如 <!-- 表头 2 -->", kMostHeaderRows));
  } else if (const auto image_width = argument(text, "图宽")) {
    const auto width = read_image_width(*image_width);
    directives.image_width = width.value_or(ImageWidth{});
    if (!width)
      setting.problem(ErrorCode::data, node.line, fmt::format("图宽读不懂：“{}”", *image_width),
                      "写毫米或百分比，如 <!-- 图宽 80mm -->、<!-- 图宽 50% -->");
  }
}

} // namespace fengqiao::render

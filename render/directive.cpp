#include "render/directive.hpp"

#include "core/text.hpp"

#include <fmt/format.h>

#include <charconv>
#include <optional>

namespace fengqiao::render {
namespace {

// The rest of "列宽 1:3:1" behind its name; nullopt if the comment is another.
std::optional<std::string_view> argument(std::string_view text, std::string_view name) {
  if (!text.starts_with(name)) return std::nullopt;
  text.remove_prefix(name.size());
  for (const std::string_view colon : {":", "："})
    if (text.starts_with(colon)) text.remove_prefix(colon.size());
  return trim(text);
}

// 1:3:1, with full-width colons or spaces too.
std::vector<double> read_widths(std::string_view text) {
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

void read_directive(const MdNode& node, Directives& directives, Setting& setting) {
  const std::string_view text = trim(node.text);
  directives.line = node.line;
  if (text == "另起一页")
    directives.page_break = true;
  else if (text == "署名")
    directives.sign_off = true;
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
  else if (const auto anchor = given_anchor(text)) {
    if (!anchor->empty()) directives.anchors.push_back(*anchor);
  } else if (const auto caption = argument(text, "表题"))
    directives.caption = *caption;
  else if (const auto widths = argument(text, "列宽")) {
    directives.widths = read_widths(*widths);
    if (directives.widths.empty())
      setting.problem(ErrorCode::data, node.line, fmt::format("列宽读不懂：“{}”", *widths),
                      "每栏一个正数，用冒号隔开，如 <!-- 列宽 1:3:1 -->");
  } else if (const auto image_width = argument(text, "图宽")) {
    const auto width = read_image_width(*image_width);
    directives.image_width = width.value_or(ImageWidth{});
    if (!width)
      setting.problem(ErrorCode::data, node.line, fmt::format("图宽读不懂：“{}”", *image_width),
                      "写毫米或百分比，如 <!-- 图宽 80mm -->、<!-- 图宽 50% -->");
  }
}

} // namespace fengqiao::render

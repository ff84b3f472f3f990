#include "station/grading/section.hpp"

#include <algorithm>
#include <utility>

namespace fengqiao::station::grading {

Section::Section(const DataNode& node, std::string name, const std::string& file, Errors& errors)
    : node_(node), name_(std::move(name)), file_(file), errors_(errors) {
  if (!node.is_map()) fault(node, fmt::format("“{}”应是一组“键: 值”", name_));
}

const DataNode* Section::optional(const std::string& key) {
  known_.push_back(key);
  const DataNode* found = node_.find(key);
  return found == nullptr || found->is_null() ? nullptr : found;
}

const DataNode* Section::required(const std::string& key) {
  const DataNode* found = optional(key);
  if (found == nullptr && node_.is_map()) fault(node_, fmt::format("“{}”少了“{}”", name_, key));
  return found;
}

std::string Section::text(const std::string& key, bool needed) {
  const DataNode* found = needed ? required(key) : optional(key);
  if (found == nullptr) return {};
  if (found->is_scalar()) return std::string(trim(found->scalar));
  fault(*found, fmt::format("“{}”应是一段文字", key));
  return {};
}

std::vector<std::string> Section::texts(const std::string& key, bool needed) {
  const DataNode* found = needed ? required(key) : optional(key);
  std::vector<std::string> out;
  if (found == nullptr) return out;
  if (found->is_scalar()) return {std::string(trim(found->scalar))};
  for (const auto& item : found->items)
    if (item.is_scalar())
      out.emplace_back(trim(item.scalar));
    else
      fault(item, fmt::format("“{}”里应是文字", key));
  if (!found->is_list()) fault(*found, fmt::format("“{}”应是文字或 [一, 二]", key));
  return out;
}

void Section::number(const std::string& key, Rational& out, int most) {
  if (const DataNode* found = required(key))
    read_number(*found, trim(found->scalar), out, most, fmt::format("“{}”应是 0 到 {} 的数", key, most));
}

void Section::percent(const std::string& key, Rational& out) {
  const DataNode* found = required(key);
  if (found == nullptr) return;
  std::string_view text = trim(found->scalar);
  const bool sign = text.ends_with('%');
  if (sign) text.remove_suffix(1);
  read_number(*found, sign ? text : std::string_view(), out, 100,
              fmt::format("“{}”应是 0% 到 100% 的百分数，如 5%", key));
}

void Section::fault(const DataNode& at, std::string message, std::string hint) {
  errors_.push_back({ErrorCode::data, place(file_, at.line, at.column), std::move(message), std::move(hint)});
}

void Section::finish() {
  for (const auto& member : node_.members)
    if (std::find(known_.begin(), known_.end(), member.key) == known_.end())
      errors_.push_back({ErrorCode::data, place(file_, member.line, member.column),
                         fmt::format("“{}”里没有“{}”这一项", name_, member.key),
                         "可用：" + render::quoted_list(known_, 30)});
}

void Section::read_number(const DataNode& at, std::string_view text, Rational& out, int most,
                          const std::string& wanted) {
  const auto value = parse_decimal(text);
  if (value && *value >= 0 && *value <= most)
    out = *value;
  else
    fault(at, fmt::format("{}，实际是“{}”", wanted, shorten(at.scalar, 20)));
}

} // namespace fengqiao::station::grading

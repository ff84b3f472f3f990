#include "render/path_tree.hpp"

#include "core/limits.hpp"
#include "core/text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace fengqiao::render {
namespace {

constexpr std::size_t kShownPath = 80; // characters of a path in a message

// Full-width dots, brackets and digits are what a Chinese keyboard gives.
std::string half_width_marks(const std::string& path) {
  std::string out;
  for (const char32_t c : to_utf32(path)) {
    if (c == U'．' || c == U'［' || c == U'］' || (c >= U'０' && c <= U'９'))
      append_utf8(out, c - 0xFEE0);
    else
      append_utf8(out, c);
  }
  return out;
}

bool has_value(const DataNode& node) {
  if (node.is_null() || (node.is_scalar() && trim(node.scalar).empty())) return false;
  if (node.is_scalar()) return true;
  return std::any_of(node.items.begin(), node.items.end(), has_value) ||
         std::any_of(node.members.begin(), node.members.end(),
                     [](const DataMember& m) { return has_value(m.value); });
}

} // namespace

// Stops behind limits::nesting_depth steps: the tree is walked recursively, so nothing deeper may get in.
bool PathTree::split(const std::string& path, std::vector<Step>& steps) {
  const std::string text = half_width_marks(path);
  std::size_t pos = 0;
  while (pos <= text.size() && steps.size() <= limits::nesting_depth) {
    const std::size_t end = std::min(text.find_first_of(".[", pos), text.size());
    const std::string name(trim(std::string_view(text).substr(pos, end - pos)));
    if (name.empty() || name.find(']') != name.npos) return false;
    steps.push_back({name, false});
    pos = end;
    while (pos < text.size() && text[pos] == '[' && steps.size() <= limits::nesting_depth) {
      const std::size_t close = text.find(']', pos);
      if (close == text.npos) return false;
      std::string number(trim(std::string_view(text).substr(pos + 1, close - pos - 1)));
      number.erase(0, std::min(number.find_first_not_of('0'), number.size()));
      if (number.empty() || number.size() > 6 || number.find_first_not_of("0123456789") != number.npos)
        return false;
      steps.push_back({number, true});
      pos = close + 1;
    }
    if (pos == text.size()) return true;
    if (text[pos++] != '.') return false;
  }
  return false;
}

void PathTree::add(const std::string& path, DataNode value) {
  const auto fault = [&](std::string message, std::string hint, ErrorCode code = ErrorCode::data) {
    errors.push_back({code, place(file_, value.line, value.column), std::move(message), std::move(hint)});
  };
  const bool filled = has_value(value);
  std::vector<Step> steps;
  const bool readable = split(path, steps);
  if (steps.size() > limits::nesting_depth) {
    fault(fmt::format("栏目“{}”的层数太多，上限是 {} 层", shorten(path, kShownPath), limits::nesting_depth),
          "请检查这个栏目名", ErrorCode::limit);
    return;
  }
  if (!readable) {
    fault(fmt::format("栏目“{}”看不懂", shorten(path, kShownPath)),
          "写成 接报警.刑事.本期，列表的第一项写成 质态问题[1].环节");
    return;
  }
  Node* at = &root_;
  for (const Step& step : steps) {
    if (at->leaf && at->value.is_null()) at->leaf = false; // an empty heading row above its own rows
    if (at->leaf && value.is_null()) return;               // 质态问题,无 above the blank rows of an item
    if (at->leaf || (!at->children.empty() && at->children.front().item != step.item)) {
      fault(fmt::format("栏目“{}”与第 {} 行的写法冲突", shorten(path, kShownPath),
                        at->leaf ? at->line : at->children.front().line),
            "同一栏不能既是一个值，又分出下级栏目");
      return;
    }
    at->filled = at->filled || filled;
    const auto [found, fresh] = at->places.emplace(step.name, at->children.size());
    if (!fresh) {
      at = &at->children[found->second];
      continue;
    }
    Node child;
    child.name = step.name;
    child.item = step.item;
    child.line = value.line;
    child.column = value.column;
    at = &at->children.emplace_back(std::move(child));
  }
  if (!at->children.empty() && value.is_null()) return;
  if (!at->filled) { // and below them
    at->children.clear();
    at->places.clear();
  }
  if (at->leaf || !at->children.empty()) {
    fault(fmt::format("栏目“{}”重复，第 {} 行已经写过", shorten(path, kShownPath), at->line), "请只保留一处");
    return;
  }
  at->leaf = true;
  at->filled = filled;
  at->value = std::move(value);
}

DataNode PathTree::to_data(const Node& node) {
  if (node.leaf) return node.value;
  DataNode out;
  out.line = node.line;
  out.column = node.column;
  out.kind = DataNode::Kind::map;
  if (!node.children.empty() && node.children.front().item) return to_list(node, std::move(out));
  for (const Node& child : node.children)
    out.members.push_back({child.name, child.line, child.column, to_data(child)});
  return out;
}

// By their numbers, which a spreadsheet program that sorts the rows leaves in any order: [10] before [2].
DataNode PathTree::to_list(const Node& node, DataNode list) {
  std::vector<const Node*> items;
  for (const Node& child : node.children)
    items.push_back(&child);
  std::ranges::sort(items, [](const Node* a, const Node* b) { // no leading zeros
    return a->name.size() != b->name.size() ? a->name.size() < b->name.size() : a->name < b->name;
  });
  bool counted = true; // 1, 2, 3 …
  for (const Node* item : items) {
    DataNode value = to_data(*item);
    if (!has_value(value)) continue;
    list.items.push_back(std::move(value));
    list.scalar += (list.scalar.empty() ? "" : " ") + item->name;
    counted = counted && item->name == std::to_string(list.items.size());
  }
  if (counted) list.scalar.clear();
  list.kind = list.items.empty() ? DataNode::Kind::null : DataNode::Kind::list;
  return list;
}

std::string written_number(const DataNode& list, std::size_t index) {
  std::string_view numbers = list.scalar;
  for (std::size_t i = 0; i < index && !numbers.empty(); ++i)
    numbers.remove_prefix(std::min(numbers.find(' '), numbers.size() - 1) + 1);
  return numbers.empty() ? std::to_string(index + 1) : std::string(numbers.substr(0, numbers.find(' ')));
}

DataNode PathTree::build() const {
  return to_data(root_);
}

} // namespace fengqiao::render

// The typing walk over a record: it is the validator as well, since only it knows which text is a number, and
// where it stands.
#include "render/nearest.hpp"
#include "render/path_tree.hpp"
#include "render/scalar.hpp"
#include "render/schema.hpp"

#include "core/fold.hpp"
#include "core/masking.hpp"
#include "core/text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace fengqiao::render {
namespace {

std::string inside(const std::string& path, const std::string& name) {
  return path.empty() ? name : path + "." + name;
}

Value empty_value(Value::Kind kind = Value::Kind::null) {
  Value value;
  value.kind = kind;
  return value;
}

std::string fill_hint(const Field& field) {
  if (!field.choices.empty()) return "请填 " + quoted_list(field.choices) + "之一";
  switch (field.type) {
  case FieldType::integer:
  case FieldType::number:
    return "空白不等于 0：没有就填 0";
  case FieldType::array:
    return "没有内容请写“无”或 []";
  case FieldType::object:
    return field.short_form.empty() ? "请逐栏填写" : "依次填 " + short_form_text(field);
  default:
    return "请填" + expected(field);
  }
}

constexpr std::size_t kHints = 20; // unknown fields that get one: each costs a look at the whole form

class Checker {
public:
  Checker(const Field& root, const std::string& file, Errors& problems)
      : root_(root), file_(file), problems_(problems) {}

  // The value of `node` (nullptr: not in the record). `parent` is the place to name where there is no node.
  Value check(const DataNode* node, const Field& field, const std::string& path, const DataNode& parent) {
    const bool nothing =
        node == nullptr || is_blank(*node) ||
        (field.type == FieldType::object && node->is_list() && node->items.empty()); // short form []
    if (nothing) return check_blank(node, field, path, parent);
    switch (field.type) {
    case FieldType::object:
      return check_object(*node, field, path);
    case FieldType::array:
      return check_array(*node, field, path);
    default:
      return check_scalar(*node, field, path);
    }
  }

  Value check_object(const DataNode& node, const Field& field, const std::string& path) {
    if (node.is_list() && !field.short_form.empty()) return check_short_form(node, field, path);
    if (!node.is_map()) {
      wrong_type(node, field, path);
      return empty_value();
    }
    check_names(node, field, path);
    return check_members(node, field, path, [&](const Field& child) { return member(node, child); });
  }

private:
  static bool is_blank(const DataNode& node) {
    // Zero-width characters fold to nothing: whoever sees the page sees an empty field.
    return node.is_null() || (node.is_scalar() && trim(fold(node.scalar)).empty());
  }

  void problem(int line, int column, std::string message, std::string hint = {}) {
    problems_.push_back({ErrorCode::data, place(file_, line, column), std::move(message), std::move(hint)});
  }
  void problem(const DataNode& at, std::string message, std::string hint = {}) {
    problem(at.line, at.column, std::move(message), std::move(hint));
  }

  [[nodiscard]] std::string origin(const DataNode& node, const std::string& path) const {
    return fmt::format("{} 栏目“{}”", place(file_, node.line), path);
  }

  void wrong_type(const DataNode& node, const Field& field, const std::string& path) {
    const std::string actual =
        node.is_list()  ? "实际是列表"
        : node.is_map() ? "实际是一组栏目"
                        : fmt::format("实际是“{}”", shorten(mask_personal_data(node.scalar).text, 30));
    std::string hint;
    if (!field.short_form.empty()) {
      hint = "可以写成 " + short_form_text(field);
    } else if (field.type == FieldType::array) {
      hint = "每一项一行，以“- ”开头；没有内容请写“无”";
    }
    problem(node, fmt::format("栏目“{}”应为{}，{}", path, expected(field), actual), hint);
  }

  // Not in the record, or there with nothing behind it.
  Value check_blank(const DataNode* node, const Field& field, const std::string& path,
                    const DataNode& parent) {
    if (field.fallback)
      if (auto value = type_scalar(*field.fallback, field)) {
        value->origin = fmt::format("{} 栏目“{}”（默认值）", file_, path);
        return *value;
      }
    // A list that is empty on purpose says so (无 or []): blank is not zero.
    if (node != nullptr && field.nullable && field.type != FieldType::array) return empty_value();
    if (field.required && !field.computed) {
      if (node == nullptr)
        problem(parent.line, 0, fmt::format("缺少必填栏目“{}”", path), fill_hint(field));
      else
        problem(blank_line(*node, parent), 0, fmt::format("栏目“{}”没有填写", path), fill_hint(field));
    }
    return empty_value();
  }

  // The YAML parser gives an empty value the place of what follows it; its key stands where it should have
  // been.
  static int blank_line(const DataNode& node, const DataNode& parent) {
    for (const auto& member : parent.members)
      if (&member.value == &node) return member.line;
    return node.line;
  }

  Value check_scalar(const DataNode& node, const Field& field, const std::string& path) {
    if (!node.is_scalar()) {
      wrong_type(node, field, path);
      return empty_value();
    }
    auto typed = type_scalar(node.scalar, field);
    if (!typed) problem(node, fmt::format("栏目“{}”{}", path, typed.error().message), typed.error().hint);
    Value value = typed ? std::move(*typed) : std::move(typed.error().value);
    value.origin = origin(node, path);
    return value;
  }

  Value check_array(const DataNode& node, const Field& field, const std::string& path) {
    Value list = empty_value(Value::Kind::list);
    list.origin = origin(node, path);
    const bool none = node.is_scalar() && trim(node.scalar) == "无"; // what a person writes on the form
    if (!node.is_list() && !none) {
      wrong_type(node, field, path);
      return empty_value();
    }
    if (field.children.empty()) return list;
    for (std::size_t i = 0; i < node.items.size(); ++i) {
      const std::string item_path = fmt::format("{}[{}]", path, written_number(node, i));
      if (is_blank(node.items[i]))
        problem(node.items[i], fmt::format("栏目“{}”没有填写", item_path), "请填写，或删去这一项");
      else
        list.items.push_back(check(&node.items[i], field.children.front(), item_path, node));
    }
    check_count(node, field, path);
    return list;
  }

  void check_count(const DataNode& node, const Field& field, const std::string& path) {
    const std::size_t count = node.items.size();
    if (count == 0 && field.required && !field.nullable && !field.computed)
      problem(node, fmt::format("栏目“{}”不能为空", path), "至少要有一项");
    else if (field.min_items && count < *field.min_items && !(count == 0 && field.nullable))
      problem(node, fmt::format("栏目“{}”至少要有 {} 项，实际 {} 项", path, *field.min_items, count));
    else if (field.max_items && count > *field.max_items)
      problem(node, fmt::format("栏目“{}”最多 {} 项，实际 {} 项", path, *field.max_items, count));
  }

  // [2, 3, 4] where {本期: 2, 上一日: 3, 上年同日: 4} is meant.
  Value check_short_form(const DataNode& node, const Field& field, const std::string& path) {
    if (node.items.size() > field.short_form.size())
      problem(node, fmt::format("栏目“{}”最多 {} 个值，实际 {} 个", path, field.short_form.size(),
                                node.items.size()));
    return check_members(node, field, path, [&](const Field& child) -> const DataNode* {
      const auto at = std::find(field.short_form.begin(), field.short_form.end(), child.name);
      const auto index = static_cast<std::size_t>(at - field.short_form.begin());
      return at != field.short_form.end() && index < node.items.size() ? &node.items[index] : nullptr;
    });
  }

  template <class Lookup>
  Value check_members(const DataNode& node, const Field& field, const std::string& path, Lookup&& lookup) {
    Value map = empty_value(Value::Kind::map);
    map.origin = origin(node, path);
    for (const auto& child : field.children)
      map.members.push_back({child.name, check(lookup(child), child, inside(path, child.name), node)});
    for (const auto& child : field.children)
      if (!child.filled_when.empty()) check_filled_when(child, map, node, path);
    return map;
  }

  // Is `value` one of 已响应、已到场、已办结?
  static bool is_listed(std::string_view value, std::string_view listed) {
    constexpr std::string_view comma = "、";
    for (std::size_t at = 0; at <= listed.size();) {
      const std::size_t end = std::min(listed.find(comma, at), listed.size());
      if (trim(listed.substr(at, end - at)) == value) return true;
      at = end + comma.size();
    }
    return false;
  }

  // 状态: 已审定, and no 审定时刻.
  void check_filled_when(const Field& child, const Value& map, const DataNode& node,
                         const std::string& path) {
    const Value* value = map.find(child.name);
    const Value* neighbour = map.find(child.filled_when);
    if (neighbour == nullptr || neighbour->is_null()) return;
    const std::string told =
        neighbour->kind == Value::Kind::boolean ? (neighbour->boolean ? "是" : "否") : neighbour->text;
    if (!is_listed(told, child.filled_when_value)) return;
    if (value != nullptr && !value->is_null()) return;
    const DataNode* given = member(node, child);
    problem(given == nullptr ? node.line : blank_line(*given, node), 0,
            fmt::format("栏目“{}”没有填写，而“{}”是“{}”", inside(path, child.name),
                        inside(path, child.filled_when), told),
            fill_hint(child));
  }

  static const DataNode* member(const DataNode& node, const Field& child) {
    if (const DataNode* named = node.find(child.name)) return named;
    return child.key.empty() ? nullptr : node.find(child.key);
  }

  void check_names(const DataNode& node, const Field& field, const std::string& path) {
    for (const auto& member : node.members) {
      const Field* child = field.find(member.key);
      if (child == nullptr)
        unknown(member, field, path);
      else if (member.key != child->name && node.find(child->name) != nullptr)
        problem(member.line, member.column,
                fmt::format("“{}”与“{}”是同一栏，写了两次", member.key, inside(path, child->name)),
                "请只保留一处");
    }
  }

  void unknown(const DataMember& member, const Field& field, const std::string& path) {
    problem(member.line, member.column, fmt::format("没有栏目“{}”", inside(path, member.key)),
            ++unknown_ <= kHints ? what_is_meant(member, field) : std::string());
  }

  [[nodiscard]] std::string what_is_meant(const DataMember& member, const Field& field) const {
    std::vector<std::string> names, all;
    for (const auto& child : field.children) {
      names.push_back(child.name);
      if (!child.key.empty()) all.push_back(child.key);
    }
    all.insert(all.begin(), names.begin(), names.end());
    if (const auto near = nearest(member.key, all); !near.empty())
      return fmt::format("是不是{}？", quoted_list(near));
    if (const auto elsewhere = find_elsewhere(root_, "", member.key); !elsewhere.empty())
      return fmt::format("是不是要写在“{}”？", elsewhere);
    return "这里可填的栏目：" + quoted_list(names);
  }

  // The path of a field of this name anywhere in the form.
  static std::string find_elsewhere(const Field& field, const std::string& path, const std::string& name) {
    for (const auto& child : field.children) {
      std::string child_path = child.name.empty() ? path + "[1]" : inside(path, child.name);
      if (child.name == name) return child_path;
      if (auto found = find_elsewhere(child, child_path, name); !found.empty()) return found;
    }
    return {};
  }

  const Field& root_;
  const std::string& file_;
  Errors& problems_;
  std::size_t unknown_ = 0;
};

} // namespace

Value check_record(const DataNode& record, const Field& schema, const std::string& file, Errors& problems) {
  Checker checker(schema, file, problems);
  if (record.is_null()) { // an empty record lacks every field
    DataNode empty;
    empty.kind = DataNode::Kind::map;
    return checker.check_object(empty, schema, "");
  }
  Value value = checker.check_object(record, schema, "");
  value.kind = Value::Kind::map;
  return value;
}

} // namespace fengqiao::render

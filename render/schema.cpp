#include "render/schema.hpp"

#include "core/data_faults.hpp"
#include "core/file.hpp"
#include "core/limits.hpp"
#include "core/text.hpp"
#include "core/yaml.hpp"
#include "render/nearest.hpp"
#include "render/scalar.hpp"
#include "render/schema_keywords.hpp"
#include "render/token.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

namespace fengqiao::render {
namespace {

constexpr std::size_t kMaxFields = 20'000;

template <class Table> std::vector<std::string> names_of(const Table& table) {
  std::vector<std::string> out;
  out.reserve(table.size());
  for (const auto& [name, value] : table)
    out.emplace_back(name);
  return out;
}

// Reads the tree of fields; `$ref` is replaced by what it names, so that nobody behind this file knows of it.
class SchemaReader : DataFaults {
public:
  SchemaReader(const DataNode& root, std::string file) : DataFaults(std::move(file)), root_(root) {}

  Field read_root() {
    if (!root_.is_map()) {
      fault(root_, "模式必须是一组关键字", "第一行写 type: object");
      return {};
    }
    Field root = read(root_, "");
    if (root.type != FieldType::object) fault(root_, "模式的最外层必须是 type: object");
    for (const auto& child : root.children)
      if (child.name == "template" || child.name == "模板")
        errors_.push_back({ErrorCode::data, place(file_, child.line),
                           fmt::format("“{}”是记录文件自用的名字，不能作栏目名", child.name),
                           "请换一个栏目名"});
    return root;
  }

  Errors take_errors() { return std::move(errors_); }

private:
  Field read(const DataNode& written, const std::string& name) {
    Field field;
    field.name = name;
    field.line = written.line;
    if (!written.is_map()) {
      fault(written, fmt::format("栏目“{}”的模式应是一组关键字", name), "例如 {type: string}");
      return field;
    }
    if (depth_ >= limits::nesting_depth || ++fields_ > kMaxFields) { // $ref can multiply what is written once
      if (errors_.empty() || errors_.back().code != ErrorCode::limit)
        errors_.push_back(
            {ErrorCode::limit, place(file_, written.line),
             fmt::format("模式太大，上限是 {} 个栏目、{} 层", kMaxFields, limits::nesting_depth), ""});
      return field;
    }
    ++depth_;
    const std::size_t refs = open_refs_.size();
    const DataNode node = follow_refs(written);
    if (read_type(node, field)) {
      check_keywords(node, field.type, depth_ == 1, file_, errors_);
      read_texts(node, field);
      read_limits(node, field);
      if (field.type == FieldType::object) read_properties(node, field);
      if (field.type == FieldType::array) read_items(node, field);
      read_choices(node, field);
      read_default(node, field);
    }
    open_refs_.resize(refs);
    --depth_;
    return field;
  }

  // The node with its `$ref` replaced by the members it stands for; what is written beside it overrides them.
  DataNode follow_refs(DataNode node) {
    while (const DataNode* ref = node.find("$ref")) {
      constexpr std::string_view prefix = "#/$defs/";
      const DataNode* defs = root_.find("$defs");
      const DataNode* target = nullptr;
      if (ref->scalar.starts_with(prefix) && defs != nullptr)
        target = defs->find(ref->scalar.substr(prefix.size()));
      if (target == nullptr || !target->is_map()) {
        fault(*ref, fmt::format("$ref 指向的“{}”不存在", ref->scalar),
              "只能写成 \"#/$defs/名字\"，名字在本文件的 $defs 里");
        std::erase_if(node.members, [](const DataMember& m) { return m.key == "$ref"; });
        return node;
      }
      if (std::find(open_refs_.begin(), open_refs_.end(), ref->scalar) != open_refs_.end()) {
        fault(*ref, fmt::format("$ref“{}”指回了自己", ref->scalar), "表单不能无限嵌套");
        std::erase_if(node.members, [](const DataMember& m) { return m.key == "$ref"; });
        return node;
      }
      open_refs_.push_back(ref->scalar);
      DataNode merged = *target;
      merged.line = node.line;
      merged.column = node.column;
      for (auto& member : node.members) {
        if (member.key == "$ref") continue;
        if (DataNode* old = merged.find(member.key))
          *old = member.value;
        else
          merged.members.push_back(member);
      }
      node = std::move(merged);
    }
    return node;
  }

  bool read_type(const DataNode& node, Field& field) {
    const DataNode* type = node.find("type");
    if (type == nullptr) {
      fault(node, fmt::format("栏目“{}”缺少 type", field.name),
            "可用：object、array、string、integer、number、boolean");
      return false;
    }
    for (const auto& [text, value] : kFieldTypes)
      if (type->scalar == text) {
        field.type = value;
        return true;
      }
    fault(*type, fmt::format("栏目“{}”的 type“{}”不认识", field.name, type->scalar),
          type->is_list() ? "只能写一种类型；可以留空的写 x-nullable: true"
                          : "可用：object、array、string、integer、number、boolean");
    return false;
  }

  void read_texts(const DataNode& node, Field& field) {
    field.title = node.text("title");
    field.description = node.text("description");
    field.unit = node.text("x-unit");
    field.key = node.text("x-key");
    field.computed = read_flag(node, "x-computed");
    field.nullable = read_flag(node, "x-nullable");
    if (const DataNode* when = node.find("x-filled-when")) {
      const auto equals = when->scalar.find('=');
      field.filled_when = trim(when->scalar.substr(0, equals));
      if (equals == std::string::npos || field.filled_when.empty())
        fault(*when, "x-filled-when 应写成“栏目 = 值”，几个值用“、”隔开", "如 x-filled-when: 状态 = 已审定");
      else
        field.filled_when_value = trim(std::string_view(when->scalar).substr(equals + 1));
    }
    const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; };
    const auto allowed = [&](char c) { return letter(c) || (c >= '0' && c <= '9') || c == '-'; };
    if (!field.key.empty() &&
        (!letter(field.key[0]) || !std::all_of(field.key.begin(), field.key.end(), allowed)))
      fault(*node.find("x-key"), fmt::format("别名“{}”只能用英文字母、数字、_ 和 -，以字母开头", field.key));
    if (const DataNode* format = node.find("format")) {
      const auto known = std::find_if(kFieldFormats.begin(), kFieldFormats.end(),
                                      [&](const auto& entry) { return entry.first == format->scalar; });
      if (known != kFieldFormats.end())
        field.format = known->second;
      else
        fault(*format, fmt::format("format“{}”不认识", format->scalar),
              "可用：" + quoted_list(names_of(kFieldFormats)));
    }
  }

  bool read_flag(const DataNode& node, std::string_view key) {
    const DataNode* flag = node.find(key);
    if (flag == nullptr || flag->scalar == "false") return false;
    if (flag->scalar != "true") fault(*flag, fmt::format("{} 只能是 true 或 false", key));
    return true;
  }

  void read_limits(const DataNode& node, Field& field) {
    field.minimum = read_number(node, "minimum");
    field.maximum = read_number(node, "maximum");
    field.min_items = read_count(node, "minItems");
    field.max_items = read_count(node, "maxItems");
    field.max_length = read_count(node, "maxLength");
    if (field.minimum && field.maximum && *field.minimum > *field.maximum)
      fault(*node.find("minimum"), "minimum 大于 maximum");
    if (field.min_items && field.max_items && *field.min_items > *field.max_items)
      fault(*node.find("minItems"), "minItems 大于 maxItems");
  }

  std::optional<Rational> read_number(const DataNode& node, std::string_view key) {
    const DataNode* number = node.find(key);
    if (number == nullptr) return std::nullopt;
    auto value = parse_decimal(number->scalar);
    if (!value) fault(*number, fmt::format("{} 应为数，实际是“{}”", key, number->scalar));
    return value;
  }

  std::optional<std::size_t> read_count(const DataNode& node, std::string_view key) {
    const auto value = read_number(node, key);
    if (!value) return std::nullopt;
    if (*value < 0 || *value > 1'000'000 || denominator(*value) != 1) {
      fault(*node.find(key), fmt::format("{} 应为 0 到 1000000 的整数", key));
      return std::nullopt;
    }
    return numerator(*value).convert_to<std::size_t>();
  }

  void read_properties(const DataNode& node, Field& field) {
    const DataNode* properties = node.find("properties");
    if (properties == nullptr || !properties->is_map()) {
      fault(properties == nullptr ? node : *properties, fmt::format("“{}”没有写 properties", label(field)),
            "在 properties 下逐个写栏目");
      return;
    }
    for (const auto& member : properties->members) {
      check_name(member);
      Field child = read(member.value, member.key);
      child.line = member.line;
      check_clash(member, child, field.children);
      field.children.push_back(std::move(child));
    }
    for (const auto& child : field.children)
      if (!child.filled_when.empty() && field.find(child.filled_when) == nullptr)
        fault(node, fmt::format("栏目“{}”的 x-filled-when 里没有栏目“{}”", child.name, child.filled_when),
              "写同一层里的栏目名");
    read_required(node, field);
    for (auto& name : read_names(node, "x-fields", field))
      field.short_form.push_back(std::move(name));
  }

  static std::string label(const Field& field) {
    return field.name.empty() ? std::string("列表的一项") : field.name;
  }

  // Names have to survive in paths (接报警.刑事), in the CSV form ([1]) and in Mustache tags.
  void check_name(const DataMember& member) {
    const bool bad = member.key.empty() || trim(member.key) != member.key ||
                     find_token_character(member.key) ||
                     member.key.find_first_of(".[]{}#^/!>&=@|,;\"'\t\n ") != std::string::npos;
    if (bad)
      fault(member, fmt::format("栏目名“{}”不能用", member.key),
            "栏目名不能有空格、英文标点和 . [ ] { } # / 等记号");
  }

  void check_clash(const DataMember& member, const Field& child, const std::vector<Field>& siblings) {
    for (const auto& other : siblings) {
      const bool same_key = !child.key.empty() && (child.key == other.key || child.key == other.name);
      if (same_key || child.name == other.key)
        fault(member,
              fmt::format("“{}”与第 {} 行的“{}”同名（别名“{}”）", child.name, other.line, other.name,
                          same_key ? child.key : other.key),
              "每个栏目的名字和别名都要不同");
    }
  }

  // A list of property names; names that do not exist are refused.
  std::vector<std::string> read_names(const DataNode& node, std::string_view key, const Field& field) {
    std::vector<std::string> out;
    const DataNode* list = node.find(key);
    if (list == nullptr) return out;
    if (!list->is_list()) fault(*list, fmt::format("{} 应为栏目名的列表", key), "写成 [甲, 乙]");
    for (const auto& item : list->items) {
      if (const Field* child = field.find(item.scalar)) {
        out.push_back(child->name);
        continue;
      }
      std::vector<std::string> names;
      names.reserve(field.children.size());
      for (const auto& child : field.children)
        names.push_back(child.name);
      const auto near = nearest(item.scalar, names, 1);
      fault(item, fmt::format("{} 里的“{}”不在 properties 中", key, item.scalar),
            near.empty() ? std::string() : fmt::format("是不是“{}”？", near.front()));
    }
    return out;
  }

  void read_required(const DataNode& node, Field& field) {
    const auto names = read_names(node, "required", field);
    for (auto& child : field.children)
      child.required = std::find(names.begin(), names.end(), child.name) != names.end();
  }

  void read_items(const DataNode& node, Field& field) {
    const DataNode* items = node.find("items");
    if (items == nullptr) {
      fault(node, fmt::format("列表“{}”没有写 items", label(field)), "在 items 下写每一项的模式");
      return;
    }
    Field item = read(*items, "");
    if (item.type == FieldType::array) fault(*items, "列表的一项不能又是列表", "请用 type: object 包起来");
    field.children.push_back(std::move(item));
  }

  void read_choices(const DataNode& node, Field& field) {
    const DataNode* choices = node.find("enum");
    if (choices == nullptr) return;
    if (!choices->is_list() || choices->items.empty()) {
      fault(*choices, "enum 应为可选值的列表", "写成 [城区, 农村]");
      return;
    }
    Field plain = field;
    std::set<std::string> seen;
    for (const auto& item : choices->items) {
      if (!item.is_scalar() || !seen.insert(item.scalar).second)
        fault(item,
              item.is_scalar() ? fmt::format("enum 里的“{}”重复", item.scalar) : "enum 的每一项应为文字或数");
      else if (const auto typed = type_scalar(item.scalar, plain); !typed)
        fault(item, fmt::format("enum 里的“{}”{}", item.scalar, typed.error().message));
      field.choices.push_back(item.scalar);
    }
  }

  void read_default(const DataNode& node, Field& field) {
    const DataNode* fallback = node.find("default");
    if (fallback == nullptr) return;
    if (!fallback->is_scalar()) {
      fault(*fallback, "default 应为一个值");
      return;
    }
    if (const auto typed = type_scalar(fallback->scalar, field); !typed)
      fault(*fallback, fmt::format("“{}”的 default {}", label(field), typed.error().message));
    field.fallback = fallback->scalar;
  }

  const DataNode& root_;
  std::vector<std::string> open_refs_;
  std::size_t depth_ = 0, fields_ = 0;
};

} // namespace

Result<Field, Errors> load_schema(const std::filesystem::path& file) {
  const auto text = read_text(file, limits::record_file_bytes);
  if (!text) return fail_all({text.error()});
  const auto tree = parse_yaml(text->text, file.string());
  if (!tree) return fail_all(tree.error());
  SchemaReader reader(*tree, file.string());
  Field root = reader.read_root();
  if (Errors errors = reader.take_errors(); !errors.empty()) return fail_all(std::move(errors));
  return root;
}

} // namespace fengqiao::render

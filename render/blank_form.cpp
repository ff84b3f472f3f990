#include "render/blank_form.hpp"

#include "core/yaml.hpp"
#include "render/csv.hpp"
#include "render/nearest.hpp"
#include "render/scalar.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace fengqiao::render {
namespace {

std::string one_line(std::string text) {
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text;
}

// What a person has to know to fill this field in: "必填；整数；起；处警反馈超时的警情".
std::string explanation(const Field& field) {
  std::string out = field.required ? "必填" : "选填";
  const auto add = [&](const std::string& text) {
    if (!text.empty()) out += "；" + one_line(text);
  };
  const bool plain_text =
      field.type == FieldType::string && field.format == FieldFormat::none && field.choices.empty();
  if (!plain_text && field.type != FieldType::object && field.type != FieldType::array) add(expected(field));
  if (field.type == FieldType::array) add("没有就写“无”");
  add(field.unit);
  if (field.title != field.name) add(field.title);
  add(field.description);
  return out;
}

bool is_scalar(const Field& field) {
  return field.type != FieldType::object && field.type != FieldType::array;
}

// A group in which nothing is filled in by a person.
bool is_only_computed(const Field& field) {
  return field.computed || (field.type == FieldType::object &&
                            std::all_of(field.children.begin(), field.children.end(), is_only_computed));
}

class YamlForm {
public:
  explicit YamlForm(const FormNotes& notes) : notes_(notes) {}
  std::string text;

  void write_members(const Field& object, const std::string& path, const DataNode* data,
                     const std::string& indent) {
    for (const auto& child : object.children)
      if (!child.computed && !(data != nullptr && is_only_computed(child)))
        write_field(child, path.empty() ? child.name : path + "." + child.name,
                    data == nullptr ? nullptr : data->find(child.name), indent);
  }

private:
  void write_field(const Field& field, const std::string& path, const DataNode* data,
                   const std::string& indent) {
    if (data != nullptr && data->is_null()) data = nullptr;
    if (field.format == FieldFormat::multiline) { // a comment behind | is allowed, but reads like text
      text += indent + "# " + explanation(field) + "；文字写在下面，每行前面空 " +
              std::to_string(indent.size() + 2) + " 格\n";
      text += indent + field.name + ": |-\n";
      if (data != nullptr) write_lines(data->scalar, indent + "  ");
      return;
    }
    text += indent + field.name + ":";
    if (is_scalar(field)) {
      const std::string value = data != nullptr ? data->scalar : field.fallback.value_or("");
      if (!value.empty()) text += " " + yaml_scalar(value);
      end_line(field, path, data != nullptr);
    } else if (!field.short_form.empty()) {
      text += " " + short_value(field, data);
      end_line(field, path, data != nullptr, "；依次填 " + short_form_text(field));
    } else if (field.type == FieldType::array) {
      write_list(field, path, data, indent);
    } else {
      text += "  # " + explanation(field) + "\n";
      write_members(field, path, data, indent + "  ");
    }
  }

  void write_lines(const std::string& lines, const std::string& indent) {
    for (std::size_t from = 0; from < lines.size();) {
      const std::size_t end = std::min(lines.find('\n', from), lines.size());
      text += indent + lines.substr(from, end - from) + "\n";
      from = end + 1;
    }
  }

  // The remark on a field, or, where nothing is filled in, what has to be.
  void end_line(const Field& field, const std::string& path, bool filled, const std::string& more = {}) {
    const auto note = notes_.find(path);
    std::string remark = note == notes_.end() ? "" : one_line(note->second);
    if (!filled) remark = (remark.empty() ? "" : remark + "；") + explanation(field) + more;
    if (!remark.empty()) text += "  # " + remark;
    text += "\n";
  }

  // [2, 3, 4], or {本期: 2, 上年同日: 4} where one in the middle is not known.
  static std::string short_value(const Field& field, const DataNode* data) {
    std::string list, map;
    bool gap = false, named = false;
    for (const auto& name : field.short_form) {
      const DataNode* value = data == nullptr ? nullptr : data->find(name);
      if (value == nullptr || value->is_null()) {
        gap = true;
        continue;
      }
      named = named || gap;
      list += (list.empty() ? "" : ", ") + yaml_scalar(value->scalar);
      map += (map.empty() ? "" : ", ") + name + ": " + yaml_scalar(value->scalar);
    }
    return named ? "{" + map + "}" : "[" + list + "]";
  }

  void write_list(const Field& field, const std::string& path, const DataNode* data,
                  const std::string& indent) {
    if (data != nullptr && data->items.empty()) {
      text += " 无";
      return end_line(field, path, true);
    }
    if (data == nullptr) {
      end_line(field, path, false, "；有几项写几段，删去行首的 #");
      return write_item(field.children.front(), indent);
    }
    end_line(field, path, true);
    const Field& item = field.children.front();
    for (const auto& node : data->items) {
      bool first = true;
      for (const auto& child : item.children) {
        if (child.computed) continue;
        const DataNode* value = node.find(child.name);
        const bool blank = value == nullptr || value->scalar.empty();
        text += indent + (first ? "  - " : "    ") + child.name + ":";
        text += blank ? "  # " + explanation(child) : " " + yaml_scalar(value->scalar);
        text += "\n";
        first = false;
      }
    }
  }

  // One item, as a comment: an item with nothing in it would be an incomplete one.
  void write_item(const Field& item, const std::string& indent) {
    if (is_scalar(item)) {
      text += indent + "#  - \n";
      return;
    }
    bool first = true;
    for (const auto& child : item.children) {
      if (child.computed) continue;
      text += indent + (first ? "#  - " : "#    ") + child.name + ":  # " + explanation(child) + "\n";
      first = false;
    }
  }

  const FormNotes& notes_;
};

class CsvForm {
public:
  explicit CsvForm(const FormNotes& notes) : text("\xEF\xBB\xBF"), notes_(notes) {}
  std::string text;

  void row(const std::string& path, const std::string& value, const std::string& note) {
    text +=
        csv_cell(path) + "," + csv_cell(formula_safe(value)) + "," + csv_cell(formula_safe(note)) + "\r\n";
  }

  void write_field(const Field& field, const std::string& path, const DataNode* data, bool with_note = true) {
    if (data != nullptr && data->is_null()) data = nullptr;
    if (field.type == FieldType::object) {
      for (std::size_t i = 0; i < field.children.size(); ++i)
        if (const Field& child = field.children[i]; !child.computed)
          write_field(child, path.empty() ? child.name : path + "." + child.name, member(field, child, data),
                      with_note);
    } else if (field.type == FieldType::array) {
      write_items(field, path, data);
    } else {
      const std::string value =
          data != nullptr && data->is_scalar() ? data->scalar : field.fallback.value_or("");
      row(path, value, with_note ? remark(field, path) : "");
    }
  }

private:
  [[nodiscard]] std::string remark(const Field& field, const std::string& path) const {
    const auto note = notes_.find(path);
    return note == notes_.end() ? explanation(field) : note->second + "；" + explanation(field);
  }

  static const DataNode* member(const Field& object, const Field& child, const DataNode* data) {
    if (data == nullptr) return nullptr;
    if (data->is_list()) {
      const auto at = std::find(object.short_form.begin(), object.short_form.end(), child.name);
      const auto index = static_cast<std::size_t>(at - object.short_form.begin());
      return index < data->items.size() ? &data->items[index] : nullptr;
    }
    const DataNode* named = data->find(child.name);
    return named != nullptr || child.key.empty() ? named : data->find(child.key);
  }

  void write_items(const Field& list, const std::string& path, const DataNode* data) {
    if (data != nullptr && (data->is_scalar() || data->items.empty())) {
      row(path, data->is_scalar() ? data->scalar : "无", remark(list, path));
      return;
    }
    if (data == nullptr) row(path, "", explanation(list) + "；有就填下面各行，再有一项照写 [2]");
    const std::size_t count = data == nullptr ? 1 : data->items.size();
    for (std::size_t i = 0; i < count; ++i)
      write_field(list.children.front(), fmt::format("{}[{}]", path, i + 1),
                  data == nullptr ? nullptr : &data->items[i], i == 0);
  }

  const FormNotes& notes_;
};

std::string yaml_form(const Template& form, const DataNode* filled, const FormNotes& notes,
                      const std::vector<std::string>& lead) {
  YamlForm yaml(notes);
  yaml.text = fmt::format("# {}\n", one_line(form.title));
  for (const auto& line : lead)
    yaml.text += "# " + one_line(line) + "\n";
  yaml.text +=
      fmt::format("# 冒号后面空一格再填；空白不等于 0，没有就填 0。填好后：fengqiao render 本文件\n");
  yaml.text += fmt::format("template: {}\n\n", yaml_scalar(form.id));
  yaml.write_members(form.schema, "", filled, "");
  return std::move(yaml.text);
}

} // namespace

std::string blank_yaml(const Template& form) {
  return yaml_form(form, nullptr, {}, {});
}

std::string filled_yaml(const Template& form, const DataNode& filled, const FormNotes& notes,
                        const std::vector<std::string>& lead) {
  return yaml_form(form, &filled, notes, lead);
}

std::string csv_form(const Template& form, const DataNode* filled, const FormNotes& notes) {
  CsvForm csv(notes);
  csv.row("栏目", "填写", "说明");
  csv.row("模板", form.id, form.title);
  csv.write_field(form.schema, "", filled);
  return std::move(csv.text);
}

} // namespace fengqiao::render

#include "station/ledger/mapping.hpp"

#include "core/digest.hpp"
#include "core/file.hpp"
#include "core/fold.hpp"
#include "core/limits.hpp"
#include "core/yaml.hpp"
#include "station/ledger/cell_value.hpp"

#include <fmt/format.h>

#include <system_error>

namespace fengqiao::station {
namespace {

std::string list_text(const std::vector<std::string>& items) {
  std::string out = "[";
  for (const auto& item : items)
    out += (out.size() == 1 ? "" : ", ") + yaml_scalar(item);
  return out + "]";
}

// `name` differs from the kind's where a platform has several exports for it; `partners`: the headers of
// 对方单位 that tell 流出 and 流入 apart.
std::string section_text(const std::string& name, const std::string& note, const Kind& kind,
                         const std::string& direction, const std::vector<std::string>& partners) {
  std::string out = fmt::format("\n{}: # {}\n", name, note);
  if (name != kind.name) out += fmt::format("  种类: {}\n", kind.name);
  if (!direction.empty()) out += fmt::format("  固定: {{方向: {}}}\n", direction);
  out += "  栏目:\n";
  std::string values;
  for (const auto& column : kind.columns) {
    if (!direction.empty() && std::string_view(column.name) == "方向") continue;
    std::vector<std::string> headers{column.name};
    if (!partners.empty() && std::string_view(column.name) == "对方单位")
      headers = partners;
    else
      headers.insert(headers.end(), column.headers.begin(), column.headers.end());
    out += fmt::format("    {}: {}{}\n", column.name, list_text(headers), column.required ? " # 必有" : "");
    if (column.values.empty()) continue;
    values += fmt::format("    {}: {{", column.name);
    for (std::size_t i = 0; i < column.values.size(); ++i)
      values += fmt::format("{}{}: {}", i == 0 ? "" : ", ", yaml_scalar(column.values[i].first),
                            yaml_scalar(column.values[i].second));
    values += "}\n";
  }
  if (!values.empty()) out += "  换值:\n" + values;
  return out;
}

class MappingReader {
public:
  explicit MappingReader(std::string file) : file_(std::move(file)) {}

  Result<Mapping, Errors> read(const DataNode& data) {
    Mapping out;
    if (!data.is_map()) {
      fault(1, 1, "应是各种导出表的列表", "删掉这个文件后用 fengqiao init 在别处生成一份，对照着改");
    } else {
      for (const auto& section : data.members)
        out.tables.push_back(read_table(section));
    }
    if (!errors_.empty()) return fail_all(std::move(errors_));
    return out;
  }

private:
  void fault(int line, int column, std::string message, std::string hint = {}) {
    errors_.push_back({ErrorCode::data, place(file_, line, column), std::move(message), std::move(hint)});
  }

  MappedTable read_table(const DataMember& section) {
    MappedTable out{section.key, nullptr, {}};
    const std::string kind = section.value.text("种类", section.key);
    out.kind = find_kind(kind);
    if (out.kind == nullptr) {
      fault(section.line, section.column, fmt::format("台账里没有“{}”这一种", kind), "可用：" + kind_names());
      return out;
    }
    out.columns.resize(out.kind->columns.size());
    for (const auto& member : section.value.members)
      if (member.key == "固定")
        read_fixed(out, member);
      else if (member.key == "栏目")
        read_headers(out, member);
      else if (member.key == "换值")
        read_values(out, member);
      else if (member.key != "种类")
        fault(member.line, member.column, fmt::format("没有“{}”这一项", member.key),
              "可用：种类、固定、栏目、换值");
    for (std::size_t i = 0; i < out.columns.size(); ++i)
      if (const auto& column = out.kind->columns[i];
          column.required && out.columns[i].headers.empty() && out.columns[i].fixed.empty())
        fault(section.line, section.column, fmt::format("“{}”缺少必有的栏目“{}”", section.key, column.name),
              fmt::format("在“栏目”下面加一行，如 {}: [{}]", column.name, column.name));
    return out;
  }

  // The column of a member, or nullptr after a fault.
  MappedColumn* column_of(MappedTable& table, const DataMember& member, const Column** description) {
    const auto at = table.kind->find(member.key);
    if (at == std::string_view::npos) {
      fault(member.line, member.column, fmt::format("“{}”没有“{}”这一栏", table.kind->name, member.key));
      return nullptr;
    }
    *description = &table.kind->columns[at];
    return &table.columns[at];
  }

  bool holds(const Column& column, const DataNode& value) {
    std::size_t masked = 0;
    const auto typed = read_cell(value.scalar, column, {}, masked);
    if (!typed)
      fault(value.line, value.column, fmt::format("“{}”{}", column.name, typed.error().message),
            typed.error().hint);
    return typed.has_value();
  }

  void read_fixed(MappedTable& table, const DataMember& all) {
    const Column* description = nullptr;
    for (const auto& member : all.value.members)
      if (MappedColumn* column = column_of(table, member, &description); column != nullptr)
        if (holds(*description, member.value)) column->fixed = member.value.scalar;
  }

  void read_headers(MappedTable& table, const DataMember& all) {
    const Column* description = nullptr;
    for (const auto& member : all.value.members) {
      MappedColumn* column = column_of(table, member, &description);
      if (column == nullptr) continue;
      if (member.value.is_scalar()) column->headers.push_back(header_form(member.value.scalar));
      for (const auto& header : member.value.items)
        column->headers.push_back(header_form(header.scalar));
    }
  }

  void read_values(MappedTable& table, const DataMember& all) {
    const Column* description = nullptr;
    for (const auto& member : all.value.members) {
      MappedColumn* column = column_of(table, member, &description);
      if (column == nullptr) continue;
      for (const auto& value : member.value.members)
        if (holds(*description, value.value)) column->values[fold(value.key)] = value.value.scalar;
    }
  }

  std::string file_;
  Errors errors_;
};

} // namespace

std::string header_form(std::string_view header) {
  std::string out;
  for (const char c : fold(header))
    if (c != ' ' && c != '\n' && c != '\t' && c != '\r') out += c;
  return out;
}

std::string standard_mapping() {
  std::string out = "# 栏目对照：各平台导出表的表头（方括号里，可以写几个）对应台账的哪一栏。\n"
                    "# 本所平台的表头不在其中时，加进方括号即可；表里没有对应的栏，一律不导入。\n"
                    "# “换值”：平台的写法: 台账的写法。\n";
  for (const auto& kind : ledger_kinds()) {
    out += section_text(kind.name, kind.note, kind, "", {});
    if (std::string_view(kind.name) != "流转事项") continue;
    out += section_text("流出", "只有流出件的表，没有“方向”一栏", kind, "流出",
                        {"分流去向", "流出去向", "去向", "承接部门"});
    out += section_text("流入", "只有流入件的表，没有“方向”一栏", kind, "流入",
                        {"推送单位", "来文单位", "转办单位"});
  }
  return out;
}

Result<Mapping, Errors> load_mapping(const std::filesystem::path& path) {
  std::error_code error;
  std::string text = standard_mapping();
  if (std::filesystem::exists(path, error)) {
    auto read = read_text(path, limits::record_file_bytes);
    if (!read) return fail_all({read.error()});
    text = std::move(read->text);
  }
  const auto data = parse_yaml(text, path.string());
  if (!data) return fail_all(data.error());
  auto mapping = MappingReader(path.string()).read(*data);
  if (mapping) mapping->digest = sha256_hex(text);
  return mapping;
}

} // namespace fengqiao::station

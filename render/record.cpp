#include "render/record.hpp"

#include "core/file.hpp"
#include "core/limits.hpp"
#include "core/text.hpp"
#include "core/yaml.hpp"
#include "render/csv.hpp"
#include "render/path_tree.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace fengqiao::render {
namespace {

constexpr std::string_view kTemplateHint =
    "第一栏写 template: 日报/质态监督（用 fengqiao templates 查看可用的模板）";

std::string extension_of(const std::filesystem::path& path) {
  std::string extension = path.extension().string();
  for (char& c : extension)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return extension;
}

// Whether a name in this map or in the maps inside it is a path.
bool has_dotted_names(const DataNode& map) {
  return std::ranges::any_of(map.members, [](const DataMember& member) {
    return member.key.find_first_of(".[") != std::string::npos || has_dotted_names(member.value);
  });
}

// 接报警.刑事: 2 in YAML means the same as the two levels written out, on every level and in list items.
// Depth is bounded by the YAML reader.
DataNode expand_dotted_names(DataNode node, const std::string& file, Errors& errors) {
  for (DataNode& item : node.items)
    item = expand_dotted_names(std::move(item), file, errors);
  if (!node.is_map()) return node;
  if (!has_dotted_names(node)) {
    for (DataMember& member : node.members)
      member.value = expand_dotted_names(std::move(member.value), file, errors);
    return node;
  }
  PathTree paths(file);
  const auto add = [&](const auto& self, const std::string& path, DataNode& inside) -> void {
    if (inside.is_map() && !inside.members.empty()) {
      for (auto& member : inside.members)
        self(self, path.empty() ? member.key : path + "." + member.key, member.value);
    } else {
      paths.add(path, expand_dotted_names(std::move(inside), file, errors));
    }
  };
  add(add, "", node);
  errors.insert(errors.end(), paths.errors.begin(), paths.errors.end());
  DataNode out = paths.build();
  out.line = node.line;
  out.column = node.column;
  return out;
}

Result<DataNode, Errors> read_yaml(std::string_view text, const std::string& file) {
  auto tree = parse_yaml(text, file);
  if (!tree) return tree;
  if (tree->is_null()) return fail_all({{ErrorCode::data, file, "文件是空的", std::string(kTemplateHint)}});
  if (!tree->is_map())
    return fail_all({{ErrorCode::data, place(file, tree->line), "记录应为“栏目: 填写”的形式",
                      std::string(kTemplateHint)}});
  Errors errors;
  DataNode expanded = expand_dotted_names(std::move(*tree), file, errors);
  if (!errors.empty()) return fail_all(std::move(errors));
  return expanded;
}

bool is_header(const CsvRow& row) {
  const auto cell = [&](std::size_t i) { return i < row.size() ? trim(row[i].text) : std::string_view(); };
  return cell(0) == "栏目" || cell(1) == "填写";
}

Result<DataNode, Errors> read_csv(std::string_view text, const std::string& file) {
  const auto rows = parse_csv(text, file);
  if (!rows) return fail_all(rows.error());
  if (rows->empty())
    return fail_all(
        {{ErrorCode::data, file, "文件是空的", "用 fengqiao new 模板 --format csv 生成一张空表"}});
  PathTree paths(file);
  std::size_t columns = 2;
  for (const auto& row : *rows) {
    if (&row == &rows->front() && is_header(row)) {
      columns = std::max(columns, row.size());
      continue;
    }
    const int line = row.front().line;
    if (row.size() > columns && std::any_of(row.begin() + static_cast<std::ptrdiff_t>(columns), row.end(),
                                            [](const CsvCell& c) { return !trim(c.text).empty(); }))
      paths.errors.push_back({ErrorCode::data, place(file, line),
                              fmt::format("这一行有 {} 格，应为 {} 格", row.size(), columns),
                              "填写中有逗号的，整格要用英文双引号括起来"});
    DataNode value;
    value.line = row.size() > 1 ? row[1].line : line;
    value.scalar = row.size() > 1 ? without_formula_guard(trim(row[1].text)) : std::string();
    value.kind = value.scalar.empty() ? DataNode::Kind::null : DataNode::Kind::scalar;
    const std::string path(trim(row.front().text));
    if (!path.empty())
      paths.add(path, std::move(value));
    else if (!value.is_null())
      paths.errors.push_back(
          {ErrorCode::data, place(file, line), "填了内容，但没有栏目名", "请在第一列写栏目名"});
  }
  if (!paths.errors.empty()) return fail_all(std::move(paths.errors));
  return paths.build();
}

} // namespace

Result<Record, Errors> parse_record(std::string_view text, const std::string& file, bool csv) {
  auto tree = csv ? read_csv(text, file) : read_yaml(text, file);
  if (!tree) return fail_all(std::move(tree.error()));
  Record record;
  record.file = file;
  record.body = std::move(*tree);
  auto& members = record.body.members;
  const auto named = [](const DataMember& m) { return m.key == "template" || m.key == "模板"; };
  const auto found = std::find_if(members.begin(), members.end(), named);
  if (found == members.end() || !found->value.is_scalar())
    return fail_all({{ErrorCode::data, file, "没有写用哪个模板",
                      csv ? "第一行写 模板,日报/质态监督（用 fengqiao templates 查看可用的模板）"
                          : std::string(kTemplateHint)}});
  record.template_id = found->value.scalar;
  record.template_where = place(file, found->value.line);
  members.erase(found);
  return record;
}

bool is_csv_file(const std::filesystem::path& path) {
  const std::string extension = extension_of(path);
  return extension == ".csv" || extension == ".tsv" || extension == ".txt";
}

bool is_markdown_file(const std::filesystem::path& path) {
  const std::string extension = extension_of(path);
  return extension == ".md" || extension == ".markdown";
}

bool is_record_file(const std::filesystem::path& path) {
  const std::string extension = extension_of(path);
  return extension == ".yaml" || extension == ".yml" || is_csv_file(path);
}

Result<Record, Errors> load_record(const std::filesystem::path& path) {
  if (!is_record_file(path))
    return fail_all({{ErrorCode::data, path.string(), "不认识这种文件",
                      "记录应为 .yaml 或 .csv；电子表格请另存为“CSV UTF-8（逗号分隔）”"}});
  const auto text = read_text(path, limits::record_file_bytes);
  if (!text) return fail_all({text.error()});
  return parse_record(text->text, path.string(), is_csv_file(path));
}

} // namespace fengqiao::render

// The table with a row a station.
#include "station/grading/station_data.hpp"

#include "core/text.hpp"
#include "render/csv.hpp"
#include "render/nearest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

namespace fengqiao::station::grading {
namespace {

constexpr std::string_view kEvidenceColumn = ".证据";

// A column's name and where its cells go in a record; empty: the evidence of the item `part`.
struct Column {
  std::string name;
  std::string group; // 原始数, 否决, 声明; empty: a field of the record itself
  std::string field, part;
  bool evidence = false;
  std::size_t place = 0; // of the part, where a record writes [120, 96]
};

std::vector<Column> columns_of(const Standard& standard) {
  std::vector<Column> columns;
  const render::Template form = data_form(standard);
  for (const auto& field : form.schema.children) {
    if (field.name == "证据") continue;
    if (field.name != "原始数" && field.name != "否决" && field.name != "声明") {
      columns.push_back({field.name, "", field.name, ""});
      continue;
    }
    for (const auto& child : field.children)
      if (child.children.empty())
        columns.push_back({child.name, field.name, child.name, ""});
      else
        for (std::size_t i = 0; i < child.children.size(); ++i)
          columns.push_back({child.name + "." + child.children[i].name, field.name, child.name,
                             child.children[i].name, false, i});
  }
  if (standard.evidence_required)
    for (const auto& item : standard.items)
      columns.push_back({item.number + std::string(kEvidenceColumn), "", item.number, "", true});
  return columns;
}

DataNode scalar(const std::string& text, int line, int column) {
  DataNode node;
  node.kind = DataNode::Kind::scalar;
  node.scalar = text;
  node.line = line;
  node.column = column;
  return node;
}

DataNode empty(DataNode::Kind kind, int line) {
  DataNode node;
  node.kind = kind;
  node.line = line;
  return node;
}

// The member of a map, made where it is not there yet.
DataNode& member(DataNode& map, const std::string& key, DataNode::Kind kind, int line) {
  if (DataNode* found = map.find(key)) return *found;
  map.members.push_back({key, line, 0, empty(kind, line)});
  return map.members.back().value;
}

void add_evidence(DataNode& body, const std::string& item, const std::string& ids, int line, int column) {
  std::string spaced = ids;
  for (const std::string_view separator : {"、", "，", ",", ";", "；"})
    for (auto at = spaced.find(separator); at != std::string::npos; at = spaced.find(separator, at))
      spaced.replace(at, separator.size(), " ");
  DataNode& list = member(body, "证据", DataNode::Kind::list, line);
  std::size_t at = 0;
  while ((at = spaced.find_first_not_of(' ', at)) != std::string::npos) {
    const std::size_t end = std::min(spaced.find(' ', at), spaced.size());
    const std::string id = spaced.substr(at, end - at);
    at = end;
    DataNode* known = nullptr;
    for (auto& one : list.items)
      if (one.text("编号") == id) known = &one;
    if (known == nullptr) {
      list.items.push_back(empty(DataNode::Kind::map, line));
      known = &list.items.back();
      known->members.push_back({"编号", line, column, scalar(id, line, column)});
    }
    member(*known, "项", DataNode::Kind::list, line).items.push_back(scalar(item, line, column));
  }
}

void add_cell(DataNode& body, const Column& column, const std::string& text, int line, int number) {
  if (column.evidence) return add_evidence(body, column.field, text, line, number);
  DataNode& group = column.group.empty() ? body : member(body, column.group, DataNode::Kind::map, line);
  DataNode& holder = column.part.empty() ? group : member(group, column.field, DataNode::Kind::map, line);
  holder.members.push_back(
      {column.part.empty() ? column.field : column.part, line, number, scalar(text, line, number)});
}

// What a record says in this column; empty where it says nothing.
std::string cell_of(const DataNode& record, const Column& column) {
  std::string out;
  if (column.evidence) {
    const DataNode* evidence = record.find("证据");
    for (const DataNode& one : evidence == nullptr ? std::vector<DataNode>() : evidence->items)
      if (const DataNode* items = one.find("项"))
        for (const DataNode& item : items->items)
          if (item.scalar == column.field) out += (out.empty() ? "" : "、") + one.text("编号");
    return out;
  }
  const DataNode* at = column.group.empty() ? &record : record.find(column.group);
  if (at != nullptr) at = at->find(column.field);
  if (at != nullptr && !column.part.empty()) {
    if (at->is_list())
      at = column.place < at->items.size() ? &at->items[column.place] : nullptr;
    else
      at = at->find(column.part);
  }
  return at != nullptr && at->is_scalar() ? at->scalar : out;
}

std::string near_names(const std::string& name, const std::vector<std::string>& names) {
  const auto near = render::nearest(name, names);
  return near.empty() ? "" : "是不是" + render::quoted_list(near) + "？";
}

} // namespace

std::string blank_table(const Standard& standard) {
  std::string text = "\xEF\xBB\xBF";
  for (const auto& column : columns_of(standard))
    text += (text.size() > 3 ? "," : "") + render::csv_cell(column.name);
  return text + "\r\n";
}

std::string filled_table(const Standard& standard, const DataNode& record) {
  std::string row;
  for (const auto& column : columns_of(standard))
    row += (row.empty() ? "" : ",") + render::csv_cell(cell_of(record, column));
  return blank_table(standard) + row + "\r\n";
}

std::size_t known_columns(const TableRow& header, const Standard& standard) {
  std::set<std::string> names;
  for (const auto& column : columns_of(standard))
    names.insert(column.name);
  std::size_t count = 0;
  for (const auto& cell : header.cells)
    count += names.count(std::string(trim(cell)));
  return count;
}

std::vector<DataNode> read_table(const std::vector<TableRow>& rows, const Standard& standard,
                                 const std::string& file, Errors& problems) {
  if (rows.empty()) return {};
  std::vector<std::string> names;
  std::map<std::string, Column> known;
  for (auto& column : columns_of(standard)) {
    names.push_back(column.name);
    known.emplace(column.name, column);
  }
  for (const auto& item : standard.items) // understood even where the form does not ask for it
    known.emplace(item.number + std::string(kEvidenceColumn),
                  Column{item.number + std::string(kEvidenceColumn), "", item.number, "", true});
  std::vector<const Column*> columns;
  std::set<std::string> seen;
  for (std::size_t i = 0; i < rows.front().cells.size(); ++i) {
    const std::string name(trim(rows.front().cells[i]));
    const auto found = known.find(name);
    columns.push_back(found == known.end() ? nullptr : &found->second);
    const std::string where = place(file, rows.front().line, static_cast<int>(i) + 1);
    if (found == known.end() && !name.empty())
      problems.push_back(
          {ErrorCode::data, where, fmt::format("没有“{}”这一列", shorten(name, 30)),
           near_names(name, names) + "空表用 fengqiao new " + standard.data_form + " --format csv 生成"});
    else if (!name.empty() && !seen.insert(name).second)
      problems.push_back({ErrorCode::data, where, fmt::format("“{}”这一列有两次", name), "请只保留一列"});
  }
  std::vector<DataNode> bodies;
  for (std::size_t r = 1; r < rows.size(); ++r) {
    DataNode body = empty(DataNode::Kind::map, rows[r].line);
    for (std::size_t i = 0; i < rows[r].cells.size(); ++i) {
      const std::string text(trim(rows[r].cells[i]));
      if (text.empty()) continue;
      if (i < columns.size() && columns[i] != nullptr)
        add_cell(body, *columns[i], text, rows[r].line, static_cast<int>(i) + 1);
    }
    if (!body.members.empty()) bodies.push_back(std::move(body));
  }
  return bodies;
}

} // namespace fengqiao::station::grading

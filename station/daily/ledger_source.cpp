#include "station/daily/ledger_source.hpp"

#include "core/data_faults.hpp"
#include "core/file.hpp"
#include "core/limits.hpp"
#include "core/yaml.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <optional>
#include <system_error>

namespace fengqiao::station {
namespace {

using render::Field;
using render::FieldType;

constexpr const char* kSourcesFile = "ledger.yaml";

struct WordRow {
  std::string_view word;
  TimeWord time;
};
constexpr WordRow words[] = {{"期内", TimeWord::within},
                             {"期前", TimeWord::before},
                             {"期末前", TimeWord::before_end},
                             {"期初未办", TimeWord::open_at_start},
                             {"期末未办", TimeWord::open_at_end},
                             {"有", TimeWord::filled},
                             {"空", TimeWord::empty}};
constexpr const char* kWords = "期内、期前、期末前、期初未办、期末未办、有、空";

std::string column_names(const Kind& kind) {
  std::vector<std::string> names;
  names.reserve(kind.columns.size());
  for (const auto& column : kind.columns)
    names.emplace_back(column.name);
  return fmt::format("可用：{}", fmt::join(names, "、"));
}

bool is_time(const Column& column) {
  return column.type == ColumnType::day || column.type == ColumnType::moment;
}

// The canonical dotted name of a path that may be written with aliases; the field, or nullptr.
const Field* find_field(const Field& schema, const std::string& written, std::string& name) {
  const Field* at = &schema;
  for (std::size_t from = 0; at != nullptr && from <= written.size();) {
    const std::size_t dot = std::min(written.find('.', from), written.size());
    at = at->type == FieldType::object ? at->find(written.substr(from, dot - from)) : nullptr;
    if (at != nullptr) name += (name.empty() ? "" : ".") + at->name;
    from = dot + 1;
  }
  return at;
}

class SourcesReader : DataFaults {
public:
  SourcesReader(const Field& schema, std::string file) : DataFaults(std::move(file)), schema_(schema) {}

  Result<LedgerSources, Errors> read(const DataNode& root) {
    if (root.is_null()) return std::move(out_);
    if (known_keys(root, {"figures", "lists"})) {
      each(root, "figures", [this](const DataNode& node) { read_figure(node); });
      each(root, "lists", [this](const DataNode& node) { read_list(node); });
    }
    if (!errors_.empty()) return fail_all(std::move(errors_));
    return std::move(out_);
  }

private:
  bool known_keys(const DataNode& node, const std::vector<std::string>& known) {
    if (!node.is_map()) {
      fault(node, "这里要写成“名称: 内容”的形式", fmt::format("可以写：{}", fmt::join(known, "、")));
      return false;
    }
    for (const auto& member : node.members)
      if (std::find(known.begin(), known.end(), member.key) == known.end())
        fault(member, fmt::format("不认识“{}”", member.key),
              fmt::format("可以写：{}", fmt::join(known, "、")));
    return true;
  }

  template <class Read> void each(const DataNode& root, std::string_view key, Read read) {
    const DataNode* list = root.find(key);
    if (list == nullptr || list->is_null()) return;
    if (!list->is_list()) return fault(*list, fmt::format("{} 下面每条要以“- ”开头", key));
    for (const auto& item : list->items)
      read(item);
  }

  const Kind* kind_of(const DataNode& node) {
    const std::string name = node.text("kind");
    const Kind* kind = find_kind(name);
    if (kind == nullptr)
      fault(node, name.empty() ? "缺 kind（台账里的哪一种）" : fmt::format("台账里没有“{}”这一种", name),
            "可用：" + kind_names());
    return kind;
  }

  const Column* column_of(const DataNode& at, const Kind& kind, const std::string& name) {
    const auto position = kind.find(name);
    if (position != std::string_view::npos) return &kind.columns[position];
    fault(at, fmt::format("“{}”没有“{}”这一栏", kind.name, name), column_names(kind));
    return nullptr;
  }

  std::optional<SourceCondition> condition(const DataMember& member, const Kind& kind) {
    const Column* column = column_of(member.value, kind, member.key);
    if (column == nullptr) return std::nullopt;
    SourceCondition out{member.key, TimeWord::none, {}};
    if (is_time(*column)) {
      for (const auto& row : words)
        if (member.value.is_scalar() && member.value.scalar == row.word) out.time = row.time;
      if (out.time != TimeWord::none) return out;
      fault(member.value, fmt::format("“{}”是日期或时刻，条件要用表示时间的词", member.key), kWords);
      return std::nullopt;
    }
    if (member.value.is_scalar()) out.values = {member.value.scalar};
    for (const auto& item : member.value.items)
      out.values.push_back(item.scalar);
    if (out.values.empty()) fault(member.value, fmt::format("“{}”没有写值", member.key));
    for (const auto& value : out.values)
      if (column->type == ColumnType::choice &&
          std::none_of(column->choices.begin(), column->choices.end(),
                       [&](const char* choice) { return value == choice; }))
        fault(member.value, fmt::format("“{}”没有“{}”这个值", member.key, value),
              fmt::format("可用：{}", fmt::join(column->choices, "、")));
    return out;
  }

  std::vector<SourceCondition> conditions(const DataNode& node, const Kind& kind) {
    std::vector<SourceCondition> out;
    const DataNode* where = node.find("where");
    if (where == nullptr || !where->is_map()) {
      fault(node, "缺 where（哪些行）", "如：where: {类别: 刑事, 接报时刻: 期内}");
      return out;
    }
    for (const auto& member : where->members)
      if (auto one = condition(member, kind)) out.push_back(std::move(*one));
    return out;
  }

  void read_figure(const DataNode& node) {
    if (!known_keys(node, {"field", "period", "kind", "where", "sum", "needs_rows"})) return;
    const Kind* kind = kind_of(node);
    if (kind == nullptr) return;
    FigureSource figure;
    figure.kind = kind->name;
    figure.where = conditions(node, *kind);
    figure.sum = node.text("sum");
    figure.needs_rows = node.text("needs_rows") == "true";
    if (!figure.sum.empty())
      if (const Column* column = column_of(node, *kind, figure.sum);
          column != nullptr && column->type != ColumnType::count && column->type != ColumnType::amount)
        fault(node, fmt::format("“{}”不是数，不能求和", figure.sum));
    const auto period = period_name(node.text("period", period_names[0]));
    if (!period) return fault(*node.find("period"), "period 只能是 本期、上一日、上年同日");
    figure.period = *period;
    place_figure(node, std::move(figure));
  }

  // Into the field itself, or into its 本期, 上一日 and 上年同日.
  void place_figure(const DataNode& node, FigureSource figure) {
    const std::string written = node.text("field");
    const Field* field = find_field(schema_, written, figure.field);
    if (field == nullptr) return fault(node, fmt::format("schema.yaml 里没有栏目“{}”", written));
    if (field->type != FieldType::object) return add(node, *field, std::move(figure));
    const std::string group = figure.field;
    bool any = false;
    for (const Field& child : field->children)
      if (const auto period = period_name(child.name)) {
        FigureSource one = figure;
        one.field = group + "." + child.name;
        one.period = *period;
        add(node, child, std::move(one));
        any = true;
      }
    if (!any) fault(node, fmt::format("“{}”是一组栏目，里面没有本期、上一日、上年同日", written));
  }

  void add(const DataNode& node, const Field& field, FigureSource figure) {
    if (field.computed)
      return fault(node, fmt::format("“{}”由程序计算，不从台账取", figure.field), "算法写在 figures.yaml");
    if (field.type != FieldType::integer && field.type != FieldType::number)
      return fault(node, fmt::format("“{}”不是数", figure.field));
    if (std::any_of(out_.figures.begin(), out_.figures.end(),
                    [&](const FigureSource& other) { return other.field == figure.field; }))
      return fault(node, fmt::format("“{}”已经写了来源", figure.field));
    out_.figures.push_back(std::move(figure));
  }

  void read_list(const DataNode& node) {
    if (!known_keys(node, {"field", "kind", "where", "items"})) return;
    const Kind* kind = kind_of(node);
    if (kind == nullptr) return;
    ListSource list;
    list.kind = kind->name;
    list.where = conditions(node, *kind);
    const std::string written = node.text("field");
    const Field* field = find_field(schema_, written, list.field);
    if (field == nullptr || field->type != FieldType::array || field->children.empty())
      return fault(node, fmt::format("schema.yaml 里没有表“{}”", written));
    const DataNode* items = node.find("items");
    if (items == nullptr || !items->is_map())
      return fault(node, "缺 items（表的哪一栏取台账的哪一栏）", "如：items: {编号: 编号, 时间: 时刻}");
    for (const auto& member : items->members)
      read_item(member, field->children.front(), *kind, list);
    out_.lists.push_back(std::move(list));
  }

  void read_item(const DataMember& member, const Field& item, const Kind& kind, ListSource& list) {
    const Field* field = item.find(member.key);
    if (field == nullptr || field->computed)
      return fault(member.value, fmt::format("“{}”里没有“{}”这一栏", list.field, member.key));
    ItemSource out{field->name, {}, {}};
    if (member.value.is_map()) {
      out.text = member.value.text("text");
      if (out.text.empty()) return fault(member.value, "固定的文字写成 {text: 文字}");
    } else {
      out.column = member.value.scalar;
      if (column_of(member.value, kind, out.column) == nullptr) return;
    }
    list.items.push_back(std::move(out));
  }

  const Field& schema_;
  LedgerSources out_;
};

std::string for_people(std::string moment) {
  std::replace(moment.begin(), moment.end(), 'T', ' ');
  return moment;
}

} // namespace

Result<LedgerSources, Errors> load_ledger_sources(const std::filesystem::path& folder, const Field& schema) {
  const std::filesystem::path file = folder / kSourcesFile;
  std::error_code ignored;
  if (!std::filesystem::exists(file, ignored)) return LedgerSources();
  const auto text = read_text(file, limits::record_file_bytes);
  if (!text) return fail_all({text.error()});
  const auto root = parse_yaml(text->text, file.string());
  if (!root) return fail_all(root.error());
  return SourcesReader(schema, file.string()).read(*root);
}

LedgerQuery ledger_query(const std::string& kind, const std::vector<SourceCondition>& where,
                         const Period& period) {
  const std::string start = to_iso(period.start), end = to_iso(period.end);
  LedgerQuery query{kind, {}};
  for (const auto& condition : where) {
    Condition out{condition.column, Match::is, condition.values};
    switch (condition.time) {
    case TimeWord::none:
      break;
    case TimeWord::within:
      out = {condition.column, Match::within, {start, end}};
      break;
    case TimeWord::before:
      out = {condition.column, Match::within, {"", start}};
      break;
    case TimeWord::before_end:
      out = {condition.column, Match::within, {"", end}};
      break;
    case TimeWord::open_at_start:
      out = {condition.column, Match::open_at, {start}};
      break;
    case TimeWord::open_at_end:
      out = {condition.column, Match::open_at, {end}};
      break;
    case TimeWord::filled:
      out = {condition.column, Match::filled, {}};
      break;
    case TimeWord::empty:
      out = {condition.column, Match::empty, {}};
      break;
    }
    query.where.push_back(std::move(out));
  }
  return query;
}

std::string described(const LedgerQuery& query) {
  std::vector<std::string> parts;
  for (const auto& condition : query.where) {
    const auto& values = condition.values;
    switch (condition.match) {
    case Match::within:
      parts.push_back(
          values[0].empty()
              ? fmt::format("{} 在 {} 以前", condition.column, for_people(values[1]))
              : fmt::format("{} {} 至 {}", condition.column, for_people(values[0]), for_people(values[1])));
      break;
    case Match::open_at:
      parts.push_back(fmt::format("{} 空着或不早于 {}", condition.column, for_people(values[0])));
      break;
    case Match::filled:
      parts.push_back(condition.column + " 已填");
      break;
    case Match::empty:
      parts.push_back(condition.column + " 空着");
      break;
    default:
      parts.push_back(fmt::format("{} {}", condition.column, fmt::join(values, "或")));
    }
  }
  return fmt::format("{}（{}）", query.kind, fmt::join(parts, "；"));
}

} // namespace fengqiao::station

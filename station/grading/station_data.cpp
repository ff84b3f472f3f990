#include "station/grading/station_data.hpp"

#include "core/text.hpp"
#include "render/nearest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace fengqiao::station::grading {
namespace {

using render::Field;
using render::FieldFormat;
using render::FieldType;
using render::Value;

constexpr std::string_view kNotApplicable = "不适用";

Field field(std::string name, FieldType type, std::string description = {}, bool required = false) {
  Field out;
  out.title = name;
  out.name = std::move(name);
  out.type = type;
  out.description = std::move(description);
  out.required = required;
  return out;
}

Field choice(std::string name, std::vector<std::string> choices, std::string description, bool required) {
  Field out = field(std::move(name), FieldType::string, std::move(description), required);
  out.choices = std::move(choices);
  return out;
}

Field date(std::string name, std::string description) {
  Field out = field(std::move(name), FieldType::string, std::move(description));
  out.format = FieldFormat::date;
  return out;
}

Field count(std::string name, std::string description = {}) {
  Field out = field(std::move(name), FieldType::integer, std::move(description));
  out.minimum = 0;
  return out;
}

bool takes_whole_numbers(const Rule& rule, std::size_t raw_numbers) {
  return raw_numbers == 2
             ? rule.kind != RuleKind::link
             : rule.kind == RuleKind::cnt || rule.kind == RuleKind::zero || rule.kind == RuleKind::per;
}

// One item's field: a value, or a group of raw numbers that may be given as a list.
Field item_field(const Item& item) {
  const Rule& rule = item.rules.front();
  std::string what = item.name + (item.note.empty() ? "" : "：" + item.note);
  if (rule.kind == RuleKind::yes) return field(item.number, FieldType::boolean, what);
  if (rule.kind == RuleKind::map) {
    std::vector<std::string> names;
    names.reserve(rule.steps.size());
    for (const auto& step : rule.steps)
      names.push_back(step.name);
    names.emplace_back("其他");
    return choice(item.number, std::move(names), what, false);
  }
  const auto number = [&](const std::string& name) {
    Field out = count(name);
    if (!takes_whole_numbers(rule, item.raw.size())) out.type = FieldType::number;
    return out;
  };
  if (item.raw.size() == 1) {
    Field out = number(item.number);
    out.description = fmt::format("{}（{}）", what, item.raw.front());
    return out;
  }
  Field out = field(item.number, FieldType::object, what);
  for (const auto& name : item.raw)
    out.children.push_back(number(name));
  out.short_form = item.raw;
  return out;
}

Field evidence_field() {
  Field one = field("", FieldType::object);
  Field items = field("项", FieldType::array, "证明哪几个评分项，如 [A4, B1]", true);
  items.children.push_back(field("", FieldType::string));
  one.children = {field("编号", FieldType::string, "如 E-2026-001", true),
                  std::move(items),
                  field("名称", FieldType::string),
                  field("种类", FieldType::string, "台账、系统截图、通报、问卷等"),
                  field("文件", FieldType::string, "相对于本文件的路径"),
                  field("持有人", FieldType::string),
                  date("形成日期", ""),
                  date("有效至", "长期有效的不填"),
                  field("调查方", FieldType::string, "问卷调查填"),
                  count("样本数", "问卷调查填"),
                  count("有效数", "问卷调查填")};
  Field list = field("证据", FieldType::array);
  list.children.push_back(std::move(one));
  return list;
}

Field root_field(const Standard& standard) {
  Field root = field("", FieldType::object);
  std::vector<std::string> levels;
  levels.reserve(standard.levels.size());
  for (const auto& level : standard.levels)
    levels.push_back(level.name);
  Field station = field("单位", FieldType::string, "单位全称", true);
  station.max_length = 60;
  root.children.push_back(std::move(station));
  if (standard.classes.size() > 1) root.children.push_back(choice("类别", standard.classes, "", true));
  root.children.push_back(field("年度", FieldType::string, "评定年度，如 2025", true));
  const bool asks_last = std::any_of(standard.levels.begin(), standard.levels.end(), [](const Level& level) {
    return std::any_of(level.conditions.begin(), level.conditions.end(),
                       [](const Condition& c) { return c.kind == Condition::Kind::last_level; });
  });
  if (asks_last)
    root.children.push_back(choice("上年等级", std::move(levels), "上年度没有评定的不填", false));
  root.children.push_back(date("评定日期", "证据在这一天应当有效"));
  if (standard.growth_by_people) {
    root.children.push_back(count("上年实有人口"));
    root.children.push_back(count("本年实有人口"));
  }
  Field raw = field("原始数", FieldType::object, "没有填的项计 0 分；不适用的项写“不适用”", true);
  for (const auto& item : standard.items)
    raw.children.push_back(item_field(item));
  root.children.push_back(std::move(raw));
  Field vetoes = field("否决", FieldType::object, "查实的写“是”", true);
  for (const auto& veto : standard.vetoes)
    if (!veto.automatic) vetoes.children.push_back(field(veto.number, FieldType::boolean, veto.matter, true));
  if (!vetoes.children.empty()) root.children.push_back(std::move(vetoes));
  Field declared = field("声明", FieldType::object, "", true);
  for (const auto& text : standard.declarations)
    declared.children.push_back(field(text, FieldType::boolean, "", true));
  if (!declared.children.empty()) root.children.push_back(std::move(declared));
  root.children.push_back(evidence_field());
  return root;
}

bool says_not_applicable(const DataNode& node) {
  if (node.is_scalar()) return trim(node.scalar) == kNotApplicable;
  const auto is = [](const DataNode& part) {
    return part.is_scalar() && trim(part.scalar) == kNotApplicable;
  };
  return std::any_of(node.items.begin(), node.items.end(), is) ||
         std::any_of(node.members.begin(), node.members.end(),
                     [&](const auto& member) { return is(member.value); });
}

bool is_blank(const DataNode& node) {
  if (node.is_scalar()) return trim(node.scalar).empty();
  return std::all_of(node.items.begin(), node.items.end(), is_blank) &&
         std::all_of(node.members.begin(), node.members.end(),
                     [](const auto& member) { return is_blank(member.value); });
}

std::optional<Rational> number_of(const Value* value) {
  return value != nullptr && value->kind == Value::Kind::number ? parse_decimal(value->text) : std::nullopt;
}

std::optional<bool> answer_of(const Value* value) {
  if (value == nullptr || value->kind != Value::Kind::boolean) return std::nullopt;
  return value->boolean;
}

std::string text_of(const Value* value) {
  return value != nullptr && value->kind == Value::Kind::text ? value->text : std::string();
}

std::optional<Date> date_of(const Value* value) {
  return parse_date(text_of(value));
}

// Reads what the form's types leave open.
class StationReader {
public:
  StationReader(const Standard& standard, const std::string& file) : standard_(standard) { out.file = file; }
  StationData out;

  void read(DataNode body) {
    out.where = place(out.file, body.line);
    set_aside_not_applicable(body);
    const Field form = root_field(standard_);
    const Value record = render::check_record(body, form, out.file, out.problems);
    basics(record);
    const DataNode* raw = body.find("原始数");
    for (std::size_t i = 0; i < standard_.items.size(); ++i)
      item(i, raw != nullptr ? raw->find(standard_.items[i].number) : nullptr,
           record.at_path("原始数." + standard_.items[i].number));
    for (const auto& veto : standard_.vetoes)
      out.vetoes.push_back(answer_of(record.at_path("否决." + veto.number)));
    for (const auto& text : standard_.declarations)
      out.declarations.push_back(answer_of(record.at_path("声明." + text)));
    evidence(record.find("证据"));
    what_switches_need();
  }

private:
  // 不适用 stands where numbers are expected: taken out before the form types them.
  void set_aside_not_applicable(DataNode& body) {
    out.raw.resize(standard_.items.size());
    DataNode* raw = body.find("原始数");
    if (raw == nullptr) return;
    for (std::size_t i = 0; i < standard_.items.size(); ++i)
      if (DataNode* node = raw->find(standard_.items[i].number);
          node != nullptr && says_not_applicable(*node)) {
        out.raw[i].state = RawItem::State::not_applicable;
        DataNode nothing;
        nothing.line = node->line;
        nothing.column = node->column;
        *node = nothing;
      }
  }

  void basics(const Value& record) {
    out.station = text_of(record.find("单位"));
    out.year = text_of(record.find("年度"));
    const std::string name = text_of(record.find("类别"));
    const auto at = std::find(standard_.classes.begin(), standard_.classes.end(), name);
    if (at != standard_.classes.end())
      out.station_class = static_cast<std::size_t>(at - standard_.classes.begin());
    out.last_level = standard_.level_index(text_of(record.find("上年等级")));
    out.assessed = date_of(record.find("评定日期"));
    out.people_before = number_of(record.find("上年实有人口"));
    out.people_now = number_of(record.find("本年实有人口"));
  }

  // A switch of the standard that cannot be followed is not passed over: the total would be another one.
  void what_switches_need() {
    const auto fault = [&](const char* message, const char* hint) {
      out.problems.push_back({ErrorCode::data, out.where, message, hint});
    };
    const bool expires = std::any_of(out.evidence.begin(), out.evidence.end(),
                                     [](const Evidence& one) { return one.valid_until.has_value(); });
    if (standard_.expired_counts_nothing && expires && !out.assessed)
      fault("没有填“评定日期”，证据是否过期无法判断", "标准规定证据过期不计分，请填评定日期，如 2026-01-15");
    const bool linked = std::any_of(standard_.items.begin(), standard_.items.end(), [&](const Item& item) {
      return item.rules[out.station_class].kind == RuleKind::link;
    });
    const auto known = [](const std::optional<Rational>& people) { return people && *people > 0; };
    if (standard_.growth_by_people && linked && !(known(out.people_before) && known(out.people_now)))
      fault("没有填“上年实有人口”“本年实有人口”，发案率算不出来，暂按立案数的增幅计算",
            "标准规定目标按发案率关联，请填这两个数");
  }

  void item(std::size_t index, const DataNode* node, const Value* value) {
    RawItem& raw = out.raw[index];
    const Item& item = standard_.items[index];
    if (node != nullptr) raw.where = place(out.file, node->line, node->column);
    if (raw.state == RawItem::State::not_applicable || node == nullptr || is_blank(*node)) return;
    raw.state = RawItem::State::faulty; // unless the rest goes well
    if (value == nullptr || value->is_null()) return;
    const RuleKind kind = item.rules[out.station_class].kind;
    if (kind == RuleKind::yes) return given(raw, [&] { raw.raw.yes = value->boolean; });
    if (kind == RuleKind::map) return choice_of(raw, item, *value);
    if (item.raw.size() == 1) return numbers(raw, item, {value}, node);
    std::vector<const Value*> parts;
    parts.reserve(item.raw.size());
    for (const auto& name : item.raw)
      parts.push_back(value->find(name));
    numbers(raw, item, parts, node);
  }

  template <class Set> static void given(RawItem& raw, Set set) {
    set();
    raw.state = RawItem::State::given;
  }

  static void choice_of(RawItem& raw, const Item& item, const Value& value) {
    const auto& steps = item.rules.front().steps;
    const bool known = value.text == "其他" || std::any_of(steps.begin(), steps.end(), [&](const auto& step) {
                         return step.name == value.text;
                       });
    if (known) given(raw, [&] { raw.raw.choice = value.text; });
  }

  // A part that could not be typed has been reported; one that is not there makes the item missing.
  void numbers(RawItem& raw, const Item& item, const std::vector<const Value*>& parts, const DataNode* node) {
    std::vector<std::string> absent;
    for (std::size_t i = 0; i < parts.size(); ++i) {
      const auto number = number_of(parts[i]);
      if (number && *number < 0) return;
      if (number)
        raw.raw.numbers.push_back(*number);
      else if (part_is_blank(*node, item, i))
        absent.push_back(item.raw[i]);
      else
        return;
    }
    if (!absent.empty()) {
      raw.state = RawItem::State::missing;
      out.warnings.push_back({ErrorCode::data, raw.where,
                              fmt::format("{} {}只填了一部分，少{}，按没有填计 0 分", item.number, item.name,
                                          render::quoted_list(absent)),
                              ""});
      return;
    }
    if (more_than_whole(raw, item)) return;
    raw.state = RawItem::State::given;
  }

  static bool part_is_blank(const DataNode& node, const Item& item, std::size_t part) {
    if (node.is_list()) return part >= node.items.size() || is_blank(node.items[part]);
    const DataNode* named = node.find(item.raw[part]);
    return node.is_map() && (named == nullptr || is_blank(*named));
  }

  bool more_than_whole(const RawItem& raw, const Item& item) {
    const RuleKind kind = item.rules[out.station_class].kind;
    const bool is_share =
        item.raw.size() == 2 && (kind == RuleKind::lin || kind == RuleKind::inv || kind == RuleKind::ge);
    if (!is_share || raw.raw.numbers[0] <= raw.raw.numbers[1]) return false;
    out.problems.push_back(
        {ErrorCode::data, raw.where,
         fmt::format("{} {}：“{}”{} 多于“{}”{}", item.number, item.name, item.raw[0],
                     to_plain(raw.raw.numbers[0]), item.raw[1], to_plain(raw.raw.numbers[1])),
         "请核对这两个数"});
    return true;
  }

  void evidence(const Value* list) {
    if (list == nullptr) return;
    std::set<std::string> ids;
    for (const auto& value : list->items) {
      Evidence one;
      one.where = value.origin.substr(0, value.origin.find(' '));
      one.id = text_of(value.find("编号"));
      if (!one.id.empty() && !ids.insert(one.id).second)
        out.problems.push_back(
            {ErrorCode::data, one.where, fmt::format("证据编号“{}”用了两次", one.id), "每份证据一个编号"});
      one.title = text_of(value.find("名称"));
      one.kind = text_of(value.find("种类"));
      one.file = text_of(value.find("文件"));
      one.holder = text_of(value.find("持有人"));
      one.date = date_of(value.find("形成日期"));
      one.valid_until = date_of(value.find("有效至"));
      one.surveyor = text_of(value.find("调查方"));
      one.sample = number_of(value.find("样本数"));
      one.valid = number_of(value.find("有效数"));
      if (const Value* items = value.find("项"))
        for (const auto& item : items->items)
          proves(one, item.text);
      out.evidence.push_back(std::move(one));
    }
  }

  void proves(Evidence& evidence, const std::string& number) {
    if (standard_.item_index(number) == none)
      out.problems.push_back({ErrorCode::data, evidence.where,
                              fmt::format("证据“{}”说的评分项“{}”标准里没有", evidence.id, number), ""});
    else
      evidence.items.push_back(number);
  }

  const Standard& standard_;
};

} // namespace

render::Template data_form(const Standard& standard) {
  render::Template form;
  form.id = standard.data_form;
  form.alias = standard.alias;
  form.title = standard.title + "：填原始数";
  form.schema = root_field(standard);
  return form;
}

StationData read_station(const DataNode& body, const Standard& standard, const std::string& file) {
  StationReader reader(standard, file);
  reader.read(body);
  return std::move(reader.out);
}

} // namespace fengqiao::station::grading

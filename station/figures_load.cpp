#include "station/figures.hpp"

#include "core/file.hpp"
#include "core/limits.hpp"
#include "core/yaml.hpp"
#include "station/citations.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>

namespace fengqiao::station {
namespace {

using render::Field;
using render::FieldType;

// One place that a pattern such as 接报警.*.环比 stands for.
struct Spot {
  std::vector<PlaceStep> steps;
  std::vector<SchemaScope>
      scopes; // the record and the maps on the way, the last step's own map too if it is one
  std::vector<std::string> names;
  const Field* field = nullptr;
};

std::vector<std::string> split_names(const std::string& dotted) {
  std::vector<std::string> out(1);
  for (const char c : dotted)
    c == '.' ? static_cast<void>(out.emplace_back()) : out.back().push_back(c);
  return out;
}

void spell_out(const std::vector<std::string>& pattern, std::size_t depth, Spot at, std::vector<Spot>& out) {
  if (out.size() > max_figures) return;
  if (depth == pattern.size()) return out.push_back(std::move(at));
  const Field& field = *at.field;
  if (field.type == FieldType::array) {
    if (pattern[depth] != "*" || field.children.empty()) return;
    at.steps.back().each = true;
    at.field = &field.children.front();
    at.scopes.push_back({at.field, at.names});
    return spell_out(pattern, depth + 1, std::move(at), out);
  }
  for (const Field& child : field.children) {
    const bool wanted = pattern[depth] == "*" || child.name == pattern[depth] ||
                        (!child.key.empty() && child.key == pattern[depth]);
    if (field.type != FieldType::object || !wanted) continue;
    Spot next = at;
    next.steps.push_back({child.name, false});
    next.names.push_back(child.name);
    next.field = &child;
    if (child.type == FieldType::object) next.scopes.push_back({&child, next.names});
    spell_out(pattern, depth + 1, std::move(next), out);
  }
}

std::vector<Spot> find_spots(const std::string& pattern, const Field& schema) {
  std::vector<Spot> out;
  spell_out(split_names(pattern), 0, Spot{{}, {{&schema, {}}}, {}, &schema}, out);
  return out;
}

std::string dotted(const std::vector<std::string>& names) {
  return fmt::format("{}", fmt::join(names, "."));
}

// The paths of all fields that the program computes.
void list_computed(const Field& field, const std::string& path, std::vector<std::string>& out) {
  if (field.computed) out.push_back(path);
  if (field.type == FieldType::array && !field.children.empty() && !field.computed)
    return list_computed(field.children.front(), path, out);
  if (field.type == FieldType::object && !field.computed)
    for (const Field& child : field.children)
      list_computed(child, path.empty() ? child.name : path + "." + child.name, out);
}

void visit_paths(const Formula& formula, std::vector<const FieldPath*>& out) {
  if (formula.kind == Expression::Kind::path) out.push_back(&formula.path);
  for (const auto& operand : formula.operands)
    visit_paths(operand, out);
}

class FiguresReader {
public:
  FiguresReader(const Field& schema, std::string file) : schema_(schema), file_(std::move(file)) {
    std::vector<std::string> computed;
    list_computed(schema, {}, computed);
    computed_ = {computed.begin(), computed.end()};
    computed_.erase(std::string(citation_notes_field));
  }

  FigureSet read(const DataNode& root) {
    if (!root.is_null()) check_keys(root, {"figures", "checks"});
    each_item(root, "figures", [this](const DataNode& node) { read_figure(node); });
    each_item(root, "checks", [this](const DataNode& node) { read_check(node); });
    for (const auto& path : computed_)
      if (!done_.contains(path))
        errors.push_back({ErrorCode::data, file_, fmt::format("计算栏目“{}”没有算法", path),
                          "在 figures 下写明怎样计算，或者在 schema.yaml 里去掉 x-computed"});
    return std::move(out_);
  }

  Errors errors;

private:
  void report(const DataNode& at, std::string message, std::string hint = {}) {
    errors.push_back(
        {ErrorCode::data, place(file_, at.line, at.column), std::move(message), std::move(hint)});
  }

  void report(const DataNode& at, Error error) {
    error.where = place(file_, at.line, at.column);
    errors.push_back(std::move(error));
  }

  void check_keys(const DataNode& node, const std::vector<std::string>& known) {
    if (!node.is_map())
      return report(node, "这里要写成“名称: 内容”的形式", fmt::format("可以写：{}", fmt::join(known, "、")));
    for (const auto& member : node.members)
      if (std::find(known.begin(), known.end(), member.key) == known.end())
        errors.push_back({ErrorCode::data, place(file_, member.line, member.column),
                          fmt::format("不认识“{}”", member.key),
                          fmt::format("可以写：{}", fmt::join(known, "、"))});
  }

  template <class Read> void each_item(const DataNode& root, std::string_view key, Read read) {
    const DataNode* list = root.find(key);
    if (list == nullptr || list->is_null()) return;
    if (!list->is_list()) return report(*list, fmt::format("{} 下面每条要以“- ”开头", key));
    for (const auto& item : list->items)
      read(item);
  }

  // The texts of a list such as [卷.已归, 卷.应归].
  std::vector<const DataNode*> texts(const DataNode& node, std::string_view key) {
    std::vector<const DataNode*> out;
    const DataNode* list = node.find(key);
    if (list == nullptr) return out;
    if (!list->is_list()) report(*list, fmt::format("{} 要写成 [一, 二]", key));
    for (const auto& item : list->items)
      item.is_scalar() ? out.push_back(&item) : report(item, fmt::format("{} 里要写算式", key));
    return out;
  }

  void read_figure(const DataNode& node) {
    check_keys(node, {"field", "value", "zero_report"});
    const std::string pattern = node.text("field");
    const DataNode* value = node.find("value");
    const DataNode* zero = node.find("zero_report");
    if (pattern.empty() || (value == nullptr) == (zero == nullptr))
      return report(node, "每条要有 field，以及 value 或 zero_report 中的一个");
    const auto spots = find_spots(pattern, schema_);
    if (spots.empty()) return report(*node.find("field"), fmt::format("schema.yaml 里没有栏目“{}”", pattern));
    std::vector<std::string> now_done;
    for (const auto& spot : spots) {
      if (out_.figures.size() >= max_figures)
        return report(node, fmt::format("计算栏目超过 {} 个", max_figures));
      if (!check_target(*node.find("field"), spot)) return;
      Figure figure;
      figure.place = spot.steps;
      figure.type = spot.field->type;
      const bool good =
          value != nullptr ? read_formula(*value, spot, figure) : read_zero_report(*zero, spot, figure);
      if (!good) return; // the other members of * would say the same
      now_done.push_back(dotted(spot.names));
      out_.figures.push_back(std::move(figure));
    }
    done_.insert(now_done.begin(), now_done.end());
  }

  bool check_target(const DataNode& at, const Spot& spot) {
    const std::string path = dotted(spot.names);
    if (!spot.field->computed)
      report(at, fmt::format("“{}”不是计算栏目", path), "在 schema.yaml 里给它加上 x-computed: true");
    else if (done_.contains(path))
      report(at, fmt::format("“{}”已经有算法", path));
    else if (spot.field->type == FieldType::object || spot.field->type == FieldType::array)
      report(at, fmt::format("“{}”不是一个值，不能计算", path));
    else
      return true;
    return false;
  }

  // The scopes that the formula sees end before the field itself.
  static Surroundings around(const Spot& spot) { return {spot.scopes, spot.names}; }

  bool read_formula(const DataNode& value, const Spot& spot, Figure& figure) {
    figure.written = value.scalar;
    auto bound = read_expression(value, around(spot));
    if (!bound) return false;
    figure.formula = std::move(*bound);
    const bool number = figure.formula.type == FigureType::number;
    const bool fits = figure.type == FieldType::string    ? number || figure.formula.type == FigureType::text
                      : figure.type == FieldType::boolean ? figure.formula.type == FigureType::boolean
                                                          : number;
    if (!fits) report(value, fmt::format("算式的结果和栏目“{}”的 type 不是一类", dotted(spot.names)));
    return fits;
  }

  std::optional<Formula> read_expression(const DataNode& node, const Surroundings& around) {
    if (!node.is_scalar()) {
      report(node, "这里要写算式");
      return std::nullopt;
    }
    auto expression = parse_expression(node.scalar);
    auto bound = expression ? bind(*expression, around) : Result<Formula>(fail(expression.error()));
    if (!bound) {
      report(node, bound.error());
      return std::nullopt;
    }
    std::vector<const FieldPath*> paths;
    visit_paths(*bound, paths);
    for (const auto* path : paths)
      if (!check_order(node, *path)) return std::nullopt;
    return std::move(*bound);
  }

  // Figures are computed from top to bottom, so that none can depend on itself.
  bool check_order(const DataNode& at, const FieldPath& path) {
    for (const auto& field : path.fields) {
      if (!computed_.contains(field) || done_.contains(field)) continue;
      report(at, fmt::format("用到的“{}”还没有计算", field), "把它的那一条移到这一条前面");
      return false;
    }
    return true;
  }

  bool read_zero_report(const DataNode& zero, const Spot& spot, Figure& figure) {
    check_keys(zero, {"counts", "lists", "also"});
    figure.is_zero_report = true;
    figure.written = "零报告判定";
    if (figure.type != FieldType::string) {
      report(zero, "零报告栏要用 type: string");
      return false;
    }
    bool good = read_paths(zero, "counts", spot, false, figure.zero.counts);
    good = read_paths(zero, "lists", spot, true, figure.zero.lists) && good;
    for (const auto* node : texts(zero, "also")) {
      auto bound = read_expression(*node, around(spot));
      if (bound && bound->type != FigureType::boolean)
        report(*node, "also 里要写条件，如：装备.完好 = 装备.应有");
      if (!bound || bound->type != FigureType::boolean)
        good = false;
      else
        figure.zero.also.push_back(std::move(*bound));
    }
    return good;
  }

  bool read_paths(const DataNode& zero, std::string_view key, const Spot& spot, bool lists,
                  std::vector<FieldPath>& out) {
    bool good = true;
    for (const auto* node : texts(zero, key)) {
      auto expression = parse_expression(node->scalar);
      auto path =
          expression ? bind_path(*expression, around(spot)) : Result<FieldPath>(fail(expression.error()));
      if (!path) {
        report(*node, path.error());
        good = false;
      } else if (path->ends_at_list != lists) {
        report(*node, lists ? "lists 里要写表名" : "counts 里要写计数栏目，不能写表名");
        good = false;
      } else if (good = check_order(*node, *path) && good; good) {
        out.push_back(std::move(*path));
      }
    }
    return good;
  }

  void read_check(const DataNode& node) {
    check_keys(node, {"equal", "at_most", "unique", "each", "message", "level"});
    if (node.find("unique") != nullptr) return read_unique(node);
    const bool equal = node.find("equal") != nullptr;
    const auto sides = texts(node, equal ? "equal" : "at_most");
    const std::string level = node.text("level", "error");
    if (sides.size() != 2 || (equal && node.find("at_most") != nullptr))
      return report(node, "每条核对要有 equal: [一, 二]、at_most: [小, 大]、unique: [栏目] 中的一个",
                    "算式里有逗号的要加引号");
    if (node.text("message").empty()) return report(node, "核对缺 message（不符时怎样说）");
    if (level != "error" && level != "warning")
      return report(*node.find("level"), "level 只能是 error 或 warning");
    std::vector<Spot> spots{Spot{{}, {{&schema_, {}}}, {}, &schema_}};
    if (const DataNode* each = node.find("each")) spots = find_spots(each->scalar, schema_);
    std::erase_if(spots, [](const Spot& spot) { return spot.field->type != FieldType::object; });
    if (spots.empty()) return report(*node.find("each"), "each 要写到一组栏目或表的各条，如：装备.*、项目.*");
    for (const auto& spot : spots) {
      auto left = read_expression(*sides[0], around(spot)), right = read_expression(*sides[1], around(spot));
      if (!left || !right) return;
      if (left->type != right->type || left->type == FigureType::text || left->type == FigureType::boolean)
        return report(*sides[0], "两边要都是数，或者都是时刻");
      Check check;
      check.each = spot.steps;
      check.at_most = !equal;
      check.warning = level == "warning";
      check.left = std::move(*left);
      check.right = std::move(*right);
      check.left_written = sides[0]->scalar;
      check.right_written = sides[1]->scalar;
      check.message = node.text("message");
      out_.checks.push_back(std::move(check));
    }
  }

  void read_unique(const DataNode& node) {
    const DataNode* each = node.find("each");
    std::vector<Spot> spots = each == nullptr ? std::vector<Spot>{} : find_spots(each->scalar, schema_);
    std::erase_if(spots, [](const Spot& spot) { return spot.steps.empty() || !spot.steps.back().each; });
    if (spots.empty())
      return report(each == nullptr ? node : *each, "unique 的 each 要写到表的各条，如：票.*");
    if (node.text("message").empty()) return report(node, "核对缺 message（不符时怎样说）");
    for (const auto& spot : spots) {
      Check check;
      check.each = spot.steps;
      check.message = node.text("message");
      for (const auto* name : texts(node, "unique")) {
        const Field* field = spot.field->find(name->scalar);
        if (field == nullptr) return report(*name, fmt::format("表里没有栏目“{}”", name->scalar));
        check.unique.push_back(field->name);
      }
      if (check.unique.empty()) return report(node, "unique 要写栏目名，如 unique: [编号]");
      out_.checks.push_back(std::move(check));
    }
  }

  const Field& schema_;
  std::string file_;
  std::set<std::string> computed_, done_;
  FigureSet out_;
};

} // namespace

Result<FigureSet, Errors> load_figures(const std::filesystem::path& path, const render::Field& schema) {
  std::error_code ignored;
  std::filesystem::path file = path;
  DataNode root;
  if (std::filesystem::is_directory(path, ignored)) file /= "figures.yaml";
  if (std::filesystem::exists(file, ignored)) {
    const auto text = read_text(file, limits::record_file_bytes);
    if (!text) return fail_all({text.error()});
    auto parsed = parse_yaml(text->text, file.string());
    if (!parsed) return fail_all(parsed.error());
    root = std::move(*parsed);
  }
  FiguresReader reader(schema, file.string());
  FigureSet out = reader.read(root);
  if (!reader.errors.empty()) return fail_all(std::move(reader.errors));
  return out;
}

} // namespace fengqiao::station

#include "station/formula.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <optional>
#include <span>

namespace fengqiao::station {
namespace {

using render::Field;
using render::FieldFormat;
using Kind = Expression::Kind;

tl::unexpected<Error> refuse(std::string message, std::string hint = {}) {
  return fail(ErrorCode::data, {}, std::move(message), std::move(hint));
}

struct Function {
  std::string_view name;
  std::size_t arguments;
  bool over_lists; // the first argument is a path over members or a list; filters may follow
  std::string_view usage;
};

constexpr std::array functions{
    Function{"sum", 1, true, "sum(栏目) 或 sum(列表.栏目, 条件)"},
    Function{"count", 1, true, "count(列表) 或 count(列表, 条件)"},
    Function{"change", 2, false, "change(本期, 基期)"},
    Function{"share", 2, false, "share(分子, 分母)"},
    Function{"late", 2, false, "late(提交时刻, 交班时刻)"},
    Function{"fixed", 2, false, "fixed(数, 小数位数)"},
    Function{"signed", 1, false, "signed(数)"},
    Function{"agree", 2, false, "agree(数, 数)"},
    Function{"when", 3, false, "when(条件, 是时的值, 否时的值)"},
    Function{"ceil", 1, false, "ceil(数)"},
    Function{"days", 2, false, "days(从, 到)"},
    Function{"minutes", 2, false, "minutes(从, 到)"},
    Function{"rank", 2, false, "rank(列表.栏目, 自己的数)"},
};

const Function* find_function(std::string_view name) {
  const auto* at =
      std::find_if(functions.begin(), functions.end(), [&](const Function& f) { return f.name == name; });
  return at == functions.end() ? nullptr : at;
}

std::string function_names() {
  std::string out;
  for (const auto& function : functions)
    out += (out.empty() ? "" : "、") + std::string(function.name);
  return out;
}

std::string field_names(const Field& map) {
  std::string out;
  for (const auto& child : map.children)
    out += (out.empty() ? "" : "、") + child.name;
  return out;
}

std::string_view type_name(FigureType type) {
  switch (type) {
  case FigureType::number:
    return "数";
  case FigureType::text:
    return "文字";
  case FigureType::time:
    return "时刻";
  case FigureType::boolean:
    return "是否";
  }
  return {};
}

FigureType figure_type(const Field& field) {
  switch (field.type) {
  case render::FieldType::integer:
  case render::FieldType::number:
    return FigureType::number;
  case render::FieldType::boolean:
    return FigureType::boolean;
  default:
    break;
  }
  const bool time = field.format == FieldFormat::date || field.format == FieldFormat::date_time;
  return time ? FigureType::time : FigureType::text;
}

bool is_map(const Field& field) {
  return field.type == render::FieldType::object;
}

bool is_list(const Field& field) {
  return field.type == render::FieldType::array;
}

// Follows the names of a path down the schema, along all members where a name is "*".
class RouteFinder {
public:
  RouteFinder(const Surroundings& around, const std::vector<std::string>& names)
      : around_(around), names_(names) {}

  // The field that the path ends at (of the first route).
  Result<const Field*> find(FieldPath& out) {
    for (std::size_t i = around_.scopes.size(); i-- > 0;) {
      if (around_.scopes[i].field->find(names_.front()) == nullptr) continue;
      out.scope = i;
      walk(*around_.scopes[i].field, 0, around_.scopes[i].names, {}, FieldPath::no_list, out);
      break;
    }
    if (mixed_) return refuse(fmt::format("“{}”的各路径不同类，不能一起计算", written()));
    if (leaf_ == nullptr) return unknown();
    out.ends_at_list = is_list(*leaf_);
    out.required = leaf_->required && !leaf_->nullable;
    return leaf_;
  }

private:
  void walk(const Field& at, std::size_t depth, const std::vector<std::string>& absolute,
            const std::vector<std::string>& route, std::size_t list_at, FieldPath& out) {
    if (depth == names_.size()) return arrive(at, absolute, route, list_at, out);
    if (is_list(at)) {
      // A second list within the first would need a second kind of sum; no report has asked for one.
      if (list_at != FieldPath::no_list || at.children.empty()) return;
      const std::size_t skipped = names_[depth] == "*" ? depth + 1 : depth;
      return walk(at.children.front(), skipped, absolute, route, route.size(), out);
    }
    if (!is_map(at)) return;
    const bool inside_target = absolute.size() < around_.target.size() &&
                               std::equal(absolute.begin(), absolute.end(), around_.target.begin());
    for (const Field& child : at.children) {
      const bool own = inside_target && child.name == around_.target[absolute.size()];
      if (names_[depth] == "*"
              ? own
              : child.name != names_[depth] && (child.key.empty() || child.key != names_[depth]))
        continue;
      auto next_absolute = absolute, next_route = route;
      next_absolute.push_back(child.name);
      next_route.push_back(child.name);
      walk(child, depth + 1, next_absolute, next_route, list_at, out);
    }
  }

  void arrive(const Field& leaf, const std::vector<std::string>& absolute,
              const std::vector<std::string>& route, std::size_t list_at, FieldPath& out) {
    if (is_map(leaf)) return;
    if (leaf_ != nullptr && (list_at != out.list_at || is_list(leaf) != is_list(*leaf_) ||
                             figure_type(leaf) != figure_type(*leaf_)))
      mixed_ = true;
    if (leaf_ == nullptr) leaf_ = &leaf;
    out.list_at = list_at;
    out.routes.push_back(route);
    out.fields.push_back(fmt::format("{}", fmt::join(absolute, ".")));
  }

  [[nodiscard]] std::string written() const { return fmt::format("{}", fmt::join(names_, ".")); }

  [[nodiscard]] tl::unexpected<Error> unknown() const {
    const Field* at = around_.scopes.front().field;
    for (const auto& name : names_) {
      const Field* next =
          is_list(*at) && !at->children.empty() ? at->children.front().find(name) : at->find(name);
      if (next == nullptr || (!is_map(*next) && !is_list(*next))) break;
      at = next;
    }
    if (is_list(*at) && !at->children.empty()) at = &at->children.front();
    const std::string names = field_names(*at);
    return refuse(fmt::format("没有栏目“{}”", written()), names.empty() ? "" : "这里有：" + names);
  }

  const Surroundings& around_;
  const std::vector<std::string>& names_;
  const Field* leaf_ = nullptr;
  bool mixed_ = false;
};

class Binder {
public:
  explicit Binder(const Surroundings& around) : around_(around) {}

  Result<Formula> bind(const Expression& e) {
    switch (e.kind) {
    case Kind::number:
    case Kind::text:
      return literal(e);
    case Kind::path:
      return single(e);
    case Kind::call:
      return call(e);
    case Kind::arithmetic:
      return arithmetic(e);
    case Kind::comparison:
      return comparison(e);
    }
    return refuse("算式看不懂");
  }

private:
  static Formula literal(const Expression& e) {
    Formula out;
    out.kind = e.kind;
    out.number = e.number;
    out.text = e.text;
    out.type = e.kind == Kind::number ? FigureType::number : FigureType::text;
    return out;
  }

  // A path that stands for one value.
  Result<Formula> single(const Expression& e) {
    Formula out;
    out.kind = Kind::path;
    const auto field = RouteFinder(around_, e.path).find(out.path);
    if (!field) return fail(field.error());
    const std::string written = fmt::format("{}", fmt::join(e.path, "."));
    if (out.path.ends_at_list) return refuse(fmt::format("“{}”是一张表，要写成 count({})", written, written));
    if (out.path.list_at != FieldPath::no_list || out.path.routes.size() > 1)
      return refuse(fmt::format("“{}”不止一个值，要写成 sum({})", written, written));
    out.type = figure_type(**field);
    return out;
  }

  Result<Formula> arithmetic(const Expression& e) {
    Formula out;
    out.kind = e.kind;
    out.text = e.text;
    for (const auto& operand : e.operands) {
      auto bound = typed(operand, FigureType::number, fmt::format("“{}”两边", e.text));
      if (!bound) return bound;
      out.operands.push_back(std::move(*bound));
    }
    return out;
  }

  Result<Formula> comparison(const Expression& e) {
    Formula out;
    out.kind = e.kind;
    out.text = e.text;
    out.type = FigureType::boolean;
    auto left = bind(e.operands[0]);
    if (!left) return left;
    const Field* field = left->kind == Kind::path ? field_of(e.operands[0]) : nullptr;
    auto right = left->type == FigureType::boolean             ? yes_or_no(e.operands[1])
                 : field != nullptr && !field->choices.empty() ? choice(e.operands[1], *field)
                                                               : bind(e.operands[1]);
    if (!right) return right;
    if (left->type != right->type)
      return refuse(fmt::format("“{}”的左边是{}，右边是{}，不能比较", e.text, type_name(left->type),
                                type_name(right->type)));
    const bool ordered = left->type == FigureType::number || left->type == FigureType::time;
    if (!ordered && e.text != "=" && e.text != "≠")
      return refuse(fmt::format("{}不分大小，只能用 = 或 ≠", type_name(left->type)));
    out.operands = {std::move(*left), std::move(*right)};
    return out;
  }

  // What a field with choices is compared with: one of them, in quotes or bare.
  static Result<Formula> choice(const Expression& e, const Field& field) {
    const bool word = e.kind == Kind::path && e.path.size() == 1;
    const std::string text = word ? e.path.front() : e.kind == Kind::text ? e.text : "";
    const auto& choices = field.choices;
    if (std::find(choices.begin(), choices.end(), text) == choices.end())
      return refuse(fmt::format("“{}”没有“{}”这个值", field.name, text),
                    fmt::format("可以是：{}", fmt::join(choices, "、")));
    Formula out;
    out.kind = Kind::text;
    out.type = FigureType::text;
    out.text = text;
    return out;
  }

  Result<Formula> yes_or_no(const Expression& e) {
    const bool word =
        e.kind == Kind::path && e.path.size() == 1 && (e.path.front() == "是" || e.path.front() == "否");
    if (!word) return bind(e);
    Formula out;
    out.kind = Kind::text;
    out.type = FigureType::boolean;
    out.text = e.path.front();
    return out;
  }

  [[nodiscard]] const Field* field_of(const Expression& e) const {
    FieldPath ignored;
    const auto field = RouteFinder(around_, e.path).find(ignored);
    return field ? *field : nullptr;
  }

  Result<Formula> typed(const Expression& e, FigureType type, const std::string& what) {
    auto bound = bind(e);
    if (bound && bound->type != type)
      return refuse(fmt::format("{}要的是{}，给的是{}", what, type_name(type), type_name(bound->type)));
    return bound;
  }

  Result<Formula> call(const Expression& e) {
    const Function* function = find_function(e.text);
    if (function == nullptr)
      return refuse(fmt::format("没有函数“{}”", e.text), "函数有：" + function_names());
    const std::size_t given = e.operands.size();
    if (given < function->arguments || (given > function->arguments && !function->over_lists))
      return refuse(fmt::format("“{}”的参数个数不对", e.text), "写作 " + std::string(function->usage));
    Formula out;
    out.kind = Kind::call;
    out.text = e.text;
    if (function->over_lists) return over_list(e, std::move(out));
    if (e.text == "when") return either(e, std::move(out));
    if (e.text == "rank") return place_in_list(e, std::move(out));
    return plain_call(e, std::move(out));
  }

  Result<Formula> plain_call(const Expression& e, Formula out) {
    const bool spans = e.text == "days" || e.text == "minutes";
    const FigureType argument = e.text == "late" || spans ? FigureType::time : FigureType::number;
    for (const auto& operand : e.operands) {
      auto bound = typed(operand, argument, e.text);
      if (!bound) return bound;
      out.operands.push_back(std::move(*bound));
    }
    if (e.text == "fixed") {
      const auto& places = out.operands[1];
      const bool whole = places.kind == Kind::number && denominator(places.number) == 1;
      if (!whole || places.number < 0 || places.number > 6) return refuse("fixed 的小数位数要写 0 到 6");
    }
    const bool number = e.text == "fixed" || e.text == "ceil" || spans;
    out.type = number ? FigureType::number : FigureType::text;
    return out;
  }

  // rank: a list's numbers, and the one whose place among them is asked for.
  Result<Formula> place_in_list(const Expression& e, Formula out) {
    const Expression& what = e.operands.front();
    if (what.kind != Kind::path)
      return refuse("rank 的第一个参数要写表里的栏目", "写作 rank(列表.栏目, 自己的数)");
    Formula path;
    path.kind = Kind::path;
    const auto field = RouteFinder(around_, what.path).find(path.path);
    if (!field) return fail(field.error());
    if (path.path.ends_at_list || path.path.list_at == FieldPath::no_list)
      return refuse("rank 的第一个参数要写表里的栏目", "写作 rank(列表.栏目, 自己的数)");
    if (figure_type(**field) != FigureType::number) return refuse(fmt::format("“{}”不是数", (*field)->name));
    auto own = typed(e.operands[1], FigureType::number, "rank");
    if (!own) return own;
    out.type = FigureType::number;
    out.operands = {std::move(path), std::move(*own)};
    return out;
  }

  Result<Formula> either(const Expression& e, Formula out) {
    auto condition = typed(e.operands[0], FigureType::boolean, "when 的条件");
    if (!condition) return condition;
    auto yes = bind(e.operands[1]);
    if (!yes) return yes;
    auto no = typed(e.operands[2], yes->type, "when 的两个值");
    if (!no) return no;
    out.type = yes->type;
    out.operands = {std::move(*condition), std::move(*yes), std::move(*no)};
    return out;
  }

  // sum and count: the path, then filters that see the list's item.
  Result<Formula> over_list(const Expression& e, Formula out) {
    const Expression& what = e.operands.front();
    if (what.kind != Kind::path) return refuse(fmt::format("{} 的第一个参数要写栏目", e.text));
    Formula path;
    path.kind = Kind::path;
    const auto field = RouteFinder(around_, what.path).find(path.path);
    if (!field) return fail(field.error());
    const bool counts = e.text == "count";
    if (counts != path.path.ends_at_list)
      return refuse(counts ? "count 数的是一张表有几条，要写表名" : "sum 求的是数的和，要写到表里的栏目");
    if (!counts && figure_type(**field) != FigureType::number)
      return refuse(fmt::format("“{}”不是数", (*field)->name));
    out.operands.push_back(std::move(path));
    return e.operands.size() == 1 ? out : with_filters(e, std::move(out));
  }

  Result<Formula> with_filters(const Expression& e, Formula out) {
    const FieldPath& path = out.operands.front().path;
    const Field* list = around_.scopes[path.scope].field;
    const std::size_t steps = path.ends_at_list ? path.routes.front().size() : path.list_at;
    if (path.routes.size() != 1 || steps == FieldPath::no_list) return refuse("条件只能用在一张表上");
    std::vector<std::string> names = around_.scopes[path.scope].names;
    for (std::size_t i = 0; i < steps; ++i) {
      names.push_back(path.routes.front()[i]);
      list = list->find(names.back());
    }
    if (!is_map(list->children.front())) return refuse("这张表的各条没有栏目，不能加条件");
    Surroundings inside = around_;
    inside.scopes.push_back({&list->children.front(), names});
    inside.target.clear();
    for (const auto& filter : std::span(e.operands).subspan(1)) {
      auto bound = Binder(inside).bind(filter);
      if (!bound) return bound;
      if (bound->type != FigureType::boolean) return refuse("条件要写成“栏目 = 值”");
      out.operands.push_back(std::move(*bound));
    }
    return out;
  }

  const Surroundings& around_;
};

} // namespace

Result<Formula> bind(const Expression& expression, const Surroundings& around) {
  return Binder(around).bind(expression);
}

Result<FieldPath> bind_path(const Expression& expression, const Surroundings& around) {
  if (expression.kind != Kind::path) return refuse("这里要写栏目");
  FieldPath out;
  const auto field = RouteFinder(around, expression.path).find(out);
  if (!field) return fail(field.error());
  return out;
}

} // namespace fengqiao::station

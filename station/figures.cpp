#include "station/figures.hpp"

#include "core/fold.hpp"
#include "station/rates.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <set>
#include <span>
#include <unordered_set>

namespace fengqiao::station {
namespace {

using render::FieldType;
using render::Value;

constexpr std::string_view computed_origin = "计算";

// "日报.yaml:12 栏目“…”" → "日报.yaml:12": messages here name the field themselves.
std::string where_of(const std::string& origin) {
  return origin.substr(0, origin.find(" 栏目“"));
}

Value& child_map(Value& map, const std::string& name) {
  if (map.kind == Value::Kind::null) map.kind = Value::Kind::map;
  if (Value* child = map.find(name)) return *child;
  Value empty;
  empty.origin = map.origin;
  map.members.push_back({name, std::move(empty)});
  return map.members.back().value;
}

// Walks to every instance of a place: `visit(map, prefix, scopes)` gets the innermost map.
struct Instance {
  Value* map;
  std::string prefix;
};
using Visit = std::function<void(const Instance&, const std::vector<ValueScope>&)>;

void for_each_instance(const Instance& at, std::vector<ValueScope> scopes, std::span<const PlaceStep> steps,
                       const Visit& visit) {
  scopes.push_back({at.map, at.prefix});
  if (steps.empty()) return visit(at, scopes);
  const auto& step = steps.front();
  Value& next = child_map(*at.map, step.name);
  if (!step.each) {
    if (next.kind == Value::Kind::null) next.kind = Value::Kind::map;
    return for_each_instance({&next, at.prefix + step.name + "."}, std::move(scopes), steps.subspan(1),
                             visit);
  }
  for (std::size_t i = 0; i < next.items.size(); ++i)
    for_each_instance({&next.items[i], fmt::format("{}{}[{}].", at.prefix, step.name, i + 1)}, scopes,
                      steps.subspan(1), visit);
}

std::string shown(const Quantity& quantity) {
  if (quantity.kind == Quantity::Kind::boolean) return quantity.truth ? "是" : "否";
  if (quantity.kind == Quantity::Kind::text || !quantity.text.empty()) return quantity.text;
  if (quantity.kind == Quantity::Kind::missing) return std::string(not_computable);
  return with_minus_sign(quantity.places < 0 ? to_plain(quantity.number)
                                             : to_fixed(quantity.number, quantity.places));
}

// Formulas that mean nothing to the reader of a message.
bool is_choice_or_span(std::string_view written) {
  return written.starts_with("when(") || written.starts_with("days(");
}

// A figure as the record keeps it. A number that is missing prints as a dash, never as an empty cell.
Value value_of(const Quantity& quantity, FieldType type) {
  Value out = Value::of_text(shown(quantity), std::string(computed_origin));
  if (quantity.kind == Quantity::Kind::boolean) {
    out.kind = Value::Kind::boolean;
    out.boolean = quantity.truth;
  } else if (quantity.kind == Quantity::Kind::number && type != FieldType::string) {
    out.kind = Value::Kind::number;
    out.text = quantity.places < 0 ? to_plain(quantity.number) : to_fixed(quantity.number, quantity.places);
  }
  return out;
}

bool same(const Value& stated, const Value& computed) {
  if (stated.kind == Value::Kind::boolean || computed.kind == Value::Kind::boolean)
    return stated.kind == computed.kind && stated.boolean == computed.boolean;
  const auto left = parse_decimal(stated.text), right = parse_decimal(computed.text);
  return left && right ? *left == *right : fold(stated.text) == fold(computed.text);
}

class Computer {
public:
  Computer(Value& record, Errors& problems, Errors& warnings)
      : record_(record), problems_(problems), warnings_(warnings) {}

  void figure(const Figure& figure) {
    const std::string& name = figure.place.back().name;
    const auto maps = std::span(figure.place).first(figure.place.size() - 1);
    for_each_instance(
        {&record_, {}}, {}, maps, [&](const Instance& at, const std::vector<ValueScope>& scopes) {
          Evaluation evaluation = begin(scopes);
          const Quantity quantity = figure.is_zero_report ? zero_report(figure.zero, evaluation)
                                                          : evaluate(figure.formula, evaluation);
          const std::string path = at.prefix + name;
          store(child_map(*at.map, name), quantity, figure, path, evaluation);
          computed_[path] = quantity;
        });
  }

  void check(const Check& check) {
    if (!check.unique.empty()) return check_unique(check);
    for_each_instance(
        {&record_, {}}, {}, check.each, [&](const Instance& at, const std::vector<ValueScope>& scopes) {
          Evaluation evaluation = begin(scopes);
          const Quantity left = evaluate(check.left, evaluation), right = evaluate(check.right, evaluation);
          std::erase_if(evaluation.missing, [](const MissingField& field) { return !field.required; });
          report_missing(evaluation, {});
          if (left.kind != Quantity::Kind::number || right.kind != Quantity::Kind::number) return;
          if (check.at_most ? left.number <= right.number : left.number == right.number) return;
          std::string origin = origin_of(check.left, evaluation);
          if (origin.empty() || origin == computed_origin) origin = at.map->origin;
          std::string values; // a plain number on one side says nothing new
          for (const auto& [written, quantity] :
               {std::pair{&check.left_written, &left}, std::pair{&check.right_written, &right}})
            if (const std::string value = shown(*quantity); *written != value && !is_choice_or_span(*written))
              values += (values.empty() ? "" : "，") + *written + "为" + value;
          (check.warning ? warnings_ : problems_)
              .push_back({ErrorCode::data, where_of(origin),
                          check.message + (values.empty() ? "" : "：" + values), "请核对这几栏"});
        });
  }

private:
  // Items of one list are compared with each other, not with those of another item's list.
  void check_unique(const Check& check) {
    std::map<std::vector<std::string>, std::string> seen;
    for_each_instance(
        {&record_, {}}, {}, check.each, [&](const Instance& at, const std::vector<ValueScope>&) {
          const std::string item = at.prefix.substr(0, at.prefix.size() - 1); // 票[3].
          std::vector<std::string> key{item.substr(0, item.rfind('['))};
          std::string values;
          for (const auto& name : check.unique) {
            const Value* value = at.map->find(name);
            if (value == nullptr || value->text.empty()) return;
            key.push_back(fold(value->text));
            values += fmt::format("{}{}“{}”", values.empty() ? "" : "、", name, value->text);
          }
          const auto [twin, fresh] = seen.emplace(std::move(key), item);
          if (!fresh)
            problems_.push_back(
                {ErrorCode::data, where_of(at.map->origin),
                 fmt::format("{}：“{}”和“{}”的{}都一样", check.message, item, twin->second, values),
                 "重复录入的只留一条"});
        });
  }

  Evaluation begin(const std::vector<ValueScope>& scopes) const { return {scopes, &computed_, {}, false}; }

  // 零报告判定: the figures decide whether all is zero, the lists whether there is anything notable to
  // report.
  static Quantity zero_report(const ZeroRule& rule, Evaluation& evaluation) {
    Quantity out;
    bool all_zero = true, known = true;
    for (const auto& path : rule.counts)
      for (const auto& count : read_all(path, evaluation)) {
        if (count.kind == Quantity::Kind::number)
          all_zero = all_zero && count.number == 0;
        else
          known = known && !path.required; // an optional count may be left out
      }
    std::erase_if(evaluation.missing, [](const MissingField& field) { return !field.required; });
    for (const auto& condition : rule.also) {
      const Quantity holds = evaluate(condition, evaluation);
      known = known && holds.kind == Quantity::Kind::boolean;
      all_zero = all_zero && holds.truth;
    }
    const bool notable = std::any_of(rule.lists.begin(), rule.lists.end(), [&](const FieldPath& list) {
      return count_items(list, evaluation) > 0;
    });
    if (!known && !notable) return out;
    out.kind = Quantity::Kind::text;
    out.text = notable ? "否" : all_zero ? "全零" : "无突出情况";
    return out;
  }

  void store(Value& target, const Quantity& quantity, const Figure& figure, const std::string& path,
             const Evaluation& evaluation) {
    const bool stated = target.kind != Value::Kind::null;
    const bool missing = quantity.kind == Quantity::Kind::missing;
    report_missing(evaluation, path);
    if (evaluation.too_large)
      problems_.push_back(
          {ErrorCode::limit, where_of(target.origin), fmt::format("栏目“{}”的数过大，算不出来", path), {}});
    Value computed = value_of(quantity, figure.type);
    if (stated && missing) {
      problems_.push_back(
          {ErrorCode::data, where_of(target.origin),
           fmt::format("栏目“{}”填了“{}”，但算它要用的栏目没有填全，无法核对", path, target.text),
           "补全后再核对；这一栏也可以留空，由程序计算"});
      return;
    }
    if (stated && !same(target, computed))
      problems_.push_back({ErrorCode::data, where_of(target.origin),
                           fmt::format("栏目“{}”填的是“{}”，算得“{}”（{}）", path, stated_text(target),
                                       shown(quantity), figure.written),
                           "请核对各分项；这一栏也可以留空，由程序计算"});
    if (stated) computed.origin = target.origin;
    target = std::move(computed);
  }

  static std::string stated_text(const Value& value) {
    if (value.kind == Value::Kind::boolean) return value.boolean ? "是" : "否";
    return value.text;
  }

  // Each empty field is named once, with the first figure that needs it.
  void report_missing(const Evaluation& evaluation, const std::string& figure) {
    for (const auto& field : evaluation.missing) {
      if (!reported_.insert(field.path).second || named_already(field.path)) continue;
      const std::string what = figure.empty() ? "有关各栏无法核对" : fmt::format("“{}”算不出来", figure);
      (field.required ? problems_ : warnings_)
          .push_back({ErrorCode::data, where_of(field.origin),
                      fmt::format("栏目“{}”没有填写，{}", field.path, what), "没有发生的填 0；空白不等于 0"});
    }
  }

  // check_record has said so already, of the field or of the group that it lies in.
  [[nodiscard]] bool named_already(std::string path) {
    read_names();
    while (true) {
      if (named_.contains(path)) return true;
      const auto end = path.find_last_of(".[");
      if (end == std::string::npos) return false;
      path.erase(end);
    }
  }

  // The fields that the problems name (栏目“…”), each problem read once however many fields are asked about.
  void read_names() {
    constexpr std::string_view opening = "栏目“", closing = "”";
    for (; read_ < problems_.size(); ++read_) {
      const std::string& message = problems_[read_].message;
      for (auto at = message.find(opening); at != std::string::npos; at = message.find(opening, at)) {
        at += opening.size();
        const auto end = message.find(closing, at);
        if (end == std::string::npos) break;
        named_.insert(message.substr(at, end - at));
      }
    }
  }

  Value& record_;
  Errors& problems_;
  Errors& warnings_;
  std::unordered_set<std::string> named_;
  std::size_t read_ = 0; // problems whose names are in named_
  std::map<std::string, Quantity> computed_;
  std::set<std::string> reported_;
};

} // namespace

void compute(const FigureSet& figures, render::Value& record, Errors& problems, Errors& warnings) {
  Computer computer(record, problems, warnings);
  for (const auto& figure : figures.figures)
    computer.figure(figure);
  for (const auto& check : figures.checks)
    computer.check(check);
}

} // namespace fengqiao::station

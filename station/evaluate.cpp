#include "station/formula.hpp"

#include "core/date.hpp"
#include "station/rates.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <optional>
#include <span>
#include <utility>

namespace fengqiao::station {
namespace {

using render::Value;
using Kind = Expression::Kind;
using Integer = boost::multiprecision::cpp_int;

// No figure of a station needs more; a chain of multiplications must not eat the machine.
constexpr unsigned max_number_bits = 4096;

Quantity number(Rational value) {
  Quantity out;
  out.kind = Quantity::Kind::number;
  out.number = std::move(value);
  return out;
}

Quantity text(std::string value) {
  Quantity out;
  out.kind = Quantity::Kind::text;
  out.text = std::move(value);
  return out;
}

Quantity boolean(bool value) {
  Quantity out;
  out.kind = Quantity::Kind::boolean;
  out.truth = value;
  return out;
}

std::optional<Rational> as_number(const Quantity& quantity) {
  return quantity.kind == Quantity::Kind::number ? std::optional(quantity.number) : std::nullopt;
}

bool is_missing(const Quantity& quantity) {
  return quantity.kind == Quantity::Kind::missing;
}

std::optional<Rational> minutes(std::string_view written) {
  auto time = parse_date_time(written);
  if (!time) {
    const auto date = parse_date(written);
    if (!date || date->day == 0) return std::nullopt;
    time = DateTime{*date, 0, 0};
  }
  // Days since an arbitrary beginning; only differences and order matter.
  const Date& d = time->date;
  long long days = 365LL * d.year + (d.year - 1) / 4 - (d.year - 1) / 100 + (d.year - 1) / 400 + d.day;
  for (int month = 1; month < d.month; ++month)
    days += days_in_month(d.year, month);
  return Rational((days * 24 + time->hour) * 60 + time->minute);
}

// A value of the record. A time carries its minutes beside its text.
Quantity quantity_of(const Value& value, bool as_time) {
  if (value.kind == Value::Kind::number) {
    const auto parsed = parse_decimal(value.text);
    return parsed ? number(*parsed) : Quantity{};
  }
  if (value.kind == Value::Kind::boolean) return boolean(value.boolean);
  if (value.kind != Value::Kind::text) return {};
  Quantity out = text(value.text);
  if (!as_time) return out;
  const auto parsed = minutes(value.text);
  if (!parsed) return {};
  out.kind = Quantity::Kind::number;
  out.number = *parsed;
  return out;
}

class Reader {
public:
  Reader(const FieldPath& path, Evaluation& evaluation, bool as_time)
      : path_(path), evaluation_(evaluation), as_time_(as_time), scope_(evaluation.scopes[path.scope]) {}

  std::vector<Quantity> read_all() {
    for (const auto& route : path_.routes)
      path_.list_at == FieldPath::no_list ? add(*scope_.value, scope_.prefix, route, scope_.value->origin)
                                          : add_items(route);
    return std::move(out_);
  }

private:
  void add_items(const std::vector<std::string>& route) {
    const std::span<const std::string> names(route);
    const std::string list_path =
        scope_.prefix + fmt::format("{}", fmt::join(names.first(path_.list_at), "."));
    const Value* list = follow(*scope_.value, names.first(path_.list_at));
    if (list == nullptr) return;
    for (std::size_t i = 0; i < list->items.size(); ++i)
      add(list->items[i], fmt::format("{}[{}].", list_path, i + 1), names.subspan(path_.list_at),
          list->items[i].origin);
  }

  void add(const Value& from, const std::string& prefix, std::span<const std::string> names,
           const std::string& origin) {
    const std::string key = names.empty() ? prefix.substr(0, prefix.size() - 1)
                                          : prefix + fmt::format("{}", fmt::join(names, "."));
    if (evaluation_.computed != nullptr) {
      // A figure that could not be computed has had its missing fields named already.
      if (const auto known = evaluation_.computed->find(key); known != evaluation_.computed->end())
        return out_.push_back(known->second);
    }
    const Value* value = follow(from, names);
    out_.push_back(value == nullptr ? Quantity{} : quantity_of(*value, as_time_));
    if (is_missing(out_.back())) note_missing(key, value != nullptr ? value->origin : origin);
  }

  void note_missing(const std::string& key, const std::string& origin) {
    for (const auto& known : evaluation_.missing)
      if (known.path == key) return;
    evaluation_.missing.push_back({key, path_.required, origin});
  }

  static const Value* follow(const Value& from, std::span<const std::string> names) {
    const Value* at = &from;
    for (const auto& name : names)
      if (at != nullptr) at = at->find(name);
    return at;
  }

  const FieldPath& path_;
  Evaluation& evaluation_;
  bool as_time_;
  const ValueScope& scope_;
  std::vector<Quantity> out_;
};

bool compare(const std::string& op, int order) {
  if (op == "=") return order == 0;
  if (op == "≠") return order != 0;
  if (op == "<") return order < 0;
  if (op == "≤") return order <= 0;
  if (op == ">") return order > 0;
  return order >= 0;
}

class Evaluator {
public:
  explicit Evaluator(Evaluation& evaluation) : evaluation_(evaluation) {}

  Quantity value(const Formula& f) {
    switch (f.kind) {
    case Kind::number:
      return number(f.number);
    case Kind::text:
      return f.type == FigureType::boolean ? boolean(f.text == "是") : text(f.text);
    case Kind::path:
      return Reader(f.path, evaluation_, f.type == FigureType::time).read_all().front();
    case Kind::arithmetic:
      return bounded(arithmetic(f));
    case Kind::comparison:
      return comparison(f);
    case Kind::call:
      return bounded(call(f));
    }
    return {};
  }

private:
  Quantity arithmetic(const Formula& f) {
    const Quantity left = value(f.operands[0]);
    if (f.operands.size() == 1) return is_missing(left) ? left : number(-left.number);
    const Quantity right = value(f.operands[1]);
    if (is_missing(left) || is_missing(right)) return {};
    if (f.text == "+") return number(left.number + right.number);
    if (f.text == "-") return number(left.number - right.number);
    if (f.text == "*") return number(left.number * right.number);
    return right.number == 0 ? Quantity{} : number(left.number / right.number);
  }

  Quantity comparison(const Formula& f) {
    const Quantity left = value(f.operands[0]), right = value(f.operands[1]);
    if (is_missing(left) || is_missing(right)) return {};
    if (left.kind == Quantity::Kind::number)
      return boolean(compare(f.text, left.number.compare(right.number)));
    if (left.kind == Quantity::Kind::boolean)
      return boolean(compare(f.text, left.truth == right.truth ? 0 : 1));
    return boolean(compare(f.text, left.text == right.text ? 0 : 1));
  }

  Quantity call(const Formula& f) {
    if (f.text == "count" || f.text == "sum") return over_list(f);
    if (f.text == "change" || f.text == "share") return ratio(f);
    if (f.text == "days" || f.text == "minutes") return span_of_time(f);
    if (f.text == "rank") return rank(f);
    const Quantity first = value(f.operands[0]);
    if (f.text == "when") return is_missing(first) ? first : value(f.operands[first.truth ? 1 : 2]);
    if (f.text == "signed") return is_missing(first) ? first : text(signed_text(first.number));
    if (f.text == "ceil") return is_missing(first) ? first : number(rounded_up(first.number));
    const Quantity second = value(f.operands[1]);
    if (is_missing(first) || is_missing(second)) return {};
    if (f.text == "late") return text(first.number > second.number ? "迟报" : "按时");
    if (f.text == "agree") return text(first.number == second.number ? "相符" : "不符");
    return fixed(first, second.number.convert_to<int>());
  }

  // A base that nobody has (a new station has no year before) prints as —; only required fields are asked
  // for.
  Quantity ratio(const Formula& f) {
    const auto [first, second] = two_of_which_one_may_be_blank(f);
    return text(f.text == "change" ? change_text(first, second) : share_text(first, second));
  }

  // From one day or minute to another, below 0 where the second comes first. What has not happened yet has
  // no time, which is as ordinary as a base that nobody has. Days are counted by the calendar: hours are cut
  // off both ends.
  Quantity span_of_time(const Formula& f) {
    const auto [from, to] = two_of_which_one_may_be_blank(f);
    if (!from || !to) return {};
    if (f.text == "minutes") return number(*to - *from);
    const Rational day = 24 * 60;
    return number(rounded_down(Rational(*to / day)) - rounded_down(Rational(*from / day)));
  }

  std::pair<std::optional<Rational>, std::optional<Rational>>
  two_of_which_one_may_be_blank(const Formula& f) {
    const auto known = static_cast<std::ptrdiff_t>(evaluation_.missing.size());
    const auto first = as_number(value(f.operands[0])), second = as_number(value(f.operands[1]));
    auto& missing = evaluation_.missing;
    missing.erase(
        std::remove_if(missing.begin() + known, missing.end(), [](const auto& m) { return !m.required; }),
        missing.end());
    return {first, second};
  }

  // 1 is the greatest; equal numbers share a place, and the next one is as far down as there are above it.
  Quantity rank(const Formula& f) {
    const Quantity own = value(f.operands[1]);
    const auto all = Reader(f.operands[0].path, evaluation_, false).read_all();
    if (is_missing(own) || std::any_of(all.begin(), all.end(), is_missing)) return {};
    return number(1 + std::count_if(all.begin(), all.end(),
                                    [&](const Quantity& each) { return each.number > own.number; }));
  }

  static Rational rounded_down(const Rational& value) {
    const Rational whole(Integer(numerator(value) / denominator(value))); // cut towards 0
    return whole > value ? Rational(whole - 1) : whole;
  }

  static Rational rounded_up(const Rational& value) { return -rounded_down(Rational(-value)); }

  // From here on the rounded value is the value: what is added up later is what the page shows.
  Quantity fixed(const Quantity& exact, int places) {
    const auto rounded = parse_decimal(to_fixed(exact.number, places));
    if (!rounded) {
      evaluation_.too_large = true;
      return {};
    }
    Quantity out = number(*rounded);
    out.places = places;
    return out;
  }

  Quantity over_list(const Formula& f) {
    const FieldPath& path = f.operands.front().path;
    if (f.operands.size() > 1) return filtered(f);
    if (path.ends_at_list) return number(count_items(path, evaluation_));
    return total(Reader(path, evaluation_, false).read_all());
  }

  // Only the items for which every filter holds; an item that cannot be judged makes the figure missing.
  Quantity filtered(const Formula& f) {
    const FieldPath& path = f.operands.front().path;
    const auto& route = path.routes.front();
    const std::size_t steps = path.ends_at_list ? route.size() : path.list_at;
    const ValueScope scope = evaluation_.scopes[path.scope];
    const Value* list = scope.value;
    for (std::size_t i = 0; i < steps && list != nullptr; ++i)
      list = list->find(route[i]);
    const std::string list_path =
        scope.prefix + fmt::format("{}", fmt::join(std::span(route).first(steps), "."));
    FieldPath in_item;
    in_item.scope = evaluation_.scopes.size();
    in_item.routes = {{route.begin() + static_cast<std::ptrdiff_t>(steps), route.end()}};
    in_item.required = path.required;

    Quantity out = number(0);
    for (std::size_t i = 0; list != nullptr && i < list->items.size(); ++i) {
      evaluation_.scopes.push_back({&list->items[i], fmt::format("{}[{}].", list_path, i + 1)});
      const Quantity chosen = all_hold(std::span(f.operands).subspan(1));
      Quantity part = number(1);
      if (!path.ends_at_list && !is_missing(chosen) && chosen.truth)
        part = Reader(in_item, evaluation_, false).read_all().front();
      evaluation_.scopes.pop_back();
      if (is_missing(chosen) || is_missing(part)) out.kind = Quantity::Kind::missing;
      if (!is_missing(chosen) && chosen.truth && !is_missing(part)) out.number += part.number;
    }
    return is_missing(out) ? Quantity{} : out;
  }

  Quantity all_hold(std::span<const Formula> filters) {
    for (const auto& filter : filters) {
      Quantity holds = value(filter);
      if (is_missing(holds) || !holds.truth) return holds;
    }
    return boolean(true);
  }

  static Quantity total(const std::vector<Quantity>& parts) {
    Quantity out = number(0);
    for (const auto& part : parts) {
      if (is_missing(part)) return {};
      out.number += part.number;
    }
    return out;
  }

  Quantity bounded(Quantity quantity) {
    if (quantity.kind != Quantity::Kind::number) return quantity;
    const auto bits = [](const auto& integer) {
      return integer == 0 ? 0u : static_cast<unsigned>(msb(abs(integer)));
    };
    if (bits(numerator(quantity.number)) < max_number_bits &&
        bits(denominator(quantity.number)) < max_number_bits)
      return quantity;
    evaluation_.too_large = true;
    return {};
  }

  Evaluation& evaluation_;
};

} // namespace

Quantity evaluate(const Formula& formula, Evaluation& evaluation) {
  return Evaluator(evaluation).value(formula);
}

std::vector<Quantity> read_all(const FieldPath& path, Evaluation& evaluation) {
  return Reader(path, evaluation, false).read_all();
}

std::size_t count_items(const FieldPath& path, const Evaluation& evaluation) {
  const ValueScope& scope = evaluation.scopes[path.scope];
  std::size_t count = 0;
  for (const auto& route : path.routes) {
    const Value* at = scope.value;
    for (const auto& name : route)
      if (at != nullptr) at = at->find(name);
    if (at != nullptr) count += at->items.size();
  }
  return count;
}

std::string origin_of(const Formula& formula, const Evaluation& evaluation) {
  if (formula.kind == Kind::path) {
    for (const auto& route : formula.path.routes) {
      const Value* at = evaluation.scopes[formula.path.scope].value;
      for (const auto& name : route)
        if (at != nullptr) at = at->find(name);
      if (at != nullptr && !at->origin.empty()) return at->origin;
    }
    return {};
  }
  for (const auto& operand : formula.operands)
    if (auto origin = origin_of(operand, evaluation); !origin.empty()) return origin;
  return {};
}

} // namespace fengqiao::station

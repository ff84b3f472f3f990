// Formulas: expressions whose every name has been found in the schema. What binds is known to be computable;
// what is left for the day itself are missing numbers.
#pragma once

#include "render/schema.hpp"
#include "station/expression.hpp"

#include <limits>
#include <map>
#include <string>
#include <vector>

namespace fengqiao::station {

enum class FigureType { number, text, time, boolean };

// Where a value lies, seen from one of the maps in scope. Scope 0 is the record; a figure inside a map or a
// list's item sees the maps around it too, the innermost first.
struct FieldPath {
  static constexpr std::size_t no_list = std::numeric_limits<std::size_t>::max();

  std::size_t scope = 0;
  std::vector<std::vector<std::string>> routes; // names below that scope; several where * stands for members
  std::vector<std::string> fields; // the same from the record on, dotted: 接报警.刑事.本期
  std::size_t list_at = no_list;   // how many of the names lead to the list that the path passes
  bool ends_at_list = false;       // the path names the list itself
  bool required = false;           // the field has to be filled in (an empty one has been reported)
};

struct Formula {
  Expression::Kind kind = Expression::Kind::number;
  FigureType type = FigureType::number;
  Rational number;
  std::string text; // as in Expression
  FieldPath path;
  std::vector<Formula>
      operands; // a filter of sum and count is a comparison that sees the item as its innermost scope
};

// A map in scope while binding, and the names that lead to it from the record.
struct SchemaScope {
  const render::Field* field = nullptr;
  std::vector<std::string> names;
};

struct Surroundings {
  std::vector<SchemaScope> scopes; // the record first
  std::vector<std::string> target; // the figure's own place: * leaves out the member that it lies in
};

// ErrorCode::data (`where` left to the caller): unknown field or function, wrong number or type of arguments,
// a choice that the field does not have, a list where one value is needed.
Result<Formula> bind(const Expression& expression, const Surroundings& around);

// Binds a path alone; it may run over members and one list.
Result<FieldPath> bind_path(const Expression& expression, const Surroundings& around);

// What a formula gave. A time is its minutes; its text is how it is printed.
struct Quantity {
  enum class Kind { missing, number, text, boolean };
  Kind kind = Kind::missing;
  Rational number;
  std::string text;
  bool truth = false;
  int places = -1; // a number's decimals where they are fixed
};

// A map in scope while computing, and what leads to it: "" or "接报警.刑事." or "流出件[2].".
struct ValueScope {
  const render::Value* value = nullptr;
  std::string prefix;
};

struct MissingField {
  std::string path; // 接报警.刑事.本期, 流出件[2].状态
  bool required = false;
  std::string origin; // of the nearest value that there is
};

struct Evaluation {
  std::vector<ValueScope> scopes;
  const std::map<std::string, Quantity>* computed = nullptr; // figures so far, unrounded, by path
  std::vector<MissingField> missing;                         // grows; each field once
  bool too_large = false;                                    // a number grew beyond all reason
};

Quantity evaluate(const Formula& formula, Evaluation& evaluation);

// Every value of a path: of all its routes and of all items of its list.
std::vector<Quantity> read_all(const FieldPath& path, Evaluation& evaluation);

// The number of items of the lists that a path ends at; an empty or blank list has none.
std::size_t count_items(const FieldPath& path, const Evaluation& evaluation);

// The origin of the first value that a formula reads, for messages.
std::string origin_of(const Formula& formula, const Evaluation& evaluation);

} // namespace fengqiao::station

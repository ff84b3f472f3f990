// A record's content after the schema has typed it: what figures are computed from and templates are filled
// with. Plain data; field names are the canonical (Chinese) names of the schema, ASCII aliases are gone.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace fengqiao::render {

struct ValueMember;

struct Value {
  enum class Kind { null, boolean, number, text, list, map };

  Kind kind = Kind::null;
  bool boolean = false;
  std::string text; // Kind::text and Kind::number: what is printed. A number is plain decimal text, exact
                    // ("2", "-1.50")
  std::vector<Value> items;         // Kind::list
  std::vector<ValueMember> members; // Kind::map, in the schema's order
  // Names that the program (never a record) makes, of letters, digits and Han: the value prints as a link to
  // the anchor `link`, and is itself the anchor `anchor`. Empty: neither.
  std::string link, anchor;
  std::string origin; // for messages: "日报.yaml:12 栏目“接报警.刑事”", or "计算" for a computed figure

  static Value of_text(std::string text, std::string origin = {});
  static Value of_number(std::string text, std::string origin = {});

  [[nodiscard]] bool is_null() const { return kind == Kind::null; }
  [[nodiscard]] const Value* find(std::string_view name) const; // a member of a map, or nullptr
  [[nodiscard]] Value* find(std::string_view name);
  // Follows a dotted path ("接报警.刑事.本期"); nullptr where it ends early.
  [[nodiscard]] const Value* at_path(std::string_view path) const;
  // Sets the value at a dotted path, making maps on the way; an existing value is replaced.
  void set_path(std::string_view path, Value value);
};

struct ValueMember {
  std::string name;
  Value value;
};

} // namespace fengqiao::render

// clang-format off
// schema.yaml: which fields a template's record has. JSON Schema (draft 2020-12) in YAML, the part that a
// form needs:
//   type (object | array | string | integer | number | boolean), title, description, properties, required,
//   items, enum, minimum, maximum, minItems, maxItems, maxLength, format, default, $defs and local $ref,
// and of ours:
//   x-key       ASCII alias of the field's name (接报警 ↔ j)
//   x-unit      unit printed on the form (起, 件, %)
//   x-computed  true: a figure that the program computes; a record may leave it out, and where it states it
//               the stated value has to be equal
//   x-nullable  true: required as a key, but its list may be empty / its value may be left blank on purpose
//   x-filled-when  "状态 = 已审定": not blank where its neighbour has this value (or one of 甲、乙), nullable or not
//   x-fields    names of an object's short form: a list [2, 3, 4] given where the object is expected is read
//               as these members
// Formats: date, date-time, citation (resolved in the index when a page is made), multiline. Unknown keywords
// are refused, so that a typing mistake in a schema does not silently check nothing.
// clang-format on
#pragma once

#include "core/data_node.hpp"
#include "core/rational.hpp"
#include "core/result.hpp"
#include "render/value.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace fengqiao::render {

enum class FieldType { object, array, string, integer, number, boolean };
enum class FieldFormat { none, date, date_time, citation, multiline };

struct Field {
  std::string name; // canonical name; empty for the root and for array items
  std::string key;  // ASCII alias, may be empty
  std::string title, description, unit;
  FieldType type = FieldType::string;
  FieldFormat format = FieldFormat::none;
  bool required = false, computed = false, nullable = false;
  std::string filled_when, filled_when_value; // x-filled-when: the neighbour's name, and its values
  std::vector<std::string> choices;           // enum
  std::vector<std::string> short_form;        // x-fields
  std::optional<Rational> minimum, maximum;
  std::optional<std::size_t> min_items, max_items, max_length;
  std::optional<std::string> fallback; // default
  std::vector<Field> children; // object: its properties in the schema's order; array: one element, its items
  int line = 0;                // in schema.yaml

  [[nodiscard]] const Field* find(std::string_view name_or_key) const; // of an object
  [[nodiscard]] const Field* at_path(std::string_view dotted) const;   // arrays are passed through
};

// All faults of the schema at once (ErrorCode::data, file:line).
Result<Field, Errors> load_schema(const std::filesystem::path& file);

// Types a record by the schema. Every problem is collected: missing required field, wrong type, unknown field
// (with the nearest known name), value not among the choices, out of range, an empty value where a figure is
// required (empty is not 0), a date that does not exist. Defaults are filled in. In `problems` on return; the
// Value holds whatever could be typed, so that a draft can be printed.
Value check_record(const DataNode& record, const Field& schema, const std::string& file, Errors& problems);

} // namespace fengqiao::render

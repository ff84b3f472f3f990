// A record to fill in, made from a template's schema.
#pragma once

#include "core/data_node.hpp"
#include "render/template.hpp"

#include <map>
#include <string>
#include <vector>

namespace fengqiao::render {

// YAML with a comment for each field: required or not, what is expected, unit, description. Computed fields
// are left out.
std::string blank_yaml(const Template& form);

// Remarks by dotted field name, instead of the explanation: where a value comes from.
using FormNotes = std::map<std::string, std::string>;

// The same with what `filled` (a record's body, by the schema's own names) has; what it lacks is left to be
// filled in. `lead` are lines of comment at the top, without #.
std::string filled_yaml(const Template& form, const DataNode& filled, const FormNotes& notes,
                        const std::vector<std::string>& lead);

// The CSV form (栏目, 填写, 说明) with a byte order mark and CRLF, as Excel and WPS expect; `filled` (a
// record's body, or nullptr) gives what is filled in. Texts that a spreadsheet would run as formulas are
// guarded (render/csv.hpp). A list gets as many rows as `filled` has items, else those of one item.
std::string csv_form(const Template& form, const DataNode* filled, const FormNotes& notes = {});

} // namespace fengqiao::render

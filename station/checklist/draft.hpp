// A checklist drafted from the clauses under a citation: one item a clause, with its basis, the rest to be
// filled in by a person.
#pragma once

#include "core/citation.hpp"
#include "core/result.hpp"
#include "render/template.hpp"

#include <string>
#include <vector>

namespace fengqiao::station {

inline constexpr std::size_t max_drafted_items = 500;

struct ChecklistDraft {
  std::string text; // a record: YAML with what each field expects, or the CSV form
  std::size_t items = 0;
};

// The items of a clause (2.1 → (a), (b), …), the clauses of a chapter or of a document. Numbers continue the
// way of the template's sample (QZ-01); the matter is the clause's heading, else the beginning of its text;
// the basis is its key with the heading, so that a number that shifts later is noticed. In YAML the beginning
// of each clause's text stands above its item as a comment. Errors: the template is no checklist
// (ErrorCode::data), a citation does not resolve, more than max_drafted_items.
Result<ChecklistDraft, Errors> draft_from_clauses(const render::Template& form,
                                                  const std::vector<std::string>& citations,
                                                  const CitationResolver& resolver, bool csv);

} // namespace fengqiao::station

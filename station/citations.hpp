// Citations of a record: each is looked up while the page is made, and prints as the title and clause that it
// names.
#pragma once

#include "core/citation.hpp"
#include "render/schema.hpp"
#include "render/value.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace fengqiao::station {

// The record's list that explains, below a table, every mark that occurs in it.
inline constexpr std::string_view citation_notes_field = "引据说明";

// 默认, 公开资料 and 二手材料 stand where there is no document to cite.
bool stands_for_no_document(std::string_view citation);

// Where a record cites a clause.
struct CitedPlace {
  std::string where;  // 清单.yaml:12
  std::string item;   // the number of the item that cites it (its field with x-key no): QZ-01; else the field
  std::string anchor; // the place on the page; empty: the page has no appendix
};

struct CitedClause {
  ResolvedCitation clause;
  std::string printed;            // its label with the marks: 《决定》二·主要职责（待核）
  std::string anchor;             // of its entry in the appendix
  std::vector<CitedPlace> places; // in the record's order
};

// A citation that did not resolve.
struct LostCitation {
  std::string typed;
  std::size_t problem = 0; // its place in `problems`
};

struct RecordCitations {
  std::vector<CitedClause> clauses; // each once, in the order of their first citation
  std::vector<LostCitation> lost;
};

// Every value of a field with format citation (in maps and lists too) is replaced by its label,
// 《决定》二·主要职责, followed by a mark where the document is not simply in force:
// （已废止）（期满）（待核）（已修改）. The words 默认, 公开资料 and 二手材料 stand for no document and print
// as they are. A person may add 〔待核〕 behind a key where the text has not been seen: it prints as the one
// mark （待核）. The list 引据说明 is set: a line for each kind of mark and word that occurred, and one that
// names the research articles cited (they bind nobody).
//
// What does not resolve stays as it was typed, followed by （未查到）; all of it is in `problems`
// (ErrorCode::citation, with the field and the resolver's hint). `linked`: each value leads to its clause's
// entry in the appendix (station/checklist/appendix.hpp).
RecordCitations resolve_citations(render::Value& record, const render::Field& schema,
                                  const CitationResolver& resolver, Errors& problems, bool linked = false);

} // namespace fengqiao::station

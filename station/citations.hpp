// Citations of a record: each is looked up while the page is made, and prints as the title and clause that it
// names.
#pragma once

#include "core/citation.hpp"
#include "render/schema.hpp"
#include "render/value.hpp"

#include <string_view>

namespace fengqiao::station {

// The record's list that explains, below a table, every mark that occurs in it.
inline constexpr std::string_view citation_notes_field = "引据说明";

// 默认, 公开资料 and 二手材料 stand where there is no document to cite.
bool stands_for_no_document(std::string_view citation);

// Every value of a field with format citation (in maps and lists too) is replaced by its label,
// 《决定》二·主要职责, followed by a mark where the document is not simply in force:
// （已废止）（期满）（待核）（已修改）. The words 默认, 公开资料 and 二手材料 stand for no document and print
// as they are. A person may add 〔待核〕 behind a key where the text has not been seen: it prints as the one
// mark （待核）. The list 引据说明 is set: a line for each kind of mark and word that occurred, and one that
// names the research articles cited (they bind nobody).
//
// What does not resolve stays as it was typed, followed by （未查到）; all of it is in `problems`
// (ErrorCode::citation, with the field and the resolver's hint).
void resolve_citations(render::Value& record, const render::Field& schema, const CitationResolver& resolver,
                       Errors& problems);

} // namespace fengqiao::station

// A search query that cites, looked up: what it means, or what is not there and lies nearest.
#pragma once

#include "indexer/clause_finder.hpp"
#include "indexer/index_store.hpp"

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace fengqiao::indexer {

struct CitedClauses {
  enum class Found {
    nothing,   // the query is no citation
    clauses,   // what it cites
    no_clause, // the text is there, that clause or edition of it is not: `clauses` are the nearest
    no_text,   // nothing has that name: `clauses` are the nearest by name and number
  };
  Found found = Found::nothing;
  std::vector<ClauseRef> clauses;
  std::map<ClauseRef, std::string> items; // the label of the 款 or 项 that the query cites of a clause
  std::vector<Located> located;           // where `found` says clauses: the same, one for each citation
  bool complete = true;                   // nothing of a list is missing
  bool asks_only = false;                 // the query asks for nothing else
  bool whole = false;                     // and nothing of it was guessed
  std::vector<std::string> notes;         // Chinese
  std::string document;                   // the id of the text that is cited, where it is there
};

// `typed` is the query without its fields, `document` what a field says of the text (文件：治安管理处罚法;
// empty: nothing), so that 第四十三条 alone is a citation. A name with one wrong character counts as the name
// that it is like, with a note, where only one text has such a name. Several citations (citation_parts.hpp)
// are looked up each by itself: all their clauses, in the order of the query, and what is not there of them
// told. Clauses that `accept` refuses are left out.
CitedClauses cited_clauses(const IndexReader& index, std::string_view typed, const std::string& document,
                           const std::function<bool(std::size_t span)>& accept);

// What to tell of a citation that names no text (cites_without_name).
std::string name_needed_note();

} // namespace fengqiao::indexer

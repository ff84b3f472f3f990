// What a citation that does not resolve may have meant.
#pragma once

#include "core/citation.hpp"
#include "indexer/index_store.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace fengqiao::indexer {

inline constexpr std::size_t max_suggestions = 3;

struct Suggestion {
  std::string key;     // XD2023-1.3, JD2002-2.1(a); an id where documents are suggested
  std::string heading; // 警力; of a document its label
  double cost = 0;     // 0: the same; about 1 for each slip of the pen
};

// The clauses nearest to what was typed, best first, at most max_suggestions. Nearness is that of slips: of
// the number (a digit wrong, doubled, lost or swapped, the next one, a dot forgotten, a 款 that is not
// there), of the heading (《计划》基层提振·警历), and of the document's name (a wrong character, the last
// plan instead of this one). `documents`: what the name means; empty where it means nothing. Where neither
// number nor heading was typed, documents are suggested. Costs a look at the name of every document, and at
// the numbers and headings of about eight of them.
std::vector<Suggestion> suggest(const IndexReader& index, const CitationQuery& query,
                                const std::vector<StoredDocument>& documents);

// Every clause with a heading, in reading order, of collections of up to 5,000 clauses, which are read one by
// one; of larger ones none.
std::vector<Suggestion> headings_of(const IndexReader& index);

// Those whose headings are nearest to a name that no document has (考核制度), best first, at most
// max_suggestions.
std::vector<Suggestion> headings_like(const IndexReader& index, std::string_view name);

// What to do where a name means no text: 最接近的是：XD2023-1.2（党支部）；fengqiao list
// 列出索引里的全部文件.
std::string where_to_look(const std::string& near = {});

// XD2023-1.2（党支部）、XD2023-1.4（两队一室）
std::string suggestion_text(const std::vector<Suggestion>& suggestions);

// The name of the text of which `name` differs by one character, wrong, missing or too many; never by a
// number (修正案八, 修正案九). Empty where there is none or where several texts have such names, and for
// names of fewer than four characters.
std::string misspelt_name(const IndexReader& index, std::string_view name);

// How many slips lie between two clause keys: 1.3 and 1.4, 13 and 1.3, 134 and 143 are about one.
double key_cost(std::string_view typed, std::string_view key);

} // namespace fengqiao::indexer

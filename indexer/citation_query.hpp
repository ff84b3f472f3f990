// A search query that cites: the readings that a person's spelling allows.
#pragma once

#include "core/citation.hpp"

#include <string_view>
#include <vector>

namespace fengqiao::indexer {

struct CitationReading {
  CitationQuery citation;
  // Nothing else stands in the query but words such as 规定, 是什么: it asks for that clause and no other.
  bool whole = false;
  // 刑法264: only a citation where a text bears exactly that name.
  bool bare_number = false;
  std::vector<std::string> more = {}; // further clauses: 44 of 第四十三、四十四条
};

// Likelier readings first; empty for a query that cannot be a citation. Beyond what parse_citation takes:
// blanks anywhere (治安 管理处罚法 第 43 条), any brackets or quotation marks around the name, 的 behind it,
// the clause first (第四十三条 治安管理处罚法), asking words behind it, an edition's year in brackets
// (《治安管理处罚法》（2005年）第四十三条), several clauses (第43、44条, 第43-45条), a division between name
// and clause (民法典侵权责任编1245条), 新 in front of the name, the number without 条 (刑法264). Whether name
// and clause exist is the index's question. Linear in the length, which is bounded; longer queries are no
// citations.
std::vector<CitationReading> citation_readings(std::string_view typed);

} // namespace fengqiao::indexer

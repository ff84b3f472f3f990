// A search query that cites: the readings that a person's spelling allows.
#pragma once

#include "core/citation.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace fengqiao::indexer {

struct CitationReading {
  CitationQuery citation;
  // Nothing else stands in the query but words such as 规定, 是什么: it asks for that clause and no other.
  bool whole = false;
  // Keys of the other clauses of a list or range: 第四十三、四十四条, 第43-45条 (limits::query_clauses
  // at most, of all together).
  std::vector<std::string> further = {};
  // The name is in 《》 or ends as names of texts do, a 条 is cited: it cannot mean anything but a citation.
  bool names_text = false;
  // The name ends as names of texts do, however it is typed.
  bool like_name = false;
  // 刑法264: no 条, 第 or blank; a citation only where the index has a text of that very name.
  bool bare_number = false;
  // The division behind the name in which the clause should lie: 侵权责任编.
  std::string division = {};
  // 刑诉82条: 法 was added to the name.
  bool shortened = false;
};

// Likelier readings first; empty for a query that cannot be a citation. Beyond what parse_citation takes:
// blanks anywhere (治安 管理处罚法 第 43 条), any brackets or quotation marks around the name, 的 behind it,
// the clause first (第四十三条 治安管理处罚法), asking words behind it, an edition's year in brackets
// (《治安管理处罚法》（2005年）第四十三条), 新 or 现行 in front of the name, a division behind it
// (民法典侵权责任编), several clauses, a number right behind the name (刑法264, 刑法§264, 刑法43-2-3), other
// words apart from it.
// Whether name and clause exist is the index's question. Linear in the length, which is bounded; longer
// queries are no citations.
std::vector<CitationReading> citation_readings(std::string_view typed);

// 43条, 第四十三、四十四条, 第三章第一节的规定: clauses or divisions, and nothing that says of which text.
bool cites_without_name(std::string_view typed);

} // namespace fengqiao::indexer

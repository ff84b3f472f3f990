// Citations: how a person types them, the one form in which the program keeps them, and the question "does it
// resolve?" that render and station ask without knowing the index.
#pragma once

#include "core/result.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace fengqiao {

// How a clause was written: 第二条 (article) and 二 (an item of a 公文) have the same key 2 and are never
// each other; a bare 2 may be either (any).
enum class ClauseForm { any, article, item };

// What was typed, taken apart. `document` is an id, a title, a short title or a 文号, folded (core/fold.hpp),
// without 《》. `clause` is the canonical clause key, or empty for the document as a whole:
//   条        43         第四十三条
//   条之一    287-1      第二百八十七条之一
//   款, 项    43.2, 43.2(3), 43(3)
//   目        43.2(3)目1   第四十三条第二款第（三）项第1目
//   公文      2, 2.3     二, 二（三）; keys of digests such as 1.3, 2.1(a)
//   附件      附件1.4    附件1第四条, 附件1·四; 通知.2 for the items of a notice that brings a rule
// `heading`: what follows 《…》 where it is no number: 基层提振·警力, as the program itself prints it; only
// the index can tell which clause that is. With a key too, as in XD2023-1.3（警力）, both have to mean the
// same clause: a number written with its heading cannot be mistyped unnoticed.
struct CitationQuery {
  std::string document;
  std::string clause;
  std::string heading = {};
  ClauseForm form = ClauseForm::any;
  friend bool operator==(const CitationQuery&, const CitationQuery&) = default;
};

// Understands: XD2023-1.3 · JD2002-2.1(a) · 治安管理处罚法-43.2 · 刑法-287-1 · 治安管理处罚法@2005-43 · GB12
// · 《治安管理处罚法》第四十三条第二款 · 《值班制度》（甲派出所）第一条 (document 值班制度(甲派出所)) ·
// 治安处罚法43条2款 · 治安处罚法 43 · 公发〔2002〕6号 二 (with
// []（）【】 too). Whether the document exists is the index's question. Errors (ErrorCode::citation): empty,
// longer than limits::citation_chars, or a clause part that cannot be read.
Result<CitationQuery> parse_citation(std::string_view typed);

// Reads a clause part alone: 第四十三条第二款 → 43.2, 二（三） → 2.3, 1.3 → 1.3. Empty text gives an empty
// key.
Result<std::string> parse_clause_key(std::string_view typed);

// A citation that resolved.
struct ResolvedCitation {
  std::string key;     // canonical: XD2023-1.3
  std::string label;   // as printed: 《行动计划（2023—2025）》基层提振·警力
  std::string heading; // the clause's own heading or number: 警力; 第四十三条
  std::string text;    // the whole clause
  std::string document_title, number, date, status; // status: 现行 | 已修改 | 已废止 | 期满 | 待核
  std::string kind;
  std::string text_kind = {}; // 原文 | 摘编
  bool whole = false;         // a document or a chapter, not one clause
};

// Implemented by the index; tests use a table.
class CitationResolver {
public:
  virtual ~CitationResolver() = default;
  // ErrorCode::citation when it does not resolve; the hint names the nearest clauses.
  virtual Result<ResolvedCitation> resolve(const std::string& typed) const = 0;
  // What can be cited below it, in reading order: the clauses of a document or a chapter, the items (款) of a
  // clause; where there is nothing below, itself.
  virtual Result<std::vector<ResolvedCitation>> clauses(const std::string& typed) const {
    return resolve(typed).map([](ResolvedCitation found) { return std::vector{std::move(found)}; });
  }
};

} // namespace fengqiao

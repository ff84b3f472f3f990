// Clauses and documents as JSON; the keys are documented in docs/ and kept.
#pragma once

#include "cli/json.hpp"
#include "core/text.hpp"
#include "indexer/labels.hpp"
#include "indexer/search.hpp"

#include <string>

namespace fengqiao::cli {

// The document's data under the keys that search, show and list share.
inline void add_document(Json& out, const indexer::StoredDocument& document) {
  const auto& data = document.data;
  out["doc"] = data.id;
  out["title"] = data.title;
  out["short_title"] = data.short_title;
  if (!data.part.empty()) out["part"] = data.part;
  out["doc_number"] = data.number;
  out["date"] = data.date;
  out["effective"] = data.effective;
  out["status"] = data.status;
  out["kind"] = data.kind;
  out["issuer"] = data.issuer;
  out["text_kind"] = data.text_kind;
  out["source"] = data.file;
}

inline void add_clause(Json& out, const indexer::Clause& clause) {
  out["number"] = clause.key;
  out["own_number"] = clause.own_number;
  out["heading"] = clause.heading;
  out["path"] = clause.path;
  out["line"] = clause.line;
  out["line_end"] = clause.line_end;
  out["text"] = clause.text;
}

// The points that add up to the score.
inline Json evidence_json(const indexer::Hit& hit) {
  const indexer::Evidence& e = hit.evidence;
  return {{"terms", hit.terms},   {"words", e.words},      {"likeness", e.likeness},
          {"citing", e.citing},   {"law", e.law},          {"characters", e.characters},
          {"measure", e.measure}, {"document", e.document}};
}

inline Json hit_json(const indexer::Hit& hit, std::size_t rank, bool explain = false) {
  Json out;
  out["rank"] = rank;
  out["score"] = hit.score;
  out["citation"] = hit.citation;
  out["label"] = indexer::clause_label(hit.document, hit.clause);
  add_document(out, hit.document);
  add_clause(out, hit.clause);
  if (!hit.index.empty()) out["index"] = hit.index;
  out["best_item"] = hit.best_item;
  out["measure"] = hit.measure;
  out["snippet"] = hit.snippet.text;
  Json marks = Json::array(); // [first, behind the last], in characters of the snippet
  const std::string_view text = hit.snippet.text;
  for (const auto& range : hit.snippet.highlights)
    marks.push_back(
        {count_code_points(text.substr(0, range.begin)), count_code_points(text.substr(0, range.end))});
  out["highlights"] = std::move(marks);
  if (explain) out["explain"] = evidence_json(hit);
  return out;
}

} // namespace fengqiao::cli

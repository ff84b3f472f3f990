#include "indexer/citation_links.hpp"

#include "core/edition_note.hpp"
#include "core/text.hpp"
#include "indexer/dangling.hpp"
#include "indexer/document_number.hpp"
#include "indexer/labels.hpp"
#include "indexer/source_lines.hpp"

#include <algorithm>
#include <set>

namespace fengqiao::indexer {
namespace {

constexpr std::size_t kShortestName = 6;   // bytes: 刑法
constexpr std::size_t kArticlesBefore = 3; // 前三条

// 《解释》, 《修正案（三）》: what a text calls another one that it named before.
bool is_word_for_a_text(std::string_view name) {
  constexpr std::size_t kLongest = 9; // bytes
  return name.size() <= kLongest || name.starts_with("修正案");
}

} // namespace

const CitationLinks::Documents& CitationLinks::named(const std::string& name) {
  const auto [at, is_new] = by_name_.try_emplace(name);
  if (is_new)
    if (auto documents = resolver_.find_documents(name, Names::exact)) at->second = std::move(*documents);
  return at->second;
}

// 民法典 lies in several files of one name and date.
const CitationLinks::Documents& CitationLinks::parts_of(const StoredDocument& document) {
  const auto [at, is_new] = by_ref_.try_emplace(document.ref);
  if (!is_new) return at->second;
  at->second = {document};
  if (document.data.part.empty()) return at->second;
  const auto refs = index_.named(document.own_id);
  for (const DocumentRef ref : refs.value_or(std::vector<DocumentRef>()))
    if (auto other = index_.document(ref); other && ref != document.ref && !other->data.part.empty() &&
                                           other->own_id == document.own_id &&
                                           other->data.date == document.data.date)
      at->second.push_back(std::move(*other));
  return at->second;
}

// 《…》（公发〔2002〕6号）, 《…》（2018年修正）: that text. A 文号 that the index does not know says nothing
// against a text of the name that bears none; an edition that is not there is no other one.
const CitationLinks::Documents& CitationLinks::titled(const TextCitation& citation) {
  static const Documents none;
  if (citation.bracket.empty()) return named(citation.name);
  const Documents& marked = named(citation.name + "（" + citation.bracket + "）");
  if (!marked.empty() || !edition_note(citation.bracket).empty()) return marked;
  const Documents& bare = named(citation.name);
  const std::string number = bracketed_number(citation.bracket);
  const bool another = !number.empty() && !bare.empty() && !bare.front().data.number.empty() &&
                       name_form(bare.front().data.number) != name_form(number);
  return another ? none : bare;
}

const CitationLinks::Documents& CitationLinks::meant(const TextCitation& citation,
                                                     const StoredDocument& document) {
  static const Documents none;
  switch (citation.document) {
  case TextCitation::Document::own:
    return parts_of(document);
  case TextCitation::Document::titled:
    return titled(citation);
  case TextCitation::Document::tail: // the longest name that ends it
    for (std::size_t begin = 0; begin + kShortestName <= citation.name.size();) {
      const std::string name = citation.name.substr(begin);
      const auto known = by_name_.find(name);
      if (known != by_name_.end() || !index_.named(name).value_or(std::vector<DocumentRef>()).empty())
        if (const auto& documents = named(name); !documents.empty()) return documents;
      if (!is_han(next_code_point(citation.name, begin))) break; // in the number of a 文号
    }
    return none;
  }
  return none;
}

Result<const std::vector<std::string>*> CitationLinks::keys_of(DocumentRef document) {
  const auto [at, is_new] = keys_.try_emplace(document);
  if (!is_new) return &at->second;
  auto keys = index_.clause_keys(document);
  if (!keys) return fail(keys.error());
  at->second = std::move(*keys);
  return &at->second;
}

Result<ClauseRef> CitationLinks::clause_of(const Documents& documents, const std::string& key) {
  for (const auto& document : documents) {
    const auto keys = keys_of(document.ref);
    if (!keys) return fail(keys.error());
    const auto found = std::find((*keys)->begin(), (*keys)->end(), key);
    if (found != (*keys)->end()) return document.ref + static_cast<ClauseRef>(found - (*keys)->begin());
  }
  return ClauseRef{0};
}

// 前条 means the article in front, in the same part of the text.
Result<CitingPlace> CitationLinks::place_of(const StoredDocument& document, const Clause& clause) {
  CitingPlace out;
  out.names = document.data.names;
  if (!clause.citable || !is_article_number(clause.own_number) || clause.text.find("前") == std::string::npos)
    return out;
  const auto keys = keys_of(document.ref);
  if (!keys) return fail(keys.error());
  const std::string_view part = part_of_key(clause.key);
  const std::size_t skipped = part.empty() ? 0 : part.size() + 1;
  for (auto at = std::find((*keys)->begin(), (*keys)->end(), clause.key);
       at != (*keys)->begin() && at != (*keys)->end() && out.before.size() < kArticlesBefore;) {
    --at;
    if (at->starts_with('p')) continue; // a heading's remark
    if (part_of_key(*at) != part) break;
    out.before.push_back(at->substr(skipped));
  }
  return out;
}

// 第三条 in an annex that counts by itself is the annex's own.
Result<ClauseRef> CitationLinks::target_of(const TextCitation& citation, const StoredDocument& document,
                                           const Clause& citing, const std::string& key) {
  const Documents& documents = meant(citation, document);
  const std::string_view part = part_of_key(citing.key);
  if (citation.document == TextCitation::Document::own && citing.citable && !part.empty())
    if (auto own = clause_of(documents, std::string(part) + "." + key); !own || *own != 0) return own;
  return clause_of(documents, key);
}

Result<LinkedClause> CitationLinks::read(ClauseRef ref) {
  auto clause = index_.clause(ref);
  if (!clause) return fail(clause.error());
  auto document = index_.document(index_.spans()[index_.span_of(ref)].ref);
  if (!document) return fail(document.error());
  return LinkedClause{ref, std::move(*document), std::move(*clause)};
}

Result<LinkedCitations> CitationLinks::cited_by(const StoredDocument& document, const Clause& clause) {
  LinkedCitations out;
  std::set<ClauseRef> known;
  const auto place = place_of(document, clause);
  if (!place) return fail(place.error());
  const std::vector<TextCitation> citations = text_citations(clause.text, *place);
  for (std::size_t i = 0; i < citations.size(); ++i) {
    const TextCitation& citation = citations[i];
    std::set<std::string> missing;
    for (const auto& key : citation.keys) {
      const auto ref = target_of(citation, document, clause, key);
      if (!ref) return fail(ref.error());
      if (*ref == 0) missing.insert(key);
      if (*ref == 0 || !known.insert(*ref).second) continue;
      auto linked = read(*ref);
      if (!linked) return fail(linked.error());
      const bool itself = linked->document.ref == document.ref && linked->clause.key == clause.key;
      if (!itself) out.found.push_back(std::move(*linked));
    }
    if (missing.empty()) continue;
    const auto sure = surely_missing(citation, document, std::move(missing));
    if (!sure) return fail(sure.error());
    const bool own = citation.document == TextCitation::Document::own;
    if (own && !is_surely_own(citation, clause, std::span(citations).first(i))) continue;
    const Documents& documents = meant(citation, document);
    const std::string name = citation.document == TextCitation::Document::tail && !documents.empty()
                                 ? documents.front().data.short_title
                                 : "";
    const std::string written = missing_part(citation, clause.text, *sure, name);
    if (!written.empty() &&
        std::find(out.not_found.begin(), out.not_found.end(), written) == out.not_found.end())
      out.not_found.push_back(written);
  }
  return out;
}

// A 《…》 that the index does not hold, and articles that no edition of the text has which the citing one can
// have meant: not those of an edition older than all that are here, nor the numbers that an amendment names.
Result<std::set<std::string>> CitationLinks::surely_missing(const TextCitation& citation,
                                                            const StoredDocument& document,
                                                            std::set<std::string> missing) {
  const Documents& documents = meant(citation, document);
  const bool titled = citation.document == TextCitation::Document::titled;
  if (amends_others(document.data.title)) return std::set<std::string>();
  if (documents.empty())
    return titled && !is_word_for_a_text(citation.name) ? std::move(missing) : std::set<std::string>();
  const bool own = citation.document == TextCitation::Document::own;
  const auto editions = own ? Result<std::vector<DocumentRef>>(std::vector{document.ref})
                            : index_.named(documents.front().own_id);
  if (!editions) return fail(editions.error());
  bool was_there = own || document.data.date.empty();
  for (const DocumentRef ref : *editions) {
    const auto edition = index_.document(ref);
    const auto keys = keys_of(ref);
    if (!edition || !keys) return fail(edition ? keys.error() : edition.error());
    if (!edition->data.part.empty()) return std::set<std::string>(); // a code that may lie here in part only
    was_there = was_there || edition->data.date <= document.data.date;
    const KnownArticles articles(**keys);
    std::erase_if(missing, [&](const std::string& key) { return !articles.lacks(key); });
  }
  return was_there ? std::move(missing) : std::set<std::string>();
}

Result<std::vector<ClauseRef>> CitationLinks::cited_elsewhere(DocumentRef document, const Clause& clause) {
  if (clause.text.find("条") == std::string::npos) return std::vector<ClauseRef>{};
  const auto itself = index_.document(document);
  if (!itself) return fail(itself.error());
  std::vector<TextCitation> citations = text_citations(clause.text, {{}, itself->data.names});
  std::erase_if(citations, [](const auto& c) { return c.document == TextCitation::Document::own; });
  std::vector<ClauseRef> out;
  for (const auto& citation : citations) {
    const Documents& documents = meant(citation, *itself);
    if (documents.empty() || documents.front().newest == itself->newest) continue;
    for (const auto& key : citation.keys) {
      const auto ref = clause_of(documents, key);
      if (!ref) return fail(ref.error());
      if (*ref != 0 && std::find(out.begin(), out.end(), *ref) == out.end()) out.push_back(*ref);
    }
  }
  return out;
}

Result<std::vector<LinkedClause>> CitationLinks::citing(const StoredDocument& document,
                                                        const Clause& clause) {
  const std::string_view part = part_of_key(clause.key);
  const std::string key = clause.key.substr(clause.citable && !part.empty() ? part.size() + 1 : 0);
  auto candidates = index_.clauses_with(citing_term(key));
  if (!candidates) return fail(candidates.error());
  const auto target = clause_of({document}, clause.key);
  if (!target) return fail(target.error());
  for (ClauseRef next = *target + 1; next <= *target + kArticlesBefore; ++next) // they may say 前条
    if (next < document.ref + document.clause_count &&
        std::find(candidates->begin(), candidates->end(), next) == candidates->end())
      candidates->push_back(next);
  std::sort(candidates->begin(), candidates->end(),
            [&](ClauseRef a, ClauseRef b) { return index_.reading_place(a) < index_.reading_place(b); });
  std::vector<LinkedClause> out;
  for (const ClauseRef ref : *candidates) {
    if (ref == *target) continue;
    auto linked = read(ref);
    if (!linked) return fail(linked.error());
    const auto place = place_of(linked->document, linked->clause);
    if (!place) return fail(place.error());
    for (const auto& citation : text_citations(linked->clause.text, *place)) {
      if (std::find(citation.keys.begin(), citation.keys.end(), key) == citation.keys.end()) continue;
      const auto cited = target_of(citation, linked->document, linked->clause, key);
      if (!cited) return fail(cited.error());
      if (*cited != *target) continue;
      out.push_back(std::move(*linked));
      break;
    }
  }
  return out;
}

} // namespace fengqiao::indexer

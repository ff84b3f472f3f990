#include "indexer/clause_finder.hpp"

#include "core/fold.hpp"
#include "core/numeral.hpp"
#include "core/text.hpp"
#include "indexer/labels.hpp"
#include "indexer/source_lines.hpp"

#include <algorithm>

namespace fengqiao::indexer {
namespace {

// 第二条 is no item 二, and an item 二 no 第二条; clauses of digests, which show no number, may be cited as
// either.
bool has_form(const Clause& clause, ClauseForm form) {
  const bool article = is_article_number(clause.own_number);
  if (form == ClauseForm::item) return !article;
  return form == ClauseForm::any || article || clause.own_number.empty();
}

// 四 of 四、规范化建设, else the heading.
std::string chapter_label(const StoredDocument& document, const Clause& first) {
  if (first.path.empty()) return document_label(document);
  const auto numbered = numbered_line(first.path.front());
  return document_label(document) + (numbered ? numbered->label : first.path.front());
}

// The number behind 附件: 附件一：标准 → 1; 0 where there is none.
int annex_number(std::string_view heading) {
  const std::string_view rest = trim(heading.substr(std::min<std::size_t>(heading.size(), 6)));
  for (std::size_t size = std::min<std::size_t>(rest.size(), 12); size > 0; --size)
    if (const auto number = parse_numeral(rest.substr(0, size))) return *number;
  return 0;
}

// The parts of which keys tell, of the same word as `like` (附件), each once.
std::vector<std::string> parts_in(const std::vector<std::string>& keys, std::string_view like) {
  constexpr std::size_t kWord = 6; // bytes of 附件, 附表, 通知
  std::vector<std::string> out;
  for (const auto& key : keys) {
    const std::string part(part_of_key(key));
    if (part.empty() || !part.starts_with(like.substr(0, kWord))) continue;
    if (std::find(out.begin(), out.end(), part) == out.end()) out.push_back(part);
  }
  return out;
}

// XD2023-1 for a chapter whose first clause is XD2023-1.3; empty where its clauses' keys do not tell it.
std::string chapter_key(const StoredDocument& document, const Clause& first) {
  const auto dot = first.key.find('.');
  return first.citable && dot != std::string::npos ? document.data.id + "-" + first.key.substr(0, dot) : "";
}

} // namespace

Located whole_documents(const std::vector<StoredDocument>& documents) {
  Located out;
  out.document = documents.front();
  out.key = out.document.data.id;
  out.label = document_label(out.document);
  out.whole = true;
  for (const auto& document : documents)
    for (std::uint32_t i = 0; i < document.clause_count; ++i)
      out.clauses.push_back(document.ref + i);
  return out;
}

Result<std::optional<Located>> ClauseFinder::find(const StoredDocument& document,
                                                  const CitationQuery& query) const {
  return query.clause.empty() ? find_heading(document, query.heading) : find_clause(document, query);
}

// The clause of that key; a part of a clause (43.2 of 43); a chapter (4 of 4.1, 4.2, …).
Result<std::optional<Located>> ClauseFinder::find_key(const StoredDocument& document,
                                                      const CitationQuery& query) const {
  const std::string& key = query.clause;
  const auto keys = index_.clause_keys(document.ref);
  if (!keys) return fail(keys.error());
  Located out;
  out.document = document;
  for (std::size_t cut = key.size(); cut != std::string::npos && cut > 0;
       cut = key.find_last_of(".(", cut - 1)) {
    const auto at = std::find(keys->begin(), keys->end(), key.substr(0, cut));
    if (at == keys->end()) continue;
    const ClauseRef ref = document.ref + static_cast<ClauseRef>(at - keys->begin());
    auto clause = index_.clause(ref);
    if (!clause) return fail(clause.error());
    if (!has_form(*clause, query.form)) continue;
    const std::string suffix = key.substr(cut);
    if (!suffix.empty()) {
      out.item = find_item(clause_items(clause->own_number, clause->text), suffix);
      if (!out.item) continue;
    }
    out.clauses = {ref};
    out.key = citation_key(document, *clause, suffix);
    out.label = clause_label(document, *clause, out.item);
    return out;
  }
  for (std::size_t i = 0; i < keys->size(); ++i)
    if ((*keys)[i].starts_with(key + ".")) out.clauses.push_back(document.ref + static_cast<ClauseRef>(i));
  if (out.clauses.empty()) return std::nullopt;
  const auto first = index_.clause(out.clauses.front());
  if (!first) return fail(first.error());
  if (!has_form(*first, query.form)) return std::nullopt;
  out.key = document.data.id + "-" + key;
  out.label = chapter_label(document, *first);
  out.whole = true;
  return out;
}

// As it is typed; else in the part of the text that is meant, where only one can be.
Result<std::optional<Located>> ClauseFinder::find_clause(const StoredDocument& document,
                                                         const CitationQuery& query) const {
  auto found = find_key(document, query);
  if (!found || *found) return found;
  const auto keys = index_.clause_keys(document.ref);
  if (!keys) return fail(keys.error());
  const std::string named(part_of_key(query.clause));
  CitationQuery other = query;
  if (!named.empty()) { // 附件第四条 of the one annex, whatever its number
    const auto parts = parts_in(*keys, named);
    if (parts.size() == 1 && parts.front() != named) {
      other.clause = parts.front() + query.clause.substr(named.size());
      return find_key(document, other);
    }
    return parts.empty() ? find_in_annex(document, query, named) : std::move(found);
  }
  // 二 of the notice in front of a rule; 第二条 of the only rule below a notice that has none itself.
  if (query.form == ClauseForm::any) return found;
  std::optional<Located> only;
  for (const auto& part : parts_in(*keys, "")) {
    other.clause = part + "." + query.clause;
    auto there = find_key(document, other);
    if (!there) return there;
    if (!*there) continue;
    if (only) return std::optional<Located>();
    only = std::move(**there);
  }
  if (!only) return only;
  const auto same = has_form_outside_parts(document, *keys, query.form);
  if (!same) return fail(same.error());
  return *same ? std::optional<Located>() : std::move(only);
}

// Does the text itself have clauses of that form? Then a number that it does not have is a slip.
Result<bool> ClauseFinder::has_form_outside_parts(const StoredDocument& document,
                                                  const std::vector<std::string>& keys,
                                                  ClauseForm form) const {
  for (std::size_t i = 0; i < keys.size(); ++i) {
    if (keys[i].starts_with('p') || !part_of_key(keys[i]).empty()) continue;
    const auto clause = index_.clause(document.ref + static_cast<ClauseRef>(i));
    if (!clause) return fail(clause.error());
    if (has_form(*clause, form)) return true;
  }
  return false;
}

// 附件1第二条 where the annex's numbers are the document's own: the clause of that number below the heading.
Result<std::optional<Located>> ClauseFinder::find_in_annex(const StoredDocument& document,
                                                           const CitationQuery& query,
                                                           const std::string& named) const {
  CitationQuery bare = query;
  bare.clause = query.clause.size() > named.size() ? query.clause.substr(named.size() + 1) : "";
  if (bare.clause.empty()) return std::optional<Located>();
  auto found = find_key(document, bare);
  if (!found || !*found) return found;
  const auto clause = index_.clause((*found)->clauses.front());
  if (!clause) return fail(clause.error());
  const bool below = std::any_of(clause->path.begin(), clause->path.end(), [&](const std::string& heading) {
    return annex_line(heading) && heading.starts_with(named.substr(0, 6)) &&
           (named.size() == 6 || annex_number(heading) == annex_number(named));
  });
  return below ? std::move(found) : std::optional<Located>();
}

// The clause that is printed with this heading (folded): 基层提振·警力, 二·主要职责(a).
Result<std::optional<Located>> ClauseFinder::find_heading(const StoredDocument& document,
                                                          const std::string& heading) const {
  const std::string wanted = fold(document_label(document) + heading);
  Located chapter;
  for (std::uint32_t i = 0; i < document.clause_count; ++i) {
    const auto clause = index_.clause(document.ref + i);
    if (!clause) return fail(clause.error());
    if (!clause->path.empty() && fold(chapter_label(document, *clause)) == wanted) {
      if (chapter.clauses.empty()) chapter.key = chapter_key(document, *clause);
      chapter.label = chapter_label(document, *clause);
      chapter.clauses.push_back(document.ref + i);
    }
    const auto found = [&](std::string_view suffix, const std::optional<ClauseItem>& item) {
      Located out;
      out.document = document;
      out.clauses = {document.ref + i};
      out.key = citation_key(document, *clause, suffix);
      out.label = clause_label(document, *clause, item);
      out.item = item;
      return out;
    };
    const std::string label = fold(clause_label(document, *clause));
    if (label == wanted) return found({}, std::nullopt);
    if (!wanted.starts_with(label)) continue;
    for (const auto& item : clause_items(clause->own_number, clause->text))
      if (fold(clause_label(document, *clause, item)) == wanted) return found(item.suffix, item);
  }
  if (chapter.clauses.empty() || chapter.key.empty()) return std::nullopt;
  chapter.document = document;
  chapter.whole = true;
  return chapter;
}

} // namespace fengqiao::indexer

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
  out.division = key;
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
  chapter.division = chapter.key.substr(document.data.id.size() + 1);
  chapter.whole = true;
  return chapter;
}

// Of `division` each place by itself, or all as one of that name.
Result<std::vector<Located>> ClauseFinder::divisions(const std::vector<StoredDocument>& documents,
                                                     const Division& division,
                                                     const std::string& as_one) const {
  std::vector<Located> inside, annexes;
  const auto located = [&](std::vector<Located>& all, const StoredDocument& document,
                           const std::string& name) -> Located& {
    for (Located& known : all)
      if (known.division == name) return known;
    Located& out = all.emplace_back();
    out.document = document;
    out.division = name;
    out.key = document.data.id + "-" + name;
    out.label = document_label(document) + name;
    out.whole = true;
    return out;
  };
  for (std::size_t d = 0; d < documents.size(); ++d)
    for (std::uint32_t i = 0; i < documents[d].clause_count; ++i) {
      const auto clause = index_.clause(documents[d].ref + i);
      if (!clause) return fail(clause.error());
      const std::size_t depth = division.depth_in(*clause, documents.size() > 1 ? d + 1 : 0);
      if (depth == 0) continue;
      const auto end = clause->path.begin() + static_cast<std::ptrdiff_t>(depth);
      const bool annex = std::any_of(clause->path.begin(), end, annex_line);
      located(annex ? annexes : inside, documents[d], as_one.empty() ? division_name(*clause, depth) : as_one)
          .clauses.push_back(documents[d].ref + i);
    }
  // 第一章 of a regulation is not that of its annex.
  auto& found = inside.empty() || division.in_annex() ? annexes : inside;
  for (Located& each : found)
    if (auto same = by_chapter_key(each); !same)
      return fail(same.error());
    else if (*same)
      each = std::move(**same);
  return std::move(found);
}

// 《决定》社区警务, whose clauses are JD2002-3.1, -3.2, … and nothing else is JD2002-3.
Result<std::optional<Located>> ClauseFinder::by_chapter_key(const Located& division) const {
  const auto first = index_.clause(division.clauses.front());
  if (!first) return fail(first.error());
  const std::string key = chapter_key(division.document, *first);
  if (key.empty() || !part_of_key(first->key).empty()) return std::optional<Located>();
  auto chapter = find_key(division.document, {"", key.substr(division.document.data.id.size() + 1)});
  if (!chapter || !*chapter || (*chapter)->clauses != division.clauses) return std::optional<Located>();
  return chapter;
}

Result<std::vector<Located>> ClauseFinder::divisions(std::vector<StoredDocument> documents,
                                                     const CitationQuery& query) const {
  if (!query.clause.empty() && part_of_key(query.clause) != query.clause) return std::vector<Located>{};
  const std::string& typed = query.clause.empty() ? query.heading : query.clause;
  const auto division = Division::parse(typed);
  if (!division) return std::vector<Located>{};
  std::sort(documents.begin(), documents.end(),
            [](const auto& a, const auto& b) { return a.first_number < b.first_number; });
  auto found = divisions(documents, *division, division->all_annexes() ? division->annex_word() : "");
  if (!found || !found->empty()) return found;
  // 附件1 of a text with one annex, which bears no number.
  const auto bare = division->without_annex_number();
  if (!bare) return found;
  auto only = divisions(documents, *bare, "");
  const bool is_only =
      only && only->size() == 1 && only->front().division.find_first_of("0123456789") == std::string::npos;
  return is_only ? std::move(only) : std::move(found);
}

std::vector<DivisionHeading> ClauseFinder::headings_near(const std::vector<StoredDocument>& documents,
                                                         const std::string& typed) const {
  const auto division = Division::parse(typed);
  const auto outer = division ? division->outer() : std::nullopt;
  std::vector<DivisionHeading> top, below;
  const auto add = [](std::vector<DivisionHeading>& all, const std::string& heading, ClauseRef ref) {
    const bool known =
        std::any_of(all.begin(), all.end(), [&](const DivisionHeading& h) { return h.text == heading; });
    if (!known) all.push_back({heading, ref});
  };
  for (const auto& document : documents)
    for (std::uint32_t i = 0; i < document.clause_count; ++i) {
      const auto clause = index_.clause(document.ref + i);
      if (!clause || clause->path.empty()) continue;
      add(top, clause->path.front(), document.ref + i);
      const std::size_t depth = outer ? outer->depth_in(*clause) : 0;
      if (depth > 0 && depth < clause->path.size()) add(below, clause->path[depth], document.ref + i);
    }
  return below.empty() ? top : below;
}

} // namespace fengqiao::indexer

#include "indexer/resolver.hpp"

#include "core/fold.hpp"
#include "core/text.hpp"
#include "indexer/labels.hpp"
#include "indexer/nearest.hpp"
#include "indexer/suggest.hpp"

#include <algorithm>

namespace fengqiao::indexer {
namespace {

Error not_resolved(const std::string& typed, std::string message, std::string hint) {
  return {ErrorCode::citation, "", "引据“" + std::string(trim(typed)) + "”查不到：" + std::move(message),
          std::move(hint)};
}

} // namespace

Result<IndexResolver> IndexResolver::open(const std::filesystem::path& index) {
  return IndexReader::open(index).map([](IndexReader reader) { return IndexResolver(std::move(reader)); });
}

Result<std::vector<StoredDocument>> IndexResolver::find_documents(const std::string& name,
                                                                  Names names) const {
  return find_named(name, names).map([](Named found) { return std::move(found.documents); });
}

Result<IndexResolver::Named> IndexResolver::find_named(const std::string& name, Names names) const {
  auto found = documents_.find(name, names);
  if (!found) return fail(found.error());
  if (!found->refused.empty()) return fail(not_resolved(name, found->refused, found->hint));
  if (found->documents.empty()) return fail(not_resolved(name, "索引里没有这份文件", ""));
  Named out{std::move(found->documents), {}};
  if (found->by_abbreviation) out.note = guess_note(out.documents.front());
  return out;
}

Result<Located> IndexResolver::locate(const std::string& typed, Names names) const {
  auto query = parse_citation(typed);
  if (!query) return fail(query.error());
  const auto found = documents_.find_for(*query, names);
  if (!found) return fail(found.error());
  if (!found->refused.empty()) return fail(not_resolved(typed, found->refused, found->hint));
  if (found->documents.empty()) return fail(unknown_document(typed, *query));
  auto located = locate_in(typed, *query, found->documents);
  if (located) located->by_abbreviation = found->by_abbreviation;
  return located;
}

Result<Located> IndexResolver::locate_in(const std::string& typed, const CitationQuery& query,
                                         const std::vector<StoredDocument>& documents) const {
  if (query.clause.empty() && query.heading.empty()) return whole_documents(documents);
  auto found = find_in(query, documents);
  if (!found) return fail(found.error());
  if (found->size() > 1)
    return fail(not_resolved(typed, "对应几处：" + divisions_text(*found), "请连同上一级写明是哪一处"));
  if (found->empty()) return fail(unknown_clause(typed, documents, query));
  if (!query.clause.empty() && !query.heading.empty())
    if (auto agrees = check_heading(typed, query, documents, found->front()); !agrees)
      return fail(std::move(agrees.error()));
  return std::move(found->front());
}

// A clause or what is cited by its heading; several where a division of that name is several.
Result<std::vector<Located>> IndexResolver::find_in(const CitationQuery& query,
                                                    const std::vector<StoredDocument>& documents) const {
  const bool annex = !query.clause.empty() && part_of_key(query.clause) == query.clause;
  if (annex) // all of it, not only its numbered clauses
    if (auto found = clauses_.divisions(documents, query); !found || !found->empty()) return found;
  for (const auto& document : documents) {
    auto found = clauses_.find(document, query);
    if (!found) return fail(found.error());
    if (*found) return std::vector<Located>{std::move(**found)};
  }
  return annex ? std::vector<Located>{} : clauses_.divisions(documents, query);
}

// XD2023-1.3（警力）: number and heading have to mean the same clause. One of them is a slip; which one, the
// person has to say.
Result<void> IndexResolver::check_heading(const std::string& typed, const CitationQuery& query,
                                          const std::vector<StoredDocument>& documents,
                                          const Located& found) const {
  const auto clause = index_.clause(found.clauses.front());
  if (!clause) return fail(clause.error());
  const std::string wanted = fold(query.heading), label = fold(found.label);
  if (!found.whole && (fold(clause_heading(*clause)) == wanted || label.ends_with("·" + wanted))) return {};
  if (found.whole && label.ends_with(wanted)) return {};
  const std::string real = found.whole ? found.label : clause_heading(*clause);
  return fail(not_resolved(typed, found.key + " 是“" + real + "”，不是“" + query.heading + "”",
                           "号和标题要对得上。最接近的是：" +
                               suggestion_text(indexer::suggest(index_, query, documents))));
}

std::optional<Located> IndexResolver::locate_exactly(const std::string& typed) const {
  const auto query = parse_citation(typed);
  return query ? locate_exactly(*query) : std::nullopt;
}

std::optional<Located> IndexResolver::locate_exactly(const CitationQuery& typed) const {
  return std::move(locate_each(typed, {typed.clause}).front());
}

std::vector<std::optional<Located>> IndexResolver::locate_each(const CitationQuery& typed,
                                                               const std::vector<std::string>& keys) const {
  CitationQuery query = typed;
  std::vector<std::optional<Located>> out(keys.size());
  const bool cites = !query.clause.empty() || is_certain_division(query.heading);
  const auto named = documents_.find_for(query, cites ? Names::fitting : Names::exact);
  if (!named || named->documents.empty()) return out;
  for (std::size_t i = 0; i < keys.size(); ++i) {
    if (!keys[i].empty()) query.clause = keys[i]; // else what find_for made of the name
    if (query.clause.empty() && query.heading.empty()) {
      out[i] = whole_documents(named->documents);
      continue;
    }
    auto found = find_in(query, named->documents);
    if (!found || found->size() != 1) continue;
    found->front().by_abbreviation = named->by_abbreviation;
    out[i] = std::move(found->front());
  }
  return out;
}

std::vector<Located> IndexResolver::divisions(const CitationQuery& typed) const {
  CitationQuery query = typed;
  const auto named = documents_.find_for(query, Names::fitting);
  if (!named || named->documents.empty()) return {};
  auto found = clauses_.divisions(named->documents, query).value_or(std::vector<Located>{});
  for (Located& each : found)
    each.by_abbreviation = named->by_abbreviation;
  return found;
}

std::vector<DivisionHeading> IndexResolver::headings_near(const CitationQuery& query) const {
  const auto documents = find_documents(query.document, Names::fitting);
  return documents ? clauses_.headings_near(*documents, query.clause.empty() ? query.heading : query.clause)
                   : std::vector<DivisionHeading>{};
}

Error IndexResolver::unknown_division(const std::string& typed, const std::vector<StoredDocument>& documents,
                                      const std::string& division) const {
  return not_resolved(typed, document_label(documents.front()) + "没有“" + division + "”",
                      headings_text(clauses_.headings_near(documents, division)) + "；fengqiao show " +
                          documents.front().data.id + " 看全部条款");
}

Error IndexResolver::unknown_document(const std::string& typed, const CitationQuery& whole) const {
  CitationQuery query = whole;
  if (query.clause.empty() && query.heading.empty())
    if (const auto parted = divided_names(query.document); !parted.empty() && parted.front().certain)
      query.document = parted.front().name;
  // One whose name fits comes first; then a heading, slips of the pen, what shares most characters.
  const auto fitting = documents_.by_abbreviation(query.document);
  std::string near = fitting && !fitting->empty() ? named_list(*fitting) : "";
  if (near.empty()) near = suggestion_text(headings_like(index_, query.document));
  if (near.empty()) near = suggestion_text(indexer::suggest(index_, query, {}));
  if (near.empty()) near = nearest_documents(index_, query.document);
  return not_resolved(typed, "索引里没有文件“" + query.document + "”", where_to_look(near));
}

Error IndexResolver::unknown_clause(const std::string& typed, const std::vector<StoredDocument>& documents,
                                    const CitationQuery& query) const {
  const std::string& division = query.clause.empty() ? query.heading : query.clause;
  if ((query.clause.empty() || part_of_key(query.clause) == query.clause) && is_certain_division(division))
    return unknown_division(typed, documents, division);
  const StoredDocument& first = documents.front();
  bool citable = false, clause_exists = false, other_form = false;
  for (const auto& document : documents)
    for (const auto& key : index_.clause_keys(document.ref).value_or(std::vector<std::string>{})) {
      if (key.starts_with('p')) continue;
      citable = true;
      clause_exists |= query.clause.starts_with(key + ".") || query.clause.starts_with(key + "(");
      other_form |= query.form != ClauseForm::any && query.clause == key;
    }
  if (!citable)
    return not_resolved(typed, document_label(first) + "不分条号", "请按整份文件引用，写作 " + first.data.id);
  std::string message = document_label(first) + "没有条款 " + query.clause;
  if (clause_exists) {
    message = document_label(first) + "有这一条，但没有这一款（项、目）";
    if (const std::string there = parts_there(documents, query.clause); !there.empty())
      message += "：" + there;
  }
  if (other_form)
    message += query.form == ClauseForm::item ? "，只有写成“条”的那一条" : "，只有公文里这个号的条目";
  if (query.clause.empty()) message = document_label(first) + "没有“" + query.heading + "”";
  std::string near = parts_with(documents, query.clause);
  if (near.empty()) near = suggestion_text(indexer::suggest(index_, query, documents));
  const std::string all = "fengqiao show " + first.data.id + " 看全部条款";
  return not_resolved(typed, std::move(message), near.empty() ? all : "最接近的是：" + near + "；" + all);
}

// What an article has instead of the 款, 项 or 目 that is not there.
std::string IndexResolver::parts_there(const std::vector<StoredDocument>& documents,
                                       const std::string& clause) const {
  for (const auto& document : documents) {
    const auto keys = index_.clause_keys(document.ref).value_or(std::vector<std::string>{});
    for (std::size_t i = 0; i < keys.size(); ++i) {
      const std::string& key = keys[i];
      if (key.empty() || !clause.starts_with(key) || clause.size() == key.size()) continue;
      if (clause[key.size()] != '.' && clause[key.size()] != '(') continue;
      const auto found = index_.clause(document.ref + static_cast<ClauseRef>(i));
      if (!found) continue;
      std::string there = missing_item(clause_items(found->own_number, found->text),
                                       std::string_view(clause).substr(key.size()));
      if (!there.empty()) return there;
    }
  }
  return {};
}

// The clauses of that number in the documents' annexes: 宿舍办法-附件1.4（附件1第四条）.
std::string IndexResolver::parts_with(const std::vector<StoredDocument>& documents,
                                      const std::string& clause) const {
  std::string out;
  if (clause.empty()) return out;
  for (const auto& document : documents) {
    const auto keys = index_.clause_keys(document.ref).value_or(std::vector<std::string>{});
    for (std::size_t i = 0; i < keys.size(); ++i) {
      const std::string_view part = part_of_key(keys[i]);
      if (part.empty() || keys[i] != std::string(part) + "." + clause) continue;
      const auto found = index_.clause(document.ref + static_cast<ClauseRef>(i));
      if (!found) continue;
      out += (out.empty() ? "" : "、") + citation_key(document, *found) + "（" +
             clause_label(document, *found).substr(document_label(document).size()) + "）";
    }
  }
  return out;
}

std::vector<Suggestion> IndexResolver::suggest(const std::string& typed) const {
  const auto query = parse_citation(typed);
  return query ? suggest(*query) : std::vector<Suggestion>();
}

std::vector<Suggestion> IndexResolver::suggest(const CitationQuery& query) const {
  const auto documents = find_documents(query.document, Names::fitting);
  return indexer::suggest(index_, query, documents.value_or(std::vector<StoredDocument>{}));
}

Result<ResolvedCitation> IndexResolver::describe(const Located& located) const {
  ResolvedCitation out;
  for (const ClauseRef ref : located.clauses) {
    const auto clause = index_.clause(ref);
    if (!clause) return fail(clause.error());
    if (!located.whole) out.heading = clause_heading(*clause);
    if (!out.text.empty()) out.text.push_back('\n');
    if (located.whole) {
      const std::string heading = clause_heading(*clause);
      if (!heading.empty()) out.text += heading + "　";
    }
    out.text += clause->text;
  }
  if (located.item) {
    out.text = located.item->text;
    out.heading += located.item->label;
  }
  const PolicyDocument& data = located.document.data;
  out.key = located.key;
  out.label = located.label;
  out.document_title = data.title;
  out.number = data.number;
  out.date = data.date;
  out.status = data.status;
  out.kind = data.kind;
  out.text_kind = data.text_kind;
  out.whole = located.whole;
  return out;
}

Result<ResolvedCitation> IndexResolver::resolve(const std::string& typed) const {
  const RemoteWork work = index_.begin_work();
  return locate(typed, Names::known).and_then([&](const Located& located) { return describe(located); });
}

// The clauses themselves; of a single clause its parts: lettered items, （三）, 款.
Result<std::vector<ResolvedCitation>> IndexResolver::clauses(const std::string& typed) const {
  const RemoteWork work = index_.begin_work();
  const auto located = locate(typed, Names::known);
  if (!located) return fail(located.error());
  std::vector<Located> parts;
  for (const ClauseRef ref : located->clauses) {
    const auto clause = index_.clause(ref);
    if (!clause) return fail(clause.error());
    const auto part = [&](const std::optional<ClauseItem>& item) {
      Located out = *located;
      out.clauses = {ref};
      out.item = item;
      out.whole = false;
      out.key = citation_key(located->document, *clause, item ? item->suffix : "");
      out.label = clause_label(located->document, *clause, item);
      parts.push_back(std::move(out));
    };
    const auto items = located->whole || located->item ? std::vector<ClauseItem>{}
                                                       : clause_items(clause->own_number, clause->text);
    if (located->item)
      part(located->item);
    else if (items.size() < 2) {
      if (clause->citable) part(std::nullopt);
    } else
      for (const auto& item : items)
        part(item);
  }
  if (parts.empty()) parts.push_back(*located); // a text without numbers
  std::vector<ResolvedCitation> out;
  for (const auto& each : parts) {
    auto described = describe(each);
    if (!described) return fail(described.error());
    out.push_back(std::move(*described));
  }
  return out;
}

std::string divisions_text(const std::vector<Located>& divisions) {
  std::string out;
  for (std::size_t i = 0; i < std::min<std::size_t>(divisions.size(), 6); ++i)
    out += (i ? "、" : "") + divisions[i].key;
  return divisions.size() > 6 ? out + " 等" : out;
}

std::string headings_text(const std::vector<DivisionHeading>& headings) {
  constexpr std::size_t most = 12;
  if (headings.empty()) return "这份文件不分章节";
  std::string out = "有 ";
  for (std::size_t i = 0; i < std::min(headings.size(), most); ++i)
    out += (i ? "、" : "") + shorten(headings[i].text, 40);
  return headings.size() > most ? out + " 等" : out;
}

std::string guess_note(const Located& located) {
  return located.by_abbreviation ? guess_note(located.document) : std::string();
}

std::string guess_note(const StoredDocument& document) {
  return "索引里没有叫这个名称的文件，按简称理解为" + document_label(document);
}

} // namespace fengqiao::indexer

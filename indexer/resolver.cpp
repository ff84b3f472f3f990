#include "indexer/resolver.hpp"

#include "core/fold.hpp"
#include "core/text.hpp"
#include "indexer/document_names.hpp"
#include "indexer/labels.hpp"
#include "indexer/law_name.hpp"
#include "indexer/nearest.hpp"
#include "indexer/source_lines.hpp"
#include "indexer/suggest.hpp"

#include <algorithm>

namespace fengqiao::indexer {
namespace {

Error not_resolved(const std::string& typed, std::string message, std::string hint) {
  return {ErrorCode::citation, "", "引据“" + std::string(trim(typed)) + "”查不到：" + std::move(message),
          std::move(hint)};
}

// Newer editions before older ones: the older are meant only by their own ids.
std::vector<StoredDocument> without_superseded(std::vector<StoredDocument> documents) {
  const auto newest = [](const StoredDocument& d) { return !d.superseded; };
  if (std::any_of(documents.begin(), documents.end(), newest))
    std::erase_if(documents, [](const StoredDocument& d) { return d.superseded; });
  return documents;
}

// Two texts of one name and date: the one with the bare id.
std::vector<StoredDocument> without_doubles(std::vector<StoredDocument> documents) {
  const auto owner = [](const StoredDocument& d) { return d.data.id == d.own_id; };
  if (std::any_of(documents.begin(), documents.end(), owner) &&
      std::all_of(documents.begin(), documents.end(),
                  [&](const StoredDocument& d) { return d.own_id == documents.front().own_id; }))
    std::erase_if(documents, [&](const StoredDocument& d) { return !owner(d); });
  return documents;
}

std::string named_list(const std::vector<StoredDocument>& documents) {
  std::string out;
  for (std::size_t i = 0; i < std::min<std::size_t>(documents.size(), 6); ++i)
    out += (i ? "、" : "") + documents[i].data.id + "（" + document_label(documents[i]) + "）";
  return documents.size() > 6 ? out + " 等" : out;
}

// 第二条 is no item 二, and an item 二 no 第二条; clauses of digests, which show no number, may be cited as
// either.
bool has_form(const Clause& clause, ClauseForm form) {
  const bool article = clause.own_number.starts_with("第");
  if (form == ClauseForm::item) return !article;
  return form == ClauseForm::any || article || clause.own_number.empty();
}

// 四 of 四、规范化建设, else the heading.
std::string chapter_label(const StoredDocument& document, const Clause& first) {
  if (first.path.empty()) return document_label(document);
  const auto numbered = numbered_line(first.path.front());
  return document_label(document) + (numbered ? numbered->label : first.path.front());
}

} // namespace

Result<IndexResolver> IndexResolver::open(const std::filesystem::path& index) {
  return IndexReader::open(index).map([](IndexReader reader) { return IndexResolver(std::move(reader)); });
}

// Whatever bears the name, all editions of it.
Result<std::vector<StoredDocument>> IndexResolver::all_named(const std::string& name) const {
  auto refs = index_.named(name);
  if (refs && refs->empty()) refs = index_.named(short_law_name(name));
  if (!refs) return fail(refs.error());
  std::vector<StoredDocument> documents;
  for (const DocumentRef ref : *refs) {
    auto document = index_.document(ref);
    if (!document) return fail(document.error());
    documents.push_back(std::move(*document));
  }
  std::sort(documents.begin(), documents.end(),
            [](const auto& a, const auto& b) { return a.first_number < b.first_number; });
  return documents;
}

Result<IndexResolver::Found> IndexResolver::by_name(const std::string& name) const {
  const auto exact = index_.named(name);
  if (!exact) return fail(exact.error());
  if (const NamedEdition edition = edition_in_name(name); exact->empty() && !edition.date.empty())
    return by_edition(edition.name, edition.date);
  auto documents = all_named(name);
  if (!documents) return fail(documents.error());
  // An id means exactly its owner, also where it is somebody else's title.
  const auto is_id = [&](const StoredDocument& d) { return name_form(d.data.id) == name_form(name); };
  if (std::any_of(documents->begin(), documents->end(), is_id))
    std::erase_if(*documents, [&](const StoredDocument& d) { return !is_id(d); });
  return Found{without_doubles(without_superseded(std::move(*documents))), false, {}, {}};
}

// Only an edition of that day or year: another one has other clauses under the same numbers.
Result<IndexResolver::Found> IndexResolver::by_edition(const std::string& name,
                                                       const std::string& date) const {
  auto documents = all_named(name);
  if (!documents) return fail(documents.error());
  Found out;
  const std::vector<StoredDocument> all = *documents;
  std::erase_if(*documents, [&](const StoredDocument& d) {
    std::string day = d.data.date;
    std::erase(day, '-');
    return day.size() < date.size() ? !date.starts_with(day) || day.empty() : !day.starts_with(date);
  });
  out.documents = without_doubles(std::move(*documents));
  if (!out.documents.empty() || all.empty()) return out;
  out.refused = "索引里没有这个版本";
  for (const auto& each : all)
    out.hint += (out.hint.empty() ? "索引里有：" : "、") + each.data.id + "（" +
                (each.data.date.empty() ? "没有日期" : each.data.date) + "）";
  return out;
}

Result<std::vector<StoredDocument>> IndexResolver::by_abbreviation(const std::string& name) const {
  auto all = index_.documents();
  if (!all) return fail(all.error());
  return without_doubles(fitting_documents(*all, name));
}

// The document of which the vocabulary says that `name` is another word for its name.
Result<std::vector<StoredDocument>> IndexResolver::by_vocabulary(const std::string& name) const {
  const auto vocabulary = index_.vocabulary();
  if (!vocabulary) return fail(vocabulary.error());
  const std::u32string folded = fold32(name);
  std::vector<StoredDocument> out;
  for (const auto& match : vocabulary->find_in(folded)) {
    if (match.at != 0 || match.size != folded.size()) break;
    for (const auto& word : match.words->same) {
      auto found = by_name(word);
      if (!found) return fail(found.error());
      out.insert(out.end(), found->documents.begin(), found->documents.end());
    }
  }
  return out;
}

Result<IndexResolver::Found> IndexResolver::find(const std::string& name, Names names) const {
  auto found = by_name(name);
  if (!found || !found->refused.empty()) return found;
  const auto take = [&](Result<std::vector<StoredDocument>> documents) -> Result<void> {
    if (!documents) return fail(documents.error());
    found->documents = std::move(*documents);
    return {};
  };
  if (found->documents.empty() && names != Names::exact)
    if (auto done = take(by_vocabulary(name)); !done) return fail(done.error());
  if (found->documents.empty() && names == Names::fitting) {
    if (auto done = take(by_abbreviation(name)); !done) return fail(done.error());
    found->by_abbreviation = true;
  }
  if (!is_one_text(found->documents)) {
    found->refused = "这个名称对应几份文件";
    found->hint = "请写明是哪一份：" + named_list(found->documents);
    found->documents.clear();
  }
  return found;
}

Result<std::vector<StoredDocument>> IndexResolver::find_documents(const std::string& name,
                                                                  Names names) const {
  auto found = find(name, names);
  if (!found) return fail(found.error());
  if (!found->refused.empty()) return fail(not_resolved(name, found->refused, found->hint));
  if (found->documents.empty()) return fail(not_resolved(name, "索引里没有这份文件", ""));
  return std::move(found->documents);
}

Result<Located> IndexResolver::whole_documents(const std::vector<StoredDocument>& documents) const {
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

// The clause of that key; a part of a clause (43.2 of 43); a chapter (4 of 4.1, 4.2, …).
Result<std::optional<Located>> IndexResolver::find_clause(const StoredDocument& document,
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

Result<std::optional<Located>> IndexResolver::find_heading(const StoredDocument& document,
                                                           const std::string& heading) const {
  const std::string wanted = fold(document_label(document) + heading);
  for (std::uint32_t i = 0; i < document.clause_count; ++i) {
    const auto clause = index_.clause(document.ref + i);
    if (!clause) return fail(clause.error());
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
  return std::nullopt;
}

Result<Located> IndexResolver::locate(const std::string& typed, Names names) const {
  const auto query = parse_citation(typed);
  if (!query) return fail(query.error());
  const auto found = find(query->document, names);
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
  for (const auto& document : documents) {
    auto found = query.clause.empty() ? find_heading(document, query.heading) : find_clause(document, query);
    if (!found) return fail(found.error());
    if (!*found) continue;
    if (!query.clause.empty() && !query.heading.empty())
      if (auto agrees = check_heading(typed, query, documents, **found); !agrees)
        return fail(std::move(agrees.error()));
    return std::move(**found);
  }
  return fail(unknown_clause(typed, documents, query));
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

std::optional<Located> IndexResolver::locate_exactly(const CitationQuery& query) const {
  const auto named = find(query.document, query.clause.empty() ? Names::exact : Names::fitting);
  if (!named || named->documents.empty()) return std::nullopt;
  if (query.clause.empty() && query.heading.empty()) return whole_documents(named->documents).value();
  for (const auto& document : named->documents) {
    auto found = query.clause.empty() ? find_heading(document, query.heading) : find_clause(document, query);
    if (!found || !*found) continue;
    (*found)->by_abbreviation = named->by_abbreviation;
    return std::move(**found);
  }
  return std::nullopt;
}

Error IndexResolver::unknown_document(const std::string& typed, const CitationQuery& query) const {
  const std::string list = "fengqiao list 列出索引里的全部文件";
  // One whose name fits comes first; then slips of the pen; then what shares most characters.
  const auto fitting = by_abbreviation(query.document);
  std::string near = fitting && !fitting->empty() ? named_list(*fitting) : "";
  if (near.empty()) near = suggestion_text(indexer::suggest(index_, query, {}));
  if (near.empty()) near = nearest_documents(index_, query.document);
  return not_resolved(typed, "索引里没有文件“" + query.document + "”",
                      near.empty() ? list : "最接近的是：" + near + "；" + list);
}

Error IndexResolver::unknown_clause(const std::string& typed, const std::vector<StoredDocument>& documents,
                                    const CitationQuery& query) const {
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
  if (clause_exists) message = document_label(first) + "有这一条，但没有这一款（项）";
  if (other_form)
    message += query.form == ClauseForm::item ? "，只有写成“条”的那一条" : "，只有公文里这个号的条目";
  if (query.clause.empty()) message = document_label(first) + "没有“" + query.heading + "”";
  const std::string near = suggestion_text(indexer::suggest(index_, query, documents));
  const std::string all = "fengqiao show " + first.data.id + " 看全部条款";
  return not_resolved(typed, std::move(message), near.empty() ? all : "最接近的是：" + near + "；" + all);
}

std::vector<Suggestion> IndexResolver::suggest(const std::string& typed) const {
  const auto query = parse_citation(typed);
  if (!query) return {};
  const auto documents = find_documents(query->document, Names::fitting);
  return indexer::suggest(index_, *query, documents.value_or(std::vector<StoredDocument>{}));
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
  return locate(typed, Names::known).and_then([&](const Located& located) { return describe(located); });
}

// The clauses themselves; of a single clause its parts: lettered items, （三）, 款.
Result<std::vector<ResolvedCitation>> IndexResolver::clauses(const std::string& typed) const {
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

std::string guess_note(const Located& located) {
  if (!located.by_abbreviation) return {};
  return "索引里没有叫这个名称的文件，按简称理解为" + document_label(located.document);
}

} // namespace fengqiao::indexer
